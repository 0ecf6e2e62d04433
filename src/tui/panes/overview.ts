/**
 * The overview of a hub, for the screen and for `pith-tui show`: the sections of a hub page, in its order, printed figures as
 * printed and computed ones with their coverage.
 */

import { showId } from '../../hub/identifier.js';
import { furtherNames } from '../../hub/name.js';
import type { HubRecord, LabelCount } from '../../hub/record.js';
import { completenessWords, countWords, coverageWords, percent, tierOfHub } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import type { CoCited, Coverage, Overview, Row, WorkNumber } from '../../library/model.js';
import { beforeYear, citing, classified, inYear, labelled, undated } from '../../query/terms.js';
import { bar } from '../../text/bar.js';
import { fit, truncate } from '../../text/fit.js';
import { listWords } from '../../text/list-words.js';
import { type Line, type Span, wrapLine } from '../../text/spans.js';
import { type Glyphs, labelStyle, noveltyStyle } from '../../text/theme.js';
import { displayParagraphs, displayText, width } from '../../text/width.js';
import { type Door, type Item, papers, plainItems, type Section, type SheetAsk } from '../sheets/sheet.js';
import { integrityLines } from './integrity.js';
import { printedLines, saying, sourceWords } from './printed.js';
import { reviewParts } from './reviews.js';

interface Part extends Section {
  /** What is not known where it has no line. */
  lacks: string;
}

/** A line at the end of a section that leads on to more of the same. */
export interface Lead {
  after: string;
  words: string;
  ask: SheetAsk;
}

/** Lines of at most `cells` cells each, for people who read them in a pipe. */
export function overviewLines(overview: Overview, cells: number, glyphs: Glyphs): Line[] {
  const fetches = `pith-tui fetch ${showId(overview.head.id)} asks the services`;
  return overviewSections(overview, cells - 2, glyphs, fetches).flatMap(({ title, items }): Line[] => {
    const lines = items.flatMap((item) => item.lines);
    if (title === '') return lines;
    return [[], [{ text: title, style: 'heading' }], ...lines.map((line): Line => [{ text: '  ' }, ...line])];
  });
}

/**
 * The sections of a hub page, each line with what it opens; those of which nothing is known in one line together.
 * @param fetches says how more is found out
 * @param leads the sheets that lines at the end of sections lead to
 */
export function overviewSections(
  overview: Overview,
  cells: number,
  glyphs: Glyphs,
  fetches: string,
  leads: readonly Lead[] = [],
): Section[] {
  const all = sections(overview, cells, glyphs);
  const lacking = all.filter(({ items }) => items.length === 0).map(({ lacks }) => lacks);
  const unknown = `Not known here: ${listWords(lacking, 'and')}; ${fetches}.`;
  return [
    { title: '', items: headItems(overview, cells, glyphs) },
    ...all
      .filter(({ items }) => items.length > 0)
      .map(({ title, items }) => {
        const on = leads
          .filter(({ after }) => after === title)
          .map(({ words, ask }): Item => {
            return { lines: [[{ text: words, style: 'muted' }]], door: { opens: 'sheet', ask } };
          });
        return { title, items: [...items, ...on] };
      }),
    ...(lacking.length === 0
      ? []
      : [
          {
            title: '',
            items: [{ lines: [[], ...wrapLine([{ text: unknown, style: 'muted' as const }], cells)] }],
          },
        ]),
  ];
}

