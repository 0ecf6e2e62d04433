/**
 * Titles: which capitals a bibliography style must not make small. Styles that set titles in sentence case lower every
 * letter outside braces but the first; a capital that carries meaning is therefore put into braces, the others are not.
 */

import { type Piece, plainText, type Style } from '../rich-text/rich-text.js';
import { type Encoding, encodeText } from './latex.js';

const COMMANDS: Readonly<Record<Exclude<Style, 'group'>, string>> = {
  italic: 'emph',
  bold: 'textbf',
  smallcaps: 'textsc',
  mono: 'texttt',
  subscript: 'textsubscript',
  superscript: 'textsuperscript',
};

/** Words that stay small in the middle of a title whose words have capitals. */
const SMALL = new Set(
  'a an and are as at be but by can de der des die do does for from how if in into is its la le nor not of off on onto or our out over per so than that the their then this to und under up upon using van via vs von we when where with yet without within between among through during toward towards against across beyond before after about versus et du el y e le les des del di da'.split(
    ' ',
  ),
);

/** How the writer used capitals: in all words, in names only, or throughout. */
type Manner = 'title' | 'sentence' | 'shouting';

/** Letters and digits with what holds a word together; the segments between hyphens and slashes. */
const WORD =
  /(?<![\p{L}\p{N}])(?:\p{Lu}\.){2,}|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.&+][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*[+#]*(?:[-‐‑/][\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.&+][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*[+#]*)*/gu;
/** What ends a sentence or opens a subtitle: a capital after it means nothing. */
const BEGINNING = /(?:^|[.:?!;–—]|\s-{1,3}\s|---?)[\s"'“”‘’„«»([]*$/u;

/** So many characters before a word say whether it begins something. */
const LOOKED_BACK = 8;

function mannerOf(text: string): Manner {
  let small = 0;
  let capital = 0;
  let upper = 0;
  let words = 0;
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const letters = word.replace(/[^\p{L}]/gu, '');
    if (letters.length > 1) {
      words += 1;
      if (letters === letters.toUpperCase() && letters !== letters.toLowerCase()) upper += 1;
    }
    if (BEGINNING.test(text.slice(Math.max(0, match.index - LOOKED_BACK), match.index)) || match.index === 0) continue;
    if (/^\p{Ll}{3}/u.test(word) && !SMALL.has(word)) small += 1;
    else if (/^\p{Lu}\p{Ll}/u.test(word)) capital += 1;
  }
  if (words >= 3 && upper / words > 0.7) return 'shouting';
  return small > 0 && capital <= 4 * small ? 'sentence' : 'title';
}

/** The places of a word that must keep their case, from and to; null where there are none. */
function kept(word: string, manner: Manner, atBeginning: boolean, isTouched: boolean): [number, number] | null {
  if (manner === 'shouting' || !/\p{Lu}/u.test(word)) return null;
  let from = -1;
  let until = -1;
  for (const match of word.matchAll(/[^-‐‑/]+/gu)) {
    const segment = match[0].replace(/['’]s$/u, '');
    const first = match.index === 0;
    const means =
      // Capitals inside: BERT, LLMs, mHC, iPod, U.S.
      /^.[\p{M}]*.*\p{Lu}/u.test(segment) ||
      // Letters with digits or signs: Qwen2, C++, H2
      (/\p{Lu}/u.test(segment) && /[\p{N}+#]/u.test(segment)) ||
      // One letter: vitamin C, type I; but A is mostly the article.
      (/^\p{Lu}$/u.test(segment) && !(first && atBeginning) && (segment !== 'A' || isTouched || word.length > 1)) ||
      // A name in a title whose other words are small.
      (/^\p{Lu}/u.test(segment) && manner === 'sentence' && !(first && atBeginning)) ||
      // Beside a formula or a subscript: Fe_3O_4
      (/^\p{Lu}/u.test(segment) && isTouched);
    if (!means) continue;
    if (from < 0) from = match.index;
    until = match.index + segment.length;
  }
  if (from < 0) return null;
  // GPT-4o is one name.
  const rest = /^(?:[-‐‑/][\p{L}\p{M}]*\p{N}[\p{L}\p{M}\p{N}.]*)+/u.exec(word.slice(until))?.[0] ?? '';
  return [from, until + rest.length];
}

export interface TitleOptions extends Encoding {
  /** The title's language where the source says so, as in `de` or `en-GB`. */
  language?: string | undefined;
  missing?: (character: string) => void;
}

/** LaTeX for a title, its meaningful capitals and all its mathematics in braces. */
export function encodeTitle(pieces: readonly Piece[], options: TitleOptions): string {
  const whole = plainText(pieces);
  const isForeign = options.language !== undefined && !/^en/i.test(options.language);
  const counted = mannerOf(whole.replace(/\s+/g, ' '));
  const manner = isForeign && counted === 'title' ? 'sentence' : counted;
  let behind = '';
  const encodeList = (list: readonly Piece[], isGroup: boolean): string =>
    list
      .map((piece, i) => {
        if (piece.kind !== 'text') {
          const tex = encodePiece(piece, (inner) =>
            encodeList(inner, isGroup || (piece.kind === 'span' && piece.style === 'group')),
          );
          if (piece.kind !== 'span') behind += 'x';
          return tex;
        }
        const before = behind;
        behind = (behind + piece.text.slice(-LOOKED_BACK)).slice(-LOOKED_BACK);
        if (isGroup) return encodeText(piece.text, options, options.missing);
        const touches = (at: number, end: number): boolean =>
          (at === 0 && isAttached(list[i - 1])) || (end === piece.text.length && isAttached(list[i + 1]));
        return protect(piece.text, before, manner, touches, options);
      })
      .join('');
  return encodeList(pieces, false);
}

/** LaTeX for a text whose case nobody changes: a journal, a publisher, a note. */
export function encodePieces(
  pieces: readonly Piece[],
  encoding: Encoding,
  missing?: (character: string) => void,
): string {
  return pieces
    .map((piece) =>
      piece.kind === 'text'
        ? encodeText(piece.text, encoding, missing)
        : encodePiece(piece, (inner) => encodePieces(inner, encoding, missing)),
    )
    .join('');
}

function encodePiece(
  piece: Exclude<Piece, { kind: 'text' }>,
  encodeInner: (pieces: readonly Piece[]) => string,
): string {
  if (piece.kind === 'math') return `{$${piece.tex}$}`;
  if (piece.kind === 'logo') return `{\\${piece.name}}`;
  const inner = encodeInner(piece.pieces);
  if (inner === '') return '';
  return piece.style === 'group' ? `{${inner}}` : `\\${COMMANDS[piece.style]}{${inner}}`;
}

function isAttached(piece: Piece | undefined): boolean {
  return (
    piece !== undefined &&
    (piece.kind === 'math' || (piece.kind === 'span' && (piece.style === 'subscript' || piece.style === 'superscript')))
  );
}

function protect(
  text: string,
  before: string,
  manner: Manner,
  touches: (at: number, end: number) => boolean,
  options: TitleOptions,
): string {
  if (!/\p{Lu}/u.test(text) || manner === 'shouting') return encodeText(text, options, options.missing);
  let tex = '';
  let from = 0;
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const at = match.index;
    const preceding = (before + text.slice(Math.max(0, at - LOOKED_BACK), at)).slice(-LOOKED_BACK);
    const place = kept(word, manner, BEGINNING.test(preceding), touches(at, at + word.length));
    if (place === null) continue;
    const inner = encodeText(word.slice(place[0], place[1]), options, options.missing);
    const isGroup = /^\{\$[^$]*\$\}$/.test(inner);
    tex += encodeText(text.slice(from, at + place[0]), options, options.missing) + (isGroup ? inner : `{${inner}}`);
    from = at + place[1];
  }
  return tex + encodeText(text.slice(from), options, options.missing);
}
