/** The look of a second: what it meets it tells in the same sentences as the whole look, and it changes nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { glance } from '../../../src/library/checking/glance.js';
import { examine } from '../../../src/library/checking/whole.js';
import { rebuildDerived } from '../../../src/library/derived/derive.js';
import { LibraryError } from '../../../src/library/error.js';
import { closeLibrary } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { dump } from '../support.js';
import { changed, hubFile, hubOf, opened, overwrite } from './damaging.js';

it('says what it looked at, and counts what is counted in no time', async () => {
  const lib = opened(await hubFile());
  const before = dump(lib);
  const { counts } = examine(lib);
  const found = glance(lib);
  expect(found).toMatchObject({ damage: [], canBeMended: true, triggers: [], changed: 0, counts });
  expect(found.looked).toMatchObject({ papers: 401, hubs: { looked: 1, all: 1 } });
  expect(found.looked.pages.looked).toBe(found.looked.pages.all - 1);
  expect(dump(lib)).toEqual(before);
});

it('counts no table of very many rows, and citations by what lists have of them', async () => {
  const file = await hubFile();
  changed(
    file,
    "INSERT INTO authors SELECT 1, value, 'A', NULL, NULL, 0 FROM generate_series(10, 20010)".replace(
      'generate_series(10, 20010)',
      '(WITH RECURSIVE n(value) AS (SELECT 10 UNION ALL SELECT value + 1 FROM n WHERE value < 20010) SELECT value FROM n)',
    ),
  );
  const { counts } = glance(opened(file));
  expect(counts.map(({ what }) => what)).not.toContain('authors');
  expect(counts).toContainEqual({ what: 'citations', count: 799 });
});

describe('tells what the whole look tells', () => {
  it.each([
    ['DROP TABLE authors'],
    ['DROP TABLE title_search'],
    ['DROP TABLE effective'],
    ['DROP TABLE listed'],
    ['DROP TABLE hub_columns'],
    ['DROP INDEX citations_by_citing'],
    ['DROP TRIGGER works_update_touched'],
    ['ALTER TABLE works RENAME COLUMN venue TO place'],
    ['CREATE TRIGGER spy AFTER INSERT ON works BEGIN INSERT INTO gone VALUES (1); END'],
    ['DELETE FROM effective'],
    ['UPDATE listed SET author_count = 77'],
    ['UPDATE listed SET citing = 3 WHERE citing = 1'],
    ['DELETE FROM title_search_docsize'],
    ['DELETE FROM abstract_search_docsize'],
    ['DELETE FROM context_search_docsize'],
    ["INSERT INTO standing VALUES (9, 'tag', '', 'a', '')"],
    ["DELETE FROM hub_segments WHERE name = 'ids'"],
    ['DELETE FROM works WHERE id = 7'],
  ])('after %s', async (sql) => {
    const file = await hubFile();
    changed(file, sql.includes('TRIGGER') || sql.includes('works') ? `DROP TRIGGER works_delete_touched; ${sql}` : sql);
    const lib = opened(file);
    const { damage, canBeMended, triggers } = glance(lib);
    const whole = examine(lib);
    expect(damage.length).toBeGreaterThan(0);
    for (const sentence of damage)
      expect(whole.damage.map((line) => line.replace(/^Row \d+/u, 'A row').replace(/, and \d+ more/u, ''))).toContain(
        sentence.replace(/, and \d+ more/u, ''),
      );
    expect({ canBeMended, triggers }).toEqual({ canBeMended: whole.canBeMended, triggers: whole.triggers });
  });

  it('where JSON is broken', async () => {
    const file = await hubFile();
    changed(file, `UPDATE judgements SET labels = '["a'`);
    expect(glance(opened(file))).toMatchObject({
      damage: ['The table judgements has rows with broken JSON.'],
      canBeMended: false,
    });
  });
});

it('leaves facts that another program changed alone, and says how many', async () => {
  const lib = opened(await hubFile());
  lib.db.exec("UPDATE works SET title = 'Other' WHERE id = 5");
  expect(glance(lib)).toMatchObject({ changed: 1, damage: [], looked: { hubs: { looked: 0, all: 0 } } });
  expect(lib.db.prepare('SELECT count(*) FROM touched').pluck().get()).toBe(1);
});

it('what can be made anew, it says so', async () => {
  const file = await hubFile();
  changed(file, 'DELETE FROM effective');
  const lib = opened(file);
  expect(glance(lib)).toMatchObject({
    damage: [
      'The content of effective does not follow from the facts.',
      'The content of listed does not follow from the facts.',
    ],
    canBeMended: true,
  });
  rebuildDerived(lib);
  expect(glance(lib)).toMatchObject({ damage: [] });
  expect(hubOf(lib)).toBeGreaterThan(0);
});

describe('a stretch of the file', () => {
  const twentieths = Array.from({ length: 20 }, (_, at) => at / 20);
  it.each([
    ['zeroed', 0],
    ['overwritten', 0xa5],
  ])('that was %s is met wherever it is', async (_, byte) => {
    const file = await hubFile();
    const sound = readFileSync(file);
    for (const from of twentieths) {
      writeFileSync(file, sound);
      overwrite(file, from, from + 1 / 20, byte);
      const met = (): readonly string[] => {
        let lib: ReturnType<typeof openLibrary> | undefined;
        try {
          lib = openLibrary(file);
          return glance(lib).damage;
        } catch (error) {
          if (!(error instanceof LibraryError)) throw error;
          return [(error as Error).message];
        } finally {
          if (lib !== undefined) closeLibrary(lib);
        }
      };
      expect(met(), `from ${from}`).not.toEqual([]);
    }
  });
});
