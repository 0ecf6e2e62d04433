/** `pith-tui list`: the citing papers that match, in the order of the screen. */
import { showId } from '../../hub/identifier.js';
import { countWords } from '../../hub/share.js';
import { cleanLine } from '../../hub/text.js';
import { labelWords, lettersFor, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import type { Library } from '../../library/library.js';
import type { FacetField, Row, View, WorkNumber } from '../../library/model.js';
import { details } from '../../library/read/details.js';
import { hubHead } from '../../library/read/hubs.js';
import { rows } from '../../library/read/rows.js';
import { runQuery } from '../../library/search/view.js';
import { printQuery } from '../../query/print.js';
import type { Query } from '../../query/query.js';
import { listWords } from '../../text/list-words.js';
import { displayText, width } from '../../text/width.js';
import { countFlag, type Invocation } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { print, say } from '../output.js';
import { onePaper, readQuery, requiredPaper } from '../paper.js';
import { cell, cut, plainWidth } from '../plain.js';
import {
  JSON_FIELDS,
  type JsonField,
  jsonArray,
  jsonFields,
  jsonRow,
  TSV_COLUMNS,
  tsvLine,
  tsvRow,
} from '../row-format.js';

export async function list(invocation: Invocation): Promise<number> {
  const operands = requiredPaper(invocation);
  const limit = countFlag(invocation, 'limit') ?? Number.POSITIVE_INFINITY;
  const query = readQuery(operands.query);
  const fields = fieldsAsked(invocation);
  const library = await libraryFor(invocation);
  const hub = onePaper(library, operands.paper, invocation.named);
  const view = runQuery(library, hub, query);
  const found = eachRow(library, hub, view, limit);
  const { switches } = invocation;
  const object = (row: Row): unknown => ({
    ...jsonRow(row),
    ...(fields.length > 0 && jsonFields(details(library, hub, row.work), fields)),
  });
  if (switches.has('json')) await print(jsonArray(mapped(found, object)));
  else if (switches.has('jsonl')) await print(mapped(found, (row) => `${JSON.stringify(object(row))}\n`));
  else if (switches.has('tsv')) await print(tsvLines(found));
  else await print(plainLines(found, view));
  if (view.total > 0) return EXIT.ok;
  say(nothingFound(library, hub, query));
  return EXIT.nothing;
}

/** The further fields asked for with --fields. */
function fieldsAsked({ values, switches }: Invocation): JsonField[] {
  const given = values.get('fields')?.[0];
  if (given === undefined) return [];
  if (!switches.has('json') && !switches.has('jsonl'))
    throw new UserError('--fields belongs with --json or --jsonl; add one of them.');
  return given.split(',').map((word) => {
    const name = word.trim();
    const field = JSON_FIELDS.find((one) => one === name);
    if (field !== undefined) return field;
    throw new UserError(`--fields can be ${listWords(JSON_FIELDS, 'and')}, not ${cut(name, 40)}.`);
  });
}

/** The sentence for an empty answer: no match, or no citing papers at all. */
export function nothingFound(library: Library, hub: WorkNumber, query: Query): string {
  const head = hubHead(library, hub);
  const title = `"${cut(head.title, 80)}"`;
  if (head.citing === 0)
    return `pith-tui: No paper citing ${title} is in the library; to fetch some: pith-tui fetch ${showId(head.id)}`;
  return `pith-tui: None of the ${countWords(head.citing)} papers citing ${title} matches ${cut(printQuery(query), 200)}.`;
}

const AT_ONCE = 500;

/** The rows of a view in its order, fetched some hundred at a time. */
export function* eachRow(library: Library, hub: WorkNumber, view: View, limit: number): Generator<Row> {
  const total = Math.min(limit, view.total);
  for (let from = 0; from < total; from += AT_ONCE)
    yield* rows(library, hub, view.works(from, Math.min(AT_ONCE, total - from)));
}

function* mapped<From, To>(items: Iterable<From>, change: (item: From) => To): Generator<To> {
  for (const item of items) yield change(item);
}

function* tsvLines(found: Iterable<Row>): Generator<string> {
  yield tsvLine(TSV_COLUMNS);
  for (const row of found) yield tsvRow(row);
}

const NARROWEST_TITLE = 30;
const WIDEST_ID = 32;

/** Who the first author is, or how many there are of whom nobody knows the first. */
function firstAuthor({ firstAuthor: name, authorCount }: Row): string {
  if (name !== '') return name;
  return authorCount > 1 ? `${authorCount} authors` : '-';
}

/** One aligned line a paper. The widths follow from the first rows, so that a long answer streams. */
function* plainLines(found: Iterable<Row>, view: View): Generator<string> {
  const labels = (field: FacetField): string[] =>
    view.facets.find((facet) => facet.field === field)?.values.map((value) => value.label) ?? [];
  const roleLetters = lettersFor(labels('role'), ROLES);
  const polarityLetters = lettersFor(labels('polarity'), POLARITIES);
  const letters = (set: readonly string[], known: Map<string, string>): string =>
    set.length === 0 ? '-' : set.map((label) => known.get(label) ?? '?').join('');
  let head: Row[] = [];
  let widths: { title: number; verdict: number; author: number; role: number } | undefined;
  const layout = (): { title: number; verdict: number; author: number; role: number } => {
    const most = (cells: (row: Row) => number, cap: number): number => Math.min(cap, Math.max(1, ...head.map(cells)));
    const role = most((row) => row.roles.length, 5);
    const verdict = most((row) => width(row.verdict ?? '-'), 12);
    const author = most((row) => width(displayText(firstAuthor(row))), 20);
    const id = most((row) => width(displayText(showId(row.id))), WIDEST_ID);
    const fixed = role + 2 + 3 + 2 + verdict + 2 + 4 + 2 + 4 + 2 + 2 + author + 2 + id;
    return { role, verdict, author, title: Math.max(NARROWEST_TITLE, plainWidth() - fixed) };
  };
  const line = (row: Row): string => {
    const at = widths!;
    return `${[
      cell(letters(row.roles, roleLetters).toUpperCase(), at.role),
      cell(letters(row.polarities, polarityLetters), 3),
      cell(row.verdict === undefined ? '-' : labelWords(row.verdict), at.verdict),
      cell(row.novelty === undefined ? '-' : row.novelty.toFixed(1), 4),
      cell(row.year === undefined ? '-' : String(row.year), 4),
      cell(row.title, at.title),
      cell(firstAuthor(row), at.author),
      // Whole where another program may read it.
      process.stdout.isTTY ? cut(showId(row.id), WIDEST_ID) : displayText(cleanLine(showId(row.id))),
    ].join('  ')}\n`;
  };
  for (const row of found) {
    if (widths !== undefined) {
      yield line(row);
      continue;
    }
    head.push(row);
    if (head.length < AT_ONCE) continue;
    widths = layout();
    for (const first of head) yield line(first);
    head = [];
  }
  if (widths !== undefined) return;
  widths = layout();
  for (const first of head) yield line(first);
}
