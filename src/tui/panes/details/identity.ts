/** Under which names a paper is known, among its details. */
import { splitId } from '../../../hub/ids/identifier.js';
import { wrap } from '../../../text/fit.js';
import type { Line, Span } from '../../../text/spans.js';
import { displayText, width } from '../../../text/width.js';
import { HIDDEN } from '../../blind.js';
import { addressOf, idWords } from '../title.js';
import { field, NAME, type Writing } from './writing.js';

/** Where it is on the web: at its first identifier that has an address, else where a source says. */
export function addressIn({ details, hidden }: Pick<Writing, 'details' | 'hidden'>): string | undefined {
  const own = details.ids.map((id) => addressOf(id, hidden)).find((address) => address !== undefined);
  return own ?? (hidden.length > 0 ? undefined : details.url);
}

/** Under which names it is known, and where it is: identifiers, address, versions, sources. */
export function identityLines(writing: Writing): Line[] {
  const { details, hidden, cells, theme } = writing;
  // A key made of title and year is only the library's own.
  const ids = details.ids
    .filter((id) => splitId(id).scheme !== 'key')
    .map(
      (id): Span => ({
        text: idWords(id, hidden),
        link: addressOf(id, hidden),
      }),
    );
  const none: Span[] = [{ text: 'none known', style: 'muted' }];
  const lines = (ids.length > 0 ? ids : none).flatMap((id, at) => besideName(at === 0 ? 'Ids' : '', id, cells));
  const address = addressIn(writing);
  // To be seen, and copied, where the terminal takes no links; by itself terminals find addresses that stand in full.
  if (address !== undefined) lines.push(...unbroken('Address', { text: displayText(address) }, cells));
  for (const { version, date, venue } of details.versions ?? []) {
    // That one is a preprint says where it appeared, too.
    const where = hidden.includes('venue') ? [HIDDEN, date] : [version === 'unknown' ? 'other' : version, date, venue];
    const told = where.filter((part) => part !== undefined);
    lines.push(...field('Version', [{ text: displayText(told.join(` ${theme.glyphs.bullet} `)) }], cells));
  }
  if (details.sources.length > 1)
    lines.push(
      ...field(
        'Sources',
        [{ text: hidden.includes('venue') ? HIDDEN : displayText(details.sources.join(', ')) }],
        cells,
      ),
    );
  return lines;
}

/**
 * Beside its name where there is room, else on a line of its own, no further to the left than it has to; only what no line has room
 * for is broken.
 */
function unbroken(name: string, value: Span, cells: number): Line[] {
  const left = cells - width(value.text);
  if (left < 0 || left >= NAME) return besideName(name, value, cells);
  return [[{ text: name, style: 'muted' }], [{ text: ' '.repeat(left) }, value]];
}

/** Beside its name, and broken where it is too long for that. */
const besideName = (name: string, value: Span, cells: number): Line[] =>
  brokenAtMarks(value, Math.max(8, cells - NAME)).map((line, row) => [
    { text: (row === 0 ? name : '').padEnd(NAME), style: 'muted' },
    ...line,
  ]);

/** Broken behind what parts an address or an id; inside a part, which begins where the one before it ends, where it alone is too long. */
function brokenAtMarks(value: Span, cells: number): Line[] {
  const lines: string[] = [];
  for (const part of value.text.split(/(?<=[/:])(?![/:])/u)) {
    const together = `${lines.at(-1) ?? ''}${part}`;
    const isOneLine = width(together) <= cells || width(part) > cells;
    if (isOneLine) lines.pop();
    lines.push(...wrap(isOneLine ? together : part, cells));
  }
  return lines.map((text): Line => [{ ...value, text }]);
}
