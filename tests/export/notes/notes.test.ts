/** Notes for Obsidian and Logseq: a file a paper, whose front matter is the program's and everything else the reader's. */
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CslItem } from '../../../src/export/csl.js';
import { writeNotes } from '../../../src/export/notes/folder.js';
import { newNote, noteTag, paperOfNote, splitNote, updatedNote } from '../../../src/export/notes/front-matter.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pith-notes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HUB: CslItem = { id: 'arxiv:1911.11134', type: 'article', title: 'Rigging the Lottery' };
const ITEM: CslItem = {
  id: 'doi:10.1000/one',
  type: 'article-journal',
  title: 'Sparse: "training" #1 [of] {all}',
  author: [{ family: 'Alder', given: 'Ann' }, { literal: 'The Group' }],
  issued: { 'date-parts': [[2020, 3, 1]] },
  DOI: '10.1000/one',
  custom: {
    roles: ['method'],
    novelty: 7.5,
    status: 'excluded',
    reason: 'off-topic',
    starred: true,
    tags: ['in vitro', '2020', 'a/b'],
    readersNote: 'Line one\n\n- line two: yes',
  },
};
const noteOf = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const propertiesOf = (name: string) => parse(splitNote(noteOf(name))!.head) as Record<string, unknown>;
const write = (
  items = [HUB, ITEM],
  keys = ['evci2019rigging', 'alder2020sparse'],
  citations = [{ citing: 1, cited: 0 }],
) => writeNotes(folder, items, keys, citations);

