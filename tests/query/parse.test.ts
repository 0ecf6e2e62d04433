/** From a query line to its tree, and the problems in one. */
import { describe, expect, it } from 'vitest';
import { FIELDS, fieldNamed, SYNTAX } from '../../src/query/fields.js';
import { columnOf, DEEPEST_QUERY, LONGEST_QUERY, parseQuery, type QueryError } from '../../src/query/parse.js';
import { printQuery } from '../../src/query/print.js';
import type { Query, Term } from '../../src/query/query.js';

function read(line: string): Query {
  const parsed = parseQuery(line);
  if (!parsed.ok) throw new Error(`${line}: ${parsed.error.message}`);
  return parsed.query;
}
const where = (line: string): Term | null => read(line).where;
function problem(line: string): QueryError {
  const parsed = parseQuery(line);
  if (parsed.ok) throw new Error(`${line} was accepted`);
  return parsed.error;
}
const label = (field: 'role' | 'polarity' | 'verdict' | 'category', value: string): Term => ({
  kind: 'label',
  field,
  value,
});
const word = (text: string): Term => ({ kind: 'text', text, phrase: false });
const phrase = (text: string): Term => ({ kind: 'text', text, phrase: true });
const novelty = (bounds: object): Term => ({ kind: 'number', field: 'novelty', ...bounds }) as Term;

