/** A title or another line of text, taken apart: what is plain Unicode, what is mathematics, what is set otherwise. */
import type { TexStyle } from '../../text/tex-commands.js';

export type Style = TexStyle;

/**
 * `text` is Unicode without any markup; `math` is TeX that compiles between dollars; `logo` the name of a TeX command that
 * prints a name; a `span` of the style `group` keeps its letters' case.
 */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'math'; tex: string }
  | { kind: 'logo'; name: string }
  | { kind: 'span'; style: Style; pieces: Piece[] };

/** What could not be carried over as it was. */
export type Complaint = (message: string) => void;

/** Deeper nesting than anybody writes. */
export const DEEPEST = 40;

/** The letters alone; mathematics as its TeX. */
export function plainText(pieces: readonly Piece[]): string {
  let text = '';
  for (const piece of pieces) {
    if (piece.kind === 'text') text += piece.text;
    else if (piece.kind === 'math') text += piece.tex;
    else if (piece.kind === 'logo') text += piece.name;
    else text += plainText(piece.pieces);
  }
  return text;
}

/** Adds a piece; text joins the text before it. */
export function append(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (piece.kind === 'text' && piece.text === '') return;
  if (piece.kind === 'text' && last?.kind === 'text') last.text += piece.text;
  else pieces.push(piece.kind === 'text' ? { ...piece } : piece);
}
