/** Queries on a library, against a reading of their contract over plain objects. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { record } from '../../../src/library/decisions/journal.js';
import type { Library } from '../../../src/library/library.js';
import {
  ALL_WORKS,
  type Facet,
  type FacetField,
  takenWords,
  type View,
  type WorkNumber,
} from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import { labelsOf } from '../../../src/library/search/facets/facets.js';
import { runQuery } from '../../../src/library/search/view.js';
import { importRecords } from '../../../src/library/write/import-records.js';
import { storePage } from '../../../src/library/write/write-page.js';
import { isActive, toggleTerm } from '../../../src/query/edit.js';
import { parseQuery } from '../../../src/query/parse.js';
import { printQuery } from '../../../src/query/print.js';
import { NEWS, type Query, type Sort, type Term } from '../../../src/query/query.js';
import { arxiv, cites, id, libraryOf, role, seeded, work } from '../support.js';

/** A citing paper as the oracle knows it. */
interface Paper {
  n: number;
  title: string;
  authors: string[];
  summary: string;
  abstract: string;
  venue: string;
  context: string;
  date: string;
  category: string;
  verdict: string;
  novelty: number | null;
  citedBy: number | null;
  /** Citers of this paper among the others. */
  citers: number;
  places: number | null;
  influential: boolean | null;
  roles: string[];
  polarities: string[];
  doi: boolean;
  /** What the one update said of it, which was in March 2026. */
  news: 'new' | 'changed' | 'gone' | null;
}

const random = seeded(20_261);
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
const chance = (share: number): boolean => random() < share;
const some = <T>(values: readonly T[], most: number): T[] => values.filter(() => chance(0.3)).slice(0, most);

const WORDS = [
  'gauge',
  'gauges',
  'string',
  'strings',
  'hole',
  'holes',
  'black',
  'brane',
  'branes',
  'quantum',
  'gravity',
  'theory',
  'theories',
  'a',
  'an',
  'of',
  'holography',
  'holographic',
  'renormalization',
  'supersymmetry',
];
const NAMES = ['Ann Gross', 'Bo Li', 'Cy Holder', 'Di Strand', 'Ed Black'];
const ROLE_LABELS = ['background', 'method', 'dataset', 'odd_one'];
const POLARITY_LABELS = ['support', 'use_method', 'strange'];
const CATEGORIES = ['cs.CV', 'cs.LG', 'hep-th', 'math.AG', 'cs'];
const words = (count: number): string => Array.from({ length: count }, () => pick(WORDS)).join(' ');

const papers: Paper[] = Array.from({ length: 300 }, (_, n) => ({
  n: n + 1,
  title: chance(0.97) ? words(2 + Math.floor(random() * 4)) : '',
  authors: some(NAMES, 3),
  summary: chance(0.4) ? words(6) : '',
  abstract: chance(0.4) ? words(12) : '',
  venue: chance(0.3) ? words(2) : '',
  context: chance(0.4) ? words(8) : '',
  date: pick(['', '1998', '1998-03', '1998-03-07', '2001-11', '2004', '2010-01-01', '2021']),
  category: chance(0.9) ? pick(CATEGORIES) : '',
  verdict: chance(0.5) ? pick(['accept', 'reject', 'unverdicted', 'weird']) : '',
  novelty: chance(0.6) ? Math.floor(random() * 101) / 10 : null,
  citedBy: chance(0.5) ? Math.floor(random() * 30) : null,
  citers: 0,
  places: chance(0.5) ? 1 + Math.floor(random() * 3) : null,
  influential: chance(0.6) ? chance(0.5) : null,
  roles: some(ROLE_LABELS, 3),
  polarities: some(POLARITY_LABELS, 2),
  doi: chance(0.5),
  news: pick(['new', 'changed', 'gone', null, null, null] as const),
}));

function records(): HubLibraryRecord[] {
  const list: HubLibraryRecord[] = [work(0, { title: 'The hub' })];
  for (const p of papers) {
    list.push({
      type: 'work',
      ids: [arxiv(p.n), ...(p.doi ? [`doi:10.1000/${p.n}`] : [])],
      ...(p.title && { title: p.title }),
      ...(p.authors.length > 0 && { authors: p.authors.map((name) => ({ name })) }),
      ...(p.summary && { summary: p.summary }),
      ...(p.abstract && { abstract: p.abstract }),
      ...(p.venue && { venue: p.venue }),
      ...(p.date && { date: p.date }),
      ...(p.category && { category: p.category }),
      ...(p.citedBy !== null && { citedBy: p.citedBy }),
    });
    list.push(
      cites(
        p.n,
        0,
        [
          ...(p.roles.length > 0 ? [role('pith', '2024-01-01', ...p.roles)] : []),
          ...(p.polarities.length > 0
            ? [{ axis: 'polarity' as const, labels: p.polarities, judge: 'pith', at: '2024-01-01' }]
            : []),
        ],
        {
          ...(p.places !== null && { places: p.places }),
          ...(p.influential !== null && { influential: p.influential }),
          ...(p.context && { contexts: [{ text: p.context }] }),
        },
      ),
    );
    if (p.verdict || p.novelty !== null) {
      list.push({
        type: 'review',
        work: arxiv(p.n),
        source: 'pith',
        ...(p.verdict && { verdict: p.verdict }),
        ...(p.novelty !== null && { novelty: p.novelty }),
      });
    }
  }
  for (let i = 0; i < 200; i += 1) {
    const [citing, cited] = [pick(papers), pick(papers)];
    const edge = `${citing.n} ${cited.n}`;
    if (citing === cited || edges.has(edge)) continue;
    edges.add(edge);
    cited.citers += 1;
    list.push(cites(citing.n, cited.n));
  }
  return list;
}
const edges = new Set<string>();

