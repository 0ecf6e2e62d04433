// Writes src/text/width-table.ts: the cells of every code point, from the Unicode data of this Node (general categories) and
// of get-east-asian-width (Ink's own). Run it after an upgrade of either: node tests/tools/width-table.mjs
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eastAsianWidth } from 'get-east-asian-width';

const nothing =
  /[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Surrogate}]/u;
// Vowels and finals of conjoining Hangul stand inside the two cells of the initial.
const innerJamo = (c) => (c >= 0x1160 && c <= 0x11ff) || (c >= 0xd7b0 && c <= 0xd7c6) || (c >= 0xd7cb && c <= 0xd7fb);
const cells = (c) => (innerJamo(c) || nothing.test(String.fromCodePoint(c)) ? 0 : eastAsianWidth(c));

/** Alternating lengths of runs inside and outside the set, in base 36, starting outside at U+0000. */
function runs(inside) {
  const lengths = [];
  let start = 0;
  let current = false;
  for (let c = 0; c <= 0x10ffff; c++) {
    if (inside(c) === current) continue;
    lengths.push((c - start).toString(36));
    start = c;
    current = !current;
  }
  if (current) lengths.push((0x110000 - start).toString(36));
  return lengths.join(' ');
}

// From the last wide plane on everything is nothing or one cell: the two lists say it all.
const lines = [
  '// Made by tests/tools/width-table.mjs; not edited by hand.',
  `// Unicode ${process.versions.unicode}. Alternating run lengths in base 36, outside the set first, from U+0000.`,
  `export const NO_CELLS =\n  '${runs((c) => cells(c) === 0)}';`,
  `export const TWO_CELLS =\n  '${runs((c) => cells(c) === 2)}';`,
  `export const PICTOGRAPHS =\n  '${runs((c) => /\p{Extended_Pictographic}/u.test(String.fromCodePoint(c)) && c > 0xff)}';`,
];
writeFileSync(fileURLToPath(new URL('../../src/text/width-table.ts', import.meta.url)), `${lines.join('\n\n')}\n`);
