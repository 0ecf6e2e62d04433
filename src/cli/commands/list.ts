/** `pith-tui list`: the citing papers that match, in the order of the screen. */
import type { Screening } from '../../hub/decisions/decision.js';
import { showId } from '../../hub/ids/identifier.js';
import { baseWords, countWords } from '../../hub/share.js';
import type { Library } from '../../library/library.js';
import { ALL_WORKS, type View, type WorkNumber } from '../../library/model.js';
import { batches } from '../../library/read/batches.js';
import { details } from '../../library/read/details.js';
import { hubHead } from '../../library/read/hubs.js';
import type { Beside, Helping } from '../../library/read/printing/printing.js';
import { printedRows, rows } from '../../library/read/rows.js';
import { labelsOf } from '../../library/search/facets/facets.js';
import { runQuery } from '../../library/search/view.js';
import { printQuery } from '../../query/print.js';
import type { Query } from '../../query/query.js';
import { listWords } from '../../text/list-words.js';
import { countFlag, type Invocation } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { say } from '../output.js';
import { checkQuery, hubAsked, queryAsked, requiredPaper, sayForgiven } from '../paper.js';
import { cut } from '../plain.js';
import { type RowsOrder, threadsOn } from '../printing/threads.js';
import { furtherMembers, JSON_FIELDS, type JsonField, jsonFields } from '../row-format.js';
import { DECIDED_FIELDS, decidedFields, screeningAsked, screeningRead, UNDECIDED } from './decisions/decided.js';
import { printRows, type Rows } from './list/row-lines.js';

export async function list(invocation: Invocation): Promise<number> {
  const operands = requiredPaper(invocation);
  const limit = countFlag(invocation, 'limit') ?? Number.POSITIVE_INFINITY;
  checkQuery(operands.query);
  const fields = fieldsAsked(invocation);
  const library = await libraryFor(invocation);
  const query = queryAsked(library, operands.query);
  const hub = hubAsked(library, operands.paper, query, operands.query, invocation.named);
  // What opens the screen begins a review, and does so as well where it prints instead.
  const screening = (invocation.command.name === 'open' ? screeningAsked : screeningRead)(library, hub, invocation);
  const view = runQuery(library, hub, query, screening);
  const found = rowsOf(library, hub, view, limit);
  let further: ((work: WorkNumber) => string) | undefined;
  const more = (work: WorkNumber): string => {
    further ??= furtherFields(library, { hub, view, screening, fields });
    return further(work);
  };
  // What --fields adds may be long, and is not kept of many papers at a time.
  await printRows(fields.length > 0 ? eachOf(found) : found, invocation.switches, {
    more,
    labels: (field) => labelsOf(library, hub, field),
  });
  const papers = hub === ALL_WORKS ? 'papers' : 'citing papers';
  const { withheld } = view;
  if (withheld !== undefined)
    say(
      `pith-tui: sort:${query.sort!.key} is withheld, and the newest come first: ${baseWords(`${withheld.what} known`, withheld, papers)}${withheld.what === 'references' ? ', and at least half must be' : ''}.`,
    );
  sayForgiven(view);
  for (const base of view.bases()) say(`pith-tui: ${baseWords(`${base.what} known`, base, papers)}.`);
  if (view.total > 0) return EXIT.ok;
  say(nothingFound(library, hub, query));
  return EXIT.nothing;
}

interface Further {
  hub: WorkNumber;
  view: View;
  screening: Screening;
  fields: readonly JsonField[];
}

/** What the JSON of papers has beyond their rows, as further members: what was decided, by what they are ordered, the fields asked for. */
function furtherFields(library: Library, { hub, view, screening, fields }: Further): (work: WorkNumber) => string {
  const decided = decidedFields(library, screening);
  const { standing } = view;
  const undecided = furtherMembers(UNDECIDED);
  return (work) => {
    const said = decided(work);
    if (said === UNDECIDED && standing === undefined && fields.length === 0) return undecided;
    return furtherMembers({
      ...said,
      ...(standing !== undefined && { [standing.by === 'local' ? 'local' : 'pageRank']: standing.of(work) }),
      ...(fields.length > 0 && jsonFields(details(library, hub, work), fields)),
    });
  };
}

/** The further fields asked for with --fields. */
function fieldsAsked({ values, switches }: Invocation): JsonField[] {
  const given = values.get('fields')?.[0];
  if (given === undefined) return [];
  if (!switches.has('json') && !switches.has('jsonl'))
    throw new UserError('--fields belongs with --json or --jsonl; add one of them.');
  const names = given.split(',').map((word) => word.trim());
  return names.flatMap((name) => {
    if (name === '') return [];
    // These every row has.
    if (DECIDED_FIELDS.some((one) => one === name)) return [];
    const field = JSON_FIELDS.find((one) => one === name);
    if (field !== undefined) return [field];
    throw new UserError(
      `--fields can be ${listWords([...JSON_FIELDS, ...DECIDED_FIELDS], 'and')}, not ${cut(name, 40)}.`,
    );
  });
}

/** The sentence for an empty answer: no match, or no citing papers at all. */
export function nothingFound(library: Library, hub: WorkNumber, query: Query): string {
  if (hub === ALL_WORKS) return `pith-tui: None of the papers in the library matches ${cut(printQuery(query), 200)}.`;
  const head = hubHead(library, hub);
  const title = `"${cut(head.title, 80)}"`;
  if (head.citing === 0)
    return `pith-tui: No paper citing ${title} is in the library; to fetch some: pith-tui fetch ${showId(head.id)}`;
  const none = head.citing === 1 ? 'The only paper' : `None of the ${countWords(head.citing)} papers`;
  return `pith-tui: ${none} citing ${title} ${head.citing === 1 ? 'does not match' : 'matches'} ${cut(printQuery(query), 200)}.`;
}

function* eachOf<Item>(items: Iterable<Item>): Generator<Item> {
  yield* items;
}

/**
 * The rows of a view in its order.
 * @param help prints a part of them where there are many
 */
export function rowsOf(
  library: Library,
  hub: WorkNumber,
  view: View,
  limit: number,
  help: Helping<RowsOrder> = threadsOn(library),
): Rows {
  const total = Math.min(limit, view.total);
  return {
    *[Symbol.iterator]() {
      for (const { from, count } of batches(total)) yield* rows(library, hub, view.works(from, count));
    },
    printed(print, told) {
      const works = view.works(0, total);
      // What is printed for a terminal depends on it, and is printed faster than it is shown.
      if (told === undefined || process.stdout.isTTY) return printedRows(library, hub, works, print);
      const { order: form, beside } = told;
      const of: Beside['of'] = (some, places) => some.map((work, at) => beside?.(places[at]!, work));
      return printedRows(library, hub, works, print, () => help({ kind: 'rows', hub, form }, total, { of }));
    },
  };
}
