/** What a library says, as one number: two libraries with the same facts have the same, however they came to them. */
import { createHash } from 'node:crypto';
import type { CitationRecord, HubLibraryRecord, Id, Judgement } from '../../hub/record.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { claimsOf } from '../works/claims.js';
import { type Description, descriptionsOf } from '../works/descriptions.js';
import { integrityOf } from '../works/integrity.js';
import { printedOf } from '../works/printed.js';
import { reviewsOf } from '../works/reviews.js';
import { citationRecord, workRecord } from './records.js';

/**
 * SHA-256, in hexadecimal, over every fact in the order of the works' names: what is in force of a work and what each source
 * says of it, what was said of citations, and who listed them first. Numbers of rows, times of imports, the order of sentences
 * and how far fetches have come make no difference.
 * @param hub only what is said of this work, of its citing papers and of their citing it: whatever a query over it can show
 */
export function libraryDigest(lib: Library, hub?: WorkNumber): string {
  return reading(lib, () => {
    const hash = createHash('sha256');
    const works = lib
      .sql(
        `SELECT work AS id, scheme || ':' || value AS name FROM aliases
         WHERE position = 0 AND (@hub IS NULL OR work = @hub OR work IN (SELECT citing FROM citations WHERE cited = @hub))
         ORDER BY scheme, value`,
      )
      .all({ hub: hub ?? null }) as { id: WorkNumber; name: Id }[];
    const cites = lib.sql(
      `SELECT cited AS id, scheme || ':' || value AS name, sources.name AS source
       FROM citations JOIN aliases ON work = cited AND position = 0 JOIN sources ON sources.id = citations.source
       WHERE citing = @id AND (@hub IS NULL OR cited = @hub) ORDER BY 2`,
    );
    for (const { id: work, name: id } of works) {
      const records: HubLibraryRecord[] = [
        ...reviewsOf(lib, work),
        ...claimsOf(lib, work),
        ...integrityOf(lib, work),
        ...printedOf(lib, work),
      ];
      const lines = [
        JSON.stringify(workRecord(lib, work)),
        ...descriptionsOf(lib, work).map(saidBy).sort(),
        ...records.map((record) => JSON.stringify(record)).sort(),
        ...(cites.all({ id: work, hub: hub ?? null }) as { id: WorkNumber; name: Id; source: string }[]).map((cited) =>
          JSON.stringify([cited.source, ordered(citationRecord(lib, work, cited.id, id, cited.name))]),
        ),
      ];
      for (const line of lines) hash.update(`${line}\n`);
    }
    return hash.digest('hex');
  });
}

function saidBy({ source, ids, said }: Description): string {
  return JSON.stringify([source.name, [...ids].sort(), [...said].sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function ordered(record: CitationRecord): CitationRecord {
  const { contexts, judgements } = record;
  return {
    ...record,
    ...(contexts !== undefined && { contexts: contexts.toSorted((a, b) => (a.text < b.text ? -1 : 1)) }),
    ...(judgements !== undefined && { judgements: inOneOrder(judgements) }),
  };
}

/** What one judge said at one time has no order. */
function inOneOrder(judgements: readonly Judgement[]): Judgement[] {
  const runs: Judgement[][] = [];
  for (const said of judgements) {
    const before = runs.at(-1)?.[0];
    if (before?.axis === said.axis && before.judge === said.judge && before.at === said.at) runs.at(-1)!.push(said);
    else runs.push([said]);
  }
  return runs.flatMap((run) => run.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
}
