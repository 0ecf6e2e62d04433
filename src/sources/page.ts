/** What fetching gives, page by page, so that each can be kept before the next is asked for. */

import { showId, splitId } from '../hub/ids/identifier.js';
import type { HubLibraryRecord, Id, ReviewRecord, WorkRecord } from '../hub/record.js';
import { type ListingScheme, type ListingServiceName, SERVICES, type ServiceName, serviceOf } from '../hub/services.js';
import { figure, MOST_CITING } from './bounds.js';
import { type Decoded, type Problem, SourceError } from './decoded.js';
import { FetchError } from './http/error.js';
import { isObject } from './values.js';

export interface Page {
  records: HubLibraryRecord[];
  /** From where to go on after this page, opaque; null at the end. */
  cursor: string | null;
  /** Citing papers in all, where the service says. */
  total?: number;
  /** One sentence on what is missing and why. */
  note?: string;
  /** Rows that could not be read. */
  problems?: Problem[];
  /** Reviews still to be asked for, one by one. */
  reviewsLeft?: number;
}

export interface FetchOptions {
  /** The cursor of the last page kept; the other options as they were then. */
  cursor?: string;
  /** At most so many citing papers, those before the cursor included. */
  max?: number;
  /** What is known of the newest dated review of a paper: a list that prints something else tells of a newer one. */
  reviewed?: (id: Id) => Verdict | undefined;
  signal?: AbortSignal;
}

export type Verdict = Pick<ReviewRecord, 'verdict' | 'novelty'>;

/**
 * Reads a cursor.
 * @throws FetchError where it is not one this service gave
 */
export function readCursor<T extends object>(
  service: ServiceName,
  text: string,
  isCursor: (value: Record<string, unknown>) => boolean,
): T {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value) && value.of === service && isCursor(value)) return value as T;
  } catch {}
  throw new FetchError(
    'refused',
    service,
    `The place to go on from is none in a list of ${serviceOf(service).title}; fetch it from the beginning.`,
  );
}

/** Records and problems apart. */
export function sorted(decoded: Iterable<Decoded>, where = ''): { records: HubLibraryRecord[]; problems: Problem[] } {
  const records: HubLibraryRecord[] = [];
  const problems: Problem[] = [];
  for (const item of decoded) {
    if ('record' in item) records.push(item.record);
    else problems.push({ ...item.problem, place: where + item.problem.place });
  }
  return { records, problems };
}

/** A page, without the fields that say nothing. */
export function page(given: {
  records: HubLibraryRecord[];
  cursor: object | null;
  total?: number | undefined;
  note?: string | undefined;
  problems?: Problem[];
  reviewsLeft?: number;
}): Page {
  const { records, cursor, total, note, problems, reviewsLeft = 0 } = given;
  const made: Page = { records, cursor: cursor === null ? null : JSON.stringify(cursor) };
  if (total !== undefined) made.total = total;
  if (note !== undefined) made.note = note;
  if (problems !== undefined && problems.length > 0) made.problems = problems;
  if (reviewsLeft > 0) made.reviewsLeft = reviewsLeft;
  return made;
}

/**
 * Citing papers not met before: services list some twice, and pages overlap when a list grows while it is read.
 * @param nameOf by what citations name a work
 * @returns the records of new ones, and how many those are
 */
export function onlyNew(
  records: readonly HubLibraryRecord[],
  seen: Set<Id>,
  nameOf: (work: WorkRecord) => Id = ({ ids }) => ids[0]!,
): { records: HubLibraryRecord[]; rows: number } {
  let rows = 0;
  const fresh: HubLibraryRecord[] = [];
  const now = new Set<Id>();
  for (const record of records) {
    const citing = record.type === 'work' ? nameOf(record) : record.type === 'citation' ? record.citing : undefined;
    if (citing !== undefined && seen.has(citing) && !now.has(citing)) continue;
    // A work comes before its citation, so a second citation is of a second listing.
    if (record.type === 'citation') {
      if (seen.has(record.citing)) continue;
      seen.add(record.citing);
      rows += 1;
    }
    if (record.type === 'work') now.add(nameOf(record));
    fresh.push(record);
  }
  return { records: fresh, rows };
}

/**
 * Watches over a list that may lead on for ever.
 * @returns to be told, of each page that leads on, how many citing papers it brought that were not there before, how many
 * there are now and how many the service speaks of; says whether to take the list for ended: all are there and nothing new comes
 * @throws FetchError from there where pages bring nothing new though more should come, or bring far more than there should be
 */
export function watchPages(
  service: ServiceName,
  patience: number,
): (brought: number, rows: number, total: number | undefined) => boolean {
  const { title } = serviceOf(service);
  let inVain = 0;
  return (brought, rows, total) => {
    inVain = brought > 0 ? 0 : inVain + 1;
    const { timesTotal, butAtLeast, atAll } = MOST_CITING;
    const most = total === undefined ? atAll : Math.min(atAll, Math.max(butAtLeast, timesTotal * total));
    if (rows > most)
      throw new FetchError(
        'format',
        service,
        `${title} has listed more than ${figure(most)} citing papers${total === undefined ? '' : `, though it speaks of ${figure(total)},`} and leads on; what came until then is kept.`,
      );
    if (inVain < patience) return false;
    if (total !== undefined && rows >= total) return true;
    throw new FetchError(
      'format',
      service,
      `${title} leads on from page to page, and the last ${patience} brought nothing new; what came until then is kept, try again later.`,
    );
  };
}

/** `9,999 of 130,637 citing papers`, with why; undefined where all are there. */
export function shortfall(rows: number, total: number | undefined, why: string): string | undefined {
  if (total === undefined || rows >= total) return undefined;
  return `${rows.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} citing papers: ${why}.`;
}

/**
 * An id to ask a service for a list by, taken apart.
 * @throws FetchError where the service has no look-up for ids of its scheme
 */
export function askedBy<Name extends ListingServiceName>(
  service: Name,
  id: Id,
): { scheme: ListingScheme<Name>; value: string } {
  const { title, lists } = SERVICES[service];
  const { scheme, value } = splitId(id);
  const known = (lists.schemes as readonly ListingScheme<Name>[]).find((one) => one === scheme);
  if (known !== undefined) return { scheme: known, value };
  throw new FetchError(
    'refused',
    service,
    `${title} cannot be asked for ${showId(id)}; give ${lists.takes} of the paper instead.`,
  );
}

/** An answer that arrived whole and is of another shape than it should be. */
export function misshapen(service: ServiceName, what: string): FetchError {
  return new FetchError(
    'format',
    service,
    `${serviceOf(service).title} answered with something else than ${what}; see whether its service has changed.`,
  );
}

/** Runs a decoder that speaks of files. */
export function decodedBy<T>(service: ServiceName, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof SourceError) throw new FetchError('format', service, error.message);
    throw error;
  }
}
