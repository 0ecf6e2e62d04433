/** From the words of the command line to a command, its flags and its words. */
import { describe, expect, it } from 'vitest';
import { countFlag, readArguments } from '../../src/cli/arguments.js';

const words = (...argv: string[]): string[] => readArguments(argv).words.map((word) => word.text);
const mistake = (...argv: string[]): string => {
  try {
    readArguments(argv);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('no mistake was found');
};

describe('commands', () => {
  it('takes the first word as the command only where it is one', () => {
    expect(readArguments(['list', '1911.11134']).command.name).toBe('list');
    expect(readArguments(['1911.11134', 'list']).command.name).toBe('open');
    expect(readArguments(['--library', 'x', 'hubs']).command.name).toBe('hubs');
    expect(readArguments([]).command.name).toBe('open');
  });
  it('opens a paper that is called like a command after open, and behind --', () => {
    expect(readArguments(['open', 'list', 'decoding']).words.map((word) => word.text)).toEqual(['list', 'decoding']);
    expect(readArguments(['--', 'list']).command.name).toBe('open');
  });
});

describe('flags', () => {
  it('takes values with a blank, an equals sign, or right behind a short flag', () => {
    for (const argv of [['-o', 'a.bib'], ['-oa.bib'], ['--output=a.bib'], ['--output', 'a.bib']])
      expect(readArguments(['export', '1', ...argv]).values.get('output')).toEqual(['a.bib']);
    expect(readArguments(['export', '1', '-o', '-']).values.get('output')).toEqual(['-']);
    expect(readArguments(['export', '1', '--ids', 'a,b', '--ids=c']).values.get('ids')).toEqual(['a,b', 'c']);
  });
  it('names the nearest flag', () => {
    expect(mistake('list', '1', '--jsno')).toBe('There is no flag --jsno; did you mean --json?');
    expect(mistake('--colour=never')).toBe('There is no flag --colour; did you mean --color?');
    expect(mistake('--xyzzyx')).toBe('There is no flag --xyzzyx; pith-tui --help lists them.');
  });
  it('says which command a flag belongs to', () => {
    expect(mistake('show', '1', '--tsv')).toBe(
      '--tsv belongs to pith-tui list, pith-tui cites, pith-tui cited-by or pith-tui hubs, not to pith-tui show.',
    );
    expect(mistake('1911.11134', '--json')).toMatch(/^--json belongs to pith-tui list, .* not to pith-tui\.$/);
  });
  it('asks for a missing value instead of taking the next flag for it', () => {
    expect(mistake('export', '1', '-o')).toBe('-o needs a value: -o FILE.');
    expect(mistake('export', '1', '-o', '--force')).toBe('-o needs a value: -o FILE.');
    expect(readArguments(['show', '1', '--min', '-1']).values.get('min')).toEqual(['-1']);
    expect(mistake('list', '1', '--json=x')).toBe('--json takes no value; leave x out.');
  });
  it('refuses what cannot be together, and a value given twice', () => {
    expect(mistake('list', '1', '--json', '--tsv')).toMatch('exclude each other');
    expect(mistake('--library', 'a', '--library', 'b')).toBe('--library is given twice; give it once.');
    expect(mistake('--color', 'alway')).toBe('--color can be auto, always or never, not alway; did you mean always?');
    // A flag of one name has the choices of its command.
    expect(readArguments(['decide', 'a', 'b', '--as', 'none']).values.get('as')).toEqual(['none']);
    expect(mistake('review', 'import', 'a', '--as', 'none')).toMatch(
      /^--as can be included, excluded, maybe or later, not none/u,
    );
  });
  it('reads whole numbers only', () => {
    const limit = (text: string) => countFlag(readArguments(['list', '1', '--limit', text]), 'limit');
    expect(limit('12')).toBe(12);
    for (const wrong of ['0', '1.5', 'ten', '1e3']) expect(() => limit(wrong)).toThrow('needs a whole number');
    expect(() => limit('1'.repeat(20))).toThrow('takes a number of at most 15 digits');
  });
});

describe('terms of a query among the flags', () => {
  it('takes a negated field, group or phrase as a word', () => {
    expect(
      words('1911.11134', '-cat:cs.CV', '-author:van der', '-(role:method OR role:result)', '-"exact words"'),
    ).toEqual(['1911.11134', '-cat:cs.CV', '-author:van der', '-(role:method OR role:result)', '-"exact words"']);
  });
  it('keeps every word behind -- and tells that it was there', () => {
    expect(readArguments(['list', '1', '--', '-sparse', '--json']).words).toEqual([
      { text: '1', fenced: false },
      { text: '-sparse', fenced: true },
      { text: '--json', fenced: true },
    ]);
  });
  it('says how to leave a plain word out', () => {
    expect(mistake('list', '1', '-sparse')).toMatch('put it after --');
  });
});

describe('operands of the command', () => {
  it('wants files for import and nothing for hubs', () => {
    expect(mistake('import')).toBe('pith-tui import needs a file: pith-tui import FILE…');
    expect(mistake('hubs', '1911.11134')).toBe(
      'pith-tui hubs takes no 1911.11134; to open a paper: pith-tui 1911.11134',
    );
  });
  it('asks for nothing beside --help', () => {
    expect(readArguments(['import', '--help']).switches.has('help')).toBe(true);
  });
  it('takes help and version as words, too', () => {
    expect(readArguments(['help'])).toEqual(readArguments(['--help']));
    expect(readArguments(['help', 'list'])).toEqual(readArguments(['list', '--help']));
    expect(readArguments(['version'])).toEqual(readArguments(['--version']));
    expect(mistake('help', 'exprot')).toBe('There is no command exprot; did you mean export?');
    expect(readArguments(['help', 'help'])).toEqual(readArguments(['--help']));
    expect(mistake('help', 'list', 'export')).toBe(
      'pith-tui help takes one command: pith-tui help list; leave export out.',
    );
    expect(words('help', 'me', 'list')).toEqual(['help', 'me', 'list']);
    expect(words('version', 'control')).toEqual(['version', 'control']);
    expect(words('open', 'help', 'me')).toEqual(['help', 'me']);
  });
});
