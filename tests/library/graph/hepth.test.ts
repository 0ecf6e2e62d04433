/** What is computed around the hub hep-th/9711200, against plain counting over the recorded files. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { foldText } from '../../../src/library/derived/tokens.js';
import { citingAuthors, selfCitations } from '../../../src/library/graph/authors/authors.js';
import { coCitedWorks, sharedCiters } from '../../../src/library/graph/co-cited.js';
import { compared } from '../../../src/library/graph/compare.js';
import { coupledWith } from '../../../src/library/graph/coupling.js';
import { localCitations, pageRank } from '../../../src/library/graph/local.js';
import { type Neighbourhood, neighbourhoodOf } from '../../../src/library/graph/neighbourhood.js';
import { shortestPaths } from '../../../src/library/graph/paths.js';
import { schoolLines } from '../../../src/library/graph/schools/school-lines.js';
import { schoolsOf } from '../../../src/library/graph/schools/schools.js';
import { suggestedHubs } from '../../../src/library/graph/suggested.js';
import { timeline } from '../../../src/library/graph/time.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import type { View } from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import { findSchools } from '../../../src/library/search/facets/school-facet.js';
import { runQuery } from '../../../src/library/search/view.js';
import { finished } from '../../../src/library/steps.js';
import { idsOf, workWithId } from '../../../src/library/works/ids.js';
import { parseQuery } from '../../../src/query/parse.js';
import { NO_REAL_DATA } from '../../sources/real-data.js';
import { authorsOfListing } from '../../tools/arxiv-listing.js';
import { load, seeded } from '../support.js';
import { type HepTh, hepThRecords, readHepTh } from './hepth.js';

const HUB = 'hep-th/9711200';
/** Two more hubs whose citing papers are imported, so that works have citing papers who do not cite this hub. */
const OTHERS = ['hep-th/9802150', 'hep-th/9407087'];

