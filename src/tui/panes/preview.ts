/** What is most worth knowing of a paper, in three lines: its title, who wrote it and what was judged, the sentence that cites. */
import { furtherNames } from '../../hub/name.js';
import { mentionRanges } from '../../hub/sentences/mention.js';
import { labelWords } from '../../hub/vocabulary.js';
import type { Details, HubHead } from '../../library/model.js';
import { fitLine, highlight, type Line, linked, type Span } from '../../text/spans.js';
import { labelStyle, noveltyStyle, type Theme } from '../../text/theme.js';
import { displayText } from '../../text/width.js';
import { HIDDEN, type Hidden, isTitleHidden } from '../blind.js';
import { keyFor } from '../keymap.js';
import { addressIn } from './details/identity.js';
import { mentionOf } from './details/sentences.js';
import { verdictMark } from './list.js';

/** As many authors as a line has room for beside the rest. */
const AUTHORS = 3;

export function previewLines(details: Details, hub: HubHead, hidden: Hidden, cells: number, theme: Theme): Line[] {
  return [
    linked(
      [{ text: isTitleHidden(details, hidden) ? HIDDEN : displayText(details.title), style: 'title' }],
      addressIn({ details, hidden }),
    ),
    judgedLine(details, hidden, theme),
    saidLine(details, hub, theme),
  ].map((line) => fitLine([{ text: ' ' }, ...line], cells));
}

function judgedLine(details: Details, hidden: Hidden, { glyphs }: Theme): Line {
  const spans: Span[] = [];
  const add = (...own: Span[]): void => {
    if (spans.length > 0) spans.push({ text: ` ${glyphs.bullet} `, style: 'muted' });
    spans.push(...own);
  };
  for (const axis of ['role', 'polarity'] as const)
    for (const label of axis === 'role' ? details.roles : details.polarities)
      add({ text: displayText(labelWords(label)), style: labelStyle(axis, label) });
  if (details.influential) add({ text: `${glyphs.influential} influential`, style: 'accent' });
  if (details.verdict !== undefined)
    add({
      text: `${verdictMark(details.verdict, glyphs)} ${displayText(labelWords(details.verdict))}`,
      style: labelStyle('verdict', details.verdict),
    });
  if (details.novelty !== undefined)
    add({ text: `novelty ${details.novelty.toFixed(1)}`, style: noveltyStyle(details.novelty) });
  if (details.retracted) add({ text: 'RETRACTED', style: 'error' });
  const names = details.authors.slice(0, AUTHORS);
  if (!hidden.includes('authors') && names.length > 0) {
    const words = names.map(({ name }) => displayText(name)).join(', ');
    add({ text: words + furtherNames(details.authorCount, details.authors.length, names.length), style: 'muted' });
  }
  if (details.date !== '') add({ text: details.date, style: 'muted' });
  return spans;
}

/** The sentence that cites the hub, else what the paper says of itself. */
function saidLine(details: Details, hub: HubHead, { glyphs }: Theme): Line {
  const [context] = details.contexts;
  if (context !== undefined) {
    const text = displayText(context.text);
    return [
      { text: `${glyphs.vertical} `, style: 'muted' },
      ...highlight(text, mentionRanges(text, mentionOf(hub)), 'accent'),
    ];
  }
  const own = details.summary ?? details.reviews[0]?.summary ?? details.abstract;
  return [
    own === undefined
      ? { text: `${keyFor('zoom', 'list')} shows all that is known of it`, style: 'muted' }
      : { text: displayText(own), style: 'muted' },
  ];
}
