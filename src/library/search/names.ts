/** The authors and venues of a hub's papers by their names, the most frequent first: what is completed while it is typed. */
import { cachedIn, columnsOf, keptIn } from '../derived/columns.js';
import { authorshipIn, citingAuthors } from '../graph/authors/authors.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import type { Steps } from '../steps.js';

export interface Named {
  name: string;
  papers: number;
}

/** Names that are kept; the rarest of more are not completed. */
const MOST = 20_000;
/** Papers whose venues are read between two steps. */
const AT_ONCE = 2000;

export function* authorNames(lib: Library, hub: WorkNumber): Steps<readonly Named[]> {
  yield* authorshipIn(lib, hub);
  return cachedIn(
    reading(lib, () => columnsOf(lib, hub)),
    'author names',
    () => citingAuthors(lib, hub, null, MOST).authors,
  );
}

export function venueNames(lib: Library, hub: WorkNumber): Steps<readonly Named[]> {
  const columns = reading(lib, () => columnsOf(lib, hub));
  return keptIn(columns, 'venue names', function* () {
    const papers = new Map<string, number>();
    for (let from = 0; from < columns.size; from += AT_ONCE) {
      const ids = JSON.stringify(Array.from(columns.ids.slice(from, from + AT_ONCE)));
      const found = reading(lib, () =>
        lib
          .sql('SELECT venue FROM json_each(?) CROSS JOIN works ON works.id = value WHERE venue IS NOT NULL')
          .pluck()
          .all(ids),
      ) as string[];
      for (const venue of found) papers.set(venue, (papers.get(venue) ?? 0) + 1);
      yield from / columns.size;
    }
    return [...papers]
      .map(([name, count]): Named => ({ name, papers: count }))
      .sort((a, b) => b.papers - a.papers || (a.name < b.name ? -1 : 1))
      .slice(0, MOST);
  });
}
