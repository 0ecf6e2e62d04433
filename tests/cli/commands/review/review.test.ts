/** `pith-tui review` and `flow`: decisions in from tables, from reader to reader, and in numbers. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Ended, type Home, makeHomeWithHubs } from '../../run-program.js';

let home: Home;
let bo: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
  bo = makeHomeWithHubs();
});
afterAll(() => {
  home.remove();
  bo.remove();
});

const HUB = '1911.11134';
const json = (end: Ended): Record<string, never> => JSON.parse(end.stdout) as Record<string, never>;
const file = (name: string): string => path.join(home.folder, name);
const rows = async (...query: string[]): Promise<{ id: string; title: string; year: number }[]> =>
  JSON.parse((await home.run('list', HUB, ...query, '--json')).stdout) as { id: string; title: string; year: number }[];

describe('review import', () => {
  it('takes a table of two readers, lists the rows it cannot place, and is the same a second time', async () => {
    const [a, b, c] = await rows('has:arxiv');
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    writeFileSync(
      file('articles.csv'),
      [
        'key,title,year,notes,url',
        `rayyan-1,x,2020,${cell('RAYYAN-INCLUSION: {"Ann"=>"Included", "Bo"=>"Included"}')},${a!.id.replace('arxiv:', 'https://arxiv.org/abs/')}`,
        `rayyan-2,${cell(b!.title)},${b!.year},${cell('RAYYAN-INCLUSION: {"Ann"=>"Included", "Bo"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: wrong hub')},`,
        `rayyan-3,${cell(c!.title.toUpperCase())},${c!.year},${cell('RAYYAN-INCLUSION: {"Ann"=>"Excluded", "Bo"=>"Excluded"} | RAYYAN-LABELS: trees')},`,
        `rayyan-4,No such paper at all,2020,${cell('RAYYAN-INCLUSION: {"Ann"=>"Maybe"}')},`,
      ].join('\n'),
    );
    const first = await home.run('review', 'import', 'articles.csv', HUB);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout.split('\n')).toEqual([
      'articles.csv (Rayyan, CSV) into the review of arXiv:1911.11134: 3 included, 3 excluded.',
      'Decided by Ann and Bo.',
      '1 tag or note added.',
      '1 row left out:',
      '  line 5, No such paper at all (2020): no paper of the library has this id or title',
      '',
    ]);
    expect((await home.run('review', 'import', 'articles.csv', HUB)).stdout).toMatch(
      /no new decision; 6 decisions known already\./u,
    );
    const conflicts = await home.run('review', 'conflicts', HUB);
    expect(conflicts.code).toBe(0);
    expect(conflicts.stdout).toMatch(/^In the review of arXiv:1911\.11134 readers disagree on 1 paper:\n/u);
    expect(conflicts.stdout).toContain('      Ann: included · Bo: excluded (wrong hub)\n');
    expect(conflicts.stdout).toMatch(
      /Ann and Bo decided alike on 2 of 3 papers \(67%\), each without the other; Cohen’s kappa 0\.40 \(95% interval/u,
    );
    expect((await rows('status:conflict')).map(({ id }) => id)).toEqual([b!.id]);
    expect((await rows('tag:trees')).map(({ id }) => id)).toEqual([c!.id]);
  });

  it('is one step of undo, with what all readers decided and the tags of the table', async () => {
    const [a, b] = await rows('has:arxiv', 'year:2021');
    const asked = [HUB, '--review', 'together'];
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const said = cell('RAYYAN-INCLUSION: {"Ann"=>"Included", "Bo"=>"Excluded"} | RAYYAN-LABELS: hedges');
    writeFileSync(
      file('together.csv'),
      [
        'key,title,year,notes,url',
        ...[a!, b!].map(({ title, year }, at) => `rayyan-${at},${cell(title)},${year},${said},`),
      ].join('\n'),
    );
    const state = async (): Promise<number[]> =>
      Promise.all(
        [['status:conflict'], ['status:unscreened'], ['tag:hedges']].map(
          async ([query]) => (JSON.parse((await home.run('list', ...asked, query!, '--json')).stdout) as []).length,
        ),
      );
    const left = (await rows()).length;
    await home.run('review', 'import', 'together.csv', ...asked);
    expect(await state()).toEqual([2, left - 2, 2]);
    expect((await home.run('undo')).stdout).toMatch(/^Took back 6 changes: tag hedges on 2 papers, /u);
    expect(await state()).toEqual([0, left, 0]);
    expect((await home.run('redo')).stdout).toMatch(/^Did again 6 changes: /u);
    expect(await state()).toEqual([2, left - 2, 2]);
    await home.run('undo');
  });

  it('says where it has the last word on what the reader had decided otherwise, which undo brings back', async () => {
    const [a, b] = await rows('has:arxiv', 'year:2020');
    const asked = [HUB, '--review', 'again'];
    await home.run('decide', ...asked, a!.id, b!.id, '--as', 'included');
    writeFileSync(
      file('older.csv'),
      `title,year,status\n"${a!.title}",${a!.year},excluded\n"${b!.title}",${b!.year},included\n`,
    );
    expect((await home.run('review', 'import', 'older.csv', ...asked)).stdout).toContain(
      ': 1 included, 1 excluded.\n1 paper was decided otherwise here before.\n',
    );
    expect((await home.run('review', 'import', 'older.csv', ...asked)).stdout).not.toContain('otherwise');
    await home.run('undo');
    const back = (await home.run('list', ...asked, 'status:included', '--json')).stdout;
    expect((JSON.parse(back) as { id: string }[]).map(({ id }) => id).sort()).toEqual([a!.id, b!.id].sort());
  });

  it('says what is wrong with a file, and where decisions are to go', async () => {
    writeFileSync(file('plain.csv'), 'a,b\n1,2\n');
    for (const [args, message] of [
      [['import'], /^pith-tui: Say which file/u],
      [['import', 'missing.csv', HUB], /missing\.csv does not exist/u],
      [['import', 'plain.csv', HUB], /plain\.csv is no table of decisions; expected/u],
      [['import', 'articles.csv'], /^pith-tui: Say which review: name the paper/u],
      [['conflicts', ':'], /^pith-tui: A review is of one paper, or has a name/u],
      [['import', 'articles.csv', HUB, 'role:method'], /A review is of a paper, not of a query/u],
      [['improt'], /did you mean import\?/u],
      [[], /^pith-tui: Say what to do/u],
    ] as const) {
      const end = await home.run('review', ...args);
      expect(end).toMatchObject({ code: 2, stdout: '' });
      expect(end.stderr).toMatch(message);
    }
    writeFileSync(file('none.csv'), 'title,status\nNo such paper,included\n');
    expect((await home.run('review', 'import', 'none.csv', HUB)).code).toBe(1);
  });
});

describe('review export and merge', () => {
  it('brings two readers together, whoever begins', async () => {
    const out = await home.run('review', 'export', HUB, '-o', 'ann.jsonl');
    expect(out).toMatchObject({ code: 0, stdout: '', stderr: 'Wrote 7 lines to ann.jsonl.\n' });
    const lines = readFileSync(file('ann.jsonl'), 'utf8');
    expect((await home.run('review', 'export', HUB)).stdout).toBe(lines);
    const merged = await bo.run('review', 'merge', file('ann.jsonl'));
    expect(merged).toMatchObject({ code: 0, stderr: '' });
    expect(merged.stdout).toMatch(
      /^7 new lines\.\nThe review of arXiv:1911\.11134: readers disagree on 1 paper \(pith-tui review conflicts\)\.\n/u,
    );
    expect((await bo.run('review', 'merge', file('ann.jsonl'))).stdout).toMatch(
      /^0 new lines, 7 lines known already\.\n/u,
    );
    expect((await bo.run('review', 'export', HUB)).stdout).toBe(lines);
    expect(json(await bo.run('review', 'conflicts', HUB, '--json'))).toEqual(
      json(await home.run('review', 'conflicts', HUB, '--json')),
    );
  });

  it('takes a file whole or not at all, and names the line and field that is wrong', async () => {
    const lines = readFileSync(file('ann.jsonl'), 'utf8').split('\n');
    const spoilt = (change: (line: Record<string, unknown>) => void): string => {
      const line = JSON.parse(lines[1]!) as Record<string, unknown>;
      change(line);
      return [lines[0], JSON.stringify(line)].join('\n');
    };
    for (const [text, message] of [
      [
        spoilt((line) => {
          line['at'] = 'yesterday';
        }),
        /line 2 is no line of a review: at is missing or wrong; nothing was merged/u,
      ],
      [
        spoilt((line) => {
          line['to'] = { status: 'good' };
        }),
        /line 2 is no line of a review: to /u,
      ],
      ['{"a": 1', /line 1: not JSON/u],
      ['title,status\n', /line 1: not JSON/u],
    ] as const) {
      writeFileSync(file('spoilt.jsonl'), text);
      const end = await bo.run('review', 'merge', file('spoilt.jsonl'));
      expect(end).toMatchObject({ code: 2, stdout: '' });
      expect(end.stderr).toMatch(message);
    }
  });

  it('has nothing to write of a review without decisions', async () => {
    const end = await home.run('review', 'export', '--review', 'empty', '-o', 'empty.jsonl');
    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toMatch(/Nothing is decided yet in the review “empty”/u);
    expect(existsSync(file('empty.jsonl'))).toBe(false);
    expect((await home.run('review', 'conflicts', '--review', 'empty')).code).toBe(1);
  });
});

describe('a review in which nothing is decided', () => {
  it('is an error for what reads in it, naming those there are, and is begun by deciding', async () => {
    const other = makeHomeWithHubs();
    try {
      for (const argv of [
        ['list', HUB, 'status:included'],
        ['export', HUB],
        ['flow', HUB],
        ['review', 'conflicts'],
        ['review', 'export'],
        ['journal'],
      ]) {
        const end = await other.run(...argv, '--review', 'nosuch');
        expect(end, argv.join(' ')).toMatchObject({ code: 1, stdout: '' });
        expect(end.stderr).toContain('Nothing is decided yet in the review “nosuch”; no review has a name here.');
      }
      const paper = (await rows('has:arxiv'))[0]!.id;
      expect(await other.run('decide', HUB, paper, '--as', 'included', '--review', 'First one')).toMatchObject({
        code: 0,
      });
      expect((await other.run('flow', HUB, '--review', 'nosuch')).stderr).toContain(
        '; there is the review “First one”.',
      );
      expect(await other.run('flow', HUB, '--review', 'First one')).toMatchObject({ code: 0, stderr: '' });
      expect(await other.run('list', HUB, 'status:included', '--review', 'First one')).toMatchObject({ code: 0 });
    } finally {
      other.remove();
    }
  });
});

describe('flow', () => {
  it('prints boxes that add up, and says what it cannot know', async () => {
    const end = await home.run('flow', HUB);
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(end.stdout).toMatch(
      /^Papers citing “Rigging the Lottery: Making All Tickets Winners” \(arXiv:1911\.11134\)\nScreened in its own review\.\n/u,
    );
    expect(end.stdout).toMatch(/\n {2}Records screened +3\n/u);
    expect(end.stdout).toMatch(/\n {8}nothing decided +367\n/u);
    expect(end.stdout).toMatch(/\n {8}readers disagree +1\n/u);
    expect(end.stdout).toContain('\nThe boxes add up.\n');
    expect(end.stdout).toContain('Not known here: why it was chosen');
    for (const line of end.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  it('is JSON and SVG, too, and does not write over a file', async () => {
    const flow = json(await home.run('flow', HUB, '--json'));
    expect(flow).toMatchObject({
      identified: 370,
      duplicates: 0,
      counts: { total: 370, included: 1, excluded: 1, conflict: 1 },
      differences: [],
    });
    expect(flow).toHaveProperty('tarcis.0.item', 'Seed references');
    expect(await home.run('flow', HUB, '--svg', '-o', 'flow.svg')).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(file('flow.svg'), 'utf8')).toMatch(
      /^<svg [\s\S]*Records screened \(n\u00a0=\u00a03\)[\s\S]*<\/svg>\n$/u,
    );
    expect((await home.run('flow', HUB, '--svg', '-o', 'flow.svg')).stderr).toMatch(/exists already; use --force/u);
    expect((await home.run('flow', HUB, '--svg', '--json')).code).toBe(2);
    expect(await home.run('flow', HUB, '--review', 'Mistyped')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('Nothing is decided yet in the review “Mistyped”; there '),
    });
    expect((await home.run('flow')).code).toBe(2);
  });
});

describe('the picture in the README', () => {
  it('is the flow of a made-up review', async () => {
    const other = makeHomeWithHubs();
    try {
      const papers = JSON.parse((await other.run('list', HUB, '--json')).stdout) as { id: string }[];
      const said = [
        ...Array<string>(21).fill('included,'),
        ...Array<string>(58).fill('excluded,off-topic'),
        ...Array<string>(17).fill('excluded,not a study'),
        ...Array<string>(4).fill('excluded,no full text'),
        ...Array<string>(9).fill('maybe,'),
        ...Array<string>(6).fill('later,'),
      ];
      const lines = said.map((words, at) => `${papers[at]!.id},${words}`);
      writeFileSync(path.join(other.folder, 'made-up.csv'), ['id,status,reason', ...lines].join('\n'));
      expect((await other.run('review', 'import', 'made-up.csv', HUB)).code).toBe(0);
      const { stdout } = await other.run('flow', HUB, '--svg');
      await expect(stdout.replace(/imported \d{4}-\d\d-\d\d/u, 'imported 2026-11-29')).toMatchFileSnapshot(
        '../../../../data/flow.svg',
      );
    } finally {
      other.remove();
    }
  });
});

describe('export --format notes', () => {
  it('writes a note for the paper and each that matches, and leaves what the reader writes', async () => {
    const first = await home.run('export', HUB, 'status:included,excluded', '--format', 'notes', '-o', 'vault/papers');
    expect(first).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Wrote 3 new notes in vault/papers, that of the hub among them.\n',
    });
    const names = readdirSync(file('vault/papers'));
    expect(names).toHaveLength(3);
    expect(names).toContain('evci2019rigging.md');
    const notes = names.map((name) => readFileSync(path.join(file('vault/papers'), name), 'utf8'));
    const properties = notes.map((text) => parse(text.split('---\n')[1]!) as Record<string, unknown>);
    expect(properties.filter(({ cites }) => JSON.stringify(cites) === '["[[evci2019rigging]]"]')).toHaveLength(2);
    expect(properties.map(({ status }) => status).sort()).toEqual(['excluded', 'included', undefined]);
    writeFileSync(path.join(file('vault/papers'), names[0]!), `${notes[0]}\nmy own words\n`);
    const again = await home.run('export', HUB, 'status:included,excluded', '--format', 'notes', '-o', 'vault/papers');
    expect(again.stderr).toBe(
      'Wrote 0 new notes, found 3 notes as they are in vault/papers, that of the hub among them.\n',
    );
    expect(readFileSync(path.join(file('vault/papers'), names[0]!), 'utf8')).toBe(`${notes[0]}\nmy own words\n`);
  });

  it('needs a folder, and says where it cannot write', async () => {
    writeFileSync(file('a-file'), '');
    mkdirSync(file('closed'), { mode: 0o500 });
    for (const [args, message] of [
      [[], /writes a folder of notes; name it with -o FOLDER/u],
      [['-o', 'a-file'], /a-file is a file; --format notes writes a note for each paper/u],
      [['-o', 'x', '--receipt'], /--receipt has no effect on notes/u],
    ] as const) {
      const end = await home.run('export', HUB, '--format', 'notes', ...args);
      expect(end).toMatchObject({ code: 2, stdout: '' });
      expect(end.stderr).toMatch(message);
    }
  });

  it('takes decisions along into tables, which import reads back', async () => {
    await home.run('export', HUB, 'status:included,excluded', '-o', 'decided.csv');
    const back = await bo.run('review', 'import', file('decided.csv'), HUB, '--review', 'again');
    expect(back.stdout).toMatch(/\(a table with decisions, CSV\) into the review “again”: 1 included, 1 excluded\.\n/u);
    const flow = json(await bo.run('flow', HUB, '--review', 'again', '--json'));
    expect(flow).toMatchObject({ screening: 'review:again', counts: { included: 1, excluded: 1, unscreened: 368 } });
    const bib = await bo.run('export', HUB, 'status:included', '--review', 'again', '--annotate');
    expect(bib.stdout).toMatch(/keywords = \{[^}]*pith-status-included/u);
    expect(bib.stdout).toMatch(/groups = \{included\}/u);
  });
});
