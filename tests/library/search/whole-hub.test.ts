/** Views of all papers of a large hub, which are there before its large arrays are read. */
import { expect, it, onTestFinished } from 'vitest';
import { record } from '../../../src/library/decisions/journal.js';
import { ownScreening } from '../../../src/library/decisions/screening.js';
import { columnsOf } from '../../../src/library/derived/columns.js';
import { dropColumns, storeColumns } from '../../../src/library/derived/store-columns.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import type { View, WorkNumber } from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import { openView, runQuery } from '../../../src/library/search/view.js';
import { finished } from '../../../src/library/steps.js';
import { parseQuery } from '../../../src/query/parse.js';
import type { Query } from '../../../src/query/query.js';
import { arxiv, cites, folder, id, load, role, work } from '../support.js';

const CITERS = 700;

function queryOf(line: string): Query {
  const parsed = parseQuery(line);
  if (!parsed.ok) throw new Error(line);
  return parsed.query;
}

const ORDERS = ['', 'sort:date', 'sort:-date', 'sort:title', 'sort:citations', 'sort:-novelty'].map(queryOf);

/** A view as the screen asks for it. */
const shown = ({ lib, hub }: Opened, query: Query): View => openView(lib, hub, query, ownScreening(lib, hub));

interface Opened {
  lib: Library;
  hub: WorkNumber;
}

function opened(file: string): Opened {
  const lib = openLibrary(file);
  onTestFinished(() => closeLibrary(lib));
  return { lib, hub: id(lib, arxiv(0)) };
}

/** A library that has the arrays of a hub. */
async function stored(): Promise<string> {
  const file = `${folder()}/library.sqlite`;
  const lib = openLibrary(file);
  const records = Array.from({ length: CITERS }, (_, at) => {
    const n = at + 1;
    const [title, date] = [`Paper ${(n * 7919) % CITERS}`, `20${10 + (n % 13)}-0${1 + (n % 9)}-01`];
    const judged = n % 3 === 0 ? [role('pith', '2026-01-01', n % 2 === 0 ? 'method' : 'background')] : [];
    return [work(n, { title, date, citedBy: (n * 31) % 97 }), cites(n, 0, judged)];
  });
  await load(lib, [work(0), ...records.flat()]);
  columnsOf(lib, id(lib, arxiv(0)));
  closeLibrary(lib);
  return file;
}

/** What is right, by arrays that are read as a whole. */
function right(file: string, query: Query): { view: View; all: WorkNumber[] } {
  const { lib, hub } = opened(file);
  columnsOf(lib, hub);
  const view = runQuery(lib, hub, query);
  return { view, all: view.works(0, view.total) };
}

const generation = ({ lib, hub }: Opened): unknown =>
  lib.sql('SELECT generation FROM hub_columns WHERE work = ?').pluck().get(hub);

const LARGE = `name = 'ids' OR name LIKE 'group %' OR name LIKE 'class %' OR name LIKE 'papers %' OR name LIKE 'order%'`;

it.each(ORDERS)('the first page and the facets of all papers need none of the large arrays (%j)', async (query) => {
  const file = await stored();
  const { view: whole, all } = right(file, query);
  const { lib, hub } = opened(file);
  const before = generation({ lib, hub });
  // Were one of them asked for, all would be made anew.
  lib.db.exec(`UPDATE hub_segments SET data = x'' WHERE ${LARGE}`);
  const view = shown({ lib, hub }, query);
  expect(view.total).toBe(CITERS);
  expect(view.works(0, 60)).toEqual(all.slice(0, 60));
  expect(view.works(60, 40)).toEqual(all.slice(60, 100));
  expect(view.position(all[99]!)).toBe(99);
  expect(view.facets).toEqual(whole.facets);
  expect(view.order).toEqual(whole.order);
  expect(generation({ lib, hub })).toBe(before);
  // What lies further on is found all the same.
  expect(view.works(0, CITERS)).toEqual(all);
  expect(generation({ lib, hub })).not.toBe(before);
  expect(view.facets).toEqual(whole.facets);
});

