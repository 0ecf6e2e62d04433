/** `pith-tui update` and `pith-tui diff`: what later readings of a list bring. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Handler, serve, type TestServer } from '../../sources/replay/server.js';
import * as services from '../../sources/replay/services.js';
import { type Ended, ended, type Home, makeHome } from '../run-program.js';

const SHEEP = '2101.00001';

let home: Home;
let server: TestServer;
afterEach(async () => {
  home.remove();
  await server.close();
});

/** A service whose list can be changed between two runs. */
async function setUp(
  rows: services.S2Row[],
): Promise<{ rows: services.S2Row[]; handler: Handler; flags: string[]; library: string[] }> {
  home = makeHome();
  const handler: Handler = (asked) => services.semanticScholar(list.rows)(asked);
  const list = { rows, handler };
  server = await serve((asked) => list.handler(asked));
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

  it('of --all that was killed goes on with the lists it had not read, and the next one reads all', async () => {
    const world = await setUp([1001, 1002].map(row));
    const hubs = [1, 2, 3].map((n) => `2101.0000${n}`);
    // Three hubs with a list each; the one of this number does not answer.
    let silent: string | undefined;
    world.handler = (asked) => {
      const n =
        /ARXIV:2101\.0000(\d)/iu.exec(decodeURIComponent(asked.url))?.[1] ?? /\/paper\/(\d)/u.exec(asked.url)![1]!;
      if (n === silent) return { status: 503, headers: { 'retry-after': '60' }, body: '' };
      const own = String(n).repeat(40);
      const hub = {
        ...services.S2_PAPER,
        paperId: own,
        externalIds: { ArXiv: `2101.0000${n}`, CorpusId: 70 + Number(n) },
      };
      const said = services.semanticScholar(world.rows)({
        ...asked,
        url: asked.url.replace(own, services.S2_PAPER.paperId),
      });
      return asked.url.includes('/citations') ? said : { body: { ...hub, title: `Hub ${n}`, citationCount: 3 } };
    };
    for (const hub of hubs) await home.run('fetch', hub, '--from', 'semantic-scholar', ...world.flags);
    const lists = (end: Ended): string[] => end.stdout.match(/arXiv:2101\.0000\d(?= since)/gu) ?? [];
    const update = (): Promise<Ended> => home.run('update', '--all', ...world.flags);
    const killed = async (): Promise<Ended> => {
      const child = home.start({}, 'update', '--all', ...world.flags);
      child.stderr!.on('data', (text: Buffer) => {
        if (text.toString().includes('trying again')) child.kill('SIGKILL');
      });
      return ended(child);
    };
    silent = '2';
    world.rows = [1001, 1002, 1003].map(row);
    expect(lists(await killed())).toEqual(['arXiv:2101.00001']);
    silent = '3';
    const second = await killed();
    expect(lists(second)).toEqual(['arXiv:2101.00002']);
    expect(second.stderr).toMatch(
      /^The last update --all was interrupted after 1 list; continuing with the others\.\n/u,
    );
    silent = undefined;
    const third = await update();
    expect(third).toMatchObject({ code: 0 });
    expect(lists(third)).toEqual(['arXiv:2101.00003']);
    expect(third.stdout).toMatch('1 new, 0 gone, 0 changed');
    const next = await update();
    expect(lists(next)).toEqual(hubs.map((hub) => `arXiv:${hub}`));
    expect(next.stderr).not.toMatch('broken off');
    // What was broken off long ago begins anew.
    silent = '2';
    await killed();
    silent = undefined;
    const folder = path.join(home.folder, '.local/state/pith-tui');
    const note = path.join(folder, readdirSync(folder).find((name) => name.startsWith('update-'))!);
    writeFileSync(note, new Date(Date.now() - 13 * 60 * 60_000).toISOString());
    expect(lists(await update())).toHaveLength(3);
    expect(existsSync(note)).toBe(false);
  }, 60_000);

  it('compares as many papers as were asked for the last time', async () => {
    const world = await setUp([1001, 1002, 1003].map(row));
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar', '--max', '2', ...world.flags);
    const end = await home.run('update', SHEEP, ...world.flags);
    expect(end.stdout).toMatch('2 of 3 citing papers, as many as --max 2 allows');
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
