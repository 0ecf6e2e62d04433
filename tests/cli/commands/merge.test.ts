/** `pith-tui export --append` and `--update`: papers put into a .bib of the reader's own. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeds } from '../../seeds.js';
import { seeded } from '../../sources/replay/clock.js';
import { type Home, makeHomeWithHubs } from '../run-program.js';

const HUB = '1911.11134';
let home: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
});
afterAll(() => home.remove());

const file = (name: string): string => path.join(home.folder, name);
const text = (name: string): string => readFileSync(file(name), 'utf8');
const entries = (bib: string): number => bib.match(/^@\w+\{/gmu)?.length ?? 0;
const MINE = `% my papers\r\n@string{neurips = {NeurIPS}}\r\n\r\n@Article{evci-rigl,\r\n  Title = "Something of Mine",\r\n  year = 2019\r\n}\r\n`;

describe('export --append and --update', () => {
  it('adds what is not there and leaves every byte that is', async () => {
    writeFileSync(file('own.bib'), MINE);
    const end = await home.run('export', HUB, 'role:comparison', '-o', 'own.bib', '--append');
    expect(end).toMatchObject({ code: 0, stdout: '' });
    expect(end.stderr).toMatch(/Added 15 papers to own\.bib\.\n$/);
    const once = text('own.bib');
    expect(once.startsWith(MINE)).toBe(true);
    expect(once.slice(MINE.length)).not.toMatch(/[^\r]\n/);
    expect(entries(once)).toBe(15 + 2);
    const again = await home.run('export', HUB, 'role:comparison', '-o', 'own.bib', '--append');
    expect(again.stderr).toMatch(/Added 0 papers to own\.bib; 15 papers are there already\.\n$/);
    expect(text('own.bib')).toBe(once);
  });
  it('gives no key that the file has, and keeps the one a paper has in the file', async () => {
    const query = ['author:evci', 'year:2020..'];
    const plain = (await home.run('export', HUB, ...query, '--key-pattern', '[auth][year]')).stdout;
    const [key] = /(?<=^@\w+\{)[^,]+/mu.exec(plain)!;
    writeFileSync(file('taken.bib'), `@misc{${key.toLowerCase()}, title = {Another}, year = 1900}\n`);
    await home.run('export', HUB, ...query, '--key-pattern', '[auth][year]', '-o', 'taken.bib', '--append');
    expect(text('taken.bib').match(new RegExp(`\\{${key},`, 'giu'))).toHaveLength(1);
    // A paper that was never given a key takes the file's.
    const bare = plain.replace(key, 'my:own-key');
    writeFileSync(file('named.bib'), bare);
    const pattern = ['--key-pattern', 'auth + shortyear'];
    await home.run('export', HUB, ...query, ...pattern, '-o', 'named.bib', '--append');
    expect(text('named.bib')).toBe(bare);
    expect((await home.run('export', HUB, ...query, ...pattern)).stdout).toMatch(/\{my:own-key,/);
  });
  it('fills in what entries lack, and shows before what it would do', async () => {
    await home.run('export', HUB, 'role:comparison', '-o', 'whole.bib');
    const lacking = text('whole.bib').replace(/,\n {2}year = \{\d+\}/u, '');
    writeFileSync(file('lacking.bib'), lacking.slice(0, lacking.lastIndexOf('\n@')));
    const before = text('lacking.bib');
    const argv = ['export', HUB, 'role:comparison', '-o', 'lacking.bib', '--update'];
    const dry = await home.run(...argv, '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.stderr).toMatch(
      /Would add 1 paper to lacking\.bib; 14 papers are there already; would fill in 1 entry\.\n$/,
    );
    expect(dry.stdout).toMatch(/^--- lacking\.bib\n\+\+\+ lacking\.bib\n@@ -\d+,\d+ \+\d+,\d+ @@\n/);
    expect(dry.stdout).toMatch(/^\+ {2}year = /mu);
    expect(text('lacking.bib')).toBe(before);
    // The difference is one that other programs understand.
    writeFileSync(file('patched.bib'), before);
    const patch = spawnSync('patch', ['-s', 'patched.bib'], { cwd: home.folder, input: dry.stdout });
    expect((await home.run(...argv)).code).toBe(0);
    expect(entries(text('lacking.bib'))).toBe(15);
    if (patch.error === undefined) expect(text('patched.bib')).toBe(text('lacking.bib'));
    expect((await home.run(...argv, '--dry-run')).stdout).toBe('');
  });
  it('refuses a file that is no BibTeX with line and column, and what makes no sense', async () => {
    writeFileSync(file('broken.bib'), '@misc{a, title = {x}}\n@misc{b, title = {y\n');
    const end = await home.run('export', HUB, '-o', 'broken.bib', '--append');
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(/^pith-tui: broken\.bib, line \d+, column \d+: .*; the file is left as it was\.\n$/);
    expect(text('broken.bib')).toBe('@misc{a, title = {x}}\n@misc{b, title = {y\n');
    for (const flag of ['--append', '--update']) {
      writeFileSync(file('rnd.bib'), Buffer.from([0x9f, 0x00, 0xff]));
      const binary = await home.run('export', HUB, '-o', 'rnd.bib', flag);
      expect(binary).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('is a binary file') });
      expect(readFileSync(file('rnd.bib'))).toEqual(Buffer.from([0x9f, 0x00, 0xff]));
    }
    for (const argv of [
      ['--append'],
      ['--dry-run', '-o', 'x.bib'],
      ['--append', '--force', '-o', 'x.bib'],
      ['--update', '--receipt', '-o', 'x.bib'],
      ['--append', '-o', 'x.csv'],
    ])
      expect((await home.run('export', HUB, ...argv)).code).toBe(2);
    expect(existsSync(file('x.bib'))).toBe(false);
  });
  it('in a dry run gives no keys', async () => {
    const argv = ['export', HUB, 'influential:yes', '--key-pattern', 'auth + month'];
    await home.run(...argv, '-o', 'dry.bib', '--append', '--dry-run');
    expect(existsSync(file('dry.bib'))).toBe(false);
    const [one] = JSON.parse((await home.run('list', HUB, 'influential:yes', '--json')).stdout).slice(-1);
    const alone = await home.run(...argv, '--ids', one.id);
    expect(alone.stdout).toMatch(/^@\w+\{[A-Za-z]+\d*,/);
  });
  it('killed at any moment leaves the old file or the new one, whole', async () => {
    // Large enough that writing it takes a while.
    const old = `% ${'mine '.repeat(400_000)}\n`;
    writeFileSync(file('killed.bib'), old);
    const started = performance.now();
    await home.run('export', HUB, '-o', 'killed.bib', '--append');
    const took = performance.now() - started;
    const whole = text('killed.bib');
    expect(whole.startsWith(old)).toBe(true);
    const seen = { old: 0, new: 0 };
    const random = seeded(7);
    const kills = seeds(5, 100).length;
    // Later after an old file and earlier after a new one: so most kills fall about the moment of the change.
    let delay = took * 0.8;
    for (let kill = 0; kill < kills || seen.old === 0; kill += 1) {
      writeFileSync(file('killed.bib'), old);
      const child = home.start({}, 'export', HUB, '-o', 'killed.bib', '--append');
      const end = new Promise((resolve) => child.once('close', resolve));
      setTimeout(() => child.kill('SIGKILL'), delay);
      await end;
      const left = text('killed.bib');
      expect(left === old || left === whole).toBe(true);
      seen[left === old ? 'old' : 'new'] += 1;
      delay *= left === old ? 1 + random() * 0.4 : 1 - random() * 0.4;
    }
    // What the killed ones left behind is cleared away by the next.
    writeFileSync(file('killed.bib'), old);
    expect((await home.run('export', HUB, '-o', 'killed.bib', '--append')).code).toBe(0);
    expect(text('killed.bib')).toBe(whole);
    expect(readdirSync(home.folder).filter((name) => name.includes('killed.bib'))).toEqual(['killed.bib']);
  });
});

describe('every format', () => {
  it('is chosen by the ending of the file', async () => {
    for (const [name, begins] of [
      ['a.ris', /^TY {2}- /],
      ['a.csv', /^\S*\w+,/],
      ['a.md', /^# Reading list\n/],
      ['a.csl.jsonl', /^\{"id":/],
    ] as const) {
      expect(await home.run('export', HUB, 'role:comparison', '-o', name, '--receipt')).toMatchObject({ code: 0 });
      expect(text(name)).toMatch(begins);
      expect(await home.run('verify', name)).toMatchObject({ code: 0 });
    }
  });
});
