/** Names of people taken apart. */
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
