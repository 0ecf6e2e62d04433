/** The file that holds where a reader was: broken ones, hostile ones, and two programs that write it. */

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MOST } from '../../../src/tui/resume/parts.js';
import { parseSaved, type Saved, type SavedList, type SavedStop, savedText } from '../../../src/tui/resume/saved.js';
import type { SavedSheet } from '../../../src/tui/resume/saved-sheet.js';
import { openStateFile } from '../../../src/tui/resume/state-file.js';
import { mutated } from '../../fuzz/mutate.js';
import { folder, seeded } from '../../library/support.js';
import { seeds } from '../../seeds.js';

const LIST_HUB = 'arxiv:1911.11134';
const SHEETS: readonly SavedSheet['ask'][] = [
  ...(['overview', 'schools', 'authors', 'claims', 'suggested'] as const).map((sheet) => ({ sheet, work: LIST_HUB })),
  { sheet: 'timeline', work: LIST_HUB, stack: 'polarity' },
  { sheet: 'cocited', work: LIST_HUB, order: 'strength' },
  { sheet: 'coupled', work: LIST_HUB, paper: 's2:0a1b' },
  { sheet: 'references', work: LIST_HUB },
  { sheet: 'references', work: LIST_HUB, shared: { with: 's2:0a1b', hub: LIST_HUB } },
  { sheet: 'compare', work: LIST_HUB, others: ['s2:0a1b', 'arxiv:2001.00001'] },
  { sheet: 'path', work: LIST_HUB, to: 's2:0a1b' },
];
const LIST: SavedList = {
  hub: LIST_HUB,
  at: '2026-11-28T21:14:00.000Z',
  query: 'role:method',
  paper: 's2:0a1b',
  line: 3,
  place: { paper: 13, of: 59 },
  focus: 'list',
  zoomed: false,
  selection: { all: null, papers: ['arxiv:2001.00001'], lost: 0 },
  undo: [
    { what: 'query role:method', query: ['', 'role:method'], from: 's2:0a1b', to: null },
    {
      what: '1 paper selected',
      selection: { papers: ['arxiv:2001.00001'], all: [null, 'year:2020'] },
      from: null,
      to: null,
    },
  ],
  redo: [],
  walk: SHEETS.map((ask, at): SavedStop => ({ stop: 'sheet', ask, at, top: 0 })),
};
const SAVED: Saved = {
  history: ['sparse'],
  exported: { format: 'ris', annotate: true },
  looks: [{ hub: LIST_HUB, name: 'core', at: '2026-11-28T21:14:00.000Z', file: '1 2', papers: 'AQID' }],
  review: 'thesis',
  facetPane: false,
  blind: true,
  last: LIST.hub,
  way: ['arxiv:2001.00001'],
  lists: [LIST],
};

/** The file of a library, which is written by opening and saving. */
function written(saved: Saved): { folder: string; library: string; file: string } {
  const place = folder();
  const library = join(place, 'library.sqlite');
  expect(openStateFile(place, library).save(saved)).toBeNull();
  const file = join(place, execFileSync('ls', [place], { encoding: 'utf8' }).trim());
  return { folder: place, library, file };
}

