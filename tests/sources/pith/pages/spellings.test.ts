/** Lines of pages in the spellings of people who copy them: bars for middle dots, dates in words, lines in another order. */
import { describe, expect, it } from 'vitest';
import { page, read } from './fixtures.js';

const HEAD = 'hub\n\nA Title\n\n12 Pith papers citing it\n\nrepresentative citing papers\n\n';

async function citerOf(facts: string) {
  const found = await read(
    `${HEAD}Sheep at Night\n\n${facts}\n\nSays much.\n\nOther Sheep\n\ncs.CV · 2025-01-02\n\nMore.\n`,
  );
  expect(found.problems).toEqual([]);
  const [, work, other] = found.of('work');
  expect([work!.title, other!.title]).toEqual(['Sheep at Night', 'Other Sheep']);
  const { verdict, novelty, summary } = found.of('review')[0]!;
  expect(summary).toBe('Says much.');
  return { category: work!.category, date: work!.date, verdict, novelty };
}

describe('a line of facts', () => {
  const all = { category: 'cs.CL', date: '2026-05-13', verdict: 'accept', novelty: 7 };

  it.each([
    'cs.CL | 2026-05-13 | accept | novelty 7.0',
    'cs.CL · 13 May 2026 · accept · novelty 7.0',
    'cs.CL • May 13, 2026 • accept • novelty 7.0',
    'cs.CL\n· 13 May 2026\n· accept\n· novelty 7.0',
  ])('may have bars between its parts and its date in words: %j', async (facts) => {
    expect(await citerOf(facts)).toEqual(all);
  });

  it('may know no more of its date than the month', async () => {
    expect(await citerOf('cs.CL · May 2026 · accept · novelty 7.0')).toEqual({ ...all, date: '2026-05' });
  });

  it.each(['cs.CL · accept · novelty 7.0', 'cs.CL accept novelty 7.0', 'cs.CL | ACCEPT | novelty 7.0 | 2 refs'])(
    'may have no date: %j',
    async (facts) => {
      expect(await citerOf(facts)).toEqual({ ...all, date: undefined });
    },
  );

  it('may have neither class nor date', async () => {
    expect(await citerOf('accept · novelty 7.0')).toMatchObject({ date: undefined, verdict: 'accept', novelty: 7 });
  });

  it('is no title with bars, a month or known words in it', async () => {
    for (const title of [
      'Method | Result',
      'May 2026 Report',
      'From P(y|x) to P(y)',
      'cs.CL | A Survey',
      'Reject · A Play',
    ]) {
      const { of } = await read(`${HEAD}${title}\n\ncs.CL · 2025-01-01 · accept\n\nSays much.\n`);
      expect(of('work')[1]!.title).toBe(title);
    }
  });
});

describe('the identifier line of a paper', () => {
  it.each([
    'pith:ABCDEFGH · arxiv: 2101.00001 · v3 · submitted 2021-01-04 · cs.CV · stat.ML',
    'pith:ABCDEFGHnew · arXiv:2101.00001 · v3 · submitted 2021-01-04 · cs.CV · stat.ML',
    'arxiv: 2101.00001 | v3 | pith:ABCDEFGH | submitted 2021-01-04 | cs.CV | stat.ML',
  ])('may begin with its number or have bars in it: “%s”', async (line) => {
    const { of, problems } = await read(`${line}\n\nCounting Sheep\n\nZoe Ram | Ada Ewe\n\nThe pith\n\nSheep count.\n`);
    expect(of('work')[0]).toMatchObject({
      ids: ['arxiv:2101.00001', 'pith:ABCDEFGH'],
      title: 'Counting Sheep',
      authors: [{ name: 'Zoe Ram' }, { name: 'Ada Ewe' }],
      date: '2021-01-04',
      category: 'cs.CV',
      crossCategories: 'stat.ML',
    });
    expect(problems).toEqual([]);
  });
});

describe('a list of references', () => {
  async function referencesOf(list: string) {
    const text = page('number.txt');
    const at = text.indexOf('[1] A Field Guide');
    const end = text.indexOf('\n\n', at);
    const { of, problems } = await read(`${text.slice(0, at)}${list}${text.slice(end)}`);
    expect(problems).toEqual([]);
    return of('citation').map(({ cited, reference }) => [
      reference,
      of('work').find(({ ids }) => ids[0] === cited)!.title,
    ]);
  }

  it.each([
    '[1] On Goats 2000\n[2] On Sheep 2001\n3. On Wool 2002\n[4] On Dogs 2003',
    '1. On Goats 2000\n2. On Sheep 2001\n3) On Wool 2002\n4. On Dogs 2003',
  ])('may be numbered in several ways: %j', async (list) => {
    expect(await referencesOf(list)).toEqual([
      [1, 'On Goats'],
      [2, 'On Sheep'],
      [3, 'On Wool'],
      [4, 'On Dogs'],
    ]);
  });

  it('may lack some, and does not take the number of a volume for that of a reference', async () => {
    expect(await referencesOf('[1] On Goats 2000\n3. On Sheep in\n12. Volume 2001\n[4] On Dogs 2003')).toEqual([
      [1, 'On Goats'],
      [3, 'On Sheep in 12. Volume'],
      [4, 'On Dogs'],
    ]);
  });
});
