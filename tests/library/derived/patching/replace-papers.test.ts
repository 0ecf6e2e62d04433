/** What a merge or a split changes in the arrays of hubs is what making them anew would. */
import { expect, it } from 'vitest';
import type { Id } from '../../../../src/hub/record.js';
import { record, undo, undoStack } from '../../../../src/library/decisions/journal.js';
import { MADE_AT_ONCE_FROM } from '../../../../src/library/derived/column-layout.js';
import { columnsOf } from '../../../../src/library/derived/columns.js';
import { outOfDate } from '../../../../src/library/derived/out-of-date.js';
import { replacePapers } from '../../../../src/library/derived/patching/replace-papers.js';
import { libraryShelf } from '../../../../src/library/derived/shelf/segments.js';
import { dropColumns } from '../../../../src/library/derived/store-columns.js';
import type { FetchRun } from '../../../../src/library/history/fetches.js';
import { mergeWorks, splitWork } from '../../../../src/library/identity/merge-split.js';
import { closeLibrary, type Library } from '../../../../src/library/library.js';
import type { WorkNumber } from '../../../../src/library/model.js';
import { openLibrary } from '../../../../src/library/open.js';
import { runQuery } from '../../../../src/library/search/view.js';
import { idsOf, workWithId } from '../../../../src/library/works/ids.js';
import { storePage } from '../../../../src/library/write/write-page.js';
import { parseQuery } from '../../../../src/query/parse.js';
import { seeds } from '../../../seeds.js';
import { arxiv, cites, folder, id, load, role, seeded, work } from '../../support.js';
import { madeAnew, said } from './anew.js';

/** Enough that the library keeps the arrays of the first two hubs. */
const CITERS = 1100;

function records(random: () => number, citers = CITERS) {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const words = ['graph', 'Bayes', 'of', 'learning', 'Überblick', 'a', 'net', '', 'net work'];
  const text = (most: number): string =>
    Array.from({ length: Math.floor(random() * most) }, () => pick(words)).join(' ');
  const all = [work(0), work(1)] as never[];
  for (let n = 2; n < citers + 2; n += 1) {
    const fields = {
      title: random() < 0.1 ? `Alone ${n}` : text(5),
      ...(random() < 0.8 && { date: pick(['2019', '2020-05', `2021-0${1 + (n % 9)}-11`]) }),
      ...(random() < 0.5 && { venue: pick(['A', 'B', `Venue ${n}`]) }),
      ...(random() < 0.5 && { citedBy: Math.floor(random() * 9) }),
      ...(random() < 0.5 && { authors: [{ name: pick(['Ada Lovelace', `Bo ${n}`]) }] }),
      ...(random() < 0.3 && { abstract: text(9) }),
      ...(random() < 0.3 && { summary: text(9) }),
      ...(random() < 0.2 && { retracted: random() < 0.5 }),
    };
    all.push(work(n, fields as never) as never);
    if (n % 5 === 0) all.push(review(n, random));
    if (random() < 0.95) {
      const judged = random() < 0.5 ? [role('pith', '2026-01-01', pick(['background', 'method']))] : [];
      all.push(cites(n, 0, judged, { ...(random() < 0.3 && { places: n % 4 }) } as never) as never);
    }
    if (random() < 0.55) all.push(cites(n, 1) as never);
    if (random() < 0.5 && n > 10) all.push(cites(n, 2 + Math.floor(random() * (n - 2))) as never);
  }
  return all;
}

function review(n: number, random: () => number): never {
  const novelty = Math.round(random() * 20) / 2;
  return { type: 'review', work: arxiv(n), source: 'pith', verdict: 'accept', novelty, summary: `Says ${n}` } as never;
}

/** One merge, split, correction or undoing. */
function step(lib: Library, random: () => number, merged: string[][]): void {
  const some = (): number => 2 + Math.floor(random() * CITERS);
  const chance = random();
  if (chance < 0.45) {
    const [a, b] = [id(lib, arxiv(some())), id(lib, arxiv(some()))];
    if (a === b) return;
    merged.push(idsOf(lib, Math.max(a, b)));
    mergeWorks(lib, a, b);
  } else if (chance < 0.8 && merged.length > 0) {
    const [names] = merged.splice(Math.floor(random() * merged.length), 1);
    const of = workWithId(lib, names![0]!)!;
    if (idsOf(lib, of).some((one) => !names!.includes(one))) splitWork(lib, of, names as never);
  } else if (chance < 0.95) {
    const paper = { work: id(lib, arxiv(some())) };
    if (random() < 0.5) record(lib, 'ada', [{ kind: 'override', axis: 'novelty', to: some() % 7, ...paper }]);
    else record(lib, 'ada', [{ kind: 'override', axis: 'role', to: ['dataset'], cited: arxiv(0), ...paper } as never]);
  } else {
    const { undo: last } = undoStack(lib, 'ada');
    for (const step of last.at(-1) ?? []) undo(lib, 'ada', step);
  }
}

