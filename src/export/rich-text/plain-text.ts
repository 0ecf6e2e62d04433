/** Foreign text for formats without any markup of their own. */
import { isOrdinary, parseMarkup } from './markup.js';
import type { Piece } from './rich-text.js';

/** One line of Unicode: no tags, no TeX but between the dollars of formulas. */
export function readable(source: string): string {
  if (isOrdinary(source)) return source;
  const text = (pieces: readonly Piece[]): string =>
    pieces
      .map((piece) => {
        if (piece.kind === 'text') return piece.text;
        if (piece.kind === 'math') return `$${piece.tex}$`;
        return piece.kind === 'logo' ? piece.name : text(piece.pieces);
      })
      .join('');
  return text(parseMarkup(source)).replace(/\s+/gu, ' ').trim();
}
