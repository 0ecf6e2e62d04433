/** Full names as numbers, against a map of folded names. */
import { expect, it } from 'vitest';
import { foldText } from '../../../../src/library/derived/tokens.js';
import { nameNumbers } from '../../../../src/library/graph/authors/name-numbers.js';
import { seeded } from '../../support.js';

it('gives names that fold to the same one number, whatever they are spelled like', () => {
  const numbers = nameNumbers();
  const same = ['Utku Evci', 'Evci, Utku', 'UTKU  EVCI', 'utku-evci', 'Útku Évci', '{U}tku {E}vci', ' Utku Evci. '];
  expect(same.map(numbers.of)).toEqual(same.map(() => 0));
  expect(numbers.of('U. Evci')).toBe(1);
  expect(['', '.', ' , ', '\u0301'].map(numbers.of)).toEqual([-1, -1, -1, -1]);
  expect(numbers.names).toEqual(['Utku Evci', 'U. Evci']);
  expect([numbers.find('EVCI, utku'), numbers.find('Somebody Else'), numbers.find('…')]).toEqual([0, -1, -1]);
  const long = 'x'.repeat(80);
  expect(numbers.of(`${long}y`)).toBe(numbers.of(`${long}z`));
});

it('tells ten thousand made-up names apart as a map of their folded texts does', () => {
  const next = seeded(11);
  const any = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const given = ['Ada', 'ADA', 'Adà', 'A.', 'Zoë', 'Zoe', '李', "D'Arcy", 'D Arcy', 'Jean-Luc', '\\"Ozge'];
  const family = Array.from({ length: 900 }, (_, i) => `${any(['Fam', 'fâm', 'FAM'])}${i % 700}`);
  const numbers = nameNumbers();
  const known = new Map<string, number>();
  for (let i = 0; i < 10_000; i += 1) {
    const [one, other] = [any(given), any(family)];
    const isTurned = next() < 0.3;
    const folded = foldText(`${one} ${other}`);
    if (!known.has(folded)) known.set(folded, known.size);
    expect(numbers.of(isTurned ? `${other}, ${one}` : `${one} ${other}`)).toBe(known.get(folded));
  }
});
