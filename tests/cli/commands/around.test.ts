/** What is counted around a hub, printed: `show --section`, `cites`, `cited-by`, `path` and `compare`, on the bundled hubs. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { type Home, makeHome, ROOT } from '../run-program.js';

const HUB = 'arxiv:hep-th/9711200';

describe('around the bundled hub hep-th/9711200', () => {
  let home: Home;
  /** By the file: who cites whom. */
  const cites = new Map<string, Set<string>>();
  const json = async (...argv: string[]): Promise<Record<string, unknown>> => {
    const { code, stdout, stderr } = await home.run(...argv, '--json');
    expect([code, stderr.replace(/^Loaded.*\n/u, '')]).toEqual([0, '']);
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const section = (name: string, ...more: string[]): Promise<Record<string, unknown>> =>
    json('show', 'hep-th/9711200', '--section', name, ...more);
  const citers = (paper: string): string[] => [...cites].filter(([, cited]) => cited.has(paper)).map(([from]) => from);

  beforeAll(() => {
    home = makeHome();
    const text = gunzipSync(readFileSync(`${ROOT}/data/hep-th-9711200.jsonl.gz`)).toString('utf8');
    for (const line of text.trim().split('\n').slice(1)) {
      const record = JSON.parse(line) as HubLibraryRecord;
      if (record.type === 'citation')
        cites.set(record.citing, (cites.get(record.citing) ?? new Set()).add(record.cited));
    }
  });
  afterAll(() => home.remove());

  it('co-cited works, with their base, rule and order', async () => {
    const found = await section('cocited', '--min', '200');
    const counts = new Map<string, number>();
    for (const paper of citers(HUB))
      for (const cited of cites.get(paper)!) if (cited !== HUB) counts.set(cited, (counts.get(cited) ?? 0) + 1);
    const expected = [...counts].filter(([, count]) => count >= 200).sort((a, b) => b[1] - a[1]);
    const works = found['works'] as { id: string; shared: number; onlyId: boolean }[];
    expect(works.map(({ id, shared }) => [id, shared])).toEqual(expected);
    expect(works.every(({ onlyId }) => !onlyId)).toBe(true);
    expect(found).toMatchObject({ section: 'cocited', min: 200, total: expected.length, base: { of: 2414 } });
    expect(found['rule']).toMatch(/association strength \(van Eck & Waltman 2009\)/u);
    // Nobody but its citing papers is known to cite what they cite.
    expect((found['works'] as { strength: unknown }[]).every(({ strength }) => strength === null)).toBe(true);
    const { code, stdout } = await home.run('show', 'hep-th/9711200', '--section', 'cocited', '--by', 'strength');
    expect([code, stdout]).toEqual([1, expect.stringContaining('Association strength: withheld; 0 of ')]);
  });

  it.each(['cocited', 'suggested', 'schools', 'local', 'authors'])(
    '%s says where a list ends before its end',
    async (name) => {
      const { stdout } = await home.run('show', 'hep-th/9711200', '--section', name, '--limit', '2');
      const total = Number(/: ([\d,]+)[;,.]/u.exec(stdout.replace(/\s+/gu, ' '))![1]!.replaceAll(',', ''));
      const ends = `The first 2 of ${total.toLocaleString('en')}; --limit N prints more.\n`;
      expect(total > 2 ? stdout.includes(ends) : !stdout.includes('The first ')).toBe(true);
      const { stdout: all } = await home.run('show', 'hep-th/9711200', '--section', name, '--limit', '100000');
      expect(all).not.toContain('The first ');
    },
  );

  it('with each number the query that lists its papers', async () => {
    const [works, schools, periods] = await Promise.all([
      section('cocited', '--limit', '1'),
      section('schools', '--limit', '1'),
      section('timeline'),
    ]);
    const said = [
      ...(works['works'] as { shared: number; query: string }[]).map(({ shared, query }) => [query, shared] as const),
      ...(schools['schools'] as { size: number; query: string }[]).map(({ size, query }) => [query, size] as const),
      ...(periods['periods'] as { papers: number; query: string }[]).map(
        ({ papers, query }) => [query, papers] as const,
      ),
    ];
    for (const [query, count] of said) {
      const { stdout } = await home.run('list', 'hep-th/9711200', query, '--json');
      expect([query, (JSON.parse(stdout) as unknown[]).length]).toEqual([query, count]);
    }
  });

  it('local citations', async () => {
    const { papers } = (await section('local')) as { papers: { id: string; local: number }[] };
    const isCiter = new Set(citers(HUB));
    for (const { id, local } of papers.slice(0, 20))
      expect([id, local]).toEqual([id, citers(id).filter((paper) => isCiter.has(paper)).length]);
    expect(papers.map(({ local }) => local)).toEqual(papers.map(({ local }) => local).sort((a, b) => b - a));
  });

  it('schools, the timeline, authors and coupling, as JSON and for people', async () => {
    const { schools, inNone } = (await section('schools')) as { schools: { size: number }[]; inNone: number };
    expect(schools.reduce((all, { size }) => all + size, inNone)).toBe(2414);
    const { periods } = (await section('timeline')) as { periods: { papers: number }[] };
    expect(periods.reduce((all, { papers }) => all + papers, 0)).toBe(2414);
    expect(await section('authors', '--limit', '3')).toMatchObject({ selfCitations: { of: 2414 } });
    const { stdout: wrote } = await home.run('show', 'hep-th/9711200', '--section', 'authors', '--limit', '1');
    expect(wrote.replace(/\s+/gu, ' ')).toContain('self-citations by names as printed (others may be too): any 5,');
    const unlabelled = (await home.run('show', 'hep-th/9802109', '--section', 'timeline')).stdout;
    expect(unlabelled).toContain('Half-life of interest: years');
    expect(unlabelled).not.toContain('several labels');
    expect((await json('show', 'hep-th/9802109', '--section', 'coupled')).references).toBe(
      cites.get('arxiv:hep-th/9802109')!.size,
    );
    const { stdout } = await home.run('show', 'hep-th/9711200', '--section', 'cocited', '--limit', '2');
    expect(stdout).toMatch(
      /^Works cited together with it .* references known of [\d,]+ of 2,414 citing papers\.\sAssociation\sstrength:\swithheld;[\s\S]*\n\nshared {2}share/u,
    );
    expect(stdout).toMatch(/^ 1,561 .*Gubser et al\., 1998 \(arXiv:hep-th\/9802109\)$/mu);
  });

  it('when it was cited, in sentences above the table', async () => {
    const { stdout } = await home.run('show', '1911.11134', '--section', 'timeline');
    expect(stdout.replace(/\s+/gu, ' ')).toContain(
      'date known of 368 of 370 citing papers. First: 2019, last: 2023; half of all by 2022; most in 2022 (116). Half-life of interest: not reached yet.',
    );
    // A burst of one month is named by that month.
    const bursts = (await home.run('show', 'hep-th/9711200', '--section', 'timeline')).stdout.replace(/\s+/gu, ' ');
    expect(bursts).toContain('Burst: 1999-02 to 1999-03 (128 papers). Burst: 1999-06 (60 papers).');
  });

  it('withholds what too little is known of', async () => {
    const { code, stdout } = await home.run('show', '1911.11134', '--section', 'local');
    expect([code, stdout]).toEqual([
      1,
      'Local citations: not known here; references known of 0 of 370 citing papers.\n',
    ]);
    const { stdout: cocited } = await home.run('show', '1911.11134', '--section', 'cocited');
    expect(cocited).toBe('Works cited together with it: not known here; references known of 0 of 370 citing papers.\n');
  });

  it('lists all papers of the library that match, where a colon stands for the hub', async () => {
    const list = await home.run('list', ':', 'cites:hep-th/9802109 -cites:hep-th/9905111', '--json');
    expect(list.stderr).toMatch(/References known of [\d,]+ of [\d,]+ papers\.\n$/u);
    const found = JSON.parse(list.stdout) as { id: string }[];
    const expected = [...cites].filter(
      ([, cited]) => cited.has('arxiv:hep-th/9802109') && !cited.has('arxiv:hep-th/9905111'),
    );
    expect(found.map(({ id }) => id).sort()).toEqual(expected.map(([id]) => id).sort());
    const { code, stderr } = await home.run('list', ':', 'role:method');
    expect([code, stderr]).toEqual([
      2,
      'pith-tui: role: asks how papers cite a hub; name one instead of :, or leave it out. (column 6)\n  role:method\n       ^\n',
    ]);
    const none = await home.run('list', ':', 'author:nobody-of-this-name');
    expect([none.code, none.stdout]).toEqual([1, '']);
    expect(none.stderr).toBe('pith-tui: None of the papers in the library matches author:nobody-of-this-name.\n');
  });

  it('lists in the order of local citations and PageRank, with the numbers', async () => {
    const isCiter = new Set(citers(HUB));
    const local = await home.run('list', 'hep-th/9711200', 'sort:-local', '--limit', '30', '--jsonl');
    const rows = local.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; local: number });
    for (const { id, local: count } of rows)
      expect([id, count]).toEqual([id, citers(id).filter((paper) => isCiter.has(paper)).length]);
    expect(rows.map((row) => row.local)).toEqual(rows.map((row) => row.local).sort((a, b) => b - a));
    const ranked = await home.run('list', 'hep-th/9711200', 'sort:-pagerank', '--jsonl');
    const ranks = ranked.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { pageRank: number }).pageRank);
    expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 6);
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
  });

  it('says that an order is withheld', async () => {
    const { code, stdout, stderr } = await home.run('list', '1911.11134', 'sort:-local', '--limit', '2', '--jsonl');
    expect([code, stdout.trim().split('\n').length]).toEqual([0, 2]);
    expect(stderr).toMatch(
      /sort:local is withheld, and the newest come first: references known of 0 of 370 citing papers/u,
    );
    const { stdout: ranked } = await home.run('list', 'hep-th/9711200', 'sort:-local', '--limit', '1', '--json');
    expect(JSON.parse(ranked)).toMatchObject([{ id: 'arxiv:hep-th/9802109' }]);
  });

  it('says of an order that no paper has a number for that it is withheld, and of an empty answer how much is known', async () => {
    const sorted = await home.run('list', '1911.11134', 'sort:citations', '--limit', '2', '--jsonl');
    expect([sorted.code, sorted.stderr]).toEqual([
      0,
      'pith-tui: sort:citations is withheld, and the newest come first: citations known of 0 of 370 citing papers.\n',
    ]);
    const empty = await home.run('list', '1911.11134', 'has:context');
    expect([empty.code, empty.stdout]).toEqual([1, '']);
    expect(empty.stderr).toMatch(
      /^pith-tui: Citing sentences known of 0 of 370 citing papers\.\npith-tui: None of the /u,
    );
  });

  it('roles are told with their base', async () => {
    const { stdout } = await home.run('show', '1911.11134', '--section', 'roles');
    expect(stdout).toMatch(
      /^Roles: 291 of 370 classified; polarities: not indexed\.\n\naxis {2}papers {2}share {2}label\nrole {5}239 /u,
    );
  });

  it('cites and cited-by list both ends', async () => {
    const citing = (await json('cites', 'hep-th/9802109')) as unknown as { id: string; date: string }[];
    expect(citing.map(({ id }) => id).sort()).toEqual(citers('arxiv:hep-th/9802109').sort());
    expect(citing.map(({ date }) => date)).toEqual(
      citing
        .map(({ date }) => date)
        .sort()
        .reverse(),
    );
    const cited = (await json('cited-by', 'hep-th/9905111')) as unknown as { id: string }[];
    expect(cited.map(({ id }) => id).sort()).toEqual([...cites.get('arxiv:hep-th/9905111')!].sort());
    expect(cited[0]!.id).toBe(HUB);
    const none = await home.run('cited-by', '1911.11134');
    expect([none.code, none.stdout]).toEqual([1, '']);
    expect(none.stderr).toMatch(/^pith-tui: Nothing that "Rigging the Lottery.*" cites is in the library/u);
  });

  it('path prints chains in which each paper cites the next, from either end', async () => {
    const found = await json('path', 'hep-th/0304250', 'hep-th/9802109');
    expect(found).toMatchObject({ citing: { id: 'arxiv:hep-th/0304250' }, cited: { id: 'arxiv:hep-th/9802109' } });
    const { chains, total } = found as { chains: { works: { id: string }[] }[]; total: number };
    expect(chains.length).toBe(Math.min(10, total));
    for (const { works } of chains)
      for (const [i, { id }] of works.slice(1).entries()) expect(cites.get(works[i]!.id)).toContain(id);
    expect(await json('path', 'hep-th/9802109', 'hep-th/0304250')).toEqual(found);
    const { stdout } = await home.run('path', 'hep-th/9802109', 'hep-th/9711200');
    expect(stdout).toMatch(
      /^1 shortest chain of 1 citation\. Each paper cites the one below it\.\n\n.*9802109\)\n {2}↓ role not known\n.*9711200\)\n$/u,
    );
    const turned = await home.run('path', 'hep-th/9711200', 'hep-th/9802109');
    expect(turned.stdout).toBe(
      `No chain of citations leads from arXiv:hep-th/9711200 to arXiv:hep-th/9802109; from arXiv:hep-th/9802109 to arXiv:hep-th/9711200:\n\n${stdout}`,
    );
    const none = await home.run('path', '1911.11134', 'hep-th/9711200');
    expect(none.code).toBe(1);
    expect(none.stderr).toMatch(/No chain of citations leads from arXiv:1911\.11134 to arXiv:hep-th\/9711200 or back/u);
  });

  it('compare counts who cites one, the other and both', async () => {
    const parts = (await json('compare', 'hep-th/9711200', 'hep-th/9802109')) as unknown as {
      count: number | null;
      cites: { id: string }[];
      papers: { id: string }[];
    }[];
    const [a, b] = [citers(HUB), citers('arxiv:hep-th/9802109')];
    const both = a.filter((paper) => b.includes(paper));
    // Nobody listed who cites the other: those known cite this hub too, which is not to say that no others do.
    expect(b.length - both.length).toBe(0);
    expect(parts.map(({ count }) => count)).toEqual([a.length - both.length, null, both.length]);
    expect((await home.run('compare', 'hep-th/9711200', 'hep-th/9802109')).stdout).toContain(
      '\nonly B: not known; nobody listed who cites B: pith-tui fetch arXiv:hep-th/9802109 asks the services\n',
    );
    expect((parts as unknown as { bound: string }[]).map(({ bound }) => bound)).toEqual([
      'at most',
      'not known',
      'at least',
    ]);
    const neither = (await home.run('compare', 'hep-th/0002160', 'hep-th/0109127')).stdout;
    expect(neither).toMatch(
      /only A: not known; here 59 papers\n\nonly B: not known; here 2 papers\n\nA and B: at least 1 paper\n/u,
    );
    expect(neither).toContain('\nNobody listed who cites A: pith-tui fetch arXiv:hep-th/0002160 asks the services.\n');
    expect((await home.run('compare', '1911.11134', '2308.06767')).stdout).toContain('\nonly A: at most 370 papers\n');
    expect(parts[2]!.papers.map(({ id }) => id).sort()).toEqual(both.sort());
    const { stdout } = await home.run('compare', '1911.11134', 'hep-th/9711200');
    expect(stdout).toMatch(
      /only A: 370 papers\n {2}of A: background 239, method 165, comparison 15 \(291 of 370 classified\)/u,
    );
    expect(stdout).toMatch(/A and B: 0 papers\n$/u);
  });

  it.each([
    [['show', '1911.11134', '--section', 'cocitd'], /--section can be overview, .*; did you mean cocited\?/u],
    [['show', '1911.11134', '--min', '3'], /--min belongs with --section; add one, or leave it out\./u],
    [
      ['show', '1911.11134', '--section', 'overview', '--limit', '3'],
      /--limit does not belong with --section overview; leave it out\./u,
    ],
    [
      ['show', '1911.11134', '--section', 'cocited', '--by', 'role'],
      /--by can be shared or strength with --section cocited, not role\./u,
    ],
    [
      ['show', '1911.11134', '--section', 'timeline', '--by', 'foo'],
      /--by can be role, polarity or verdict with --section timeline, not foo\./u,
    ],
    [
      ['show', '1911.11134', '--section', 'schools', '--by', 'role'],
      /--by belongs with --section cocited or timeline, not with schools; leave it out\./u,
    ],
    [
      ['show', '1911.11134', '--section', 'timeline', '--min', '3'],
      /--min belongs with .*, not with timeline; leave it out\./u,
    ],
    [['path', '1911.11134'], /Say between which two papers: pith-tui path PAPER OTHER/u],
    [['compare', '1911.11134'], /Say which two or three papers/u],
    [['path', '1911.11134', 'arXiv:1911.11134'], /These are one paper in the library/u],
    [['compare', '1911.11134', 'hep-th/9711200', '1911.11134'], /Some of these are one paper in the library/u],
    [['cites', '1911.11134', 'role:method'], /pith-tui cites takes no query; .*pith-tui list PAPER role:method/u],
  ])('%s is refused in a sentence', async (argv, sentence) => {
    const { code, stdout, stderr } = await home.run(...argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
  });

  it('lists those that cite one work and not another, and says over how many papers', async () => {
    const asked = ['list', 'hep-th/9711200', 'cites:hep-th/9802109 -cites:hep-th/9905111'];
    const { code, stdout, stderr } = await home.run(...asked, '--json');
    const expected = citers(HUB).filter(
      (paper) => cites.get(paper)!.has('arxiv:hep-th/9802109') && !cites.get(paper)!.has('arxiv:hep-th/9905111'),
    );
    expect(expected.length).toBeGreaterThan(1000);
    expect((JSON.parse(stdout) as { id: string }[]).map(({ id }) => id).sort()).toEqual(expected.sort());
    expect([code, stderr]).toEqual([0, 'pith-tui: References known of 2,372 of 2,414 citing papers.\n']);
    const self = await home.run('list', 'hep-th/9711200', 'self:first', '--tsv');
    expect(self.stderr).toBe('pith-tui: Authors known of all 2,414 citing papers.\n');
  });

  it('says that nothing is known of a paper the library does not have, instead of that nobody cites it', async () => {
    const { code, stdout, stderr } = await home.run('list', 'hep-th/9711200', '-cites:2402.03300');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^pith-tui: arXiv:2402\.03300 is not in the library, .*pith-tui fetch 2402\.03300/u);
    const exported = await home.run('export', 'hep-th/9711200', 'cites:2402.03300');
    expect([exported.code, exported.stderr.split(' (column')[0]]).toEqual([1, stderr.split(' (column')[0]]);
    const number = await home.run('list', 'hep-th/9711200', 'cites:>=100');
    expect([number.code, number.stderr]).toEqual([2, expect.stringContaining('did you mean citations:>=100?')]);
  });

  it('exports of all papers of the library, where a colon stands for the hub', async () => {
    const cited = await home.run('export', ':', 'cited-by:hep-th/9905111', '--format', 'csl');
    expect((JSON.parse(cited.stdout) as unknown[]).length).toBe(cites.get('arxiv:hep-th/9905111')!.size);
    const network = await home.run('export', ':', 'cites:hep-th/9802109', '--format', 'csv-edges');
    const within = new Set(citers('arxiv:hep-th/9802109'));
    const edges = [...within].flatMap((paper) => [...cites.get(paper)!].filter((other) => within.has(other)));
    expect(network.stdout.trim().split('\n').length).toBe(edges.length + 1);
    const refused = await home.run('export', ':', 'self:any');
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect((await home.run('export', ':', '--format', 'hub')).stderr).toMatch(/is of one hub/u);
  });
});

