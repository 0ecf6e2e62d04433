/** `pith-tui decide`, `undo`, `journal` and `replay`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Home, makeHomeWithHubs } from '../run-program.js';

const HUB = '1911.11134';
const PAPER = '2012.00560';

let home: Home;
beforeEach(() => {
  home = makeHomeWithHubs();
});
afterEach(() => home.remove());

const json = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

async function listed(...query: string[]): Promise<Record<string, unknown>[]> {
  return json((await home.run('list', HUB, ...query, '--jsonl')).stdout);
}

describe('decide', () => {
  it('does not cut a note that is too long, but says so and keeps nothing', async () => {
    const refused = await home.run('decide', HUB, PAPER, '--as', 'included', '--note', 'x'.repeat(100_001));
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('A note has room for 100,000 characters, and this one has 100,001; shorten it.');
    expect(await listed('status:included OR has:note')).toEqual([]);
  });

  it('keeps status, reason, tags, star and note of papers by their ids, which rows then carry', async () => {
    const done = await home.run(
      ...['decide', HUB, PAPER, '--as', 'excluded', '--reason', 'no full text'],
      ...['--tag', 'core', '--tag', 'to read', '--star', '--note', 'Ask for the data.'],
    );
    expect(done).toMatchObject({ code: 0, stdout: '1 paper: 5 changes kept.\n', stderr: '' });
    const [row] = await listed('reason:no-full-text');
    expect(row).toMatchObject({
      id: `arxiv:${PAPER}`,
      status: 'excluded',
      reason: 'no full text',
      starred: true,
      tags: ['core', 'to read'],
      note: 'Ask for the data.',
    });
    expect((await home.run('decide', HUB, PAPER, '--tag', 'core', '--unstar', '--no-note')).stdout).toBe(
      '1 paper: 2 changes kept, 1 as before.\n',
    );
    expect(await listed('status:starred OR has:note')).toEqual([]);
  });

  it('takes ids from standard input, and papers of a query, in one step', async () => {
    const piped = await home.shell(
      `$pith list ${HUB} role:method --tsv --limit 5 | $pith decide ${HUB} - --as later && $pith decide ${HUB} --query 'status:later' --as maybe`,
    );
    expect(piped).toMatchObject({ code: 0, stdout: '5 papers: 5 changes kept.\n5 papers: 5 changes kept.\n' });
    expect(await listed('status:maybe')).toHaveLength(5);
    expect((await home.run('undo')).stdout).toBe('Took back 5 changes.\n');
    expect(await listed('status:later')).toHaveLength(5);
    expect((await home.run('undo', '--redo')).stdout).toBe('Did again 5 changes.\n');
    expect(await listed('status:maybe')).toHaveLength(5);
    const told = (await home.run('journal')).stdout.trimEnd().split('\n');
    expect(
      told
        .slice(10, 15)
        .join('\n')
        .match(/maybe → later \(taken back\)/gu),
    ).toHaveLength(5);
    expect(
      told
        .slice(15)
        .join('\n')
        .match(/later → maybe \(done again\)/gu),
    ).toHaveLength(5);
  });

  it('decides of all papers or of none', async () => {
    const done = await home.run('decide', HUB, PAPER, '1312.6114', '--as', 'included');
    expect(done.code).toBe(1);
    expect(done.stderr).toMatch(/1312\.6114/u);
    expect(await listed('status:included')).toEqual([]);
    const strangers = await home.shell(`printf '%s\\n' ${PAPER} 10.1/none 10.1/other | $pith decide ${HUB} - --star`);
    expect(strangers).toMatchObject({
      code: 1,
      stderr:
        'pith-tui: 2 of 3 names are of no paper that cites it here: 10.1/none, 10.1/other. Nothing was decided.\n',
    });
    expect(await listed('status:starred')).toEqual([]);
  });

  it('keeps the decisions of a review apart from those of the hub', async () => {
    await home.run('decide', HUB, PAPER, '--as', 'included', '--review', 'thesis');
    expect(await listed('status:included')).toEqual([]);
    expect(await listed('status:included', '--review', 'thesis')).toHaveLength(1);
    expect((await home.run('journal', '--review', 'thesis')).stdout).toContain('in thesis');
  });

  it.each([
    [[HUB, PAPER], 'Say what is decided'],
    [[HUB, '--as', 'included'], 'Say of which papers'],
    [[HUB, PAPER, '--query', 'role:method', '--as', 'included'], 'exclude each other'],
    [[HUB, PAPER, '--as', 'included', '--reason', 'x'], '--reason says why papers are excluded'],
    [[HUB, PAPER, '--star', '--unstar'], 'exclude each other'],
    [[HUB, PAPER, '--as', 'good'], '--as can be included, excluded, maybe, later or none, not good'],
  ])('says what is wrong with %j', async (words, message) => {
    const { code, stderr } = await home.run('decide', ...words);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('belongs to the work, whatever it is merged with and split from', async () => {
    const published = '10.1007/s10994-021-06063-x';
    await home.run('decide', HUB, PAPER, '--as', 'included', '--tag', 'core');
    await home.run('merge', PAPER, published);
    expect(await listed('status:included')).toMatchObject([{ tags: ['core'] }]);
    await home.run('split', PAPER, published);
    expect(await listed('status:included')).toMatchObject([{ id: `arxiv:${PAPER}`, tags: ['core'] }]);
  });
});

describe('the journal', () => {
  it('is printed line by line, and replayed in an empty library gives the same lines and the same state', async () => {
    await home.run('decide', HUB, PAPER, '--as', 'included', '--note', 'One\u001b[31m two.');
    await home.run('decide', HUB, '--query', 'role:background year:<2021', '--as', 'excluded', '--reason', 'language');
    await home.run('undo');
    const plain = await home.run('journal');
    expect(plain.stdout.split('\n')[0]).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}\S+ {2}status: - → included {2}arXiv:2012\.00560 {2}in arXiv:1911\.11134$/u,
    );
    expect(plain.stdout).toContain('note: - → One two.');
    const { stdout } = await home.run('journal', '--jsonl');
    expect(json(stdout).length).toBeGreaterThan(20);
    const file = path.join(home.folder, 'journal.jsonl');
    writeFileSync(file, stdout);
    const other = path.join(home.folder, 'other.sqlite');
    const count = json(stdout).length;
    expect(await home.run('replay', file, '--library', other)).toMatchObject({
      code: 0,
      stdout: `${count} lines taken.\n`,
    });
    expect((await home.run('replay', file, '--library', other)).stdout).toBe(
      `0 lines taken, ${count} known already.\n`,
    );
    expect((await home.run('journal', '--jsonl', '--library', other)).stdout).toBe(stdout);
    const hub = path.join(home.folder, 'hub.jsonl');
    await home.run('export', HUB, '--format', 'hub', '-o', hub);
    await home.run('import', hub, '--library', other);
    const rows = await home.run('list', HUB, '-status:unscreened', '--jsonl');
    expect(json(rows.stdout)).toHaveLength(1);
    expect((await home.run('list', HUB, '-status:unscreened', '--jsonl', '--library', other)).stdout).toBe(rows.stdout);
    expect(await home.run('doctor', '--library', other)).toMatchObject({ code: 0 });
  });

  it('is taken whole or not at all, and says where it is wrong', async () => {
    await home.run('decide', HUB, PAPER, '--as', 'included', '--star');
    const lines = (await home.run('journal', '--jsonl')).stdout.trimEnd().split('\n');
    const file = path.join(home.folder, 'wrong.jsonl');
    const other = path.join(home.folder, 'other.sqlite');
    for (const [wrong, field] of [
      [lines[1]!.replace('"star"', '"stars"'), 'kind'],
      [lines[1]!.replace('"to":true', '"to":"much"'), 'to'],
      [lines[1]!.replace(/"work":"[^"]*"/u, '"work":"no id"'), 'work'],
    ] as const) {
      writeFileSync(file, `${lines[0]}\n${wrong}\n`);
      const { code, stderr } = await home.run('replay', file, '--library', other);
      expect(code).toBe(2);
      expect(stderr).toContain(
        `wrong.jsonl, line 2: ${field} is missing or not what it should be; nothing of it was taken.`,
      );
      expect((await home.run('journal', '--library', other)).code).toBe(1);
    }
  });

  it('without lines says so', async () => {
    expect(await home.run('journal')).toMatchObject({
      code: 1,
      stderr: 'pith-tui: Nothing has been decided or changed yet.\n',
    });
    expect((await home.run('undo')).code).toBe(1);
  });
});
