/**
 * The overview of a hub, for the screen and for `pith-tui show`: the sections of a hub page, in its order, printed figures as
 * printed and computed ones with their coverage.
 */
import { showId } from '../../hub/identifier.js';
import type { HubRecord, LabelCount } from '../../hub/record.js';
import { completenessWords, countWords, coverageWords, NOT_INDEXED, percent, tierOfHub } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import type { CoCited, Coverage, Overview, Row } from '../../library/model.js';
import { bar } from '../../text/bar.js';
import { fit, truncate } from '../../text/fit.js';
import { type Line, type Span, wrapLine } from '../../text/spans.js';
import { type Glyphs, labelStyle, noveltyStyle } from '../../text/theme.js';
import { displayParagraphs, displayText, width } from '../../text/width.js';
import { integrityLines } from './integrity.js';
import { printedLines, saying, sourceWords } from './printed.js';
import { reviewParts } from './reviews.js';

interface Section {
  title: string;
  body: readonly Line[];
  /** What is said where the body is empty. */
  nothing: string;
}

/** Lines of at most `cells` cells each. */
export function overviewLines(overview: Overview, cells: number, glyphs: Glyphs): Line[] {
  const indented = (lines: readonly Line[]): Line[] => lines.map((line) => [{ text: '  ' }, ...line]);
  return [
    ...headLines(overview, cells, glyphs),
    ...sections(overview, cells - 2, glyphs).flatMap(({ title, body, nothing }): Line[] => [
      [],
      [{ text: title, style: 'heading' }],
      ...indented(body.length > 0 ? body : [[{ text: nothing, style: 'muted' }]]),
    ]),
  ];
}

function headLines({ head, work }: Overview, cells: number, { bullet }: Glyphs): Line[] {
  const tier = tierOfHub(head);
  const named = [tier?.name, head.class].filter((part) => part !== undefined);
  const counted = tier?.isCounted ? ' (counted from this library)' : '';
  const lines: Line[] = [
    [
      { text: displayText(named.join(` ${bullet} `)), style: 'accent' },
      { text: counted, style: 'muted' },
    ],
    [{ text: displayText(head.title), style: 'title' }],
    [{ text: displayText(head.sentence ?? '') }],
    [{ text: `Citing papers: ${completenessWords(head.citing, head.total, head.listedTwice)}` }],
    [{ text: head.headline === undefined ? '' : headlineWords(head.headline) }],
    ...(work.retracted ? [[{ text: 'RETRACTED', style: 'error' as const }]] : []),
    [{ text: displayText(work.ids.map(showId).join(` ${bullet} `)), style: 'muted' }],
  ];
  return lines.flatMap((line) => wrapLine(line, cells));
}

function headlineWords({ label, percent: printed }: NonNullable<Overview['head']['headline']>): string {
  return `As printed: ${displayText(labelWords(label))} ${printed}% of classified citations`;
}

