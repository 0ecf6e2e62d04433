/** Files, folders and their permissions: what the program makes, what it follows, and what it cannot read. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../sources/replay/server.js';
import { ended, type Home, makeHome, makeHomeWithHubs } from './run-program.js';

let home: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
});
afterAll(() => home.remove());
const inside = (...names: string[]): string => path.join(home.folder, ...names);
const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('a library that is made', () => {
  it('is read by its owner only, as are its folders', async () => {
    const fresh = makeHome();
    try {
      expect((await fresh.run('hubs')).code).toBe(0);
      expect(mode(fresh.library)).toBe('600');
      expect(mode(path.dirname(fresh.library))).toBe('700');
    } finally {
      fresh.remove();
    }
  });

  it.skipIf(process.platform === 'win32')('is from then on, where an older program made it for everybody', async () => {
    const older = makeHomeWithHubs();
    const server = await serve(() => ({ status: 404, body: '{}' }));
    try {
      const data = path.dirname(older.library);
      const state = path.join(older.folder, '.local', 'state', 'pith-tui');
      const log = path.join(state, 'fetch.log');
      const named = path.join(older.folder, 'papers', 'mine.sqlite');
      for (const folder of [state, path.dirname(named)]) mkdirSync(folder, { recursive: true });
      writeFileSync(log, 'before\n');
      writeFileSync(path.join(older.folder, 'theirs'), '');
      symlinkSync(path.join(older.folder, 'theirs'), path.join(data, 'link'));
      copyFileSync(older.library, named);
      for (const file of [older.library, log, named, path.join(older.folder, 'theirs')]) chmodSync(file, 0o644);
      for (const folder of [data, state, path.dirname(named)]) chmodSync(folder, 0o755);
      const service = ['--from', 'openalex', '--base', `openalex=${server.origin}`];
      expect((await older.run('fetch', '1911.11134', ...service)).stderr).toContain('OpenAlex');
      await older.run('hubs', '--library', named);
      expect([older.library, data, log, state].map(mode)).toEqual(['600', '700', '600', '700']);
      expect([named, path.dirname(named), path.join(older.folder, 'theirs')].map(mode)).toEqual(['644', '755', '644']);
    } finally {
      older.remove();
      await server.close();
    }
  });

  it.each([
    ['SIGHUP', 129],
    ['SIGTERM', 143],
  ] as const)('leaves nothing behind at %s', async (signal, code) => {
    const fresh = makeHome();
    try {
      const folder = path.dirname(fresh.library);
      const child = fresh.start({}, 'hubs');
      const end = ended(child);
      const isBegun = (): boolean =>
        existsSync(folder) &&
        readdirSync(folder).some((name) => name.endsWith('.new-journal') || name.endsWith('.new-wal'));
      while (!isBegun() && child.exitCode === null) await new Promise((done) => setTimeout(done, 5));
      child.kill(signal);
      const { code: found } = await end;
      const left = readdirSync(folder);
      // A machine that was held up has finished before the signal came.
      expect([
        [code, []],
        [0, ['library.sqlite']],
      ]).toContainEqual([found, left.filter((name) => !/-(?:wal|shm)$/u.test(name))]);
    } finally {
      fresh.remove();
    }
  });

  it.each([[{ HOME: '' }], [{ XDG_DATA_HOME: 'data' }]])('is not put into the working folder: %j', async (env) => {
    const { code, stderr } = await home.runWith({ env }, 'hubs');
    expect(code).toBe(2);
    expect(stderr).toMatch(/a relative path; set HOME/u);
    expect(existsSync(inside('data'))).toBe(false);
  });
});

describe('what is no file', () => {
  it('is refused as a library, as a config file and as a bibliography to add to', async () => {
    execFileSync('mkfifo', [inside('pipe')]);
    mkdirSync(inside('config', 'pith-tui'), { recursive: true });
    execFileSync('mkfifo', [inside('config', 'pith-tui', 'config.toml')]);
    const library = await home.run('hubs', '--library', inside('pipe'));
    expect([library.code, library.stderr]).toEqual([2, expect.stringMatching(/is not a pith-tui library/u)]);
    const config = await home.runWith({ env: { XDG_CONFIG_HOME: inside('config') } }, 'fetch', '1911.11134');
    expect([config.code, config.stderr]).toEqual([2, expect.stringMatching(/config\.toml is no file/u)]);
    const append = await home.run('export', '1911.11134', 'sparse', '--append', '-o', '/dev/full');
    expect([append.code, append.stderr]).toEqual([
      2,
      expect.stringMatching(/^pith-tui: \/dev\/full is a pipe or a device/mu),
    ]);
  });
});

describe('a folder to import', () => {
  it('is not left by links, and goes on after a part of it that cannot be read', async () => {
    mkdirSync(inside('in', 'deep'), { recursive: true });
    mkdirSync(inside('outside'));
    writeFileSync(
      inside('in', 'deep', 'a.bib'),
      '@article{a, title={A title of ours}, author={Ada Byron}, year={2020}}\n',
    );
    writeFileSync(inside('outside', 'b.bib'), '@article{b, title={Another title}, author={Ada Byron}, year={2021}}\n');
    symlinkSync(inside('outside'), inside('in', 'away'));
    symlinkSync(inside('in'), inside('in', 'deep', 'back'));
    const args = ['import', inside('in'), '--cited', '1911.11134', '--library', inside('new.sqlite')];
    const { stdout } = await home.run(...args);
    expect(stdout).toContain('a.bib');
    expect(stdout).not.toContain('b.bib');
    if (process.getuid?.() === 0) return;
    mkdirSync(inside('in', 'closed'));
    chmodSync(inside('in', 'closed'), 0);
    expect((await home.run(...args)).stderr).toMatch(/closed: it is a folder that cannot be read/u);
    rmSync(inside('in', 'closed'), { recursive: true });
  });
});

describe('places where nothing can be made', () => {
  it.skipIf(!existsSync('/proc/self'))('are told in a sentence', async () => {
    for (const [env, argv] of [
      [{ XDG_DATA_HOME: '/proc/nope' }, ['hubs']],
      [{}, ['export', '1911.11134', '-o', '/proc/nope/a.bib']],
    ] as const) {
      const end = await home.runWith({ env }, ...argv);
      expect(end).toMatchObject({ code: 2, stdout: '' });
      expect(end.stderr).toMatch(/^pith-tui: .*\/proc\/nope\/.* no such file or directory.*\.\n$/u);
    }
  });

  it('a named library is made in a folder that is there', async () => {
    const end = await home.run('hubs', '--library', 'typo/library.sqlite');
    expect(end).toMatchObject({
      code: 2,
      stderr:
        'pith-tui: The library ~/typo/library.sqlite cannot be made, since there is no folder ~/typo; make it, or name another file with --library.\n',
    });
    expect(existsSync(path.join(home.folder, 'typo'))).toBe(false);
    expect((await home.run('import', 'a.bib', '--cited', '1911.11134', '--library', 'typo/l.sqlite')).code).toBe(2);
  });

  it('do not keep a command from its work where only its notes would stand there', async () => {
    const env = { XDG_STATE_HOME: '/proc/nope', XDG_CACHE_HOME: '/proc/nope', XDG_CONFIG_HOME: '/proc/nope' };
    expect((await home.runWith({ env }, 'hubs')).code).toBe(0);
  });

  it('a folder in the place of the file to write is no file to replace', async () => {
    const end = await home.run('export', '1911.11134', '--format', 'bibtex', '-o', home.folder);
    expect(end).toMatchObject({
      code: 2,
      stderr: `pith-tui: ${home.folder} is a folder; name a file in it with -o.\n`,
    });
  });
});

describe('names with escape sequences', () => {
  const hostile = 'x\x1b]0;owned\x07\x9b31m\u202ey';
  it.each([
    ['of files', ['import', hostile]],
    ['of libraries', ['hubs', '--library', `/dev/null/${hostile}/library.sqlite`]],
    ['in flags', ['fetch', '1911.11134', '--timeout', hostile]],
    ['of flags', ['list', `--${hostile}`]],
    ['of papers', ['show', hostile]],
    ['in queries', ['list', '1911.11134', `role:${hostile}`]],
    ['of exports', ['export', '1911.11134', 'sparse', '-o', `/dev/null/${hostile}.bib`]],
  ])('%s reach no terminal', async (_, args) => {
    const { stderr, code } = await home.run(...args);
    expect(code).not.toBe(0);
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/u);
  });
});

describe('a link without its end', () => {
  it('is written where it leads', async () => {
    symlinkSync('target.bib', inside('link.bib'));
    expect((await home.run('export', '1911.11134', 'sparse', '-o', inside('link.bib'))).code).toBe(0);
    expect(readFileSync(inside('target.bib'), 'utf8')).toContain('@');
  });
});
