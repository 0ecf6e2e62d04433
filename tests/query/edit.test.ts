/** Changing a query as keys do. */
import { describe, expect, it } from 'vitest';
import {
  clearAll,
  closePhrases,
  cycleInfluential,
  freeText,
  isActive,
  isInRange,
  type Side,
  setText,
  toggleTerm,
  withoutLast,
  withoutText,
  withSort,
} from '../../src/query/edit.js';
import { concernsOnly } from '../../src/query/facet.js';
import { parseQuery } from '../../src/query/parse.js';
import { printQuery } from '../../src/query/print.js';
import type { Query } from '../../src/query/query.js';
import type { FieldName } from '../../src/query/tree.js';
import { all, conjuncts } from '../../src/query/tree.js';

function query(line: string): Query {
  const parsed = parseQuery(line);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
}
const toggled = (line: string, term: string, side: Side = 'include'): string =>
  printQuery(toggleTerm(query(line), term, side));
const typed = (line: string, text: string): string => printQuery(setText(query(line), text));

describe('toggleTerm', () => {
  it('gathers chosen values of a field into one list and takes them out again', () => {
    expect(toggled('', 'role:method')).toBe('role:method');
    expect(toggled('role:method', 'role:background')).toBe('role:method,background');
    expect(toggled('role:method,background', 'role:background')).toBe('role:method');
    expect(toggled('role:method', 'role:method')).toBe('');
  });

  it('shuts values out, gathered in the same way', () => {
    expect(toggled('', 'role:method', 'exclude')).toBe('-role:method');
    expect(toggled('-role:method', 'role:other', 'exclude')).toBe('-role:method,other');
    expect(toggled('-role:method,other', 'role:method', 'exclude')).toBe('-role:other');
    expect(toggled('-role:method', 'role:method', 'exclude')).toBe('');
  });

  it('moves a value from one side to the other, in its place', () => {
    expect(toggled('a -role:method year:2020', 'role:method')).toBe('a role:method year:2020');
    expect(toggled('role:method year:2020', 'role:method', 'exclude')).toBe('-role:method year:2020');
    expect(toggled('role:method,other a', 'role:method', 'exclude')).toBe('role:other a -role:method');
    expect(toggled('-role:method role:other', 'role:method')).toBe('role:other,method');
    expect(toggled('-role:method,dataset', 'role:method')).toBe('-role:dataset role:method');
  });

  it('keeps the order of the rest of the line and its sort', () => {
    expect(toggled('lottery role:method novelty:>=7 sort:-date', 'role:background')).toBe(
      'lottery role:method,background novelty:>=7 sort:-date',
    );
    expect(toggled('lottery novelty:>=7 sort:-date', 'verdict:accept')).toBe(
      'lottery novelty:>=7 verdict:accept sort:-date',
    );
  });

  it.each([
    ['year:2020..', ['year:2020', 'year:2026'], ['year:2019']],
    ['year:2020..2021,2024', ['year:2021', 'year:2024'], ['year:2022']],
    ['date:2020-05..2021', ['year:2020', 'year:2021'], ['year:2019', 'year:2022']],
    ['novelty:>=7', ['novelty:7..<8', 'novelty:9..10'], ['novelty:6..<7', 'year:2020']],
    ['novelty:<8', ['novelty:7..<8'], ['novelty:8..<9']],
    ['-year:2020..', [], ['year:2020', 'year:2019']],
    ['year:2020.. OR role:method', [], ['year:2020']],
    ['role:method', [], ['role:method', 'year:2020']],
  ])('knows which values lie in the range that %s asks for', (line, within, outside) => {
    expect(within.filter((term) => !isInRange(query(line), term))).toEqual([]);
    expect(outside.filter((term) => isInRange(query(line), term))).toEqual([]);
  });

  it('handles every facet', () => {
    for (const [first, second, both] of [
      ['polarity:use_method', 'polarity:none', 'polarity:use_method,none'],
      ['verdict:accept', 'verdict:reject', 'verdict:accept,reject'],
      ['novelty:8..<9', 'novelty:9..10', 'novelty:8..<9,9..10'],
      ['novelty:9..10', 'novelty:none', 'novelty:9..10,none'],
      ['year:1998', 'year:2001', 'year:1998,2001'],
      ['category:cs.CV', 'category:hep-th', 'category:cs.CV,hep-th'],
      ['role:"odd (label)"', 'role:method', 'role:"odd_(label)",method'],
    ] as const) {
      expect(toggled(first, second)).toBe(both);
      expect(toggled(both, first)).toBe(second);
      expect(toggled(both, second)).toBe(printQuery(query(first)));
    }
  });

  it('lets a flag have one value', () => {
    expect(toggled('influential:yes a', 'influential:no')).toBe('influential:no a');
    expect(toggled('-influential:yes a', 'influential:no')).toBe('influential:no a');
    expect(toggled('influential:yes', 'influential:none')).toBe('influential:none');
    expect(toggled('influential:no', 'influential:no')).toBe('');
    expect(toggled('mine:yes a', 'mine:no')).toBe('mine:no a');
  });

  it('leaves what a person wrote in another form alone', () => {
    expect(toggled('role:method OR novelty:>=8', 'role:background')).toBe(
      '(role:method OR novelty:>=8) role:background',
    );
    expect(toggled('-(role:method year:2020)', 'role:method')).toBe('-(role:method year:2020) role:method');
    expect(toggled('author:zuo', 'role:method')).toBe('author:zuo role:method');
  });

  it('finds a value in whichever of several filters holds it', () => {
    expect(toggled('role:method role:dataset', 'role:dataset')).toBe('role:method');
  });

  it('comes back to the same query when done twice, and never leaves a value on both sides', () => {
    const terms = [
      'role:a',
      'role:b',
      'verdict:accept',
      'novelty:8..<9',
      'novelty:>=9',
      'year:2020',
      'influential:yes',
    ];
    for (const line of ['', 'x role:a', '-role:a,b y', 'role:a,b novelty:>=9 sort:date', 'a OR b', '-influential:yes'])
      for (const term of terms)
        for (const side of ['include', 'exclude'] as const) {
          const once = toggleTerm(query(line), term, side);
          const active = isActive(query(line), term);
          const mine = side === 'include' ? 'included' : 'excluded';
          expect(isActive(once, term)).toBe(active === mine ? null : mine);
          if (active === null) expect(isActive(toggleTerm(once, term, side), term)).toBeNull();
          if (active === null && !term.startsWith('influential'))
            expect(toggleTerm(once, term, side)).toStrictEqual(query(line));
          expect(query(printQuery(once))).toStrictEqual(once);
        }
  });

  it('refuses what is not one value', () => {
    for (const term of ['', 'role:a,b', 'word', '-role:a', 'role:', 'role:a year:2020'])
      expect(() => toggleTerm(query(''), term, 'include')).toThrow(/not one value/);
  });
});

