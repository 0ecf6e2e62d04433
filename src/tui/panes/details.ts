/** All that is known of the paper under the cursor. */

import { showId, splitId } from '../../hub/ids/identifier.js';
import { furtherNames } from '../../hub/name.js';
import { mentionRanges } from '../../hub/sentences/mention.js';
import { countWords } from '../../hub/share.js';
import { inVocabularyOrder, labelWords, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import type { WorkField } from '../../hub/work-fields.js';
import { highlightTerms, matchRanges } from '../../library/derived/tokens.js';
import { changeWords } from '../../library/history/changes.js';
import type { Details, HubHead, JudgementLine, News, NewsLine } from '../../library/model.js';
import type { Query } from '../../query/query.js';
import { bar } from '../../text/bar.js';
import { highlight, type Line, type Range, type Span, wrapLine } from '../../text/spans.js';
import { labelStyle, noveltyStyle, type StyleName, type Theme } from '../../text/theme.js';
import { displayParagraphs, displayText } from '../../text/width.js';
import { type BlindField, HIDDEN, type Hidden } from '../blind.js';
import { keyFor } from '../keymap.js';
import type { Said } from '../services/decision-services.js';
import { saidLines } from './decided.js';
import { integrityLines } from './integrity.js';
import { newsMark, verdictMark } from './list.js';
import { reviewParts } from './reviews.js';

/** Width of the names before the values. */
const NAME = 10;
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

/** The whole text of the pane, wrapped to `cells`; the pane shows a window of it. What the reader said comes first. */
export function detailLines(details: Details, { said, ...look }: DetailLook): Line[] {
  const known = knownLines(details, look);
  const own = saidLines(said, Math.max(10, look.cells - 2), look.theme);
  if (own.length === 0) return known;
  return [...own.map((line): Line => [{ text: ' ' }, ...line]), [], ...known];
}

function knownLines(details: Details, { hub, query, cells, theme, hidden }: Omit<DetailLook, 'said'>): Line[] {
  const terms = highlightTerms(query);
  const key = `${cells} ${hub.work} ${hidden.join()} ${terms.join(' ')}`;
  const known = cache.get(details);
  if (known !== undefined && known.key === key && known.theme === theme) return known.lines;
  const lines = compose(details, hub, terms, hidden, Math.max(10, cells - 2), theme).map(
    (line): Line => [{ text: ' ' }, ...line],
  );
  cache.set(details, { key, theme, lines });
  return lines;
}

/** What every part of the text is written with. */
interface Writing {
  details: Details;
  hidden: Hidden;
  cells: number;
  theme: Theme;
  /** The text with the words searched for marked. */
  marked(text: string, style?: StyleName): Span[];
}

function compose(
  details: Details,
  hub: HubHead,
  terms: readonly string[],
  hidden: Hidden,
  cells: number,
  theme: Theme,
): Line[] {
  const marked = (text: string, style?: StyleName): Span[] => highlight(text, matchRanges(text, terms), 'match', style);
  const writing: Writing = { details, hidden, cells, theme, marked };
  const parts = [
    [...titleLines(writing), ...olderLines(writing)],
    [...judgedLines(writing), ...bibliographicLines(writing)],
    ...summaryParts(writing),
    ...sentenceParts(writing, hub),
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
  return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : [[], ...part]));
}

/** A part with a heading. */
function headed(title: string, lines: readonly Line[]): Line[] {
  return [[{ text: title, style: 'heading' }], ...lines];
}

/** A name and its value, further lines of the value below it. */
function field(name: string, spans: Line, cells: number): Line[] {
  return wrapLine(spans, Math.max(8, cells - NAME)).map((line, index) => [
    { text: (index === 0 ? name : '').padEnd(NAME), style: 'muted' },
    ...line,
  ]);
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
  add('Verdict', [...verdict(details, theme), ...correctedBy(details, 'verdict', theme)]);
  add('Novelty', [...novelty(details.novelty, theme), ...correctedBy(details, 'novelty', theme)]);
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
  // A key made of title and year is only the library's own; one of DBLP names venue and author.
  const untold = hide('venue') || hide('authors') ? ['key', 'dblp'] : ['key'];
  const ids = details.ids.filter((id) => !untold.includes(splitId(id).scheme));
  if (ids.length === 0) add('Ids', [{ text: 'none known', style: 'muted' }]);
  else add('Ids', [{ text: displayText(ids.map(showId).join('  ')) }]);
  for (const { version, date, venue } of details.versions ?? []) {
    const told = [version === 'unknown' ? 'other' : version, date, hide('venue') ? undefined : venue].filter(
      (part) => part !== undefined,
    );
    add('Version', [{ text: displayText(told.join(` ${theme.glyphs.bullet} `)) }]);
  }
  if (details.sources.length > 1) add('Sources', [{ text: displayText(details.sources.join(', ')) }]);
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

/** The sentences that cite the hub, what names it marked; each a part of its own, the first under the heading. */
function sentenceParts({ details, cells, theme }: Writing, hub: HubHead): Line[][] {
  const { glyphs } = theme;
  const hubYear = Number(hub.date.slice(0, 4));
  const mention = { title: hub.title, firstAuthor: hub.authors[0] ?? '', ...(hubYear > 0 ? { year: hubYear } : {}) };
  const count = details.contexts.length;
  return details.contexts.map((context, index) => {
    const text = displayText(context.text);
    const ranges: Range[] = mentionRanges(text, mention);
    const notes = [
      context.section,
      ...[...(context.labels ?? []), ...(context.polarities ?? [])].map(labelWords),
    ].filter((note) => note !== undefined);
    const above: Line = [{ text: displayText(notes.join(` ${glyphs.bullet} `)), style: 'muted' }];
    const lines: Line[] = [
      ...wrapLine(above, cells),
      ...wrapLine(highlight(text, ranges, 'accent'), cells - 2).map(
        (line): Line => [{ text: `${glyphs.vertical} `, style: 'muted' }, ...line],
      ),
    ];
    return index > 0 ? lines : headed(count === 1 ? 'Citing sentence' : `${count} citing sentences`, lines);
  });
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

function verdict(details: Details, { glyphs }: Theme): Line {
  if (details.verdict === undefined) return [{ text: 'not reviewed', style: 'muted' }];
  const style = labelStyle('verdict', details.verdict);
  const sure = details.reviews.find((review) => review.verdict === details.verdict)?.verdictConfidence;
  return [
    { text: `${verdictMark(details.verdict, glyphs)} ${displayText(labelWords(details.verdict))}`, style },
    { text: sure === undefined ? '' : `, ${displayText(labelWords(sure))} confidence`, style: 'muted' },
  ];
}

/** A bar and the number: a score is grasped before it is read. */
function novelty(score: number | undefined, { glyphs }: Theme): Line {
  if (score === undefined) return [{ text: 'not reviewed', style: 'muted' }];
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