const LINES = 'net|gra|gr|"net work"|learning of|title:bayse|author:lovelase|author:"bo 12"|alone|"says 1"|a graph';

/** What queries for words find, in order, and what they take mistyped words for. */
function found(lib: Library, hub: WorkNumber): unknown {
  return LINES.split('|').map((line) => {
    const parsed = parseQuery(line);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const view = runQuery(lib, hub, parsed.query);
    return [line, view.total, view.forgiven(), view.works(0, view.total)];
  });
}

it.each(seeds(4, 40))('arrays after any merges, splits and corrections are those made anew (%i)', async (seed) => {
  const random = seeded(seed);
  const lib = openLibrary(`${folder()}/library.sqlite`);
  await load(lib, records(random));
  const hubs = [id(lib, arxiv(0)), id(lib, arxiv(1))];
  for (const hub of hubs) expect(columnsOf(lib, hub).generation).not.toBe(null);
  const merged: string[][] = [];
  for (let n = 0; n < 16; n += 1) {
    step(lib, random, merged);
    for (const hub of hubs) {
      const kept = lib.db.prepare('SELECT 1 FROM hub_columns WHERE work = ?').get(hub);
      expect(kept, `the arrays of hub ${hub} stay in the library, step ${n}`).toBeDefined();
      expect(said(columnsOf(lib, hub)), `hub ${hub} after step ${n}`).toEqual(madeAnew(lib, hub));
    }
  }
  expect(outOfDate(lib)).toEqual([]);
  const asked = hubs.map((hub) => found(lib, hub));
  for (const hub of hubs) dropColumns(lib, hub);
  lib.cache.clear();
  expect(asked).toEqual(hubs.map((hub) => found(lib, hub)));
  closeLibrary(lib);
});

it('a merge writes the words of the papers it is about, whatever there is of others, unless there are too many', async () => {
  const random = seeded(1);
  const lib = openLibrary(`${folder()}/library.sqlite`);
  await load(lib, records(random));
  const hub = id(lib, arxiv(0));
  const bulk = (): unknown =>
    lib.db.prepare("SELECT name, id, hex(data) FROM hub_segments WHERE work = ? AND name = 'postings'").all(hub);
  const tokens = (): Uint8Array => libraryShelf(lib, hub).get('tokens', 0);
  const late = (): unknown =>
    lib.db.prepare("SELECT outline ->> '$.words.late.postings' FROM hub_columns WHERE work = ?").pluck().get(hub);
  columnsOf(lib, hub);
  const before = { bulk: bulk(), tokens: tokens() };
  for (const n of [2, 3, 4]) mergeWorks(lib, id(lib, arxiv(n)), id(lib, arxiv(n + 500)));
  expect(bulk()).toEqual(before.bulk);
  expect(tokens().subarray(0, before.tokens.length)).toEqual(before.tokens);
  expect(tokens().length).toBeGreaterThan(before.tokens.length);
  expect(late()).toBeGreaterThan(0);
  const now = said(columnsOf(lib, hub));
  const some = (n: number): string => `SELECT ${id(lib, arxiv(n))} AS work`;
  expect(replacePapers(lib, hub, some(9), 1)).toBe(true);
  expect(late()).toBe(0);
  expect(bulk()).not.toEqual(before.bulk);
  expect(said(columnsOf(lib, hub))).toEqual(now);
  // And on from there.
  const put = bulk();
  expect(replacePapers(lib, hub, `${some(9)} UNION ${some(11)}`)).toBe(true);
  expect(bulk()).toEqual(put);
  expect(late()).toBeGreaterThan(0);
  expect(said(columnsOf(lib, hub))).toEqual(now);
  mergeWorks(lib, id(lib, arxiv(20)), id(lib, arxiv(21)));
  expect(replacePapers(lib, hub, some(30), 1)).toBe(true);
  expect(said(columnsOf(lib, hub))).toEqual(madeAnew(lib, hub));
  closeLibrary(lib);
});

