/** The table of TeX letters and accents. */
import { describe, expect, it } from 'vitest';
import { encodeText } from '../../src/export/bibtex/latex.js';
import { plain } from '../../src/export/rich-text/markup.js';
import { plainTex } from '../../src/sources/markup/tex.js';
import { ACCENTS, CHARACTERS } from '../../src/text/tex-characters.js';

describe('the table of TeX characters', () => {
  it.each([...CHARACTERS])('reads \\%s as %j from a bibliography and from a title', (name, character) => {
    const text = character.replace('\n\n', ' ');
    expect(plainTex(`a{\\${name}}b`).replace('\n\n', ' ')).toBe(`a${text}b`);
    // In titles a brace that has no partner is no text.
    if (!/[{}]/.test(text)) expect(plain(`a{\\${name}}b`)).toBe(`a${text}b`);
  });
  it.each([...ACCENTS.keys()].filter((name) => !name.startsWith('text')))('reads the accent \\%s', (name) => {
    const letter = `o${ACCENTS.get(name)}`.normalize('NFC');
    expect([plainTex(`\\${name}{o}`), plain(`\\${name}{o}`)]).toEqual([letter, letter]);
  });
  it('reads what is written in ASCII', () => {
    const signs = [...new Set(CHARACTERS.values())].filter((sign) => !/[\s{}“”‘’–—]/.test(sign));
    for (const sign of [...signs, ...'éőšųḅảș']) {
      const tex = encodeText(sign, { dialect: 'bibtex', ascii: true });
      expect(tex, sign).toMatch(/^[ -~]+$/);
      if (!/\$|script/.test(tex)) expect(plain(tex), tex).toBe(sign);
    }
  });
});
