/** How many titles are found when typed with errors. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldText } from '../../../src/library/derived/tokens.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import { listHubs } from '../../../src/library/read/hubs.js';
import { rows } from '../../../src/library/read/rows.js';
import { runQuery } from '../../../src/library/search/view.js';
import { importRecords } from '../../../src/library/write/import-records.js';
import type { Term } from '../../../src/query/query.js';
import { all } from '../../../src/query/tree.js';
import { readSource } from '../../../src/sources/read.js';
import { seeded } from '../support.js';

const BUNDLED = fileURLToPath(new URL('../../../data/hep-th-9711200.jsonl.gz', import.meta.url));

describe('titles typed with one or two errors', () => {
  let lib: Library;
  let hub: WorkNumber;
  beforeAll(async () => {
    lib = openLibrary(':memory:');
    const { source, items } = await readSource(BUNDLED, { at: '2026-01-01', strict: true });
    async function* records() {
      for await (const item of items) if ('record' in item) yield item.record;
    }
    await importRecords(lib, records(), { source, from: 'bundled' });
    hub = listHubs(lib)[0]!.work;
  });
  afterAll(() => closeLibrary(lib));

  const random = seeded(5);
  const below = (limit: number): number => Math.floor(random() * limit);

  /** A letter left out, put in, put wrong, or swapped with the next. */
  function mistyped(word: string): string {
    const at = 1 + below(word.length - 2);
    const letter = 'abcdefghijklmnopqrstuvwxyz'[below(26)]!;
    const [before, here, next] = [word.slice(0, at), word[at]!, word[at + 1]!];
    const rest = word.slice(at + 2);
    return [
      before + next + rest,
      before + letter + here + next + rest,
      before + letter + next + rest,
      before + next + here + rest,
    ][below(4)]!;
  }

  it('find the paper within the first ten for at least 95 of 100', () => {
    const whole = runQuery(lib, hub, { where: null, sort: null });
    const papers = rows(lib, hub, whole.works(0, whole.total));
    let asked = 0;
    let found = 0;
    while (asked < 200) {
      const paper = papers[below(papers.length)]!;
      const words = foldText(paper.title).split(' ');
      const long = words.flatMap((word, i) => (word.length >= 5 ? [i] : []));
      if (long.length < 2) continue;
      for (let errors = 1 + below(2); errors > 0; errors -= 1) {
        const at = long.splice(below(long.length), 1)[0]!;
        words[at] = mistyped(words[at]!);
      }
      const where = all(words.map((word): Term => ({ kind: 'text', text: word, phrase: false })));
      asked += 1;
      if (runQuery(lib, hub, { where, sort: null }).works(0, 10).includes(paper.work)) found += 1;
    }
    expect(found / asked).toBeGreaterThanOrEqual(0.95);
  });
});