describe('the state file', () => {
  it('says again what was kept', () => {
    const { folder: place, library } = written(SAVED);
    expect(openStateFile(place, library)).toMatchObject({ saved: SAVED, problem: null });
    expect(openStateFile(place, join(place, 'other.sqlite'))).toMatchObject({ saved: null, problem: null });
  });

  it('of an earlier version has lists over which nothing lay', () => {
    const { way: _, ...file } = SAVED;
    const { walk: __, ...list } = LIST;
    expect(parseSaved(savedText({ ...file, lists: [list] } as unknown as Saved))).toEqual({
      ...SAVED,
      way: [],
      lists: [{ ...LIST, walk: [] }],
    });
  });

  it.each([
    ['', /it is not JSON/u],
    ['{', /it is not JSON/u],
    ['[]', /it is not an object/u],
    ['{"a":1}', /it is no state of pith-tui/u],
    [savedText(SAVED).replace('"version":1', '"version":2'), /another version of pith-tui wrote it/u],
    [savedText(SAVED).replace('"line":3', '"line":-1'), /its line is not a number from 0 on/u],
    [savedText(SAVED).replace('"sheet":"path"', '"sheet":"toString"'), /its ask\.sheet is not the name of a screen/u],
    [savedText(SAVED).replace('"stack":"polarity"', '"stack":"x"'), /its ask\.stack is not one of role, polarity/u],
    [savedText(SAVED).replace('"list"', '"lists"'), /its focus is not one of facets, list, details/u],
    [
      savedText({ ...SAVED, lists: [{ ...LIST, query: 'a'.repeat(MOST.line + 1) }] }),
      /its query is not a line of text/u,
    ],
    [`${'['.repeat(100_000)}`, /it is not JSON/u],
    [' '.repeat(MOST.bytes + 1), /it is too large/u],
  ])('that is broken is a sentence and a new beginning, and is set aside (%#)', (text, why) => {
    const { folder: place, library, file } = written(SAVED);
    writeFileSync(file, text);
    const found = openStateFile(place, library);
    expect(found.saved).toBeNull();
    expect(found.problem).toMatch(why);
    expect(found.save(SAVED)).toBeNull();
    expect(readFileSync(`${file}.unreadable`, 'utf8')).toBe(text);
    expect(openStateFile(place, library).saved).toEqual(SAVED);
  });

  it('that is a pipe or a folder is not waited for', () => {
    const { folder: place, library, file } = written(SAVED);
    execFileSync('rm', [file]);
    execFileSync('mkfifo', [file]);
    expect(openStateFile(place, library).problem).toMatch(/it is no file/u);
    execFileSync('rm', ['-f', file, `${file}.unreadable`]);
    mkdirSync(file);
    expect(openStateFile(place, library).problem).toMatch(/it is no file/u);
  });

  it.each(seeds(40, 2000))('mutated by chance is read or refused, and never throws (%i)', (seed) => {
    const { folder: place, library, file } = written(SAVED);
    writeFileSync(file, mutated(seeded(seed), savedText(SAVED)));
    const { saved, problem } = openStateFile(place, library);
    expect(saved === null).toBe(problem !== null);
  });

  it('has no control characters in what it says', () => {
    const hostile = savedText({ ...SAVED, history: ['\u001b]0;title\u0007a\u202eb'] });
    expect(parseSaved(hostile).history).toEqual(['ab']);
  });

  it('is bounded: steps of lists left long ago go before those of the last', () => {
    const papers = Array.from({ length: MOST.papers }, (_, at) => `arxiv:2001.${at}`);
    const heavy = { ...LIST, undo: [{ what: 'many', selection: { papers }, from: null, to: null }] };
    const lists = Array.from({ length: 60 }, (_, at) => ({ ...heavy, hub: `arxiv:${at}` }));
    const { folder: place, library, file } = written({ ...SAVED, lists });
    expect(readFileSync(file).length).toBeLessThanOrEqual(MOST.bytes);
    const kept = openStateFile(place, library).saved!.lists;
    expect(kept).toHaveLength(60);
    expect(kept[0]!.undo).toHaveLength(1);
    expect(kept.at(-1)!.undo).toHaveLength(0);
  });

  it.skipIf(process.getuid?.() === 0)('that cannot be written is a sentence', () => {
    const place = join(folder(), 'state');
    mkdirSync(place);
    chmodSync(place, 0o500);
    expect(openStateFile(place, '/x').save(SAVED)).toMatch(/Where you were is not kept: .* cannot be written/u);
  });

  it('in a folder that is a file is a sentence', () => {
    const place = join(folder(), 'state');
    writeFileSync(place, '');
    expect(openStateFile(place, '/x').save(SAVED)).toMatch(/Where you were is not kept/u);
  });
});

describe('two programs on one library', () => {
  const other: SavedList = { ...LIST, hub: 'arxiv:2504.13837', query: 'year:2025' };

  it('keep what both did: lists of each, lines typed in both', () => {
    const { folder: place, library } = written(SAVED);
    const [one, two] = [openStateFile(place, library), openStateFile(place, library)];
    one.save({ ...SAVED, history: ['goats', 'sparse'], lists: [{ ...LIST, query: 'role:background' }] });
    two.save({ ...SAVED, history: ['sheep', 'sparse'], last: other.hub, lists: [other] });
    const { saved } = openStateFile(place, library);
    expect(saved!.lists.map(({ hub, query }) => [hub, query]).sort()).toEqual([
      [LIST.hub, 'role:background'],
      [other.hub, 'year:2025'],
    ]);
    expect(saved!.history).toEqual(['sheep', 'goats', 'sparse']);
    expect(saved!.last).toBe(other.hub);
  });

  it('do not undo each other by merely having looked: an unchanged list leaves the file alone', () => {
    const { folder: place, library } = written(SAVED);
    const [one, two] = [openStateFile(place, library), openStateFile(place, library)];
    const selected = { all: null, papers: ['arxiv:2001.00001', 'arxiv:2001.00002'], lost: 0 };
    one.save({ ...SAVED, lists: [{ ...LIST, selection: selected }] });
    two.save({ ...SAVED, lists: [{ ...LIST, at: '2026-11-29T00:00:00.000Z' }] });
    expect(openStateFile(place, library).saved!.lists[0]!.selection).toEqual(selected);
  });

  it('selected in the same list keep both selections', () => {
    const { folder: place, library } = written(SAVED);
    const [one, two] = [openStateFile(place, library), openStateFile(place, library)];
    const with_ = (...papers: string[]): Saved => ({
      ...SAVED,
      lists: [{ ...LIST, selection: { all: null, papers, lost: 0 } }],
    });
    one.save(with_('arxiv:2001.00001', 'arxiv:2001.00002'));
    two.save(with_('arxiv:2001.00003'));
    expect(new Set(openStateFile(place, library).saved!.lists[0]!.selection.papers)).toEqual(
      new Set(['arxiv:2001.00002', 'arxiv:2001.00003']),
    );
    expect(existsSync(join(place, '.lock'))).toBe(false);
  });
});
