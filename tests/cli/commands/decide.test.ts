/** `pith-tui decide`, `undo`, `journal` and `replay`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tagTyped } from '../../../src/hub/decisions/tags.js';
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

describe('a query in one argument', () => {
  it.each(['training sparse', 'author:utku evci', '-author:utku evci'])(
    'finds the same papers in every command: %s',
    async (line) => {
      const papers = (await listed(line)).length;
      expect(papers).toBeGreaterThan(1);
      if (!line.includes(':')) expect((await listed(...line.split(' '))).length).toBe(papers);
      expect(JSON.parse((await home.run('export', HUB, line, '--format', 'csl')).stdout)).toHaveLength(papers);
      await home.run('queries', '--save', 'words', '--', line);
      expect((await listed('@words')).length).toBe(papers);
      const decided = await home.run('decide', HUB, `--query=${line}`, '--as', 'later');
      expect(decided.stdout).toBe(`${papers} papers: ${papers} changes kept.\n`);
    },
  );
});

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
      ...['--tag', 'core, to read', '--star', '--note', 'Ask for the data.'],
    );
    expect(done).toMatchObject({ code: 0, stdout: `1 paper (arXiv:${PAPER}): 5 changes kept.\n`, stderr: '' });
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
      `1 paper (arXiv:${PAPER}): 2 changes kept, 1 as before.\n`,
    );
    expect(await listed('status:starred OR has:note')).toEqual([]);
  });

  it('keeps the reasons papers have where they are excluded again without one', async () => {
    await home.run('decide', HUB, PAPER, '--as', 'excluded', '--reason', 'no full text');
    expect((await home.run('decide', HUB, PAPER, '--as', 'excluded')).stdout).toBe(
      `1 paper (arXiv:${PAPER}): 0 changes kept, 1 as before.\n`,
    );
    expect(await listed('reason:no-full-text')).toHaveLength(1);
  });

  it('clears over the whole library what was decided in any hub, in one step', async () => {
    await home.run('decide', HUB, PAPER, '--as', 'included');
    await home.run('decide', ':', '--query', 'status:included', '--as', 'none');
    expect(await listed('status:included')).toEqual([]);
    await home.run('undo');
    expect(await listed('status:included')).toHaveLength(1);
  });

  it('puts papers on the reading list, at a place, and takes them off', async () => {
    const [one, two, three] = (await listed('role:method', 'sort:date')).map(({ id }) => String(id));
    const read = (place: string, ...ids: string[]) => home.run('decide', HUB, ...ids, '--read', place);
    expect((await read('last', one!, two!)).stdout).toBe('2 papers: 2 changes kept.\n');
    await read('1', three!);
    const inOrder = async () => (await listed('status:to-read', 'sort:reading')).map(({ id, toRead }) => [id, toRead]);
    expect(await inOrder()).toEqual([three, one, two].map((id, at) => [id, at + 1]));
    await read('2', two!);
    await read('none', three!);
    expect(await inOrder()).toEqual([two, one].map((id, at) => [id, at + 1]));
    for (const place of ['0', 'first', '1.5']) {
      const refused = await read(place, one!);
      expect(refused).toMatchObject({ code: 2, stdout: '' });
      expect(refused.stderr).toContain(`--read needs a place such as 1, last or none, not ${place}.`);
    }
  });

  it('takes ids from standard input, and papers of a query, in one step', async () => {
    const piped = await home.shell(
      `$pith list ${HUB} role:method --tsv --limit 5 | $pith decide ${HUB} - --as later && $pith decide ${HUB} --query 'status:later' --as maybe`,
    );
    expect(piped).toMatchObject({ code: 0, stdout: '5 papers: 5 changes kept.\n5 papers: 5 changes kept.\n' });
    expect(await listed('status:maybe')).toHaveLength(5);
    const back = await home.run('undo');
    expect(back.stdout).toMatch(/^Took back 5 changes: 5 papers marked maybe\.\n/u);
    expect(back.stdout.match(/status: maybe → later \(taken back\)/gu)).toHaveLength(5);
    expect(await listed('status:later')).toHaveLength(5);
    const again = await home.run('redo');
    expect(again.stdout).toMatch(/^Did again 5 changes: 5 papers marked maybe\.\n/u);
    expect(again.stdout.match(/status: later → maybe \(done again\)/gu)).toHaveLength(5);
    expect(await home.run('redo')).toMatchObject({ code: 1, stdout: '' });
    expect((await home.run('redo')).stderr).toContain("'s to do again.");
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
    expect(await home.shell(`echo 10.1/none | $pith decide ${HUB} - --star`)).toMatchObject({
      code: 1,
      stderr: 'pith-tui: No paper that cites it here is called 10.1/none. Nothing was decided.\n',
    });
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
    expect(plain.stdout).toContain('note: - → "One two."');
    const { stdout } = await home.run('journal', '--jsonl');
    expect(json(stdout).length).toBeGreaterThan(20);
    const file = path.join(home.folder, 'journal.jsonl');
    writeFileSync(file, stdout);
    const other = path.join(home.folder, 'other.sqlite');
    const count = json(stdout).length;
    const papers = new Set(json(stdout).map(({ work }) => work)).size;
    const absent = `${papers} papers are not in this library; what is said of them is kept, and holds when they come.\n`;
    expect(await home.run('replay', file, '--library', other)).toMatchObject({
      code: 0,
      stdout: `${count} lines taken.\n${absent}`,
    });
    expect((await home.run('replay', file, '--library', other)).stdout).toBe(
      `0 lines taken, ${count} known already.\n${absent}`,
    );
    expect((await home.run('journal', '--jsonl', '--library', other)).stdout).toBe(stdout);
    const hub = path.join(home.folder, 'hub.jsonl');
    await home.run('export', HUB, '--format', 'hub', '-o', hub);
    await home.run('import', hub, '--library', other);
    expect((await home.run('replay', file, '--library', other)).stdout).toBe(
      `0 lines taken, ${count} known already.\n`,
    );
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
    expect((await home.run('redo')).code).toBe(1);
  });

  it('of a long step prints a few lines, and says how many more there are', async () => {
    await home.run('decide', HUB, '--query', 'role:method', '--as', 'excluded', '--reason', 'off-topic', '--tag', 'x');
    const { stdout } = await home.run('undo');
    expect(stdout).toMatch(/^Took back 330 changes: 165 papers excluded \(off-topic\), tag x on 165 papers\.\n/u);
    expect(stdout.trimEnd().split('\n')).toHaveLength(7);
    expect(stdout).toContain('and 325 more; pith-tui journal prints them all.');
  });

  it('prints notes, tags and reasons whole, on one line each', async () => {
    const note = `minus → never\n"so" ${'long '.repeat(100)}end`;
    const tag = `never; minus, "${'t'.repeat(150)}" → -`;
    const reason = 'not: minus → never (off)';
    await home.run(
      'decide',
      HUB,
      PAPER,
      '--as',
      'excluded',
      '--reason',
      reason,
      '--tag',
      tagTyped(tag),
      '--note',
      note,
    );
    const lines = (await home.run('journal')).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain(`status: - → excluded (${reason})  arXiv:${PAPER}`);
    expect(lines[1]).toContain(`tag ${tag}: - → yes`);
    expect(lines[2]).toContain(`note: - → ${JSON.stringify(note)}`);
    const journal = path.join(home.folder, 'journal.jsonl');
    writeFileSync(journal, (await home.run('journal', '--jsonl')).stdout);
    await home.run('replay', journal, '--library', path.join(home.folder, 'other.sqlite'));
    const other = await home.run('journal', '--jsonl', '--library', path.join(home.folder, 'other.sqlite'));
    expect(other.stdout).toBe((await home.run('journal', '--jsonl')).stdout);
  });

  it('refuses a tag or reason that would be cut', async () => {
    for (const args of [
      ['--tag', 'x'.repeat(201)],
      ['--as', 'excluded', '--reason', 'x'.repeat(201)],
    ]) {
      const refused = await home.run('decide', HUB, PAPER, ...args);
      expect(refused).toMatchObject({ code: 2, stdout: '' });
      expect(refused.stderr).toMatch(/has room for 200 characters, and this has 201/u);
    }
  });
});
