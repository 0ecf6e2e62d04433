/** Settings from flags, the environment and the config file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.js';
import {
  type ClientSettings,
  clientSettings,
  type ReaderSettings,
  readerSettings,
  screenReaderSetting,
  themeSetting,
} from '../../src/cli/settings.js';
import { JUDGE_KINDS } from '../../src/hub/judging/judges.js';

const folder = mkdtempSync(path.join(tmpdir(), 'pith-tui-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const SECRET = 'k3y-of-nobody-123';

function settings(flags: string[] = [], env: NodeJS.ProcessEnv = {}, toml?: string): ClientSettings {
  const file = path.join(folder, 'config.toml');
  rmSync(file, { force: true });
  if (toml !== undefined) writeFileSync(file, toml);
  return clientSettings(readArguments(['fetch', '1911.11134', ...flags]), env, file);
}

function mistake(...given: Parameters<typeof settings>): string {
  try {
    settings(...given);
  } catch (error) {
    return (error as Error).message.replace(folder, '…');
  }
  throw new Error('no mistake was found');
}

describe('settings', () => {
  it('come from nowhere but the program’s name where nothing is given', () => {
    expect(settings()).toEqual({ program: expect.stringMatching(/^pith-tui\//u), keys: {}, bases: {}, rates: {} });
  });

  it('are taken from flags before the environment before the file, each by itself', () => {
    const toml = `
contact = "file@example.org"
timeout = 5
[openalex]
key = "file-key"
base = "http://localhost:1"
rate = 2.5
["semantic-scholar"]
key = "file-s2"
`;
    expect(settings([], {}, toml)).toMatchObject({
      contact: 'file@example.org',
      timeouts: { connectMs: 5_000, idleMs: 5_000, totalMs: 50_000 },
      keys: { openalex: 'file-key', 'semantic-scholar': 'file-s2' },
      bases: { openalex: 'http://localhost:1' },
      rates: { openalex: 2.5 },
    });
    const env = {
      PITH_TUI_CONTACT: 'env@example.org',
      PITH_TUI_TIMEOUT: '6',
      OPENALEX_API_KEY: 'env-key',
      PITH_TUI_OPENALEX_BASE: 'http://localhost:2',
      PITH_TUI_SEMANTIC_SCHOLAR_RATE: '9',
      S2_API_KEY: '',
    };
    expect(settings([], env, toml)).toMatchObject({
      contact: 'env@example.org',
      timeouts: { idleMs: 6_000 },
      keys: { openalex: 'env-key', 'semantic-scholar': 'file-s2' },
      bases: { openalex: 'http://localhost:2' },
      rates: { openalex: 2.5, 'semantic-scholar': 9 },
    });
    const flags = ['--contact', 'flag@example.org', '--timeout', '7', '--key', 'openalex=flag=key'];
    const more = ['--base', 'openalex=http://localhost:3', '--base', 'pith=http://localhost:4', '--rate', 'openalex=1'];
    expect(settings([...flags, ...more], env, toml)).toMatchObject({
      contact: 'flag@example.org',
      timeouts: { idleMs: 7_000 },
      keys: { openalex: 'flag=key' },
      bases: { openalex: 'http://localhost:3', pith: 'http://localhost:4' },
      rates: { openalex: 1, 'semantic-scholar': 9 },
    });
  });

  it.each([
    ['contcat = "me@example.org"', 'line 1 (contcat): there is no such setting; did you mean contact?'],
    ['\n\n[openalx]\nkey = "x"', 'line 3 (openalx): there is no such setting; did you mean openalex?'],
    ['[openalex]\n# mine\nrat = 3', 'line 3 (openalex.rat): there is no such setting; did you mean rate?'],
    [
      '[openalex]\n[crossref]\nkey = "k"',
      'line 3 (crossref.key): there is no such setting; the settings are base, rate.',
    ],
    ['timeout = true', 'line 1 (timeout) needs a string or a number.'],
    ['timeout = "soon"', 'line 1 (timeout) needs a number of seconds above 0, not soon.'],
    ['contact = ""', 'line 1 (contact) needs a string or a number.'],
    ['openalex = 3', 'line 1 (openalex) needs to be a table: [openalex] on a line of its own.'],
    ['openalex = { rate = -1 }', 'line 1 (openalex.rate) needs a number of requests a second above 0, not -1.'],
    ['openalex.rate = 0', 'line 1 (openalex.rate) needs a number of requests a second above 0, not 0.'],
    [`[openalex]\nkey = "${SECRET}`, 'line 2, column'],
    [`[openalex]\nkey = ${SECRET}`, 'line 2, column'],
  ])('a file with %j is told where it is wrong, and no key is said', (toml, words) => {
    const said = mistake([], {}, toml);
    expect(said).toMatch(/^…\/config\.toml, line \d/u);
    expect(said).toContain(words);
    expect(said).not.toContain(SECRET);
  });

  it.each([
    [
      ['--key', SECRET],
      /^--key needs a service and a value, as in --key semantic-scholar=…; .*openalex, opencitations\.$/u,
    ],
    [['--key', `crossref=${SECRET}`], /services are semantic-scholar, openalex, opencitations\.$/u],
    [['--base', 'openalex'], /^--base needs a service/u],
    [['--base', 'openalex='], /^--base needs a service/u],
    [['--rate', 'openalex=fast'], '--rate openalex needs a number of requests a second above 0, not fast.'],
    [['--timeout', '0'], '--timeout needs a number of seconds above 0, not 0.'],
  ])('flags %j are told what they need, and no key is said', (flags, words) => {
    const said = mistake(flags);
    expect(said).toMatch(words);
    expect(said).not.toContain(SECRET);
  });

  it('name the variable that is wrong', () => {
    expect(mistake([], { PITH_TUI_OPENALEX_RATE: 'x' })).toMatch(/^PITH_TUI_OPENALEX_RATE needs a number/u);
  });
});

describe('settings of the reader', () => {
  const reader = (env: NodeJS.ProcessEnv = {}, toml?: string): ReaderSettings => {
    const file = path.join(folder, 'config.toml');
    rmSync(file, { force: true });
    if (toml !== undefined) writeFileSync(file, toml);
    return readerSettings(env, file);
  };

  it('are the usual ones where nothing is given', () => {
    expect(reader()).toEqual({ name: 'reader', precedence: JUDGE_KINDS, blind: [], mouse: true, links: 'auto' });
    expect(reader({ USER: 'ada' }).name).toBe('ada');
  });

  it('are taken from the environment before the file', () => {
    const toml = 'name = "Ada L."\nprecedence = "semantic-scholar, pith"';
    const order = ['semantic-scholar', 'pith', 'human', 'labelled', 'other', 'computed'];
    expect(reader({ USER: 'x' }, toml)).toEqual({
      name: 'Ada L.',
      precedence: order,
      blind: [],
      mouse: true,
      links: 'auto',
    });
    expect(
      ['mouse = "off"', 'mouse = false', 'mouse = "on"', 'mouse = true'].map((line) => reader({}, line).mouse),
    ).toEqual([false, false, true, true]);
    expect(reader({ PITH_TUI_MOUSE: 'off' }, 'mouse = true').mouse).toBe(false);
    expect(reader({ PITH_TUI_LINKS: 'never' }, 'links = "always"').links).toBe('never');
    expect(reader({}, 'links = "always"').links).toBe('always');
    expect(reader({}, 'blind = ["authors", "citations"]').blind).toEqual(['authors', 'citations']);
    expect(reader({ PITH_TUI_BLIND: 'venue' }, 'blind = "authors"').blind).toEqual(['venue']);
    expect(reader({}, 'precedence = ["semantic-scholar", "pith"]').precedence).toEqual(order);
    expect(reader({ PITH_TUI_PRECEDENCE: 'computed', PITH_TUI_NAME: 'Bo' }, toml)).toMatchObject({
      name: 'Bo',
      precedence: ['computed', 'human', 'pith', 'labelled', 'semantic-scholar', 'other'],
    });
  });

  it('are told where they are wrong', () => {
    expect(() => reader({}, '# mine\nprecedence = "humans"')).toThrow(
      /line 2 \(precedence\) needs kinds of judges between commas, out of human, pith, .*; not "humans"\.$/u,
    );
    expect(() => reader({ PITH_TUI_PRECEDENCE: 'pith,pith' })).toThrow(
      'PITH_TUI_PRECEDENCE names pith twice; leave one of them out.',
    );
    expect(() => reader({}, 'name = "x"\nblind = ["author"]')).toThrow(
      'line 2 (blind) needs some of authors, venue, citations, with commas between; not "author".',
    );
    expect(() => reader({}, '\nlinks = "on"')).toThrow('line 2 (links) needs one of auto, always, never; not "on".');
    for (const [line, on] of [
      ...['on', 'ON', 'yes', 'Yes', 'y', 'true', '1'].map((word) => [`"${word}"`, true] as const),
      ...['off', 'no', 'N', 'false', '0'].map((word) => [`"${word}"`, false] as const),
      ['1', true],
      ['0', false],
      ['true', true],
      ['false', false],
    ] as const)
      expect(reader({}, `mouse = ${line}`).mouse, line).toBe(on);
    for (const word of ['on', 'yes', 'true', '1'])
      expect(reader({ PITH_TUI_MOUSE: word }, 'mouse = 0').mouse).toBe(true);
    expect(() => reader({}, '\nmouse = "maybe"')).toThrow(
      'line 2 (mouse) needs "on" or "off" (or yes, no, true, false, 1, 0), not "maybe".',
    );
    expect(() => reader({}, 'mouse = 2')).toThrow('line 1 (mouse) needs "on" or "off"');
    expect(() => reader({ PITH_TUI_MOUSE: 'perhaps' })).toThrow('PITH_TUI_MOUSE needs "on" or "off"');
    expect(() => reader({}, 'name = true')).toThrow('line 1 (name) needs a string or a number.');
    expect(() => reader({}, 'precedence = [1]')).toThrow('line 1 (precedence) needs a string or a number.');
  });
});

describe('the setting of the theme', () => {
  const theme = (value: string, toml?: string): ReturnType<typeof themeSetting> => {
    const file = path.join(folder, 'own.toml');
    rmSync(file, { force: true });
    if (toml !== undefined) writeFileSync(file, toml);
    return themeSetting({ PITH_TUI_THEME: value }, path.join(folder, 'none.toml'));
  };
  const mistakeOf = (...given: Parameters<typeof theme>): string => {
    try {
      theme(...given);
    } catch (error) {
      return (error as Error).message.replace(folder, '…');
    }
    throw new Error('no mistake was found');
  };

  it('asks the terminal where nothing is given, and takes a background by its name', () => {
    expect(theme('')).toEqual({ background: 'auto' });
    expect([theme('light'), theme('dark')]).toEqual([{ background: 'light' }, { background: 'dark' }]);
  });

  it('is a file beside the config file, with a background, hues and styles', () => {
    const toml = 'background = "light"\ntitle = "bold"\n[hue]\nred = "#aF0001"\n[role]\nmethod = "bold #0a7d5c"';
    expect(theme('own.toml', toml)).toEqual({
      background: 'light',
      own: { hues: { red: [175, 0, 1] }, styles: { title: 'bold', 'role.method': 'bold #0a7d5c' } },
    });
    expect(theme(path.join(folder, 'own.toml'), '').background).toBe('auto');
  });

  it.each([
    ['background = "pink"', 'line 1 (background) needs "auto", "light" or "dark", not "pink".'],
    ['[hue]\nred = "rot"', 'line 2 (hue.red) needs a colour, as in "#0a7d5c", not "rot".'],
    ['hue.red = 7', 'line 1 (hue.red) needs a colour, as in "#0a7d5c".'],
    ['title = "red blue"', 'line 1 (title) needs bold, dim, underline, inverse or none of them, and one colour, as in'],
    ['[role]\nmetod = "red"', 'line 2 (role.metod): there is no such style; did you mean role.method?'],
    ['zzzzzzzzzzzzzzz = "red"', 'name background, hue.red or a style such as title.'],
    ['title = ', 'is not valid TOML; correct it.'],
  ])('with %j in it is told file, line and field', (toml, words) => {
    const said = mistakeOf('own.toml', toml);
    expect(said).toMatch(/^…\/own\.toml, line \d/u);
    expect(said).toContain(words);
  });

  it('that names no file, or one that is no theme, is told', () => {
    expect(mistakeOf('ligth')).toMatch(
      /^PITH_TUI_THEME needs auto, light, dark or the path of a theme file, .*ligth\.$/u,
    );
    expect(mistakeOf('own.toml', '#'.repeat(70_000))).toContain('is larger than 64 KB');
  });
});

describe('the setting for who listens', () => {
  const listens = (flags: string[], env: NodeJS.ProcessEnv, toml?: string): boolean => {
    const file = path.join(folder, 'listening.toml');
    rmSync(file, { force: true });
    if (toml !== undefined) writeFileSync(file, toml);
    return screenReaderSetting(readArguments(flags), env, file);
  };

  it('is a flag, the variable of all Ink programs, a variable of its own or a line of the config file', () => {
    expect(listens([], {})).toBe(false);
    expect(listens(['--screen-reader'], {})).toBe(true);
    expect(listens([], { INK_SCREEN_READER: 'true' })).toBe(true);
    expect(listens([], { PITH_TUI_SCREEN_READER: 'on' })).toBe(true);
    expect(listens([], {}, 'screen-reader = "on"\n')).toBe(true);
    expect(listens([], {}, 'screen-reader = true\n')).toBe(true);
    expect(listens([], { PITH_TUI_SCREEN_READER: 'off' }, 'screen-reader = true\n')).toBe(false);
  });

  it('is on or off, and else named with its place', () => {
    expect(() => listens([], {}, 'screen-reader = "perhaps"\n')).toThrow(
      /listening\.toml, line 1 \(screen-reader\) needs "on" or "off" \(or yes, no, true, false, 1, 0\), not "perhaps"\.$/u,
    );
  });
});
