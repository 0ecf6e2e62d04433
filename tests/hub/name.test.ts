import { expect, it } from 'vitest';
import { familyName } from '../../src/hub/name.js';

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
])('the family name of «%s» is «%s»', (name, family) => {
  expect(familyName(name)).toBe(family);
});
