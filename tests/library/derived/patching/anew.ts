/** What the arrays of a hub say, and what they would say if they were made anew. */
import { END, FACET_FIELDS, STORED_FROM, WHERE } from '../../../../src/library/derived/column-layout.js';
import { type Columns, columnsOf, valueAt } from '../../../../src/library/derived/columns.js';
import { FIRST, STORED_ORDERS } from '../../../../src/library/derived/orders.js';
import { dropColumns } from '../../../../src/library/derived/store-columns.js';
import { wordAt } from '../../../../src/library/derived/vocabulary.js';
import { STANDING_IN } from '../../../../src/library/derived/words/common.js';
import type { Library } from '../../../../src/library/library.js';
import type { WorkNumber } from '../../../../src/library/model.js';

/** What columns say of each paper, whatever numbers they give to values, classes and words. */
export function said(columns: Columns): unknown {
  const { size, values, groups } = columns;
  const each = <T>(of: (place: number) => T): T[] => Array.from({ length: size }, (_, place) => of(place));
  const lone = ['citations', 'refs', 'venue'] as const;
  const counted = [...FACET_FIELDS, ...lone];
  const ages = columns.age();
  const { works, starts, codes } = columns.references();
  return {
    ids: [...columns.ids],
    fields: [
      ...FACET_FIELDS.map((field) => {
        const at = valueAt(columns, field);
        return each((place) => values[field][at(place)]);
      }),
      ...lone.map((field) => each((place) => values[field][columns.codes(field)[place]!])),
    ],
    values: counted.map((field) => values[field].map((value) => JSON.stringify(value)).sort()),
    rising: (['novelty', 'year', 'citations', 'refs'] as const).map((field) => values[field]),
    papers: groups.map(({ codes, papers }) => Array.from(codes, (cls) => papers[cls])),
    empty: groups.some(({ papers }) => papers.includes(0)),
    ages: [...ages],
    flags: [...columns.flags()],
    orders: STORED_ORDERS.map((order) => [...columns.order(order)]),
    // What is kept by itself is what the large arrays say.
    first: STORED_ORDERS.map((order) => {
      const places = columns.order(order).subarray(0, FIRST);
      return [...(columns.first(order) ?? Int32Array.from(places, (place) => columns.ids[place]!))];
    }),
    counts: FACET_FIELDS.map((field) => {
      const counts = columns.counts(field);
      return values[field].map((value, at) => JSON.stringify([value, counts[at]])).sort();
    }),
    cites: each((place) => Array.from(codes.subarray(starts[place], starts[place + 1]), (code) => works[code])),
    cited: [...works],
    words: words(columns),
  };
}

/** The words with their papers, and those of each paper in order. */
function words({ size, dictionary, words: outline }: Columns): unknown {
  const { vocabulary, postings, streams, ranks } = dictionary();
  const all = Array.from({ length: vocabulary.size }, (_, word) => wordAt(vocabulary, word));
  const parts = (read: (visit: (part: Int32Array) => void) => void): number[] => {
    const found: number[] = [];
    read((part) => found.push(...part));
    return found.filter((posting) => (posting & 7) !== 0).sort((a, b) => a - b);
  };
  // Word by word, and by words that stand together, as a beginning asks for them.
  const counted: number[][] = all.map(() => []);
  for (let from = 0; from < all.length; from += 7) {
    const own: number[] = [];
    const take = (word: number): void => {
      counted[word]!.push(...own.splice(0).filter((posting) => (posting & 7) !== 0));
    };
    postings.eachWord(from, Math.min(all.length, from + 7), (posting) => own.push(posting), take);
  }
  return {
    postings: all.map((word, at) => [word, vocabulary.masks[at], postings.papers(at), ...postings.of(at)]),
    each: all.map((_, at) => parts((visit) => postings.each(at, at + 1, visit))),
    together: all.map((_, at) => parts((visit) => postings.each(at, Math.min(all.length, at + 3), visit))),
    counted: counted.map((own) => own.sort((a, b) => a - b)),
    tokens: Array.from({ length: size }, (_, place) =>
      Array.from(streams().of(place), (token) => (token === END ? null : all[ranks[token]!])),
    ),
    counts: [outline.size, outline.letters],
    common: commonSaid(all),
  };

  /** Whether what is kept of common words is what their postings say: which they are may differ. */
  function commonSaid(all: readonly string[]): boolean {
    const { common } = dictionary();
    if (common === undefined) return size < STORED_FROM;
    const isRight = (standing: Uint8Array, isOne: (word: string) => boolean): boolean => {
      const bits = new Uint8Array(size);
      for (const [at, word] of all.entries())
        if (isOne(word)) for (const posting of postings.of(at)) bits[posting >>> 3]! |= posting & 7;
      return bits.every((own, place) => {
        const kept = (standing[place >> 2]! >> (2 * (place & 3))) & 3;
        const best = [WHERE.title, WHERE.author, WHERE.summary].find((where) => (own & where) !== 0) ?? 0;
        return STANDING_IN[kept] === best;
      });
    };
    const { beginnings, words: whole } = common.outline;
    return (
      beginnings.length + whole.length > 3 &&
      beginnings.every((letters) => isRight(common.beginning(letters)!, (word) => word.startsWith(letters))) &&
      whole.every((own) => isRight(common.word(own)!, (word) => word === own))
    );
  }
}

/** What they would say if they were made anew; nothing is changed by asking. */
export function madeAnew(lib: Library, hub: WorkNumber): unknown {
  const kept = new Map(lib.cache);
  lib.db.exec('SAVEPOINT anew');
  dropColumns(lib, hub);
  lib.cache.clear();
  const found = said(columnsOf(lib, hub));
  lib.db.exec('ROLLBACK TO anew; RELEASE anew');
  lib.cache.clear();
  for (const [name, value] of kept) lib.cache.set(name, value);
  return found;
}
