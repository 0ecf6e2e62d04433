/** All that is known of the paper under the cursor. */

import { furtherNames } from '../../hub/name.js';
import { countWords } from '../../hub/share.js';
import { inVocabularyOrder, labelWords, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import type { WorkField } from '../../hub/work-fields.js';
import { highlightTerms, matchRanges } from '../../library/derived/tokens.js';
import { changeWords } from '../../library/history/changes.js';
import type { Details, HubHead, JudgementLine, News, NewsLine } from '../../library/model.js';
import type { Query } from '../../query/query.js';
import { bar } from '../../text/bar.js';
import { fitLine, highlight, type Line, type Span, wrapLine } from '../../text/spans.js';
import { labelStyle, noveltyStyle, type StyleName, type Theme } from '../../text/theme.js';
import { displayParagraphs, displayText } from '../../text/width.js';
import { type BlindField, HIDDEN, type Hidden } from '../blind.js';
import { keyFor } from '../keymap.js';
import type { Said } from '../services/decision-services.js';
import { LONGEST_LINE } from '../state/geometry.js';
import { saidLines } from './decided.js';
import { identityLines } from './details/identity.js';
import { sentenceParts } from './details/sentences.js';
import { field, headed, type Writing } from './details/writing.js';
import { integrityLines } from './integrity.js';
import { newsMark, verdictMark } from './list.js';
import { reviewParts } from './reviews.js';

/** Beyond this many authors, the rest are counted. */
const AUTHORS = 12;

/** Where each field of a work stands: on the line of the date, drawn below in a way of its own, or nowhere. */
const DRAWN = {
  title: 'own',
  authors: 'own',
  authorSet: 'own',
  authorCount: 'own',
  retracted: 'own',
  date: 'date',
  category: 'date',
  crossCategories: 'date',
  kind: 'date',
  genre: 'date',
  venue: 'own',
  volume: 'own',
  issue: 'own',
  pages: 'own',
  citedBy: 'own',
  summary: 'own',
  abstract: 'own',
  number: 'date',
  publisher: null,
  url: null,
  keywords: null,
} as const satisfies Record<WorkField, 'own' | 'date' | null>;
type OnDateLine = { [Name in WorkField]: (typeof DRAWN)[Name] extends 'date' ? Name : never }[WorkField];
const ON_DATE_LINE = (Object.keys(DRAWN) as WorkField[]).filter((name): name is OnDateLine => DRAWN[name] === 'date');

const cache = new WeakMap<Details, { key: string; theme: Theme; lines: Line[] }>();

/** What the details are drawn with. */
export interface DetailLook {
  hub: HubHead;
  query: Query;
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
  const { hub, query, cells, theme, hidden } = look;
  const terms = highlightTerms(query);
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
  return parted([headPart(writing), ...citingParts(writing, hub), ...ownParts(writing), identityLines(writing)]);
}

/** What is said of the citation beside what the paper says of itself. */
function inTwoColumns(writing: Writing, hub: HubHead): Line[] {
  const cells = Math.min(LONGEST_LINE, Math.floor((writing.cells - GAP) / 2));
  const half: Writing = { ...writing, cells };
  const left = parted([...citingParts(half, hub), identityLines(half)]);
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
  [...judgedLines(writing), ...bibliographicLines(writing)],
  ...sentenceParts(writing, hub),
];

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
  const { details, cells, marked } = writing;
  const lines: Line[] = [marked(displayText(details.title), 'title')];
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

/** The authors in their order; where nobody knows it, who they are. */
function authorLines({ details: { authors, authorSet = [], authorCount }, hidden, marked }: Writing): Line[] {
  const known = authors.length > 0 ? authors : authorSet;
  if (known.length === 0) return [];
  if (hidden.includes('authors')) return [[{ text: 'authors hidden', style: 'muted' }]];
  const names = known.slice(0, AUTHORS).map((author) => displayText(author.name));
  const line = marked(names.join(', ') + furtherNames(authorCount, known.length, names.length));
  if (authors.length === 0 && known.length > 1) line.push({ text: ' (in no known order)', style: 'muted' });
  return [line];
}

/** What was judged of the paper and of its citation. */
function judgedLines({ details, cells, theme }: Writing): Line[] {
  const lines: Line[] = [];
  const add = (name: string, spans: Line): void => {
    lines.push(...field(name, spans, cells));
  };
  const isReviewed = details.verdict !== undefined || details.novelty !== undefined || details.corrected !== undefined;
  if (isReviewed) {
    add('Verdict', [...verdict(details, theme), ...correctedBy(details, 'verdict', theme)]);
    add('Novelty', [...novelty(details.novelty, theme), ...correctedBy(details, 'novelty', theme)]);
  } else add('Review', NOT_REVIEWED);
  if (details.integrity !== undefined)
    add('Integrity', [
      {
        text: displayText(labelWords(details.integrity)),
        style: labelStyle('integrity', details.integrity),
      },
    ]);
  for (const axis of ['role', 'polarity'] as const) {
    const name = axis === 'role' ? 'Role' : 'Polarity';
    const said = details.judgements.filter((judgement) => judgement.axis === axis);
    if (said.length === 0) add(name, [{ text: 'not classified', style: 'muted' }]);
    said.forEach((judgement, index) => {
      const overruled = said.some(({ effective }) => effective);
      add(index === 0 ? name : '', judgementSpans(judgement, overruled, theme));
    });
  }
  const facts: string[] = [];
  if (details.refs !== undefined) facts.push(`${details.refs} ${details.refs === 1 ? 'place' : 'places'} in the text`);
  if (details.influential !== undefined) facts.push(details.influential ? 'influential' : 'not influential');
  if (facts.length > 0) add('Citation', [{ text: facts.join(` ${theme.glyphs.bullet} `) }]);
  return lines;
}

function bibliographicLines({ details, hidden, cells, theme }: Writing): Line[] {
  const lines: Line[] = [];
  const add = (name: string, spans: Line): void => {
    lines.push(...field(name, spans, cells));
  };
  const where = ON_DATE_LINE.map((name) => details[name]).filter((part) => part !== undefined && part !== '');
  if (where.length > 0) add('Date', [{ text: displayText(where.join(` ${theme.glyphs.bullet} `)) }]);
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

const NOT_REVIEWED: Line = [{ text: 'not reviewed', style: 'muted' }];

function verdict(details: Details, { glyphs }: Theme): Line {
  if (details.verdict === undefined) return NOT_REVIEWED;
  const style = labelStyle('verdict', details.verdict);
  const sure = details.reviews.find((review) => review.verdict === details.verdict)?.verdictConfidence;
  return [
    { text: `${verdictMark(details.verdict, glyphs)} ${displayText(labelWords(details.verdict))}`, style },
    { text: sure === undefined ? '' : `, ${displayText(labelWords(sure))} confidence`, style: 'muted' },
  ];
}

/** A bar and the number: a score is grasped before it is read. */
function novelty(score: number | undefined, { glyphs }: Theme): Line {
  if (score === undefined) return NOT_REVIEWED;
  const cells = 10;
  const filled = bar(score, 10, cells, glyphs);
  const rest = filled.length - filled.trimEnd().length;
  return [
    { text: filled.trimEnd(), style: noveltyStyle(score) },
    { text: (glyphs.unicode ? '░' : '.').repeat(rest), style: 'muted' },
    { text: ` ${score.toFixed(1)}`, style: noveltyStyle(score) },
    { text: ' of 10', style: 'muted' },
  ];
}

/** @param overruled whether another is in force in its place; if none is, the reader believes no such judge */
function judgementSpans(judgement: JudgementLine, overruled: boolean, { glyphs }: Theme): Line {
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
  spans.push({
    text: ` ${glyphs.dash} ${displayText(judgement.judge)}${sure}, ${judgement.at.slice(0, 10)}${stands}`,
    style: 'muted',
  });
  return spans;
}
