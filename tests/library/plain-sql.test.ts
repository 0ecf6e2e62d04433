/** 2,000 generated queries, and 1,000 of sets, answered as plain SQL answers them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Change, STATUSES } from '../../src/hub/decisions/decision.js';
import { JUDGE_KINDS } from '../../src/hub/judging/judges.js';
import type { Finding, HubLibraryRecord, Judgement } from '../../src/hub/record.js';
import { CUE_KINDS } from '../../src/hub/sentences/cue-kinds.js';
import { record, undo } from '../../src/library/decisions/journal.js';
import { ownScreening } from '../../src/library/decisions/screening.js';
import { STORED_FROM } from '../../src/library/derived/column-layout.js';
import { columnsOf } from '../../src/library/derived/columns.js';
import { storeColumns } from '../../src/library/derived/store-columns.js';
import { foldText } from '../../src/library/derived/tokens.js';
import { closeLibrary, type Library } from '../../src/library/library.js';
import { ALL_WORKS, type WorkNumber } from '../../src/library/model.js';
import { openLibrary } from '../../src/library/open.js';
import { replaceMine } from '../../src/library/reader/own-bibliographies.js';
import { runQuery } from '../../src/library/search/view.js';
import { importRecords } from '../../src/library/write/import-records.js';
import { storePage } from '../../src/library/write/write-page.js';
import { fieldOfHub } from '../../src/query/needs-hub.js';
import type { Query, Sort, Term } from '../../src/query/query.js';
import { HAS, LINKS, NEWS, SELF, STANDINGS } from '../../src/query/query.js';
import { all, any, conjuncts, leaves, not } from '../../src/query/tree.js';
import { seeds } from '../seeds.js';
import { answer, layOut } from './plain-sql.js';
import { arxiv, cites, id, role, seeded, work } from './support.js';

const JUDGES = ['pith', 'human:ada', 'semantic-scholar', 'labelled:corpus', 'somebody', 'computed:m'];
const random = seeded(31);
const chance = (share: number): boolean => random() < share;
const below = (limit: number): number => Math.floor(random() * limit);
const pick = <T>(values: readonly T[]): T => values[below(values.length)]!;
/** The first ones often, the last ones seldom, as in life. */
const skewed = <T>(values: readonly T[]): T => values[Math.floor(random() ** 2 * values.length)]!;
const several = <T>(most: number, make: () => T): T[] => Array.from({ length: below(most + 1) }, make);
const set = (labels: readonly string[]): string[] => [...new Set(several(3, () => skewed(labels)))];

const WORDS = [
  ...['quantum', 'gravity', 'of', 'the', 'branes', 'brane', 'black', 'hole', 'holes', 'a', 'string', 'strings'],
  ...['D-brane', 'AdS/CFT', 'N=2', '$SU(2)$', 'holography', 'holographic', 'renormalization', 'supersymmetry'],
  ...[
    'Schrödinger',
    'Schr\\"odinger',
    '{B}ayes',
    'naïve',
    'théorie',
    '量子力学',
    'ΛΌΓΟΣ',
    'x2',
    'gravitational',
    'hollow',
  ],
];
const CUES = ['', 'in contrast to this', 'which fails to', 'confirms', 'consistent with these'];
const NAMES = ['Ann Gross', 'Gross, Ann', 'Bo Li', 'Ö. Holder', 'Émile Strand', "Ed O'Black", 'Gauge Collaboration'];
const ROLES = ['background', 'method', 'dataset', 'odd_one', 'baseline'];
const POLARITIES = ['support', 'use_method', 'strange'];
const CATEGORIES = ['hep-th', 'cs.CV', 'cs.LG', 'math.AG', 'cs', 'csx.AA'];
const VENUES = ['Nuclear Physics B', 'Physics of Strings', 'J. Holes'];
const DATES = ['1998', '1998-03', '1998-03-07', '2001-11', '2004', '2010-01-01', '2021', '0999'];
const words = (most: number): string => [pick(WORDS), ...several(most, () => skewed(WORDS))].join(' ');

/** Works that are known only because they are cited. */
const OUTSIDE = 20_000;

