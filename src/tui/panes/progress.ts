/** The line of numbers that add up: who cites the hub, what of it is here, and how far it is screened. */
import { completenessWords, countWords, wholeOf } from '../../hub/share.js';
import { ALL_WORKS, type HubHead } from '../../library/model.js';
import type { Line, Span } from '../../text/spans.js';
import { lineWidth } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { displayText } from '../../text/width.js';
import type { Progress } from '../services/decision-services.js';
import { decisionMark } from './decided.js';

/**
 * The fullest of its forms that fits into `cells`; the last one is cut. Every form adds up: what is screened and what is left are
 * what is here.
 * @param matching papers that match the query, and how many of them are left to be screened
 * @param free so many of the cells nothing else is to be said in: more than what adds up stands in these only
 */
export function progressLine(
  hub: HubHead,
  review: string | null,
  progress: Progress,
  matching: { papers: number; left(): number },
  cells: number,
  free: number,
  theme: Theme,
): Line {
  const named: Span[] = review === null ? [] : [{ text: `${displayText(review)}: `, style: 'accent' }];
  if (!progress.begun) {
    if (hub.work === ALL_WORKS) return named;
    const here = { text: completenessWords(hub.citing, hub.total, hub.listedTwice) };
    if (hub.classified === 0) return [...named, here];
    const whole = [...named, ...joined([here, { text: `${countWords(hub.classified)} with a role` }], theme)];
    return lineWidth(whole) <= free ? whole : [...named, here];
  }
  const forms = [
    () => [...cited(hub, { progress, matching: matching.papers }), ...screened('reasons'), ...left('words')],
    () => [...cited(hub, { progress, matching: matching.papers }), ...screened('words'), ...left('words')],
    () => [...cited(hub), ...screened('words'), ...left('words')],
    () => [{ text: `${countWords(hub.citing)} here` }, ...screened('marks'), ...left('marks')],
    () => [...screened('marks'), ...left('marks')],
    () => left('marks'),
  ].map((form) => (): Line => [...named, ...joined(form(), theme)]);
  for (const [at, form] of forms.entries()) {
    const line = form();
    // The reasons are more than what adds up: who wrote the hub is not cut for them.
    if (lineWidth(line) <= (at === 0 ? Math.min(cells, free) : cells)) return line;
  }
  return forms.at(-1)!();

  function screened(how: 'reasons' | 'words' | 'marks'): Part[] {
    const { included, excluded, maybe, conflict } = progress;
    const counts = [
      { status: 'included', count: included },
      { status: 'excluded', count: excluded.reduce((sum, { count }) => sum + count, 0) },
      { status: 'maybe', count: maybe },
      { status: 'conflict', count: conflict },
    ] as const;
    const all = counts.reduce((sum, { count }) => sum + count, 0);
    const spans = counts
      .filter(({ count }) => count > 0)
      .flatMap(({ status, count }, at): Span[] => {
        const { text, style } = decisionMark(status, theme.glyphs);
        const word = how === 'marks' ? text : ` ${status === 'conflict' ? 'in conflict' : status}`;
        const reasons = how === 'reasons' && status === 'excluded' ? reasonWords(excluded) : '';
        const sign = at === 0 ? (how === 'marks' ? ' ' : ': ') : how === 'marks' ? ' ' : ', ';
        return [{ text: sign }, { text: `${countWords(count)}${word}`, style }, { text: reasons, style: 'muted' }];
      });
    return [[{ text: `${countWords(all)} screened` }, ...spans]];
  }

  /** What is put off is still to be screened. */
  function left(how: 'words' | 'marks'): Part[] {
    const { later, unscreened } = progress;
    const { text, style } = decisionMark('later', theme.glyphs);
    const words =
      matching.papers === hub.citing
        ? `${countWords(unscreened + later)} left`
        : leftWords(matching.left(), unscreened + later, how);
    const spans: Span[] = [{ text: words, style: 'accent' }];
    if (later > 0)
      spans.push({ text: how === 'marks' ? ` ${countWords(later)}${text}` : `, ${countWords(later)} later`, style });
    return [spans];
  }
}

/** How many papers are left to be screened: of those that match, where not all do, and in all. */
export const leftWords = (here: number, all: number, how: 'words' | 'marks'): string =>
  how === 'words'
    ? `${countWords(here)} left here, ${countWords(all)} in all`
    : `${countWords(here)} left, ${countWords(all)} in all`;

type Part = Line | Span;

function joined(parts: readonly Part[], { glyphs }: Theme): Span[] {
  return parts.flatMap((part, at): Span[] => [
    ...(at === 0 ? [] : [{ text: ` ${glyphs.bullet} `, style: 'muted' } as const]),
    ...('text' in part ? [part] : part),
  ]);
}

/**
 * All that cite the hub, as a source says, and where they are: here, listed twice, not here. Of those here, in brackets since they are no
 * part of the sum: how many records were merged into them, where sources overlap, and how many of them the query filters out.
 */
function cited({ citing, total, listedTwice }: HubHead, of?: { progress: Progress; matching: number }): Part[] {
  const duplicates = (of?.progress.records ?? citing) - citing;
  const out = citing - (of?.matching ?? citing);
  const about = [
    ...(duplicates > 0 ? [`${countWords(duplicates)} ${duplicates === 1 ? 'duplicate' : 'duplicates'} merged`] : []),
    ...(out > 0 ? [`${countWords(out)} of them filtered out`] : []),
  ];
  const here = `${countWords(citing)} here${about.length === 0 ? '' : ` (${about.join('; ')})`}`;
  const whole = wholeOf(citing, total);
  if (whole === undefined) return [{ text: here }];
  const twice = Math.min(listedTwice?.papers ?? 0, Math.max(0, whole - citing));
  const missing = whole - citing - twice;
  const parts = [here];
  if (twice > 0) parts.push(`${countWords(twice)} listed twice`);
  if (missing > 0) parts.push(`${countWords(missing)} not here`);
  return [{ text: `${countWords(whole)} cite it: ${parts.join(', ')}` }];
}

function reasonWords(excluded: Progress['excluded']): string {
  const named = excluded.filter(({ reason }) => reason !== '');
  if (named.length === 0) return '';
  const without = excluded.find(({ reason }) => reason === '')?.count ?? 0;
  const words = named.map(({ reason, count }) => `${countWords(count)} ${displayText(reason)}`);
  if (without > 0) words.push(`${countWords(without)} without a reason`);
  return ` (${words.join(', ')})`;
}
