/** A text with short facts behind it, a mark between them. */

import type { Glyphs } from './look/glyphs.js';
import { type Line, lineWidth, plainText, type Span, sliceLine, wrapLine } from './spans.js';
import { width } from './width.js';

/** Stands for a blank at which no line is broken. */
const KEPT = '\u00a0';

/**
 * In lines of at most `cells` cells: none ends or begins with a mark, and a fact is broken only where it is long. Where one line has no
 * room for text and facts, the facts begin a line, unless that would take one more.
 */
export function wrapFacts(text: Line, facts: readonly Span[], cells: number, glyphs: Glyphs): Line[] {
  const together = wrapTogether(text, facts, cells, glyphs);
  if (plainText(text) === '' || together.length < 2) return together;
  const apart = [...wrapLine(text, cells), ...wrapTogether([], facts, cells, glyphs)];
  return apart.length > together.length ? together : apart;
}

function wrapTogether(text: Line, facts: readonly Span[], cells: number, { bullet }: Glyphs): Line[] {
  const told = facts.filter((fact) => fact.text !== '');
  const spans = told.flatMap((fact, at): Span[] => [
    { text: at === 0 && plainText(text) === '' ? '' : ` ${bullet}${KEPT}`, style: 'muted' },
    width(fact.text) * 2 > cells ? fact : { ...fact, text: fact.text.replaceAll(' ', KEPT) },
  ]);
  return wrapLine([...text, ...spans], cells).map((line, at): Line => {
    const isBroken = at > 0 && plainText(line).startsWith(`${bullet}${KEPT}`);
    const own = isBroken ? sliceLine(line, bullet.length + 1, Number.POSITIVE_INFINITY) : line;
    return own.map((span) => ({ ...span, text: span.text.replaceAll(KEPT, ' ') }));
  });
}

/** Units one after the other, a blank between them: one is broken only where it is longer than a line. */
export function wrapWhole(units: readonly Line[], cells: number): Line[] {
  const lines: Span[][] = [];
  let used = 0;
  for (const unit of units) {
    const own = lineWidth(unit);
    const last = lines.at(-1);
    if (last !== undefined && used + 1 + own <= cells) {
      last.push({ text: ' ' }, ...unit);
      used += 1 + own;
    } else {
      lines.push(...wrapLine(unit, cells).map((line) => [...line]));
      used = lineWidth(lines.at(-1) ?? []);
    }
  }
  return lines;
}
