/** A page that was cut anywhere gives what stands before the cut, and nothing that is not on the whole page. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord, HubRecord, Id, ReviewRecord } from '../../../../src/hub/record.js';
import { SourceError } from '../../../../src/sources/decoded.js';
import { page, type Read, read } from './fixtures.js';

/** Every place a page of these sizes can be cut at, but for the steps between. */
const STEP = process.env.PITH_TUI_TESTS === 'all' ? 1 : 7;

async function readCut(content: string, end: number, name: string): Promise<Read | string> {
  try {
    return await read(content.slice(0, end), name);
  } catch (error) {
    if (error instanceof SourceError) return error.message;
    throw error;
  }
}

function reviewsOf(records: readonly HubLibraryRecord[]): Map<Id, ReviewRecord> {
  return new Map(records.flatMap((one) => (one.type === 'review' ? [[one.work, one]] : [])));
}

/** A text of a cut page is one of the whole page, or its beginning: up to the end of a sentence, or with the mark of a cut. */
function isBeginning(text: string, whole: string | undefined): boolean {
  if (whole === undefined) return false;
  return text === whole || (/[.…]$/u.test(text) && whole.startsWith(text.replace(/…$/u, '')));
}

describe.each([
  ['hub.txt', 'hub-2101.00001.txt'],
  ['hub-reader.txt', 'hub-2101.00001.txt'],
  ['paper.txt', 'paper.txt'],
  ['paper-reader.txt', 'paper_2101.00001.txt'],
  ['number.txt', 'number.txt'],
])('a cut %s', (fixture, name) => {
  const content = page(fixture).trimEnd();
  const places = Array.from({ length: Math.ceil(content.length / STEP) }, (_, at) => at * STEP);

  it('lists no paper and no claim that the whole page does not', async () => {
    const whole = await read(content, name);
    const titles = whole.of('work').map(({ title }) => title ?? '');
    const claims = whole.of('claim').map(({ kind, text }) => `${kind}: ${text}`);
    let some = 0;
    for (const end of places) {
      const found = await readCut(content, end, name);
      if (typeof found === 'string') continue;
      const [own, ...others] = found.of('work');
      // Nothing tells the beginning of a title from a title, where the page ends in it.
      expect(titles.some((title) => title.startsWith(own!.title ?? ''))).toBe(true);
      expect(others.map(({ title }) => title ?? '').filter((title) => !titles.includes(title))).toEqual([]);
      const kinds = found.of('claim').map(({ kind, text }) => `${kind}: ${text}`);
      expect(kinds.filter((claim) => !claims.includes(claim))).toEqual([]);
      some += 1;
    }
    expect(some).toBeGreaterThan(places.length / 2);
  });

  it('says of a paper what the whole page says, as far as it goes', async () => {
    const whole = await read(content, name);
    const reviews = reviewsOf(whole.records);
    const works = new Map(whole.of('work').map((work) => [work.ids[0], work]));
    for (const end of places) {
      const found = await readCut(content, end, name);
      if (typeof found === 'string') continue;
      const [own] = found.of('work');
      for (const work of found.of('work').slice(1)) {
        const { date, category } = works.get(work.ids[0])!;
        if (work.date !== undefined) expect(date).toMatch(new RegExp(`^${work.date}`, 'u'));
        if (work.category !== undefined) expect(work.category).toBe(category);
      }
      if (own!.abstract !== undefined)
        expect([own!.abstract, isBeginning(own!.abstract, whole.of('work')[0]!.abstract)]).toEqual([
          own!.abstract,
          true,
        ]);
      for (const [id, { work: _, type: _type, source: _source, ...said }] of reviewsOf(found.records)) {
        const all = reviews.get(id) as unknown as Record<string, unknown>;
        // Of the head of a page every line is taken as it stands: it has none below it that would be missed.
        for (const [field, value] of Object.entries(said))
          if (
            typeof value === 'string' &&
            !['model', 'reviewedAt', 'formalVerification'].includes(field) &&
            value.length > 12
          )
            expect([field, value, isBeginning(value, all[field] as string | undefined)]).toEqual([field, value, true]);
          else if (field === 'verdict' || field === 'novelty') expect([end, value]).toEqual([end, all[field]]);
      }
    }
  });

  it('counts what the whole page counts', async () => {
    const whole = (await read(content, name)).of('hub')[0] as HubRecord | undefined;
    for (const end of places) {
      const found = await readCut(content, end, name);
      const hub = typeof found === 'string' ? undefined : found.of('hub')[0];
      if (hub === undefined) continue;
      for (const of of ['roles', 'polarities', 'counts'] as const)
        expect([end, whole![of] ?? []]).toEqual([end, expect.arrayContaining([...(hub[of] ?? [])])]);
      for (const of of ['years', 'roles', 'polarities', 'verdicts'] as const)
        expect([end, whole!.facets?.[of] ?? []]).toEqual([end, expect.arrayContaining([...(hub.facets?.[of] ?? [])])]);
      if (hub.headline !== undefined) expect(hub.headline).toEqual(whole!.headline);
    }
  });

  it('is told to be cut where a sentence of it is', async () => {
    const taken = JSON.stringify((await read(content, name)).records);
    const ends = places.filter((end) => /\p{Ll}{3} \p{Ll}{1,3}$/u.test(content.slice(0, end)));
    let some = 0;
    for (const end of ends) {
      const from = content.lastIndexOf('\n', end - 1) + 1;
      const line = content.slice(from, content.indexOf('\n', end) + 1).trim();
      const found = await readCut(content, end, name);
      if (typeof found === 'string' || !line.endsWith('.') || !taken.includes(line)) continue;
      some += 1;
      expect([line, found.problems.some(({ message }) => /cut in|not understood/u.test(message))]).toEqual([
        line,
        true,
      ]);
    }
    expect(some).toBeGreaterThan(1);
  });
});