/** The papers of one hub, `from` the number of the first. */
function* hub(number: number, from: number, size: number): Generator<HubLibraryRecord> {
  yield work(number, {
    title: 'A hub',
    authors: [{ name: 'Ann Gross' }, { name: 'Li, B.', given: 'Bo', family: 'Li' }, { name: 'Ö. Holder' }],
  });
  for (let n = from; n < from + size; n += 1) {
    const maybe = <K extends string, V>(share: number, key: K, value: () => V): Partial<Record<K, V>> =>
      chance(share) ? ({ [key]: value() } as Record<K, V>) : {};
    yield {
      type: 'work',
      ids: [arxiv(n), ...(chance(0.5) ? [`doi:10.1000/${n}`] : [])],
      ...maybe(0.97, 'title', () => words(5)),
      ...maybe(0.8, 'authors', () => [{ name: pick(NAMES) }, ...several(2, () => ({ name: skewed(NAMES) }))]),
      ...maybe(0.3, 'authorSet', () => [{ name: pick(NAMES) }, ...several(2, () => ({ name: skewed(NAMES) }))]),
      ...maybe(0.4, 'retracted', () => chance(0.2)),
      ...maybe(0.3, 'summary', () => words(8)),
      ...maybe(0.5, 'abstract', () => `${words(12)}\n\n${words(12)}`),
      ...maybe(0.5, 'venue', () => pick(VENUES)),
      ...maybe(0.9, 'date', () => skewed(DATES)),
      ...maybe(0.9, 'category', () => skewed(CATEGORIES)),
      ...maybe(0.5, 'citedBy', () => below(30)),
    };
    const judgements: Judgement[] = several(3, () =>
      chance(0.6)
        ? role(pick(JUDGES), `202${below(6)}-01-01`, ...set(ROLES))
        : { axis: 'polarity', labels: set(POLARITIES), judge: pick(['pith', 'computed:m']), at: '2024-01-01' },
    );
    yield cites(n, number, judgements, {
      ...maybe(0.5, 'places', () => 1 + below(4)),
      ...maybe(0.6, 'influential', () => chance(0.3)),
      ...maybe(0.3, 'contexts', () => [{ text: `${words(8)} ${pick(CUES)}` }, { text: `${words(8)} ${n}` }]),
    });
    for (const source of ['pith', 'other', 'human:ada', 'computed:m']) {
      if (chance(0.7)) continue;
      yield {
        type: 'review',
        work: arxiv(n),
        source,
        ...maybe(0.8, 'verdict', () => skewed(['accept', 'reject', 'unverdicted', 'weird'])),
        ...maybe(0.8, 'novelty', () => (chance(0.1) ? 10 : below(101) / 10)),
        ...maybe(0.5, 'summary', () => words(6)),
        ...maybe(0.7, 'reviewedAt', () => `202${below(6)}-01-01`),
      };
    }
    for (const source of ['pith', 'other']) {
      if (chance(0.7)) continue;
      const findings = several(
        3,
        (): Finding => ({
          detector: pick(['doi_compliance', 'external_links']),
          finding: 'odd',
          severity: pick(['critical', 'advisory', 'informational', 'unheard_of', 'other']),
          ...maybe(0.5, 'basis', () => pick(['rescinded', 'cross_source'])),
          reference: 1 + below(3),
        }),
      );
      yield { type: 'integrity', work: arxiv(n), source, findings };
    }
    if (chance(0.1)) yield { type: 'claim', work: arxiv(n), kind: 'abstract', text: words(3) };
    for (const _ of several(2, () => 0))
      if (n > from) yield cites(n, from + below(Math.min(n - from, chance(0.5) ? 12 : size)));
    for (const _ of several(3, () => 0)) yield cites(n, OUTSIDE + below(chance(0.6) ? 8 : size));
  }
}