function headItems({ head, work }: Overview, cells: number, { bullet }: Glyphs): Item[] {
  const tier = tierOfHub(head);
  const named = [tier?.name, head.class].filter((part) => part !== undefined);
  const counted = tier?.isCounted ? ' (counted from this library)' : '';
  const said = (line: Line): Item[] => plainItems(wrapLine(line, cells));
  const whole = [{ text: `Citing papers: ${completenessWords(head.citing, head.total, head.listedTwice)}` }];
  return [
    ...said([
      { text: displayText(named.join(` ${bullet} `)), style: 'accent' },
      { text: counted, style: 'muted' },
    ]),
    ...said([{ text: displayText(head.title), style: 'title' }]),
    ...said([{ text: displayText(head.sentence ?? '') }]),
    { lines: wrapLine(whole, cells), door: papers(head.work, null, head.citing) },
    ...(head.headline === undefined
      ? []
      : [{ lines: wrapLine([{ text: headlineWords(head.headline) }], cells), door: AS_PRINTED }]),
    ...(work.retracted ? said([{ text: 'RETRACTED', style: 'error' as const }]) : []),
    ...said([{ text: displayText(work.ids.map(showId).join(` ${bullet} `)), style: 'muted' }]),
  ];
}

const AS_PRINTED: Door = {
  opens: 'nothing',
  why: 'This share is as the source printed it; which papers it counted is not known here.',
};

/** What a printed number opens: the papers, where as many are known here; never a list of another size. */
function printedDoor(count: number, own: Door | undefined): Door {
  const here = own?.opens === 'papers' ? own.count : 0;
  if (own !== undefined && here === count) return own;
  return {
    opens: 'nothing',
    why: `The source counted ${countWords(count)} and does not say which; this library has ${countWords(here)} of them.`,
  };
}

function headlineWords({ label, percent: printed }: NonNullable<Overview['head']['headline']>): string {
  return `As printed: ${displayText(labelWords(label))} ${printed}% of classified citations`;
}

function sections(overview: Overview, cells: number, glyphs: Glyphs): Part[] {
  const { head, work, claims, coCited, representative } = overview;
  const { work: hub } = head;
  const printed = printedLines(overview.printed, cells, glyphs);
  const paragraphs = (title: string, text: string | undefined): Part => ({
    title,
    items: plainItems(wrapLine([{ text: displayParagraphs(text ?? '') }], cells)),
    lacks: title.toLowerCase(),
  });
  return [
    paragraphs('Abstract', work.abstract),
    ...(work.abstract === undefined && work.summary !== undefined ? [paragraphs('Summary', work.summary)] : []),
    { title: 'Citation roles', items: axisItems(overview, 'role', cells, glyphs), lacks: 'roles' },
    { title: 'Citation polarities', items: axisItems(overview, 'polarity', cells, glyphs), lacks: 'polarities' },
    { title: 'Verdicts', items: axisItems(overview, 'verdict', cells, glyphs), lacks: 'verdicts' },
    ...integritySection(overview, cells, glyphs),
    {
      title: 'Claims ledger',
      items: claims.map((claim) => ({
        lines: claimLines(claim, cells, glyphs),
        door: { opens: 'sheet', ask: { sheet: 'claims', work: hub } },
      })),
      lacks: 'claims',
    },
    ...reviewParts(work.reviews, cells, glyphs, (text) => [{ text }]).map(
      ([heading, ...body]): Part => ({
        title: heading!.map(({ text }) => text).join(''),
        items: plainItems(body),
        lacks: 'review',
      }),
    ),
    {
      title: 'Authors',
      items: authorLines(overview, cells).map((line) => ({
        lines: [line],
        door: { opens: 'sheet', ask: { sheet: 'authors', work: hub } },
      })),
      lacks: 'authors',
    },
    {
      title: 'Co-cited works',
      items: coCited.map((work) => ({
        lines: coCitedLines(work, coCited, cells, glyphs),
        door: papers(hub, citing(work.id), work.shared),
        work: work.work,
      })),
      lacks: 'co-cited works',
    },
    {
      title: 'Representative citing papers',
      items: representative.map((row) => ({
        lines: representativeLines(row, cells, glyphs),
        door: { opens: 'paper', hub, paper: row.work },
        work: row.work,
      })),
      lacks: 'representative citing papers',
    },
    {
      title: 'Citing papers per year',
      items: yearItems(overview, cells, glyphs),
      lacks: 'dates of citing papers',
    },
    ...(printed.length === 0 ? [] : [{ title: 'Also printed', items: plainItems(printed), lacks: '' }]),
  ];
}

