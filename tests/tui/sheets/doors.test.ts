/** Every number on every sheet opens exactly its papers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownScreening } from '../../../src/library/decisions/screening.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import type { View, WorkNumber } from '../../../src/library/model.js';
import { hubHead, listHubs } from '../../../src/library/read/hubs.js';
import { runQuery } from '../../../src/library/search/view.js';
import { finished } from '../../../src/library/steps.js';
import { workWithId } from '../../../src/library/works/ids.js';
import { parseQuery } from '../../../src/query/parse.js';
import { UNICODE_GLYPHS } from '../../../src/text/look/glyphs.js';
import { plainText } from '../../../src/text/spans.js';
import type { Hidden } from '../../../src/tui/blind.js';
import { layoutOf } from '../../../src/tui/sheets/layout.js';
import type { Door, SheetAsk } from '../../../src/tui/sheets/sheet.js';
import { drawSheet, readSheet, reordered, type SheetData } from '../../../src/tui/sheets/sheets.js';
import { bundledLibrary } from '../../library/bundled.js';
import { arxiv, cites, id, libraryOf, role, work } from '../../library/support.js';

const read = (lib: Library, ask: SheetAsk): SheetData => finished(readSheet(lib, ask, ownScreening(lib, ask.work)));

/** Every sheet of a hub, in each of its orders. */
function asksOf(lib: Library, hub: WorkNumber): SheetAsk[] {
  const [paper] = runQuery(lib, hub, { where: null, sort: null }).works(0, 1);
  const [other] = runQuery(lib, hub, { where: null, sort: { key: 'citations', descending: true } }).works(0, 1);
  const first: SheetAsk[] = [
    ...(['overview', 'schools', 'authors', 'claims', 'suggested', 'references', 'flow'] as const).map(
      (sheet): SheetAsk => ({ sheet, work: hub }),
    ),
    { sheet: 'timeline', work: hub, stack: 'role' },
    { sheet: 'cocited', work: hub, order: 'shared' },
    { sheet: 'coupled', work: hub, paper: paper! },
    { sheet: 'references', work: paper! },
    { sheet: 'compare', work: hub, others: [other!] },
    {
      sheet: 'compare',
      work: hub,
      others: [other!, listHubs(lib).find(({ work }) => work !== hub && work !== other)!.work],
    },
    { sheet: 'path', work: paper!, to: hub },
    { sheet: 'path', work: hub, to: paper! },
  ];
  return first.flatMap((ask) => {
    const asks = [ask];
    const following = (one: SheetAsk): SheetAsk | null => reordered(one, read(lib, one));
    for (
      let next = following(ask);
      next !== null && JSON.stringify(next) !== JSON.stringify(ask);
      next = following(next)
    )
      asks.push(next);
    return asks;
  });
}

/** The papers among which a door shows one. */
function among(lib: Library, { hub, query }: Extract<Door, { opens: 'paper' }>): View {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return runQuery(lib, hub, parsed.query);
}

const LOOK = { glyphs: UNICODE_GLYPHS, hidden: [] };

interface Opened {
  line: string;
  door: Door;
}

function doorsOf(lib: Library, ask: SheetAsk, cells = 100): Opened[] {
  const data = read(lib, ask);
  return drawSheet(data, ask, cells, LOOK, 30).sections.flatMap(({ items }) =>
    items.flatMap(({ lines, door }) => (door === undefined ? [] : [{ line: lines.map(plainText).join(' '), door }])),
  );
}

let lib: Library;
beforeAll(async () => {
  lib = await bundledLibrary();
});
afterAll(() => closeLibrary(lib));

describe('the doors of all sheets of all bundled hubs', () => {
  it('open a list of exactly the size that stands on their line', () => {
    const seen = new Map<string, number>();
    for (const { work: hub } of listHubs(lib).filter(({ presented }) => presented)) {
      for (const ask of asksOf(lib, hub)) {
        for (const { line, door } of doorsOf(lib, ask)) {
          const where = `${ask.sheet} of ${hubHead(lib, hub).id}: ${line}`;
          seen.set(`${ask.sheet} ${door.opens}`, (seen.get(`${ask.sheet} ${door.opens}`) ?? 0) + 1);
          if (door.opens === 'paper') expect(among(lib, door).position(door.paper), where).toBeGreaterThan(-1);
          if (door.opens === 'nothing') expect(door.why, where).toMatch(/^[A-Z].*\.$/u);
          if (door.opens !== 'papers') continue;
          const query = parseQuery(door.query);
          expect(query, `${where} asks ${door.query}`).toMatchObject({ ok: true });
          if (!query.ok) continue;
          expect(runQuery(lib, door.hub, query.query).total, `${where} opens ${door.query}`).toBe(door.count);
          // Where a number of papers stands on the line, it is this one.
          const numbers = [...line.matchAll(/\d[\d,]*/gu)].map(([number]) => Number(number.replaceAll(',', '')));
          const isNumbered = !['timeline', 'path'].includes(ask.sheet) && !/^[ABC] {2}/u.test(line);
          if (isNumbered) expect(numbers, where).toContain(door.count);
        }
      }
    }
    for (const sheet of [
      'overview',
      'timeline',
      'cocited',
      'schools',
      'authors',
      'compare',
      'references',
      'suggested',
      'flow',
    ])
      expect(seen.get(`${sheet} papers`), sheet).toBeGreaterThan(0);
  });
});

