/** TeX in bibliographic data, as plain text. */
import { describe, expect, it } from 'vitest';
import { plainTex } from '../../src/sources/tex.js';

describe('TeX in bibliographic data', () => {
  it.each([
    ['plain words', 'plain words'],
    [String.raw`M{\"u}ller and M\"{u}ller and M\"uller and {M}{\"u}ller`, 'Müller and Müller and Müller and Müller'],
    [String.raw`Pawe{\l}czyk, \L{}ukasz, {\O}rsted, Stra{\ss}e`, 'Pawełczyk, Łukasz, Ørsted, Straße'],
    [String.raw`Ho{\v{c}}evar, \v{S}koda, \c{C}elik, Dvo\v r\'ak`, 'Hočevar, Škoda, Çelik, Dvořák'],
    [String.raw`na{\"\i}ve, na\"{\i}ve, {\'{\i}}`, 'naïve, naïve, í'],
    [String.raw`{\AA}ngstr{\"o}m \& Co., 50\% \_x\_`, 'Ångström & Co., 50% _x_'],
    ['{BERT}: Pre-training of {D}eep {{B}idirectional}', 'BERT: Pre-training of Deep Bidirectional'],
    ['pages 1--9---done', 'pages 1–9—done'],
    ["``quoted'' and 'single'", "“quoted” and 'single'"],
    [String.raw`\emph{In} \textbf{silico} {\em and} \href{https://a.b/c}{here}`, 'In silico and here'],
    [String.raw`The $\mathcal{N}=2$ case and {$x_{1}$}`, String.raw`The $\mathcal{N}=2$ case and $x_{1}$`],
    [String.raw`cost \$5 and \$6`, 'cost $5 and $6'],
    ['van~der~Berg', 'van der Berg'],
    [String.raw`an \unknowncommand{of} some`, String.raw`an \unknowncommandof some`],
    ['a { brace and a } brace', 'a  brace and a  brace'],
  ])('%s', (tex, text) => {
    expect(plainTex(tex)).toBe(text);
  });

  // Quadratic would be minutes, and run out of the time every test has.
  it('reads a hundred thousand braces or dollars to their end', () => {
    for (const hostile of [
      '{'.repeat(100_000),
      '$'.repeat(99_999),
      '\\"{'.repeat(50_000),
      '\\'.repeat(100_000),
      '$\\'.repeat(50_000),
    ])
      expect(plainTex(hostile).length).toBeLessThanOrEqual(hostile.length);
  });
});
