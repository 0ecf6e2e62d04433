/** `pith-tui export`: formats, keys, files, receipts and what goes wrong. */
import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, ended, type Home, makeHomeWithHubs, PROGRAM } from '../run-program.js';

let home: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
});
afterAll(() => home.remove());

const json = (end: Ended): unknown => JSON.parse(end.stdout);

describe('export', () => {
  const bib = (name: string): string => path.join(home.folder, name);
  const entries = (text: string): number => text.match(/^@\w+\{/gmu)?.length ?? 0;

  it('writes one BibTeX entry a matching paper, to standard output or a file alike', async () => {
    const out = await home.run('export', '1911.11134', 'role:method');
    expect(out.code).toBe(0);
    expect(entries(out.stdout)).toBe(165);
    const toFile = await home.run('export', '1911.11134', 'role:method', '-o', 'method.bib');
    expect(toFile).toMatchObject({ code: 0, stdout: '' });
    // What could not be written as it was is told, by key and field.
    expect(toFile.stderr.split('\n').slice(0, -2)).toEqual(out.stderr.split('\n').slice(0, -1));
    for (const line of out.stderr.split('\n').slice(0, -1)) expect(line).toMatch(/^ {2}\S+, \w+: \S/);
    expect(toFile.stderr).toMatch(/(?:^|\n)Wrote 165 papers to method\.bib\.\n$/);
    expect(readFileSync(bib('method.bib'), 'utf8')).toBe(out.stdout);
    expect((await home.run('export', '1911.11134', 'role:method', '-o', '-')).stdout).toBe(out.stdout);
  });
  it('leaves an existing file as it was unless told to replace it', async () => {
    writeFileSync(bib('mine.bib'), 'mine');
    const refused = await home.run('export', '2504.13837', '-o', 'mine.bib');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^pith-tui: mine\.bib exists already.*--force.*\n$/);
    expect(readFileSync(bib('mine.bib'), 'utf8')).toBe('mine');
    expect((await home.run('export', '2504.13837', '-o', 'mine.bib', '--force')).code).toBe(0);
    expect(entries(readFileSync(bib('mine.bib'), 'utf8'))).toBe(7);
    expect(readdirSync(home.folder).filter((name) => name.includes('mine.bib'))).toEqual(['mine.bib']);
  });
  it('says where it cannot write', async () => {
    const end = await home.run('export', '2504.13837', '-o', 'no/such/folder/out.bib');
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toBe('pith-tui: no/such/folder/out.bib cannot be written: no such file or directory.\n');
  });
  it('takes the papers named by --ids in their order, and names one that is not there', async () => {
    const rows = json(await home.run('list', '1911.11134', 'has:arxiv', '--json')) as { id: string }[];
    const [a, b] = [rows[4]!.id, rows[1]!.id];
    const two = await home.run('export', '1911.11134', '--ids', `${a},https://arxiv.org/abs/${b.slice(6)}`);
    expect(entries(two.stdout)).toBe(2);
    const eprints = [...two.stdout.matchAll(/eprint\s*=\s*\{([^}]*)\}/gu)].map((match) => `arxiv:${match[1]}`);
    expect(eprints).toEqual([a, b]);
    const wrong = await home.run('export', '1911.11134', '--ids', `${a},hep-th/9711200`);
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toMatch('hep-th/9711200 is not among');
  });
  it('tells the format by flag, else by the ending of the file', async () => {
    const csl = json(await home.run('export', '2504.13837', '--format', 'csl')) as unknown[];
    expect(csl).toHaveLength(7);
    expect((await home.run('export', '2504.13837', '-o', 'a.csl.json')).code).toBe(0);
    expect(JSON.parse(readFileSync(bib('a.csl.json'), 'utf8'))).toEqual(csl);
    const wrong = await home.run('export', '2504.13837', '-o', 'a.docx');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch('--format');
  });
  it('adds role, verdict and novelty only when asked', async () => {
    expect((await home.run('export', '2504.13837')).stdout).not.toMatch(/novelty/);
    expect((await home.run('export', '2504.13837', '--annotate')).stdout).toMatch(/novelty/);
  });
  it('names the nearest format', async () => {
    expect((await home.run('export', '1911.11134', '--format', 'bibtx')).stderr).toBe(
      'pith-tui: --format can be bibtex, biblatex, csl, csl-lines, ris, csv, markdown, graphml, gexf, pajek, csv-edges, hub or notes, not bibtx; did you mean bibtex?\n',
    );
  });
  it('gives the same bytes each time', async () => {
    const query = ['export', 'hep-th/9711200', 'year:1998'];
    const [one, two] = await Promise.all([home.run(...query), home.run(...query)]);
    expect(entries(one.stdout)).toBeGreaterThan(400);
    expect(two.stdout).toBe(one.stdout);
  });
  it('says when nothing matches and writes no file', async () => {
    const end = await home.run('export', '1911.11134', 'year:1950', '-o', 'none.bib');
    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(existsSync(bib('none.bib'))).toBe(false);
  });
  it('keeps a key for ever, and makes new ones by the pattern', async () => {
    const keys = (end: Ended): string[] => [...end.stdout.matchAll(/^@\w+\{([^,]*),/gmu)].map((match) => match[1]!);
    const [first] = (
      json(await home.run('list', '1911.11134', 'has:arxiv', '--limit', '1', '--json')) as { id: string }[]
    ).map((row) => row.id);
    const one = await home.run('export', '1911.11134', '--ids', first!, '--key-pattern', '[auth]:[shortyear]');
    expect(keys(one)).toEqual([expect.stringMatching(/^[A-Z][A-Za-z]+:\d\d$/)]);
    const again = await home.run('export', '1911.11134', '--key-pattern', "auth + ':' + shortyear");
    expect(keys(again)).toContain(keys(one)[0]);
    const wrong = await home.run('export', '1911.11134', '--key-pattern', 'auth + yaer', '-o', 'wrong.bib');
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch(
      /^pith-tui: There is no yaer in a key pattern; there are auth, .* \(column 8\)\n {2}auth \+ yaer\n {9}\^\n$/,
    );
    expect(existsSync(bib('wrong.bib'))).toBe(false);
  });
  it('names a paper given twice once', async () => {
    const [first] = (json(await home.run('list', '2504.13837', '--json')) as { id: string }[]).map((row) => row.id);
    expect(entries((await home.run('export', '2504.13837', '--ids', `${first},${first}`)).stdout)).toBe(1);
  });
  it('reads a library that nobody may write to, and says once that keys are not kept', async () => {
    const folder = path.join(home.folder, 'closed');
    mkdirSync(folder);
    copyFileSync(home.library, path.join(folder, 'library.sqlite'));
    chmodSync(path.join(folder, 'library.sqlite'), 0o444);
    chmodSync(folder, 0o555);
    chmodSync(home.folder, 0o755);
    // Permissions do not hold for root.
    const as = process.getuid?.() === 0 ? { uid: 65534 } : {};
    const env = { PITH_TUI_LIBRARY: path.join(folder, 'library.sqlite'), HOME: '/nowhere' };
    const argv = ['export', 'hep-th/9711200', 'year:1999'];
    const end = await ended(
      spawn(process.execPath, [PROGRAM, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'], ...as }),
    );
    chmodSync(folder, 0o755);
    const open = await home.run(...argv);
    expect(end).toMatchObject({ code: 0, stdout: open.stdout });
    expect(end.stderr.match(/cannot be written to/gu)).toHaveLength(1);
    expect(open.stderr).not.toMatch(/cannot be written to/);
  });
});
