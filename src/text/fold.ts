/** Letters without case, accents or anything else that ASCII lacks: how words are compared and citation keys are spelled. */

/**
 * Letters that Unicode does not take apart, as Unicode's transform Latin-ASCII (CLDR) spells them; it has none for the schwa.
 * What follows from them is stored in libraries: a change needs a step in MIGRATIONS (schema.ts).
 */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ȷ: 'j',
  ŋ: 'n',
  ĸ: 'q',
  ə: 'e',
};

/** One letter, or a few, in lower case and without accents; letters of other scripts stay what they are. */
export function foldLetter(letter: string): string {
  const base = letter
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  return SPELLED[base] ?? base;
}

const SPECIAL = new RegExp(`[${Object.keys(SPELLED).join('')}]`, 'giu');

/** Latin letters spelled in ASCII, their case kept (`Æther`: `Aether`); other scripts and signs stay. Decomposed (NFKD). */
export function spellLatin(text: string): string {
  return text
    .replace(SPECIAL, (letter) => {
      const small = letter.toLowerCase();
      const spelled = SPELLED[small]!;
      return letter === small ? spelled : spelled[0]!.toUpperCase() + spelled.slice(1);
    })
    .normalize('NFKD');
}
