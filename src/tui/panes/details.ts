/** All that is known of the paper under the cursor. */

import { furtherNames } from '../../hub/name.js';
import { countWords } from '../../hub/share.js';
import { inVocabularyOrder, labelWords, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import type { WorkField } from '../../hub/work-fields.js';
import { matchRanges } from '../../library/derived/tokens.js';
import { changeWords } from '../../library/history/changes.js';
import type { Details, HubHead, JudgementLine, News, NewsLine } from '../../library/model.js';
import { bar } from '../../text/bar.js';
import { wrapWhole } from '../../text/facts.js';
import { fitLine, highlight, type Line, lineWidth, linked, type Span, wrapLine } from '../../text/spans.js';
import { labelStyle, noveltyStyle, type StyleName, type Theme } from '../../text/theme.js';
import { displayParagraphs, displayText, width } from '../../text/width.js';
import { AUTHORS_HIDDEN, type BlindField, HIDDEN, type Hidden, isTitleHidden } from '../blind.js';
import { keyFor } from '../keymap.js';
import type { Said } from '../services/decision-services.js';
import { LONGEST_LINE } from '../state/geometry.js';
import { saidLines } from './decided.js';
import { addressIn, identityLines } from './details/identity.js';
import { sentenceParts } from './details/sentences.js';
import { field, headed, NAME, type Writing } from './details/writing.js';
import { integrityLines } from './integrity.js';
import { newsMark } from './list.js';
import { reviewParts } from './reviews.js';
import { namesOf } from './title.js';

/** Beyond this many authors, the rest are counted. */
const AUTHORS = 12;

/** Where each field of a work stands: on the line that says of which kind it is, drawn in a way of its own, or nowhere. */
const DRAWN = {
  title: 'own',
  authors: 'own',
  authorSet: 'own',
  authorCount: 'own',
  retracted: 'own',
  date: 'own',
  category: 'kind',
  crossCategories: 'kind',
  kind: 'kind',
  genre: 'kind',
  venue: 'own',
  volume: 'own',
  issue: 'own',
  pages: 'own',
  citedBy: 'own',
  summary: 'own',
  abstract: 'own',
  number: 'kind',
  publisher: null,
  url: null,
  keywords: null,
} as const satisfies Record<WorkField, 'own' | 'kind' | null>;
type OnKindLine = { [Name in WorkField]: (typeof DRAWN)[Name] extends 'kind' ? Name : never }[WorkField];
const ON_KIND_LINE = (Object.keys(DRAWN) as WorkField[]).filter((name): name is OnKindLine => DRAWN[name] === 'kind');

const cache = new WeakMap<Details, { key: string; theme: Theme; lines: Line[] }>();

/** What the details are drawn with. */
export interface DetailLook {
  hub: HubHead;
  /** The words that are marked. */
  terms: readonly string[];
  said: Said;
  hidden: Hidden;
  cells: number;
  theme: Theme;
}

/** Cells between two columns of text. */
const GAP = 4;
/** From here on there are two. */
const TWO_COLUMNS = 136;

/** The whole text of the pane, wrapped to `cells`; the pane shows a window of it. What the reader said comes first. */
export function detailLines(details: Details, { said, ...look }: DetailLook): Line[] {
  const known = knownLines(details, look);
  const own = saidLines(said, Math.max(10, Math.min(look.cells - 2, LONGEST_LINE)), look.theme);
  if (own.length === 0) return known;
  return [...own.map((line): Line => [{ text: ' ' }, ...line]), [], ...known];
}

function knownLines(details: Details, look: Omit<DetailLook, 'said'>): Line[] {
  const { hub, terms, cells, theme, hidden } = look;
  const key = `${cells} ${hub.work} ${hidden.join()} ${terms.join(' ')}`;
  const known = cache.get(details);
  if (known !== undefined && known.key === key && known.theme === theme) return known.lines;
  const marked = (text: string, style?: StyleName): Span[] => highlight(text, matchRanges(text, terms), 'match', style);
  const room = Math.max(10, cells - 2);
  const composed =
    room >= TWO_COLUMNS
      ? inTwoColumns({ details, hidden, cells: room, theme, marked }, hub)
      : inOneColumn({ details, hidden, cells: Math.min(room, LONGEST_LINE), theme, marked }, hub);
  const lines = composed.map((line): Line => [{ text: ' ' }, ...line]);
  cache.set(details, { key, theme, lines });
  return lines;
}

function inOneColumn(writing: Writing, hub: HubHead): Line[] {
  return parted([headPart(writing), ...citingParts(writing, hub), ...ownParts(writing), recordPart(writing)]);
}

/** What is said of the citation beside what the paper says of itself. */
function inTwoColumns(writing: Writing, hub: HubHead): Line[] {
  const cells = Math.min(LONGEST_LINE, Math.floor((writing.cells - GAP) / 2));
  const half: Writing = { ...writing, cells };
  const left = parted([...citingParts(half, hub), recordPart(half)]);
  const right = parted(ownParts(half));
  const both = Array.from({ length: Math.max(left.length, right.length) }, (_, at): Line => {
    const [one = [], other = []] = [left[at], right[at]];
    return other.length === 0 ? one : [...fitLine(one, cells), { text: ' '.repeat(GAP) }, ...other];
  });
  return parted([headPart({ ...writing, cells: Math.min(writing.cells, 2 * cells + GAP) }), both]);
}

/** Parts with a blank line between them. */
const parted = (parts: readonly Line[][]): Line[] =>
  parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : [[], ...part]));