describe('parseQuery', () => {
  it('reads the line of the manual', () => {
    const line =
      'role:method novelty:>=7 year:2025.. verdict:accept -cat:cs.CV author:zuo "spurious reward" sort:-novelty';
    expect(read(line)).toStrictEqual({
      where: {
        kind: 'and',
        terms: [
          label('role', 'method'),
          novelty({ from: 7 }),
          { kind: 'number', field: 'year', from: 2025 },
          label('verdict', 'accept'),
          { kind: 'not', term: label('category', 'cs.CV') },
          { kind: 'text', field: 'author', text: 'zuo', phrase: false },
          phrase('spurious reward'),
        ],
      },
      sort: { key: 'novelty', descending: true },
    });
  });

  it('asks for everything where nothing is said', () => {
    for (const line of ['', '   ', '\n']) expect(read(line)).toStrictEqual({ where: null, sort: null });
    expect(read('sort:date')).toStrictEqual({ where: null, sort: { key: 'date', descending: false } });
  });

  it.each<[string, object]>([
    ['7', { from: 7, to: 7 }],
    ['=7', { from: 7, to: 7 }],
    ['7.5', { from: 7.5, to: 7.5 }],
    ['7..9', { from: 7, to: 9 }],
    ['7..', { from: 7 }],
    ['..9', { to: 9 }],
    ['>7', { from: 7, openFrom: true }],
    ['>=7', { from: 7 }],
    ['≥7', { from: 7 }],
    ['<7', { to: 7, openTo: true }],
    ['<=7', { to: 7 }],
    ['≤7', { to: 7 }],
    ['8..<9', { from: 8, to: 9, openTo: true }],
    ['>8..9', { from: 8, to: 9, openFrom: true }],
    ['>8..<9', { from: 8, to: 9, openFrom: true, openTo: true }],
    ['>=8..<=9', { from: 8, to: 9 }],
    ['>8..', { from: 8, openFrom: true }],
    ['..<9', { to: 9, openTo: true }],
  ])('reads the range %s', (text, bounds) => {
    expect(where(`novelty:${text}`)).toStrictEqual(novelty(bounds));
  });

  it('lets AND bind tighter than OR, and NOT tightest', () => {
    const [a, b, c] = [word('a'), word('b'), word('c')];
    expect(where('a b OR c')).toStrictEqual({ kind: 'or', terms: [{ kind: 'and', terms: [a, b] }, c] });
    expect(where('a AND b OR c')).toStrictEqual(where('a b OR c'));
    expect(where('a (b OR c)')).toStrictEqual({ kind: 'and', terms: [a, { kind: 'or', terms: [b, c] }] });
    expect(where('NOT a b')).toStrictEqual({ kind: 'and', terms: [{ kind: 'not', term: a }, b] });
    expect(where('-(a b)')).toStrictEqual({ kind: 'not', term: { kind: 'and', terms: [a, b] } });
  });

  it('brings trees into the normal form', () => {
    expect(where('a (b (c))')).toStrictEqual(where('a b c'));
    expect(where('a OR (b OR c)')).toStrictEqual(where('a OR b OR c'));
    expect(where('((a))')).toStrictEqual(word('a'));
    expect(where('--a')).toStrictEqual(word('a'));
    expect(where('NOT NOT NOT a')).toStrictEqual(where('-a'));
    expect(where('-(-(a b))')).toStrictEqual(where('a b'));
    expect(where('role:method OR role:background')).toStrictEqual(where('role:method,background'));
  });

  it('takes and, or and not for words unless they are written in capitals', () => {
    expect(where('black and white or not')).toStrictEqual({
      kind: 'and',
      terms: ['black', 'and', 'white', 'or', 'not'].map(word),
    });
  });

  it('reads labels as data writes them, and categories as they are', () => {
    expect(where('ROLE:Future-Work')).toStrictEqual(label('role', 'future_work'));
    expect(where('role:"future work"')).toStrictEqual(label('role', 'future_work'));
    expect(where('pol:use_method')).toStrictEqual(label('polarity', 'use_method'));
    expect(where('role:never_seen')).toStrictEqual(label('role', 'never_seen'));
    expect(where('Cat:cs.*,hep-th')).toStrictEqual({
      kind: 'or',
      terms: [label('category', 'cs.*'), label('category', 'hep-th')],
    });
  });

  it('reads lists of every kind of value', () => {
    expect(where('year:1998,2001..')).toStrictEqual({
      kind: 'or',
      terms: [
        { kind: 'number', field: 'year', from: 1998, to: 1998 },
        { kind: 'number', field: 'year', from: 2001 },
      ],
    });
    expect(where('has:context,review')).toStrictEqual({
      kind: 'or',
      terms: [
        { kind: 'has', what: 'context' },
        { kind: 'has', what: 'review' },
      ],
    });
    expect(where('author:zuo,"van der"')).toStrictEqual({
      kind: 'or',
      terms: [
        { kind: 'text', field: 'author', text: 'zuo', phrase: false },
        { kind: 'text', field: 'author', text: 'van der', phrase: true },
      ],
    });
  });

  it('reads flags and what is known', () => {
    expect(where('influential:YES')).toStrictEqual({ kind: 'flag', field: 'influential', value: true });
    expect(where('influential:no')).toStrictEqual({ kind: 'flag', field: 'influential', value: false });
    expect(where('mine:Yes')).toStrictEqual({ kind: 'mine', value: true });
    expect(where('have:no')).toStrictEqual({ kind: 'mine', value: false });
    expect(where('new:Y')).toStrictEqual({ kind: 'new', what: 'yes' });
    expect(where('-new:changed')).toStrictEqual({ kind: 'not', term: { kind: 'new', what: 'changed' } });
    expect(where('date:2024-03')).toStrictEqual({ kind: 'date', from: '2024-03', to: '2024-03' });
    expect(where('published:2024..<2024-06-01')).toStrictEqual({
      kind: 'date',
      from: '2024',
      to: '2024-06-01',
      openTo: true,
    });
    expect(where('date:<2024')).toStrictEqual({ kind: 'date', to: '2024', openTo: true });
    expect(where('date:>=2024-02')).toStrictEqual({ kind: 'date', from: '2024-02' });
    expect(where('since:2026-11-01')).toStrictEqual({ kind: 'since', day: '2026-11-01' });
    expect(parseQuery('mine:none')).toMatchObject({
      ok: false,
      error: { column: 6, message: expect.stringMatching(/yes or no,/) },
    });
    expect(where('influential:none novelty:None')).toStrictEqual({
      kind: 'and',
      terms: [
        { kind: 'none', field: 'influential' },
        { kind: 'none', field: 'novelty' },
      ],
    });
    expect(where('status:Included,unscreened')).toStrictEqual({
      kind: 'or',
      terms: [
        { kind: 'status', what: 'included' },
        { kind: 'status', what: 'unscreened' },
      ],
    });
    expect(where('reason:"no full text" tag:none tag:"none" -tag:Core')).toStrictEqual({
      kind: 'and',
      terms: [
        { kind: 'own', field: 'reason', value: 'no full text' },
        { kind: 'own', field: 'tag', value: null },
        { kind: 'own', field: 'tag', value: 'none' },
        { kind: 'not', term: { kind: 'own', field: 'tag', value: 'Core' } },
      ],
    });
    expect(parseQuery('status:inluded')).toMatchObject({ ok: false, error: { suggestion: 'included' } });
    expect(where('has:Context')).toStrictEqual({ kind: 'has', what: 'context' });
    expect(where('refs:>1')).toStrictEqual({ kind: 'number', field: 'refs', from: 1, openFrom: true });
  });

  it('leaves words alone that only look like syntax', () => {
    for (const text of ['SU(2)', 'self-attention', '3:2', 'https://arxiv.org/abs/1', '5"', 'C++:x', 'a,b', 'N=2'])
      expect(where(text)).toStrictEqual(word(text));
    expect(where('(SU(2) OR b)')).toStrictEqual({ kind: 'or', terms: [word('SU(2)'), word('b')] });
    expect(where(String.raw`role\:method \-x \OR \"y \(z`)).toStrictEqual({
      kind: 'and',
      terms: ['role:method', '-x', 'OR', '"y', '(z'].map(word),
    });
    expect(where(String.raw`"a \"b\" \c \\"`)).toStrictEqual(phrase(String.raw`a "b" \c \ `.trim()));
  });

  it('cleans the words it is given', () => {
    expect(where('"a\x1b[31m\u202e \n b\u200b"')).toStrictEqual(phrase('a b'));
    expect(where('Poincare\u0301')).toStrictEqual(word('Poincaré'));
  });

  it('takes the sort from anywhere outside of groups', () => {
    expect(read('sort:-date a OR b')).toStrictEqual({
      where: where('a OR b'),
      sort: { key: 'date', descending: true },
    });
    expect(read('a SORT:-Year b')).toStrictEqual({ where: where('a b'), sort: { key: 'date', descending: true } });
  });

  it.each<[string, number, RegExp, string?]>([
    ['role:', 6, /needs a value right after the colon/],
    ['a role: method', 8, /needs a value/],
    ['role:method,', 13, /missing after this comma/],
    ['role:,method', 6, /needs a value/],
    ['role:(a OR b)', 6, /commas/],
    ['rol:method', 1, /no field "rol"/, 'role'],
    ['a -autor:zuo', 4, /no field "autor"/, 'author'],
    ['cats:cs.CV', 1, /no field "cats"/, 'category'],
    ['nvoelty:7', 1, /no field "nvoelty"/, 'novelty'],
    ['Attention: all', 1, /no field "Attention"; words with a colon can be searched for in quotes/],
    ['novelty:abc', 9, /novelty takes a number from 0 to 10 .*, or none, not "abc"/],
    ['year:1998,x', 11, /year takes a year/],
    ['a since:7d', 9, /since takes a day, month or year such as .*, not "7d"/],
    ['date:2024-13', 6, /date takes a day, month or year/],
    ['date:2024-05..2024-03', 6, /earlier end/, 'date:2024-03..2024-05'],
    ['date:..', 6, /date takes/],
    ['since:2026-13', 7, /since takes a day/],
    ['since:', 7, /since: needs a value right after the colon, as in since:2026-11/],
    ['new:goen', 5, /new takes yes, no, changed or gone, not "goen"/, 'gone'],
    ['novelty:70', 9, /from 0 to 10/],
    ['novelty:-1', 9, /from 0 to 10/],
    ['novelty:1e1', 9, /not "1e1"/],
    ['novelty:..', 9, /not "\.\."/],
    ['novelty:>7..>9', 9, /not/],
    ['year:25', 6, /year/],
    ['year:2020-2024', 6, /year/, '2020..2024'],
    ['novelty:9..7', 9, /lower end/, 'novelty:7..9'],
    ['novelty:7..<7', 9, /No number lies in "7..<7"/],
    ['refs:1.5', 6, /whole number/],
    ['influential:maybe', 13, /yes, no or none/],
    ['influential:yess', 13, /yes, no or none/, 'yes'],
    ['has:contxt', 5, /has: takes context, .*not "contxt"/, 'context'],
    ['sort:novlty', 6, /sorted by/, 'sort:novelty'],
    ['sort:-titel', 6, /sorted by/, 'sort:-title'],
    ['sort:', 6, /needs a value/],
    ['sort:date sort:title', 11, /twice/],
    ['sort:date,title', 10, /one key/],
    ['-sort:date', 2, /negated/],
    ['(sort:date)', 2, /outside of parentheses/],
    ['a OR', 3, /OR needs a term on both sides/],
    ['OR a', 1, /OR needs/],
    ['a OR OR b', 3, /OR needs/],
    ['a AND', 3, /AND needs/],
    ['AND a', 1, /AND needs/],
    ['a AND OR b', 3, /AND needs/],
    ['NOT', 1, /NOT needs/],
    ['a NOT OR b', 3, /NOT needs/],
    ['a - b', 3, /minus needs/],
    ['-', 1, /minus needs/],
    ['(a', 1, /never closed/],
    ['a (b "c)', 6, /quotation mark is never closed/],
    ['a)', 2, /no \( for this/],
    ['a ()', 3, /nothing between/],
    ['author:"van der', 8, /quotation mark is never closed/],
    ['""', 1, /nothing to search for/],
    ['title:" "', 7, /nothing to search for/],
    ['role:__', 6, /no role/],
  ])('names the problem in %j', (line, column, message, suggestion) => {
    const error = problem(line);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^[^.?]*.*[.?]$/);
    expect(error).toMatchObject({ column });
    expect(error.suggestion).toBe(suggestion);
    if (suggestion !== undefined) expect(error.message).toContain(suggestion);
  });

  it('shows nothing hostile and nothing endless in its messages', () => {
    const { message } = problem(`novelty:\x1b[31m${'\u202eabc'.repeat(500)}`);
    expect(message).not.toMatch(/[\x1b\u202e]/);
    expect(message.length).toBeLessThan(200);
  });

  it('bounds length, also of what it prints, and depth', () => {
    expect(problem('a'.repeat(LONGEST_QUERY + 1)).message).toMatch(/4,096 characters/);
    expect(problem('cat:a '.repeat(600)).message).toMatch(/4,096 characters/);
    expect(where('a'.repeat(LONGEST_QUERY))).not.toBeNull();
    const nested = (deep: number): string => `${'(a OR b '.repeat(deep)}c${')'.repeat(deep)}`;
    expect(problem(nested(DEEPEST_QUERY + 1)).message).toMatch(/64 deep/);
    expect(problem(nested(DEEPEST_QUERY)).message).toMatch(/64 deep/);
    const deep = read(nested(DEEPEST_QUERY / 2));
    expect(read(printQuery(deep))).toStrictEqual(deep);
    expect(where(`${'-'.repeat(4_000)}a`)).toStrictEqual(word('a'));
    expect(where(`${'('.repeat(64)}a${')'.repeat(64)}`)).toStrictEqual(word('a'));
  });

  it('never throws, and what it accepts prints and reads back', () => {
    const pieces = [
      'role:',
      'novelty:',
      'year:',
      'sort:',
      'has:',
      'author:',
      'cat:',
      'influential:',
      'foo:',
      'method',
      '7',
      '..',
      '9',
      '<',
      '>=',
      ',',
      '"',
      '\\',
      '(',
      ')',
      '-',
      ' ',
      ' ',
      ' ',
      'AND',
      ' OR ',
      'NOT ',
      'yes',
      'context',
      '2020',
      'é',
      '\u0301',
      '\x1b[',
      '\u200b',
      '\ud800',
      '👩\u200d💻',
      'cs.*',
      ':',
      '//',
      'a',
      '\t',
      '\u0958',
    ];
    let seed = 3;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    let accepted = 0;
    for (let round = 0; round < 20_000; round++) {
      const line = Array.from({ length: 1 + random(9) }, () => pieces[random(pieces.length)]!).join('');
      const parsed = parseQuery(line);
      if (!parsed.ok) {
        expect(parsed.error.column).toBeGreaterThan(0);
        expect(parsed.error.column).toBeLessThanOrEqual(line.length + 1);
        continue;
      }
      accepted++;
      const printed = printQuery(parsed.query);
      expect(parseQuery(printed), `${line} → ${printed}`).toStrictEqual(parsed);
      expect(printQuery(read(printed))).toBe(printed);
    }
    expect(accepted).toBeGreaterThan(2_000);
  });
});

describe('the table of fields', () => {
  it('has examples that parse, and names that are not taken twice', () => {
    const names = FIELDS.flatMap((field) => [field.name, ...field.aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const field of FIELDS) {
      expect(parseQuery(field.example).ok).toBe(true);
      expect(field.example).toMatch(new RegExp(`^-?${field.name}:`));
    }
    expect(fieldNamed('AU')?.name).toBe('author');
    expect(fieldNamed('constructor')).toBeUndefined();
    for (const { example } of SYNTAX.slice(0, 5)) expect(parseQuery(example).ok).toBe(true);
  });
});

describe('the column of a value in its line', () => {
  const role = (value: string) => ({ kind: 'label', field: 'role', value }) as const;
  it.each([
    ['role:metod', 'metod', 6],
    ['deep (year:2020 OR -role:method,"metod")', 'metod', 33],
    ['role:method role:method', 'method', 6],
    ['title:metod', 'metod', undefined],
    ['role:metod (', 'metod', 6],
  ])('%s', (line, value, column) => {
    expect(columnOf(line, role(value))).toBe(column);
  });
});
