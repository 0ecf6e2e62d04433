/** What the reader said of papers, as marks of a row and as lines of the details. */
import { type Decision, STATUSES } from '../../hub/decisions/decision.js';
import { countWords } from '../../hub/share.js';
import { truncate } from '../../text/fit.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { type Line, type Span, wrapLine } from '../../text/spans.js';
import type { StyleName, Theme } from '../../text/theme.js';
import { displayParagraphs, displayText, width } from '../../text/width.js';
import type { Decided, Said } from '../services/decision-services.js';
import { NAME } from './details/writing.js';

type Shown = Decision['status'];

/** In the order of the help. */
export const DECISIONS: readonly Shown[] = [...STATUSES, 'conflict'];

/** What each status is called in sentences. */
export const DECISION_WORDS: Readonly<Record<Shown, string>> = {
  included: 'included',
  excluded: 'excluded',
  maybe: 'maybe',
  later: 'later: the decision is put off',
  conflict: 'in conflict: readers decided differently',
};

const STYLES: Readonly<Record<Shown, StyleName>> = {
  included: 'decision.included',
  excluded: 'decision.excluded',
  maybe: 'decision.maybe',
  later: 'decision.later',
  conflict: 'decision.conflict',
};

function glyphOf(status: Shown, glyphs: Glyphs): string {
  switch (status) {
    case 'included':
      return glyphs.included;
    case 'excluded':
      return glyphs.excluded;
    case 'maybe':
      return '?';
    case 'later':
      return 'z';
    case 'conflict':
      return glyphs.conflict;
  }
}

/** The style of what `status:` asks for; of what has none, nothing. */
export function standingStyle(standing: string): StyleName | undefined {
  return standing === 'starred'
    ? 'selected'
    : DECISIONS.flatMap((known) => (known === standing ? STYLES[known] : []))[0];
}

/** One character for a decision, so that colour is not all that tells it. */
export function decisionMark(status: Shown | undefined, glyphs: Glyphs): Span {
  return status === undefined ? { text: ' ' } : { text: glyphOf(status, glyphs), style: STYLES[status] };
}

const NOTHING: Decided = { starred: false, tagged: false, noted: false };

/** What else can be marked, the first first: where there is one cell for all, it is the one that is seen. */
export const EXTRAS: readonly { said: Decided; mark: string; word: string; help: string }[] = [
  {
    said: { ...NOTHING, starred: true },
    mark: '*',
    word: 'starred',
    help: 'starred; in a narrow list it hides the next two',
  },
  { said: { ...NOTHING, noted: true }, mark: '"', word: 'noted', help: 'with a note of yours' },
  { said: { ...NOTHING, tagged: true }, mark: '#', word: 'tagged', help: 'with tags of yours' },
];

/** In as many cells as there are: each mark in its own, or in one cell a star, else a note, else tags. */
export function extraMarks({ starred, noted, tagged }: Decided, cells: number): Span {
  const marks = EXTRAS.map(({ said, mark }) =>
    (said.starred && starred) || (said.noted && noted) || (said.tagged && tagged) ? mark : ' ',
  ).join('');
  const shown = cells >= EXTRAS.length ? marks : marks.trim().slice(0, cells).padEnd(cells);
  return shown.trim() === '' ? { text: shown } : { text: shown, style: 'selected' };
}

/** What the reader said of a paper, above its details; nothing where nothing was said. */
export function saidLines(said: Said, cells: number, { glyphs }: Theme): Line[] {
  const first: Span[] = [];
  const add = (...spans: Span[]): void => {
    if (first.length > 0) first.push({ text: `  ${glyphs.bullet}  `, style: 'muted' });
    first.push(...spans);
  };
  if (said.decision !== undefined) {
    const { text, style } = decisionMark(said.decision.status, glyphs);
    add({ text: `${text} ${wordsOf(said.decision)}`, style }, { text: byWords(said), style: 'muted' });
  }
  if (said.starred) add({ text: '* starred', style: 'selected' });
  if (said.toRead !== undefined) add({ text: `${countWords(said.toRead)}. on the reading list` });
  const lines: Line[] = [];
  if (said.tags.length > 0)
    lines.push([{ text: said.tags.map((tag) => `#${displayText(tag)}`).join('  '), style: 'selected' }]);
  if (said.note !== '') lines.push([{ text: '" ', style: 'selected' }, { text: displayParagraphs(said.note) }]);
  return [
    ...wrapLine(first, cells),
    ...said.claims.map((claim) => claimLine(claim, cells)),
    ...lines.flatMap((line) => wrapLine(line, cells)),
  ];
}

/** What the paper does to a claim of the hub, as a reader sees it, on one line. */
function claimLine({ text, stance, author }: Said['claims'][number], cells: number): Line {
  const name = 'Claim'.padEnd(NAME);
  const who = author === undefined ? ' (yours)' : ` (by ${displayText(author)})`;
  const room = Math.max(8, cells - width(`${name}${stance} “”${who}`));
  return [
    { text: name, style: 'muted' },
    { text: stance, style: 'accent' },
    { text: ` “${truncate(displayText(text), room)}”` },
    { text: who, style: 'muted' },
  ];
}

function wordsOf(decision: Decision): string {
  if (decision.status !== 'conflict')
    return decision.status === 'excluded' && decision.reason !== undefined
      ? `excluded: ${displayText(decision.reason)}`
      : decision.status;
  return `in conflict: ${decision.sides.map(({ who, status, reason }) => `${displayText(who)} ${status}${reason === undefined ? '' : ` (${displayText(reason)})`}`).join(', ')}`;
}

/** Who said so, and when; of a conflict, in which several did, who was the last. */
function byWords({ by, decision }: Said): string {
  if (by === undefined) return '';
  const who = `${displayText(by.who)}, ${by.at.slice(0, 10)}`;
  return decision?.status === 'conflict' ? `; last decided by ${who}` : `, ${who}`;
}