describe('isActive', () => {
  it('tells chosen, shut out and neither, by value and not by spelling', () => {
    expect(isActive(query('role:method,background -verdict:reject'), 'role:background')).toBe('included');
    expect(isActive(query('role:method -verdict:reject,none'), 'verdict:reject')).toBe('excluded');
    expect(isActive(query('role:method OR a'), 'role:method')).toBeNull();
    expect(isActive(query('novelty:>=8..<9.0'), 'novelty:8..<9')).toBe('included');
    expect(isActive(query('novelty:>=8'), 'novelty:8..<9')).toBeNull();
  });
});

describe('cycleInfluential', () => {
  it('asks for influential citations only, then for the others only, then for all', () => {
    const lines: string[] = [];
    for (let line = 'a', press = 0; press < 4; press++) {
      line = printQuery(cycleInfluential(query(line)));
      lines.push(line);
    }
    expect(lines).toEqual(['a influential:yes', 'a -influential:yes', 'a', 'a influential:yes']);
    expect(printQuery(cycleInfluential(query('influential:no a')))).toBe('influential:yes a');
  });
});

describe('free words', () => {
  it('replace the ones before them, in their place, and keep the filters', () => {
    expect(typed('role:method black hole year:1998', 'white dwarf star')).toBe(
      'role:method white dwarf star year:1998',
    );
    expect(typed('role:method sort:date', 'hole')).toBe('role:method hole sort:date');
    expect(typed('a', '')).toBe('');
    expect(typed('a title:b -c (d OR e)', 'x')).toBe('x title:b -c (d OR e)');
    expect(typed('a OR b', 'x')).toBe('(a OR b) x');
  });

  it('are all words while typed, however they look', () => {
    expect(setText(query(''), 'role:method -x OR (y').where).toStrictEqual({
      kind: 'and',
      terms: ['role:method', '-x', 'OR', '(y'].map((text) => ({ kind: 'text', text, phrase: false })),
    });
    for (const text of ['BERT:', '-', 'a - b', '"', '""', '\\', 'SU(2', 'NOT', 'x\x1b[31my\u202e', 'a  b']) {
      const asked = setText(query('role:method'), text);
      expect(query(printQuery(asked))).toStrictEqual(asked);
    }
  });

  it('make phrases of what is quoted, and open ones of a quote not yet closed', () => {
    expect(typed('', '"spurious reward" model')).toBe('"spurious reward" model');
    expect(typed('', 'model "spurious rew')).toBe('model "spurious rew"');
    const asked = setText(query('role:method'), 'a "spurious rew');
    expect(conjuncts(asked.where).at(-1)).toStrictEqual({
      kind: 'text',
      text: 'spurious rew',
      phrase: true,
      open: true,
    });
    expect(closePhrases(asked)).toStrictEqual(query('role:method a "spurious rew"'));
    const none = setText(query('role:method'), 'a "spurious rew" b"c');
    expect(closePhrases(none)).toBe(none);
    expect(typed('', 'model "')).toBe('model');
    expect(typed('', 'model ""')).toBe('model');
  });

  it('come back as they were typed', () => {
    for (const text of ['black hole', '"black hole" entropy', 'role:x -y', 'SU(2)']) {
      expect(freeText(setText(query('role:method'), text))).toBe(text);
      expect(setText(setText(query('role:method'), text), freeText(setText(query('role:method'), text)))).toStrictEqual(
        setText(query('role:method'), text),
      );
    }
    expect(freeText(query('role:method -a title:b'))).toBe('');
    expect(freeText(query('a'))).toBe('a');
  });

  it('are bounded, so that the line can be read again', () => {
    const asked = setText(query('role:method'), 'x '.repeat(100_000));
    expect(query(printQuery(asked))).toStrictEqual(asked);
  });
});

