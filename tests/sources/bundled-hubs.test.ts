/** The bundled hubs are what data/README.md says. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { POLARITIES, ROLES, VERDICTS } from '../../src/hub/vocabulary.js';
import { encodeInterchange } from '../../src/sources/interchange/encode.js';
import { readSource } from '../../src/sources/read.js';
import { bundledHubs } from '../tools/bundled-hubs.js';
import { type Collected, collect } from './collect.js';
import { NO_REAL_DATA, REAL_DATA } from './real-data.js';

const folder = fileURLToPath(new URL('../../data/', import.meta.url));

async function load(name: string): Promise<Collected> {
  const { source, items } = await readSource(`${folder}${name}`, { at: '2026-01-02', strict: true });
  expect(source).toBe('interchange');
  return collect(items);
}

const FILES = ['1911.11134.jsonl', '2504.13837.jsonl', 'hep-th-9711200.jsonl.gz'];

describe('the bundled hubs', () => {
  it('are these files, small enough to review', () => {
    const files = readdirSync(folder).filter((name) => /\.jsonl(?:\.gz)?$/u.test(name));
    expect(files.sort()).toEqual(FILES);
    for (const name of files) expect(readFileSync(`${folder}${name}`).length).toBeLessThan(1_400_000);
  });

  it.each(FILES)('%s holds facts only: no abstract, sentence, claim or text of a review', async (name) => {
    const { records, of } = await load(name);
    const keys = new Set(records.flatMap((record) => Object.keys(record)));
    expect(['abstract', 'contexts', 'text', 'coreClaim', 'argument'].filter((key) => keys.has(key))).toEqual([]);
    expect(of('review').some((review) => review.summary !== undefined)).toBe(false);
    // Summaries are our own, and only where we wrote them.
    expect(of('work').filter((work) => work.summary !== undefined)).toHaveLength(name.startsWith('2504') ? 8 : 0);
  });

  it.each(FILES)('%s names every work it speaks of, once', async (name) => {
    const { of } = await load(name);
    const named = of('work').flatMap((work) => work.ids);
    expect(new Set(named).size).toBe(named.length);
    const known = new Set(named);
    for (const { citing, cited } of of('citation')) expect(known.has(citing) && known.has(cited)).toBe(true);
    for (const { work } of [...of('review'), ...of('hub')]) expect(known.has(work)).toBe(true);
    const pairs = of('citation').map(({ citing, cited }) => `${citing} ${cited}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('2504.13837 has seven of 117 citing papers, with what the page prints of them', async () => {
    const { of } = await load('2504.13837.jsonl');
    expect(of('work')).toHaveLength(8);
    expect(of('hub')[0]).toMatchObject({ work: 'arxiv:2504.13837', total: 117, tier: 'super hub' });
    expect(of('hub')[0]!.representative).toHaveLength(7);
    expect(of('citation').map((citation) => citation.places)).toEqual([1, 1, 1, 1, 1, 2, 1]);
    expect(of('review').map((review) => review.novelty)).toEqual([8, 8, 7, 7, 7, 7, 7]);
    // Each as arXiv has it, so that it exports as an entry of arXiv with its authors.
    for (const { ids, authors, category, kind, date } of of('work')) {
      expect(ids).toEqual([expect.stringMatching(/^arxiv:\d{4}\.\d{5}$/u)]);
      expect(`20${ids[0]!.slice(6, 8)}-${ids[0]!.slice(8, 10)}`).toBe(date!.slice(0, 7));
      expect([authors!.length >= 4, category!.startsWith('cs.'), kind]).toEqual([true, true, 'article']);
    }
    expect(
      of('work')[0]!
        .authors!.map(({ name }) => name)
        .join(', '),
    ).toBe('Yang Yue, Zhiqi Chen, Rui Lu, Andrew Zhao, Zhaokai Wang, Yang Yue, Shiji Song, Gao Huang');
  });

  it('1911.11134 has its 370 citing papers with their roles and flags', async () => {
    const { of } = await load('1911.11134.jsonl');
    expect(of('work')).toHaveLength(371);
    expect(of('work')[0]!.authors!.map((author) => author.name)).toEqual([
      'Utku Evci',
      'Trevor Gale',
      'Jacob Menick',
      'Pablo Samuel Castro',
      'Erich Elsen',
    ]);
    expect(of('hub')).toEqual([{ type: 'hub', work: 'arxiv:1911.11134', source: 'semantic-scholar', total: 370 }]);
    const withRole = (role: string) =>
      of('citation').filter(({ judgements }) => judgements?.some(({ labels }) => labels.includes(role))).length;
    expect(of('citation')).toHaveLength(370);
    expect([withRole('method'), withRole('background'), withRole('comparison')]).toEqual([165, 239, 15]);
    expect(of('citation').filter((citation) => citation.influential)).toHaveLength(110);
  });

  it('hep-th/9711200 has its 2,414 citing papers and the citations among them', async () => {
    const { of } = await load('hep-th-9711200.jsonl.gz');
    const hub = 'arxiv:hep-th/9711200';
    expect(of('work')).toHaveLength(2415);
    expect(of('work').every((work) => work.title && work.authors && work.date && work.category === 'hep-th')).toBe(
      true,
    );
    expect(of('citation').filter((citation) => citation.cited === hub)).toHaveLength(2414);
    // 30,371 in the edge list, nine of them papers citing themselves.
    expect(of('citation').filter((citation) => citation.cited !== hub)).toHaveLength(30_362);
  });
});

describe('the made-up hub to learn on', () => {
  it('has of everything that can be judged, and says in every record that it is made up', async () => {
    const { of, records } = await load('tutorial/counting-sheep.hub.jsonl');
    const judged = (axis: string): Set<string> =>
      new Set(
        of('citation').flatMap(({ judgements = [] }) =>
          judgements.flatMap((one) => (one.axis === axis ? one.labels : [])),
        ),
      );
    for (const { label } of ROLES) if (label !== 'none') expect(judged('role')).toContain(label);
    for (const { label } of POLARITIES) if (label !== 'none') expect(judged('polarity')).toContain(label);
    for (const { label } of VERDICTS)
      if (label !== 'none') expect(of('review').map(({ verdict }) => verdict)).toContain(label);
    expect(new Set(of('review').map(({ novelty }) => novelty)).size).toBeGreaterThan(10);
    expect(of('claim').length).toBeGreaterThan(2);
    expect(of('integrity').flatMap(({ findings }) => findings)).toHaveLength(1);
    expect(of('work').filter(({ retracted }) => retracted)).toHaveLength(1);
    // No work has an id under which somebody could look for it, and no service is said to have said anything.
    for (const { ids } of of('work')) expect(ids.every((id) => id.startsWith('synthetic:'))).toBe(true);
    expect(of('work')[0]!.title).toContain('made-up');
    for (const { source } of [...of('review'), ...of('claim'), ...of('integrity'), ...of('hub')])
      expect(source).toBe('made-up');
    expect(records.length).toBeLessThan(100);
  });
});

describe.skipIf(NO_REAL_DATA)('the bundled hubs and the data they come from (skipped without ../shared/data)', () => {
  it('are what the tool makes of it', () => {
    for (const [name, records] of Object.entries(bundledHubs(REAL_DATA))) {
      const bytes = readFileSync(`${folder}${name}`);
      const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
      expect(text === [...encodeInterchange(records)].join('')).toBe(true);
    }
  });
});