it('open the papers of all years that share a bar of a narrow timeline', async () => {
  const library = await libraryOf([
    work(0),
    ...Array.from({ length: 60 }, (_, at) => work(at + 1, { date: `${1940 + at}${at % 2 === 0 ? '' : '-03-01'}` })),
    ...Array.from({ length: 60 }, (_, at) => cites(at + 1, 0)),
  ]);
  const ask: SheetAsk = { sheet: 'timeline', work: id(library, arxiv(0)), stack: 'role' };
  const ranges = doorsOf(library, ask, 36).filter(({ line }) => line.includes('▔'));
  expect(ranges).toHaveLength(30);
  for (const { door } of ranges) {
    if (door.opens !== 'papers') throw new Error(door.opens);
    const query = parseQuery(door.query);
    expect(query.ok && runQuery(library, door.hub, query.query).total, door.query).toBe(2);
    expect(door.count).toBe(2);
  }
});

it('open computed roles and those that somebody gave apart', async () => {
  const own = await libraryOf([
    ...[0, 1, 2, 3, 4].map((n) => work(n)),
    cites(1, 0, [role('semantic-scholar', '2026-01-01', 'method')]),
    cites(2, 0, [role('semantic-scholar', '2026-01-01', 'method', 'background')]),
    cites(3, 0, [role('computed:learn-1@2026-11-29', '2026-11-29', 'method')]),
    cites(4, 0),
  ]);
  const doors = doorsOf(own, { sheet: 'overview', work: id(own, arxiv(0)) });
  const opened = doors.flatMap(({ line, door }) => (door.opens === 'papers' ? [{ line, ...door }] : []));
  const labels = opened.filter(({ line }) => /method|background|classified/u.test(line));
  expect(labels.map(({ line, count }) => [line.trim().split(/:| {2}/u)[0], count])).toEqual([
    ['In this library', 2],
    ['method', 2],
    ['background', 1],
    ['Besides, computed from citing sentences', 1],
    ['method', 1],
  ]);
  for (const { line, hub, query, count } of labels) {
    const asked = parseQuery(query);
    expect(asked, query).toMatchObject({ ok: true });
    if (asked.ok) expect(runQuery(own, hub, asked.query).total, `${line} opens ${query}`).toBe(count);
  }
});

it('open what was computed apart in the timeline and in a comparison, too', async () => {
  const own = await libraryOf([
    ...[0, 1, 2, 3, 4].map((n) => work(n, { date: '2020' })),
    work(9),
    cites(1, 0, [role('semantic-scholar', '2026-01-01', 'method')]),
    cites(2, 0, [role('computed:learn-1@2026-11-29', '2026-11-29', 'method')]),
    cites(3, 0, [role('computed:learn-1@2026-11-29', '2026-11-29', 'background')]),
    cites(4, 0),
    cites(2, 9),
  ]);
  const [hub, other] = [id(own, arxiv(0)), id(own, arxiv(9))];
  const counts = (ask: SheetAsk, lines: RegExp): number[] =>
    doorsOf(own, ask).flatMap(({ line, door }) => {
      if (door.opens !== 'papers' || !lines.test(line)) return [];
      const asked = parseQuery(door.query);
      if (!asked.ok) throw new Error(asked.error.message);
      expect(runQuery(own, door.hub, asked.query).total, `${line} opens ${door.query}`).toBe(door.count);
      return [door.count];
    });
  expect(counts({ sheet: 'timeline', work: hub, stack: 'role' }, /method|background|computed|none/u)).toEqual([
    1, 2, 1,
  ]);
  expect(counts({ sheet: 'compare', work: hub, others: [other] }, /^\s*\d+(?: of \d+)?\s*$/u)).toEqual([1, 0, 1, 1, 1]);
});

