/** TeX in bibliographic data, as plain text. */
import { describe, expect, it } from 'vitest';
import { plainInformalTex, plainTex } from '../../../src/sources/markup/tex.js';

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
    [String.raw`an \unknown{of} some, \two{a}{b}, \with[1]{c}, {\none d}e`, 'an of some, ab, c, de'],
    [
      String.raw`Ga\textsubscript{1-x}N, 21\textsuperscript{st}, 10\textsuperscript{-5} m\textsuperscript{2}`,
      'Ga1-xN, 21st, 10⁻⁵ m2',
    ],
    [
      String.raw`|V\ensuremath{\tau}N| and \ensuremath{{\beta}}-decay at \ensuremath{\sqrt{s}}`,
      '|VτN| and β-decay at $\\sqrt{s}$',
    ],
    [String.raw`1.3\,\textmu{}m, 5\texttimes{}8, 3\textpm1, A\textrightarrow{}B`, '1.3 µm, 5×8, 3±1, A→B'],
    [String.raw`{\BibTeX} and {\LaTeXe} with \TeX for all`, 'BibTeX and LaTeX2e with TeX for all'],
    [String.raw`It\rq{}s \lq{}new\rq{}, \enquote{Weak} \mkbibparens{a} \mkbibemph{Ox}`, 'It’s ‘new’, “Weak” (a) Ox'],
    [String.raw`\foreignlanguage{german}{Stra{\ss}en} \textcolor{red}{Rot} {\noopsort{1973b}}1973`, 'Straßen Rot 1973'],
    [String.raw`Nguy{\~\^e}n Th{\'\u a}ng Th\'{\u{a}}ng {\d{\^e}}`, 'Nguyễn Thắng Thắng ệ'],
    [String.raw`Franc{\ocirc{u}} Gel{\cprime}fand \polhk{a} \Dbar`, 'Franců Gel′fand ą Đ'],
    [String.raw`$\less$i$\greater$Kitus$\less$/i$\greater$ $<$`, '<i>Kitus</i> $<$'],
    [String.raw`\url{https://a.example/~b_c\_d%20} \href{https://a.example}{here}`, 'https://a.example/~b_c_d%20 here'],
    [String.raw`\ifmmode \check{C}\else \v{C}\fi{}ech don\'t co\"operate \~{}home`, "Čech don't coöperate ~home"],
    [
      String.raw`{\aap} and \mnras{} and {\it \apjl}`,
      'Astronomy and Astrophysics and Monthly Notices of the Royal Astronomical Society and Astrophysical Journal Letters',
    ],
    [String.raw`K \to \pi with \mathcal{N}=4 and {\cal N}=2`, 'K → π with $\\mathcal{N}$=4 and $\\cal N$=2'],
    [String.raw`a\%b \{set\} x\\y \textbackslash{}n`, 'a%b {set} x y \\n'],
    ['a { brace and a } brace', 'a  brace and a  brace'],
  ])('%s', (tex, text) => {
    expect(plainTex(tex)).toBe(text);
  });

  it.each([
    ['On G\\"odel and Erd\\H{o}s: {\\it Caf\\\'e} Kites', 'On Gödel and Erdős: Café Kites'],
    ['about ~10 km -- or a~b, $x~y$', 'about ~10 km -- or a b, $x~y$'],
    ["``as is''", "``as is''"],
  ])('that stands in other text is read with care: %s', (text, plain) => {
    expect(plainInformalTex(text)).toBe(plain);
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
