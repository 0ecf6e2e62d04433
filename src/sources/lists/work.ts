/** A listed work as a record. */
import { fallbackId, splitId } from '../../hub/ids/identifier.js';
import { isPreprintDoi, isPreprintVenue } from '../../hub/ids/preprint.js';
import { isOthers } from '../../hub/name.js';
import type { Id, WorkRecord } from '../../hub/record.js';

/** A work as a bibliography has it: any field may be missing, identifiers and all. */
export type ListedWork = { [field in keyof Omit<WorkRecord, 'type'>]: WorkRecord[field] | undefined } & Pick<
  WorkRecord,
  'ids'
>;

/** The record of a listed work, named by its title where it has no identifier; undefined where it has no title in words either. */
export function listedWork({ ids, authors = [], ...fields }: ListedWork): WorkRecord | undefined {
  const named = authors.filter(({ name }) => !isOthers(name));
  const known = Object.entries({
    ...fields,
    retracted: fields.retracted || isMarkedRetracted(fields.title) || undefined,
    kind: kindOf({ ids, ...fields }),
    authors: named.length > 0 ? named : undefined,
    // "And others" are at least one.
    authorCount: named.length > 0 && named.length < authors.length ? named.length + 1 : undefined,
  }).filter(([, value]) => value !== undefined);
  return withIds({ type: 'work', ids, ...(Object.fromEntries(known) as Partial<WorkRecord>) }, ids);
}

/** Publishers put it before the titles of what was withdrawn; a notice is called `Retraction of`. */
function isMarkedRetracted(title = ''): boolean {
  return /^\W{0,2}retracted(?: (?:article|paper|chapter))?\s*[:\]—–]/iu.test(title);
}

/** What is not published is a preprint where a server has it. */
function kindOf({ ids, kind, venue, publisher }: ListedWork): string | undefined {
  const isServed =
    ids.some((id) => splitId(id).scheme === 'arxiv' || isPreprintDoi(id)) ||
    [venue, publisher].some((name) => name !== undefined && isPreprintVenue(name));
  return kind === 'manuscript' && isServed ? 'article' : kind;
}

/** The work under these ids, or where there are none under its title; undefined where it has no title in words either. */
export function withIds(work: WorkRecord, ids: readonly Id[]): WorkRecord | undefined {
  if (ids.length > 0) return { ...work, ids: [...ids] };
  const { title, date, authors = [] } = work;
  if (title === undefined || !/[\p{L}\p{N}]/u.test(title)) return undefined;
  const year = date === undefined ? undefined : Number(date.slice(0, 4));
  return { ...work, ids: [fallbackId(title, year, authors[0]?.name)] };
}