it('begin where a line has text, on every sheet: a blank one is no place for the cursor', () => {
  for (const { work: hub } of listHubs(lib).filter(({ presented }) => presented))
    for (const ask of asksOf(lib, hub)) {
      const { columns, stops } = layoutOf(read(lib, ask), ask, {
        columns: 80,
        page: 20,
        ...LOOK,
      });
      for (const { column, from } of stops)
        expect(plainText(columns[column]!.lines[from]!).trim(), `${ask.sheet}, line ${from}`).not.toBe('');
    }
});

it('says of every list that is cut how long it is, and what prints all of it', () => {
  const hub = workWithId(lib, 'arxiv:hep-th/9711200')!;
  const last = (ask: SheetAsk): string =>
    drawSheet(read(lib, ask), ask, 200, LOOK, 30)
      .sections.flatMap(({ items }) => items.map(({ lines }) => lines.map(plainText).join(' ')))
      .at(-1)!;
  const rest = (shown: number, total: string, section: string): string =>
    `The first ${shown} of ${total} are here; pith-tui show arXiv:hep-th/9711200 --section ${section} --json has all.`;
  expect(last({ sheet: 'authors', work: hub })).toBe(rest(60, '1,830', 'authors'));
  expect(last({ sheet: 'cocited', work: hub, order: 'shared' })).toBe(rest(300, '1,990', 'cocited'));
  expect(last({ sheet: 'suggested', work: hub })).toBe(rest(300, '1,704', 'suggested'));
});

it('names the command that prints what a paper cites where its references are cut', async () => {
  const cited = Array.from({ length: 301 }, (_, at) => at + 1);
  const library = await libraryOf([work(0), ...cited.map((n) => work(n)), ...cited.map((n) => cites(0, n))]);
  const ask: SheetAsk = { sheet: 'references', work: id(library, arxiv(0)) };
  const lines = drawSheet(read(library, ask), ask, 100, LOOK, 30).sections.flatMap(({ items }) =>
    items.map((item) => item.lines.map(plainText).join(' ')),
  );
  expect(lines).toContain('The first 300 of 301 are here; pith-tui cited-by arXiv:2001.00000 has all.');
});

describe('the doors of a hub with polarities and claims', () => {
  const polarity = (label: string) => [
    { axis: 'polarity' as const, labels: [label], judge: 'human:Ada', at: '2026-01-02' },
  ];
  const hub = () =>
    libraryOf([
      ...[0, 1, 2, 3, 4].map((n) => work(n)),
      { type: 'claim', work: arxiv(0), kind: 'abstract', text: 'Sheep can be counted.' },
      {
        type: 'hub',
        work: arxiv(0),
        source: 'pith',
        total: 40,
        roles: [
          { label: 'background', count: 20 },
          { label: 'method', count: 1 },
        ],
      },
      cites(1, 0, [...polarity('contrast'), role('pith', '2026-01-01', 'method')]),
      cites(2, 0, polarity('disagreement')),
      cites(3, 0, undefined, {
        contexts: [{ text: 'It fails to count goats, in contrast to us.', polarities: ['refute'] }],
      }),
      cites(4, 0, [role('pith', '2026-01-01', 'background')]),
    ]);

  it('open the papers under what they do to the claims, those of which only a sentence says so as well', async () => {
    const library = await hub();
    const doors = doorsOf(library, { sheet: 'claims', work: id(library, arxiv(0)) });
    const papers = doors.flatMap(({ door }) => (door.opens === 'papers' ? [`${door.query} ${door.count}`] : []));
    expect(papers).toEqual(['bears:contrasts 2', 'bears:refutes 1', 'cue:contrast 1', 'cue:support 0']);
    for (const { door } of doors) {
      if (door.opens === 'paper') expect(among(library, door).position(door.paper), door.query).toBeGreaterThan(-1);
      if (door.opens !== 'papers') continue;
      const query = parseQuery(door.query);
      expect(query.ok && runQuery(library, door.hub, query.query).total).toBe(door.count);
    }
  });

  it('of printed numbers open the papers where as many are here, else say why not', async () => {
    const library = await hub();
    const doors = doorsOf(library, { sheet: 'overview', work: id(library, arxiv(0)) });
    const of = (label: string) => doors.filter(({ line }) => line.trim().startsWith(label)).map(({ door }) => door);
    expect(of('background')).toMatchObject([
      { opens: 'nothing', why: 'The source counted 20 and does not say which; this library has 1 of them.' },
      { opens: 'papers', query: 'role:background', count: 1 },
    ]);
    expect(of('method')).toMatchObject([
      { opens: 'papers', query: 'role:method', count: 1 },
      { opens: 'papers', query: 'role:method', count: 1 },
    ]);
  });
});