/** Two readings of a list that make the papers' news. */
async function read(lib: Library): Promise<void> {
  for (const [month, absent] of [
    ['2026-01', 'new'],
    ['2026-03', 'gone'],
  ] as const) {
    const records = papers
      .filter((p) => p.news !== absent)
      .flatMap((p): HubLibraryRecord[] => [
        { type: 'work', ids: [arxiv(p.n)], ...(p.news === 'changed' && month === '2026-03' && { retracted: true }) },
        cites(p.n, 0),
      ]);
    await storePage(lib, { paper: arxiv(0), service: 'openalex' }, { records, cursor: null });
    lib.db.prepare('UPDATE fetches SET started = ? WHERE id = (SELECT max(id) FROM fetches)').run(`${month}-10`);
  }
}

// The oracle: what the words of the contract mean, over plain objects, one paper at a time.

const split = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
const near = (word: string, other: string): boolean => {
  const allowed = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  const edits = (a: string, b: string, left: number): boolean => {
    if (a === '') return true;
    if (b !== '' && a[0] === b[0] && edits(a.slice(1), b.slice(1), left)) return true;
    if (left === 0) return false;
    if (edits(a.slice(1), b, left - 1)) return true;
    if (b === '') return false;
    if (edits(a, b.slice(1), left - 1) || edits(a.slice(1), b.slice(1), left - 1)) return true;
    return a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0] && edits(a.slice(2), b.slice(2), left - 1);
  };
  return other.startsWith(word) || edits(word, other, allowed);
};

function fieldTexts(p: Paper, field: string | undefined): string[] {
  switch (field) {
    case undefined:
      return [p.title, p.authors.join(' '), p.summary];
    case 'title':
      return [p.title];
    case 'author':
      return [p.authors.join(' ')];
    case 'abstract':
      return [p.abstract];
    case 'venue':
      return [p.venue];
    default:
      return [p.context];
  }
}

const citations = (p: Paper): number | null => p.citedBy ?? (p.citers > 0 ? p.citers : null);
const year = (p: Paper): number | null => (p.date ? Number(p.date.slice(0, 4)) : null);
/** As the second reading says of those it changes. */
const retracted = (p: Paper): true | null => (p.news === 'changed' ? true : null);
const numbers = (p: Paper) => ({ novelty: p.novelty, year: year(p), refs: p.places, citations: citations(p) });

/** Typing errors are forgiven in no word, in those of titles and summaries, or in names, too. */
type Typos = 'none' | 'texts' | 'names';

function holds(term: Term, p: Paper, typos: Typos): boolean {
  switch (term.kind) {
    case 'and':
      return term.terms.every((part) => holds(part, p, typos));
    case 'or':
      return term.terms.some((part) => holds(part, p, typos));
    case 'not':
      return !holds(term.term, p, 'none');
    case 'flag':
      return (term.field === 'retracted' ? retracted(p) : p.influential) === term.value;
    case 'mine':
      return !term.value;
    case 'new':
      return term.what === 'yes' || term.what === 'no'
        ? (p.news === 'new') === (term.what === 'yes')
        : p.news === term.what;
    case 'date': {
      const { from = '0', to = '9' } = term;
      const day = p.date ?? '';
      const within = (bound: string): boolean => day.startsWith(bound);
      const shorter = (bound: string): number => Math.min(day.length, bound.length);
      const after = day.slice(0, shorter(from)) > from.slice(0, shorter(from)) || (!term.openFrom && within(from));
      const before = day.slice(0, shorter(to)) < to.slice(0, shorter(to)) || (!term.openTo && within(to));
      return day !== '' && after && before;
    }
    case 'since':
      return p.news !== null && '2026-03-10' >= term.day;
    case 'label': {
      const set = {
        role: p.roles,
        polarity: p.polarities,
        verdict: p.verdict ? [p.verdict] : [],
        category: p.category ? [p.category] : [],
        integrity: [] as string[],
      }[term.field];
      if (term.value === 'none') return set.length === 0;
      if (term.value.endsWith('.*'))
        return set.some((v) => v === term.value.slice(0, -2) || v.startsWith(term.value.slice(0, -1)));
      return set.includes(term.value);
    }
    case 'number': {
      const value = numbers(p)[term.field];
      if (value === null) return false;
      const { from = -Infinity, to = Infinity } = term;
      return (term.openFrom ? value > from : value >= from) && (term.openTo ? value < to : value <= to);
    }
    case 'none':
      return { ...numbers(p), influential: p.influential, retracted: retracted(p) }[term.field] === null;
    case 'has':
      return {
        context: p.context !== '',
        abstract: p.abstract !== '',
        summary: p.summary !== '',
        review: p.verdict !== '' || p.novelty !== null,
        novelty: p.novelty !== null,
        doi: p.doi,
        arxiv: true,
        role: p.roles.length > 0,
        polarity: p.polarities.length > 0,
        claims: false,
        note: false,
      }[term.what];
    case 'linked':
    case 'self':
    case 'school':
    case 'bears':
    case 'cue':
    case 'label-by':
    case 'status':
    case 'own':
      throw new Error(`${term.kind} is not generated here`);
    case 'text': {
      const wanted = split(term.text);
      const begins = (text: string): boolean => split(text).some((word) => word.startsWith(wanted[0]!));
      const isKnown = term.field === 'author' && papers.some((other) => begins(other.authors.join(' ')));
      return fieldTexts(p, term.field).some((text, at) => {
        const has = split(text);
        const isNames = term.field === 'author' || (term.field === undefined && at === 1);
        if (term.phrase) return has.some((_, i) => wanted.every((word, j) => has[i + j] === word));
        const forgives = isNames
          ? !isKnown && (term.field === 'author' ? typos !== 'none' : typos === 'names')
          : (term.field === undefined || term.field === 'title') && typos !== 'none';
        return has.some((word) => word.startsWith(wanted[0]!) || (forgives && near(wanted[0]!, word)));
      });
    }
  }
}