/** Readings of two services' lists of a hub, each of some of its citing papers, now and then with other labels. */
async function readings(lib: Library, number: number, from: number, size: number): Promise<void> {
  const paper = arxiv(number);
  for (const day of DAYS) {
    for (const service of ['semantic-scholar', 'openalex']) {
      const records: HubLibraryRecord[] = [];
      for (let n = from; n < from + size; n += 1) {
        // Every seventh comes with each of the days.
        if (chance(0.2) || n % 7 > DAYS.indexOf(day) + 3) continue;
        records.push(cites(n, number, chance(0.1) ? [role(service, `${day}-01`, pick(ROLES))] : []));
        if (chance(0.02)) records.push({ type: 'work', ids: [arxiv(n)], retracted: true });
      }
      const isLast = day === DAYS.at(-1) && service === 'openalex';
      const { run } = await storePage(lib, { paper, service }, { records, cursor: isLast ? 'more' : null });
      lib.db.prepare('UPDATE fetches SET started = ? WHERE id = ?').run(`${day}-15T00:00:00.000Z`, run.id);
    }
  }
}
/** Corrections of a tenth of a hub's papers and citations, some of them taken back. */
function correct(lib: Library, number: number, from: number, size: number): void {
  for (let i = 0; i < size / 10 + 3; i += 1) {
    const work = id(lib, arxiv(from + below(size)));
    const cited = arxiv(number);
    const { step } = record(lib, 'bo', [
      pick<Change<WorkNumber>>([
        { kind: 'override', work, axis: 'role', cited, to: set(ROLES) },
        { kind: 'override', work, axis: 'polarity', cited, to: set(POLARITIES) },
        { kind: 'override', work, axis: 'verdict', to: pick(['accept', 'reject']) },
        { kind: 'override', work, axis: 'novelty', to: below(21) / 2 },
      ]),
    ]);
    if (step !== null && chance(0.3)) undo(lib, 'bo', step);
  }
}
const DAYS = ['2026-01', '2026-02', '2026-03', '2026-05'];

const TYPED = [
  'quantm',
  'brnae',
  'holograpy',
  'renormalisaton',
  'gravty',
  'strngs',
  'schrodigner',
  'groos',
  'xyzzy',
  'hol',
];

function text(): Term {
  const field = pick([undefined, undefined, undefined, 'title', 'author', 'venue', 'abstract', 'context'] as const);
  const phrase = chance(0.3);
  const typed = (): string => {
    const word = pick([...WORDS, ...NAMES, ...VENUES]);
    return phrase ? words(2) : chance(0.4) ? pick(TYPED) : word.slice(0, 1 + below(word.length));
  };
  // A phrase that is being typed ends in the middle of a word.
  if (phrase && field === undefined && chance(0.5))
    return { kind: 'text', text: typed().replace(/\p{L}$/u, ''), phrase, open: true };
  return { kind: 'text', ...(field && { field }), text: typed(), phrase };
}