it.each(ORDERS)('what lies beyond the first page is read in steps, and then is what was there (%j)', async (query) => {
  const file = await stored();
  const { all } = right(file, query);
  const { lib, hub } = opened(file);
  const view = shown({ lib, hub }, query);
  finished(view.readOn());
  lib.db.exec('DELETE FROM hub_segments; DELETE FROM hub_columns');
  expect(view.works(0, CITERS)).toEqual(all);
  expect(all.map((one) => view.position(one))).toEqual(all.map((_, at) => at));
  expect(view.position(hub)).toBe(-1);
});

it('where another program made the arrays anew meanwhile, the rest of a view is of those', async () => {
  const file = await stored();
  const [mine, theirs] = [opened(file), opened(file)];
  const views = ORDERS.map((query) => shown(mine, query));
  const pages = views.map((view) => view.works(0, 20));
  await load(theirs.lib, [work(9001, { title: 'Between', date: '2016' }), cites(9001, 0)]);
  columnsOf(theirs.lib, theirs.hub);
  for (const [at, view] of views.entries()) {
    expect(view.works(0, 20)).toEqual(pages[at]);
    const now = right(file, ORDERS[at]!).all;
    expect(view.works(CITERS - 100, 200)).toEqual(now.slice(CITERS - 100));
    expect(view.total).toBe(CITERS + 1);
    expect(view.position(id(mine.lib, arxiv(9001)))).toBe(now.indexOf(id(mine.lib, arxiv(9001))));
  }
});

it('steps that were begun before arrays were made anew end with those', async () => {
  const file = await stored();
  const [mine, theirs] = [opened(file), opened(file)];
  const view = shown(mine, ORDERS[1]!);
  const steps = view.readOn();
  steps.next();
  theirs.lib.db.transaction(() => storeColumns(theirs.lib, theirs.hub)).immediate();
  while (!steps.next().done);
  dropColumns(theirs.lib, theirs.hub);
  expect(view.works(0, CITERS)).toEqual(right(file, ORDERS[1]!).all);
});

it('what was decided, and taken back, is counted in a view that has read nothing yet, and found once it is read', async () => {
  const file = await stored();
  const { lib: other, hub: cited } = opened(file);
  const star = (numbers: readonly number[], to: true | null): void => {
    const works = numbers.map((n) => id(other, arxiv(n)));
    record(
      other,
      'Ann',
      works.map((one) => ({ kind: 'star', work: one, to })),
    );
  };
  const [page, starred] = ['', 'status:starred'].map(queryOf) as [Query, Query];
  // The hub is no paper that cites itself.
  star([0, 3, 600, 44], true);
  const { lib, hub } = opened(file);
  const before = generation({ lib, hub });
  const status = (): unknown => shown({ lib, hub }, page).facets.find(({ field }) => field === 'status')?.values;
  const counted = (): unknown =>
    runQuery(other, cited, page)
      .facets.find(({ field }) => field === 'status')
      ?.values.map((value) => ({ ...value }));
  lib.db.exec('CREATE TEMP TABLE whole AS SELECT * FROM hub_segments');
  lib.db.exec(`UPDATE hub_segments SET data = x'' WHERE ${LARGE}`);
  const first = status();
  star([44], null);
  star([45, 46], true);
  const second = status();
  expect(generation({ lib, hub })).toBe(before);
  lib.db.exec('INSERT OR REPLACE INTO hub_segments SELECT * FROM whole');
  expect(second).toEqual(counted());
  star([45, 46], null);
  star([44], true);
  expect(first).toEqual(counted());
  expect(status()).toEqual(first);
  const found = shown({ lib, hub }, starred);
  expect(found.works(0, 9).sort()).toEqual([3, 44, 600].map((n) => id(lib, arxiv(n))).sort());
  expect(generation({ lib, hub })).toBe(before);
  star([3], null);
  expect(shown({ lib, hub }, starred).total).toBe(2);
  expect(status()).toEqual(counted());
});