const headPart = (writing: Writing): Line[] => [...titleLines(writing), ...olderLines(writing)];

/** The citation: what was judged, and the sentences. */
const citingParts = (writing: Writing, hub: HubHead): Line[][] => [
  judgedLines(writing),
  ...sentenceParts(writing, hub),
];

/** Where it was published, and under which names it is known: looked up, not read. */
const recordPart = (writing: Writing): Line[] => [...bibliographicLines(writing), ...identityLines(writing)];

/** The paper itself. */
function ownParts(writing: Writing): Line[][] {
  const { details, cells, theme, marked } = writing;
  return [
    ...summaryParts(writing),
    ...abstractParts(writing),
    ...integrityParts(writing),
    ...claimParts(writing),
    // Of one review these stand above.
    ...reviewParts(
      details.reviews,
      cells,
      theme.glyphs,
      (text) => marked(text),
      details.reviews.length === 1 ? ['verdict', 'novelty'] : [],
    ),
  ];
}

function titleLines(writing: Writing): Line[] {
  const { details, hidden, cells, marked } = writing;
  const title = isTitleHidden(details, hidden) ? HIDDEN : displayText(details.title);
  const lines: Line[] = [linked(marked(title, 'title'), addressIn(writing))];
  lines.push(...authorLines(writing));
  if (details.retracted) lines.push([{ text: 'RETRACTED', style: 'error' }]);
  if (details.mine) lines.push([{ text: '= in your own bibliography', style: 'ok' }]);
  lines.push(...(details.updates ?? []).flatMap(newsWords));
  return lines.flatMap((line) => wrapLine(line, cells));
}

/** That a paper is older than what it cites, which is no mistake: a later version of it cites. */
function olderLines({ details: { early }, cells }: Writing): Line[] {
  if (!early) return [];
  return wrapLine([{ text: 'older than the cited paper, which a later version cites', style: 'muted' }], cells);
}

/** The authors in their order, or where nobody knows it, who they are; and the date. */
function authorLines({ details, hidden, marked, cells, theme }: Writing): Line[] {
  const { authors, authorSet = [], authorCount, date } = details;
  const known = authors.length > 0 ? authors : authorSet;
  const units: Line[] = [];
  if (known.length > 0 && hidden.includes('authors')) units.push([{ text: AUTHORS_HIDDEN, style: 'muted' }]);
  else if (known.length > 0) {
    const names = known.slice(0, AUTHORS).map((author) => displayText(author.name));
    units.push(...namesOf(names, furtherNames(authorCount, known.length, names.length)).map((name) => marked(name)));
    if (authors.length === 0 && known.length > 1) units.push([{ text: '(in no known order)', style: 'muted' }]);
  }
  const lines = wrapWhole(units, cells);
  const when: Span = { text: displayText(date), style: 'muted' };
  if (when.text === '') return lines;
  const last = lines.at(-1);
  const beside: Line = [...(last ?? []), { text: ` ${theme.glyphs.bullet} `, style: 'muted' }, when];
  return last !== undefined && lineWidth(beside) <= cells ? [...lines.slice(0, -1), beside] : [...lines, [when]];
}