describe('notes of papers', () => {
  it('have properties in YAML, links to the papers they cite, and a heading to write below', () => {
    expect(write()).toEqual({ written: 2, updated: 0, same: 0, left: [] });
    expect(readdirSync(folder).sort()).toEqual(['alder2020sparse.md', 'evci2019rigging.md']);
    expect(propertiesOf('alder2020sparse.md')).toEqual({
      paper: 'Sparse: “training” #1 [of] {all}',
      aliases: ['Sparse: “training” #1 [of] {all}'],
      'pith-id': 'doi:10.1000/one',
      authors: ['Ann Alder', 'The Group'],
      year: 2020,
      date: '2020-03-01',
      type: 'article-journal',
      doi: '10.1000/one',
      citekey: 'alder2020sparse',
      roles: ['method'],
      novelty: 7.5,
      status: 'excluded',
      reason: 'off-topic',
      starred: true,
      note: 'Line one\n\n- line two: yes',
      tags: ['pith/excluded', 'pith/starred', 'in-vitro', '_2020', 'a/b'],
      tagged: ['in vitro', '2020', 'a/b'],
      cites: ['[[evci2019rigging]]'],
    });
    expect(splitNote(noteOf('alder2020sparse.md'))!.body).toBe('\n# Sparse: “training” \\#1 \\[of\\] {all}\n');
  });

  it('are not touched again where nothing is new', () => {
    write();
    const file = path.join(folder, 'alder2020sparse.md');
    utimesSync(file, 1, 1);
    expect(write()).toEqual({ written: 0, updated: 0, same: 2, left: [] });
    expect(statSync(file).mtimeMs).toBe(1000);
  });

  it('keep every byte that the reader wrote, properties and comments of theirs, and tags', () => {
    write();
    const own = noteOf('alder2020sparse.md');
    const body = '\n# My own heading\n\n---\nnot: front matter\n---\ntrailing blanks  \r\nno last line end';
    const theirs = own
      .replace('status: excluded', 'rating: 5 # my scale\nstatus: excluded')
      .replace('  - pith/excluded', '  - mine\n  - pith/maybe');
    writeFileSync(path.join(folder, 'alder2020sparse.md'), theirs.slice(0, theirs.indexOf('\n# Sparse')) + body);
    const { reason: _, ...custom } = { ...ITEM.custom, status: 'included', tags: [] };
    expect(write([HUB, { ...ITEM, custom }])).toMatchObject({ updated: 1, same: 1 });
    const now = noteOf('alder2020sparse.md');
    expect(now.endsWith(body)).toBe(true);
    expect(now).toContain('rating: 5 # my scale');
    expect(propertiesOf('alder2020sparse.md')).toMatchObject({
      status: 'included',
      rating: 5,
      tags: ['mine', 'pith/starred', 'in-vitro', '_2020', 'a/b', 'pith/included'],
    });
    expect(propertiesOf('alder2020sparse.md')).not.toHaveProperty('reason');
  });

  it('are found under the names the reader gave their files, and links follow', () => {
    write();
    writeFileSync(path.join(folder, 'RigL.md'), noteOf('evci2019rigging.md'));
    rmSync(path.join(folder, 'evci2019rigging.md'));
    expect(write()).toMatchObject({ written: 0, updated: 1, same: 1 });
    expect(propertiesOf('alder2020sparse.md')).toMatchObject({ cites: ['[[RigL]]'] });
    // A paper that has another first id by now.
    expect(write([HUB, { ...ITEM, id: 'openalex:W1' }])).toMatchObject({ written: 0, updated: 1 });
  });

  it('stand beside files of the same name that are no notes of these papers', () => {
    writeFileSync(path.join(folder, 'Alder2020Sparse.md'), 'my own text');
    writeFileSync(path.join(folder, 'other.md'), newNote({ 'pith-id': 'doi:10.1000/other' }, ''));
    mkdirSync(path.join(folder, 'evci2019rigging.md'));
    expect(write()).toMatchObject({ written: 2, left: [] });
    expect(noteOf('Alder2020Sparse.md')).toBe('my own text');
    expect(readdirSync(folder).sort()).toEqual([
      'Alder2020Sparse.md',
      'alder2020sparse-2.md',
      'evci2019rigging-2.md',
      'evci2019rigging.md',
      'other.md',
    ]);
  });

  it('get names that every system takes, whatever the keys', () => {
    const keys = ['../../etc/passwd', 'CON', 'a:b', 'a/b', '...', 'Čapek', 'x'.repeat(400), 'A?B', 'nul.txt'];
    const items = keys.map((_, at): CslItem => ({ id: `doi:10.1000/${at}`, type: 'article', title: `T ${at}` }));
    expect(write(items, keys, [])).toMatchObject({ written: keys.length, left: [] });
    const names = readdirSync(folder);
    expect(names).toHaveLength(keys.length);
    for (const name of names) expect(name).toMatch(/^(?!\.)[\w.+-]{1,124}\.md$/u);
    expect(names).toEqual(
      expect.arrayContaining(['CON_.md', 'nul.txt_.md', 'a-b.md', 'a-b-2.md', 'paper.md', 'C-apek.md']),
    );
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(keys.length);
  });

  it('are left as they are, with the reason, where they cannot be read as notes', () => {
    write();
    const file = path.join(folder, 'alder2020sparse.md');
    const spoilt: [string | Buffer, RegExp][] = [
      ['---\npith-id: doi:10.1000/one\nbroken: [1, 2\n---\nbody', /not valid YAML/u],
      ['---\npith-id: doi:10.1000/one\nbroken: "\n---\nbody', /not valid YAML/u],
      [Buffer.concat([Buffer.from('---\npith-id: doi:10.1000/one\n---\n'), Buffer.from([0xff, 0xfe])]), /not UTF-8/u],
      ['---\npith-id: doi:10.1000/one\nnever closed', /no front matter/u],
      [`---\npith-id: doi:10.1000/one\na: &a [x]\n${bomb()}---\n`, /alias/iu],
    ];
    for (const [text, why] of spoilt) {
      writeFileSync(file, text);
      const { left, updated } = write();
      expect(updated).toBe(0);
      expect(left).toHaveLength(1);
      expect(left[0]!.file).toBe(file);
      expect(left[0]!.why).toMatch(why);
      expect(readFileSync(file)).toEqual(Buffer.from(text));
    }
  });

  it('are written through links, and keep the line ends and permissions of their files', () => {
    write();
    const elsewhere = path.join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    const real = path.join(elsewhere, 'real.txt');
    writeFileSync(real, '---\r\npith-id: doi:10.1000/one\r\nmine: 1\r\n---\r\nbody\r\n', { mode: 0o600 });
    rmSync(path.join(folder, 'alder2020sparse.md'));
    symlinkSync(real, path.join(folder, 'linked.md'));
    expect(write()).toMatchObject({ written: 0, updated: 1 });
    const text = readFileSync(real, 'utf8');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    expect(text.endsWith('---\r\nbody\r\n')).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o600);
  });
});

