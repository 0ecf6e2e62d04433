/** The list of citing papers: one line a paper, columns as the width allows. */
import { familyName } from '../../hub/name.js';
import { countWords } from '../../hub/share.js';
import { lettersFor, POLARITIES, ROLES, VERDICTS } from '../../hub/vocabulary.js';
import { matchRanges } from '../../library/derived/tokens.js';
import type { FacetField, HubHead, News, Row, View } from '../../library/model.js';
import type { SortKey } from '../../query/query.js';
import { type Column, layout, type Placed } from '../../text/columns.js';
import { ELLIPSIS, fit, fitAround, truncate } from '../../text/fit.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { fitLine, highlight, type Line, linked, type Range, type Span } from '../../text/spans.js';
import { labelStyle, noveltyStyle, type StyleName, type Theme } from '../../text/theme.js';
import { displayText, width } from '../../text/width.js';
import { HIDDEN, type Hidden, isTitleHidden } from '../blind.js';
import { aimed } from '../mouse/target.js';
import type { Decided } from '../services/decision-services.js';
import { isIndexed } from '../state/explorer.js';
import { decisionMark, EXTRAS, extraMarks } from './decided.js';
import { addressOf } from './title.js';

type ColumnId =
  | 'mark'
  | 'alert'
  | 'role'
  | 'polarity'
  | 'verdict'
  | 'novelty'
  | 'influential'
  | 'date'
  | 'standing'
  | 'title'
  | 'opens'
  | 'author';

interface ListColumn extends Column<ColumnId> {
  name: string;
  sort?: SortKey;
  /** It has something only where one of these has. */
  facets?: readonly FacetField[];
  /** In a list narrower than this, titles need its cells more. */
  from?: number;
  /** What it is called where its name has no room. */
  short?: string;
}

/** Cells of a year with an arrow beside its name, and of a month. */
const YEAR = 5;
const MONTH = 7;

/** What was judged stays the longest; what also stands in the details goes first: what opens, the author, then the date. */
const COLUMNS: readonly ListColumn[] = [
  { id: 'mark', name: '', min: 3, want: 3, priority: 20 },
  { id: 'alert', name: '!', facets: ['integrity', 'retracted'], min: 1, want: 1, priority: 19 },
  { id: 'role', name: 'Role', facets: ['role'], min: 4, want: 4, priority: 18 },
  { id: 'polarity', name: 'Pol', facets: ['polarity'], min: 3, want: 3, priority: 13 },
  { id: 'verdict', name: 'V', facets: ['verdict'], min: 1, want: 1, priority: 15 },
  { id: 'novelty', name: 'Nov', facets: ['novelty'], sort: 'novelty', min: 4, want: 4, priority: 16 },
  { id: 'influential', name: '★', facets: ['influential'], min: 1, want: 1, priority: 15 },
  { id: 'date', name: 'Date', sort: 'date', min: YEAR, want: MONTH, from: 50, priority: 12 },
  { id: 'standing', name: '', min: 7, want: 8, priority: 16 },
  { id: 'title', name: 'Title', sort: 'title', min: 14, want: 38, grow: 4, priority: 30 },
  { id: 'opens', name: '', min: 1, want: 1, from: 60, priority: 10 },
  { id: 'author', name: 'First author', short: 'Author', min: 8, want: 12, max: 24, grow: 1, from: 60, priority: 11 },
];

/** Of a view what the columns follow from. */
type Shown = Pick<View, 'facets' | 'order' | 'standing'>;

/** What a list is drawn with beside its papers. */
export interface ListLook {
  hub: HubHead;
  /** Whether any paper has been decided on, starred, tagged or noted: until then there is no room for it. */
  begun: boolean;
  hidden: Hidden;
  cells: number;
  theme: Theme;
}

/** In a list narrower than this, stars, notes and tags share a cell. */
const EXTRAS_FROM = 70;
const extrasWide = (cells: number): number => (cells < EXTRAS_FROM ? 1 : EXTRAS.length);

/** Cells of the marks before a row: the cursor, the selection, the decision and what is beside it, the reader's own, the news. */
function marksWide({ hub, begun, cells }: ListLook): number {
  // Without an update there is no news to be marked, without bibliographies nothing is the reader's own.
  return 2 + (begun ? 1 + extrasWide(cells) : 0) + Number(hub.owning === true) + Number(hub.updatedAt !== undefined);
}