const conditions = (query: Query): Term[] =>
  query.where === null ? [] : query.where.kind === 'and' ? query.where.terms : [query.where];
const leaves = (term: Term): Term[] =>
  term.kind === 'and' || term.kind === 'or'
    ? term.terms.flatMap(leaves)
    : term.kind === 'not'
      ? leaves(term.term)
      : [term];
const asked = (term: Term): Term[] =>
  term.kind === 'and' || term.kind === 'or' ? term.terms.flatMap(asked) : term.kind === 'not' ? [] : [term];
const ofWords = (term: Term): boolean => leaves(term).every((leaf) => leaf.kind === 'text') && asked(term).length > 0;

const plain = (term: Term): boolean => term.kind === 'text' && term.field === undefined && !term.phrase;

interface Allowed {
  typos: Typos;
  missing: number;
}
/** What is forgiven: null, or typing errors and so many plain words that are not there. */
function forgiven(query: Query): Allowed | null {
  const about = conditions(query).filter(ofWords);
  const exact = matching(about, null).length;
  const typos = exact > 0 ? 'texts' : 'names';
  const count = (missing: number): number => matching(about, { typos, missing }).length;
  if (about.length === 0 || exact >= 10) return null;
  const words = about.filter(plain).length;
  for (const missing of [0, ...(words >= 3 ? [1] : []), ...(words >= 6 ? [2] : [])]) {
    if (count(missing) > 0) return count(missing) > exact ? { typos, missing } : null;
  }
  return null;
}

function matching(list: Term[], allowed: Allowed | null): Paper[] {
  const { typos, missing } = allowed ?? { typos: 'none', missing: 0 };
  const met = (term: Term, p: Paper): boolean => holds(term, p, ofWords(term) ? typos : 'none');
  const words = list.filter(plain);
  return papers.filter(
    (p) =>
      list.every((term) => plain(term) || met(term, p)) &&
      words.filter((term) => met(term, p)).length >= words.length - missing,
  );
}

function sorted(list: Paper[], sort: Sort | null): Paper[] {
  const value =
    (key: string) =>
    (p: Paper): string | number | null =>
      key === 'novelty'
        ? p.novelty
        : key === 'date'
          ? p.date || null
          : key === 'title'
            ? split(p.title).join(' ') || null
            : citations(p);
  const compare =
    (key: string, falling: boolean) =>
    (a: Paper, b: Paper): number => {
      const [x, y] = [value(key)(a), value(key)(b)];
      if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
      return x === y ? 0 : x < y === falling ? 1 : -1;
    };
  const steps =
    sort === null || sort.key === 'relevance'
      ? [compare('novelty', true), compare('date', true), compare('title', false)]
      : [compare(sort.key, sort.descending), compare('date', true)];
  return [...list].sort((a, b) => steps.map((step) => step(a, b)).find((way) => way !== 0) ?? a.n - b.n);
}

/** Of which facet a condition speaks, where it speaks of one only. */
function facetOf(term: Term): string | null {
  const fields = new Set(
    leaves(term).map((leaf) =>
      leaf.kind === 'label' || leaf.kind === 'number' || leaf.kind === 'flag' || leaf.kind === 'none'
        ? leaf.field
        : leaf.kind,
    ),
  );
  return fields.size === 1 ? [...fields][0]! : null;
}

/** All facets but schools, which nobody asked for here. */
const storedFacets = ({ facets }: View): (Facet & { field: FacetField })[] =>
  facets.filter((facet): facet is Facet & { field: FacetField } => facet.field !== 'school');

/** Counts by label of each facet under the conditions of the others; labels as a person reads them. */
function counts(query: Query, typos: Allowed | null): Record<FacetField, Map<string, number>> {
  const tally = (field: FacetField, labels: (p: Paper) => string[]): Map<string, number> => {
    const under = new Set(
      matching(
        conditions(query).filter((term) => facetOf(term) !== field),
        typos,
      ),
    );
    const map = new Map<string, number>();
    for (const p of papers)
      for (const label of labels(p)) map.set(label, (map.get(label) ?? 0) + (under.has(p) ? 1 : 0));
    return map;
  };
  const orNone = (labels: string[]): string[] =>
    labels.length > 0 ? labels.map((label) => label.replaceAll('_', ' ')) : ['none'];
  return {
    role: tally('role', (p) => orNone(p.roles)),
    polarity: tally('polarity', (p) => orNone(p.polarities)),
    verdict: tally('verdict', (p) => orNone(p.verdict ? [p.verdict] : [])),
    novelty: tally('novelty', (p) => [
      p.novelty === null ? 'none' : p.novelty >= 9 ? '9–10' : String(Math.trunc(p.novelty)),
    ]),
    year: tally('year', (p) => [p.date ? p.date.slice(0, 4) : 'none']),
    category: tally('category', (p) => orNone(p.category ? [p.category] : [])),
    influential: tally('influential', (p) => [p.influential === null ? 'none' : p.influential ? 'yes' : 'no']),
    integrity: tally('integrity', () => ['none']),
    retracted: tally('retracted', (p) => [retracted(p) ? 'yes' : 'none']),
  };
}

