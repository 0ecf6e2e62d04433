/** The lines of an overview about works and who wrote them: authors, claims, co-cited works, representative citing papers. */
import { showId } from '../../../hub/ids/identifier.js';
import { furtherNames } from '../../../hub/name.js';
import { countWords } from '../../../hub/share.js';
import { labelWords } from '../../../hub/vocabulary.js';
import type { CoCited, Overview, Row } from '../../../library/model.js';
import { type Line, type Span, wrapLine } from '../../../text/spans.js';
import { type Glyphs, noveltyStyle } from '../../../text/theme.js';
import { displayText } from '../../../text/width.js';

/** A paragraph whose lines after the first stand two cells further in. */
function hanging(line: Line, cells: number): Line[] {
  return wrapLine(line, cells - 2).map((part, index): Line => (index === 0 ? part : [{ text: '  ' }, ...part]));
}

export function authorLines({ work }: Overview, cells: number): Line[] {
  const { authors, authorSet = [], authorCount } = work;
  const known = authors.length > 0 ? authors : authorSet;
  if (known.length === 0) return [];
  const more = furtherNames(authorCount, known.length);
  const order =
    authors.length === 0 && known.length > 1 ? [{ text: ' (in no known order)', style: 'muted' as const }] : [];
  return wrapLine([{ text: `${known.map(({ name }) => displayText(name)).join(', ')}${more}` }, ...order], cells);
}

export function claimLines(claim: Overview['claims'][number], cells: number, { bullet }: Glyphs): Line[] {
  const said = [claim.status, claim.attestation].filter((part) => part !== undefined).map(labelWords);
  return hanging(
    [
      {
        text: `${claim.number === undefined ? bullet : `C${claim.number}`} ${displayText(labelWords(claim.kind))}`,
        style: 'accent',
      },
      { text: said.length > 0 ? ` (${displayText(said.join(', '))})` : '', style: 'muted' },
      { text: `: ${displayText(claim.text)}` },
    ],
    cells,
  );
}

export function coCitedLines(work: CoCited, all: readonly CoCited[], cells: number, { bullet }: Glyphs): Line[] {
  const digits = Math.max(0, ...all.map(({ shared }) => countWords(shared).length));
  const [first, ...others] = work.authors;
  const by = first === undefined ? undefined : `${first}${others.length > 0 ? ' et al.' : ''}`;
  const facts = [by, work.date.slice(0, 4), showId(work.id)].filter((part) => part !== undefined && part !== '');
  return hanging(
    [
      { text: `${countWords(work.shared).padStart(digits)} shared`, style: 'accent' },
      { text: `  ${displayText(work.title)}` },
      { text: ` ${bullet} ${displayText(facts.join(` ${bullet} `))}`, style: 'muted' },
    ],
    cells,
  );
}

export function representativeLines(row: Row, cells: number, { bullet }: Glyphs): Line[] {
  const facts: Span[] = [
    { text: row.category ?? '' },
    { text: row.date },
    { text: row.verdict === undefined ? '' : labelWords(row.verdict) },
    row.novelty === undefined
      ? { text: '' }
      : { text: `novelty ${row.novelty.toFixed(1)}`, style: noveltyStyle(row.novelty) },
    { text: row.refs === undefined || row.refs === 1 ? '' : `cited in ${row.refs} places` },
    // A name made up from the title says nothing beside the title.
    { text: row.id.startsWith('key:') ? '' : showId(row.id) },
  ];
  const shown = facts
    .filter(({ text }) => text !== '')
    .flatMap(({ text, style }, index): Span[] => [
      { text: index === 0 ? '' : ` ${bullet} `, style: 'muted' },
      { text: displayText(text), style: style ?? 'muted' },
    ]);
  return [
    ...wrapLine([{ text: displayText(row.title) }], cells),
    ...wrapLine(shown, cells - 2).map((line): Line => [{ text: '  ' }, ...line]),
  ];
}