/** The columns that fit; one in which no paper of the hub has anything would only take room. The last cell parts them from the wall. */
export function listColumns({ facets, standing }: Shown, look: ListLook): readonly Placed<ColumnId>[] {
  const indexed = new Set(facets.filter(isIndexed).map(({ field }) => field));
  const wanted = COLUMNS.filter(
    (column) =>
      (column.from ?? 0) <= look.cells &&
      (column.id === 'standing'
        ? standing !== undefined
        : column.id === 'opens'
          ? look.hub.opening === true
          : (column.facets?.some((field) => indexed.has(field)) ?? true)),
  );
  const marks = marksWide(look);
  const placedWith = (date: number): readonly Placed<ColumnId>[] =>
    layout(
      wanted.map((column) => {
        if (column.id === 'mark') return { ...column, min: marks, want: marks };
        return column.id === 'date' ? { ...column, want: date } : column;
      }),
      look.cells - 1,
      1,
    );
  const placed = placedWith(look.hub.months === true ? MONTH : YEAR);
  // More than a year and less than a month shows nothing more.
  const isBetween = placed.some(({ id, width: cells }) => id === 'date' && cells > YEAR && cells < MONTH);
  return isBetween ? placedWith(YEAR) : placed;
}

function nameOf({ id, width: cells }: Placed<ColumnId>, { standing }: Shown, { glyphs }: Theme): string {
  if (id === 'influential') return glyphs.influential;
  if (id === 'standing') return standing?.by === 'local' ? 'Local' : 'PgRank';
  const { name, short } = COLUMNS.find((column) => column.id === id)!;
  return short !== undefined && width(name) > cells ? short : name;
}

/** Numbers of one column stand with their ends below each other. */
const isNumber = (id: ColumnId): boolean => id === 'novelty' || id === 'standing';

/** The line of column names, with an arrow on the one that sorts. */
export function listHeader(view: Shown, columns: readonly Placed<ColumnId>[], { theme, cells }: ListLook): Line {
  const spans: Span[] = [];
  for (const placed of columns) {
    const column = COLUMNS.find((entry) => entry.id === placed.id);
    if (spans.length > 0) spans.push({ text: ' ' });
    const { order } = view;
    const sorts = column?.sort === order.key || placed.id === 'standing';
    const arrow = sorts ? (order.descending ? theme.glyphs.down : theme.glyphs.up) : '';
    const name = `${nameOf(placed, view, theme)}${arrow}`;
    const head: Span = {
      text: fit(name, placed.width, isNumber(placed.id) ? 'right' : 'left'),
      style: sorts ? 'accent' : 'muted',
    };
    const sort = column?.sort ?? (placed.id === 'standing' ? order.key : undefined);
    spans.push(...(sort === undefined ? [head] : aimed([head], { does: { on: 'column', sort } })));
  }
  return fitLine(spans, cells);
}

export interface RowMarks {
  selected: boolean;
  /** The row is part of a range being chosen. */
  ranged: boolean;
  cursor: boolean;
  decided: Decided;
}

/** One paper; `terms` are the words searched for, marked in title and author. */
export function listRow(
  row: Row,
  marks: RowMarks,
  terms: readonly string[],
  view: Shown,
  columns: readonly Placed<ColumnId>[],
  look: ListLook,
): Line {
  const spans: Span[] = [];
  for (const { id, width: cells } of columns) {
    if (spans.length > 0) spans.push({ text: ' ' });
    if (id === 'mark') spans.push(...rowMarks(row, marks, look));
    else if (id === 'standing') spans.push(standingOf(row, view, look.hidden, cells));
    else if (id === 'opens' && look.hidden.includes('citations')) spans.push({ text: fit('', cells) });
    else if (
      (id === 'author' && look.hidden.includes('authors')) ||
      (id === 'title' && isTitleHidden(row, look.hidden))
    )
      spans.push({ text: fit(HIDDEN, cells), style: 'muted' });
    else {
      const shown = cell(id, row, marks, terms, cells, look.theme);
      spans.push(...(id === 'title' ? linked(shown, addressOf(row.id, look.hidden)) : shown));
    }
  }
  return fitLine(spans, look.cells);
}

function rowMarks(row: Row, marks: RowMarks, look: ListLook): Span[] {
  const { glyphs } = look.theme;
  return [
    { text: marks.cursor ? glyphs.cursor : ' ', style: 'accent' },
    { text: marks.selected ? glyphs.selected : marks.ranged ? glyphs.ranged : ' ', style: 'selected' },
    ...(look.begun
      ? [decisionMark(marks.decided.decision?.status, glyphs), extraMarks(marks.decided, extrasWide(look.cells))]
      : []),
    // The reader has it already.
    ...(look.hub.owning === true ? [{ text: row.mine ? '=' : ' ', style: 'ok' } as const] : []),
    ...(look.hub.updatedAt === undefined ? [] : [newsMark(row.news)]),
  ];
}