/** What was judged of the paper and of its citation. */
function judgedLines({ details, cells, theme }: Writing): Line[] {
  const lines: Line[] = [];
  const add = (name: string, spans: Line): void => {
    lines.push(...field(name, spans, cells));
  };
  const missing: string[] = [];
  const corrected = (axis: 'verdict' | 'novelty'): Line => correctedBy(details, axis, theme);
  const isReviewed = details.verdict !== undefined || details.novelty !== undefined || details.corrected !== undefined;
  if (details.verdict !== undefined || corrected('verdict').length > 0)
    add('Verdict', [...verdict(details), ...corrected('verdict')]);
  else if (isReviewed) missing.push('no verdict');
  if (details.novelty !== undefined || corrected('novelty').length > 0)
    add('Novelty', [...novelty(details.novelty, cells - NAME, theme), ...corrected('novelty')]);
  else if (isReviewed) missing.push('no novelty');
  if (!isReviewed) missing.push('not reviewed');
  if (details.integrity !== undefined)
    add('Integrity', [
      {
        text: displayText(labelWords(details.integrity)),
        style: labelStyle('integrity', details.integrity),
      },
    ]);
  const saidOn = (axis: JudgementLine['axis']): JudgementLine[] =>
    details.judgements.filter((judgement) => judgement.axis === axis);
  for (const axis of ['role', 'polarity'] as const) {
    const name = axis === 'role' ? 'Role' : 'Polarity';
    const said = saidOn(axis);
    if (said.length === 0 && saidOn(axis === 'role' ? 'polarity' : 'role').length > 0)
      missing.push(`no ${name.toLowerCase()}`);
    said.forEach((judgement, index) => {
      const overruled = said.some(({ effective }) => effective);
      lines.push(...judgementLines(index === 0 ? name : '', judgement, overruled, { cells, theme }));
    });
  }
  if (details.judgements.length === 0) missing.push('not classified');
  const facts: string[] = [];
  if (details.refs !== undefined) facts.push(`${details.refs} ${details.refs === 1 ? 'place' : 'places'} in the text`);
  if (details.influential !== undefined) facts.push(details.influential ? 'influential' : 'not influential');
  if (facts.length > 0) add('Citation', [{ text: facts.join(` ${theme.glyphs.bullet} `) }]);
  // What nobody said is said once, and last.
  if (missing.length > 0)
    add(lines.length > 0 ? '' : 'Citation', [{ text: missing.join(` ${theme.glyphs.bullet} `), style: 'muted' }]);
  return lines;
}

function bibliographicLines({ details, hidden, cells, theme }: Writing): Line[] {
  const lines: Line[] = [];
  const add = (name: string, spans: Line): void => {
    lines.push(...field(name, spans, cells));
  };
  const what = ON_KIND_LINE.map((name) => details[name]).filter((part) => part !== undefined && part !== '');
  if (what.length > 0) add('Kind', [{ text: displayText(what.join(` ${theme.glyphs.bullet} `)) }]);
  const hide = (field: BlindField): boolean => hidden.includes(field);
  if (details.venue !== undefined && hide('venue')) add('In', [{ text: HIDDEN, style: 'muted' }]);
  else if (details.venue !== undefined) {
    const volume = details.volume === undefined ? '' : ` ${details.volume}`;
    const issue = details.issue === undefined ? '' : `(${details.issue})`;
    const pages = details.pages === undefined ? '' : `, ${details.pages}`;
    add('In', [{ text: displayText(`${details.venue}${volume}${issue}${pages}`) }]);
  }
  if (hide('citations')) {
    if (details.citedBy !== undefined || details.citing > 0) add('Cited', [{ text: HIDDEN, style: 'muted' }]);
    return lines;
  }
  const cited: string[] = [];
  if (details.citedBy !== undefined) cited.push(`${countWords(details.citedBy)} times`);
  if (details.citing > 0)
    cited.push(`${countWords(details.citing)} in this library; ${keyFor('openUnder', 'list')} opens them`);
  if (cited.length > 0) add('Cited', [{ text: cited.join(` ${theme.glyphs.bullet} `) }]);
  return lines;
}

function summaryParts({ details, cells, marked }: Writing): Line[][] {
  const summary = details.summary ?? details.reviews[0]?.summary;
  return summary === undefined ? [] : [headed('Summary', wrapLine(marked(displayText(summary)), cells))];
}

function abstractParts({ details, cells, marked }: Writing): Line[][] {
  if (details.abstract === undefined) return [];
  return [headed('Abstract', wrapLine(marked(displayParagraphs(details.abstract)), cells))];
}

function claimParts({ details, cells, theme }: Writing): Line[][] {
  if (details.claims.length === 0) return [];
  const lines = details.claims.flatMap((claim) => {
    const status = [claim.status, claim.attestation].filter((part) => part !== undefined).map(labelWords);
    const line: Line = [
      {
        text: `${claim.number === undefined ? theme.glyphs.bullet : `C${claim.number}`} ${displayText(labelWords(claim.kind))}`,
        style: 'accent',
      },
      { text: status.length > 0 ? ` (${displayText(status.join(', '))})` : '', style: 'muted' },
      { text: ` ${displayText(claim.text)}` },
    ];
    return wrapLine(line, cells);
  });
  return [headed('Claims', lines)];
}