function sections(overview: Overview, cells: number, glyphs: Glyphs): Section[] {
  const { work, claims, coCited, representative } = overview;
  const printed = printedLines(overview.printed, cells, glyphs);
  const paragraphs = (title: string, text: string | undefined): Section => ({
    title,
    body: wrapLine([{ text: displayParagraphs(text ?? '') }], cells),
    nothing: NOT_INDEXED,
  });
  return [
    paragraphs('Abstract', work.abstract),
    ...(work.abstract === undefined && work.summary !== undefined ? [paragraphs('Summary', work.summary)] : []),
    { title: 'Citation roles', body: axisLines(overview, 'role', cells, glyphs), nothing: NOT_INDEXED },
    { title: 'Citation polarities', body: axisLines(overview, 'polarity', cells, glyphs), nothing: NOT_INDEXED },
    { title: 'Verdicts', body: axisLines(overview, 'verdict', cells, glyphs), nothing: NOT_INDEXED },
    ...integritySection(overview, cells, glyphs),
    {
      title: 'Claims ledger',
      body: claims.flatMap((claim) => claimLines(claim, cells, glyphs)),
      nothing: NOT_INDEXED,
    },
    ...reviewParts(work.reviews, cells, glyphs, (text) => [{ text }]).map(
      ([heading, ...body]): Section => ({
        title: heading!.map(({ text }) => text).join(''),
        body,
        nothing: NOT_INDEXED,
      }),
    ),
    {
      title: 'Authors',
      body: authorLines(overview, cells),
      nothing: NOT_INDEXED,
    },
    {
      title: 'Co-cited works',
      body: coCitedLines(coCited, cells, glyphs),
      nothing: 'none: the library holds nothing else that these papers cite',
    },
    {
      title: 'Representative citing papers',
      body: representative.flatMap((row) => representativeLines(row, cells, glyphs)),
      nothing: 'none',
    },
    {
      title: 'Citing papers per year',
      body: yearLines(overview, cells, glyphs),
      nothing: 'no citing paper has a date',
    },
    ...(printed.length === 0 ? [] : [{ title: 'Also printed', body: printed, nothing: '' }]),
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
function integritySection({ work, integrity }: Overview, cells: number, glyphs: Glyphs): Section[] {
  const own = integrityLines(work, cells, glyphs);
  const citing =
    integrity.classified === 0
      ? []
      : coverageLines('Citing papers in this library', integrity, 'integrity', cells, glyphs);
  const body = [...own, ...citing];
  return body.length === 0 ? [] : [{ title: 'Integrity', body, nothing: NOT_INDEXED }];
}

function authorLines({ work }: Overview, cells: number): Line[] {
  const { authors, authorSet = [], authorCount } = work;
  const known = authors.length > 0 ? authors : authorSet;
  if (known.length === 0) return [];
  const more = authorCount > known.length ? ` and ${countWords(authorCount - known.length)} more` : '';
  const order =
    authors.length === 0 && known.length > 1 ? [{ text: ' (in no known order)', style: 'muted' as const }] : [];
  return wrapLine([{ text: `${known.map(({ name }) => displayText(name)).join(', ')}${more}` }, ...order], cells);
}

/** What the sources printed, as printed, then what the library's own judgements come to; each over what. */
function axisLines(overview: Overview, axis: CountedAxis, cells: number, glyphs: Glyphs): Line[] {
  const field = FIELD_OF[axis];
  const lines: Line[] = [];
  const print = (record: HubRecord, counts: readonly LabelCount[], where: string): void => {
    const classified = counts.reduce((sum, { count }) => sum + count, 0);
    // A source that does not say how many papers cite the work counts over what it classified.
    const coverage: Coverage = { counts: [...counts], classified, of: record.total ?? classified };
    lines.push(...coverageLines(`As printed by ${sourceWords(record)}${where}`, coverage, axis, cells, glyphs));
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
  const own = overview[field];
  if (own.classified > 0) lines.push(...coverageLines('In this library', own, axis, cells, glyphs));
  else if (lines.length > 0)
    lines.push([{ text: `In this library: none of ${countWords(own.of)} ${CLASSIFIED[axis]}`, style: 'muted' }]);
  return lines;
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
function coverageLines(
  whose: string,
  { counts, classified, of }: Coverage,
  axis: CountedAxis | 'integrity',
  cells: number,
  glyphs: Glyphs,
): Line[] {
  const names = counts.map(({ label }) => truncate(displayText(labelWords(label)), LABEL));
  const wide = Math.max(0, ...names.map(width));
  const digits = Math.max(0, ...counts.map(({ count }) => countWords(count).length));
  const room = Math.max(8, Math.min(BAR, cells - wide - digits - 14));
  const row = ({ label, count }: LabelCount, index: number): Line => [
    { text: '  ' },
    { text: fit(names[index]!, wide), style: labelStyle(axis, label) },
    { text: `  ${countWords(count).padStart(digits)}  ` },
    { text: bar(count, classified, room, glyphs), style: labelStyle(axis, label) },
    { text: `  ${percent(count, classified)}` },
  ];
  const covered = coverageWords(classified, of);
  const words = covered.replace('classified', CLASSIFIED[axis]);
  return [...wrapLine([{ text: `${whose}: ${words}`, style: 'muted' }], cells), ...counts.map(row)];
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

function coCitedLines(works: readonly CoCited[], cells: number, { bullet }: Glyphs): Line[] {
  const digits = Math.max(0, ...works.map(({ shared }) => countWords(shared).length));
  return works.flatMap((work) => {
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
  });
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
function yearLines({ head, perYear, undated, printed }: Overview, cells: number, glyphs: Glyphs): Line[] {
  const [record] = saying(printed, ({ facets }) => facets?.years !== undefined);
  const theirs = new Map((record?.facets?.years ?? []).map(({ label, count }) => [label, count]));
  const ours = new Map(perYear.map(({ year, count }) => [String(year), count]));
  const most = Math.max(1, ...ours.values());
  const digits = countWords(Math.max(most, ...theirs.values())).length;
  const room = Math.max(8, Math.min(2 * BAR, cells - 2 * digits - 10));
  const number = (of: ReadonlyMap<string, number>, year: string): string =>
    (of.has(year) ? countWords(of.get(year)!) : glyphs.dash).padStart(digits);
  const years = [...new Set([...theirs.keys(), ...ours.keys()])].sort();
  const lines = years.map(
    (year): Line => [
      { text: `${displayText(year)}  ` },
      { text: record === undefined ? '' : `${number(theirs, year)}  `, style: 'muted' },
      { text: `${number(ours, year)}  ` },
      { text: bar(ours.get(year) ?? 0, most, room, glyphs).trimEnd(), style: 'accent' },
    ],
  );
  const notes: string[] = [];
  if (undated > 0) notes.push(`${countWords(undated)} without a date`);
  const own = Number(head.date.slice(0, 4));
  const older = perYear.reduce((sum, { year, count }) => (own > 0 && year < own ? sum + count : sum), 0);
  if (older > 0) notes.push(`${countWords(older)} older than this paper, which later versions cite`);
  const above = record === undefined ? [] : [`First as printed by ${sourceWords(record)}, then in this library`];
  const told = (text: string): Line[] => wrapLine([{ text, style: 'muted' }], cells);
  return [...above.flatMap(told), ...lines, ...notes.flatMap(told)];
}