function leaf(hub: number): Term {
  switch (below(15)) {
    case 0:
      return { kind: 'label', field: 'role', value: pick([...ROLES, 'none', 'nobody']) };
    case 1:
      return { kind: 'label', field: 'polarity', value: pick([...POLARITIES, 'none']) };
    case 2:
      return { kind: 'label', field: 'verdict', value: pick(['accept', 'reject', 'weird', 'none']) };
    case 3:
      return { kind: 'label', field: 'category', value: pick([...CATEGORIES, 'none', 'cs.*', 'CS.cv', 'math.*']) };
    case 4: {
      const field = pick(['novelty', 'year', 'refs', 'citations'] as const);
      const value = (): number =>
        field === 'year' ? pick([999, 1998, 2001, 2004, 2010, 2021]) : below(field === 'refs' ? 5 : 12) / pick([1, 2]);
      const [from, to] = [value(), value()].sort((a, b) => a - b) as [number, number];
      const [openFrom, openTo] = [chance(0.3) && { openFrom: true as const }, chance(0.3) && { openTo: true as const }];
      return pick<Term>([
        { kind: 'number', field, from, to, ...openFrom, ...openTo },
        { kind: 'number', field, from, ...openFrom },
        { kind: 'number', field, to, ...openTo },
      ]);
    }
    case 5:
      return {
        kind: 'none',
        field: pick(['novelty', 'year', 'refs', 'citations', 'influential', 'retracted'] as const),
      };
    case 6:
      return chance(0.5)
        ? { kind: 'flag', field: pick(['influential', 'retracted'] as const), value: chance(0.5) }
        : { kind: 'has', what: pick(HAS) };
    case 7:
    case 11:
      return chance(0.6)
        ? { kind: 'new', what: pick(NEWS) }
        : { kind: 'since', day: pick(['2025', '2026-02-15', '2026-02-16', '2026-03', '2026-06']) };
    case 8:
      return {
        kind: 'label',
        field: 'integrity',
        value: pick(['critical', 'advisory', 'unheard_of', 'clean', 'none']),
      };
    case 9:
      return {
        kind: 'linked',
        how: pick(LINKS),
        // Now and then the hub itself, and a paper that is not there.
        id: arxiv(pick([hub, hub + 1 + below(60), hub + 1 + below(600), 99_999])),
      };
    case 10:
      return chance(0.5)
        ? { kind: 'self', which: pick(SELF) }
        : pick<Term>([
            { kind: 'bears', how: pick(['supports', 'contrasts', 'extends'] as const) },
            { kind: 'label-by', judge: pick(JUDGE_KINDS) },
            { kind: 'date', from: '2019', to: '2021-06' },
            { kind: 'date', to: pick(['2020', '2021-03', '2019-05-20']), openTo: true },
            { kind: 'date', from: pick(['2020', '2021-03', '2019-05-20']), ...(chance(0.5) && { openFrom: true }) },
          ]);
    case 12:
      return decided();
    default:
      return text();
  }
}

/** A term about what the reader decided. */
function decided(): Term {
  if (chance(0.5)) return { kind: 'status', what: pick(STANDINGS) };
  const field = pick(['reason', 'tag'] as const);
  return { kind: 'own', field, value: pick([null, ...(field === 'tag' ? TAGS : REASONS), 'nowhere']) };
}

const REASONS = ['off-topic', 'no full text', 'no_full-text'];
const TAGS = ['to read', 'core', 'Core'];

/** Decisions of every kind about papers of a hub, in its screening and in that of the whole library; some are taken back or changed. */
function decide(lib: Library, number: number, from: number, size: number): void {
  const hub = id(lib, arxiv(number));
  for (let i = 0; i < 12; i += 1) {
    const works = [...new Set(Array.from({ length: 1 + below(size / 4) }, () => id(lib, arxiv(from + below(size)))))];
    const change = pick<(work: WorkNumber) => Change<WorkNumber>>([
      (work) => ({
        kind: 'decide',
        screening: ownScreening(lib, chance(0.8) ? hub : ALL_WORKS),
        work,
        to: pick([null, { status: pick(STATUSES) }, { status: 'excluded', reason: pick(REASONS) }]),
      }),
      (work) => ({ kind: 'star', work, to: pick([true, true, null]) }),
      (work) => ({ kind: 'tag', work, tag: pick(TAGS), to: pick([true, true, null]) }),
      (work) => ({ kind: 'note', work, to: pick(['A note.', null]) }),
      (work) => ({ kind: 'reading', work, to: chance(0.7) ? random() : null }),
    ]);
    const { step } = record(lib, 'ada', works.map(change));
    if (step !== null && chance(0.2)) undo(lib, 'ada', step);
  }
}

/** A term of sets: whom a paper cites and who cites it, whose it is, in which words it speaks of the hub. */
function setTerm(hub: number, size: number): Term {
  if (chance(0.15)) return { kind: 'self', which: pick(SELF) };
  if (chance(0.1)) return { kind: 'cue', what: pick(CUE_KINDS) };
  if (chance(0.1)) return { kind: 'label-by', judge: pick(JUDGE_KINDS) };
  const paper = pick([
    hub + 1 + below(Math.min(12, size)),
    hub + 1 + below(size),
    OUTSIDE + below(10),
    pick(HUBS).number,
  ]);
  return { kind: 'linked', how: pick(LINKS), id: arxiv(paper) };
}

