/**
 * Ids that a list gives to papers which have nothing else in common: reference managers stamp one arXiv number, PMID or DOI on
 * dozens of unrelated entries. Such an id is no evidence of which paper an entry is.
 */
import { fallbackId, showId } from '../../hub/ids/identifier.js';
import { familyName } from '../../hub/name.js';
import type { Id, WorkRecord } from '../../hub/record.js';

/** Places named of the entries that share an id. */
const PLACES = 10;

/** Of an entry what it is told by; texts as they are compared. */
interface Told {
  ids: readonly Id[];
  /** '' where it is too short to tell papers apart. */
  title?: string | undefined;
  firstAuthor?: string | undefined;
  year?: number | undefined;
}

/**
 * The ids in which entries of one list meet though they agree in neither title, nor first author, nor year, not by way of
 * others with the same id either, each with the indexes of these entries. One without a title agrees with any.
 */
export function idsOfStrangers(entries: readonly Told[]): Map<Id, number[]> {
  const holders = new Map<Id, number[]>();
  for (const [index, { ids, title }] of entries.entries()) {
    if (title === undefined) continue;
    for (const id of ids) {
      const found = holders.get(id);
      if (found === undefined) holders.set(id, [index]);
      else found.push(index);
    }
  }
  return new Map(
    [...holders].filter(([, all]) => all.length > 1 && !hangTogether(all.map((index) => entries[index]!))),
  );
}

/** Whether each entry agrees in something with another one, and so on to all of them. */
function hangTogether(entries: readonly Told[]): boolean {
  const traits = entries.map(({ title, firstAuthor, year }) =>
    [title, firstAuthor, year].flatMap((trait, kind) =>
      trait === undefined || trait === '' ? [] : [`${kind} ${trait}`],
    ),
  );
  // Of the holders of a trait each is linked with the one before it.
  const links = entries.map((): number[] => []);
  const last = new Map<string, number>();
  for (const [index, own] of traits.entries())
    for (const trait of own) {
      const before = last.get(trait);
      if (before !== undefined) {
        links[before]!.push(index);
        links[index]!.push(before);
      }
      last.set(trait, index);
    }
  const reached = new Set([0]);
  for (const index of reached) for (const other of links[index]!) reached.add(other);
  return reached.size === entries.length;
}

/** An id that strangers share, in words. @param places of the entries */
export function strangersWords(id: Id, places: readonly string[]): string {
  const more = places.length > PLACES ? [`${places.length - PLACES} more`] : [];
  const named = [...places.slice(0, PLACES), ...more].join(', ');
  return `${showId(id)} is the id of ${places.length} entries that have nothing else in common (${named}); it is left out of them`;
}

/** The same for a list too long to be held, by numbers that are equal for equal ids and hardly ever for others. */
export function idsGivenAgain(): {
  note(index: number, ids: readonly Id[]): void;
  /** @param told what the entry that was noted with this index is told by */
  sharedByStrangers(told: (index: number) => Told): Generator<{ id: Id; indexes: number[] }>;
} {
  const first = new Map<number, number>();
  const again = new Map<number, number[]>();
  return {
    note(index, ids) {
      for (const id of ids) {
        const number = numberOf(id);
        const before = first.get(number);
        if (before === undefined) first.set(number, index);
        else if (again.get(number)?.push(index) === undefined) again.set(number, [before, index]);
      }
    },
    *sharedByStrangers(told) {
      for (const [number, all] of [...again].sort(([, [a]], [, [b]]) => a! - b!)) {
        const indexes = [...new Set(all)];
        for (const [id, holders] of idsOfStrangers(indexes.map(told)))
          if (numberOf(id) === number) yield { id, indexes: holders.map((holder) => indexes[holder]!) };
      }
    },
  };
}

/** FNV-1a, to 31 bits, as small as numbers are. */
function numberOf(id: Id): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash >>> 2;
}

/** What a work of a list is told by. */
export function toldBy({ ids, title, authors, date }: WorkRecord): Told {
  const [first] = authors ?? [];
  return {
    ids: ids.filter((id) => !id.startsWith('key:')),
    title: title === undefined ? undefined : fallbackId(title),
    firstAuthor: first === undefined ? undefined : fallbackId(first.family ?? familyName(first.name)),
    year: date === undefined ? undefined : Number(date.slice(0, 4)),
  };
}