describe('clearing', () => {
  it('takes away the words, or everything but the order', () => {
    expect(printQuery(withoutText(query('a role:method "b c" sort:-date')))).toBe('role:method sort:-date');
    expect(printQuery(clearAll(query('a role:method sort:-date')))).toBe('sort:-date');
    expect(printQuery(withSort(query('a sort:-date'), null))).toBe('a');
    expect(printQuery(withSort(query('a'), { key: 'title', descending: false }))).toBe('a sort:title');
  });
});

describe('the terms that concern a facet alone', () => {
  it.each<[string, FieldName, string]>([
    ['role:method,background year:2020 a', 'role', 'year:2020 a'],
    ['role:method -role:other year:2020', 'role', 'year:2020'],
    ['-(role:a role:b) x', 'role', 'x'],
    ['role:method OR year:2020', 'role', 'role:method OR year:2020'],
    ['novelty:8..<9,9..10 sort:date', 'novelty', 'sort:date'],
    ['influential:yes has:role', 'influential', 'has:role'],
    ['novelty:none,9..10 influential:none', 'novelty', 'influential:none'],
    ['has:role', 'role', 'has:role'],
    ['', 'year', ''],
  ])('taken out of %j for %s leave %j', (line, field, rest) => {
    const { where, sort } = query(line);
    const others = conjuncts(where).filter((term) => !concernsOnly(term, field));
    expect(printQuery({ where: all(others), sort })).toBe(rest);
  });
});

describe('withoutLast', () => {
  it.each([
    ['role:method,background sparse', 'role:method,background'],
    ['role:method,background', 'role:method'],
    ['-role:method,background', '-role:method'],
    ['year:2020 role:method sort:date', 'year:2020 sort:date'],
    ['year:2020 (role:method OR sparse)', 'year:2020'],
    ['role:method OR role:background', 'role:method'],
    ['sparse', ''],
    ['sort:title', 'sort:title'],
  ])('makes of %j %j', (line, less) => {
    expect(printQuery(withoutLast(query(line)))).toBe(less);
  });
});
