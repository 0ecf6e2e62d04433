/** Dumps of OpenCitations as CSV: the Index (who cites whom) and Meta (what it is). Columns are found by their names. */

import { parse as parseWhole } from 'csv-parse/sync';
import { splitId } from '../../hub/ids/identifier.js';
import type { Author, Id, WorkRecord } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';
import { ROW_BYTES, ROW_COMMAS } from '../bounds.js';
import { type Decoded, problem, record, SourceError } from '../decoded.js';
import type { Input } from '../input.js';
import { columnsOf, hasMoreThan, placesOf, type Row, rowOf, rowsOf } from '../lines/csv-rows.js';
import { linesWith } from '../lines/lines-with.js';
import { plainLine } from '../markup/markup.js';
import { type DecodeOptions, newReading, pass, type Reading, type Source, type Wanted } from '../source.js';
import { line, partialDate } from '../values.js';
import { names } from './decode.js';

const OPENCITATIONS = 'opencitations';

function columns(head: string, ...wanted: string[]): boolean {
  // Most heads are no CSV; the names decide before anything is parsed.
  const first = /^[^\r\n]{1,2000}/u.exec(head)?.[0].toLowerCase() ?? '';
  if (!wanted.every((name) => first.includes(name))) return false;
  const found = columnsOf(head);
  return wanted.every((name) => found.includes(name));
}

export const opencitationsIndex: Source = {
  id: OPENCITATIONS,
  turn: 'citations',
  recognise: (head) => (columns(head, 'citing', 'cited') ? 'OpenCitations Index, CSV' : undefined),
  async *decode(input, options) {
    const reading = options.reading ?? newReading();
    const hubs = options.wanted && new Set(options.wanted.hubs.flat());
    const announced = new Set<Id>();
    for await (const row of options.wanted ? rowsNaming(input, options.wanted, reading) : rowsOf(input, reading)) {
      if ('problem' in row) yield row;
      else yield* decodeEdge(row, hubs, announced);
    }
  },
};

export const opencitationsMeta: Source = {
  id: OPENCITATIONS,
  turn: 'papers',
  recognise: (head) => (columns(head, 'id', 'title', 'author', 'pub_date') ? 'OpenCitations Meta, CSV' : undefined),
  decode: decodeMeta,
};

/** The rows of the Index that name a hub. Its cells hold ids and dates: a row is a line. */
async function* rowsNaming(input: Input, wanted: Wanted, reading: Reading): AsyncGenerator<Row> {
  const head = new TextDecoder().decode(input.head);
  const names = columnsOf(head);
  const schemes = schemesOf(head, names);
  const unknown = wanted.hubs.find((hub) => !hub.some((id) => schemes.some((scheme) => id.startsWith(scheme))));
  if (unknown !== undefined)
    throw new SourceError(
      `${input.name} names papers by ${schemes.map((scheme) => scheme.slice(0, -1).toUpperCase()).join(', ')}, and none of ${unknown[0]} is known; give one with --hub, or import OpenCitations Meta with the same --hub first.`,
    );
  const at = placesOf(names);
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
  for await (const row of rowsOf(input, reading)) {
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
