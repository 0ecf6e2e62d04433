/** The made-up hubs of the benches are the same for the same seed, and as real ones are. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { mendRecord } from '../../../src/hub/record-fields.js';
import { hubHead } from '../../../src/library/read/hubs.js';
import { findWorks } from '../../../src/library/search/find.js';
import { emptyLibrary, id, load } from '../../library/support.js';
import { syntheticHub } from './generate.js';
import { piecesOf } from './recombine.js';

const PIECES = piecesOf(fileURLToPath(new URL('../../../data/hep-th-9711200.jsonl.gz', import.meta.url)));

function made(seed: number, abstracts = true, citers = 300): HubLibraryRecord[] {
  return [...syntheticHub({ citers, seed, abstracts }, PIECES)];
}

const of = <T extends HubLibraryRecord['type']>(records: HubLibraryRecord[], type: T) =>
  records.filter((record): record is Extract<HubLibraryRecord, { type: T }> => record.type === type);

describe('a made-up hub', () => {
  it('is the same, byte for byte, for the same seed, and another for another', () => {
    const text = (seed: number): string =>
      made(seed)
        .map((record) => JSON.stringify(record))
        .join('\n');
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  it('has as many citing papers as wanted, each with a title, authors and an abstract of about 1,200 characters', () => {
    const records = made(1);
    const [hub, ...works] = of(records, 'work');
    expect(hub!.ids).toEqual(['synthetic:300']);
    expect(works).toHaveLength(300);
    expect(new Set(works.map((work) => work.ids[0])).size).toBe(300);
    expect(of(records, 'citation').filter(({ cited }) => cited === 'synthetic:300')).toHaveLength(300);
    const lengths = works.map((work) => work.abstract?.length ?? 0);
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    expect(mean).toBeGreaterThan(1100);
    expect(mean).toBeLessThan(1350);
    for (const work of works) {
      expect(work.title!.length).toBeGreaterThan(15);
      expect(work.authors!.length).toBeGreaterThan(0);
    }
  });

  it('leaves abstracts out where they are not wanted', () => {
    expect(of(made(1, false), 'work').some((work) => work.abstract !== undefined)).toBe(false);
  });

  it('says of every judgement and review that it is synthetic', () => {
    const records = made(1);
    const judges = of(records, 'citation').flatMap(({ judgements = [] }) => judgements.map(({ judge }) => judge));
    expect(judges.length).toBeGreaterThan(300);
    expect(new Set(judges)).toEqual(new Set(['synthetic']));
    expect(new Set(of(records, 'review').map(({ source }) => source))).toEqual(new Set(['synthetic']));
    expect(of(records, 'hub').map(({ source }) => source)).toEqual(['synthetic']);
    const names = of(records, 'work').flatMap(({ ids }) => ids);
    expect(names.every((name) => name.startsWith('synthetic:'))).toBe(true);
  });

  it('has skewed roles, some papers with several and some with none', () => {
    const roles = of(made(1, false, 2000), 'citation')
      .filter(({ cited }) => cited === 'synthetic:2000')
      .map(({ judgements = [] }) => judgements.find(({ axis }) => axis === 'role')?.labels ?? []);
    const share = (test: (labels: string[]) => boolean): number => roles.filter(test).length / roles.length;
    expect(share((labels) => labels.includes('background'))).toBeGreaterThan(0.4);
    expect(share((labels) => labels.includes('dataset'))).toBeLessThan(0.05);
    expect(share((labels) => labels.length > 1)).toBeGreaterThan(0.05);
    expect(share((labels) => labels.length === 0)).toBeGreaterThan(0.05);
  });

  it('is imported without a word, and opens by its name', async () => {
    const records = made(1);
    for (const record of records)
      mendRecord(record, (message) => expect.fail(`${JSON.stringify(record).slice(0, 200)}: ${message}`));
    const library = emptyLibrary();
    const report = await load(library, records, 'synthetic');
    expect(report.problems).toEqual([]);
    expect(report.works.added).toBe(301);
    const hub = id(library, 'synthetic:300');
    expect(findWorks(library, 'synthetic:300')).toEqual({ kind: 'one', work: hub });
    expect(hubHead(library, hub).citing).toBe(300);
  });
});