describe('the claims of a hub', () => {
  it('are printed with the papers that bear on them, or else with sentences that may, also where columns have no names', async () => {
    const home = makeHome();
    const works = [1, 2].map((n) => ({ type: 'work', ids: [`arxiv:2001.0000${n}`], title: `Title ${n}` }));
    const citation = { type: 'citation', citing: 'arxiv:2001.00002', cited: 'arxiv:2001.00001' };
    const contexts = [{ text: 'In contrast to it, goats are counted.' }];
    const judgements = [{ axis: 'polarity', labels: ['refute'], judge: 'pith', at: '2026-01-01' }];
    const print = async (said: object): Promise<string> => {
      const records = [{ format: 'pith-tui-hub', version: 1 }, ...works, { ...citation, ...said }];
      writeFileSync(path.join(home.folder, 'own.jsonl'), records.map((record) => JSON.stringify(record)).join('\n'));
      expect((await home.run('import', 'own.jsonl')).code).toBe(0);
      const { code, stdout, stderr } = await home.run('show', '2001.00001', '--section', 'claims');
      expect([code, stderr]).toEqual([0, '']);
      return stdout;
    };
    try {
      expect(await print({ contexts })).toMatch(
        /\n\nmay contrast +Title 2 \(arXiv:2001\.00002\)\nIn contrast to +In contrast to it, goats are counted\.\n/u,
      );
      expect(await print({ judgements })).toMatch(/\n\nrefutes?, by pith +Title 2 \(arXiv:2001\.00002\)\n/u);
    } finally {
      home.remove();
    }
  });

  it('count what a reader linked to them among what bears on them', async () => {
    const home = makeHome();
    const [hub, citing] = ['arxiv:2001.00001', 'arxiv:2001.00002'];
    const text = 'Goats can be counted.';
    const records = [
      { format: 'pith-tui-hub', version: 1 },
      ...[hub, citing].map((id, at) => ({ type: 'work', ids: [id], title: `Title ${at + 1}` })),
      { type: 'citation', citing, cited: hub },
      { type: 'claim', work: hub, kind: 'strongest_claim', text },
    ];
    const link = {
      ...{ id: 'linked.1', step: 'linked', at: '2026-11-29T00:00:00.000Z', who: 'ada', kind: 'claim' },
      ...{ screening: `hub:${hub}`, work: citing, item: text, from: null, to: { stance: 'supports' } },
    };
    const told = async (): Promise<string> =>
      (await home.run('show', hub, '--section', 'claims')).stdout.split('\n')[0]!;
    try {
      writeFileSync(path.join(home.folder, 'own.jsonl'), records.map((record) => JSON.stringify(record)).join('\n'));
      writeFileSync(path.join(home.folder, 'journal.jsonl'), `${JSON.stringify(link)}\n`);
      await home.run('import', 'own.jsonl');
      expect(await told()).toContain('Papers by what they do to them: not known here;');
      expect(await home.run('replay', 'journal.jsonl')).toMatchObject({ code: 0, stderr: '' });
      expect(await told()).toContain(
        'Papers by what they do to them: supports 1, extends 0, contrasts 0, refutes 0 (1 linked by hand);',
      );
    } finally {
      home.remove();
    }
  });
});