// Queries as people and keys make them.

function randomLeaf(): Term {
  switch (Math.floor(random() * 11)) {
    case 0:
      return { kind: 'label', field: 'role', value: pick([...ROLE_LABELS, 'none', 'nobody']) };
    case 1:
      return { kind: 'label', field: 'polarity', value: pick([...POLARITY_LABELS, 'none']) };
    case 2:
      return { kind: 'label', field: 'verdict', value: pick(['accept', 'reject', 'weird', 'none']) };
    case 3:
      return { kind: 'label', field: 'category', value: pick([...CATEGORIES, 'none', 'cs.*', 'math.*']) };
    case 4: {
      const field = pick(['novelty', 'year', 'refs', 'citations'] as const);
      const at = { novelty: 10, year: 0, refs: 4, citations: 30 }[field];
      const value = (): number => (field === 'year' ? pick([1998, 2001, 2004, 2010, 2021]) : Math.floor(random() * at));
      const [from, to] = [value(), value()].sort((a, b) => a - b) as [number, number];
      const open = chance(0.3);
      return pick<Term>([
        { kind: 'number', field, from, to },
        { kind: 'number', field, from, ...(open && { openFrom: true as const }) },
        { kind: 'number', field, to, ...(open && { openTo: true as const }) },
        { kind: 'none', field },
      ]);
    }
    case 5:
      return chance(0.2)
        ? { kind: 'none', field: 'influential' }
        : { kind: 'flag', field: 'influential', value: chance(0.5) };
    case 6:
      return { kind: 'none', field: pick(['novelty', 'year', 'refs', 'citations', 'influential'] as const) };
    case 7:
      return {
        kind: 'has',
        what: pick(['context', 'abstract', 'summary', 'review', 'doi', 'arxiv', 'claims'] as const),
      };
    case 8:
      return chance(0.7)
        ? { kind: 'new', what: pick(NEWS) }
        : pick<Term>([
            { kind: 'since', day: pick(['2026-02', '2026-03-11']) },
            { kind: 'date', from: '1998', to: '2001-11' },
            { kind: 'date', to: pick(['1998-03', '2004', '1998-03-07', '2010-01']), openTo: true },
            { kind: 'date', from: pick(['1998-03', '2004', '1998-03-07', '2010-01']) },
          ]);
    default: {
      const field = pick([undefined, undefined, undefined, 'title', 'author', 'venue', 'abstract', 'context'] as const);
      return { kind: 'text', ...(field && { field }), ...phraseOrWord() };
    }
  }
}
const MISTYPED = [
  'quantm',
  'brnae',
  'holograpy',
  'renormalisaton',
  'gravty',
  'supersimetry',
  'hlgraphy',
  'grosss',
  'strnad',
  'xyzzy',
];
function phraseOrWord(): { text: string; phrase: boolean } {
  if (chance(0.25)) return { text: words(2), phrase: true };
  return { text: chance(0.5) ? pick(MISTYPED) : pick([...WORDS, 'li', 'gross', 'hol', 'b']), phrase: false };
}

function randomTerm(depth: number): Term {
  const roll = random();
  if (depth === 0 || roll < 0.6) return randomLeaf();
  if (roll < 0.75) return { kind: 'not', term: randomLeaf() };
  const kind = depth > 1 || chance(0.5) ? 'or' : 'and';
  return { kind, terms: [randomTerm(depth - 1), randomTerm(depth - 1)] };
}

function randomQuery(): Query {
  const terms = Array.from({ length: 1 + Math.floor(random() * 3) }, () => randomTerm(2)).filter(
    (term) => term.kind !== 'and',
  );
  const [first] = terms;
  const where: Term | null = first === undefined ? null : terms.length === 1 ? first : { kind: 'and', terms };
  const sort: Sort = { key: pick(['novelty', 'date', 'title', 'citations'] as const), descending: chance(0.5) };
  const searches = where !== null && asked(where).some((term) => term.kind === 'text');
  return { where, sort: searches || chance(0.8) ? sort : null };
}

const all = (view: View): WorkNumber[] => view.works(0, view.total);

