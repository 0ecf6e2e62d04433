/** Rows of the OpenCitations Index, of its version 2 and of COCI before it: who cites whom, and nothing else. */
import { parseId } from '../../hub/ids/identifier.js';
import type { Id, WorkRecord } from '../../hub/record.js';
import { type Decoded, problem, record } from '../decoded.js';
import { distinct, isObject, partialDate, shown } from '../values.js';

/** In the order the first of them is the one to show. */
const SCHEMES = ['arxiv:', 'doi:', 'pmid:', 'pmcid:', 'openalex:', 'omid:'];

/**
 * The names of one side of a citation: `omid:br/06… doi:10.… pmid:…` separated by blanks, several of one scheme possible; a bare DOI
 * in COCI, after `[index] => ` in some answers.
 */
export function names(value: unknown): Id[] {
  if (typeof value !== 'string') return [];
  const refs = value
    .split(/\s+/u)
    .flatMap((word) => (/^[a-z]+:|^10\./iu.test(word) ? [parseId(word) ?? undefined] : []));
  const rank = (id: Id): number => {
    const at = SCHEMES.findIndex((scheme) => id.startsWith(scheme));
    return at < 0 ? SCHEMES.length : at;
  };
  return distinct(refs).sort((a, b) => rank(a) - rank(b));
}

/** The citing works of a list and their citations of the hub. `first`: the number of the first row, for messages. */
export function* decodeEdges(rows: readonly unknown[], hub: Id, first = 1): Generator<Decoded> {
  for (const [at, row] of rows.entries()) {
    const place = `row ${first + at}`;
    const ids = isObject(row) ? names(row.citing) : [];
    if (!isObject(row) || ids.length === 0) {
      const given = isObject(row) ? (row.citing === undefined ? '' : shown(row.citing)) : '';
      yield problem(place, given === '' ? 'no citing work' : `no id of a work in “${given}”`);
      continue;
    }
    if (ids.includes(hub)) {
      yield problem(place, 'the cited work itself');
      continue;
    }
    const work: WorkRecord = { type: 'work', ids };
    // A citation is made when the citing work appears.
    const date = partialDate(row.creation);
    if (date !== undefined) work.date = date;
    yield record(work);
    yield record({ type: 'citation', citing: ids[0]!, cited: hub });
  }
}
