/** From the paper and the query as typed to what the library and the query language make of them. */
import { hasFormOfId, isAddress, parseId, showId } from '../hub/ids/identifier.js';
import { savedQueries } from '../library/decisions/lists.js';
import type { Library } from '../library/library.js';
import { ALL_WORKS, takenWords, type View, type WorkLine, type WorkNumber } from '../library/model.js';
import { details } from '../library/read/details.js';
import { workLines } from '../library/read/rows.js';
import { misspelt, whyUnanswerable } from '../library/search/answerable.js';
import { findWorks } from '../library/search/find.js';
import { leafOfHub } from '../query/needs-hub.js';
import { columnOf, parseQuery, type QueryError } from '../query/parse.js';
import type { Query } from '../query/query.js';
import { parseAsked, savedNames } from '../query/saved-names.js';
import { nearest } from '../query/suggest.js';
import { fieldOf, type Leaf } from '../query/tree.js';
import { displayText, width } from '../text/width.js';
import type { Invocation } from './arguments.js';
import { COMMAND_NAMES } from './commands.js';
import { EXIT, UserError } from './errors.js';
import { EVERYTHING, type Operands, paperAndQuery } from './operands.js';
import { say } from './output.js';
import { cut } from './plain.js';

/** The operands of a command that cannot do without a paper. */
export function requiredPaper(invocation: Invocation): Operands & { paper: string } {
  const { paper, query } = paperAndQuery(invocation.words);
  if (paper === null || paper === '')
    throw new UserError(
      `Say which paper: pith-tui ${invocation.command.name} PAPER${query === '' ? '' : ` ${query}`}, where PAPER is an id or words from a title (pith-tui hubs lists the hubs in the library).`,
    );
  return { paper, query };
}

/** @throws UserError with the query line and a mark under the problem. */
export function readQuery(line: string): Query {
  const parsed = parseQuery(line);
  if (parsed.ok) return parsed.query;
  throw new UserError(problemOf(line, parsed.error));
}

function problemOf(line: string, { message, column, suggestion }: QueryError): string {
  const hint = suggestion === undefined || message.includes(suggestion) ? '' : ` Did you mean ${suggestion}?`;
  const sentence = /[.?!]$/u.test(message) ? message : `${message}.`;
  return markedProblem(`${sentence}${hint}`, line, column);
}

/** Reads a query as far as that can be done without a library. @throws UserError as readQuery does */
export function checkQuery(line: string): void {
  const parsed = parseQuery(savedNames(line).rest);
  if (!parsed.ok) throw new UserError(problemOf(line, parsed.error));
}

/**
 * The query of a line in which @NAME stands for what is saved under that name; the line's own order comes first.
 * @throws UserError
 */
export function queryAsked(library: Library, line: string): Query {
  const saved = new Map([...savedQueries(library)].map(([name, { line: own }]) => [name, own]));
  const asked = parseAsked(line, saved);
  if (asked.ok) return asked.query;
  throw new UserError(problemOf(line, asked.error), 'notSaved' in asked ? EXIT.nothing : EXIT.trouble);
}

/** @throws UserError for a label that means nothing in any hub, with a mark where the line says it. */
export function wellSpelt(library: Library, query: Query, line: string): void {
  const why = misspelt(library, query);
  if (why !== null) throw new UserError(marked(why.message, line, why.about));
}

/**
 * The hub a query is over, or ALL_WORKS.
 * @param line what the query was read from
 * @throws UserError for a query that the library cannot answer over it
 */
export function hubAsked(library: Library, paper: string, query: Query, line: string, named: boolean): WorkNumber {
  const hub = paper === EVERYTHING ? everything(query, line) : onePaper(library, paper, named);
  answerable(library, hub, query, line);
  return hub;
}

/** @throws UserError for a query that the library cannot answer over this hub, with a mark where it says so. */
export function answerable(library: Library, hub: WorkNumber, query: Query, line: string): void {
  const why = whyUnanswerable(library, hub, query);
  if (why === null) return;
  // A label that means nothing is a mistake in the query, the rest is what the library does not know.
  const code = why.about.kind === 'label' ? EXIT.trouble : EXIT.nothing;
  throw new UserError(marked(why.message, line, why.about), code);
}

/** With a mark under the condition, but where it is part of a saved query, which stands in no line that was typed. */
function marked(message: string, line: string, about: Leaf): string {
  const column = columnOf(savedNames(line).rest, about);
  return column === undefined ? message : markedProblem(message, line, column);
}

/** @throws UserError where the query asks how papers cite a hub, and there is none */
function everything(query: Query, line: string): WorkNumber {
  const about = leafOfHub(query.where);
  if (about === null) return ALL_WORKS;
  const message = `${fieldOf(about)}: asks how papers cite a hub; name one instead of ${EVERYTHING}, or leave it out.`;
  throw new UserError(marked(message, line, about));
}

/** A sentence over a line as it was typed, with a mark under the problem. @param column 1-based */
export function markedProblem(message: string, line: string, column: number): string {
  const before = displayText(line.slice(0, column - 1));
  return `${message} (column ${column})\n  ${displayText(line)}\n  ${' '.repeat(width(before))}^`;
}

/** Cells of a title in a line, and how many of them stay where the line is to be narrow. */
const TITLE = 90;
const SHORTEST_TITLE = 16;
const AUTHOR = 30;