describe('queries over 300 random papers agree with a reading of the contract over plain objects', () => {
  let lib: Library;
  let hub: WorkNumber;
  beforeAll(async () => {
    lib = openLibrary(':memory:');
    await importRecords(lib, records(), { source: 'test', from: 'oracle' });
    await read(lib);
    hub = id(lib, arxiv(0));
  });

  it('in papers, order, counts and typing errors, for 500 random queries', () => {
    const number = new Map(papers.map((p) => [id(lib, arxiv(p.n)), p.n]));
    let fuzzy = 0;
    let empty = 0;
    for (let i = 0; i < 500; i += 1) {
      const query = randomQuery();
      const said = JSON.stringify(query);
      const typos = forgiven(query);
      const expected = sorted(matching(conditions(query), typos), query.sort);
      const view = runQuery(lib, hub, query);
      expect(view.fuzzy, said).toBe(typos !== null);
      expect(
        all(view).map((paper) => number.get(paper)),
        said,
      ).toEqual(expected.map((p) => p.n));
      const right = counts(query, typos);
      for (const facet of storedFacets(view)) {
        const found = Object.fromEntries(facet.values.map((value) => [value.label, value.count]));
        expect(found, `${facet.field} ${said}`).toEqual(Object.fromEntries(right[facet.field]));
      }
      fuzzy += Number(typos !== null);
      empty += Number(view.total === 0);
    }
    // The queries must be of all kinds for this to mean anything.
    expect(fuzzy).toBeGreaterThan(15);
    expect(empty).toBeLessThan(200);
  });

  it('every value of a facet, chosen, gives the papers it counts', () => {
    const everything = runQuery(lib, hub, { where: null, sort: null });
    for (const { field, values } of storedFacets(everything)) {
      for (const { label, term, count } of values) {
        const where = termOf(field, label);
        expect(runQuery(lib, hub, { where, sort: null }).total, `${field} ${label}`).toBe(count);
        expect(term).toBe(printQuery({ where, sort: null }));
        expect(isActive(toggleTerm({ where: null, sort: null }, term, 'include'), term)).toBe('included');
      }
    }
  });

  it('any window and any position agree with the whole order', () => {
    const view = runQuery(lib, hub, {
      where: { kind: 'number', field: 'year', from: 1998 },
      sort: { key: 'title', descending: false },
    });
    const order = all(view);
    expect(order.length).toBeGreaterThan(50);
    expect(view.works(7, 20)).toEqual(order.slice(7, 27));
    expect(view.works(order.length - 3, 20)).toEqual(order.slice(-3));
    expect(view.works(order.length + 5, 20)).toEqual([]);
    expect(view.works(-5, 3)).toEqual([]);
    expect(order.map((paper) => view.position(paper))).toEqual(order.map((_, i) => i));
    const outside = papers.find((p) => p.date === '')!;
    expect(view.position(id(lib, arxiv(outside.n)))).toBe(-1);
    expect(view.position(hub)).toBe(-1);
  });
});

/** The condition a person means by a facet's value. */
function termOf(field: FacetField, label: string): Term {
  const isFlag = field === 'influential' || field === 'retracted';
  if (label === 'none' && (field === 'year' || isFlag)) return { kind: 'none', field };
  if (isFlag) return { kind: 'flag', field, value: label === 'yes' };
  if (field === 'novelty') {
    if (label === 'none') return { kind: 'none', field };
    if (label === '9–10') return { kind: 'number', field, from: 9, to: 10 };
    return { kind: 'number', field, from: Number(label), to: Number(label) + 1, openTo: true };
  }
  if (field === 'year') return { kind: 'number', field, from: Number(label), to: Number(label) };
  return { kind: 'label', field, value: field === 'category' ? label : label.replaceAll(' ', '_') };
}

describe('facets', () => {
  it('stand in the order of their vocabulary, none last; years fall; categories by their papers', async () => {
    const lib = await libraryOf([
      ...[1, 2, 3, 4].map((n) => work(n, { date: `${2000 + n}`, ...(n < 4 && { category: n === 1 ? 'a.B' : 'c.D' }) })),
      cites(1, 9, [role('pith', '2024-01-01', 'zebra', 'other', 'method')], { influential: false }),
      cites(2, 9, [role('pith', '2024-01-01', 'background')]),
      cites(3, 9),
      cites(4, 9),
      { type: 'review', work: arxiv(1), source: 'pith', novelty: 10, verdict: 'reject' },
      { type: 'review', work: arxiv(2), source: 'pith', novelty: 6.5, verdict: 'accept' },
    ]);
    const { facets } = runQuery(lib, id(lib, arxiv(9)), { where: null, sort: null });
    expect(
      facets.map(({ field, values }) => [field, ...values.map(({ label, count }) => `${label} ${count}`)]),
    ).toEqual([
      ['role', 'background 1', 'method 1', 'other 1', 'zebra 1', 'none 2'],
      ['polarity', 'none 4'],
      ['verdict', 'accept 1', 'reject 1', 'none 2'],
      ['novelty', '9–10 1', '6 1', 'none 2'],
      ['year', '2004 1', '2003 1', '2002 1', '2001 1'],
      ['category', 'c.D 2', 'a.B 1', 'none 1'],
      ['influential', 'no 1', 'none 3'],
    ]);
    expect(
      facets.map(({ field }) =>
        field === 'role' || field === 'novelty' ? labelsOf(lib, id(lib, arxiv(9)), field) : [],
      ),
    ).toEqual(
      facets.map(({ field, values }) =>
        field === 'role' || field === 'novelty' ? values.map(({ label }) => label) : [],
      ),
    );
  });

  it('have names that are told without a look at what the reader decided', async () => {
    const lib = await libraryOf([cites(1, 9, [role('pith', '2024-01-01', 'method')]), cites(2, 9)]);
    const { sql } = lib;
    const asked: string[] = [];
    lib.sql = (text) => {
      asked.push(text);
      return sql(text);
    };
    expect(labelsOf(lib, id(lib, arxiv(9)), 'role')).toEqual(['method', 'none']);
    expect(asked.filter((text) => text.includes('journal'))).toEqual([]);
  });

  it('keep a value that no paper has under the filters, with zero', async () => {
    const lib = await libraryOf([cites(1, 9, [role('pith', '2024-01-01', 'method')]), cites(2, 9)]);
    const { facets } = runQuery(lib, id(lib, arxiv(9)), {
      where: { kind: 'label', field: 'category', value: 'cs.CV' },
      sort: null,
    });
    expect(facets[0]?.values.map(({ label, count }) => [label, count])).toEqual([
      ['method', 0],
      ['none', 0],
    ]);
  });

  it('are empty for a work nobody cites', async () => {
    const lib = await libraryOf([work(1)]);
    const view = runQuery(lib, id(lib, arxiv(1)), { where: null, sort: null });
    expect(view.total).toBe(0);
    expect(view.facets.map(({ values }) => values)).toEqual([[], [], [], [], [], [], []]);
  });
});

