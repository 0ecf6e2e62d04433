/** `pith-tui correct`: the reader's own word, in force at once, kept with name and date, revocable. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Home, makeHomeWithHubs } from '../../run-program.js';

let home: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
});
afterAll(() => home.remove());

const ADA = { env: { PITH_TUI_NAME: 'Ada' } };
const HUB = '1911.11134';
const PAPER = '2308.06767';
const correct = (...argv: string[]) => home.runWith(ADA, 'correct', HUB, ...argv);
/** The paper as the list has it. */
const row = async (): Promise<Record<string, unknown>> => {
  const { stdout } = await home.run('list', HUB, '--jsonl', 'title:taxonomy', 'author:cheng');
  return JSON.parse(stdout) as Record<string, unknown>;
};

describe('pith-tui correct', () => {
  it('says what is right, of several papers at once, and what was in force until then', async () => {
    expect(await row()).toMatchObject({ roles: ['background', 'method'], novelty: null });
    const { code, stdout } = await correct(PAPER, '2302.01107', '--role', 'Comparison,dataset', '--novelty', '7.5');
    expect({ code, lines: stdout.split('\n').filter((line) => line.startsWith('  ')) }).toEqual({
      code: 0,
      lines: [
        '  role: background, method → comparison, dataset',
        '  novelty: none → 7.5',
        '  role: none → comparison, dataset',
        '  novelty: none → 7.5',
      ],
    });
    expect(await row()).toMatchObject({ roles: ['dataset', 'comparison'], novelty: 7.5 });
    const found = await home.run('list', HUB, 'label-by:human', '--jsonl');
    expect(found.stdout.trim().split('\n')).toHaveLength(2);
  });

  it('keeps name and date, and what was taken back', async () => {
    await correct(PAPER, '--verdict', 'accept');
    const { stdout } = await correct(PAPER, '--revoke');
    expect(stdout.split('\n').filter((line) => line.startsWith('  '))).toEqual([
      '  role: comparison, dataset → background, method',
      '  verdict: accept → none',
      '  novelty: 7.5 → none',
    ]);
    expect(await row()).toMatchObject({ roles: ['background', 'method'], verdict: null, novelty: null });
    const told = (await home.run('show', PAPER, '--provenance')).stdout;
    const day = new Date().toISOString().slice(0, 10);
    expect(told.slice(told.indexOf('Corrections'))).toContain(
      `${day}   Ada: role in citing arXiv:${HUB}: comparison, dataset\n`,
    );
    expect(told).toContain(`Ada: verdict: taken back (it was accept)`);
    expect(await correct(PAPER, '--revoke')).toMatchObject({
      code: 1,
      stderr: "pith-tui: Nothing of Ada's is said of this paper that could be taken back.\n",
    });
    const journal = await home.run('journal', '--jsonl');
    expect(journal.stdout.match(/"kind":"override"/gu)).toHaveLength(8);
  });

  it('is taken back by undo, step by step', async () => {
    await correct(PAPER, '--role', 'none');
    expect(await row()).toMatchObject({ roles: [] });
    expect((await home.runWith(ADA, 'undo')).code).toBe(0);
    expect(await row()).toMatchObject({ roles: ['background', 'method'] });
  });

  it('says so where the reader believes somebody else first, as the config file may', async () => {
    const config = path.join(home.folder, '.config', 'pith-tui');
    mkdirSync(config, { recursive: true });
    const file = path.join(config, 'config.toml');
    writeFileSync(file, 'name = "Bo"\nprecedence = "semantic-scholar"\n');
    const { stdout } = await home.run('correct', HUB, PAPER, '--role', 'dataset');
    expect(stdout).toContain('  role: background, method; you say dataset, and another judge is believed first\n');
    writeFileSync(file, 'name = "Bo"\n');
    expect(await row()).toMatchObject({ roles: ['dataset'] });
    expect((await home.run('show', HUB, '--provenance')).stdout).toContain('human:Bo: 1 judgement');
    writeFileSync(file, 'precedence = "semantic"\n');
    expect(await home.run('list', HUB)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/config\.toml, line 1 \(precedence\) needs kinds of judges/u) as string,
    });
    writeFileSync(file, '');
  });

  it.each([
    [[PAPER, '--role', 'methd'], 2, 'did you mean method?'],
    [[PAPER, '--role', 'none,method'], 2, '--role none stands alone.'],
    [[PAPER, '--verdict', 'accept,reject'], 2, '--verdict needs one verdict, such as accept.'],
    [[PAPER, '--novelty', '10.5'], 2, '--novelty needs a number from 0 to 10, not 10.5.'],
    [[PAPER], 2, 'Say what is right: --role, --polarity, --verdict, --novelty; or --revoke'],
    [[PAPER, '--role', 'method', '--revoke'], 2, '--revoke takes all corrections back; leave out --role.'],
    [[], 2, 'Say which citing papers of which paper'],
    [['hep-th/9802109', '--role', 'method'], 1, 'hep-th/9802109 is not among the papers citing arXiv:1911.11134 here'],
  ])('refuses %j in a sentence', async (argv, code, words) => {
    const said = await correct(...argv);
    expect(said).toMatchObject({ code, stdout: '' });
    expect(said.stderr).toContain(words);
  });
});
