/** A listed work as a record. */
import { fallbackId } from '../../hub/identifier.js';
import type { WorkRecord } from '../../hub/record.js';

/** A work as a bibliography has it: any field may be missing, identifiers and all. */
export type ListedWork = { [field in keyof Omit<WorkRecord, 'type'>]: WorkRecord[field] | undefined } & Pick<
  WorkRecord,
  'ids'
>;

/** The record of a listed work, named by its title where it has no identifier; undefined where it has no title in words either. */
export function listedWork({ ids, ...fields }: ListedWork): WorkRecord | undefined {
  const { title, date, authors = [] } = fields;
  const names = [...ids];
  if (names.length === 0) {
    if (title === undefined || !/[\p{L}\p{N}]/u.test(title)) return undefined;
    names.push(fallbackId(title, date === undefined ? undefined : Number(date.slice(0, 4)), authors[0]?.name));
  }
  const known = Object.entries({ ...fields, authors: authors.length > 0 ? authors : undefined }).filter(
    ([, value]) => value !== undefined,
  );
  return { type: 'work', ids: names, ...(Object.fromEntries(known) as Partial<WorkRecord>) };
}
