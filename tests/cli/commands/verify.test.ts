/** Receipts, and `pith-tui verify` of them. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Home, makeHomeWithHubs } from '../run-program.js';

const HUB = '2504.13837';
let home: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
});
afterAll(() => home.remove());

const file = (name: string): string => path.join(home.folder, name);
const text = (name: string): string => readFileSync(file(name), 'utf8');

/** Says of the hub what a new file from its source would say. */
async function learn(...records: object[]): Promise<void> {
  const head = { format: 'pith-tui-hub', version: 1 };
  writeFileSync(file('news.jsonl'), [head, ...records].map((record) => JSON.stringify(record)).join('\n'));
  expect((await home.run('import', 'news.jsonl')).code).toBe(0);
}

describe('a receipt', () => {
  it('says what was asked, of what library, from which sources, and how many papers that was', async () => {
    const end = await home.run('export', '1911.11134', 'role:method', '-o', 'a.bib', '--receipt');
    expect(end.code).toBe(0);
    expect(end.stderr).toMatch(/Wrote 165 papers to a\.bib, with a\.bib\.receipt\.json beside it\.\n$/);
    const receipt = JSON.parse(text('a.bib.receipt.json'));
    expect(receipt).toMatchObject({
      program: expect.stringMatching(/^pith-tui \d/),
      file: 'a.bib',
      sha256: createHash('sha256')
        .update(readFileSync(file('a.bib')))
        .digest('hex'),
      request: { paper: 'arxiv:1911.11134', query: 'role:method', settings: { format: 'bibtex' } },
      library: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      sources: expect.arrayContaining([
        { source: 'interchange', gave: 'citing papers', count: 370, at: expect.stringMatching(/^\d{4}-/) },
        {
          source: 'semantic-scholar',
          gave: 'judgements',
          count: expect.any(Number),
          at: expect.stringMatching(/^\d{4}-/),
        },
      ]),
      counts: {
        citing: 370,
        matching: 165,
        exported: 165,
        excluded: [{ why: 'does not match the query', papers: 205 }],
      },
    });
    expect(receipt.papers).toHaveLength(165);
    const same = await home.run('verify', 'a.bib');
    expect(same).toMatchObject({ code: 0, stderr: '' });
    expect(same.stdout).toBe('a.bib is exactly what its query gives today: 165 papers, the same bytes.\n');
  });
  it('is needed, and refused where it is none', async () => {
    await home.run('export', HUB, '-o', 'bare.bib');
    const none = await home.run('verify', 'bare.bib');
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toBe(
      'pith-tui: bare.bib has no receipt: there is no bare.bib.receipt.json; pith-tui export --receipt writes one.\n',
    );
    expect(await home.run('verify', 'nowhere.bib')).toMatchObject({
      code: 2,
      stderr: 'pith-tui: nowhere.bib cannot be read: no such file or directory.\n',
    });
    writeFileSync(file('bare.bib.receipt.json'), '{"papers": []}');
    expect((await home.run('verify', 'bare.bib')).stderr).toMatch(/is not a pith-tui receipt/);
    expect((await home.run('export', HUB, '-o', 'other.bib', '--receipt')).code).toBe(0);
    const stale = await home.run('export', HUB, '-o', 'bare.bib', '--receipt');
    expect(stale).toMatchObject({ code: 2, stdout: '' });
    expect((await home.run('export', HUB, '--receipt')).stderr).toMatch(/-o FILE/);
  });
  it('that cannot be written leaves the file as it was', async () => {
    const name = `${'n'.repeat(246)}.bib`;
    writeFileSync(file(name), 'mine');
    for (const target of [name, `m${name.slice(1)}`]) {
      const end = await home.run('export', HUB, '-o', target, '--receipt', '--force');
      expect(end).toMatchObject({ code: 2, stdout: '' });
      expect(end.stderr).toMatch(/\.bib\.receipt\.json cannot be written: name too long\.\n$/u);
    }
    expect(text(name)).toBe('mine');
    expect(readdirSync(home.folder).filter((found) => /nnn|part$/u.test(found))).toEqual([name]);
  });
  it('tells what --append added from what a person edited', async () => {
    expect((await home.run('export', '1911.11134', 'role:comparison', '-o', 'grown.bib', '--receipt')).code).toBe(0);
    for (const query of ['role:method influential:yes', 'influential:yes']) {
      expect((await home.run('export', '1911.11134', query, '-o', 'grown.bib', '--append')).code).toBe(0);
      const end = await home.run('verify', 'grown.bib');
      expect(end.code).toBe(1);
      expect(end.stdout).toMatch(
        /^grown\.bib was exported on [\d-]+, and papers were merged into it by pith-tui export on [\d-]+\.\nIts query gives today what was exported/u,
      );
    }
    writeFileSync(file('grown.bib'), `${text('grown.bib')}% by hand\n`);
    expect((await home.run('verify', 'grown.bib')).stdout).toMatch(/^grown\.bib was edited after/u);
    expect((await home.run('export', '1911.11134', 'role:method', '-o', 'grown.bib', '--append')).code).toBe(0);
    expect((await home.run('verify', 'grown.bib')).stdout).toMatch(/^grown\.bib was edited after/u);
  });
  it('is kept for every format', async () => {
    for (const name of ['f.csl.json', 'f.hub.jsonl', 'f.biblatex.bib']) {
      expect((await home.run('export', '1911.11134', '-o', name, '--receipt')).code).toBe(0);
      expect(await home.run('verify', name)).toMatchObject({ code: 0, stderr: '' });
    }
    expect(text('f.biblatex.bib')).toMatch(/^@online\{/mu);
  });
  it('remembers how the papers were written', async () => {
    const argv = ['--ascii', '--annotate', '--abbreviate-authors', '1', '--key-pattern', '[auth][shortyear]'];
    expect((await home.run('export', '1911.11134', 'role:comparison', '-o', 's.bib', ...argv, '--receipt')).code).toBe(
      0,
    );
    expect(text('s.bib')).toMatch(/ and others\}/);
    expect(text('s.bib')).toMatch(/^[\t\n\x20-\x7e]*$/);
    expect(await home.run('verify', 's.bib')).toMatchObject({ code: 0 });
  });
  it('names papers by themselves where they were named, and none that does not match', async () => {
    const rows = JSON.parse((await home.run('list', HUB, '--json')).stdout) as { id: string }[];
    const ids = [rows[3]!.id, rows[0]!.id];
    await home.run('export', HUB, '--ids', ids.join(), '-o', 'two.bib', '--receipt');
    const { counts, request } = JSON.parse(text('two.bib.receipt.json'));
    expect(request.ids).toEqual(ids);
    expect(counts).toMatchObject({
      matching: 7,
      exported: 2,
      excluded: [{ why: 'not among the papers named by --ids', papers: 5 }],
    });
    expect((await home.run('verify', 'two.bib')).code).toBe(0);
  });
  it('tells that a file was changed by hand', async () => {
    await home.run('export', HUB, '-o', 'hand.bib', '--receipt');
    writeFileSync(file('hand.bib'), `${text('hand.bib')}% mine\n`);
    const end = await home.run('verify', 'hand.bib');
    expect(end.code).toBe(1);
    expect(end.stdout).toMatch(
      /^hand\.bib was edited after it was exported on .*\nIts query gives today what was exported/,
    );
  });
  it('tells what came, went and changed, and does not give keys for it', async () => {
    const paper = {
      type: 'work',
      ids: ['arxiv:2601.99999'],
      title: 'A Quokka Paper',
      date: '2026-05',
      authors: [{ name: 'Lee Late' }],
    };
    const cited = { type: 'citation', citing: 'arxiv:2601.99999', cited: `arxiv:${HUB}` };
    await learn(
      { ...paper, ids: ['arxiv:2601.88888'], title: 'Undated Paper', date: undefined },
      {
        ...cited,
        citing: 'arxiv:2601.88888',
      },
    );
    const query = ['export', HUB, 'year:2025.. OR title:undated', '-o', 'late.bib', '--receipt'];
    expect((await home.run(...query)).code).toBe(0);
    // One paper comes, one is no longer of these years, one gets a venue.
    await learn(paper, cited, {
      type: 'work',
      ids: ['arxiv:2601.88888'],
      date: '2026',
      venue: 'Journal of Late Papers',
    });
    const came = await home.run('verify', 'late.bib');
    expect(came.code).toBe(1);
    expect(came.stdout).toMatch(
      /: 1 new, 0 gone, 1 changed\.\n {2}\+ \S+ {2}A Quokka Paper\n {2}~ \S+ {2}Undated Paper \(.*journal.*year.*\)\n/,
    );
    expect(came.stdout).toMatch(/What the library says about these papers has changed since then\.\n$/);
    const keys = await home.run(
      'export',
      HUB,
      'title:quokka',
      '--key-pattern',
      'auth.lower + year + veryshorttitle.lower',
    );
    expect(keys.stdout).toMatch(/^@misc\{late2026quokka,/);

    expect((await home.run('export', HUB, 'title:quokka', '-o', 'went.bib', '--receipt')).code).toBe(0);
    const receipt = text('went.bib.receipt.json').replace('"query": "title:quokka"', '"query": "title:wombat"');
    writeFileSync(file('went.bib.receipt.json'), receipt);
    const went = await home.run('verify', 'went.bib');
    expect(went.stdout).toMatch(/: 0 new, 1 gone, 0 changed\.\n {2}- late2026quokka {2}A Quokka Paper\n/);
    expect(existsSync(file('went.bib'))).toBe(true);
  });
});
