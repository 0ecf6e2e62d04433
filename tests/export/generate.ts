/** Records that no source would give and every source gives some day: a seeded generator, each piece with what it prints. */
import type { CslItem } from '../../src/export/csl.js';

export type Random = () => number;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <T>(from: readonly T[], next: Random): T => from[Math.floor(next() * from.length)]!;

/** A fragment of a title as data have it, and as it is to be read. */
const FRAGMENTS: readonly (readonly [source: string, read: string])[] = [
  ...'learning networks Deep BERT mHC GPT-4o Markov of the and in a Schrödinger naïve café Žižek Łukasiewicz Øbro straße İstanbul ışık Đặng ấn Çağlar Ionuț ðe 强化学习 Обучение مقدمة θεωρία 🤗 résumé x̄ H.264 C++ @home 1% R&D #1 snake_case_name $5 A+B (RLVR) [sic] state-of-the-art O’Neil 5°C ≈3 “quoted” – —'
    .split(' ')
    .map((word) => [word, word.replaceAll('’', "'")] as const),
  ['M{\\"u}ller', 'Müller'],
  ["Poincar\\'e", 'Poincaré'],
  ['Erd\\H{o}s', 'Erdős'],
  ['{\\AA}ngstr{\\"o}m', 'Ångström'],
  ['$\\alpha$', 'α'],
  ['$\\Lambda_{CP}$', 'ΛCP'],
  ['$x^2$', 'x2'],
  ['\\(\\beta\\)', 'β'],
  ['$$L^2$$', 'L2'],
  ['<i>E. coli</i>', 'E. coli'],
  ['H<sub>2</sub>O', 'H2O'],
  ['<jats:italic>p</jats:italic>-values', 'p-values'],
  ['<mml:math><mml:msub><mml:mi>RuO</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>', 'RuO2'],
  ['<span class="nocase">iPod</span>', 'iPod'],
  ['AT&amp;T', 'AT&T'],
  ['&amp;amp;', '&'],
  ['&alpha;-decay', 'α-decay'],
  ['a < b', 'a < b'],
  ['{BERT}', 'BERT'],
  ['\\emph{in vivo}', 'in vivo'],
  ['100\\%', '100%'],
  ['e\u200bﬃcient', 'efficient'],
  ['\u202Edeep\u202C', 'deep'],
  ['\\LaTeX{}', 'LaTeX'],
  ['two\n lines', 'two lines'],
  ['^{63}Cu', '63Cu'],
];

/** What breaks files: nothing is asked of it but that it does not. */
const HOSTILE =
  '{ } } { $ $$ % \\ \\\\ \\{ \\} \\" \\\'{ ^ _ ^^ __ ~ ` `` \'\' " # & && < > <i> </i> <sub> <mml:math> </mml:math> <![CDATA[ &lt; &#0; &#x1b; \u0000 \u001b[31m \u007f \u0085 \u200b \u202e \ufeff \ufffd \ud83d \\begin{x} \\end{document} \\input{/etc/passwd} \\write18{x} $\\frac{1}$ $x_y_z$ $a{b$ $\\Q$ \\( \\) \\[ @article{x, = , " # " \\par \\verb|x| \\ifmmode \\else \\fi \\char92 \\def\\x{y} \\$ \\% {{{{ }}}} ${\\rm $ \\u \\v \\c{ \\textbf{ \\ensuremath{ \\u0301 ́ 🏳️‍🌈 ￿'.split(
    ' ',
  );

export interface Known {
  item: CslItem;
  /** What must be read back. */
  title: string;
  authors: { family: string; given: string }[];
  year: number;
  doi?: string;
  eprint?: string;
}

const FAMILIES =
  "Yue Müller García Łukasiewicz Øbro Đặng Erdős Žižek Çağlar Ångström Işık Guðmundsdóttir Nguyễn Ștefănescu O'Neil Al-Khwārizmī 汪 Гольштейн Παπαδόπουλος And Smith-Jones MacDonald ß".split(
    ' ',
  );
const GIVEN = 'Yang J.-P. María Thị Ánh Þóra Søren Michał Евгений 丽娜 A. İlker Jean-Luc Óscar Đức'.split(' ');
const PARTICLES = ['van der', 'de la', 'von', 'van'];

