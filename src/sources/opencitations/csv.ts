/** Dumps of OpenCitations as CSV: the Index (who cites whom) and Meta (what it is). Columns are found by their names. */

import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';
import { splitId } from '../../hub/ids/identifier.js';
import type { Author, Id, WorkRecord } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';
import { figure, ROW_BYTES, ROW_COMMAS } from '../bounds.js';
import { type Decoded, problem, record, SourceError } from '../decoded.js';
import { type Input, lines } from '../input.js';
import { linesWith } from '../lines/lines-with.js';
import { plainLine } from '../markup/markup.js';
import { type DecodeOptions, newReading, pass, type Reading, type Source, type Wanted } from '../source.js';
import { line, partialDate } from '../values.js';
import { names } from './decode.js';

const OPENCITATIONS = 'opencitations';

/** Column names as the first line has them. */
export function columnsOf(head: string): string[] {
  const first = /^[^\r\n]*/u.exec(head)![0];
  try {
    return (parseWhole(first, { relax_quotes: true })[0] ?? []).map((name) => name.trim().toLowerCase());
  } catch {
    return [];
  }
}

function columns(head: string, ...wanted: string[]): boolean {
  // Most heads are no CSV; the names decide before anything is parsed.
  const first = /^[^\r\n]{1,2000}/u.exec(head)?.[0].toLowerCase() ?? '';
  if (!wanted.every((name) => first.includes(name))) return false;
  const found = columnsOf(head);
  return wanted.every((name) => found.includes(name));
}

export const opencitationsIndex: Source = {
  id: OPENCITATIONS,
  expects: 'a CSV file of OpenCitations (Index or Meta)',
  turn: 'citations',
  recognise: (head) => (columns(head, 'citing', 'cited') ? 'OpenCitations Index, CSV' : undefined),
  async *decode(input, options) {
    const reading = options.reading ?? newReading();
    const hubs = options.wanted && new Set(options.wanted.hubs.flat());
    const announced = new Set<Id>();
    for await (const row of options.wanted ? rowsOf(input, options.wanted, reading) : rows(input, reading)) {
      if ('problem' in row) yield row;
      else yield* decodeEdge(row, hubs, announced);
    }
  },
};

export const opencitationsMeta: Source = {
  id: OPENCITATIONS,
  expects: 'a CSV file of OpenCitations (Index or Meta)',
  turn: 'papers',
  recognise: (head) => (columns(head, 'id', 'title', 'author', 'pub_date') ? 'OpenCitations Meta, CSV' : undefined),
  decode: decodeMeta,
};

interface Row {
  place: string;
  cell(name: string): string;
}

/** All rows; what is no row is a problem. */
async function* rows(input: Input, reading: Reading): AsyncGenerator<Row | Extract<Decoded, { problem: unknown }>> {
  const problems: Decoded[] = [];
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: ROW_BYTES,
    on_skip: (error) => {
      problems.push(problem('a row', `no CSV: ${cleanLine(error?.message ?? '').slice(0, 200)}`));
      return undefined;
    },
  });
  // What goes wrong with the bytes ends the parser, and so the loop.
  pipeline(boundedLines(input, problems), parser, () => {});
  let at: Map<string, number> | undefined;
  for await (const { record: cells, info } of parser as AsyncIterable<Parsed>) {
    yield* problems.splice(0) as Extract<Decoded, { problem: unknown }>[];
    if (at === undefined) {
      at = places(cells.map((name) => name.trim().toLowerCase()));
      continue;
    }
    reading.lines += 1;
    yield rowOf(cells, at, `line ${info.lines}`);
  }
  yield* problems as Extract<Decoded, { problem: unknown }>[];
}

