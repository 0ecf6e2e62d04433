/** Names of people taken apart. */
import { expect, it } from 'vitest';
import {
  familyName,
  furtherNames,
  isEastAsianPerson,
  isGroupName,
  isOthers,
  printedName,
  splitPrintedName,
  suffixOf,
} from '../../src/hub/name.js';

it.each([
  ['Ada Lovelace', 'Lovelace'],
  ['Laurens van der Maaten', 'van der Maaten'],
  ['Robert W. Heath, Jr.', 'Heath'],
  ['Martin Luther King Jr.', 'King'],
  ['Heath, Robert W.', 'Heath'],
  ['Voltaire', 'Voltaire'],
  ['王小明', '王小明'],
  ['De Rosa', 'Rosa'],
  ['', ''],
  ['José Ortega y Gasset', 'Ortega y Gasset'],
  ['Guido Van Rossum', 'Van Rossum'],
  ['van Gogh', 'van Gogh'],
  ['Wang J.-H.', 'Wang'],
  ['Andrew Senior', 'Senior'],
  ['Charles L. Webber III', 'Webber'],
  ['Heath, Robert W., Jr.', 'Heath'],
  ['Sofia dal Pozzo', 'dal Pozzo'],
])('the family name of «%s» is «%s»', (name, family) => {
  expect(familyName(name)).toBe(family);
});

it('what stands where a list is cut is nobody', () => {
  expect(['et al.', 'et al', 'et. al.', 'et alii', 'and others', 'Others', '…'].map(isOthers)).toEqual(
    Array(7).fill(true),
  );
  expect(['Etal Bo', 'Al Roe', 'Othersen'].map(isOthers)).toEqual([false, false, false]);
});

it('groups are told by their words, not by their commas', () => {
  expect(['Alibaba Group, Inc.', 'Institute of Kites, Uppsala', 'The ATLAS Collaboration'].map(isGroupName)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['Berg, Anna Labs', 'Alm, Eva', 'Eva Alm'].map(isGroupName)).toEqual([false, false, false]);
});

it('names in Chinese, Japanese and Korean letters put the family first', () => {
  expect([printedName('王', '小明'), printedName('Wang', 'Xiaoming')]).toEqual(['王小明', 'Xiaoming Wang']);
  expect(['李 明', '山田太郎', '김철수'].map(isEastAsianPerson)).toEqual([true, true, true]);
  expect(['中国科学院', '东京大学', 'Li Ming'].map(isEastAsianPerson)).toEqual([false, false, false]);
});

it('of a list that is cut what is not named is counted, unless one stands for any number', () => {
  expect([furtherNames(3, 3), furtherNames(4, 3), furtherNames(198, 8), furtherNames(30, 30, 10)]).toEqual([
    '',
    ' and others',
    ' and 190 more',
    ' and 20 more',
  ]);
});

it('what stands behind a name is found in it', () => {
  const king = { family: 'King', given: 'Martin Luther' };
  expect(suffixOf({ name: 'Martin Luther King Jr.', ...king })).toBe('Jr.');
  expect(suffixOf({ name: 'Martin Luther King', ...king })).toBeUndefined();
  expect(suffixOf({ name: 'M. L. King Jr.', ...king })).toBeUndefined();
  expect(suffixOf({ name: 'King Jr.' })).toBeUndefined();
});

it.each([
  ['Anna B. Author', 'Author', 'Anna B.'],
  ['Ludwig Van Beethoven', 'Van Beethoven', 'Ludwig'],
  ['Van Halen', 'Halen', 'Van'],
  ['Wang J.', 'Wang', 'J.'],
  ['José Ortega y Gasset', 'Ortega y Gasset', 'José'],
  ["Anne-Marie O'Neill", "O'Neill", 'Anne-Marie'],
  ['Anna III', 'III', 'Anna'],
])('%s is of the family %s', (name, family, given) => {
  expect(splitPrintedName(name)).toEqual({ family, given });
});

it('a suffix is told from a family name by the names before it', () => {
  expect(splitPrintedName('Anna Maria III')).toEqual({ family: 'Maria', given: 'Anna', suffix: 'III' });
});