/** A record whose every field is known. */
export function known(next: Random, number: number): Known {
  const words = Array.from({ length: 1 + Math.floor(next() * 7) }, () => pick(FRAGMENTS, next));
  const authors = Array.from({ length: 1 + Math.floor(next() * 5) }, () => {
    const particle = next() < 0.15 ? pick(PARTICLES, next) : '';
    const name = pick(FAMILIES, next);
    return { family: `${particle} ${name}`.trim(), given: pick(GIVEN, next), particle, name };
  });
  const year = 1900 + Math.floor(next() * 130);
  const kind = pick(['article-journal', 'paper-conference', 'article', 'book', 'chapter', 'dataset', 'thesis'], next);
  const doi =
    next() < 0.6
      ? `10.${1000 + Math.floor(next() * 9000)}/${pick(['abc.', 'S0_', '(SICI)1<2::X>', 'x%y-'], next)}${number}`
      : undefined;
  const eprint =
    kind === 'article' || next() < 0.4
      ? pick(
          [
            `${pick(['0704', '1412'], next)}.${String(number % 9999).padStart(4, '0')}`,
            `2504.${String(number).padStart(5, '0')}`,
            `hep-th/9901${String(number % 1000).padStart(3, '0')}`,
          ],
          next,
        )
      : undefined;
  const item: CslItem = {
    id: `r${number}`,
    type: kind,
    title: words.map(([source]) => source).join(' '),
    author: authors.map(({ name, given, particle }) => ({
      family: name,
      given,
      ...(particle === '' ? {} : { 'non-dropping-particle': particle }),
    })),
    issued: { 'date-parts': [[year, 1 + Math.floor(next() * 12)]] },
    ...(/journal|conference|chapter/.test(kind) ? { 'container-title': `Journal & Proceedings ${number}` } : {}),
    ...(doi === undefined ? {} : { DOI: `https://doi.org/${doi}` }),
    ...(eprint === undefined ? {} : { archive: 'arXiv', archive_location: `arXiv:${eprint}v2` }),
  };
  return {
    item,
    title: words
      .map(([, read]) => read)
      .join(' ')
      .replace(/\s+/g, ' '),
    authors: authors.map(({ family, given }) => ({ family, given })),
    year,
    ...(doi === undefined ? {} : { doi }),
    ...(eprint === undefined ? {} : { eprint }),
  };
}

/** Foreign JSON of any shape and content. */
export function hostile(next: Random, number: number): Record<string, unknown> {
  const text = (): string =>
    Array.from({ length: Math.floor(next() * 8) }, () =>
      next() < 0.6 ? pick(HOSTILE, next) : pick(FRAGMENTS, next)[0],
    ).join(pick([' ', '', ' '], next));
  const value = (): unknown =>
    pick(
      [
        text,
        text,
        text,
        text,
        () => null,
        () => [text(), text()],
        () => Math.floor(next() * 3000),
        () => ({}),
        () => [[]],
      ],
      next,
    )();
  const name = (): unknown =>
    pick(
      [
        () => ({ family: text(), given: text() }),
        () => ({ literal: text() }),
        () => text(),
        () => ({}),
        () => null,
        () => ({ family: text(), suffix: text(), 'dropping-particle': text() }),
      ],
      next,
    )();
  const fields = [
    ...'title container-title publisher volume issue page number edition genre DOI URL ISSN ISBN note keyword language archive archive_location version event-title abstract collection-title publisher-place'.split(
      ' ',
    ),
  ].filter(() => next() < 0.5);
  return {
    id: `h${number}`,
    type: pick(
      [
        'article-journal',
        'journal-article',
        'article',
        'paper-conference',
        'book',
        'thesis',
        'webpage',
        'chapter',
        'report',
        '',
        'x y',
      ],
      next,
    ),
    ...Object.fromEntries(fields.map((field) => [field, value()])),
    author: next() < 0.1 ? value() : Array.from({ length: Math.floor(next() * 5) }, name),
    issued: pick(
      [
        { 'date-parts': [[2020, 13, 40]] },
        { raw: text() },
        { 'date-parts': [[null]] },
        text(),
        { literal: 'in press 2021' },
        { 'date-parts': [['2020', '02', '30']] },
      ],
      next,
    ),
    custom: pick([{ roles: [text()], verdict: text(), novelty: 7.5 }, { primaryClass: text() }, null, 3], next),
  };
}