/** The lines that a row may have; for one that is too long a blank one, so that the others keep their numbers. */
async function* boundedLines(input: Input, problems: Decoded[]): AsyncGenerator<Buffer> {
  for await (const batch of lines(input.chunks, ROW_BYTES)) {
    const kept = batch.map(({ number, bytes }) => {
      const excess =
        bytes === null
          ? `longer than ${ROW_BYTES / 1e6} MB`
          : hasMoreThan(bytes, ROW_COMMAS)
            ? `of more than ${figure(ROW_COMMAS)} cells`
            : undefined;
      if (excess !== undefined) problems.push(problem(`line ${number}`, excess));
      return excess === undefined ? bytes! : Buffer.alloc(0);
    });
    yield Buffer.concat(kept.flatMap((bytes) => [bytes, LINE_END]));
  }
}

const LINE_END = Buffer.from('\n');

/** Whether a line has more commas than that. */
function hasMoreThan(bytes: Buffer, most: number): boolean {
  if (bytes.length <= most) return false;
  let commas = 0;
  for (const byte of bytes) if (byte === 44) commas += 1;
  return commas > most;
}

interface Parsed {
  record: string[];
  info: { lines: number };
}

function places(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, place) => [name, place]));
}

function rowOf(cells: readonly string[], at: ReadonlyMap<string, number>, place: string): Row {
  return { place, cell: (name) => cells[at.get(name) ?? -1] ?? '' };
}

/** The rows of the Index that name a hub. Its cells hold ids and dates: a row is a line. */
async function* rowsOf(input: Input, wanted: Wanted, reading: Reading): AsyncGenerator<Row> {
  const head = new TextDecoder().decode(input.head);
  const names = columnsOf(head);
  const schemes = schemesOf(head, names);
  const unknown = wanted.hubs.find((hub) => !hub.some((id) => schemes.some((scheme) => id.startsWith(scheme))));
  if (unknown !== undefined)
    throw new SourceError(
      `${input.name} names papers by ${schemes.map((scheme) => scheme.slice(0, -1).toUpperCase()).join(', ')}, and none of ${unknown[0]} is known; give one with --hub, or import OpenCitations Meta with the same --hub first.`,
    );
  const at = places(names);
  const needles = wanted.hubs
    .flat()
    .filter((id) => schemes.some((scheme) => id.startsWith(scheme)))
    .map((id) => splitId(id).value);
  for await (const batch of linesWith(input.chunks, needles, ROW_BYTES, reading)) {
    for (const { number, bytes } of batch) {
      if (number === 1) continue;
      if (bytes === null || hasMoreThan(bytes, ROW_COMMAS)) continue;
      const [cells] = parseWhole(bytes, { relax_quotes: true, relax_column_count: true }) as string[][];
      if (cells !== undefined) yield rowOf(cells, at, `line ${number}`);
    }
  }
}

/** What the first row names papers by. */
function schemesOf(head: string, names: readonly string[]): string[] {
  const second = /^[^\n]*\n([^\r\n]*)/u.exec(head)?.[1] ?? '';
  let cells: string[] = [];
  try {
    cells = (parseWhole(second, { relax_quotes: true, relax_column_count: true }) as string[][])[0] ?? [];
  } catch {}
  const found = idsOf(`${cells[names.indexOf('citing')] ?? ''} ${cells[names.indexOf('cited')] ?? ''}`);
  const schemes = [...new Set(found.map((id) => `${splitId(id).scheme}:`))];
  return schemes.length > 0 ? schemes : ['omid:', 'doi:'];
}

