/** What pages of services print of a hub, in words: which page it was, what it counts, what it lacked. */
import type { HubRecord, ViewFilter } from '../../hub/record.js';
import { countWords, sourceTitle } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import { listWords } from '../../text/list-words.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { type Line, wrapLine } from '../../text/spans.js';
import { displayText } from '../../text/width.js';

/** `a view filtered by role method and year 2025` */
export function viewWords(view: readonly ViewFilter[]): string {
  if (view.length === 0) return 'a filtered view';
  return `a view filtered by ${listWords(
    view.map(({ field, value }) => displayText(`${labelWords(field)} ${labelWords(value)}`)),
    'and',
  )}`;
}

/** Who printed it, and when where that is known. */
export function sourceWords({ source, at }: HubRecord): string {
  return displayText(at === undefined ? source : `${source} on ${at}`);
}

/**
 * The records that say something in a field, each figure once: views of a page have those of the whole page, which are left out
 * where it is there.
 */
export function saying(printed: readonly HubRecord[], says: (record: HubRecord) => boolean): HubRecord[] {
  const found = printed.filter(says);
  return found.filter(
    (record) =>
      record.view === undefined ||
      found.find((other) => other.source === record.source && other.at === record.at) === record,
  );
}

/** What each of the other counts says, the number in it. */
const COUNTED: Readonly<Record<string, (count: string) => string>> = {
  paper_page: (count) => `lists ${count} citing papers on the paper's own page: reviewed ones, 60 at most`,
  number_page: (count) => `counts ${count} citing papers on the page of its Pith Number`,
  external: (count) => `counts ${count} citations elsewhere`,
  references_extracted: (count) => `found ${count} references in it`,
  references_resolved: (count) => `knows the papers of ${count} of its references`,
  references_pith_anchors: (count) => `has pages of ${count} of its references`,
};

/** Everything else that was printed: numbers that are not the total, which pages were views, what they lacked and kept. */
export function printedLines(printed: readonly HubRecord[], cells: number, { bullet }: Glyphs): Line[] {
  const page = ({ source, at }: HubRecord): string =>
    `${sourceTitle(source)}'s page${at === undefined ? '' : ` of ${at}`}`;
  const said = [
    ...printed.flatMap(({ source, counts = [] }) =>
      counts.map(({ label, count }) => {
        const what = COUNTED[label]?.(countWords(count)) ?? `prints ${countWords(count)} ${labelWords(label)}`;
        return `${sourceTitle(source)} ${what}`;
      }),
    ),
    ...printed.flatMap((record) =>
      record.view === undefined
        ? []
        : [`${page(record)} was ${viewWords(record.view)}; its figures are the whole hub's`],
    ),
    ...printed.flatMap((record) =>
      record.lacked === undefined || record.lacked.length === 0
        ? []
        : [`${page(record)}${record.view === undefined ? '' : ', the view,'} had no ${listWords(record.lacked, 'or')}`],
    ),
    ...printed.flatMap(({ sentences = [] }) =>
      sentences.map((text) => `on a paper whose title it leaves out: ${text}`),
    ),
  ];
  return [...new Set(said)].flatMap((text) =>
    wrapLine([{ text: displayText(`${bullet} ${text}`) }], cells - 2).map(
      (line, at): Line => (at === 0 ? line : [{ text: '  ' }, ...line]),
    ),
  );
}
