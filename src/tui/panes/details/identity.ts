/** Under which names a paper is known, among its details. */
import { showId, splitId } from '../../../hub/ids/identifier.js';
import type { Id } from '../../../hub/record.js';
import { type Line, wrapLine } from '../../../text/spans.js';
import { displayText, width } from '../../../text/width.js';
import { HIDDEN } from '../../blind.js';
import { field, NAME, type Writing } from './writing.js';

/** Under which names it is known: identifiers, versions, sources. */
export function identityLines({ details, hidden, cells, theme }: Writing): Line[] {
  // A key made of title and year is only the library's own; one of DBLP names venue and author.
  const isTold = (id: Id): boolean =>
    splitId(id).scheme !== 'dblp' || !(hidden.includes('venue') || hidden.includes('authors'));
  const ids = details.ids
    .filter((id) => splitId(id).scheme !== 'key')
    .map((id) => (isTold(id) ? displayText(showId(id)) : HIDDEN));
  const lines = idLines(ids, cells);
  for (const { version, date, venue } of details.versions ?? []) {
    const told = [version === 'unknown' ? 'other' : version, date, hidden.includes('venue') ? undefined : venue].filter(
      (part) => part !== undefined,
    );
    lines.push(...field('Version', [{ text: displayText(told.join(` ${theme.glyphs.bullet} `)) }], cells));
  }
  if (details.sources.length > 1)
    lines.push(...field('Sources', [{ text: displayText(details.sources.join(', ')) }], cells));
  return lines;
}

/** One a line; below their name where beside it they would be broken. */
function idLines(ids: readonly string[], cells: number): Line[] {
  if (ids.length === 0) return field('Ids', [{ text: 'none known', style: 'muted' }], cells);
  const isBroken = ids.some((id) => width(id) > cells - NAME);
  if (!isBroken) return ids.flatMap((id, at) => field(at === 0 ? 'Ids' : '', [{ text: id }], cells));
  return [[{ text: 'Ids', style: 'muted' }], ...ids.flatMap((id) => wrapLine([{ text: id }], cells))];
}
