/** What is computed around the hub hep-th/9711200, against plain counting over the recorded files. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { coCitedWorks, sharedCiters } from '../../../src/library/graph/co-cited.js';
import { coupledWith } from '../../../src/library/graph/coupling.js';
import { localCitations, pageRank } from '../../../src/library/graph/local.js';
import { type Neighbourhood, neighbourhoodOf } from '../../../src/library/graph/neighbourhood.js';
import { schoolsOf } from '../../../src/library/graph/schools.js';
import { finished } from '../../../src/library/graph/steps.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { idsOf, workWithId } from '../../../src/library/works/ids.js';
import { NO_REAL_DATA } from '../../sources/real-data.js';
import { load } from '../support.js';
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
  }, 120_000);

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
    for (let round = 0; round < 200; round += 1) {
      const next = new Map(citers.map((paper) => [paper, 0.15 / citers.length]));
      for (const [paper, targets] of local) {
        const to = targets.length > 0 ? targets : citers;
        for (const target of to) next.set(target, next.get(target)! + (0.85 * ranks.get(paper)!) / to.length);
      }
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
});
