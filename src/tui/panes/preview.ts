/** What is most worth knowing of a paper, in three lines: its title, who wrote it and what was judged, the sentence that cites. */
import { familyName, furtherNames } from '../../hub/name.js';
import { mentionRanges } from '../../hub/sentences/mention.js';
import { labelWords } from '../../hub/vocabulary.js';
import type { Details, HubHead } from '../../library/model.js';
import { fitLine, highlight, type Line, lineWidth, linked, type Span } from '../../text/spans.js';
import { labelStyle, noveltyStyle, type Theme } from '../../text/theme.js';
import { displayText, width } from '../../text/width.js';
import { HIDDEN, type Hidden, isTitleHidden } from '../blind.js';
import { keyFor } from '../keymap.js';
import { addressIn } from './details/identity.js';
import { mentionOf } from './details/sentences.js';

/** As many authors as a line has room for beside the rest. */
const AUTHORS = 3;

export function previewLines(details: Details, hub: HubHead, hidden: Hidden, cells: number, theme: Theme): Line[] {
  return [
    linked(
      [{ text: isTitleHidden(details, hidden) ? HIDDEN : displayText(details.title), style: 'title' }],
      addressIn({ details, hidden }),
    ),
    judgedLine(details, hidden, cells - 1, theme),
    saidLine(details, hub, theme),
  ].map((line) => fitLine([{ text: ' ' }, ...line], cells));
}

function judgedLine(details: Details, hidden: Hidden, cells: number, { glyphs }: Theme): Line {
  const spans: Span[] = [];
  const between = ` ${glyphs.bullet} `;
  const add = (...own: Span[]): void => {
    if (spans.length > 0) spans.push({ text: between, style: 'muted' });
    spans.push(...own);
  };
  for (const axis of ['role', 'polarity'] as const)
    for (const label of axis === 'role' ? details.roles : details.polarities)
      add({ text: displayText(labelWords(label)), style: labelStyle(axis, label) });
  if (details.influential) add({ text: `${glyphs.influential} influential`, style: 'accent' });
  if (details.verdict !== undefined)
    add({ text: displayText(labelWords(details.verdict)), style: labelStyle('verdict', details.verdict) });
  if (details.novelty !== undefined)
    add({ text: `novelty ${details.novelty.toFixed(1)}`, style: noveltyStyle(details.novelty) });
  if (details.retracted) add({ text: 'RETRACTED', style: 'error' });
  const left = cells - lineWidth(spans) - (spans.length > 0 ? width(between) : 0);
  const by = byForms(details, hidden, between).find((form) => width(form) <= left);
  if (by !== undefined && by !== '') add({ text: by, style: 'muted' });
  return spans;
}

/** Who wrote it and when, the fullest form first: the year is what stays. */
function byForms({ authors, authorCount, date }: Details, hidden: Hidden, between: string): string[] {
  const names = hidden.includes('authors') ? [] : authors.map(({ name }) => displayText(name));
  const [day, year] = [displayText(date), displayText(date.slice(0, 4))];
  const [first] = names;
  if (first === undefined) return [day, year];
  const further = furtherNames(authorCount, names.length, 1);
  const short = further === '' ? '' : ` +${authorCount - 1}`;
  const several = names.slice(0, AUTHORS);
  const some = several.join(', ') + furtherNames(authorCount, names.length, several.length);
  const forms = [some, `${first}${further}`, `${first}${short}`, `${familyName(first)}${short}`];
  const dated = (when: string): string[] => forms.map((form) => (when === '' ? form : `${form}${between}${when}`));
  return [dated(day)[0]!, ...dated(year), year];
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