describe.skipIf(NO_REAL_DATA)('around hep-th/9711200 (needs the recorded data)', () => {
  let all: HepTh;
  let edges: [string, string][];
  /** cited by each, and citing each, of the imported edges. */
  const cites = new Map<string, Set<string>>();
  const citedBy = new Map<string, Set<string>>();
  let lib: Library;
  let around: Neighbourhood;
  const nameOf = (work: number): string => idsOf(lib, work)[0]!.slice('arxiv:'.length);
  const citerAt = (place: number): string => nameOf(around.columns.ids[place]!);
  const references = (paper: string): Set<string> => cites.get(paper) ?? new Set();
  const others = (paper: string): string[] => [...references(paper)].filter((cited) => cited !== HUB);

  beforeAll(async () => {
    all = readHepTh();
    const citing = new Set(
      all.edges.filter(([, cited]) => cited === HUB || OTHERS.includes(cited)).map(([from]) => from),
    );
    edges = all.edges.filter(([from]) => citing.has(from));
    for (const [from, to] of edges) {
      cites.set(from, (cites.get(from) ?? new Set()).add(to));
      citedBy.set(to, (citedBy.get(to) ?? new Set()).add(from));
    }
    const folder = mkdtempSync(join(tmpdir(), 'pith-tui-hepth-'));
    lib = openLibrary(join(folder, 'library.sqlite'));
    await load(lib, [...hepThRecords(all, edges), { type: 'hub', work: `arxiv:${HUB}`, source: 'test', total: 2414 }]);
    around = neighbourhoodOf(lib, workWithId(lib, `arxiv:${HUB}`)!);
    return () => {
      closeLibrary(lib);
      rmSync(folder, { recursive: true, force: true });
    };
  });

  it('knows the references of nearly all 2,414 citing papers', () => {
    const citers = [...citedBy.get(HUB)!];
    expect(around.base).toEqual({ known: citers.filter((paper) => others(paper).length > 0).length, of: 2414 });
    expect(around.base.known).toBeGreaterThan(2400);
  });

  it('counts every co-cited work as plain counting does, Witten and Gubser–Klebanov–Polyakov first', () => {
    const counts = new Map<string, number>();
    for (const paper of citedBy.get(HUB)!)
      for (const cited of others(paper)) counts.set(cited, (counts.get(cited) ?? 0) + 1);
    const found = coCitedWorks(lib, around, 'shared');
    const works = found.slice(0, found.total);
    expect(new Map(works.map(({ work, shared }) => [nameOf(work), shared]))).toEqual(counts);
    expect(works.slice(0, 2).map(({ work }) => nameOf(work))).toEqual(['hep-th/9802150', 'hep-th/9802109']);
    expect(works.map(({ shared }) => shared)).toEqual([...counts.values()].sort((a, b) => b - a));
    for (const { work, shared, citers, strength } of works.slice(0, 500)) {
      expect(citers).toBe(citedBy.get(nameOf(work))!.size);
      expect(strength).toBeCloseTo(shared / (2414 * citers), 12);
    }
  });

  it('orders co-cited works by association strength from 1 % of the citing papers on', () => {
    const found = coCitedWorks(lib, around, 'strength');
    const works = found.slice(0, found.total);
    const strength = (citers: Set<string>): number =>
      [...citers].filter((paper) => references(paper).has(HUB)).length / citers.size / citedBy.get(HUB)!.size;
    const expected = [...citedBy]
      .filter(
        ([cited, citers]) => cited !== HUB && [...citers].filter((paper) => references(paper).has(HUB)).length >= 25,
      )
      .map(([, citers]) => strength(citers))
      .sort((a, b) => b - a);
    expect(found.min).toBe(25);
    expect(works.length).toBe(expected.length);
    for (const [i, work] of works.entries()) expect(work.strength).toBeCloseTo(expected[i]!, 12);
  });

  it('opens the citing papers that a work is shared by', () => {
    for (const cited of ['hep-th/9802109', 'hep-th/9407087', 'hep-th/9905111']) {
      const places = sharedCiters(around, workWithId(lib, `arxiv:${cited}`)!);
      const expected = [...citedBy.get(cited)!].filter((paper) => references(paper).has(HUB));
      expect(Array.from(places, citerAt).sort()).toEqual(expected.sort());
    }
  });

  it('couples papers by the references they share', () => {
    for (const place of [0, 17, 999, 2413]) {
      const own = new Set(others(citerAt(place)));
      const expected = new Map<string, [number, number]>();
      for (const paper of citedBy.get(HUB)!) {
        const theirs = others(paper);
        const shared = theirs.filter((cited) => own.has(cited)).length;
        if (paper !== citerAt(place) && shared > 0)
          expected.set(paper, [shared, shared / Math.sqrt(own.size * theirs.length)]);
      }
      const { papers, references: count } = coupledWith(around, place);
      expect(count).toBe(own.size);
      expect(papers.length).toBe(expected.size);
      for (const { place: other, shared, similarity } of papers) {
        expect(shared).toBe(expected.get(citerAt(other))![0]);
        expect(similarity).toBeCloseTo(expected.get(citerAt(other))![1], 12);
      }
      expect(papers.map(({ similarity }) => similarity)).toEqual(
        papers.map(({ similarity }) => similarity).sort((a, b) => b - a),
      );
    }
  });

  it('counts local citations', () => {
    const told = localCitations(around);
    if (told.withheld) throw new Error('they are known');
    const citers = citedBy.get(HUB)!;
    told.counts.forEach((count, place) => {
      const by = citedBy.get(citerAt(place)) ?? new Set();
      expect(count).toBe([...by].filter((paper) => citers.has(paper)).length);
    });
  });

  it('ranks as the definition of PageRank does, iterated to the end over plain sets', () => {
    const told = pageRank(around);
    if (told.withheld) throw new Error('they are known');
    const citers = [...citedBy.get(HUB)!];
    const isCiter = new Set(citers);
    const local = new Map(citers.map((paper) => [paper, [...references(paper)].filter((cited) => isCiter.has(cited))]));
    let ranks = new Map(citers.map((paper) => [paper, 1 / citers.length]));
    for (let round = 0; round < 150; round += 1) {
      let loose = 0;
      for (const [paper, targets] of local) if (targets.length === 0) loose += ranks.get(paper)!;
      const next = new Map(citers.map((paper) => [paper, (0.15 + 0.85 * loose) / citers.length]));
      for (const [paper, targets] of local)
        for (const target of targets) next.set(target, next.get(target)! + (0.85 * ranks.get(paper)!) / targets.length);
      ranks = next;
    }
    for (const [place, rank] of told.ranks.entries()) expect(rank).toBeCloseTo(ranks.get(citerAt(place))!, 8);
    expect(told.ranks.reduce((all, rank) => all + rank, 0)).toBeCloseTo(1, 10);
  });

  it('finds the same schools twice, each of them holding together by ties of its own', () => {
    const first = finished(schoolsOf(around));
    around.columns.cache.delete('schools');
    const second = finished(schoolsOf(around));
    expect(second).toEqual(first);
    if (first.withheld) throw new Error('they are known');
    expect(first.sizes.reduce((all, size) => all + size, 0)).toBe(2414);
    expect(first.sizes.length).toBeGreaterThan(5);
    // More of the references that two papers share lie within schools than chance would put there.
    let [inside, outside, pairsInside, pairsOutside] = [0, 0, 0, 0];
    for (let place = 0; place < 2414; place += 40) {
      const { papers } = coupledWith(around, place);
      const similarity = new Map(papers.map((paper) => [paper.place, paper.similarity]));
      for (let other = 0; other < 2414; other += 7) {
        if (other === place) continue;
        if (first.of[place] === first.of[other]) {
          inside += similarity.get(other) ?? 0;
          pairsInside += 1;
        } else {
          outside += similarity.get(other) ?? 0;
          pairsOutside += 1;
        }
      }
    }
    expect(inside / pairsInside).toBeGreaterThan((1.5 * outside) / pairsOutside);
  });

  it('names schools by words that more of their titles have than others', () => {
    const schools = finished(schoolsOf(around));
    if (schools.withheld) throw new Error('they are known');
    const lines = schoolLines(lib, around.columns, schools);
    expect(lines.map(({ size }) => size)).toEqual(schools.sizes.slice(1));
    const titleWords = (place: number): string[] => foldText(all.papers.get(citerAt(place))!.title).split(' ');
    const share = (places: readonly number[], word: string): number =>
      places.filter((place) => titleWords(place).includes(word)).length / places.length;
    for (const { number, words, years } of lines) {
      const [own, rest] = [true, false].map((isOwn) =>
        [...schools.of.keys()].filter((place) => (schools.of[place] === number) === isOwn),
      );
      for (const word of words) expect(share(own!, word), word).toBeGreaterThan(share(rest!, word));
      const dates = own!.map((place) => Number(all.papers.get(citerAt(place))!.date!.slice(0, 4)));
      expect([years!.first, years!.last]).toEqual([Math.min(...dates), Math.max(...dates)]);
    }
    expect(lines.find(({ words }) => words.includes('wave'))?.words).toContain('pp');
    // M(atrix) theory has a piece of a word, which searches find.
    expect(lines.flatMap(({ words }) => words)).not.toContain('atrix');
  });

  it('suggests the works most cited by some of the papers, hubs left out', () => {
    const late = around.columns.ids.map((_, place) => Number(all.papers.get(citerAt(place))!.date! >= '2002'));
    const { base, works } = suggestedHubs(lib, around, Uint8Array.from(late), 20);
    const counts = new Map<string, number>();
    const asked = [...citedBy.get(HUB)!].filter((paper) => all.papers.get(paper)!.date! >= '2002');
    for (const paper of asked) for (const cited of others(paper)) counts.set(cited, (counts.get(cited) ?? 0) + 1);
    expect(base).toEqual({ known: asked.filter((paper) => others(paper).length > 0).length, of: asked.length });
    const isHub = (id: string): boolean =>
      [...citedBy.get(id)!].filter((paper) => !citedBy.get(HUB)!.has(paper)).length >= 10;
    const expected = [...counts].filter(([id]) => !isHub(id)).map(([, shared]) => shared);
    expect(works.map(({ shared }) => shared)).toEqual(expected.sort((a, b) => b - a).slice(0, 20));
    for (const { work, shared } of works) expect(shared).toBe(counts.get(nameOf(work)));
  });

  it('counts papers per year, and when half of them had come', () => {
    const dates = [...citedBy.get(HUB)!].map((paper) => all.papers.get(paper)!.date!).sort();
    const { unit, base, periods, figures } = timeline(lib, around.columns.hub, 'role');
    expect(unit).toBe('year');
    expect(base).toEqual({ known: dates.length, of: 2414 });
    const counts = Map.groupBy(dates, (date) => date.slice(0, 4));
    expect(periods.map(({ from, papers }) => [from, papers])).toEqual(
      [...counts].map(([year, own]) => [year, own.length]),
    );
    expect(periods.every(({ papers, counts }) => counts.length === 1 && counts[0] === papers)).toBe(true);
    expect(figures).toMatchObject({
      first: dates[0],
      last: dates.at(-1),
      halfBy: dates.find((date) => dates.filter((other) => other <= date).length * 2 >= dates.length),
      most: { year: 1999, papers: dates.filter((date) => date.startsWith('1999')).length },
      lastTwelveMonths: dates.filter((date) => date >= '2002-05').length,
      beforeHub: 0,
    });
  });

  it('counts the most citing authors', () => {
    const counts = new Map<string, number>();
    for (const paper of citedBy.get(HUB)!) {
      const names = authorsOfListing(all.papers.get(paper)!.authors_raw).map(({ name }) => plainName(name));
      for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const { base, authors } = citingAuthors(lib, around.columns.hub, null, 100_000);
    expect(base).toEqual({ known: 2414, of: 2414 });
    expect(new Map(authors.map(({ name, papers }) => [plainName(name), papers]))).toEqual(counts);
    expect(authors.map(({ papers }) => papers)).toEqual([...counts.values()].sort((a, b) => b - a));
  });

  it('counts self-citations of three papers with several authors', () => {
    for (const hub of ['hep-th/9802109', 'hep-th/9711200', 'hep-th/9802150']) {
      const names = (paper: string): string[] =>
        authorsOfListing(all.papers.get(paper)!.authors_raw).map(({ name }) => plainName(name));
      const own = names(hub);
      const citing = [...(citedBy.get(hub) ?? [])];
      const expected = {
        any: citing.filter((paper) => names(paper).some((name) => own.includes(name))).length,
        first: citing.filter((paper) => names(paper)[0] === own[0]).length,
        last: citing.filter((paper) => names(paper).at(-1) === own.at(-1)).length,
      };
      const work = workWithId(lib, `arxiv:${hub}`)!;
      for (const which of ['any', 'first', 'last'] as const) {
        const { places, base } = selfCitations(lib, work, which);
        expect([which, places.length, base.known]).toEqual([which, expected[which], citing.length]);
      }
    }
  });

  it('finds all shortest chains of citations that a breadth-first search over the sets finds', () => {
    const next = seeded(1);
    const one = (papers: readonly string[]): string => papers[Math.floor(next() * papers.length)]!;
    const pairs = Array.from({ length: 12 }, () => [one([...cites.keys()]), one([...citedBy.keys()])] as const);
    for (const [from, to] of pairs) {
      const ways = new Map([[from as string, 1]]);
      let edge = [from as string];
      let length: number | null = 0;
      for (; !ways.has(to); length += 1) {
        const next = new Map<string, number>();
        for (const paper of edge)
          for (const cited of references(paper))
            if (!ways.has(cited)) next.set(cited, (next.get(cited) ?? 0) + ways.get(paper)!);
        if (next.size === 0) break;
        for (const [paper, count] of next) ways.set(paper, count);
        edge = [...next.keys()];
      }
      if (!ways.has(to)) length = null;
      const [citing, cited] = [from, to].map((paper) => workWithId(lib, `arxiv:${paper}`));
      const found = finished(shortestPaths(lib, citing!, cited!, 1_000_000));
      expect([from, found.length, found.total]).toEqual([from, length, ways.get(to) ?? 0]);
      const chains = new Set(found.chains.map((chain) => chain.join(' ')));
      expect(chains.size).toBe(found.total);
      for (const chain of found.chains)
        for (let i = 1; i < chain.length; i += 1)
          expect(references(nameOf(chain[i - 1]!)).has(nameOf(chain[i]!))).toBe(true);
    }
  });

  it('parts the papers that cite three hubs by which of them they cite', () => {
    const hubs = [HUB, ...OTHERS];
    const parts = compared(
      lib,
      hubs.map((hub) => workWithId(lib, `arxiv:${hub}`)!),
    );
    expect(parts.length).toBe(7);
    for (const part of parts) {
      const names = part.hubs.map(nameOf);
      const expected = [...new Set(hubs.flatMap((hub) => [...citedBy.get(hub)!]))].filter((paper) =>
        hubs.every((hub) => references(paper).has(hub) === names.includes(hub)),
      );
      expect(part.works.map(nameOf).sort()).toEqual(expected.sort());
    }
  });

  it('counts schools as a facet once they are found, under all conditions but those on schools', async () => {
    const hub = workWithId(lib, `arxiv:${HUB}`)!;
    const view = (line: string): View => {
      const parsed = parseQuery(line);
      if (!parsed.ok) throw new Error(parsed.error.message);
      return runQuery(lib, hub, parsed.query);
    };
    lib.cache.clear();
    expect(view('year:1999').facets.some(({ field }) => field === 'school')).toBe(false);
    expect(await findSchools(lib, hub, new AbortController().signal)).toBe(true);
    expect(await findSchools(lib, hub, new AbortController().signal)).toBe(false);
    for (const others of ['', 'year:1999', 'cites:hep-th/9802150 -year:1998']) {
      const facet = view(`${others} school:2`).facets.find(({ field }) => field === 'school')!;
      expect(facet.values.length).toBeGreaterThan(3);
      for (const { term, count } of facet.values)
        expect([term, view(`${others} ${term}`).total]).toEqual([term, count]);
      expect(facet.values.reduce((sum, { count }) => sum + count, 0)).toBe(view(others).total);
    }
  });

  it('chooses by whom papers cite and who cites them as the files say, also where that is denied', () => {
    const hub = workWithId(lib, `arxiv:${HUB}`)!;
    const citers = [...citedBy.get(HUB)!];
    const chosen = (line: string): string[] => {
      const parsed = parseQuery(line);
      if (!parsed.ok) throw new Error(parsed.error.message);
      const view = runQuery(lib, hub, parsed.query);
      return view.works(0, view.total).map(nameOf).sort();
    };
    const cited = (paper: string, other: string): boolean => references(paper).has(other);
    expect(chosen('cites:hep-th/9802150 -cites:hep-th/9802109')).toEqual(
      citers.filter((paper) => cited(paper, 'hep-th/9802150') && !cited(paper, 'hep-th/9802109')).sort(),
    );
    expect(chosen('cites:hep-th/9802150,hep-th/9802109')).toEqual(
      citers.filter((paper) => cited(paper, 'hep-th/9802150') || cited(paper, 'hep-th/9802109')).sort(),
    );
    // A survey that cites many, and one of the hub's first citers.
    expect(chosen('cited-by:hep-th/9905111')).toEqual(citers.filter((paper) => cited('hep-th/9905111', paper)).sort());
    const shared = others('hep-th/9802109');
    expect(chosen('coupled:hep-th/9802109')).toEqual(
      citers.filter((paper) => paper !== 'hep-th/9802109' && shared.some((other) => cited(paper, other))).sort(),
    );
    expect(chosen('cites:hep-th/9802150 -self:any').length).toBeGreaterThan(1000);
  });
});

/** A name without case, points and accents, and without a comma before what stands first. */
function plainName(name: string): string {
  const letters = (text: string): string =>
    text
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .replace(/ø/giu, 'o')
      .replace(/[łŁ]/gu, 'l')
      .replace(/ß/gu, 'ss')
      .replace(/[æÆ]/gu, 'ae')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .join(' ');
  const [family, ...rest] = name.split(',');
  return letters([...rest, family].join(' '));
}