it('names no author of a paper on a blind screen, and says that it does not', async () => {
  const library = await libraryOf([
    ...[0, 1, 2].map((n) => work(n, { authors: [{ name: `Ann Writer${n}` }] })),
    cites(1, 0),
    cites(2, 0),
    cites(2, 1),
  ]);
  const [hub, paper, citing] = [0, 1, 2].map((n) => id(library, arxiv(n))) as [number, number, number];
  for (const ask of [
    { sheet: 'compare', work: hub, others: [paper] },
    { sheet: 'path', work: citing, to: hub },
    { sheet: 'references', work: citing },
    { sheet: 'overview', work: hub },
  ] satisfies SheetAsk[]) {
    const data = read(library, ask);
    const drawn = (hidden: Hidden): string =>
      layoutOf(data, ask, { columns: 100, page: 30, glyphs: UNICODE_GLYPHS, hidden })
        .columns.flatMap(({ lines }) => lines.map(plainText))
        .join('\n');
    expect(drawn([])).toMatch(/Writer[12]/u);
    expect(drawn(['authors'])).not.toMatch(/Writer[12]/u);
    expect(drawn(['authors'])).toContain('authors hidden');
  }
});

it('has every claim of a ledger under its number, what goes on in a second line set in', async () => {
  const claim = (number: number) =>
    ({
      type: 'claim',
      work: arxiv(0),
      number,
      kind: 'abstract',
      text: 'Sheep can be counted by night, too. '.repeat(3),
    }) as const;
  const library = await libraryOf([work(0), work(1), cites(1, 0), claim(1), claim(2)]);
  const ask: SheetAsk = { sheet: 'claims', work: id(library, arxiv(0)) };
  const [claims] = drawSheet(read(library, ask), ask, 60, LOOK, 30).sections;
  for (const [at, { lines }] of claims!.items.entries()) {
    expect(plainText(lines[0]!)).toMatch(new RegExp(`^C${at + 1} abstract`, 'u'));
    for (const line of lines.slice(1)) expect(plainText(line)).toMatch(/^ {2}\S/u);
    expect(lines.length).toBeGreaterThan(1);
  }
});

it('says what brings references where there are none, which the services do not', async () => {
  const library = await libraryOf([work(0), ...[1, 2].flatMap((n) => [work(n), cites(n, 0)])]);
  const hub = id(library, arxiv(0));
  for (const ask of [
    { sheet: 'schools', work: hub },
    { sheet: 'suggested', work: hub },
    { sheet: 'cocited', work: hub, order: 'shared' },
  ] satisfies SheetAsk[]) {
    const lines = drawSheet(read(library, ask), ask, 200, LOOK, 30).sections.flatMap(({ items }) =>
      items.flatMap((item) => item.lines.map(plainText)),
    );
    expect(lines.join('\n'), ask.sheet).toMatch(/not known here[\s\S]*pith-tui import --help says which\.$/u);
  }
});

it('has the figures of a timeline begin below each other', async () => {
  const ask: SheetAsk = { sheet: 'timeline', work: workWithId(lib, 'arxiv:1911.11134')!, stack: 'role' };
  const figures = drawSheet(read(lib, ask), ask, 100, LOOK, 30).sections.at(-1)!;
  expect(figures.title).toBe('What that comes to');
  const begins = figures.items.flatMap(({ lines: [line] }) =>
    line![0]!.text.trimEnd().length > 24 ? [] : [line![0]!.text.length],
  );
  expect(begins.length).toBeGreaterThan(3);
  expect(new Set(begins).size).toBe(1);
});

it('says of a compared paper that nobody is known to cite it, and no 0', async () => {
  const library = await libraryOf([work(0), ...[1, 2].flatMap((n) => [work(n), cites(n, 0)])]);
  const [hub, paper] = [id(library, arxiv(0)), id(library, arxiv(1))];
  const ask: SheetAsk = { sheet: 'compare', work: hub, others: [paper] };
  const [papers] = drawSheet(read(library, ask), ask, 100, LOOK, 30).sections;
  const lines = papers!.items.map((item) => item.lines.map(plainText).join(' '));
  expect(lines[0]).toContain('2 citing here');
  expect(lines[1]).toContain('no citing papers known here');
});