/** A paragraph whose lines after the first stand two cells further in. */
function hanging(line: Line, cells: number): Line[] {
  return wrapLine(line, cells - 2).map((part, index): Line => (index === 0 ? part : [{ text: '  ' }, ...part]));
}

type CountedAxis = 'role' | 'polarity' | 'verdict';
const FIELD_OF = { role: 'roles', polarity: 'polarities', verdict: 'verdicts' } as const satisfies Record<
  CountedAxis,
  string
>;

/** Checks of the hub itself, and what others found of its citing papers; nothing where nobody checked any of them. */
function integritySection({ head, work, integrity }: Overview, cells: number, glyphs: Glyphs): Part[] {
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
  const items = [...own, ...citing];
  return items.length === 0 ? [] : [{ title: 'Integrity', items, lacks: 'integrity' }];
}

function authorLines({ work }: Overview, cells: number): Line[] {
  const { authors, authorSet = [], authorCount } = work;
  const known = authors.length > 0 ? authors : authorSet;
  if (known.length === 0) return [];
  const more = furtherNames(authorCount, known.length);
  const order =
    authors.length === 0 && known.length > 1 ? [{ text: ' (in no known order)', style: 'muted' as const }] : [];
  return wrapLine([{ text: `${known.map(({ name }) => displayText(name)).join(', ')}${more}` }, ...order], cells);
}

/** What the sources printed, as printed, then what the library's own judgements come to; each over what. */
function axisItems(overview: Overview, axis: CountedAxis, cells: number, glyphs: Glyphs): Item[] {
  const field = FIELD_OF[axis];
  const own = overview[field];
  const open = ownDoor(overview.head.work, axis, own);
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
  else if (items.length > 0)
    items.push({
      lines: [[{ text: `In this library: none of ${countWords(own.of)} ${CLASSIFIED[axis]}`, style: 'muted' }]],
    });
  return items;
}

/** What a label's number opens; null: the number of all that are classified. */
type DoorOf = (label: string | null, count: number) => Door | undefined;

