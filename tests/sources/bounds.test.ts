/** What comes from outside is bounded: one bad value is one problem, a bomb is one sentence. Memory: tests/cli/commands/bombs.test.ts. */
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/sources/decoded.js';
import { detectSource } from '../../src/sources/detect.js';
import { itemOf, itemsOf, jsonOfFile, membersOf, parseBounded } from '../../src/sources/json.js';
import { linesWith } from '../../src/sources/lines/lines-with.js';
import { plainLine } from '../../src/sources/markup/markup.js';
import { watchPages } from '../../src/sources/page.js';
import { htmlPage } from '../../src/sources/pith/pages/parts/html.js';
import { textPage } from '../../src/sources/pith/pages/parts/lines.js';
import { type Collected, collect } from './collect.js';
import { inputOf } from './input-of.js';

const HUB = 'doi:10.1000/hub';

function read(content: string): Promise<Collected> {
  const input = inputOf(content);
  return collect(detectSource(input).source.decode(input, { cited: HUB, at: '2026-01-02' }));
}

function deep(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

describe('one bad value of a list', () => {
  const row = (id: string, more = ''): string =>
    `{"citingPaper":{"paperId":"${id.repeat(40)}","title":"T${id}"${more}}}`;
  const item = (id: string, more = ''): string => `{"type":"article","title":"T${id}","DOI":"10.1000/${id}"${more}}`;
  const line = (id: number, more = '[]'): string => `{"citingcorpusid":${id},"citedcorpusid":9,"contexts":${more}}`;
  const entry = (id: string, more = ''): string =>
    `<entry><id>http://arxiv.org/abs/2101.0000${id}</id><title>T</title>${more}</entry>`;
  const feed = (...entries: string[]): string =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id>${entries.join('')}</feed>`;
  const DEEP = 'nested deeper than 100 levels';

  it.each([
    [
      'an id of Semantic Scholar',
      `{"data":[${row('a')},${row('b', `,"externalIds":{"DOI":${deep(6000)}}`)},${row('c')}]}`,
      'row 2',
      DEEP,
    ],
    ['a citing paper by itself', `[${row('a')},${deep(6000)},${row('c')}]`, 'row 2', DEEP],
    ['a field of CSL', `[${item('a')},${item('b', `,"note":${deep(6000)}`)},${item('c')}]`, 'item 2', DEEP],
    ['a line of a dump', [line(1), line(2, deep(6000)), line(3)].join('\n'), 'line 2', DEEP],
    [
      'a line of too many values',
      [line(1), line(2, `[${'1,'.repeat(1_000_001)}1]`), line(3)].join('\n'),
      'line 2',
      'of more than 1,000,000 values',
    ],
    [
      'an entry of a feed',
      feed(entry('1'), entry('2', '<a>'.repeat(600) + '</a>'.repeat(600)), entry('3')),
      'entry 2',
      'nested deeper than 500 elements',
    ],
    [
      'an entry of too many tags',
      feed(entry('1'), entry('2', '<a></a>'.repeat(125_000)), entry('3')),
      'entry 2',
      'of more than 50,000 tags',
    ],
  ])('is a problem with its place, and the rest is read: %s', async (_, content, place, message) => {
    const { problems, records } = await read(content);
    expect(problems).toEqual([{ place, message }]);
    const works = records.filter(({ type }) => type === 'work' || type === 'citation');
    expect(works.length).toBeGreaterThanOrEqual(2);
  });

  it('is no exception where it is an object that cannot become text', async () => {
    const { problems } = await read(`{"data":[${row('a', ',"externalIds":{"DOI":{"toString":1,"valueOf":1}}')}]}`);
    expect(problems).toEqual([{ place: 'row 1', message: 'DOI “object” is not an id; left out' }]);
  });
});

describe('JSON', () => {
  it('is taken apart without being parsed', () => {
    const range = jsonOfFile(' {"a" : [1, "x,]\\"", {"b": [2]}], "a2":null} \n', 'f');
    const members = membersOf(range);
    expect([...members.keys()]).toEqual(['a', 'a2']);
    expect([...itemsOf(members.get('a')!)].map(itemOf)).toEqual([
      { value: 1 },
      { value: 'x,]"' },
      { value: { b: [2] } },
    ]);
    expect([...itemsOf(jsonOfFile('[]', 'f'))]).toEqual([]);
  });

  it.each(['[1 2]', '[1,]', '[,1]', '{"a" 1}', '{a:1}', '[1', '{"a":"b', '[1]]', '', '{"a":1}{', '[}'])(
    'that is none is told as such: %s',
    (text) => {
      const all = (): unknown => {
        const range = jsonOfFile(text, 'f');
        return range.text[range.start] === '{'
          ? [...membersOf(range).values()].map(itemOf)
          : [...itemsOf(range)].map(itemOf);
      };
      expect(all).toThrow(SourceError);
    },
  );

  it('is parsed up to its bounds', () => {
    expect(parseBounded(deep(100))).toBeDefined();
    expect(() => parseBounded(deep(101))).toThrow('nested deeper than 100 levels');
    // Many beside each other, and in texts, are not deep.
    expect(parseBounded(`[${'[{}],'.repeat(300)}"${'[{'.repeat(300)}"]`)).toHaveLength(301);
    expect(() => parseBounded(`[${'0,'.repeat(1_000_000)}0]`)).toThrow('of more than 1,000,000 values');
    expect(() => parseBounded('[1')).toThrow(SyntaxError);
  });
});

describe('a list that leads on for ever', () => {
  const FOREVER = 'leads on';

  it('is left when pages bring nothing new', () => {
    const isOver = watchPages('openalex', 3);
    expect([isOver(5, 5, 9), isOver(0, 5, 9), isOver(0, 5, 9)]).toEqual([false, false, false]);
    expect(() => isOver(0, 5, 9)).toThrow(FOREVER);
  });

  it('has ended when it brings nothing new and all are there', () => {
    const isOver = watchPages('openalex', 3);
    expect([isOver(9, 9, 9), isOver(0, 9, 9), isOver(0, 9, 9), isOver(0, 9, 9)]).toEqual([false, false, false, true]);
  });

  it('is left when far more came than it said', () => {
    const isOver = watchPages('semantic-scholar', 3);
    expect(isOver(1000, 1000, 9)).toBe(false);
    expect(() => isOver(1, 1001, 9)).toThrow(
      'has listed more than 1,000 citing papers, though it speaks of 9, and leads on',
    );
    expect(() => isOver(1, 2_000_001, undefined)).toThrow(FOREVER);
  });
});

describe('pages and texts', () => {
  it('of too many elements or lines are refused by name', () => {
    expect(() => htmlPage(`<!doctype html>${'<i></i>'.repeat(100_001)}`)).toThrow('HTML of more than 100,000 elements');
    expect(() => htmlPage(`<!doctype html><pre>${'a\n'.repeat(100_002)}`)).toThrow('a page of more than 100,000 lines');
    expect(() => textPage('\n'.repeat(100_001))).toThrow('a page of more than 100,000 lines');
  });

  it('whose tags would multiply are refused before they do', () => {
    const tags = Array.from({ length: 2_000 }, (_, at) => `<p><b id=${at}>`).join('');
    expect(() => htmlPage(`<!doctype html>${tags}`)).toThrow('HTML');
  });

  it('with many tags are read', () => {
    expect(plainLine('<b>x</b>'.repeat(125_000))).toBe('x'.repeat(125_000));
  });
});

it('lines that all hold what is looked for are found, however many lie in one piece', async () => {
  let found = 0;
  const chunks = inputOf('5\n'.repeat(200_000), 400_000).chunks;
  for await (const batch of linesWith(chunks, ['5'], 100, { lines: 0 })) found += batch.length;
  expect(found).toBe(200_000);
});
