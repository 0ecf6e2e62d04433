/** Titles in BibTeX: protected capitals, commands, mathematics. */
import { describe, expect, it } from 'vitest';
import { isSound } from '../../../src/export/bibtex/latex.js';
import { encodeTitle } from '../../../src/export/bibtex/title.js';
import { parseMarkup, plain } from '../../../src/export/rich-text/markup.js';

const written = (title: string, dialect: 'bibtex' | 'biblatex' = 'bibtex'): string => {
  const tex = encodeTitle(parseMarkup(title), { dialect, ascii: false });
  expect(isSound(tex)).toBe(true);
  return tex;
};

describe('capitals', () => {
  it.each([
    ['Attention Is All You Need', 'Attention Is All You Need'],
    ['GPT-4o System Card', '{GPT-4o} System Card'],
    ['mHC: Manifold-constrained connections', '{mHC}: Manifold-constrained connections'],
    ['LLM-Based Agents', '{LLM}-Based Agents'],
    ['Hidden Markov models in Paris', 'Hidden {Markov} models in {Paris}'],
    ['Learning to reason: A survey', 'Learning to reason: A survey'],
    ["Bell's theorem for the layman", "Bell's theorem for the layman"],
    ["The proof of Bell's theorem", "The proof of {Bell}'s theorem"],
    ['ON THE ELECTRODYNAMICS OF MOVING BODIES', 'ON THE ELECTRODYNAMICS OF MOVING BODIES'],
    ['Vitamin C and type I errors', 'Vitamin {C} and type {I} errors'],
    ['The C++ language', 'The {C++} language'],
    ['U.S. elections', '{U.S.} elections'],
    [
      'H<sub>2</sub>O and Fe<sub>3</sub>O<sub>4</sub>',
      '{H}\\textsubscript{2}{O} and {Fe}\\textsubscript{3}{O}\\textsubscript{4}',
    ],
    ['The <span class="nocase">Apple iPod</span> problem', 'The {Apple iPod} problem'],
    ['{DNA} and {{RNA}}', '{DNA} and {RNA}'],
    ['{A Whole Title in Braces}', 'A Whole Title in Braces'],
  ])('%s → %s', (title, tex) => {
    expect(written(title)).toBe(tex);
  });
  it('of German nouns are kept where the source names the language', () => {
    expect(
      encodeTitle(parseMarkup('Das Wesen der Dinge'), { dialect: 'bibtex', ascii: false, language: 'de-DE' }),
    ).toBe('Das {Wesen} der {Dinge}');
  });
});

describe('signs special to TeX', () => {
  it.each([
    ['100% of a & b', '100\\% of a \\& b'],
    ['snake_case #1', 'snake\\_case \\#1'],
    ['costs $5 and $10 million', 'costs \\$5 and \\$10 million'],
    ['A$AP and Ke$ha', 'A\\${AP} and Ke\\$ha'],
    ['x ^ y ~ z', 'x {\\textasciicircum} y {\\textasciitilde} z'],
    ['a path\\to\\file', 'a path{\\textbackslash}to{\\textbackslash}file'],
    ['ends in \\', 'ends in {\\textbackslash}'],
    ['the set {a, b}', 'the set \\{a, b\\}'],
    ['the {set} notation', 'the \\{set\\} notation'],
    ['the {GAN} and {k}-means', 'the {GAN} and {k}-means'],
    ['the {set} in $x$', 'the {set} in {$x$}'],
    ['{whole titles}', 'whole titles'],
    ['the set \\{a, b\\}', 'the set \\{a, b\\}'],
    ['a } b { c', 'a b c'],
    ['a \\{ b', 'a b'],
    ['3 < 4 > 2', '3 {$<$} 4 {$>$} 2'],
    ['"straight" quotes', "``straight'' quotes"],
    ['NGC~1234', '{NGC} 1234'],
  ])('%s → %s', (title, tex) => {
    expect(written(title)).toBe(tex);
  });
});

