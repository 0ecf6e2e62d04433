/** Common words that stand one after the other in abstracts: what is known of them is what the texts say. */
import { expect, it } from 'vitest';
import { columnsOf } from '../../../../src/library/derived/columns.js';
import { replacePapers } from '../../../../src/library/derived/patching/replace-papers.js';
import { storeColumns } from '../../../../src/library/derived/store-columns.js';
import { foldText } from '../../../../src/library/derived/tokens.js';
import { mergeWorks } from '../../../../src/library/identity/merge-split.js';
import type { Library } from '../../../../src/library/library.js';
import type { WorkNumber } from '../../../../src/library/model.js';
import { standingIn } from '../../../../src/library/search/phrases.js';
import { runQuery } from '../../../../src/library/search/view.js';
import { arxiv, cites, id, libraryOf, seeded, work } from '../../support.js';

const SIZE = 250;
/** Common words, with what parts them and what only looks as if it did. */
const OFTEN = [
  'of',
  'the',
  'The',
  'of the',
  'l’été',
  'x2',
  '量子',
  'É',
  '\\alpha',
  'a'.repeat(70),
  'b-c',
  '{T}he',
  'ΛΌΓΟΣ',
];
const BETWEEN = [' ', ' ', ' ', ' ', '. ', '–', '-', '', '\n', '\u00ad'];

async function hubOf(seed: number): Promise<{ lib: Library; hub: WorkNumber; abstracts: Map<WorkNumber, string> }> {
  const random = seeded(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)]!;
  const records = Array.from({ length: SIZE }, (_, n) => {
    const abstract = Array.from({ length: 2 + Math.floor(random() * 14) }, () =>
      random() < 0.2 ? `rare${Math.floor(random() * 90)} ` : `${pick(OFTEN)}${pick(BETWEEN)}`,
    ).join('');
    return work(n + 1, random() < 0.9 ? { abstract } : {});
  });
  const lib = await libraryOf([work(0), ...records, ...records.map((_, n) => cites(n + 1, 0))]);
  const hub = id(lib, arxiv(0));
  lib.db.transaction(() => storeColumns(lib, hub, SIZE)).immediate();
  lib.cache.clear();
  return { lib, hub, abstracts: abstractsIn(lib) };
}

function abstractsIn(lib: Library): Map<WorkNumber, string> {
  const rows = lib.db.prepare('SELECT work, abstract FROM texts WHERE abstract IS NOT NULL').raw().all();
  return new Map(rows as [WorkNumber, string][]);
}

/** The papers of a phrase, by their texts. */
const right = (abstracts: Map<WorkNumber, string>, phrase: string): WorkNumber[] =>
  [...abstracts].filter(([, text]) => standingIn(foldText(text), phrase) === 'whole').map(([paper]) => paper);

function found(lib: Library, hub: WorkNumber, phrase: string): WorkNumber[] {
  const view = runQuery(lib, hub, {
    where: { kind: 'text', field: 'abstract', text: phrase, phrase: true },
    sort: null,
  });
  return Array.from(view.works(0, view.total)).sort((a, b) => a - b);
}

it.each([1, 2])(
  'of every two words it is known which papers have them, and of rare words nothing (%i)',
  async (seed) => {
    const { lib, hub, abstracts } = await hubOf(seed);
    const columns = columnsOf(lib, hub);
    const pairs = columns.pairs()!;
    const all = [...new Set([...abstracts.values()].flatMap((text) => foldText(text).split(' ')))];
    const common = all.filter((word) => pairs.has(word));
    expect(common).toEqual(expect.arrayContaining(['of', 'the', 'x2', '量']));
    expect(common.some((word) => word.startsWith('rare') || word.length >= 64)).toBe(false);
    const shares = { none: 0, few: 0, many: 0 };
    for (const first of common)
      for (const second of common) {
        const mask = new Uint8Array(columns.size);
        pairs.mark(first, second, mask, 7);
        const marked = [...columns.ids].filter((_, place) => mask[place] !== 0);
        expect(marked, `${first} ${second}`).toEqual(right(abstracts, `${first} ${second}`));
        expect(mask.every((byte) => byte === 0 || byte === 7)).toBe(true);
        // A bit for each paper takes as much as an eighth of them by their differences.
        shares[marked.length === 0 ? 'none' : marked.length < SIZE / 8 ? 'few' : 'many'] += 1;
      }
    for (const count of Object.values(shares)) expect(count).toBeGreaterThan(3);

    const random = seeded(seed);
    for (let round = 0; round < 200; round += 1) {
      const phrase = Array.from({ length: 2 + Math.floor(random() * 3) }, () => {
        const from = random() < 0.8 ? common : all;
        return from[Math.floor(random() * from.length)]!;
      }).join(' ');
      expect(found(lib, hub, phrase), phrase).toEqual(right(abstracts, phrase));
    }
  },
);

