/** Reviews, claims, checks and printed hubs into the library: of each source the fields it gave, laid over those it gave before. */
import type { ClaimRecord, HubRecord, IntegrityRecord, ReviewRecord } from '../../hub/record.js';
import { ANY_CLAIM } from '../../hub/vocabulary.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { type ClaimRow, claimFields } from '../works/claims.js';
import { checksOf, putCheck, together } from '../works/integrity.js';
import { besideBefore, countsTogether, inNameOrder, type Printed, undatedTogether } from '../works/printed.js';
import { isListed, putReview, reviewMeant, storedReviews } from '../works/reviews.js';
import { Bits, type FieldSets, LISTED, setStale, viaOf, type Writing, workOf } from './import-state.js';
import { isBeginningOf } from './says-less.js';

type Fields = Record<string, unknown>;

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
    if (JSON.stringify(stored[field]) === JSON.stringify(value) || isBeginningOf(value, stored[field])) continue;
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
  const stored = storedReviews(lib, work).filter((one) => one.source === source);
  const meant = reviewMeant(stored, said);
  const fields = meant?.fields ?? {};
  if ((fields.reviewedAt?.length ?? 0) > (said.reviewedAt?.length ?? 0)) delete said.reviewedAt;
  const via = viaOf(writing, work, id);
  const number = meant?.id ?? putReview(lib, work, { source, fields: said, via });
  const result = overlaid(writing, 'review', number, fields as Fields, said, true, false);
  if (meant === undefined) {
    report.reviews.added += 1;
    setStale(writing, work, LISTED);
    return;
  }
  // What lists say without a date is one thing at a time: said of a dated review now, what they said before is past.
  const past = said.reviewedAt !== undefined ? [] : stored.filter((one) => one !== meant && isListed(one));
  for (const one of past) lib.sql('DELETE FROM reviews WHERE id = ?').run(one.id);
  if (result === null && past.length === 0) {
    report.reviews.same += 1;
    return;
  }
  putReview(lib, work, { id: number, source, fields: result ?? { ...fields, ...said }, via });
  report.reviews.changed += 1;
  setStale(writing, work, LISTED);
}

export function takeIntegrity(writing: Writing, record: IntegrityRecord): void {
  const { lib, report } = writing;
  const { type: _, work: id, ...said } = record;
  const work = workOf(writing, id);
  const stored = checksOf(lib, work).find(({ source }) => source === said.source);
  const now = together(stored ?? { source: said.source, findings: [] }, said);
  if (stored !== undefined && JSON.stringify(now) === JSON.stringify(stored)) {
    report.integrity.same += 1;
    return;
  }
  putCheck(lib, work, now, viaOf(writing, work, id));
  report.integrity[stored ? 'changed' : 'added'] += 1;
  setStale(writing, work, LISTED);
}

export function takeHub(writing: Writing, record: HubRecord): void {
  const { lib, report } = writing;
  const { type: _, work: id, source, at = '', view, ...printed } = record;
  const work = workOf(writing, id);
  const viewed = view === undefined ? '' : JSON.stringify(view);
  const row = lib
    .sql('SELECT printed FROM hubs WHERE work = ? AND source = ? AND at = ? AND view = ?')
    .get(work, source, at, viewed) as { printed: string } | undefined;
  const stored = row ? (JSON.parse(row.printed) as Printed) : {};
  // Of captures without a date their numbers say which is the later.
  const isSettled = at === '' && row !== undefined;
  const said = isSettled ? undatedTogether(stored, printed) : besideBefore(stored, printed);
  if (said.counts !== undefined) said.counts = countsTogether(stored.counts ?? [], said.counts);
  const result = overlaid(writing, `hub ${at} ${source} ${viewed}`, work, stored as Fields, said, true, isSettled);
  if (row && result === null) {
    report.hubs.same += 1;
    return;
  }
  lib
    .sql('INSERT OR REPLACE INTO hubs(work, source, at, view, printed) VALUES (?, ?, ?, ?, ?)')
    .run(work, source, at, viewed, inNameOrder(result ?? said));
  report.hubs[row ? 'changed' : 'added'] += 1;
  setStale(writing, work, LISTED);
}

/** A claim is the same by its own id, or else, where not both have one, by what it says, and of which kind, according to whom. */
export function takeClaim(writing: Writing, record: ClaimRecord): void {
  const { lib, report } = writing;
  const { type: _, work: ref, ...said } = record;
  const work = workOf(writing, ref);
  const row = sameClaim(lib, work, said);
  // What says no more than that it is a claim does not take a kind away.
  if (row !== undefined && said.kind === ANY_CLAIM) said.kind = row.kind;
  const values = (now: typeof said): unknown[] =>
    [now.kind, now.text, now.source, now.status, now.attestation, now.claimId, now.number].map(
      (value) => value ?? null,
    );
  const id =
    row?.id ??
    Number(
      lib
        .sql(
          `INSERT INTO claims(kind, text, source, status, attestation, claim_id, number, work, via)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
      .sql(
        `UPDATE claims SET kind = ?, text = ?, source = ?, status = ?, attestation = ?, claim_id = ?, number = ?
         WHERE id = ?`,
      )
      .run(...values(result as typeof said), id);
  }
  report.claims[row ? 'changed' : 'added'] += 1;
  setStale(writing, work, LISTED);
}

function sameClaim(lib: Library, work: WorkNumber, said: Omit<ClaimRecord, 'type' | 'work'>): ClaimRow | undefined {
  const { claimId = null, kind, text, source = null } = said;
  const byId = lib.sql('SELECT * FROM claims WHERE work = ? AND claim_id = ?').get(work, claimId);
  const byText = (): unknown =>
    lib
      .sql(
        `SELECT * FROM claims WHERE work = ? AND text = ? AND source IS ? AND (claim_id IS NULL OR ? IS NULL)
         AND (kind = ? OR kind = '${ANY_CLAIM}' OR ? = '${ANY_CLAIM}') ORDER BY kind <> ?, id LIMIT 1`,
      )
      .get(work, text, source, claimId, kind, kind, kind);
  return (byId ?? byText()) as ClaimRow | undefined;
}
