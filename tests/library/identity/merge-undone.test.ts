/** Whatever two papers of the bundled hubs are merged, a split leaves the library as it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { rebuildDerived } from '../../../src/library/derived/derive.js';
import { mergeWorks, splitWork } from '../../../src/library/identity/merge-split.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { giveKeys, keysOf } from '../../../src/library/reader/citation-keys.js';
import { claimLines, linkClaim, linksOf } from '../../../src/library/reader/claim-links.js';
import { idsOf } from '../../../src/library/works/ids.js';
import { bundledLibrary } from '../bundled.js';
import { arxiv, cites, dump, emptyLibrary, id, load, seeded, work } from '../support.js';

/** Tables that a merge and a split leave as they were; when a paper was put apart is noted. */
function facts(lib: Library): Record<string, unknown[]> {
  const { kept_apart: _, hub_columns: __, hub_segments: ___, sqlite_sequence: ____, ...rest } = dump(lib);
  for (const table of ['contexts', 'judgements', 'citations', 'effective'] as const)
    rest[table] = rest[table]!.map((row) => JSON.stringify(row)).sort();
  return rest;
}

let lib: Library;
let all: WorkNumber[];
let hubs: WorkNumber[];
beforeAll(async () => {
  lib = await bundledLibrary();
  all = lib.db.prepare('SELECT id FROM works ORDER BY id').pluck().all() as WorkNumber[];
  hubs = lib.db.prepare('SELECT DISTINCT work FROM hubs ORDER BY work').pluck().all() as WorkNumber[];
  const said = hubs.flatMap((hub): HubLibraryRecord[] => {
    const [work = ''] = idsOf(lib, hub);
    return [
      { type: 'claim', work, kind: 'axiom', text: 'Sheep can be counted.', source: 'pith' },
      { type: 'claim', work, kind: 'axiom', text: `Sheep are ${hub}.`, source: 'pith' },
      { type: 'review', work, source: 'pith', verdict: hub % 2 === 0 ? 'accept' : 'reject', summary: `Of ${hub}.` },
    ];
  });
  expect((await load(lib, said, 'pith')).problems).toEqual([]);
  giveKeys(lib, 'test', all, true, () => all.map((one) => `key${one}`));
  for (const hub of hubs)
    for (const { claim } of claimLines(lib, hub).slice(0, 2)) linkClaim(lib, 'me', claim, all[5]!, 'supports');
});
afterAll(() => closeLibrary(lib));

/** @param one the one whose names are taken out */
function isUndone(one: WorkNumber, other: WorkNumber): void {
  const names = idsOf(lib, one);
  const kept = mergeWorks(lib, one, other);
  expect(idsOf(lib, kept)).toEqual(expect.arrayContaining(names));
  expect(splitWork(lib, kept, names.slice(0, 1))).toBe(one);
}

