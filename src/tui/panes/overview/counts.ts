/** The sections of an overview that count labels: roles, polarities, verdicts, findings; printed ones apart from the library's own. */
import type { HubRecord, LabelCount } from '../../../hub/record.js';
import { countWords, coverageWords, percent } from '../../../hub/share.js';
import { labelWords } from '../../../hub/vocabulary.js';
import type { Coverage, Overview } from '../../../library/model.js';
import { computedRole } from '../../../query/terms.js';
import { not } from '../../../query/tree.js';
import { bar } from '../../../text/bar.js';
import { fit, truncate } from '../../../text/fit.js';
import type { Glyphs } from '../../../text/look/glyphs.js';
import { type Line, wrapLine } from '../../../text/spans.js';
import { labelStyle } from '../../../text/theme.js';
import { displayText, width } from '../../../text/width.js';
import { type Door, type Item, plainItems } from '../../sheets/sheet.js';
import { integrityLines } from '../integrity.js';
import { saying, sourceWords } from '../printed.js';
import { type CountedAxis, type DoorOf, ownDoor, printedDoor } from './doors.js';

const FIELD_OF = { role: 'roles', polarity: 'polarities', verdict: 'verdicts' } as const satisfies Record<
  CountedAxis,
  string
>;

/** Checks of the hub itself, and what others found of its citing papers; nothing where nobody checked any of them. */
export function integrityItems({ head, work, integrity }: Overview, cells: number, glyphs: Glyphs): Item[] {
  const own = plainItems(integrityLines(work, cells, glyphs));
  const citing =
    integrity.classified === 0
      ? []
      : coverageItems(
          'Citing papers in this library',
          integrity,
          'integrity',
          cells,
          glyphs,
          ownDoor(head.work, 'integrity', integrity),
        );
  return [...own, ...citing];
}

/** What the sources printed, as printed, then what the library's own judgements come to; each over what. */
export function axisItems(overview: Overview, axis: CountedAxis, cells: number, glyphs: Glyphs): Item[] {
  const field = FIELD_OF[axis];
  const own = overview[field];
  const computed = axis === 'role' ? overview.computedRoles : null;
  const isComputed = computed !== null && computed.classified > 0;
  const hub = overview.head.work;
  const open = ownDoor(hub, axis, own, isComputed ? not(computedRole) : null);
  const items: Item[] = [];
  const print = (record: HubRecord, counts: readonly LabelCount[], where: string): void => {
    const classified = counts.reduce((sum, { count }) => sum + count, 0);
    // A source that does not say how many papers cite the work counts over what it classified.
    const coverage: Coverage = { counts: [...counts], classified, of: record.total ?? classified };
    const door: DoorOf = (label, count) => printedDoor(count, open(label, count));
    items.push(...coverageItems(`As printed by ${sourceWords(record)}${where}`, coverage, axis, cells, glyphs, door));
  };
  const summaryOf = (record: HubRecord): readonly LabelCount[] => (field === 'verdicts' ? [] : (record[field] ?? []));
  const filtersOf = (record: HubRecord): readonly LabelCount[] => record.facets?.[field] ?? [];
  for (const record of saying(overview.printed, (one) => summaryOf(one).length > 0 || filtersOf(one).length > 0)) {
    const [summary, filters] = [summaryOf(record), filtersOf(record)];
    if (summary.length > 0) print(record, summary, '');
    // The same figures stand in both places of a page.
    if (filters.length > 0 && JSON.stringify(filters) !== JSON.stringify(summary))
      print(record, filters, ', beside its filters');
  }
  if (own.classified > 0) items.push(...coverageItems('In this library', own, axis, cells, glyphs, open));
  else if (items.length > 0 || isComputed)
    items.push({
      lines: [[{ text: `In this library: none of ${countWords(own.of)} ${CLASSIFIED[axis]}`, style: 'muted' }]],
    });
  if (isComputed) {
    const door = ownDoor(hub, axis, computed, computedRole);
    items.push(...coverageItems('Besides, computed from citing sentences', computed, axis, cells, glyphs, door));
  }
  return items;
}

/** The longest bar, and the longest label. */
const BAR = 30;
const LABEL = 24;

/** What it takes to be counted on an axis. */
const CLASSIFIED: Readonly<Record<CountedAxis | 'integrity', string>> = {
  role: 'classified',
  polarity: 'classified',
  verdict: 'with a verdict',
  integrity: 'checked',
};

/** Counts of labels as bars, under what they are a share of. */
function coverageItems(
  whose: string,
  { counts, classified: some, of }: Coverage,
  axis: CountedAxis | 'integrity',
  cells: number,
  glyphs: Glyphs,
  doorOf: DoorOf,
): Item[] {
  const names = counts.map(({ label }) => truncate(displayText(labelWords(label)), LABEL));
  const wide = Math.max(0, ...names.map(width));
  const digits = Math.max(0, ...counts.map(({ count }) => countWords(count).length));
  const shares = counts.map(({ count }) => percent(count, some));
  const widest = Math.max(0, ...shares.map(width));
  const room = Math.max(8, Math.min(BAR, cells - wide - digits - 14));
  const row = ({ label, count }: LabelCount, index: number): Line => [
    { text: '  ' },
    { text: fit(names[index]!, wide), style: labelStyle(axis, label) },
    { text: `  ${countWords(count).padStart(digits)}  ${shares[index]!.padStart(widest)}  ` },
    { text: bar(count, some, room, glyphs), style: labelStyle(axis, label) },
  ];
  const covered = coverageWords(some, of);
  const words = covered.replace('classified', CLASSIFIED[axis]);
  const item = (lines: readonly Line[], door: Door | undefined): Item => ({
    lines,
    ...(door !== undefined && { door }),
  });
  return [
    item(wrapLine([{ text: `${whose}: ${words}`, style: 'muted' }], cells), doorOf(null, some)),
    ...counts.map((count, index) => item([row(count, index)], doorOf(count.label, count.count))),
  ];
}
