/** The same questions put to the library directly: query, facets and fifty rows, nothing drawn. */

import type { Library } from '../../src/library/library.js';
import type { WorkNumber } from '../../src/library/model.js';
import { details } from '../../src/library/read/details.js';
import { rows } from '../../src/library/read/rows.js';
import { overview } from '../../src/library/search/overview.js';
import { runQuery } from '../../src/library/search/view.js';
import { cycleInfluential, setText, toggleTerm, withSort } from '../../src/query/edit.js';
import { type Query, SORT_KEYS } from '../../src/query/query.js';
import { type Figures, figures, timed } from './figures/measure.js';
import type { Search } from './made-up/searches.js';

export interface InsideLine {
  name: string;
  ms: Figures | undefined;
}

const ROWS = 50;
const ALL: Query = { where: null, sort: null };
/** Seconds for one kind of question. */
const TIME = 5;

/** What a screen asks of the library for one view. */
function ask(library: Library, hub: WorkNumber, query: Query, from = 0): { total: number; counts: number } {
  const view = runQuery(library, hub, query);
  const shown = rows(library, hub, view.works(from, ROWS));
  const counts = view.facets.reduce((sum, facet) => sum + facet.values.length, 0);
  if (shown[0] !== undefined) details(library, hub, shown[0].work);
  return { total: view.total, counts };
}

export function insideLines(library: Library, hub: WorkNumber, searches: readonly Search[]): InsideLine[] {
  const measured = new Map<string, number[]>();
  const measure = (name: string, work: () => unknown): void => {
    const values = measured.get(name) ?? [];
    measured.set(name, values);
    if (values.reduce((sum, ms) => sum + ms, 0) < TIME * 1000) values.push(timed(work).ms);
  };
  measure('first view', () => ask(library, hub, ALL));
  const { facets, total } = runQuery(library, hub, ALL);
  for (let i = 0; i < 100; i += 1)
    measure('page anywhere', () => ask(library, hub, ALL, Math.floor((i / 100) * total)));
  for (let i = 0; i < 5; i += 1)
    for (const key of SORT_KEYS)
      for (const descending of [true, false])
        if (key !== 'relevance') measure(`sort by ${key}`, () => ask(library, hub, withSort(ALL, { key, descending })));
  for (const { field, values } of facets)
    for (const { term } of values)
      if (field !== 'influential')
        measure(`toggle ${field}`, () => ask(library, hub, toggleTerm(ALL, term, 'include')));
  for (let i = 0; i < 5; i += 1) measure('toggle influential', () => ask(library, hub, cycleInfluential(ALL)));
  for (const { kind, text } of searches)
    for (let length = 1; length <= text.length; length += 1)
      measure(`letter: ${kind}`, () => ask(library, hub, setText(ALL, text.slice(0, length))));
  for (let i = 0; i < 3; i += 1) measure('overview (co-cited works)', () => overview(library, hub));
  return [...measured].map(([name, ms]) => ({ name, ms: figures(ms) }));
}
