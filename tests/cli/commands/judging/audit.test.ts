/** `pith-tui audit` without a terminal: questions out, answers in, figures. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Home, makeHome } from '../../run-program.js';

let home: Home;
const HUB = 'arxiv:2001.00001';
const LABELS = ['method', 'background', 'background', 'background'];

beforeAll(async () => {
  home = makeHome();
  const records = [
    { format: 'pith-tui-hub', version: 1 },
    { type: 'work', ids: [HUB], title: 'A Hub for Trying Things', authors: [{ name: 'Ann Writer' }], date: '2020' },
    ...LABELS.flatMap((label, at) => {
      const paper = `arxiv:2101.0000${at}`;
      return [
        { type: 'work', ids: [paper, `doi:10.1000/${at}`], title: `Reader ${at}` },
        {
          type: 'citation',
          citing: paper,
          cited: HUB,
          contexts: [{ text: `We lean on \u001b[31mWriter (2020), ${at}.`, section: 'Introduction' }],
          judgements: [{ axis: 'role', labels: [label], judge: 'semantic-scholar', at: '2026-01-01' }],
        },
      ];
    }),
    { type: 'hub', work: HUB, source: 'test', total: 4 },
  ];
  const file = path.join(home.folder, 'hub.jsonl');
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  expect((await home.run('import', file)).code).toBe(0);
});
afterAll(() => home.remove());

const asked = async (): Promise<{ id: string; place: number; role: null; roles: string[] }[]> => {
  const { code, stdout } = await home.run('audit', '2001.00001', '--questions');
  expect(code).toBe(0);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Awaited<ReturnType<typeof asked>>[number]);
};
/** Takes lines as answers. */
const answer = (...lines: string[]) =>
  home.shell(`printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} | $pith audit 2001.00001 --answers -`, {
    PITH_TUI_NAME: 'Ada',
  });