describe('a merge and a split', () => {
  it('of hubs, of hubs and those that cite them, and of any two change nothing', () => {
    const before = facts(lib);
    const digest = libraryDigest(lib);
    const random = seeded(7);
    const any = (from: readonly WorkNumber[]): WorkNumber => from[Math.floor(random() * from.length)]!;
    const pairs: [WorkNumber, WorkNumber][] = [];
    for (const hub of hubs) {
      const citing = lib.db.prepare('SELECT citing FROM citations WHERE cited = ?').pluck().all(hub) as WorkNumber[];
      pairs.push([hub, any(hubs.filter((other) => other !== hub))], [hub, any(citing)], [any(citing), hub]);
      pairs.push([hub, any(all.filter((one) => one !== hub))]);
    }
    for (let i = 0; i < 20; i += 1) {
      const one = any(all);
      pairs.push([one, any(all.filter((other) => other !== one))]);
    }
    for (const [one, other] of pairs) isUndone(one, other);
    expect(libraryDigest(lib)).toBe(digest);
    const after = facts(lib);
    for (const table of Object.keys(before)) expect(after[table], table).toEqual(before[table]);
    rebuildDerived(lib);
    expect(facts(lib)['listed']).toEqual(after['listed']);
    expect(facts(lib)['effective']).toEqual(after['effective']);
    expect(lib.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('give each paper its keys and links back', () => {
    const [one, other] = hubs as [WorkNumber, WorkNumber];
    const [claim] = claimLines(lib, one);
    const links = linksOf(lib, claim!.claim);
    isUndone(one, other);
    isUndone(other, one);
    expect([keysOf(lib, 'test', one), keysOf(lib, 'test', other)]).toEqual([[`key${one}`], [`key${other}`]]);
    expect(linksOf(lib, claim!.claim)).toEqual(links);
    expect(links.length).toBeGreaterThan(0);
  });
});

describe('what came after a merge', () => {
  it('stays, and what was there before goes back to where it was', async () => {
    const own = emptyLibrary();
    await load(own, [work(1), work(2), work(3), work(4), cites(3, 1), cites(4, 2), cites(4, 1), cites(2, 1)]);
    const kept = mergeWorks(own, id(own, arxiv(1)), id(own, arxiv(2)));
    await load(own, [work(5), cites(5, 1), cites(4, 2, undefined, { contexts: [{ text: 'New of both [1].' }] })]);
    await load(own, [work(1, { venue: 'Barn' })], 'other');
    const taken = splitWork(own, kept, [arxiv(2)]);
    const citers = (hub: WorkNumber): unknown =>
      own.db.prepare('SELECT citing FROM citations WHERE cited = ? ORDER BY 1').pluck().all(hub);
    const [one, three, four, five] = [1, 3, 4, 5].map((n) => id(own, arxiv(n)));
    expect(citers(one!)).toEqual([taken, three, four, five]);
    // One source describes both, and so the citation that came since is of both.
    expect(citers(taken)).toEqual([four, five]);
    expect(own.db.pragma('foreign_key_check')).toEqual([]);
    const before = facts(own);
    rebuildDerived(own);
    expect(facts(own)).toEqual(before);
  });

  it('takes nothing that was said of either from it', async () => {
    const own = emptyLibrary();
    const said = (n: number): HubLibraryRecord[] => [
      work(n),
      { type: 'claim', work: arxiv(n), kind: 'axiom', text: 'Sheep can be counted.', source: 'pith' },
      { type: 'review', work: arxiv(n), source: 'pith', verdict: n === 1 ? 'accept' : 'reject' },
      { type: 'integrity', work: arxiv(n), source: 'pith', findings: [] },
      { type: 'hub', work: arxiv(n), source: 'pith', at: '2026-01-01', counts: [{ label: 'papers', count: n }] },
    ];
    await load(own, [...said(1), ...said(2)], 'pith');
    const shown = (n: number): unknown =>
      ['claims', 'reviews', 'integrity', 'hubs'].map((table) =>
        // Numbers of rows that the merge dropped may have been given again.
        own.db
          .prepare(`SELECT * FROM ${table} WHERE work = ?`)
          .all(id(own, arxiv(n)))
          .map((row) => ({ ...(row as object), id: 0 })),
      );
    const gone = claimLines(own, id(own, arxiv(2)))[0]!.claim;
    linkClaim(own, 'me', gone, id(own, arxiv(1)), 'supports');
    const [before, links] = [shown(2), linksOf(own, gone)];
    expect(links).toHaveLength(1);
    const kept = mergeWorks(own, id(own, arxiv(1)), id(own, arxiv(2)));
    await load(
      own,
      [
        { type: 'claim', work: arxiv(1), kind: 'axiom', text: 'Sheep sleep.', source: 'other' },
        { type: 'review', work: arxiv(1), source: 'other', verdict: 'accept' },
        { type: 'integrity', work: arxiv(1), source: 'other', findings: [] },
        { type: 'hub', work: arxiv(1), source: 'other', at: '2026-01-01' },
      ],
      'other',
    );
    splitWork(own, kept, [arxiv(2)]);
    expect(shown(2)).toEqual(before);
    expect(linksOf(own, claimLines(own, id(own, arxiv(2)))[0]!.claim)).toEqual(links);
    expect(claimLines(own, id(own, arxiv(1))).map(({ text }) => text)).toEqual([
      'Sheep can be counted.',
      'Sheep sleep.',
    ]);
    expect(own.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('goes by its sources where the note of the merge is damaged', async () => {
    const own = emptyLibrary();
    await load(own, [work(1), work(2), work(3), cites(3, 1), cites(3, 2)]);
    const kept = mergeWorks(own, id(own, arxiv(1)), id(own, arxiv(2)));
    own.db.prepare("UPDATE merges SET before = x'00'").run();
    splitWork(own, kept, [arxiv(2)]);
    expect(own.db.prepare('SELECT count(*) FROM citations').pluck().get()).toBe(2);
    expect(own.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('is a second merge, which is undone before the first', async () => {
    const own = emptyLibrary();
    await load(own, [work(1), work(2), work(3), work(4), cites(3, 1), cites(4, 2), cites(4, 3), cites(2, 1)]);
    const before = facts(own);
    mergeWorks(own, id(own, arxiv(1)), id(own, arxiv(2)));
    mergeWorks(own, id(own, arxiv(2)), id(own, arxiv(3)));
    splitWork(own, id(own, arxiv(1)), [arxiv(3)]);
    splitWork(own, id(own, arxiv(1)), [arxiv(2)]);
    expect(facts(own)).toEqual(before);
  });
});
