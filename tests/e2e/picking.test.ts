/** Papers selected on the screen for what stands behind the program in a pipe. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { open } from './harness/program.js';

const RIGL = '1911.11134';
/** The program with its output in a file, and its exit code in another, under a shell that has the terminal. */
const INTO = ['sh', '-c', '"$@" --pick </dev/null >"$HOME/picked"; echo "$?" >"$HOME/code"', 'sh'];

const pick = async (...args: string[]) => {
  const t = await open([RIGL, ...args], { library: inject('bundledLibrary'), within: INTO });
  await t.until('of 370');
  const ended = async (): Promise<{ ids: string[]; code: string }> => {
    await t.exit();
    const [picked, code] = ['picked', 'code'].map((name) => readFileSync(join(t.home, name), 'utf8'));
    return { ids: picked!.split('\n').filter((line) => line !== ''), code: code!.trim() };
  };
  return { t, ended };
};

it('prints the ids of what is selected, in the order of the list, when it is left', async () => {
  const { t, ended } = await pick();
  expect(t.screen().join('\n')).toMatch(/Space selects a paper/u);
  await t.press('j', 'space', 'g', 'space');
  await t.until('2 selected');
  t.resize(100, 30);
  await t.until((lines) => lines.length === 30 && lines[0]!.length <= 100 && lines.join('\n').includes('2 selected'));
  await t.press('q');
  const { ids, code } = await ended();
  expect(code).toBe('0');
  expect(ids).toHaveLength(2);
  for (const id of ids) expect(id).toMatch(/^(arXiv|DOI|OpenAlex|S2|PMID|ACL|Pith)\S*$/iu);
});

it.each([
  ['q with nothing selected', ['q'], '1'],
  ['Ctrl-C', ['space', 'ctrl-c'], '130'],
])('prints nothing after %s', async (_, keys, code) => {
  const { t, ended } = await pick('role:method');
  await t.press(...keys);
  expect(await ended()).toEqual({ ids: [], code });
});
