/** The sentences that cite a hub, among the details of the paper that has them. */
import type { Context } from '../../../hub/record.js';
import { mentionRanges } from '../../../hub/sentences/mention.js';
import { labelWords } from '../../../hub/vocabulary.js';
import type { HubHead } from '../../../library/model.js';
import { highlight, type Line, type Range, wrapLine } from '../../../text/spans.js';
import { displayText } from '../../../text/width.js';
import { headed, type Writing } from './writing.js';

/** By what sentences name the hub. */
export function mentionOf({ title, authors, date }: HubHead): Parameters<typeof mentionRanges>[1] {
  const year = Number(date.slice(0, 4));
  return { title, firstAuthor: authors[0] ?? '', ...(year > 0 ? { year } : {}) };
}

/** The sentences that cite the hub, what names it marked; each a part of its own, the first under the heading. */
export function sentenceParts({ details, cells, theme }: Writing, hub: HubHead): Line[][] {
  const { glyphs } = theme;
  const mention = mentionOf(hub);
  const count = details.contexts.length;
  return sentencesOnce(details.contexts).map(({ text, contexts }, index) => {
    const ranges: Range[] = mentionRanges(text, mention);
    const notes = new Set([
      ...contexts.flatMap(({ section }) => section ?? []),
      ...contexts.flatMap(({ labels = [], polarities = [] }) => [...labels, ...polarities].map(labelWords)),
      ...(contexts.length > 1 ? [timesWords(contexts.length)] : []),
    ]);
    const above: Line = [{ text: displayText([...notes].join(` ${glyphs.bullet} `)), style: 'muted' }];
    const lines: Line[] = [
      ...wrapLine(above, cells),
      ...wrapLine(highlight(text, ranges, 'accent'), cells - 2).map(
        (line): Line => [{ text: `${glyphs.vertical} `, style: 'muted' }, ...line],
      ),
    ];
    return index > 0 ? lines : headed(count === 1 ? 'Citing sentence' : `${count} citing sentences`, lines);
  });
}

const timesWords = (count: number): string => (count === 2 ? 'twice' : `${count} times`);

/** Sentences that read alike are one, with all that is known of each. */
function sentencesOnce(contexts: readonly Context[]): { text: string; contexts: Context[] }[] {
  const once = new Map<string, Context[]>();
  for (const context of contexts) {
    const text = displayText(context.text);
    once.set(text, [...(once.get(text) ?? []), context]);
  }
  return [...once].map(([text, own]) => ({ text, contexts: own }));
}
