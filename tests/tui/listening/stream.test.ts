/** The stream of text that a session is to somebody who listens, on a library in a real file. */
import { describe, expect, it } from 'vitest';
import { createVoice } from '../../../src/tui/listening/voice.js';
import type { Layer } from '../../../src/tui/state/app-state.js';
import type { Store } from '../../../src/tui/state/store.js';
import { exploring, hubOf } from '../support.js';

/** A session, and what it said since it was asked last. */
async function listening(): Promise<{ store: Store; hear: (...keys: string[]) => string[] }> {
  const store = exploring(await hubOf(8), { listens: true });
  let written = '';
  const voice = createVoice(store, (text) => {
    written += text;
  });
  voice.again();
  return {
    store,
    hear(...keys) {
      for (const name of keys) voice.keys([name.length === 1 ? { name, text: name } : { name }]);
      const lines = written.split('\n').filter((line) => line !== '');
      written = '';
      return lines;
    },
  };
}

describe('a session that is heard', () => {
  it('says where it begins, and each row one comes to as a sentence', async () => {
    const { hear } = await listening();
    expect(hear()).toEqual([
      'Citing papers of: Title 0.',
      'All 8 citing papers.',
      '8 in this library, 8 with a role.',
      'Row 1 of 8: Dense counting of goats, part 8, 2001. Background.',
    ]);
    expect(hear('j')).toEqual(['Row 2 of 8: Dense counting of goats, part 7, 2001. Method.']);
  });

  it('answers a key that changes nothing with where one is', async () => {
    const { hear } = await listening();
    hear('G');
    expect(hear('j')).toEqual(['Row 8 of 8: Sparse counting of goats, part 1, 2001. Method. Influential.']);
  });

  it('tells counts, filters, selections and decisions when they change', async () => {
    const { hear } = await listening();
    hear();
    expect(hear('r', 'm').slice(-2)).toEqual([
      'Query role:method: 3 of 8 citing papers.',
      'Row 1 of 3: Dense counting of goats, part 7, 2001. Method.',
    ]);
    expect(hear('space')[0]).toBe('1 selected.');
    expect(hear('escape')).toContain('All 8 citing papers.');
    expect(hear('escape')).toContain('Nothing is selected.');
    expect(hear('a').slice(0, 2)).toEqual([
      'Included. Dense counting of goats, part 4.',
      '8 here, 1 screened: 1 included, 7 left.',
    ]);
  });

  it('echoes what is typed letter by letter, and the whole line where something of it goes', async () => {
    const { hear } = await listening();
    hear();
    expect(hear('/')).toEqual(['Search: ']);
    expect(hear('g', 'o')).toEqual(['go']);
    expect(hear('backspace')).toEqual(['Search: g']);
    expect(hear('left')).toContain('At “g”.');
  });

  it('says for what mistyped words were taken, and how they are had as typed', async () => {
    const { hear } = await listening();
    hear();
    expect(hear('/', ...'sprase', 'enter').join('\n')).toContain(
      'With similar words: sprase taken for sparse; in quotes they are taken as typed.',
    );
  });

  it('reads details whole, and line by line to their last one', async () => {
    const { hear } = await listening();
    hear();
    const lines = hear('enter');
    expect(lines.slice(0, 2)).toEqual(['Details of paper 1 of 8.', 'Dense counting of goats, part 8']);
    expect(lines).toContain('Role: background – pith, 2026-01-01');
    expect(hear('j')).toEqual([lines[2]]);
    hear('G');
    expect(hear('k', 'j').at(-1)).toBe(lines.at(-1));
  });

  it('says keys and names as they are written, and of a capital letter that it is one', async () => {
    const { hear } = await listening();
    const found = (typed: string): string => {
      const said = hear('ctrl-p', ...typed, 'down', 'up').join('\n');
      hear('escape', 'escape');
      return said;
    };
    expect(found('exclude')).toContain('exclude the paper and move to the next. Key d. ');
    expect(found('select')).toContain('Key capital A or');
    hear('W', 'n', 'a', 'enter');
    expect(hear('W')).toContain('1: a, 0 decided, chosen.');
    hear('escape');
    expect(hear('?', ...'export', 'down', 'up').join('\n')).toMatch(/^e or x: export/mu);
    hear('escape', 'escape');
    expect(hear('5', 'U')).toContain('capital U takes no number: 5 was ignored.');
    expect(hear('M')).toContain('Select at least two records of the same paper with Space, then press capital M.');
  });

  const LAYERS: Record<Exclude<Layer['kind'], 'hubs' | 'pick' | 'audit'>, [keys: string[], said: RegExp]> = {
    explorer: [['f'], /^Filters\.\n.*\nRole: background, 3 papers\. Value 1 of 6/u],
    sheet: [['o'], /^Overview of Title 0: \d+ lines\.\n/u],
    choose: [['O', 'w'], /A path to which paper\? Type its id/u],
    help: [['?'], /Keys for: Citing papers first.*\n.*\n\d+ lines\.\n\/: search title.*Line 1 of/u],
    palette: [['ctrl-p'], /^Find a command.*\n\d+ commands\.\n.*Line 1 of/u],
    menu: [['r'], /^Role\. 3 entries\.\nb: background, 3\.\nm: method, 3\.\nc: comparison, 2\./u],
    prompt: [[':'], /^Query: $/u],
    line: [['E'], /^Note: Dense counting.*\nEnter keeps what is typed, Esc leaves it\.\nNote: $/u],
    reading: [['R'], /^Reading list: 0 papers\.\n.*Nothing to read/u],
    fetch: [
      ['F'],
      /^Fetch who cites Title 0\.\nSemantic Scholar: about 1 request for 8 papers; no key is set.*\nOpenAlex: .*\nEnter asks them, Esc leaves it\./u,
    ],
    export: [['e'], /^Export\.\n.*\nAll papers that match, 8\.\nAs BibTeX.*\nFile: /u],
  };

  it.each(Object.entries(LAYERS))('says what is there: %s', async (kind, [keys, said]) => {
    const { store, hear } = await listening();
    hear(...keys.slice(0, -1));
    expect(hear(...keys.slice(-1)).join('\n')).toMatch(said);
    expect(store.top().kind).toBe(kind);
  });
});