/** Citations by the hub's other papers, or PageRank among them: all together have 100%. */
function standingOf({ work }: Row, { standing }: Shown, hidden: Hidden, cells: number): Span {
  if (hidden.includes('citations')) return { text: fit(HIDDEN, cells, 'right'), style: 'muted' };
  const number = standing?.of(work) ?? 0;
  const text = standing?.by === 'local' ? countWords(number) : `${(number * 100).toPrecision(2)}%`;
  return { text: fit(text, cells, 'right'), style: 'accent' };
}

function cell(
  id: Exclude<ColumnId, 'mark' | 'standing'>,
  row: Row,
  marks: RowMarks,
  terms: readonly string[],
  cells: number,
  { glyphs }: Theme,
): Span[] {
  switch (id) {
    case 'alert':
      return [alertMark(row, glyphs)];
    case 'role':
      return letters('role', row.roles, cells);
    case 'polarity':
      return letters('polarity', row.polarities, cells);
    case 'verdict':
      return letters('verdict', row.verdict === undefined ? [] : [row.verdict], cells);
    case 'novelty':
      return row.novelty === undefined
        ? [{ text: fit('', cells) }]
        : [{ text: fit(row.novelty.toFixed(1), cells, 'right'), style: noveltyStyle(row.novelty) }];
    case 'influential':
      return [{ text: row.influential ? glyphs.influential : ' ', style: 'accent' }];
    case 'date':
      // The year, and the month where there is room for it.
      return [{ text: fit(row.date.slice(0, cells < MONTH ? 4 : 7), cells), style: 'muted' }];
    case 'title':
      // What is out stands back behind what is still to be decided.
      return matched(
        displayText(row.title),
        terms,
        cells,
        marks.decided.decision?.status === 'excluded' ? 'muted' : undefined,
      );
    case 'opens':
      return [{ text: row.citing > 0 ? glyphs.opens : ' ', style: 'muted' }];
    case 'author': {
      // Who is the first of them nobody knows.
      if (row.firstAuthor === '' && row.authorCount > 1)
        return matched(`${row.authorCount} authors`, [], cells, 'muted');
      const name = displayText(familyName(row.firstAuthor));
      const more = row.authorCount > 1 ? ` +${row.authorCount - 1}` : '';
      // Without how many come after it, a name would be that of a single author.
      const text = `${truncate(name, Math.max(1, cells - more.length))}${more}`;
      return matched(text, terms, cells, 'muted');
    }
  }
}

/** The text in so many cells, the first of the words searched for in sight, and all of them marked. */
function matched(text: string, terms: readonly string[], cells: number, style?: StyleName): Span[] {
  const ranges = matchRanges(text, terms);
  const [first] = ranges;
  if (first === undefined) return [{ text: fit(text, cells), style }];
  const cut = fitAround(text, cells, ...first);
  const shown = ranges
    .filter(([from, to]) => from < cut.to && to > cut.from)
    .map(
      ([from, to]): Range => [Math.max(from, cut.from) - cut.from + cut.at, Math.min(to, cut.to) - cut.from + cut.at],
    );
  return highlight(cut.text, shown, 'match', style);
}

/** What labels are known of each kind that is shown by letters; those of polarities are small, beside the capitals of roles. */
const LETTERED = { role: ROLES, polarity: POLARITIES, verdict: VERDICTS } as const;

/** Labels as the letters of their menus, in their colours; nothing where nobody judged. */
function letters(axis: keyof typeof LETTERED, labels: readonly string[], cells: number): Span[] {
  if (labels.length === 0) return [{ text: fit('', cells) }];
  const named = lettersFor(labels, LETTERED[axis]);
  const shown = labels.length > cells ? labels.slice(0, cells - 1) : labels;
  const spans: Span[] = shown.map((label) => {
    const letter = named.get(label) ?? '?';
    return { text: axis === 'polarity' ? letter : letter.toUpperCase(), style: labelStyle(axis, label) };
  });
  if (shown.length < labels.length) spans.push({ text: ELLIPSIS, style: 'muted' });
  const used = spans.reduce((sum, span) => sum + width(span.text), 0);
  if (used < cells) spans.push({ text: ' '.repeat(cells - used) });
  return spans;
}

/** Retracted, or with a critical finding about its references or text. */
export function alertMark({ retracted, integrity }: Pick<Row, 'retracted' | 'integrity'>, glyphs: Glyphs): Span {
  if (retracted) return { text: glyphs.retracted, style: 'error' };
  return integrity === 'critical' ? { text: '!', style: 'error' } : { text: ' ' };
}

/** `+` new, `~` changed, `-` gone, as `pith-tui update` writes them. */
export function newsMark(news: News | undefined): Span {
  switch (news) {
    case undefined:
      return { text: ' ' };
    case 'new':
      return { text: '+', style: 'ok' };
    case 'changed':
      return { text: '~', style: 'warning' };
    case 'gone':
      return { text: '-', style: 'error' };
  }
}
