/** The line of numbers that add up: who cites the hub, what of it is here, and how far it is screened. */
import { completenessWords, countWords } from '../../hub/share.js';
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
 * @param matching papers that match the query
 */
export function progressLine(
  hub: HubHead,
  review: string | null,
  progress: Progress,
  matching: number,
  cells: number,
  theme: Theme,
): Line {
  const named: Span[] = review === null ? [] : [{ text: `${displayText(review)}: `, style: 'accent' }];
  if (!progress.begun) {
    const here = hub.work === ALL_WORKS ? '' : completenessWords(hub.citing, hub.total, hub.listedTwice);
    return [...named, { text: here }];
  }
  const forms = [
    () => [...cited(hub), ...filteredOut(hub, matching), ...screened(progress, 'reasons'), ...left(progress)],
    () => [...cited(hub), ...filteredOut(hub, matching), ...screened(progress, 'words'), ...left(progress)],
    () => [...cited(hub), ...screened(progress, 'words'), ...left(progress)],
    () => [{ text: `${countWords(hub.citing)} here` }, ...screened(progress, 'marks'), ...left(progress)],
    () => [...screened(progress, 'marks'), ...left(progress)],
    () => left(progress),
  ].map((form) => (): Line => [...named, ...joined(form(), theme)]);
  for (const form of forms) {
    const line = form();
    if (lineWidth(line) <= cells) return line;
  }
  return forms.at(-1)!();

  function screened(
    { included, excluded, maybe, later, conflict }: Progress,
    how: 'reasons' | 'words' | 'marks',
  ): Part[] {
    const out = excluded.reduce((sum, { count }) => sum + count, 0);
    const counts = [
      { status: 'included', count: included },
      { status: 'excluded', count: out },
      { status: 'maybe', count: maybe },
      { status: 'later', count: later },
      { status: 'conflict', count: conflict },
    ] as const;
    const all = counts.reduce((sum, { count }) => sum + count, 0);
    const spans = counts
      .filter(({ count }) => count > 0)
      .flatMap(({ status, count }, at): Span[] => {
        const { text, style } = decisionMark(status, theme.glyphs);
        const word = how === 'marks' ? text : ` ${status}`;
        const reasons = how === 'reasons' && status === 'excluded' ? reasonWords(excluded) : '';
        const sign = at === 0 ? (how === 'marks' ? ' ' : ': ') : how === 'marks' ? ' ' : ', ';
        return [{ text: sign }, { text: `${countWords(count)}${word}`, style }, { text: reasons, style: 'muted' }];
      });
    return [[{ text: `${countWords(all)} screened` }, ...spans]];
  }
}

type Part = Line | Span;

function joined(parts: readonly Part[], { glyphs }: Theme): Span[] {
  return parts.flatMap((part, at): Span[] => [
    ...(at === 0 ? [] : [{ text: ` ${glyphs.bullet} `, style: 'muted' } as const]),
    ...('text' in part ? [part] : part),
  ]);
}

/** All that cite the hub, as a source says, and where they are: here, merged into those here, not here. */
function cited({ citing, total, listedTwice }: HubHead): Part[] {
  if (total === undefined) return [{ text: `${countWords(citing)} here` }];
  const merged = Math.min(listedTwice?.papers ?? 0, Math.max(0, total - citing));
  const missing = total - citing - merged;
  const parts = [`${countWords(citing)} here`];
  if (merged > 0) parts.push(`${countWords(merged)} listed twice`);
  if (missing > 0) parts.push(`${countWords(missing)} not here`);
  return [{ text: `${countWords(total)} cite it: ${parts.join(', ')}` }];
}

function filteredOut({ citing }: HubHead, matching: number): Part[] {
  return matching === citing ? [] : [{ text: `${countWords(citing - matching)} filtered out` }];
}

const left = ({ unscreened }: Progress): Part[] => [{ text: `${countWords(unscreened)} left`, style: 'accent' }];

function reasonWords(excluded: Progress['excluded']): string {
  const named = excluded.filter(({ reason }) => reason !== '');
  if (named.length === 0) return '';
  const without = excluded.find(({ reason }) => reason === '')?.count ?? 0;
  const words = named.map(({ reason, count }) => `${countWords(count)} ${displayText(reason)}`);
  if (without > 0) words.push(`${countWords(without)} without a reason`);
  return ` (${words.join(', ')})`;
}
