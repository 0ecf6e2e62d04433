/** Decisions out of the tables and lists people have: exports of Rayyan, ASReview, Covidence and Zotero, and tables of one's own. */
import type { Status } from '../../hub/decisions/decision.js';
import { cleanLine } from '../../hub/text.js';
import { figure, MOST_ENTRIES } from '../bounds.js';
import { type Problem, SourceError } from '../decoded.js';
import { type Input, openInput, wholeBytes } from '../input.js';
import { columnsOf, type Row, rowsOf } from '../lines/csv-rows.js';
import { isRis, readRis, risWork } from '../lists/tagged/ris.js';
import { decodeText } from '../markup/text.js';
import { newReading } from '../source.js';
import { distinct, identifier } from '../values.js';
import { LABEL_COLUMNS, labelSaid, markSaid } from './asreview.js';
import type { DecidedPaper, Entry, Said } from './decided.js';
import { columnSaid, listSaid, partsOf, STATUS_COLUMNS, statusOfFile, tagsSaid } from './lists.js';
import { rayyanSaid } from './rayyan.js';

export interface DecidedTable {
  /** What wrote it, for people: `Rayyan, CSV`. */
  format: string;
  papers: DecidedPaper[];
  problems: Problem[];
}

const EXPECTED =
  'expected a table (CSV) or RIS of Rayyan, ASReview, Covidence or Zotero, or a table with a column title or doi and a column status';

/**
 * Reads a table of decisions whole.
 * @param as what was decided about all papers in it, whatever else it says
 * @throws SourceError for what cannot be read, is no such table, or says no decision
 */
export async function readDecisions(path: string, as?: Status): Promise<DecidedTable> {
  const input = await openInput(path);
  try {
    const head = new TextDecoder().decode(input.head).replace(/^\ufeff/u, '');
    const status = as ?? statusOfFile(input.fileName);
    const table = isRis(head) ? await risTable(input, status) : await csvTable(input, head, status);
    if (!table.papers.some(({ votes, tags, notes }) => votes.length + tags.length + notes.length > 0))
      throw new SourceError(
        `${input.name} (${table.format}) says no decision; if it is a list of papers that were all decided alike, say how with --as included, excluded, maybe or later.`,
      );
    return table;
  } finally {
    input.close();
  }
}

/** Which program a table is of, by its columns; the first that fits. */
const PROGRAMS: readonly (readonly [name: string, has: (columns: readonly string[], head: string) => boolean])[] = [
  ['Rayyan', (columns, head) => columns.includes('notes') && /RAYYAN-|\brayyan-\d/u.test(head)],
  ['Covidence', (columns) => columns.includes('covidence #')],
  ['Zotero', (columns) => columns.includes('manual tags')],
  ['ASReview', (columns) => LABEL_COLUMNS.some((name) => columns.includes(name))],
  ['a table with decisions', (columns) => STATUS_COLUMNS.some((name) => columns.includes(name))],
];

const TITLES = ['title', 'primary_title', 'article title', 'document title'];
const YEARS = ['year', 'published year', 'publication year', 'publication_year', 'date'];
const IDS: readonly (readonly [column: string, prefix: string])[] = [
  ['doi', 'doi:'],
  ['arxiv', 'arxiv:'],
  ['arxiv_id', 'arxiv:'],
  ['pubmed_id', 'pmid:'],
  ['pmid', 'pmid:'],
  ['pmc_id', 'pmcid:'],
  ['pmcid', 'pmcid:'],
  ['openalex_id', ''],
  ['accession number', ''],
  ['url', ''],
  ['id', ''],
];

