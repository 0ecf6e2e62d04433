/** `pith-tui learn`, as it is typed. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus } from '../../../learn/corpus.js';
import { ended, type Home, makeHome } from '../../run-program.js';

let home: Home;
const library = (name: string): string[] => ['--library', `${name}.sqlite`];

/** Papers that cite two hubs, the last 30 citations of the first without roles; a third hub of which no role is known. */
function hubLines(): string {
  const known = corpus(240, 1, { hubs: 2 });
  const records: unknown[] = [{ format: 'pith-tui-hub', version: 1 }];
  const name = (number: number): string => `arxiv:2001.${String(number).padStart(5, '0')}`;
  for (const hub of [1, 2, 3]) records.push({ type: 'work', ids: [name(hub)], title: `Hub Number ${hub}` });
  for (const citing of new Set(known.map((one) => one.citing)))
    records.push({ type: 'work', ids: [name(citing)], title: `Citing Paper Number ${citing}` });
  for (const [at, { citing, cited, sentences, roles }] of known.entries()) {
    const judged = at < 180 || cited === 2;
    records.push({
      type: 'citation',
      citing: name(citing),
      cited: name(cited),
      contexts: sentences,
      ...(judged && { judgements: [{ axis: 'role', labels: roles, judge: 'semantic-scholar', at: '2026-01-01' }] }),
    });
  }
  records.push({ type: 'citation', citing: name(known[0]!.citing), cited: name(3), contexts: known[0]!.sentences });
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

beforeAll(async () => {
  home = makeHome();
  writeFileSync(path.join(home.folder, 'hubs.jsonl'), hubLines());
  expect((await home.run('import', 'hubs.jsonl', ...library('a'))).code).toBe(0);
});
afterAll(() => home.remove());

describe('learn', () => {
  it('says what to do where there is nothing to learn from, and where nothing was learned', async () => {
    writeFileSync(
      path.join(home.folder, 'none.jsonl'),
      '{"format":"pith-tui-hub","version":1}\n{"type":"work","ids":["arxiv:2001.00001"],"title":"Alone"}\n',
    );
    await home.run('import', 'none.jsonl', ...library('none'));
    expect(await home.run('learn', '--all', ...library('none'))).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^pith-tui: There is nothing to learn from: .*pith-tui fetch PAPER\n$/u) as string,
    });
    expect(await home.run('learn', ...library('none'))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^pith-tui: Nothing has been learned yet; /u) as string,
    });
    expect(await home.run('learn', '--all', '2001.00001', ...library('none'))).toMatchObject({ code: 2 });
    expect(await home.run('learn', '--forget', ...library('none'))).toMatchObject({
      code: 0,
      stdout: 'There are no learned labels here.\n',
    });
  });

  it('labels what has no role, prints how good that is, keeps it, and forgets it at a word', async () => {
    const before = (await home.run('list', '2001.00001', '--jsonl', ...library('a'))).stdout;
    const first = await home.run('learn', '2001.00001', ...library('a'));
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('Known roles, by whose word they are: semantic-scholar 210.');
    expect(first.stdout).toMatch(/^role +citations +share +majority F1 +precision +recall +F1 +given +right$/mu);
    expect(first.stdout).toMatch(/^macro +0\.2\d +0\.[89]\d$/mu);
    expect(first.stdout).toMatch(/^Labelled (?:2[0-9]|30) of 30 citations without roles: /mu);
    const labelled = (await home.run('list', '2001.00001', 'label-by:computed', '--json', ...library('a'))).stdout;
    const count = (JSON.parse(labelled) as unknown[]).length;
    expect(first.stdout).toContain(`Labelled ${count} of 30`);

    // The figures are those of the first time, and the same where it is done again.
    const kept = JSON.parse((await home.run('learn', '--json', ...library('a'))).stdout) as Kept;
    expect(kept).toMatchObject({ labels: count, figures: { citations: 210, folds: 5 }, rare: [] });
    const again = JSON.parse((await home.run('learn', '2001.00001', '--json', ...library('a'))).stdout) as Kept;
    expect(again).toMatchObject({ labels: count, abstained: 30 - count, strange: 0, figures: kept.figures });

    const forgotten = await home.run('learn', '--forget', ...library('a'));
    expect(forgotten.stdout).toBe(`Forgot the learned labels of ${count} citations.\n`);
    expect((await home.run('list', '2001.00001', '--jsonl', ...library('a'))).stdout).toBe(before);
    expect((await home.run('doctor', ...library('a'))).code).toBe(0);
  });

  it('labels every hub with --all, one of which nothing is known where held-out hubs allow it', async () => {
    const { labels, strange } = JSON.parse(
      (await home.run('learn', '--all', '--json', ...library('a'))).stdout,
    ) as Kept;
    expect(labels).toBeGreaterThan(19);
    expect(strange).toBe(0);
    const show = await home.run('show', '2001.00003', '--section', 'roles', ...library('a'));
    expect(show.stdout).toContain('computed');
  });

  it('leaves the library as it was where Ctrl-C is pressed', async () => {
    await home.run('learn', '--forget', ...library('a'));
    const child = home.start({}, 'learn', '--all', ...library('a'));
    const end = ended(child);
    // Wherever it is by then: before it listens the signal ends it, and after that it says so.
    child.kill('SIGINT');
    const { code, signal, stdout } = await end;
    expect(code === 130 || signal === 'SIGINT').toBe(true);
    expect(stdout).toBe('');
    expect((await home.run('learn', ...library('a'))).code).toBe(1);
  });
});

interface Kept {
  labels: number;
  abstained: number;
  strange: number;
  figures: unknown;
}
