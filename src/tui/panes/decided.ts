/** What the reader said of papers, as marks of a row and as lines of the details. */
import { type Decision, STATUSES } from '../../hub/decisions/decision.js';
import { countWords } from '../../hub/share.js';
import { type Line, type Span, wrapLine } from '../../text/spans.js';
import type { Glyphs, StyleName, Theme } from '../../text/theme.js';
import { displayParagraphs, displayText } from '../../text/width.js';
import type { Decided, Said } from '../services/decision-services.js';

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
      return glyphs.check;
    case 'excluded':
      return glyphs.fail;
    case 'maybe':
      return '?';
    case 'later':
      return 'z';
    case 'conflict':
      return '!';
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

/** What else can be marked, the first first. */
export const EXTRAS: readonly { said: Decided; mark: string; help: string }[] = [
  { said: { ...NOTHING, starred: true }, mark: '*', help: 'starred' },
  { said: { ...NOTHING, noted: true }, mark: '"', help: 'with a note of yours' },
  { said: { ...NOTHING, tagged: true }, mark: '#', help: 'with tags of yours' },
];

/** A star, else a note, else tags. */
export function extraMark({ starred, noted, tagged }: Decided): Span {
  const found = EXTRAS.find(
    ({ said }) => (said.starred && starred) || (said.noted && noted) || (said.tagged && tagged),
  );
  return found === undefined ? { text: ' ' } : { text: found.mark, style: 'selected' };
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
  const lines = [first];
  if (said.tags.length > 0)
    lines.push([{ text: said.tags.map((tag) => `#${displayText(tag)}`).join('  '), style: 'selected' }]);
  if (said.note !== '') lines.push([{ text: '" ', style: 'selected' }, { text: displayParagraphs(said.note) }]);
  return lines.flatMap((line) => wrapLine(line, cells));
}

function wordsOf(decision: Decision): string {
  if (decision.status !== 'conflict')
    return decision.status === 'excluded' && decision.reason !== undefined
      ? `excluded: ${displayText(decision.reason)}`
      : decision.status;
  return `in conflict: ${decision.sides.map(({ who, ...own }) => `${displayText(who)} ${wordsOf(own)}`).join(', ')}`;
}

function byWords({ by }: Said): string {
  return by === undefined ? '' : `, ${displayText(by.who)}, ${by.at.slice(0, 10)}`;
}
