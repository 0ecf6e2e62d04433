/** Headings of hub pages that earlier versions took for works. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { dropFalseWorks } from '../../../src/library/identity/false-works.js';
import { mending } from '../../../src/library/identity/mending.js';
import { workWithId } from '../../../src/library/works/ids.js';
import { printedOf } from '../../../src/library/works/printed.js';
import { arxiv, emptyLibrary, id, load, work } from '../support.js';

const named = (title: string, key: string, fields = {}): HubLibraryRecord => ({
  type: 'work',
  ids: [`key:${key}`],
  title,
  ...fields,
});
const FALSE = [
  named('years', 'years'),
  named('clear filters', 'clear-filters'),
  named('background 1', 'background-1'),
  named('2026 18 2025 8', '2026-18-2025-8'),
  named('background 4 unclear 1', 'background-4-unclear-1'),
];
const TRUE = [
  named('Roles', 'roles/1999', { date: '1999' }),
  named('Verdicts', 'verdicts', { authors: [{ name: 'Ada Shepherd' }] }),
  named('polarities', 'polarities'),
  named('Apollo 13', 'apollo-13'),
];
const KEYS = [...FALSE, ...TRUE].map((record) => (record.type === 'work' ? record.ids[0]! : ''));

/** The library as an earlier version left it. */
async function older() {
  const lib = emptyLibrary();
  await load(
    lib,
    [work(1), ...FALSE, ...TRUE, { type: 'citation', citing: arxiv(2), cited: 'key:polarities' }],
    'pith',
  );
  lib.db.prepare("INSERT INTO hubs(work, source, at, view, printed) VALUES (?, 'pith', '', '', ?)").run(
    id(lib, arxiv(1)),
    JSON.stringify({
      coCited: KEYS,
      polarities: [
        { label: 'years', count: 2026 },
        { label: 'background', count: 5 },
      ],
      total: 26,
    }),
  );
  return lib;
}

describe('works made of headings', () => {
  it('are told from papers that are called so, and go with what was printed of them', async () => {
    const lib = await older();
    expect(mending(lib, 'anew', () => dropFalseWorks(lib)).dropped.map(({ title }) => title)).toEqual([
      '2026 18 2025 8',
      'background 1',
      'background 4 unclear 1',
      'clear filters',
      'years',
    ]);
    expect(KEYS.filter((key) => workWithId(lib, key) !== undefined)).toEqual(KEYS.slice(FALSE.length));
    expect(printedOf(lib, id(lib, arxiv(1)))).toEqual([
      { type: 'hub', work: arxiv(1), source: 'pith', total: 26, coCited: KEYS.slice(FALSE.length) },
    ]);
    expect(lib.db.pragma('foreign_key_check')).toEqual([]);
    expect(mending(lib, 'anew', () => dropFalseWorks(lib))).toEqual({ dropped: [], changed: false });
  });

  it('go when the page of their hub is imported again, and never come with one', async () => {
    const lib = await older();
    const page: HubLibraryRecord = { type: 'hub', work: arxiv(1), source: 'pith', total: 26 };
    const report = await load(lib, [page, ...FALSE], 'pith');
    expect(report.works).toEqual({ added: 0, changed: 0, same: 0 });
    expect(workWithId(lib, 'key:years')).toBeUndefined();
    expect(printedOf(lib, id(lib, arxiv(1)))[0]).not.toHaveProperty('polarities');
  });
});

describe('a hub whose title began with a sentence above it', () => {
  const SENTENCE = 'Sheep walk up stairs when nobody looks at them.';
  const FALSE_KEY = 'key:sheep-walk-up-stairs-when-nobody-looks-at-them-sheep-on-stairs';
  const hub = (key: string): HubLibraryRecord => ({ type: 'hub', work: key, source: 'pith', total: 2 });
  const older = [named(`${SENTENCE} Sheep on Stairs`, FALSE_KEY.slice(4), { abstract: 'Sheep walk.' }), hub(FALSE_KEY)];
  const again = [named('Sheep on Stairs', 'sheep-on-stairs', { summary: SENTENCE }), hub('key:sheep-on-stairs')];

  it('goes when its page comes again', async () => {
    const lib = emptyLibrary();
    await load(lib, older, 'pith');
    await load(lib, again, 'pith');
    expect(workWithId(lib, FALSE_KEY)).toBeUndefined();
    expect(lib.db.prepare('SELECT count(*) FROM works').pluck().get()).toBe(1);
    expect(printedOf(lib, id(lib, 'key:sheep-on-stairs'))).toHaveLength(1);
    expect(lib.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('stays where anything else is known of it', async () => {
    const lib = emptyLibrary();
    await load(lib, [...older, { type: 'citation', citing: arxiv(2), cited: FALSE_KEY }], 'pith');
    await load(lib, again, 'pith');
    expect(workWithId(lib, FALSE_KEY)).toBeDefined();
  });
});
