/** All that is known of the paper under the cursor. */

import { showId, splitId } from '../../hub/identifier.js';
import { mentionRanges } from '../../hub/mention.js';
import { countWords } from '../../hub/share.js';
import { inVocabularyOrder, labelWords, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import { highlightTerms, matchRanges } from '../../library/derived/tokens.js';
import { changeWords } from '../../library/history/changes.js';
import type { Details, HubHead, JudgementLine, News, NewsLine } from '../../library/model.js';
import type { Query } from '../../query/query.js';
import { bar } from '../../text/bar.js';
import { highlight, type Line, type Range, type Span, wrapLine } from '../../text/spans.js';
import { labelStyle, noveltyStyle, type StyleName, type Theme } from '../../text/theme.js';
import { displayParagraphs, displayText } from '../../text/width.js';
import { keyFor } from '../keymap.js';
import { newsMark, verdictMark } from './list.js';

/** Width of the names before the values. */
const NAME = 10;
/** Beyond this many authors, the rest are counted. */
const AUTHORS = 12;

const cache = new WeakMap<Details, { key: string; theme: Theme; lines: Line[] }>();

/** The whole text of the pane, wrapped to `cells`; the pane shows a window of it. */
export function detailLines(details: Details, hub: HubHead, query: Query, cells: number, theme: Theme): Line[] {
  const terms = highlightTerms(query);
  const key = `${cells} ${hub.work} ${terms.join(' ')}`;
  const known = cache.get(details);
  if (known !== undefined && known.key === key && known.theme === theme) return known.lines;
  const lines = compose(details, hub, terms, Math.max(10, cells - 2), theme).map(
    (line): Line => [{ text: ' ' }, ...line],
  );
  cache.set(details, { key, theme, lines });
  return lines;
}

function compose(details: Details, hub: HubHead, terms: readonly string[], cells: number, theme: Theme): Line[] {
  const { glyphs } = theme;
  const lines: Line[] = [];
  const marked = (text: string, style?: StyleName): Span[] => highlight(text, matchRanges(text, terms), 'match', style);
  const add = (spans: Line): void => {
    lines.push(...wrapLine(spans, cells));
  };
  const gap = (): void => {
    if (lines.length > 0 && lines[lines.length - 1]!.length > 0) lines.push([]);
  };
  const heading = (text: string): void => {
    gap();
    lines.push([{ text, style: 'heading' }]);
  };
  const field = (name: string, spans: Line): void => {
    const wrapped = wrapLine(spans, Math.max(8, cells - NAME));
    wrapped.forEach((line, at) => {
      lines.push([{ text: (at === 0 ? name : '').padEnd(NAME), style: 'muted' }, ...line]);
    });
  };

  add(marked(displayText(details.title), 'title'));
  if (details.authors.length > 0) {
    const names = details.authors.slice(0, AUTHORS).map((author) => displayText(author.name));
    const more = details.authors.length - names.length;
    add(marked(names.join(', ') + (more > 0 ? ` and ${countWords(more)} more` : '')));
  }
  if (details.retracted) add([{ text: 'RETRACTED', style: 'error' }]);
  if (details.mine) add([{ text: '= in your own bibliography', style: 'ok' }]);
  for (const update of details.updates ?? []) for (const said of newsWords(update)) add(said);
  gap();

  const review = details.reviews[0];
  field('Verdict', verdict(details, theme));
  field('Novelty', novelty(details.novelty, theme));
  if (review?.confidence !== undefined) field('Confidence', [{ text: displayText(String(review.confidence)) }]);
  if (review?.correctnessRisk !== undefined) field('Risk', [{ text: displayText(String(review.correctnessRisk)) }]);
  for (const axis of ['role', 'polarity'] as const) {
    const name = axis === 'role' ? 'Role' : 'Polarity';
    const said = details.judgements.filter((judgement) => judgement.axis === axis);
    if (said.length === 0) field(name, [{ text: 'not classified', style: 'muted' }]);
    said.forEach((judgement, at) => {
      field(at === 0 ? name : '', judgementSpans(judgement, theme));
    });
  }
  const facts: string[] = [];
  if (details.refs !== undefined) facts.push(`${details.refs} ${details.refs === 1 ? 'place' : 'places'} in the text`);
  if (details.influential !== undefined) facts.push(details.influential ? 'influential' : 'not influential');
  if (facts.length > 0) field('Citation', [{ text: facts.join(` ${glyphs.bullet} `) }]);

  const where = [details.date, details.category, details.kind].filter((part) => part !== undefined && part !== '');
  if (where.length > 0) field('Date', [{ text: displayText(where.join(` ${glyphs.bullet} `)) }]);
  if (details.venue !== undefined) {
    const volume = details.volume === undefined ? '' : ` ${details.volume}`;
    const issue = details.issue === undefined ? '' : `(${details.issue})`;
    const pages = details.pages === undefined ? '' : `, ${details.pages}`;
    field('In', [{ text: displayText(`${details.venue}${volume}${issue}${pages}`) }]);
  }
  // A key made of title and year is only the library's own.
  const ids = details.ids.filter((id) => splitId(id).scheme !== 'key');
  if (ids.length === 0) field('Ids', [{ text: 'none known', style: 'muted' }]);
  else field('Ids', [{ text: displayText(ids.map(showId).join('  ')) }]);
  for (const { version, date, venue } of details.versions ?? []) {
    const told = [version === 'unknown' ? 'other' : version, date, venue].filter((part) => part !== undefined);
    field('Version', [{ text: displayText(told.join(` ${glyphs.bullet} `)) }]);
  }
  if (details.sources.length > 1) field('Sources', [{ text: displayText(details.sources.join(', ')) }]);
  const cited: string[] = [];
  if (details.citedBy !== undefined) cited.push(`${countWords(details.citedBy)} times`);
  if (details.citing > 0)
    cited.push(`${countWords(details.citing)} in this library; ${keyFor('openCiter', 'list')} opens them`);
  if (cited.length > 0) field('Cited', [{ text: cited.join(` ${glyphs.bullet} `) }]);

  const summary = details.summary ?? review?.summary;
  if (summary !== undefined) {
    heading('Summary');
    add(marked(displayText(summary)));
  }
  if (details.contexts.length > 0) {
    heading(details.contexts.length === 1 ? 'Citing sentence' : `${details.contexts.length} citing sentences`);
    const hubYear = Number(hub.date.slice(0, 4));
    const mention = { title: hub.title, firstAuthor: hub.authors[0] ?? '', ...(hubYear > 0 ? { year: hubYear } : {}) };
    details.contexts.forEach((context, at) => {
      if (at > 0) gap();
      const text = displayText(context.text);
      const ranges: Range[] = mentionRanges(text, mention);
      const notes = [context.section, ...(context.labels ?? []).map(labelWords)].filter((note) => note !== undefined);
      if (notes.length > 0) add([{ text: displayText(notes.join(` ${glyphs.bullet} `)), style: 'muted' }]);
      for (const line of wrapLine(highlight(text, ranges, 'accent'), cells - 2)) {
        lines.push([{ text: `${glyphs.vertical} `, style: 'muted' }, ...line]);
      }
    });
  }
  if (details.abstract !== undefined) {
    heading('Abstract');
    add(marked(displayParagraphs(details.abstract)));
  }
  if (details.claims.length > 0) {
    heading('Claims');
    for (const claim of details.claims) {
      const status = [claim.status, claim.attestation].filter((part) => part !== undefined).map(labelWords);
      add([
        { text: `${glyphs.bullet} ${displayText(labelWords(claim.kind))}`, style: 'accent' },
        { text: status.length > 0 ? ` (${displayText(status.join(', '))})` : '', style: 'muted' },
        { text: ` ${displayText(claim.text)}` },
      ]);
    }
  }
  for (const said of details.reviews) {
    const parts: [name: string, text: string | undefined][] = [
      ['Core claim', said.coreClaim],
      ['Argument', said.argument],
      ['Weakest assumption', said.weakestAssumption],
      ['What would settle it', said.falsifier],
      ['Kind of discovery', said.discoveryKind === undefined ? undefined : labelWords(said.discoveryKind)],
    ];
    for (const [name, text] of parts) {
      if (text === undefined) continue;
      heading(name);
      add(marked(displayParagraphs(text)));
    }
    const source = [said.source, said.model, said.reviewedAt].filter((part) => part !== undefined);
    gap();
    add([{ text: displayText(`Reviewed by ${source.join(` ${glyphs.bullet} `)}`), style: 'muted' }]);
  }
  return lines;
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

function verdict(details: Details, { glyphs }: Theme): Line {
  if (details.verdict === undefined) return [{ text: 'not reviewed', style: 'muted' }];
  const style = labelStyle('verdict', details.verdict);
  return [{ text: `${verdictMark(details.verdict, glyphs)} ${displayText(labelWords(details.verdict))}`, style }];
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

function judgementSpans(judgement: JudgementLine, { glyphs }: Theme): Line {
  const spans: Span[] = [];
  if (judgement.labels.length === 0) spans.push({ text: 'none', style: 'muted' });
  const known = judgement.axis === 'role' ? ROLES : POLARITIES;
  inVocabularyOrder(judgement.labels, known).forEach((label, at) => {
    if (at > 0) spans.push({ text: ', ' });
    const style = judgement.effective ? labelStyle(judgement.axis, label) : 'muted';
    spans.push({ text: displayText(labelWords(label)), style });
  });
  const sure = judgement.confidence === undefined ? '' : `, ${Math.round(judgement.confidence * 100)}% sure`;
  const stands = judgement.effective ? '' : ' (overruled)';
  spans.push({
    text: ` ${glyphs.dash} ${displayText(judgement.judge)}${sure}, ${judgement.at.slice(0, 10)}${stands}`,
    style: 'muted',
  });
  return spans;
}