describe('the default order', () => {
  it('is novelty, then date, both falling, then title; unknown last', async () => {
    const lib = await libraryOf([
      work(1, { title: 'b', date: '2020' }),
      work(2, { title: '"A', date: '2020' }),
      work(3, { title: 'c', date: '2021' }),
      work(4, { title: 'd' }),
      work(5, { title: 'e' }),
      ...[1, 2, 3, 4, 5].map((n) => cites(n, 9)),
      { type: 'review', work: arxiv(4), source: 'pith', novelty: 3 },
      { type: 'review', work: arxiv(5), source: 'pith', novelty: 8 },
    ]);
    const view = runQuery(lib, id(lib, arxiv(9)), { where: null, sort: null });
    expect(all(view)).toEqual([5, 4, 3, 2, 1].map((n) => id(lib, arxiv(n))));
    expect(view.order).toEqual({ key: 'novelty', descending: true });
    expect(view.orderBase()).toEqual({ what: 'Novelty known', known: 2, of: 5 });
  });

  it('does not change by what the reader says of a paper where no review gives any a novelty', async () => {
    const lib = await libraryOf([
      ...[1, 2, 3, 4].map((n) => work(n, { title: `${'dcba'[n - 1]} paper`, date: n === 4 ? '2022' : '2020' })),
      ...[1, 2, 3, 4].map((n) => cites(n, 9)),
      work(8, { title: 'elsewhere', date: '2020' }),
      cites(8, 7),
      { type: 'review', work: arxiv(8), source: 'pith', novelty: 9 },
    ]);
    const hub = id(lib, arxiv(9));
    const order = (sort: Sort | null): unknown[] => {
      const view = runQuery(lib, hub, { where: null, sort });
      return [view.order.key, ...all(view)];
    };
    const newest = order(null);
    expect(newest).toEqual(['date', ...[4, 3, 2, 1].map((n) => id(lib, arxiv(n)))]);
    // Asked for, it is the same to the last of its equals.
    expect(order({ key: 'date', descending: true })).toEqual(newest);
    record(lib, 'ada', [{ kind: 'override', work: id(lib, arxiv(1)), axis: 'novelty', to: 3 }]);
    expect(runQuery(lib, hub, { where: { kind: 'has', what: 'novelty' }, sort: null }).total).toBe(1);
    expect(order(null)).toEqual(newest);
    expect(order({ key: 'date', descending: true })).toEqual(newest);
    expect(order({ key: 'novelty', descending: true })[1]).toBe(id(lib, arxiv(1)));
    // In all works there is a review.
    expect(runQuery(lib, ALL_WORKS, { where: null, sort: null }).order.key).toBe('novelty');
  });

  it('is called date where no paper of the hub has a novelty, and what is in force where something else was asked for', async () => {
    const lib = await libraryOf([
      work(1, { title: 'b wall', date: '2020' }),
      work(2, { title: 'a wall', date: '2020' }),
      work(3, { title: 'c', date: '2021' }),
      ...[1, 2, 3].map((n) => cites(n, 9)),
    ]);
    const run = (line: string): View => {
      const parsed = parseQuery(line);
      if (!parsed.ok) throw new Error(line);
      return runQuery(lib, id(lib, arxiv(9)), parsed.query);
    };
    const newest = { key: 'date', descending: true };
    expect(all(run(''))).toEqual([3, 2, 1].map((n) => id(lib, arxiv(n))));
    expect(run('').order).toEqual(newest);
    expect(run('').orderBase()).toEqual({ what: 'Date known', known: 3, of: 3 });
    // No source counts them, and nobody cites them here.
    expect(run('sort:citations').withheld).toEqual({ what: 'citations', known: 0, of: 3 });
    expect(run('sort:-novelty').withheld).toEqual({ what: 'novelty', known: 0, of: 3 });
    expect(all(run('sort:citations'))).toEqual(all(run('')));
    expect(run('sort:-date').withheld).toBeUndefined();
    expect(run('sort:title').orderBase()).toBeNull();
    expect(run('wall').order).toEqual({ key: 'relevance', descending: true });
    expect(run('sort:-relevance').order).toEqual(newest);
    expect(run('sort:citations').order).toEqual(newest);
    // No references are known: the newest come first.
    expect(run('sort:-local').order).toEqual(newest);
  });
});

