/** A paper by its Pith Number: the record says what it is of, and the number, which is a checksum, whether the record is whole. */
import { showId, splitId } from '../../hub/ids/identifier.js';
import type { HubLibraryRecord, Id, WorkRecord } from '../../hub/record.js';
import { type Client, request } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { jsonOfFile } from '../json.js';
import { decodedBy, misshapen, sorted } from '../page.js';
import { digestIn, numberOf } from './records/digest.js';
import { isNumberRecord } from './records/kinds.js';
import { decodeNumbered } from './records/numbered.js';

const SERVICE = 'pith';
/** Characters of a whole number. */
const CHARACTERS = 26;

/** Whether a name is a whole Pith Number; short forms are found in a library only. */
export function isPithNumber(id: Id): boolean {
  const { scheme, value } = splitId(id);
  return scheme === 'pith' && value.split(':').at(-1)!.length === CHARACTERS;
}

/**
 * Asks for the record of a whole Pith Number. The first is the work's, whose first name is what the number was given for.
 * @throws FetchError where there is none, where it is another's or was changed, or where it names nothing that can be asked for
 */
export async function fetchPithNumber(
  client: Client,
  id: Id,
  signal?: AbortSignal,
): Promise<[WorkRecord, ...HubLibraryRecord[]]> {
  const characters = splitId(id).value.slice(-CHARACTERS);
  const { body: root } = await request(client, SERVICE, `/pith/${characters}.json`, {
    parse: (text) => jsonOfFile(text, `The record Pith gives for ${showId(id)}`),
    what: showId(id),
    signal,
  });
  const digest = isNumberRecord(root) ? decodedBy(SERVICE, () => digestIn(root)) : undefined;
  if (digest === undefined) throw misshapen(SERVICE, `the record of ${showId(id)}`);
  if (numberOf(digest) !== characters)
    throw new FetchError(
      'refused',
      SERVICE,
      `The record Pith gives for ${showId(id)} has another checksum than that number, so it is not believed; give the arXiv id or DOI of the paper instead.`,
    );
  const [work, ...others] = decodedBy(SERVICE, () => sorted(decodeNumbered(root))).records;
  if (work?.type === 'work' && splitId(work.ids[0]!).scheme !== 'pith')
    return [work.ids.some(isPithNumber) ? work : { ...work, ids: [...work.ids, id] }, ...others];
  throw new FetchError(
    'refused',
    SERVICE,
    `The record of ${showId(id)} names no source with an identifier known here; give the arXiv id or DOI of the paper instead.`,
  );
}