/** `br/06…` of newer dumps, `doi:10.…`, bare DOIs of older ones. */
function idsOf(cell: string): Id[] {
  return names(cell.replace(/(?<=^|\s)(?:meta:)?br\//gu, 'omid:br/'));
}

function* decodeEdge(row: Row, hubs: ReadonlySet<Id> | undefined, announced: Set<Id>): Generator<Decoded> {
  const citing = idsOf(row.cell('citing'));
  const cited = idsOf(row.cell('cited'));
  if (citing.length === 0 || cited.length === 0) {
    const [side, given] = citing.length === 0 ? ['citing', row.cell('citing')] : ['cited', row.cell('cited')];
    yield problem(row.place, `no id of a work in ${side} “${cleanLine(given).slice(0, 60)}”`);
    return;
  }
  const touches = (ids: readonly Id[]): boolean => hubs === undefined || ids.some((id) => hubs.has(id));
  if (!touches(citing) && !touches(cited)) return;
  if (citing.some((id) => cited.includes(id))) {
    yield problem(row.place, 'a work that cites itself');
    return;
  }
  // A citation is made when the citing work appears.
  const date = partialDate(row.cell('creation'));
  if (citing.length > 1 || date !== undefined)
    yield record({ type: 'work', ids: citing, ...(date === undefined ? {} : { date }) });
  if (cited.length > 1) yield record({ type: 'work', ids: cited });
  if (hubs !== undefined && touches(cited) && !announced.has(cited[0]!)) {
    announced.add(cited[0]!);
    yield record({ type: 'hub', work: cited[0]!, source: OPENCITATIONS });
  }
  yield record({ type: 'citation', citing: citing[0]!, cited: cited[0]! });
}

async function* decodeMeta(input: Input, options: DecodeOptions): AsyncGenerator<Decoded> {
  const { wanted, reading = newReading() } = options;
  for await (const row of rows(input, reading)) {
    if ('problem' in row) {
      yield row;
      continue;
    }
    const ids = idsOf(row.cell('id'));
    if (ids.length === 0)
      pass(reading, 'works without an identifier a library could keep (ISBN and ISSN name whole books and journals)');
    else if (wanted !== undefined && !ids.some(wanted.knows))
      pass(reading, 'papers that are neither in the library nor wanted');
    else yield record(workOf(row, ids));
  }
}

/** CSL types of Meta's. */
const KIND_OF_TYPE: Readonly<Record<string, string>> = {
  'journal article': 'article-journal',
  'proceedings article': 'paper-conference',
  'web content': 'webpage',
  preprint: 'article',
  book: 'book',
  monograph: 'book',
  'edited book': 'book',
  'reference book': 'book',
  proceedings: 'book',
  'book chapter': 'chapter',
  'book section': 'chapter',
  'book part': 'chapter',
  'reference entry': 'entry',
  dissertation: 'thesis',
  report: 'report',
  standard: 'standard',
  dataset: 'dataset',
  'data file': 'dataset',
  'peer review': 'review',
};

function workOf(row: Row, ids: Id[]): WorkRecord {
  const type = row.cell('type');
  const authors = authorsOf(row.cell('author'));
  const fields = {
    title: plainLine(row.cell('title')),
    authors: authors.length > 0 ? authors : undefined,
    date: partialDate(row.cell('pub_date')),
    venue: plainLine(unbracketed(row.cell('venue'))),
    kind: Object.hasOwn(KIND_OF_TYPE, type) ? KIND_OF_TYPE[type] : undefined,
    volume: line(row.cell('volume')),
    issue: line(row.cell('issue')),
    pages: line(row.cell('page')),
    publisher: plainLine(unbracketed(row.cell('publisher'))),
  };
  return {
    type: 'work',
    ids,
    ...(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<WorkRecord>),
  };
}

/** Names carry their ids in brackets: `Data Science [issn:2451-8484 omid:br/06170171200]`. */
function unbracketed(cell: string): string {
  return cell.replace(/\s*\[[^[\]]*\]\s*$/u, '');
}

/** `Peroni, Silvio [orcid:…]; [omid:ar/06…]; Some Group [omid:…]`: an agent may be nameless. */
function authorsOf(cell: string): Author[] {
  return cell.split(/;\s+/u).flatMap((given): Author[] => {
    const name = plainLine(unbracketed(given));
    if (name === undefined) return [];
    const [family = '', first = ''] = name.split(/,\s*/u, 2);
    if (family === '') return [];
    return [first === '' ? { name: family } : { name: `${first} ${family}`, family, given: first }];
  });
}