it('tells of how many papers that is known which a query asks, where nothing matches', async () => {
  const lib = await libraryOf([
    work(1, { date: '2020', citedBy: 3 }),
    work(2, { date: '2020', abstract: 'Goats.' }),
    ...[1, 2].map((n) => cites(n, 9)),
    { type: 'review', work: arxiv(1), source: 'pith', novelty: 3 },
  ]);
  const bases = (line: string): string[] => {
    const parsed = parseQuery(line);
    if (!parsed.ok) throw new Error(line);
    const found = runQuery(lib, id(lib, arxiv(9)), parsed.query).bases();
    return found.map(({ what, known, of }) => `${what} ${known}/${of}`);
  };
  expect(bases('novelty:>5')).toEqual(['Novelty 1/2']);
  expect(bases('verdict:reject role:method (novelty:9 OR novelty:10)')).toEqual([
    'Verdict 0/2',
    'Role 0/2',
    'Novelty 1/2',
  ]);
  expect(bases('citations:>5')).toEqual(['Citations 1/2']);
  expect(bases('has:context')).toEqual(['Citing sentences 0/2']);
  expect(bases('abstract:sheep')).toEqual(['Abstract 1/2']);
  expect(bases('influential:yes retracted:yes category:cs.LG')).toEqual([
    'Influence 0/2',
    'Retraction status 0/2',
    'Category 0/2',
  ]);
  // Of all of them it is known, so none is of that year; and where some match there is nothing to explain.
  expect([bases('year:1990'), bases('date:1990-01'), bases('sheep'), bases('tag:x'), bases('novelty:3')]).toEqual([
    [],
    [],
    [],
    [],
    [],
  ]);
  expect(bases('school:none sheep')).toEqual(['References 0/2']);
});