describe('pith-tui audit', () => {
  it('prints the questions without labels, and what is not answered yet stays', async () => {
    const { stdout } = await home.run('audit', '2001.00001', '--questions');
    expect(stdout).not.toContain('\u001b');
    const [first] = stdout.split('\n').map((line) => JSON.parse(line || '{}') as object);
    expect(first).toEqual({
      place: 1,
      id: expect.stringMatching(/^arxiv:2101\.0000\d$/u) as string,
      title: expect.stringMatching(/^Reader \d$/u) as string,
      sentences: [{ text: expect.stringMatching(/^We lean on Writer/u) as string, section: 'Introduction' }],
      role: null,
      roles: ['background', 'method', 'none', 'unclear'],
    });
    expect(await asked()).toHaveLength(4);
  });

  it('takes answers by any id of a paper, tells the figures, and goes on', async () => {
    const done = await answer(
      '{"id": "doi:10.1000/0", "role": "Method"}',
      '',
      '{"id": "arXiv:2101.00001", "role": "background"}',
      '{"id": "2101.00002", "role": "method"}',
    );
    expect(done).toMatchObject({ code: 0, stderr: 'Kept 3 answers.\n' });
    expect(done.stdout).toBe(`A Hub for Trying Things, Ann Writer, 2020 (arXiv:2001.00001)

A sample of 4 of 4 citations with a role and a citing sentence, drawn on ${new Date().toISOString().slice(0, 10)} with seed 1,
from each role in proportion but at least one.
3 of 4 judged by Ada.

Semantic Scholar agrees on 2 of 3, 67% (21–94%); kappa 0.40 (−0.37 to 1.00)
  role        labelled  agreed  share
  background         2       1  50% (9–91%)
  method             1       1  100% (21–100%)

A judge who gives several roles agrees where the reader's is among them. Intervals are 95%: Wilson's
for shares, by the large-sample error for kappa, which is what agreement there is beyond chance.
`);
    const env = { PITH_TUI_NAME: 'Ada' };
    const json = await home.runWith({ env }, 'audit', '2001.00001', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      paper: { id: HUB },
      sample: { size: 50, seed: 1, drawn: 4, outOf: 4 },
      reader: 'Ada',
      answered: 3,
      unclear: 0,
      judges: [
        { judge: 'semantic-scholar', pairs: 3, agreed: 2, roles: [{ role: 'background', labelled: 2, agreed: 1 }, {}] },
      ],
    });
    const { stdout } = await home.runWith({ env }, 'audit', '2001.00001', '--questions');
    expect(stdout.trim().split('\n')).toHaveLength(1);
    // Answers are each reader's own.
    expect(await asked()).toHaveLength(4);
  });

  it('is in the journal, is undone and done again, and replayed or merged it is the same audit in another library', async () => {
    const env = { PITH_TUI_NAME: 'Ada' };
    const says = async (...args: string[]): Promise<string> => (await home.runWith({ env }, ...args)).stdout;
    const report = await says('audit', '2001.00001', '--json');
    const journal = await says('journal');
    expect(journal).toMatch(/drawn for the audit 50 1: - → one of 4 {2}arXiv:2101\.0000\d {2}in arXiv:2001\.00001/u);
    expect(journal).toMatch(/Ada {2}answer in the audit 50 1 Ada: - → method/u);
    expect(await says('undo')).toContain('Took back 3 changes');
    expect(JSON.parse(await says('audit', '2001.00001', '--json'))).toMatchObject({ answered: 0 });
    expect(await says('redo')).toContain('Did again 3 changes');
    expect(await says('audit', '2001.00001', '--json')).toBe(report);
    const [lines, other] = [path.join(home.folder, 'journal.jsonl'), path.join(home.folder, 'other.sqlite')];
    writeFileSync(lines, await says('journal', '--jsonl'));
    await says('replay', lines, '--library', other);
    await says('import', path.join(home.folder, 'hub.jsonl'), '--library', other);
    expect(await says('audit', '2001.00001', '--json', '--library', other)).toBe(report);
    const [shared, third] = [path.join(home.folder, 'ada.jsonl'), path.join(home.folder, 'third.sqlite')];
    await says('review', 'export', '2001.00001', '-o', shared);
    await says('import', path.join(home.folder, 'hub.jsonl'), '--library', third);
    await says('review', 'merge', shared, '--library', third);
    expect(await says('audit', '2001.00001', '--json', '--library', third)).toBe(report);
  });

  it.each([
    [
      '{"id": "2101.00001", "role": "methd"}',
      /^pith-tui: standard input, line 1: role needs .*; did you mean method\?\n$/u,
    ],
    ['{"id": "2101.00001"}', /line 1: role needs to be null or one of background, method, none, unclear\.\n$/u],
    [
      '{"id": "2101.99999", "role": "method"}',
      /line 1: arxiv:2101\.99999 is not in this sample; check --sample and --seed\.\n$/u,
    ],
    ['{"id": 7}', /line 1: id needs to be that of a citing paper/u],
    ['[1]', /line 1: JSON, but not an object\.\n$/u],
    ['{', /line 1: not JSON/u],
  ])('refuses %s, naming the line, and keeps nothing of it', async (line, words) => {
    const before = await home.runWith({ env: { PITH_TUI_NAME: 'Ada' } }, 'audit', '2001.00001', '--json');
    const { code, stderr } = await answer(line, '{"id": "2101.00003", "role": "background"}');
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
    const after = await home.runWith({ env: { PITH_TUI_NAME: 'Ada' } }, 'audit', '2001.00001', '--json');
    expect(after.stdout).toBe(before.stdout);
  });

  it('says what is missing where nothing can be judged, and which flags do not go together', async () => {
    expect(await home.run('audit', '2101.00001')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'No citation of arXiv:2101.00001 has both a role and a citing sentence',
      ) as string,
    });
    expect((await home.run('audit', '2001.00001', '--questions', '--answers', '-')).code).toBe(2);
    expect((await home.run('audit', '2001.00001', '--sample', '0')).stderr).toContain('--sample needs a whole number');
  });
});
