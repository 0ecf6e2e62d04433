/** The lines of an overview about works and who wrote them: authors, claims, co-cited works, representative citing papers. */
import { furtherNames } from '../../../hub/name.js';
import type { ClaimRecord } from '../../../hub/record.js';
import { counted, countWords } from '../../../hub/share.js';
import { labelWords } from '../../../hub/vocabulary.js';
import {
  type CitedHub,
  type CoCited,
  isOnlyId,
  type Overview,
  type Row,
  type WorkLine,
} from '../../../library/model.js';
import { wrapFacts, wrapWhole } from '../../../text/facts.js';
import type { Glyphs } from '../../../text/look/glyphs.js';
import { type Line, type Span, wrapLine } from '../../../text/spans.js';
import { labelStyle, noveltyStyle } from '../../../text/theme.js';
import { displayText, width } from '../../../text/width.js';
import { AUTHORS_HIDDEN, type Hidden, isIdHidden } from '../../blind.js';
import type { Look } from '../../sheets/sheet.js';
import { byAndYear, citedTold, idWords, namesOf, titleSpan } from '../title.js';

/** A paragraph whose lines after the first stand two cells further in. */
function hanging(line: Line, cells: number): Line[] {
  return wrapLine(line, cells - 2).map((part, index): Line => (index === 0 ? part : [{ text: '  ' }, ...part]));
}

export function authorLines({ work }: Overview, cells: number, hidden: Hidden): Line[] {
  const { authors, authorSet = [], authorCount } = work;
  const known = authors.length > 0 ? authors : authorSet;
  if (known.length === 0) return [];
  if (hidden.includes('authors')) return [[{ text: AUTHORS_HIDDEN, style: 'muted' }]];
  const more = furtherNames(authorCount, known.length);
  const order =
    authors.length === 0 && known.length > 1 ? [[{ text: '(in no known order)', style: 'muted' as const }]] : [];
  const names = known.map(({ name }) => displayText(name));
  return wrapWhole([...namesOf(names, more).map((text) => [{ text }]), ...order], cells);
}

/** A claim of a hub under its number. @param source who says so, where that is to be told */
export function claimLines(
  claim: Pick<ClaimRecord, 'number' | 'kind' | 'text' | 'status' | 'attestation'>,
  source: string | undefined,
  cells: number,
  { bullet }: Glyphs,
): Line[] {
  const said = [claim.status, claim.attestation, source].filter((part) => part !== undefined).map(labelWords);
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

export function coCitedLines(work: CoCited, all: readonly CoCited[], cells: number, look: Look): Line[] {
  const { glyphs, hidden } = look;
  const digits = Math.max(0, ...all.map(({ shared }) => citedTold(shared, hidden).length));
  const count = `${citedTold(work.shared, hidden).padStart(digits)} shared  `;
  const by = byAndYear(work.authors[0] ?? '', work.authors.length, work.date, hidden);
  const facts = [...by, isOnlyId(work) || isIdHidden(work.id, hidden) ? '' : idWords(work.id, hidden)];
  const lines = wrapFacts([titleSpan(work, hidden), onlyId(work)], facts.map(muted), cells - width(count), glyphs);
  return lines.map(
    (line, at): Line => [{ text: at === 0 ? count : ' '.repeat(width(count)), style: 'accent' }, ...line],
  );
}

export function representativeLines(row: Row, cells: number, { glyphs, hidden }: Look): Line[] {
  const novelty = row.novelty === undefined ? '' : `novelty ${row.novelty.toFixed(1)}`;
  const facts: Span[] = [
    muted(row.category ?? ''),
    muted(row.date),
    muted(row.verdict === undefined ? '' : labelWords(row.verdict)),
    { text: novelty, style: noveltyStyle(row.novelty ?? 0) },
    muted(row.refs === undefined || row.refs === 1 ? '' : `cited in ${row.refs} places`),
    // A name made up from the title says nothing beside the title.
    muted(isOnlyId(row) || row.id.startsWith('key:') || isIdHidden(row.id, hidden) ? '' : idWords(row.id, hidden)),
  ];
  return [
    ...wrapLine([titleSpan(row, hidden), onlyId(row)], cells),
    ...wrapFacts([], facts, cells - 2, glyphs).map((line): Line => [{ text: '  ' }, ...line]),
  ];
}

/** How many of all that cite it are here. */
const citersWords = ({ citing, total }: CitedHub): string =>
  total === undefined || total <= citing
    ? counted(citing, 'citing paper')
    : `${countWords(citing)} of ${counted(total, 'citing paper')}`;

/** A hub that a work cites: as what, then who wrote it and how often it is cited. */
export function citedLines(row: CitedHub, cells: number, { glyphs, hidden }: Look): Line[] {
  const labels = (['role', 'polarity'] as const).flatMap((axis) =>
    (axis === 'role' ? row.roles : row.polarities).map(
      (label): Span => ({ text: displayText(labelWords(label)), style: labelStyle(axis, label) }),
    ),
  );
  const facts: Span[] = [
    ...labels,
    { text: row.influential ? `${glyphs.influential} influential` : '', style: 'accent' },
    muted(row.refs === undefined || row.refs === 1 ? '' : `in ${row.refs} places`),
    ...byAndYear(row.firstAuthor, row.authorCount, row.date, hidden).map(muted),
    muted(hidden.includes('citations') ? '' : citersWords(row)),
  ];
  return [
    ...wrapLine([titleSpan(row, hidden), onlyId(row)], cells),
    ...wrapFacts([], facts, cells - 2, glyphs).map((line): Line => [{ text: '  ' }, ...line]),
  ];
}

const muted = (text: string): Span => ({ text: displayText(text), style: 'muted' });

/** That the title is no title. */
const onlyId = (work: WorkLine | Row): Span => ({
  text: isOnlyId(work) ? ' (only its id is known)' : '',
  style: 'muted',
});