async function csvTable(input: Input, head: string, status: Status | undefined): Promise<DecidedTable> {
  const delimiter = delimiterOf(head);
  const columns = columnsOf(head, delimiter);
  const names = [...TITLES, ...IDS.map(([column]) => column)];
  const program = PROGRAMS.find(([, has]) => has(columns, head))?.[0];
  if (!names.some((name) => columns.includes(name)) || (program === undefined && status === undefined))
    throw new SourceError(`${input.name} is no table of decisions; ${EXPECTED}.`);
  if (program === 'Covidence' && status === undefined)
    throw new SourceError(
      `${input.name} is a list of Covidence, which tells only by its first name (review_…_included_….csv) what was decided; add --as included or --as excluded.`,
    );
  const table: DecidedTable = { format: `${program ?? 'a table'}, CSV`, papers: [], problems: [] };
  for await (const row of rowsOf(input, newReading(), delimiter)) {
    if ('problem' in row) table.problems.push(row.problem);
    else take(table, input.name, paperOfRow(row, columns, status));
  }
  return table;
}

/** What parts the cells of the first line most often. */
function delimiterOf(head: string): string {
  const [first = ''] = head.split(/\r?\n/u, 1);
  const count = (sign: string): number => first.split(sign).length;
  return ['\t', ';'].find((sign) => count(sign) > count(',')) ?? ',';
}

function paperOfRow(row: Row, columns: readonly string[], status: Status | undefined): DecidedPaper {
  const entry: Entry = {
    cell: (name) => row.cell(name),
    notes: ['notes', 'note'].map((name) => row.cell(name)).filter((text) => text.trim() !== ''),
    words: partsOf(row.cell('manual tags')),
  };
  const first = (names: readonly string[]): string => names.map(row.cell).find((text) => text.trim() !== '') ?? '';
  const title = cleanLine(first(TITLES));
  const year = yearIn(first(YEARS));
  return {
    place: row.place,
    ids: distinct(IDS.map(([column, prefix]) => identifier(prefix, row.cell(column)))),
    ...(title !== '' && { title }),
    ...(year !== undefined && { year }),
    ...saidInRow(entry, columns, status),
  };
}

function saidInRow(entry: Entry, columns: readonly string[], status: Status | undefined): Said {
  if (status !== undefined) return listSaid(entry, status);
  return rayyanSaid(entry) ?? labelSaid(entry, columns) ?? columnSaid(entry, columns) ?? tagsSaid(entry);
}

async function risTable(input: Input, status: Status | undefined): Promise<DecidedTable> {
  const table: DecidedTable = { format: 'RIS', papers: [], problems: [] };
  for (const record of readRis(decodeText(await wholeBytes(input)))) {
    const place = `line ${record.line}`;
    if (record.excess !== undefined) table.problems.push({ place, message: record.excess });
    const notes = record.tags.get('N1') ?? [];
    const entry: Entry = { cell: () => '', notes, words: record.tags.get('KW') ?? [] };
    // Keywords are the authors' as a rule: they decide, and are no tags of the reader's.
    const said =
      status !== undefined
        ? listSaid(entry, status)
        : (rayyanSaid(entry) ?? markSaid(entry) ?? { ...tagsSaid(entry), tags: [] });
    const work = risWork(record);
    if (work === undefined) table.problems.push({ place, message: 'neither an id nor a title in words' });
    else {
      const { ids, title, date } = work;
      take(table, input.name, {
        place,
        ids,
        ...(title !== undefined && { title }),
        ...(date !== undefined && { year: Number(date.slice(0, 4)) }),
        ...said,
      });
    }
  }
  return table;
}

function take(table: DecidedTable, name: string, paper: DecidedPaper): void {
  if (table.papers.length === MOST_ENTRIES)
    throw new SourceError(
      `${name} holds more than the ${figure(MOST_ENTRIES)} rows that are read of one table; split it.`,
    );
  if (paper.ids.length === 0 && paper.title === undefined)
    table.problems.push({ place: paper.place, message: 'neither an id nor a title' });
  else table.papers.push(paper);
}

function yearIn(text: string): number | undefined {
  const year = /\b(1[5-9]\d\d|20\d\d)\b/u.exec(text)?.[1];
  return year === undefined ? undefined : Number(year);
}