/** Aliases of aliases, of which ten lines are a billion values. */
function bomb(): string {
  return Array.from({ length: 9 }, (_, at) => {
    const [name, before] = [String.fromCharCode(98 + at), String.fromCharCode(97 + at)];
    return `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]\n`;
  }).join('');
}

describe('front matter', () => {
  it('of hostile titles reads back as it was written', () => {
    const titles = [
      '---',
      '- x',
      'a: b',
      '#no',
      '"',
      "'",
      '\\',
      'yes',
      'null',
      '~',
      '1e3',
      '0x10',
      '2020-01-01',
      '!tag',
      '&a',
      '*a',
      '{a: b}',
      '[a]',
      '| x',
      '> x',
      '%YAML',
      '@x',
      '`x`',
      'a\u2028b',
      'a\u0085b',
      'é'.repeat(500),
      '[[link]] | ^ #',
      'ends with colon:',
      ' leading',
      'trailing ',
      '😀',
      '\u202eabc',
      `${'word '.repeat(200)}end`,
    ];
    for (const title of titles) {
      const text = newNote({ paper: title, aliases: [title] }, 'body');
      const parts = splitNote(text)!;
      expect(parse(parts.head)).toEqual({ paper: title, aliases: [title] });
      expect(parts.body).toBe('body');
      expect(updatedNote(text, { paper: title, aliases: [title] })).toBe(text);
    }
  });

  it.skipIf(spawnSync('pandoc', ['--version']).status !== 0)(
    'is read by pandoc, which has a reader of YAML of its own (skipped where pandoc is not installed)',
    () => {
      const titles = ['a: b', '#no', 'yes', "it's", '[[x]]', '- x', '0x10', 'ends with colon:', '"'];
      const text = newNote({ words: titles, 'pith-id': 'doi:10.1000/a:b', year: 2020, starred: true }, '\n# Heading\n');
      const run = spawnSync('pandoc', ['-f', 'markdown-smart', '-t', 'json'], { input: text, encoding: 'utf8' });
      expect(run.status).toBe(0);
      const { meta, blocks } = JSON.parse(run.stdout) as {
        meta: Record<string, { t: string; c: unknown[] }>;
        blocks: unknown[];
      };
      expect(Object.keys(meta).sort()).toEqual(['pith-id', 'starred', 'words', 'year']);
      expect(meta['words']!.c).toHaveLength(titles.length);
      expect(meta['starred']).toEqual({ t: 'MetaBool', c: true });
      expect(blocks).toHaveLength(1);
    },
  );

  it('tells whose note it is, also where the reader quoted it or only the beginning was read', () => {
    expect(paperOfNote('---\na: 1\npith-id: "doi:10.1000/x"\n---\n')).toBe('doi:10.1000/x');
    expect(paperOfNote('---\npith-id: arxiv:1911.11134\ncites:\n  - cut of')).toBe('arxiv:1911.11134');
    expect(paperOfNote('---\na: 1\n---\npith-id: doi:10.1000/x\n')).toBeUndefined();
    expect(paperOfNote('pith-id: doi:10.1000/x\n')).toBeUndefined();
  });

  it('makes tags of words as Obsidian takes them', () => {
    expect(['in vitro', 'C++ & co.', '2020', '1/2', '/a/', '日本 語', '#x', '!!'].map(noteTag)).toEqual([
      'in-vitro',
      'C--co',
      '_2020',
      '_1/2',
      'a',
      '日本-語',
      'x',
      undefined,
    ]);
  });
});