function integrityParts({ details, cells, theme }: Writing): Line[][] {
  const lines = integrityLines(details, cells, theme.glyphs);
  return lines.length === 0 ? [] : [headed('Integrity', lines)];
}

/** What an update said of the paper, behind the mark that its row has for it. */
function newsWords({ service, at, fresh, gone, changed }: NewsLine): Line[] {
  const since = `since the update of ${at.slice(0, 10)}`;
  const lines: [News, string][] = [
    ...(fresh ? [['new', `new ${since}`] as [News, string]] : []),
    ...changed.map((change): [News, string] => ['changed', `${changeWords(change, displayText)}, ${since}`]),
    ...(gone ? [['gone', `no longer listed by ${displayText(service)} ${since}`] as [News, string]] : []),
  ];
  return lines.map(([news, text]) => {
    const { text: mark, style } = newsMark(news);
    return [{ text: `${mark} ${text}`, style }];
  });
}

/** That a reader said so, and when; or what he said where somebody else is believed first. */
function correctedBy({ corrected, ...details }: Details, axis: 'verdict' | 'novelty', { glyphs }: Theme): Line {
  const own = corrected?.find((one) => one.axis === axis);
  if (own === undefined) return [];
  const said = own.value === details[axis] ? '' : `${labelWords(String(own.value))} `;
  const stands = said === '' ? '' : ' (overruled)';
  const text = `${said}${glyphs.dash} ${own.judge}, ${own.at.slice(0, 10)}${stands}`;
  return [{ text: ` ${displayText(text)}`, style: 'muted' }];
}

const NONE_KNOWN: Line = [{ text: 'none', style: 'muted' }];

function verdict(details: Details): Line {
  if (details.verdict === undefined) return NONE_KNOWN;
  const style = labelStyle('verdict', details.verdict);
  const sure = details.reviews.find((review) => review.verdict === details.verdict)?.verdictConfidence;
  return [
    { text: displayText(labelWords(details.verdict)), style },
    { text: sure === undefined ? '' : `, ${displayText(labelWords(sure))} confidence`, style: 'muted' },
  ];
}

/** A bar and the number behind it, in one line however narrow that is: a score is grasped before it is read. */
function novelty(score: number | undefined, room: number, { glyphs }: Theme): Line {
  if (score === undefined) return NONE_KNOWN;
  const words = ` ${score.toFixed(1)} of 10`;
  const filled = bar(score, 10, Math.max(0, Math.min(10, room - words.length)), glyphs);
  const rest = filled.length - filled.trimEnd().length;
  return [
    { text: filled.trimEnd(), style: noveltyStyle(score) },
    { text: (glyphs.unicode ? '░' : '.').repeat(rest), style: 'muted' },
    { text: ` ${score.toFixed(1)}`, style: noveltyStyle(score) },
    { text: ' of 10', style: 'muted' },
  ];
}

/**
 * What a judge said, and who it was: below it where beside it they would be broken.
 * @param overruled whether another is in force in its place; if none is, the reader believes no such judge
 */
function judgementLines(
  name: string,
  judgement: JudgementLine,
  overruled: boolean,
  { cells, theme: { glyphs } }: Pick<Writing, 'cells' | 'theme'>,
): Line[] {
  const spans: Span[] = [];
  if (judgement.labels.length === 0) spans.push({ text: 'none', style: 'muted' });
  const known = judgement.axis === 'role' ? ROLES : POLARITIES;
  inVocabularyOrder(judgement.labels, known).forEach((label, at) => {
    if (at > 0) spans.push({ text: ', ' });
    const style = judgement.effective ? labelStyle(judgement.axis, label) : 'muted';
    spans.push({ text: displayText(labelWords(label)), style });
  });
  const sure = judgement.confidence === undefined ? '' : `, ${Math.round(judgement.confidence * 100)}% sure`;
  const stands = judgement.effective ? '' : overruled ? ' (overruled)' : ' (not believed)';
  const who = `${displayText(judgement.judge)}${sure}, ${judgement.at.slice(0, 10)}${stands}`;
  const dashed = `${glyphs.dash} ${who}`;
  const line: Line = [...spans, { text: ` ${dashed}`, style: 'muted' }];
  if (NAME + lineWidth(line) <= cells) return field(name, line, cells);
  // Broken, it would leave the dash alone.
  const below = NAME + width(dashed) <= cells ? dashed : who;
  return [...field(name, spans, cells), ...field('', [{ text: below, style: 'muted' }], cells)];
}
