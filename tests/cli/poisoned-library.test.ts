/** What commands print and write of a library whose texts would work a terminal, since another program wrote into it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMAT_TABLE } from '../../src/export/format-table.js';
import { comeThrough, poisonedLibrary } from '../poisoned-library.js';
import { type Home, makeHome } from './run-program.js';

const HUB = '2001.00000';

let home: Home;
let flags: string[];
beforeAll(async () => {
  home = makeHome();
  const file = join(home.folder, 'poisoned.sqlite');
  await poisonedLibrary(file);
  flags = ['--library', file];
});
afterAll(() => home.remove());

describe('no command brings a sequence of the library to the terminal', () => {
  it.each([
    [['hubs']],
    [['list', HUB]],
    [['list', HUB, 'role:"met']],
    [['show', HUB]],
    [['diff', HUB, '--since', '2020']],
    [['split', HUB, 'arxiv:9999.99999']],
    [['doctor']],
  ])('%j', async (argv) => {
    const { stdout, stderr } = await home.run(...argv, ...flags);
    expect((stdout + stderr).length).toBeGreaterThan(20);
    expect(comeThrough(stdout + stderr)).toEqual([]);
  });
});

describe('no export holds one', () => {
  it.each(FORMAT_TABLE.map(({ name }) => name))('as %s, of persons and groups', async (format) => {
    const printed = await home.run('export', HUB, '--format', format, '--annotate', ...flags);
    expect(printed.code).toBe(0);
    // The names are there, in pieces for the sequence that stood in them.
    expect(printed.stdout).toMatch(/Flock|ock Collaboration/u);
    expect(comeThrough(printed.stdout + printed.stderr)).toEqual([]);
    const file = join(home.folder, `all.${format}`);
    await home.run('export', HUB, '--format', format, '-o', file, ...flags);
    for (const name of readdirSync(home.folder).filter((one) => one.startsWith('all.')))
      expect(comeThrough(readFileSync(join(home.folder, name), 'utf8'))).toEqual([]);
  });
});

it('and what diff says of papers that came, went and changed is there', async () => {
  const { code, stdout } = await home.run('diff', HUB, '--since', '2020', ...flags);
  expect(code).toBe(0);
  expect(stdout).toMatch(/1 new, 1 gone, 1 changed/u);
  expect(stdout).toMatch(/: role method.* → back/u);
});
