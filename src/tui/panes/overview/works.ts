/** The lines of an overview about works and who wrote them: authors, claims, co-cited works, representative citing papers. */
import { showId } from '../../../hub/ids/identifier.js';
import { furtherNames } from '../../../hub/name.js';
import { countWords } from '../../../hub/share.js';
import { labelWords } from '../../../hub/vocabulary.js';
import { type CoCited, isOnlyId, type Overview, type Row, type WorkLine } from '../../../library/model.js';
import { wrapFacts } from '../../../text/facts.js';
import { type Line, type Span, wrapLine } from '../../../text/spans.js';
import { type Glyphs, noveltyStyle } from '../../../text/theme.js';
import { displayText, width } from '../../../text/width.js';
import { byAndYear, titleWords } from '../title.js';

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

export function coCitedLines(work: CoCited, all: readonly CoCited[], cells: number, glyphs: Glyphs): Line[] {
  const digits = Math.max(0, ...all.map(({ shared }) => countWords(shared).length));
  const count = `${countWords(work.shared).padStart(digits)} shared  `;
  const by = byAndYear(work.authors[0] ?? '', work.authors.length, work.date);
  const facts = [...by, isOnlyId(work) ? '' : showId(work.id)];
  const lines = wrapFacts([{ text: titleWords(work) }, onlyId(work)], facts.map(muted), cells - width(count), glyphs);
  return lines.map(
    (line, at): Line => [{ text: at === 0 ? count : ' '.repeat(width(count)), style: 'accent' }, ...line],
  );
}

export function representativeLines(row: Row, cells: number, glyphs: Glyphs): Line[] {
  const novelty = row.novelty === undefined ? '' : `novelty ${row.novelty.toFixed(1)}`;
  const facts: Span[] = [
    muted(row.category ?? ''),
    muted(row.date),
    muted(row.verdict === undefined ? '' : labelWords(row.verdict)),
    { text: novelty, style: noveltyStyle(row.novelty ?? 0) },
    muted(row.refs === undefined || row.refs === 1 ? '' : `cited in ${row.refs} places`),
    // A name made up from the title says nothing beside the title.
    muted(isOnlyId(row) || row.id.startsWith('key:') ? '' : showId(row.id)),
  ];
  return [
    ...wrapLine([{ text: titleWords(row) }, onlyId(row)], cells),
    ...wrapFacts([], facts, cells - 2, glyphs).map((line): Line => [{ text: '  ' }, ...line]),
  ];
}

const muted = (text: string): Span => ({ text: displayText(text), style: 'muted' });

/** That the title is no title. */
const onlyId = (work: WorkLine | Row): Span => ({
  text: isOnlyId(work) ? ' (only its id is known)' : '',
  style: 'muted',
});