function term(depth: number, leaf: () => Term): Term {
  const roll = random();
  if (depth === 0 || roll < 0.6) return leaf();
  if (roll < 0.72) return not(term(depth - 1, leaf));
  const parts = [term(depth - 1, leaf), term(depth - 1, leaf)];
  return roll < 0.88 ? any(parts)! : all(parts)!;
}

function query(hub: number): Query {
  return { where: all(Array.from({ length: below(4) }, () => term(2, () => leaf(hub)))), sort: sort() };
}

function sort(): Sort | null {
  const key = pick(['novelty', 'date', 'title', 'citations', 'local'] as const);
  return pick([{ key, descending: true }, { key, descending: false }, null]);
}

const HUBS = [
  { number: 0, from: 1, size: STORED_FROM + 100 },
  { number: 3000, from: 3001, size: 200 },
  { number: 5000, from: 5001, size: 40 },
  { number: 7000, from: 7001, size: 1 },
];

describe('generated queries over generated hubs', () => {
  let lib: Library;
  beforeAll(async () => {
    lib = openLibrary(':memory:');
    for (const { number, from, size } of HUBS) {
      await importRecords(lib, hub(number, from, size), { source: 'test', from: 'generated' });
      if (size > 1) await readings(lib, number, from, size);
      decide(lib, number, from, size);
      correct(lib, number, from, size);
      const own = Array.from({ length: Math.ceil(size / 3) }, (_, i) => from + 3 * i);
      replaceMine(
        lib,
        `/${number}.bib`,
        own.map((n) => ({ type: 'work', ids: [n % 2 === 0 ? `doi:10.1000/${n}` : arxiv(n)] })),
      );
    }
    // As large hubs have it; the others read the texts.
    for (const { number } of [HUBS[0]!, HUBS[2]!])
      lib.db.transaction(() => storeColumns(lib, id(lib, arxiv(number)), 1)).immediate();
    lib.cache.clear();
  });
  afterAll(() => closeLibrary(lib));

  /** What the arrays answer is what plain SQL answers: papers, their order, every count. @returns the papers */
  function compare(
    work: WorkNumber,
    asked: Query,
    said: string,
  ): { works: WorkNumber[]; fuzzy: boolean; ranked: boolean } {
    const right = answer(lib, asked);
    const view = runQuery(lib, work, asked);
    expect(view.total, said).toBe(right.works.length);
    expect(view.fuzzy, said).toBe(right.fuzzy);
    const found = view.works(0, view.total);
    const ranked =
      asked.sort === null &&
      asked.where !== null &&
      [...leaves(asked.where)].some((part) => part.kind === 'text' && part.field === undefined);
    // Which is more relevant no SQL says; a query that only excludes words is in the order of the page.
    const rising = (works: WorkNumber[]): WorkNumber[] => [...works].sort((a, b) => a - b);
    if (ranked) expect(rising(found), said).toEqual(rising(right.works));
    else expect(found, said).toEqual(right.works);
    for (const [field, counted] of Object.entries(right.facets))
      if (!view.facets.some((facet) => facet.field === field))
        expect(
          [...counted.keys()].every(
            (label) => label !== 'yes' && (label === 'none' || label === 'unscreened' || field === 'retracted'),
          ),
          `${field} ${said}`,
        ).toBe(true);
    for (const { field, values } of view.facets) {
      // No SQL says what a school is, and nobody asked for them.
      if (field === 'school') throw new Error('schools were found');
      // Of words of the reader's own one spelling stands for all.
      const isOwn = field === 'reason' || field === 'tag';
      const counts = Object.fromEntries(
        values.map(({ label, count }) => [isOwn ? label.toLowerCase().replaceAll(/[ _]/gu, '-') : label, count]),
      );
      if (field === 'role')
        expect(
          new Map(values.flatMap(({ label, computed }) => (computed === undefined ? [] : [[label, computed]]))),
          `computed ${said}`,
        ).toEqual(right.computed);
      // What may be decided stands there whether anything was or not.
      const always = field === 'status' ? [...STATUSES, 'unscreened'].map((what) => [what, 0] as const) : [];
      expect(counts, `${field} ${said}`).toEqual(Object.fromEntries([...always, ...right.facets[field]]));
    }
    return { ...right, ranked };
  }

  it('over all works of the library have the same ones in the same order', () => {
    layOut(lib, ALL_WORKS);
    const seen = { asked: 0, found: 0 };
    while (seen.asked < seeds(150, 500).length) {
      const asked = query(pick(HUBS).number);
      if (fieldOfHub(asked) !== null) continue;
      seen.asked += 1;
      const { works } = compare(ALL_WORKS, asked, `all: ${JSON.stringify(asked)}`);
      seen.found += Number(works.length > 0);
    }
    expect(seen.found).toBeGreaterThan(0.4 * seen.asked);
  });

  it('have the same papers in the same order, and every count, from the arrays as from plain SQL', () => {
    const seen = { fuzzy: 0, empty: 0, relevance: 0, news: 0, decided: 0 };
    const each = seeds(200, 500).length;
    const count = each * HUBS.length;
    for (const { number, size } of HUBS) {
      const work: WorkNumber = id(lib, arxiv(number));
      layOut(lib, work);
      for (let i = 0; i < each; i += 1) {
        const made = query(number);
        const mine: Term = { kind: 'mine', value: i % 8 === 0 };
        const asked = i % 4 === 0 ? { ...made, where: all([...conjuncts(made.where), mine]) } : made;
        const { works, fuzzy, ranked } = compare(work, asked, `${size}: ${JSON.stringify(asked)}`);
        const ofNews = asked.where?.kind === 'new' || asked.where?.kind === 'since';
        seen.news += Number(ofNews && works.length > 0 && works.length < size);
        const isDecided =
          asked.where !== null && [...leaves(asked.where)].some(({ kind }) => kind === 'status' || kind === 'own');
        seen.decided += Number(isDecided && works.length > 0 && works.length < size);
        seen.relevance += Number(ranked);
        seen.fuzzy += Number(fuzzy);
        seen.empty += Number(works.length === 0);
      }
    }
    // The queries must be of all kinds for this to mean anything.
    expect(seen.fuzzy).toBeGreaterThan(0.01 * count);
    expect(seen.relevance).toBeGreaterThan(0.025 * count);
    expect(seen.news).toBeGreaterThan(0.003 * count);
    expect(seen.decided).toBeGreaterThan(0.02 * count);
    expect(seen.empty).toBeLessThan(0.6 * count);
  });

  it('find phrases in abstracts as plain SQL does, whether pairs of words are known or not', () => {
    const seen = { known: 0, found: 0 };
    for (const { number, size } of HUBS) {
      const work: WorkNumber = id(lib, arxiv(number));
      layOut(lib, work);
      const pairs = columnsOf(lib, work).pairs();
      for (let i = 0; i < seeds(40, 125).length; i += 1) {
        const where: Term = { kind: 'text', field: 'abstract', text: words(2), phrase: true };
        const { works } = compare(work, { where, sort: null }, `${size}: ${JSON.stringify(where)}`);
        const folded = foldText(where.text).split(' ');
        seen.known += Number(folded.length > 1 && folded.some((word) => pairs?.has(word)));
        seen.found += Number(folded.length > 1 && works.length > 0);
      }
    }
    expect(seen.known).toBeGreaterThan(10);
    expect(seen.found).toBeGreaterThan(10);
  });

  it('choose by whom papers cite, who cites and who wrote them as plain SQL does', () => {
    const each = seeds(25, 250).length;
    let choosing = 0;
    for (const { number, size } of HUBS) {
      const work: WorkNumber = id(lib, arxiv(number));
      layOut(lib, work);
      for (let i = 0; i < each; i += 1) {
        const where = term(2, () => (chance(0.85) ? setTerm(number, size) : leaf(number)));
        const asked = { where, sort: sort() };
        const { works } = compare(work, asked, `${size}: ${JSON.stringify(asked)}`);
        choosing += Number(works.length > 0 && works.length < size);
      }
    }
    expect(choosing).toBeGreaterThan(0.25 * each * HUBS.length);
  });
});
