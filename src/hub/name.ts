/** Names of people as short as readers know them. */

/** Small words that belong to the family name they stand before. */
const PARTICLES = new Set(
  'af al ap auf av da dal dalla das de degli dei del dela della den der di do dos du e el la las le los ten ter van vom von y zu zum zur'.split(
    ' ',
  ),
);
const SUFFIX = /^(?:jr|sr|ii|iii|iv|phd|md)\.?$/iu;

/** The family name of a name as printed: «Laurens van der Maaten» → «van der Maaten», «Heath, R. W.» → «Heath». */
export function familyName(name: string): string {
  const comma = name.indexOf(',');
  if (comma > 0 && !SUFFIX.test(name.slice(comma + 1).trim())) return name.slice(0, comma).trim();
  const words = (comma > 0 ? name.slice(0, comma) : name).trim().split(/\s+/u);
  while (words.length > 1 && SUFFIX.test(words[words.length - 1]!)) words.pop();
  let start = words.length - 1;
  while (start > 1 && PARTICLES.has(words[start - 1]!)) start--;
  return words.slice(start).join(' ');
}