/** The library's own papers of each label; nothing for a label that none has. */
function ownDoor(hub: WorkNumber, axis: CountedAxis | 'integrity', own: Coverage): DoorOf {
  const counts = new Map(own.counts.map(({ label, count }) => [label, count]));
  return (label) => {
    if (label === null) return papers(hub, classified(axis), own.classified);
    const count = counts.get(label);
    return count === undefined ? undefined : papers(hub, labelled(axis, label), count);
  };
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
  const room = Math.max(8, Math.min(BAR, cells - wide - digits - 14));
  const row = ({ label, count }: LabelCount, index: number): Line => [
    { text: '  ' },
    { text: fit(names[index]!, wide), style: labelStyle(axis, label) },
    { text: `  ${countWords(count).padStart(digits)}  ` },
    { text: bar(count, some, room, glyphs), style: labelStyle(axis, label) },
    { text: `  ${percent(count, some)}` },
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

function claimLines(claim: Overview['claims'][number], cells: number, { bullet }: Glyphs): Line[] {
  const said = [claim.status, claim.attestation].filter((part) => part !== undefined).map(labelWords);
  return hanging(
    [
      {
        text: `${claim.number === undefined ? bullet : `C${claim.number}`} ${displayText(labelWords(claim.kind))}`,
        style: 'accent',
      },
      { text: said.length > 0 ? ` (${displayText(said.join(', '))})` : '', style: 'muted' },
      { text: `: ${displayText(claim.text)}` },
    ],
    cells,
  );
}

function coCitedLines(work: CoCited, all: readonly CoCited[], cells: number, { bullet }: Glyphs): Line[] {
  const digits = Math.max(0, ...all.map(({ shared }) => countWords(shared).length));
  const [first, ...others] = work.authors;
  const by = first === undefined ? undefined : `${first}${others.length > 0 ? ' et al.' : ''}`;
  const facts = [by, work.date.slice(0, 4), showId(work.id)].filter((part) => part !== undefined && part !== '');
  return hanging(
    [
      { text: `${countWords(work.shared).padStart(digits)} shared`, style: 'accent' },
      { text: `  ${displayText(work.title)}` },
      { text: ` ${bullet} ${displayText(facts.join(` ${bullet} `))}`, style: 'muted' },
    ],
    cells,
  );
}

function representativeLines(row: Row, cells: number, { bullet }: Glyphs): Line[] {
  const facts: Span[] = [
    { text: row.category ?? '' },
    { text: row.date },
    { text: row.verdict === undefined ? '' : labelWords(row.verdict) },
    row.novelty === undefined
      ? { text: '' }
      : { text: `novelty ${row.novelty.toFixed(1)}`, style: noveltyStyle(row.novelty) },
    { text: row.refs === undefined || row.refs === 1 ? '' : `cited in ${row.refs} places` },
    // A name made up from the title says nothing beside the title.
    { text: row.id.startsWith('key:') ? '' : showId(row.id) },
  ];
  const shown = facts
    .filter(({ text }) => text !== '')
    .flatMap(({ text, style }, index): Span[] => [
      { text: index === 0 ? '' : ` ${bullet} `, style: 'muted' },
      { text: displayText(text), style: style ?? 'muted' },
    ]);
  return [
    ...wrapLine([{ text: displayText(row.title) }], cells),
    ...wrapLine(shown, cells - 2).map((line): Line => [{ text: '  ' }, ...line]),
  ];
}

/** Papers a year: those of the library as bars, and before them how many a source counts where one does. */
function yearItems({ head, perYear, undated: dateless, printed }: Overview, cells: number, glyphs: Glyphs): Item[] {
  const [record] = saying(printed, ({ facets }) => facets?.years !== undefined);
  const theirs = new Map((record?.facets?.years ?? []).map(({ label, count }) => [label, count]));
  const ours = new Map(perYear.map(({ year, count }) => [String(year), count]));
  const most = Math.max(1, ...ours.values());
  const digits = countWords(Math.max(most, ...theirs.values())).length;
  const room = Math.max(8, Math.min(2 * BAR, cells - 2 * digits - 10));
  const number = (of: ReadonlyMap<string, number>, year: string): string =>
    (of.has(year) ? countWords(of.get(year)!) : glyphs.dash).padStart(digits);
  const years = [...new Set([...theirs.keys(), ...ours.keys()])].sort();
  const { work: hub } = head;
  const rows = years.map((year): Item => {
    const line: Line = [
      { text: `${displayText(year)}  ` },
      { text: record === undefined ? '' : `${number(theirs, year)}  `, style: 'muted' },
      { text: `${number(ours, year)}  ` },
      { text: bar(ours.get(year) ?? 0, most, room, glyphs).trimEnd(), style: 'accent' },
    ];
    const own = ours.get(year);
    const door = own === undefined ? printedDoor(theirs.get(year)!, undefined) : papers(hub, inYear(Number(year)), own);
    return { lines: [line], door };
  });
  const own = Number(head.date.slice(0, 4));
  const older = perYear.reduce((sum, { year, count }) => (own > 0 && year < own ? sum + count : sum), 0);
  const above = record === undefined ? [] : [`First as printed by ${sourceWords(record)}, then in this library`];
  const told = (text: string): Line[] => wrapLine([{ text, style: 'muted' }], cells);
  const notes: Item[] = [];
  if (dateless > 0)
    notes.push({ lines: told(`${countWords(dateless)} without a date`), door: papers(hub, undated, dateless) });
  if (older > 0)
    notes.push({
      lines: told(`${countWords(older)} older than this paper, which later versions cite`),
      door: papers(hub, beforeYear(own), older),
    });
  return [...plainItems(above.flatMap(told)), ...rows, ...notes];
}
