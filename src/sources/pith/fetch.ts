/** A hub from Pith: its record, the whole list of who cites it, its page, what was found in it, and the reviews the list lacks. */
import type { HubLibraryRecord, Id } from '../../hub/record.js';
import type { Client } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { askedBy, type FetchOptions, type Page, page, readCursor } from '../page.js';
import type { Json } from '../values.js';
import { BY_ARXIV, STEPS, type Step, TOOL_STEPS } from './fetch-steps.js';
import { callTool, isSession, openSession, type Session } from './mcp.js';
import type { Found } from './requests.js';
import { citingIn, queueReviews } from './reviewed.js';

const SERVICE = 'pith';

/** How far a hub has been read. Each step is one question, so that none is put twice however often it is broken off. */
export interface Cursor {
  of: typeof SERVICE;
  hub: Id;
  uuid?: string;
  arxiv?: string;
  /** What is left to do, in order. */
  steps: Step[];
  /** arXiv ids of papers whose verdict or novelty is still to be asked for. */
  reviews: string[];
  /** Those of which both are known, or were asked for; nobody, once the list is whole and nobody is to come. */
  told: string[];
  /** The list came whole; else it is gathered from pages and neighbours. */
  whole?: true;
  /** The page of the explorer read last. */
  explorer?: number;
  total?: number;
  rows: number;
  /** The neighbours have been asked for. */
  around?: true;
  /** The whole list did not come, and is asked for at the end. */
  putOff?: true;
  /** Something is known of the hub. */
  found?: true;
  session?: Session;
}

/**
 * By a Pith work id: its record first. By an arXiv id: the paper's page, and its review and neighbours, which may name the work.
 * What of it is missing is noted; nothing at all is an error.
 */
export async function* fetchPithCitations(client: Client, id: Id, options: FetchOptions = {}): AsyncGenerator<Page> {
  const { max = Infinity, reviewed, signal } = options;
  let at = options.cursor === undefined ? begin(id) : goOn(options.cursor);
  let first: FetchError | undefined;
  const notes: string[] = [];
  const seen = new Set<Id>([...at.told, ...at.reviews].map((value) => `arxiv:${value}`));
  while (at.steps.length > 0) {
    const [step, ...steps] = at.steps as [Step, ...Step[]];
    const next: Cursor = { ...at, steps };
    const tool = async (name: string, input: Json): Promise<Json> => {
      next.session ??= await openSession(client, signal);
      return callTool(client, next.session, name, input, signal);
    };
    let found: Found;
    try {
      found = await STEPS[step]({ client, tool, at: next, max, signal });
    } catch (error) {
      if (error instanceof FetchError) first ??= error;
      found = { records: [], note: missing(error, step, at, next, first) };
    }
    // A step may say more of a paper another has named, so only those beyond the most wanted are left out.
    const records = upTo(found.records, max - next.rows, seen);
    const fresh = citingIn(records).filter((citing) => !seen.has(citing));
    next.rows += fresh.length;
    for (const citing of fresh) seen.add(citing);
    if (records.length > 0) next.found = true;
    const isList = step === 'citers' || (step !== 'reviews' && next.whole === undefined);
    queueReviews(next, records, isList, reviewed);
    if (next.whole === true) next.told = [];
    if (next.reviews.length > 0 && !next.steps.includes('reviews')) insertReviews(next);
    if (next.rows >= max) next.steps = next.steps.filter((left) => left === 'reviews');
    else if (EXPLORED.includes(step) && fresh.length > 0) exploreOn(next);
    at = next;
    if (found.note !== undefined) notes.push(found.note);
    // Where nothing is known yet there is nothing to keep.
    if (at.found === undefined && at.steps.length > 0) continue;
    const note = notes.length === 0 ? undefined : notes.splice(0).join(' ');
    const { problems = [] } = found;
    const cursor = at.steps.length === 0 ? null : at;
    yield page({ records, cursor, total: at.total, note, problems, reviewsLeft: at.reviews.length });
  }
}

/** Reviews come last, but for what the service failed at. */
function insertReviews(at: Cursor): void {
  const end = at.steps.length - (at.putOff === true && at.steps.at(-1) === 'citers' ? 1 : 0);
  at.steps = [...at.steps.slice(0, end), 'reviews', ...at.steps.slice(end)];
}

const EXPLORED: readonly Step[] = ['page', 'explorer'];

/** The next page of the explorer, where the list has to be gathered from them and is not whole. */
function exploreOn(at: Cursor): void {
  if (at.whole === true || at.rows >= (at.total ?? 0)) return;
  at.explorer = (at.explorer ?? 1) + 1;
  at.steps = ['explorer', ...at.steps];
}

function begin(id: Id): Cursor {
  const { scheme, value } = askedBy(SERVICE, id);
  const start = { of: SERVICE, hub: id, reviews: [], told: [], rows: 0 } satisfies Partial<Cursor>;
  switch (scheme) {
    case 'uuid':
      return { ...start, uuid: value, steps: ['record', 'citers', 'page', 'integrity', 'paper'] };
    case 'arxiv':
      return { ...start, arxiv: value, steps: ['paper', 'review', 'neighbours', 'integrity'] };
  }
}

function goOn(text: string): Cursor {
  // Cursors of earlier versions have nobody who was told of.
  const { session, told = [], ...at } = readCursor<Cursor>(SERVICE, text, isCursor);
  return { ...at, told, ...(isSession(session) && { session }) };
}

function isCursor(value: Record<string, unknown>): boolean {
  const { hub, steps, reviews, told = [], rows } = value;
  const isTexts = (list: unknown): boolean => Array.isArray(list) && list.every((item) => typeof item === 'string');
  return (
    typeof hub === 'string' &&
    isTexts(steps) &&
    (steps as string[]).every((step) => Object.hasOwn(STEPS, step)) &&
    isTexts(reviews) &&
    isTexts(told) &&
    Number.isSafeInteger(rows)
  );
}

/**
 * A sentence on what a step did not bring, where there are others that may say something.
 * @param first what went wrong first, which says best that nothing is known
 * @throws what went wrong, where it is the whole service, or nothing else is left to ask
 */
function missing(error: unknown, step: Step, before: Cursor, at: Cursor, first: FetchError | undefined): string {
  if (!(error instanceof FetchError)) throw error;
  if (step === 'citers' && error.kind === 'network' && error.answer !== undefined && before.putOff === undefined) {
    // The service answers, and fails at this: the rest first, then once more.
    at.putOff = true;
    at.steps.push(step);
    return error.message;
  }
  if (!['not-found', 'refused', 'auth'].includes(error.kind)) throw error;
  // Where no conversation was opened, none of the tools can be asked.
  if (TOOL_STEPS.includes(step) && at.session === undefined) {
    at.steps = at.steps.filter((left) => !TOOL_STEPS.includes(left));
    at.reviews = [];
  }
  if (at.arxiv === undefined) at.steps = at.steps.filter((left) => !BY_ARXIV.includes(left));
  const others = at.steps.some((left) => left !== 'reviews' && left !== 'integrity');
  if (before.found === undefined && !others) throw first ?? error;
  return error.message;
}

/** The records without the citing papers that are too many. */
function upTo(records: readonly HubLibraryRecord[], most: number, seen: ReadonlySet<Id>): HubLibraryRecord[] {
  const fresh = citingIn(records).filter((citing) => !seen.has(citing));
  const tooMany = new Set(fresh.slice(Math.max(0, most)));
  return records.filter((record) => {
    const of = record.type === 'work' ? record.ids[0]! : record.type === 'citation' ? record.citing : record.work;
    return !tooMany.has(of);
  });
}
