/** From the tree of a query to its canonical line. */
import { describe, expect, it } from 'vitest';
import { JUDGE_KINDS } from '../../src/hub/judging/judges.js';
import { parseQuery } from '../../src/query/parse.js';
import { printQuery, printTerm } from '../../src/query/print.js';
import { HAS, LINKS, NEWS, type Query, SELF, SORT_KEYS, STANDINGS, type Term } from '../../src/query/query.js';
import { all, any, not } from '../../src/query/tree.js';

const canonical = (line: string): string => {
  const parsed = parseQuery(line);
  return parsed.ok ? printQuery(parsed.query) : parsed.error.message;
};

describe('printQuery', () => {
  it.each([
    ['', ''],
    ['  ROLE:Method   AND pol:"use method" ', 'role:method polarity:use_method'],
    ['role:method OR role:background', 'role:method,background'],
    ['NOT (role:method OR role:background)', '-role:method,background'],
    ['year:2025.. novelty:..7 refs:=2', 'year:>=2025 novelty:<=7 refs:2'],
    ['novelty:>=8..<9', 'novelty:8..<9'],
    ['novelty:7.50', 'novelty:7.5'],
    ['sort:-date a', 'a sort:-date'],
    ['a b OR c d', '(a b) OR (c d)'],
    ['(a OR b) c', '(a OR b) c'],
    ['role:a OR x OR role:b', 'role:a OR x OR role:b'],
    ['role:a,b OR x', 'role:a,b OR x'],
    ['-(a b)', '-(a b)'],
    ['inf:true', 'influential:yes'],
    ['NEW:True -news:gone,"changed"', 'new:yes -new:gone,changed'],
    ['since:2026-11 OR since:"2026"', 'since:2026-11,2026'],
    ['cat:"math AG",cs.*', 'category:"math AG",cs.*'],
    ['author:"zuo"', 'author:"zuo"'],
  ])('prints %j as %j', (line, printed) => {
    expect(canonical(line)).toBe(printed);
    expect(canonical(printed)).toBe(printed);
  });

  it('escapes words that would be read as syntax', () => {
    const words = [
      'role:x',
      '-a',
      'OR',
      'NOT(x)',
      '(',
      ')',
      'a(b',
      'SU(2)',
      '"q',
      '\\',
      'a\\b',
      '(a)',
      'a:b',
      'https://x',
      '--',
      'AND',
    ];
    for (const text of words) {
      for (const field of [undefined, 'author'] as const) {
        const term: Term = { kind: 'text', text, phrase: false, ...(field === undefined ? {} : { field }) };
        expect(parseQuery(printTerm(term))).toStrictEqual({ ok: true, query: { where: term, sort: null } });
      }
    }
    expect(printTerm({ kind: 'text', text: 'SU(2)', phrase: false })).toBe('SU(2)');
  });

  it('reads back to the same tree, for 2,000 generated ones', () => {
    let seed = 42;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const one = <T>(choices: readonly T[]): T => choices[random(choices.length)]!;
    const texts = [
      'a',
      'é',
      'OR',
      '-x',
      'role:y',
      'SU(2)',
      '(',
      'x)',
      'a,b',
      '"',
      'b"c',
      '\\',
      'c\\',
      '7..9',
      '深度',
      '👩\u200d💻',
      "don't",
      'AND(',
      'NOT',
      ':',
      '*',
    ];
    const leaf = (): Term => {
      switch (random(5)) {
        case 0: {
          const field = one(['role', 'polarity', 'verdict', 'category'] as const);
          return {
            kind: 'label',
            field,
            value:
              field === 'category'
                ? one(['cs.*', 'cs.CV', 'a b', 'x,y', 'q"', '\\', '(z)'])
                : one(['method', 'none', 'use_method', 'new,one', 'a"b', '(b)', '\\']),
          };
        }
        case 1: {
          const field = one(['novelty', 'year', 'refs', 'citations'] as const);
          const from = field === 'year' ? 1_990 + random(20) : field === 'novelty' ? random(90) / 10 : random(100);
          const to = field === 'novelty' ? Math.min(10, from + 0.5) : from + 1 + random(5);
          const openFrom = random(2) === 0 ? ({ openFrom: true } as const) : {};
          const openTo = random(2) === 0 ? ({ openTo: true } as const) : {};
          return one<Term>([
            { kind: 'number', field, from, to: from },
            { kind: 'number', field, from, ...openFrom },
            { kind: 'number', field, to, ...openTo },
            { kind: 'number', field, from, to, ...openFrom, ...openTo },
          ]);
        }
        case 2:
          return one<Term>([
            { kind: 'flag', field: random(2) === 0 ? 'influential' : 'retracted', value: random(2) === 0 },
            { kind: 'mine', value: random(2) === 0 },
            { kind: 'new', what: one(NEWS) },
            { kind: 'since', day: one(['2026', '2025-12', '1999-01-31']) },
            { kind: 'has', what: one(HAS) },
            { kind: 'date', from: '2019', to: one(['2019-06', '2020-01-31']) },
            { kind: 'date', to: '2019-11-25', openTo: true },
            {
              kind: 'linked',
              how: one(LINKS),
              id: one(['arxiv:hep-th/9802109', 'doi:10.1000/a(b),c', 'doi:10.1000/a)b', 'acl:P07-2045']),
            },
            { kind: 'self', which: one(SELF) },
            { kind: 'school', number: random(2) === 0 ? null : 1 + random(9) },
            { kind: 'bears', how: random(2) === 0 ? 'contrasts' : 'refutes' },
            { kind: 'cue', what: random(2) === 0 ? 'contrast' : 'support' },
            { kind: 'label-by', judge: one(JUDGE_KINDS) },
            { kind: 'status', what: one(STANDINGS) },
            {
              kind: 'own',
              field: one(['reason', 'tag'] as const),
              value: one([null, 'a b', 'none', 'x,(y)', 'q"', '\\']),
            },
            { kind: 'none', field: one(['novelty', 'year', 'refs', 'citations', 'influential'] as const) },
          ]);
        case 3:
          return { kind: 'text', text: one(texts), phrase: false };
        default: {
          const field = one([undefined, 'title', 'author', 'venue', 'abstract', 'context'] as const);
          const phrase = random(2) === 0;
          const text = phrase ? `${one(texts)} ${one(texts)}` : one(texts);
          return { kind: 'text', text, phrase, ...(field === undefined ? {} : { field }) };
        }
      }
    };
    const tree = (deep: number): Term => {
      if (deep === 0 || random(4) === 0) return leaf();
      const terms = Array.from({ length: 1 + random(4) }, () => tree(deep - 1));
      const joined = (random(2) === 0 ? all(terms) : any(terms))!;
      return random(4) === 0 ? not(joined) : joined;
    };
    for (let round = 0; round < 2_000; round++) {
      const query: Query = {
        where: random(50) === 0 ? null : tree(1 + random(4)),
        sort: random(3) === 0 ? { key: one(SORT_KEYS), descending: random(2) === 0 } : null,
      };
      const printed = printQuery(query);
      if (printed.length > 4_096) continue;
      expect(parseQuery(printed), printed).toStrictEqual({ ok: true, query });
      expect(canonical(printed)).toBe(printed);
    }
  });
});