describe('searching', () => {
  const titles = async (text: string, ...list: string[]): Promise<{ found: string[]; fuzzy: boolean }> => {
    const lib = await libraryOf([
      ...list.map((title, i) => work(i + 1, { title })),
      ...list.map((_, i) => cites(i + 1, 999)),
    ]);
    const terms = text.split(' ').map((word): Term => ({ kind: 'text', text: word, phrase: false }));
    const view = runQuery(lib, id(lib, arxiv(999)), { where: { kind: 'and', terms }, sort: null });
    const at = new Map(list.map((title, i) => [id(lib, arxiv(i + 1)), title]));
    return { found: all(view).map((paper) => at.get(paper)!), fuzzy: view.fuzzy };
  };

  it('finds words by their beginning, whatever the case and the accents', async () => {
    expect(await titles('schro', 'The Schr\\"odinger equation', 'Schrödinger cats', 'A scherzo')).toEqual({
      found: expect.arrayContaining(['The Schr\\"odinger equation', 'Schrödinger cats']),
      fuzzy: false,
    });
  });

  it('forgive a word of three that is nowhere, and two of six, but not one of two', async () => {
    const list = ['A membrane of the world', 'Black holes', 'The world of small things far from any shore'];
    expect(await titles('membrane world zzzz', ...list)).toEqual({ found: ['A membrane of the world'], fuzzy: true });
    expect(await titles('membrane zzzz', ...list)).toEqual({ found: [], fuzzy: false });
    expect((await titles('small things far from zz any yyy', ...list)).found).toEqual([list[2]]);
  });

  it('puts papers with the words as typed before those with typing errors, and says so', async () => {
    const { found, fuzzy } = await titles('brane world', 'Brame world', 'On a brane world', 'Brane worlds', 'Bananas');
    expect(fuzzy).toBe(true);
    expect(found).toHaveLength(3);
    expect(found.at(-1)).toBe('Brame world');
  });

  it('takes a name for another only where nobody is called so, in plain words where nothing has them as typed', async () => {
    const authors = [['Ann Zhuang'], ['Bo Zhang'], ['Cy Zhuangli'], ['Zhang Yi']];
    const lib = await libraryOf([
      ...authors.map((names, i) =>
        work(i + 1, { title: i === 3 ? 'On zhuangs' : 'Counting', authors: names.map((name) => ({ name })) }),
      ),
      ...authors.map((_, i) => cites(i + 1, 999)),
    ]);
    const ask = (text: string, field?: 'author' | 'title') => {
      const where: Term = { kind: 'text', text, phrase: false, ...(field && { field }) };
      const view = runQuery(lib, id(lib, arxiv(999)), { where, sort: null });
      return { total: view.total, fuzzy: view.fuzzy, taken: view.forgiven().flatMap(({ taken }) => taken) };
    };
    expect(ask('zhuang', 'author')).toEqual({ total: 2, fuzzy: false, taken: [] });
    expect(ask('zhuang')).toEqual({ total: 3, fuzzy: false, taken: [] });
    expect(ask('zhuung', 'author')).toEqual({ total: 2, fuzzy: true, taken: ['zhuang', 'zhuangli'] });
    expect(ask('zhaang')).toEqual({ total: 4, fuzzy: true, taken: ['zhang', 'zhuang', 'zhuangli', 'zhuangs'] });
    expect(ask('countinh')).toMatchObject({ total: 3, fuzzy: true });
  });

  it('says for which words a mistyped one was taken, those that most of the matching papers have first', async () => {
    const lib = await libraryOf([
      ...['Brame worlds', 'Brames and more', 'A brame', 'A frame', 'Crane'].map((title, i) => work(i + 1, { title })),
      ...[1, 2, 3, 4, 5].map((n) => cites(n, 999)),
    ]);
    const forgiven = (where: Term): unknown => runQuery(lib, id(lib, arxiv(999)), { where, sort: null }).forgiven();
    const word = (text: string): Term => ({ kind: 'text', text, phrase: false });
    expect(forgiven(word('brane'))).toEqual([{ word: 'brane', taken: ['brame', 'brames', 'crane'], asTyped: false }]);
    expect(forgiven({ kind: 'and', terms: [word('brane'), word('worlds')] })).toEqual([
      { word: 'brane', taken: ['brame'], asTyped: false },
    ]);
    expect(forgiven(word('brame'))).toEqual([{ word: 'brame', taken: ['frame'], asTyped: true }]);
    expect(forgiven({ kind: 'text', text: 'brane', phrase: true })).toEqual([]);
  });

  it('names the words that were taken for others, those that stand nowhere as typed before all', () => {
    const brame = { word: 'brame', taken: ['frame'], asTyped: true };
    const sprase = { word: 'sprase', taken: ['sparse', 'sparsely', 'sparser'], asTyped: false };
    expect(takenWords([brame, sprase])).toBe('sprase taken for sparse, sparsely, …');
    expect(takenWords([brame])).toBe('brame taken for frame');
    expect(takenWords([])).toBe('');
  });

  it('puts the nearest title first', async () => {
    const list = [
      'A very long title that names gravity somewhere among many other words',
      'Gravity',
      'Quantum gravity',
      'Gravitational waves',
    ];
    expect((await titles('gravity', ...list)).found[0]).toBe('Gravity');
  });

  it('puts a word of the title before one of the summary', async () => {
    const lib = await libraryOf([
      work(1, { title: 'Other things entirely', summary: 'On branes.' }),
      work(2, { title: 'Branes and other things' }),
      cites(1, 9),
      cites(2, 9),
    ]);
    const view = runQuery(lib, id(lib, arxiv(9)), {
      where: { kind: 'text', text: 'branes', phrase: false },
      sort: null,
    });
    expect(all(view)).toEqual([id(lib, arxiv(2)), id(lib, arxiv(1))]);
  });

  it('finds no phrase that begins in one summary and ends in another', async () => {
    const review = (source: string, summary: string): HubLibraryRecord => ({
      type: 'review',
      work: arxiv(1),
      source,
      summary,
    });
    const lib = await libraryOf([
      work(1, { summary: 'A black' }),
      review('pith', 'hole in the D-brane'),
      review('other', 'N=2 strings'),
      cites(1, 9),
    ]);
    const found = (text: string, phrase: boolean): number =>
      runQuery(lib, id(lib, arxiv(9)), { where: { kind: 'text', text, phrase }, sort: null }).total;
    for (const text of ['black hole', 'brane N=2', 'strings hole']) expect(found(text, true), text).toBe(0);
    for (const text of ['a black', 'hole in the D-brane', 'N=2 strings']) expect(found(text, true), text).toBe(1);
    for (const text of ['black', 'hole', 'string']) expect(found(text, false), text).toBe(1);
  });

  it('does not excuse typing errors where the words are found often enough', async () => {
    const list = [...Array.from({ length: 10 }, (_, i) => `Brane ${i}`), 'Brake'];
    expect(await titles('brane', ...list)).toMatchObject({ fuzzy: false, found: { length: 10 } });
    expect(await titles('brane', ...list.slice(1))).toMatchObject({ fuzzy: true, found: { length: 10 } });
  });

  it('other filters have no say in whether typing errors are excused', async () => {
    const lib = await libraryOf([
      ...Array.from({ length: 12 }, (_, i) => work(i + 1, { title: 'Brane', date: '2000' })),
      work(13, { title: 'Brake', date: '2001' }),
      ...Array.from({ length: 13 }, (_, i) => cites(i + 1, 999)),
    ]);
    const brane: Term = { kind: 'text', text: 'brane', phrase: false };
    const where: Term = { kind: 'and', terms: [brane, { kind: 'number', field: 'year', from: 2001, to: 2001 }] };
    expect(runQuery(lib, id(lib, arxiv(999)), { where, sort: null })).toMatchObject({ total: 0, fuzzy: false });
  });

  it('nothing but punctuation rules nothing out', async () => {
    expect((await titles('"*', 'One', 'Two')).found).toHaveLength(2);
  });

  it.each(['NEAR(a b)', 'a OR b', '"', "'", 'title:x', '{a}', '*', '^a', 'a AND', '\u0000', '\ud800', 'a'.repeat(100)])(
    'takes %j for words, never for the language of the index',
    async (text) => {
      const lib = await libraryOf([work(1), cites(1, 9)]);
      for (const phrase of [true, false]) {
        const view = runQuery(lib, id(lib, arxiv(9)), { where: { kind: 'text', text, phrase }, sort: null });
        expect(view.total).toBeLessThanOrEqual(1);
      }
    },
  );

  it('finds CJK words inside a run of characters', async () => {
    expect((await titles('力学', '量子力学入門', '量子重力')).found).toEqual(['量子力学入門']);
  });

  it('gives the same order every time', async () => {
    const list = Array.from({ length: 120 }, (_, i) => `Gravity ${['and', 'of', 'on'][i % 3]} number ${i}`);
    const [first, second] = [await titles('gravity', ...list), await titles('gravity', ...list)];
    expect(second).toEqual(first);
    expect(new Set(first.found).size).toBe(120);
  });
});