it('reads no text of a phrase of two common words', async () => {
  const { lib, hub, abstracts } = await hubOf(3);
  const before = right(abstracts, 'of the');
  expect(before.length).toBeGreaterThan(10);
  // Nobody notices, as the triggers are away.
  for (const change of ['insert', 'update', 'delete']) lib.db.exec(`DROP TRIGGER texts_${change}_touched`);
  lib.db.exec("UPDATE texts SET abstract = 'nothing'");
  expect(found(lib, hub, 'of the')).toEqual(before);
});

it('stay where papers are replaced, which are read instead, and are found anew where there are many of them', async () => {
  const { lib, hub } = await hubOf(4);
  const segments = (): unknown =>
    lib.db
      .prepare(
        "SELECT name, segment, hex(data) FROM hub_segments WHERE name LIKE 'pair %' AND name <> 'pair slots' AND work = ?",
      )
      .all(hub);
  const before = segments();
  const replaced = (from: number, to: number, abstract: string): void => {
    const works = Array.from({ length: to - from }, (_, n) => id(lib, arxiv(from + n)));
    const change = lib.db.prepare('UPDATE texts SET abstract = ? WHERE work = ? AND abstract IS NOT NULL');
    for (const paper of works) change.run(abstract, paper);
    // Nobody else derives what follows from it.
    lib.db.exec('DELETE FROM touched');
    expect(replacePapers(lib, hub, works.map((paper) => `SELECT ${paper} AS work`).join(' UNION '))).toBe(true);
  };
  const compare = (unknown: number): void => {
    const pairs = columnsOf(lib, hub).pairs()!;
    expect(pairs.unknown.length).toBe(unknown);
    const abstracts = abstractsIn(lib);
    for (const phrase of ['of the', 'the of', 'of x2', 'the the', 'x2 of the', 'of the x2'])
      expect(found(lib, hub, phrase), phrase).toEqual(right(abstracts, phrase));
  };
  compare(0);
  mergeWorks(lib, id(lib, arxiv(5)), id(lib, arxiv(9)));
  compare(1);
  replaced(20, 24, 'of the x2');
  compare(5);
  mergeWorks(lib, id(lib, arxiv(21)), id(lib, arxiv(30)));
  replaced(100, 115, 'the x2');
  compare(20);
  expect(segments()).toEqual(before);
  replaced(120, 140, 'of of the');
  expect(segments()).not.toEqual(before);
  compare(0);
});

it('are found where a hub has grown', async () => {
  const { lib, hub } = await hubOf(5);
  lib.db.transaction(() => storeColumns(lib, hub, SIZE + 1)).immediate();
  lib.cache.clear();
  expect(columnsOf(lib, hub).pairs()).toBeUndefined();
  const some = `SELECT ${id(lib, arxiv(3))} AS work`;
  expect(replacePapers(lib, hub, some)).toBe(true);
  expect(columnsOf(lib, hub).pairs()).toBeUndefined();
  expect(replacePapers(lib, hub, some, undefined, SIZE)).toBe(true);
  expect(columnsOf(lib, hub).pairs()!.has('of')).toBe(true);
  expect(found(lib, hub, 'of the')).toEqual(right(abstractsIn(lib), 'of the'));
});
