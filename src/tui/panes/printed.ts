/** What pages print of a hub beside its roles and polarities, as printed: counts, views, and what the copy at hand lacked. */
import type { Facets, HubRecord, LabelCount } from '../../hub/record.js';
import { countWords } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import { listWords } from '../../text/list-words.js';
import { type Line, wrapLine } from '../../text/spans.js';
import type { Glyphs } from '../../text/theme.js';
import { displayText } from '../../text/width.js';

/** The counts of papers that are not the hub's total, in words; of references, how many were found. */
const COUNTS: Readonly<Record<string, (count: string) => string>> = {
  paper_page: (count) => `${count} citing papers on the page of the paper, which lists 60 at most`,
  number_page: (count) => `${count} citing papers on the page of its Pith Number`,
  external: (count) => `${count} citations counted elsewhere`,
  references_extracted: (count) => `${count} references found in it`,
  references_resolved: (count) => `${count} references whose papers are known`,
  references_pith_anchors: (count) => `${count} references that Pith has a page of`,
};

/** Counts as a line, `background 4 · unclear 1`. */
function countsLine(counts: readonly LabelCount[], { bullet }: Glyphs): string {
  return counts.map(({ label, count }) => `${labelWords(label)} ${countWords(count)}`).join(` ${bullet} `);
}

/** Everything else the sources printed, a line each, under who printed it. */
export function printedLines(printed: readonly HubRecord[], cells: number, glyphs: Glyphs): Line[] {
  return printed.flatMap((record) => {
    const said = [
      ...(['years', 'roles', 'polarities', 'verdicts'] as const).flatMap((field) => facetLine(record, field, glyphs)),
      ...(record.counts ?? []).map(({ label, count }) =>
        COUNTS[label] === undefined ? `${labelWords(label)}: ${countWords(count)}` : COUNTS[label](countWords(count)),
      ),
      ...(record.lacked === undefined || record.lacked.length === 0
        ? []
        : [`the copy at hand has no ${listWords(record.lacked, 'or')}`]),
      ...(record.sentences ?? []).map((sentence) => `on a paper whose title it leaves out: ${sentence}`),
    ];
    const lines = said.flatMap((text) => hanging(`${glyphs.bullet} ${displayText(text)}`, cells - 2));
    if (lines.length === 0 && record.view === undefined) return [];
    return [...wrapLine([{ text: `${whose(record)}:`, style: 'muted' }], cells), ...lines];
  });
}

function facetLine({ facets }: HubRecord, field: keyof Facets, glyphs: Glyphs): string[] {
  const counts = facets?.[field] ?? [];
  return counts.length === 0 ? [] : [`${field}: ${countsLine(counts, glyphs)}`];
}

/** `pith on 2026-01-02, a view filtered by role method` */
function whose({ source, at, view }: HubRecord): string {
  const filters = (view ?? []).map(({ field, value }) => `${labelWords(field)} ${labelWords(value)}`);
  const by = filters.length === 0 ? 'something it does not name' : listWords(filters, 'and');
  return displayText(
    `${source}${at === undefined ? '' : ` on ${at}`}${view === undefined ? '' : `, a view filtered by ${by}`}`,
  );
}

/** A paragraph whose lines after the first stand two cells further in. */
function hanging(text: string, cells: number): Line[] {
  return wrapLine([{ text }], cells - 2).map((part, index): Line => [{ text: index === 0 ? '  ' : '    ' }, ...part]);
}