describe('mathematics', () => {
  it.each([
    ['$CP$ violation', '{$CP$} violation'],
    ['$ N = 2 $ theories', '{$N = 2$} theories'],
    ['\\(x\\) and $$L^2$$', '{$x$} and {$L^2$}'],
    ['${\\rm Tr}$ and $\\cal N$', '{${\\mathrm{Tr}}$} and {$\\mathcal{N}$}'],
    ['S_3 and R^2-gravity', '{S}{$_{3}$} and {R}{$^{2}$}-gravity'],
    ['H_2O', '{H}{$_{2}$}{O}'],
    ['a ^{63}Cu study', 'a {$^{63}$}{Cu} study'],
    ['B \\to K \\pi', 'B {$\\to$} {K} {$\\pi$}'],
    ['$\\Bz\\to\\pip$', '{$\\mathrm{Bz}\\to\\mathrm{pip}$}'],
    ['x in $D$ } of $x', 'x in {$D$} of \\$x'],
    ['$x_y_z$', '\\$x\\_y\\_z\\$'],
    ['$\\frac{1}$', '\\${\\textbackslash}frac{1}\\$'],
    ['α-decay', '{$\\alpha$}-decay'],
    ['x≈y', 'x{$\\approx$}y'],
    ['Περί φύσεως', 'Περί φύσεως'],
  ])('%s → %s', (title, tex) => {
    expect(written(title)).toBe(tex);
  });
  it('that LaTeX does not know is said', () => {
    const said: string[] = [];
    parseMarkup('$\\Bz$ and \\foo', (message) => said.push(message));
    expect(said).toEqual([
      'the command \\Bz is not known in mathematics and printed by its name',
      'the command \\foo is not known and printed as it stands',
    ]);
  });
});

describe('markup', () => {
  it.each([
    ['On <jats:italic>p</jats:italic>-values', 'On \\emph{p}-values'],
    ['The <i>Drosophila genome', 'The \\emph{{Drosophila} genome}'],
    ['<p><b>A</b></p><p>B</p>', '\\textbf{A} {B}'],
    ['R&amp;D at &lt;5&#37;', '{R\\&D} at {$<$}5\\%'],
    ['Geometry &amp;amp; Topology', 'Geometry \\& Topology'],
    ['&notanentity; x', '\\&notanentity; x'],
    ['List<String> x', 'List{$<$}String{$>$} x'],
    ['\\textit{E. coli} and {\\em x}', '\\emph{E. coli} and \\emph{x}'],
    ['Monge-Amp\\`ere', 'Monge-Amp{\\`e}re'],
    ['Das G{\\"o}del-Problem', 'Das G{\\"o}del-Problem'],
    ['Writing with \\LaTeX{} and \\TeX', 'Writing with {\\LaTeX} and {\\TeX}'],
    ['Eﬃcient naı̈ve', 'Efficient na{\\"\\i}ve'],
    ['𝗕𝗼𝗹𝗱 𝒩', 'Bold {$\\mathcal{N}$}'],
    ['in<mml:math><mml:mi mathvariant="italic">N</mml:mi></mml:math>-Coupled', 'in {$N$}-Coupled'],
    ['x<math><mfrac><mn>1</mn><msqrt><mi>s</mi></msqrt></mfrac></math>', 'x{$\\frac{1}{\\sqrt{s}}$}'],
    ['<inline-formula><tex-math>\\begin{document}$x^2$\\end{document}</tex-math></inline-formula>', '{$x^2$}'],
  ])('%s → %s', (title, tex) => {
    expect(written(title)).toBe(tex);
  });
  // Quadratic would be minutes, and run out of the time every test has.
  it('of a hundred thousand braces, tags or dollars is read to its end', () => {
    for (const part of [
      '{',
      '{a}',
      '<i>',
      '$x',
      '\\"',
      '_{',
      '&amp;',
      '``a',
      '"a" ',
      '$\\frac',
      '<mml:math>',
      '~',
      '\\v{',
      'A-',
      '(1 and ',
    ])
      expect(typeof written(part.repeat(100_000 / part.length).slice(0, 100_000))).toBe('string');
  });
});

describe('the other dialect', () => {
  it('keeps Unicode where every reader has it', () => {
    expect(written('“Schrödinger’s” Þing – 5 °C ± 2', 'biblatex')).toBe('“Schrödinger’s” Þing – 5 °{C} ± 2');
  });
  it('is all commands on request, and says which characters have none', () => {
    const missing: string[] = [];
    expect(
      encodeTitle(parseMarkup('Đ „ö“ € 汪'), { dialect: 'biblatex', ascii: true, missing: (c) => missing.push(c) }),
    ).toBe('{\\DJ} {\\quotedblbase}{\\"o}`` {\\texteuro} 汪');
    expect(missing).toEqual(['汪']);
  });
});

it('text without its markup, for formats that have none', () => {
  expect(plain('The <i>E. coli</i> {DNA} at $\\alpha$ &amp; M\\"uller')).toBe('The E. coli DNA at \\alpha & Müller');
});
