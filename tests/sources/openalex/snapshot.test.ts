/** Works of the OpenAlex snapshot. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { detectSource } from '../../../src/sources/detect.js';
import { readSource } from '../../../src/sources/read.js';
import { collect } from '../collect.js';
import { inputOf, wanting } from '../input-of.js';
import { NO_REAL_DATA, realFile } from '../real-data.js';
import { recorded } from '../replay/recorded.js';

const AT = '2026-01-02';
const url = (id: string): string => `https://openalex.org/${id}`;
const jsonl = (...lines: object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
const read = (content: string, options = {}) =>
  collect(detectSource(inputOf(content)).source.decode(inputOf(content, 101), { at: AT, ...options }));

const work = (id: string, more: object = {}): object => ({
  id: url(id),
  ids: { openalex: url(id), mag: id.slice(1) },
  display_name: `Work ${id}`,
  referenced_works: [],
  ...more,
});

describe('the OpenAlex snapshot', () => {
  it('gives works and what they cite', async () => {
    const { records, problems } = await read(
      jsonl(work('W11', { referenced_works: [url('W12'), url('W13'), url('W12'), url('W11')] }), { id: url('A5') }),
    );
    expect(records.slice(1)).toEqual([
      { type: 'citation', citing: 'openalex:W11', cited: 'openalex:W12' },
      { type: 'citation', citing: 'openalex:W11', cited: 'openalex:W13' },
    ]);
    expect(records[0]).toMatchObject({ type: 'work', ids: ['openalex:W11', 'mag:11'], title: 'Work W11' });
    expect(problems).toEqual([{ place: 'line 2', message: 'not an OpenAlex work' }]);
  });

  it('is cut to the citations of and by the hubs, and to works of the library', async () => {
    const reading = { lines: 0, passed: new Map<string, number>() };
    const { records } = await read(
      jsonl(
        work('W1', { referenced_works: [url('W77'), url('W2')] }),
        work('W2', { referenced_works: [url('W777'), url('W7')] }),
        work('W77', { referenced_works: [url('W3')] }),
        work('W4', {
          doi: 'https://doi.org/10.1000/x',
          ids: { openalex: url('W4'), doi: 'https://doi.org/10.1000/x' },
        }),
        work('W5', { ids: undefined }),
      ),
      { wanted: wanting([['doi:10.1000/hub', 'openalex:W77']], ['doi:10.1000/x']), reading },
    );
    expect(
      records.map((one) =>
        one.type === 'work' ? one.ids[0] : one.type === 'citation' ? `${one.citing} ${one.cited}` : one,
      ),
    ).toEqual([
      'openalex:W1',
      { type: 'hub', work: 'openalex:W77', source: 'openalex' },
      'openalex:W1 openalex:W77',
      'openalex:W77',
      'openalex:W77 openalex:W3',
      'doi:10.1000/x',
    ]);
    expect(reading.lines).toBe(5);
    expect([...reading.passed.values()]).toEqual([2]);
  });

  it('needs the OpenAlex id of every hub', async () => {
    await expect(read(jsonl(work('W1')), { wanted: wanting([['doi:10.1000/x']]) })).rejects.toThrow(
      /that of doi:10\.1000\/x is not known; give it as --hub openalex:W…\.$/u,
    );
  });

  it('is told from other parts, and from answers of the API', () => {
    const of = (content: string): string => detectSource(inputOf(content)).format;
    expect(of(jsonl(work('W1')))).toBe('OpenAlex snapshot, works');
    expect(() => of(jsonl({ id: url('S5'), display_name: 'A journal' }))).toThrow(/nothing to import in it/u);
    expect(() =>
      of(
        '{"date":"2026-06-24","format":"jsonl","entity":"works",\n"files":[{"url":"s3://openalex/data/jsonl/works/part_0000.gz"}]}',
      ),
    ).toThrow(/list of the files/u);
    expect(() => of('work_id,deleted_date\nW1,2026-01-01\n')).toThrow(/deleted/u);
    expect(() => of(jsonl({ meta: { count: 1 }, results: [work('W1')] }))).toThrow(/JSON of another kind/u);
  });
});

describe.skipIf(NO_REAL_DATA)('real works of OpenAlex (skipped without ../shared/data)', () => {
  const part = realFile('openalex-snapshot/works/updated_date=test/part_000.gz');

  it('of the snapshot of 2023: 29 works, 775 references', async () => {
    const { of, problems } = await collect((await readSource(part, { at: AT })).items);
    expect(problems).toEqual([]);
    expect(of('work')).toHaveLength(29);
    expect(of('citation')).toHaveLength(775);
    // Abstracts are JSON texts there.
    const given = gunzipSync(readFileSync(part))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(of('work').filter(({ abstract }) => abstract !== undefined)).toHaveLength(
      given.filter((one) => typeof one.abstract_inverted_index === 'string').length,
    );
  });

  it('say the same with the abstract of either generation', async () => {
    const old = gunzipSync(readFileSync(part)).toString();
    const newer = jsonl(
      ...old
        .trim()
        .split('\n')
        .map((line) => {
          const one = JSON.parse(line);
          const index =
            one.abstract_inverted_index === null ? null : JSON.parse(one.abstract_inverted_index).InvertedIndex;
          return { ...one, abstract_inverted_index: index };
        }),
    );
    expect((await read(newer)).records).toEqual((await read(old)).records);
    const now = recorded('openalex').flatMap(({ body }) => {
      const { results } = (typeof body === 'string' ? safely(body) : body) as { results?: { id?: string }[] };
      return (results ?? []).filter(({ id }) => /\/W\d+$/u.test(id ?? '')) as {
        abstract_inverted_index?: object | null;
      }[];
    });
    expect(now.length).toBeGreaterThan(200);
    const older = now.map((one) => ({
      ...one,
      abstract_inverted_index: one.abstract_inverted_index
        ? JSON.stringify({ IndexLength: 1, InvertedIndex: one.abstract_inverted_index })
        : null,
    }));
    expect((await read(jsonl(...older))).records).toEqual((await read(jsonl(...now))).records);
  });
});

function safely(body: string): unknown {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}