/**
 * A work on one line for messages: title, first author, year, id.
 * @param wide cells it has: the title is cut for them, then author and year left out; without it a title is as long as a message takes
 */
export function workLine(work: WorkLine, wide?: number): string {
  const [first] = work.authors;
  const name = first === undefined ? '' : wide === Number.POSITIVE_INFINITY ? displayText(first) : cut(first, AUTHOR);
  const by = first === undefined ? '' : `, ${name}${work.authors.length > 1 ? ' et al.' : ''}`;
  const year = work.date === '' ? '' : `, ${work.date.slice(0, 4)}`;
  const id = ` (${displayText(showId(work.id))})`;
  if (wide === undefined) return cut(work.title, TITLE) + by + year + id;
  const rest = [by + year, year, ''].find((some) => width(some + id) <= wide - SHORTEST_TITLE) ?? '';
  return cut(cut(work.title, Math.max(SHORTEST_TITLE, wide - width(rest + id))) + rest + id, wide);
}

/** Cells of a line of a message behind these: on a terminal its own, elsewhere as many as it takes. */
const roomBehind = (before: string): number | undefined =>
  process.stderr.isTTY ? (process.stderr.columns || 80) - before.length : undefined;

const choice = (work: WorkLine, before: string): string => before + workLine(work, roomBehind(before));

/** A work of the library on two lines: as workLine, and its ids. */
export function workWithIds(library: Library, work: WorkNumber): [line: string, ids: string] {
  const ids = details(library, null, work).ids.map((id) => displayText(showId(id)));
  return [workLine(workLines(library, [work])[0]!), ids.join(' · ')];
}

export type Found = { kind: 'one'; work: WorkNumber } | { kind: 'several'; works: WorkLine[]; misspelt: boolean };

/** @throws UserError where all papers are named in the place of one */
export function wantsOne(paper: string): void {
  if (paper === EVERYTHING)
    throw new UserError(
      'A colon stands for all papers of the library, which only the screen, list, export and decide take; name one paper instead.',
    );
}

/** @throws UserError (exit code 1) naming the nearest titles and what to do, where no paper is meant. */
export function findPaper(library: Library, text: string, named: boolean): Found {
  wantsOne(text);
  const found = findWorks(library, text);
  if (found.kind !== 'none') return found;
  const shown = cut(text, 100);
  const id = parseId(text);
  if (id === null && isAddress(text))
    throw new UserError(
      `${shown} is the address of no paper that can be told from it; give an id, such as an arXiv number or a DOI, or words from the title.`,
      EXIT.nothing,
    );
  if (id === null && hasFormOfId(text))
    throw new UserError(
      `${shown} has the form of an id, but no paper here has it and no kind of id is written so; check it, or give words from the title.`,
      EXIT.nothing,
    );
  const misspelt = named || id !== null ? undefined : misspeltCommand(text);
  if (misspelt !== undefined)
    throw new UserError(
      `There is no command ${text.split(' ')[0]}, and no paper here is called "${shown}"; did you mean pith-tui ${misspelt}?`,
    );
  const near =
    found.nearest.length === 0
      ? ''
      : `; the nearest ${found.nearest.length === 1 ? 'title is' : 'titles are'}\n${found.nearest.map((work) => choice(work, '  ')).join('\n')}\n`;
  const missing = id === null ? `No paper in the library is called "${shown}"` : `${showId(id)} is not in the library`;
  const how = id === null ? 'pith-tui fetch ID, or pith-tui import FILE' : `pith-tui fetch ${shown}`;
  throw new UserError(
    near === ''
      ? `${missing}; to bring in its citing papers: ${how}`
      : `${missing}${near}To bring in its citing papers: ${how}`,
    EXIT.nothing,
  );
}

/** The one paper meant, without a screen to choose on. */
export function onePaper(library: Library, text: string, named: boolean): WorkNumber {
  const found = findPaper(library, text, named);
  if (found.kind === 'one') return found.work;
  const called = found.misspelt
    ? `No paper is called "${cut(text, 100)}"; the nearest titles are these, choose one by its id:`
    : `Several papers are called "${cut(text, 100)}"; choose one by its id:`;
  throw new UserError(
    `${called}\n${found.works.map((work, at) => choice(work, `  ${at + 1}. `)).join('\n')}`,
    EXIT.nothing,
  );
}

/** Says of an answer that words were forgiven typing errors for it, so that nobody takes it for what was typed. */
export function sayForgiven(view: Pick<View, 'fuzzy' | 'total' | 'forgiven'>): void {
  if (!view.fuzzy || view.total === 0) return;
  const forgiven = view.forgiven();
  const taken = takenWords(forgiven);
  const words = taken === '' ? '' : ` (${taken})`;
  // The shell takes one pair of quotes away.
  const example = forgiven[0] === undefined ? '' : `, as in '"${forgiven[0].word}"',`;
  say(
    `pith-tui: Few papers have these words as typed, so papers with similar words are among them${words}; a word in quotes inside the query${example} is taken as it is.`,
  );
}

function misspeltCommand(text: string): string | undefined {
  const first = text.split(' ')[0]!;
  return /^[a-z]{3,}$/u.test(first) ? nearest(first, COMMAND_NAMES) : undefined;
}
