import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Handler, serve, type TestServer } from '../sources/replay/server.js';
import * as services from '../sources/replay/services.js';
import { type Home, makeHome } from './run-program.js';

const SHEEP = '2101.00001';

let home: Home;
let server: TestServer;
afterEach(async () => {
  home.remove();
  await server.close();
});

/** A service whose list can be changed between two runs. */
async function setUp(rows: services.S2Row[]): Promise<{ rows: services.S2Row[]; flags: string[]; library: string[] }> {
  home = makeHome();
  const list = { rows };
  const handler: Handler = (asked) => services.semanticScholar(list.rows)(asked);
  server = await serve(handler);
  const library = ['--library', path.join(home.folder, 'my.sqlite')];
  const flags = ['--base', `semantic-scholar=${server.origin}`, '--rate', 'semantic-scholar=200', ...library];
  return Object.assign(list, { flags, library });
}

const sheep = (number: number): string => number.toString(16).padStart(40, '0');
const row = (number: number): services.S2Row => services.s2Row(number, '2020-05-06');

describe('pith-tui update', () => {
  it('fetches again and says who is new, gone and changed, and diff says it later', async () => {
    const world = await setUp([1001, 1002, 1003, 1004].map(row));
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar', ...world.flags);
    const same = await home.run('update', SHEEP, ...world.flags);
    expect(same).toMatchObject({ code: 0 });
    expect(same.stdout).toMatch('arXiv:2101.00001 since the last time: 0 new, 0 gone, 0 changed\n');
    const none = await home.run('list', SHEEP, 'new:yes,changed,gone', ...world.library);
    expect(none).toMatchObject({ code: 1, stdout: '' });

    const flipped = row(1004);
    flipped.intents = ['background'];
    world.rows = [row(1001), row(1003), flipped, row(1005)];
    const end = await home.run('update', SHEEP, ...world.flags);
    expect(end.code).toBe(0);
    expect(end.stdout.split('\n')).toEqual([
      'Semantic Scholar: 4 citing papers (1 new to the library, in 2 pages).',
      'arXiv:2101.00001 since the last time: 1 new, 1 gone, 1 changed',
      `  + On counting sheep, part 1005, Ada Shepherd, 2020 (S2:${sheep(1005)})`,
      `  - On counting sheep, part 1002, Ada Shepherd, 2020 (S2:${sheep(1002)}): no longer listed by Semantic Scholar`,
      `  ~ On counting sheep, part 1004, Ada Shepherd, 2020 (S2:${sheep(1004)}): role method → background`,
      '',
    ]);
    const diff = await home.run('diff', SHEEP, '--since', '2026', ...world.library);
    expect(diff.code).toBe(0);
    expect(diff.stdout.split('\n').slice(1)).toEqual(end.stdout.split('\n').slice(2));
    const json = await home.run('diff', SHEEP, '--since', '2026', '--json', ...world.library);
    expect(JSON.parse(json.stdout)).toMatchObject({
      new: [{ id: `s2:${sheep(1005)}`, title: 'On counting sheep, part 1005' }],
      gone: [{ paper: { id: `s2:${sheep(1002)}` }, services: ['semantic-scholar'] }],
      changed: [{ paper: { id: `s2:${sheep(1004)}` }, field: 'role', before: 'method', after: 'background' }],
    });
    // The query and the list say the same.
    const listed = async (...query: string[]): Promise<unknown[]> => {
      const { stdout } = await home.run('list', SHEEP, ...query, '--json', ...world.library);
      return (JSON.parse(stdout) as { id: string; news: unknown }[]).map((one) => [one.id.slice(-4), one.news]).sort();
    };
    const last4 = (number: number): string => sheep(number).slice(-4);
    expect(await listed('new:yes')).toEqual([[last4(1005), 'new']]);
    expect(await listed('since:2026')).toEqual(
      [
        [last4(1002), 'gone'],
        [last4(1004), 'changed'],
        [last4(1005), 'new'],
      ].sort(),
    );
    expect(await listed('-new:yes', '-new:changed,gone')).toEqual([
      [last4(1001), null],
      [last4(1003), null],
    ]);
    const exported = await home.run('export', SHEEP, 'new:changed', '--format', 'csl', ...world.library);
    expect(exported.stdout).toContain('part 1004');
    expect(exported.stdout).not.toContain('part 1001');
    // They stay in the library.
    expect((await home.run('list', SHEEP, ...world.library)).stdout.trimEnd().split('\n')).toHaveLength(5);
  });

  it('of --all updates every paper that was fetched', async () => {
    const world = await setUp([1001, 1002].map(row));
    expect(await home.run('update', '--all', ...world.flags)).toMatchObject({ code: 1, stdout: '' });
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar', ...world.flags);
    world.rows = [1001, 1002, 1003].map(row);
    const end = await home.run('update', '--all', ...world.flags);
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout).toMatch('1 new, 0 gone, 0 changed\n  + On counting sheep, part 1003');
  });

  it('compares as many papers as were asked for the last time', async () => {
    const world = await setUp([1001, 1002, 1003].map(row));
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar', '--max', '2', ...world.flags);
    const end = await home.run('update', SHEEP, ...world.flags);
    expect(end.stdout).toMatch('2 of 3 citing papers, as many as --max 2 asks for');
    expect(end.stdout).toMatch('0 new, 0 gone, 0 changed');
  });

  it('says what to do where nothing can be compared', async () => {
    const world = await setUp([row(1001)]);
    const never = await home.run('update', SHEEP, ...world.flags);
    expect(never).toMatchObject({ code: 1, stdout: '' });
    expect(never.stderr).toMatch('have not been fetched yet; to fetch them: pith-tui fetch arXiv:2101.00001\n');
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar', ...world.flags);
    const once = await home.run('diff', SHEEP, '--since', '2026', ...world.library);
    expect(once.code).toBe(1);
    expect(once.stderr).toMatch(
      /has been fetched a second time since 2026; to do so: pith-tui update arXiv:2101\.00001\n$/u,
    );
    for (const [argv, words] of [
      [['update'], 'Say which paper'],
      [['update', SHEEP, '--all'], '--all means every paper'],
      [['diff', SHEEP], 'Say since when'],
      [['diff', SHEEP, '--since', 'May'], '--since needs a day, month or year'],
      [['diff', SHEEP, 'role:method', '--since', '2026'], 'takes no query'],
    ] as const) {
      const end = await home.run(...argv, ...world.library);
      expect(end).toMatchObject({ code: 2, stdout: '' });
      expect(end.stderr).toContain(words);
    }
  });
});
