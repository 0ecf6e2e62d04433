/** Reviews, claims and printed hubs into the library: of each source the fields it gave, laid over those it gave before. */
import type { ClaimRecord, HubRecord, ReviewRecord } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { type ClaimRow, claimFields } from '../works/claims.js';
import { type ReviewRow, reviewFields } from '../works/reviews.js';
import { Bits, type FieldSets, LISTED, setStale, viaOf, type Writing, workOf } from './import-state.js';

type Fields = Record<string, unknown>;

/** Fields as JSON in an order that does not depend on which came first. */
function inOrder(fields: Fields): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/**
 * The stored fields with the given ones laid over them, or null where that changes nothing. What this import gave before
 * stays, unless `newer`.
 * @param kind what numbers `id` counts, e.g. `review pith`
 */
function overlaid(
  writing: Writing,
  kind: string,
  id: number,
  stored: Fields,
  said: Fields,
  mayReplace: boolean,
  newer: boolean,
): Fields | null {
  const { givenToOther, fieldSets } = writing;
  const given = givenToOther.get(kind) ?? new Bits();
  givenToOther.set(kind, given);
  const before = fieldSets.sets[given.get(id)]!;
  given.set(id, numberOf(fieldSets, [...before, ...Object.keys(said)]));
  const result = { ...stored };
  let changed = false;
  for (const [field, value] of Object.entries(said)) {
    const replace = newer || (mayReplace && !before.has(field));
    if (field in stored && !replace) continue;
    if (JSON.stringify(stored[field]) === JSON.stringify(value)) continue;
    result[field] = value;
    changed = true;
  }
  return changed ? result : null;
}

function numberOf({ numbers, sets }: FieldSets, fields: readonly string[]): number {
  const set = new Set(fields);
  const key = [...set].sort().join(' ');
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, sets.length);
  return sets.push(set) - 1;
}

export function takeReview(writing: Writing, record: ReviewRecord): void {
  const { lib, report } = writing;
  const { type: _, work: id, source, ...said } = record;
  const work = workOf(writing, id);
  const stored = storedReview(lib, work, source);
  const [old, now] = [stored?.reviewedAt as string | undefined, said.reviewedAt];
  const older = old !== undefined && now !== undefined && now < old;
  const newer = old !== undefined && now !== undefined && now > old;
  const result = overlaid(writing, `review ${source}`, work, stored ?? {}, said, !older, newer);
  if (stored && result === null) {
    report.reviews.same += 1;
    return;
  }
  const { verdict, novelty, reviewedAt, ...rest } = result ?? said;
  lib
    .sql(
      'INSERT OR REPLACE INTO reviews(work, source, verdict, novelty, reviewed_at, rest, via) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(work, source, verdict ?? null, novelty ?? null, reviewedAt ?? null, inOrder(rest), viaOf(writing, work, id));
  report.reviews[stored ? 'changed' : 'added'] += 1;
  setStale(writing, work, LISTED);
}

function storedReview(lib: Library, work: WorkNumber, source: string): Fields | undefined {
  const row = lib
    .sql('SELECT verdict, novelty, reviewed_at, rest FROM reviews WHERE work = ? AND source = ?')
    .get(work, source) as ReviewRow | undefined;
  return row && reviewFields(row);
}

export function takeHub(writing: Writing, record: HubRecord): void {
  const { lib, report } = writing;
  const { type: _, work: id, source, at = '', ...said } = record;
  const work = workOf(writing, id);
  const row = lib.sql('SELECT printed FROM hubs WHERE work = ? AND source = ? AND at = ?').get(work, source, at) as
    | { printed: string }
    | undefined;
  const stored = row ? (JSON.parse(row.printed) as Fields) : {};
  const result = overlaid(writing, `hub ${at} ${source}`, work, stored, said, true, false);
  if (row && result === null) {
    report.hubs.same += 1;
    return;
  }
  lib
    .sql('INSERT OR REPLACE INTO hubs(work, source, at, printed) VALUES (?, ?, ?, ?)')
    .run(work, source, at, inOrder(result ?? { ...said }));
  report.hubs[row ? 'changed' : 'added'] += 1;
  setStale(writing, work, LISTED);
}

/** A claim is the same by its own id, or else by what it says, and of which kind, according to whom. */
export function takeClaim(writing: Writing, record: ClaimRecord): void {
  const { lib, report } = writing;
  const { type: _, work: ref, ...said } = record;
  const work = workOf(writing, ref);
  const row = (
    said.claimId === undefined
      ? lib
          .sql('SELECT * FROM claims WHERE work = ? AND claim_id IS NULL AND kind = ? AND text = ? AND source IS ?')
          .get(work, said.kind, said.text, said.source ?? null)
      : lib.sql('SELECT * FROM claims WHERE work = ? AND claim_id = ?').get(work, said.claimId)
  ) as ClaimRow | undefined;
  const values = (now: typeof said): unknown[] =>
    [now.kind, now.text, now.source, now.status, now.attestation, now.claimId].map((value) => value ?? null);
  const id =
    row?.id ??
    Number(
      lib
        .sql(
          'INSERT INTO claims(kind, text, source, status, attestation, claim_id, work, via) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        )
        .run(...values(said), work, viaOf(writing, work, ref)).lastInsertRowid,
    );
  const result = overlaid(writing, 'claim', id, row ? claimFields(row) : {}, { ...said }, true, false);
  if (row && result === null) {
    report.claims.same += 1;
    return;
  }
  if (row) {
    lib
      .sql('UPDATE claims SET kind = ?, text = ?, source = ?, status = ?, attestation = ?, claim_id = ? WHERE id = ?')
      .run(...values(result as typeof said), id);
  }
  report.claims[row ? 'changed' : 'added'] += 1;
  setStale(writing, work, LISTED);
}