it.each(seeds(2, 20))('imports into a hub whose arrays are made at once are put into them (%i)', async (seed) => {
  const random = seeded(seed);
  const lib = openLibrary(`${folder()}/library.sqlite`);
  // 95 in a hundred cite it.
  const citers = Math.ceil(MADE_AT_ONCE_FROM / 0.94);
  await load(lib, records(random, citers));
  const hub = id(lib, arxiv(0));
  const bulk = (): string =>
    lib.db
      .prepare("SELECT id || hex(data) FROM hub_segments WHERE work = ? AND name = 'postings'")
      .pluck()
      .get(hub) as string;
  const before = bulk();
  expect(before).toMatch(/^\d/u);
  for (let file = 0; file < 4; file += 1) {
    const some = (): number => 2 + Math.floor(random() * (citers + 60));
    const changed = records(random, citers + 60).filter((one) => random() < 0.02 && !('ids' in one && some() < 20));
    const named = [some(), some()].map((n) => arxiv(n));
    const joined = { ...work(0, { title: 'Two names' }), ids: [...named, `doi:10.1/${file}`] };
    await load(
      lib,
      [...changed, ...(named[0] === named[1] ? [] : [joined])] as never[],
      file % 2 === 0 ? 'test' : 'other',
    );
    expect(said(columnsOf(lib, hub)), `after file ${file}`).toEqual(madeAnew(lib, hub));
  }
  // Those of the papers that were there first are where they were.
  expect(bulk() === before).toBe(true);
  expect(outOfDate(lib)).toEqual([]);
  closeLibrary(lib);
});

it('the first pages of a reading are put into the arrays of a large hub, which none of them makes', async () => {
  const random = seeded(3);
  const lib = openLibrary(`${folder()}/library.sqlite`);
  const citers = Math.ceil(MADE_AT_ONCE_FROM / 0.94);
  await load(lib, records(random, citers));
  const hub = id(lib, arxiv(0));
  const areThere = (): boolean => lib.db.prepare('SELECT 1 FROM hub_columns WHERE work = ?').get(hub) !== undefined;
  let run: FetchRun | { paper: Id; service: string } = { paper: arxiv(0) as Id, service: 'openalex' };
  const read = async (number: number): Promise<void> => {
    const others = [work(citers + number, { title: `New ${number}` }), work(30 + number, { title: `Other ${number}` })];
    const page = { records: [...others, cites(citers + number, 0)], cursor: String(number) };
    run = (await storePage(lib, run, page)).run;
  };
  for (let number = 1; number <= 10; number += 1) {
    await read(number);
    expect(areThere(), `page ${number}`).toBe(true);
  }
  expect(said(columnsOf(lib, hub))).toEqual(madeAnew(lib, hub));
  expect(outOfDate(lib)).toEqual([]);
  expect(areThere()).toBe(true);
  await read(11);
  expect(areThere()).toBe(false);
  run = { paper: arxiv(0) as Id, service: 'semantic-scholar' };
  await read(12);
  expect(areThere()).toBe(false);
  closeLibrary(lib);
});

it('arrays of another version are made anew, and no paper is replaced in them before', async () => {
  const lib = openLibrary(`${folder()}/library.sqlite`);
  await load(lib, records(seeded(2)));
  const hub = id(lib, arxiv(0));
  const before = said(columnsOf(lib, hub));
  const kept = (column: string): unknown =>
    lib.db.prepare(`SELECT ${column} FROM hub_columns WHERE work = ?`).pluck().get(hub);
  const generation = kept('generation');
  // As an earlier program wrote them, which kept nothing of common words.
  lib.db.prepare("UPDATE hub_columns SET version = 6, outline = json_remove(outline, '$.words.common')").run();
  lib.db.prepare("DELETE FROM hub_segments WHERE name = 'common'").run();
  expect(replacePapers(lib, hub, `SELECT ${id(lib, arxiv(9))} AS work`)).toBe(false);
  lib.cache.clear();
  expect(said(columnsOf(lib, hub))).toEqual(before);
  expect(kept('generation')).not.toBe(generation);
  expect(kept('version')).toBe(7);
  mergeWorks(lib, id(lib, arxiv(5)), id(lib, arxiv(700)));
  expect(kept('version')).toBe(7);
  expect(said(columnsOf(lib, hub))).toEqual(madeAnew(lib, hub));
  closeLibrary(lib);
});
