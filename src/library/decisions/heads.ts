/**
 * Which lines of the journal stand: those over which no other line says to be. In one library a line is written over all that stand
 * in its cell, so that one is left; several stand where journals of several readers were brought together, or where works that
 * were decided apart are one now.
 */
import { type Conflict, type Decision, type Kind, LONGEST_NOTE, type Settled } from '../../hub/decisions/decision.js';

/** Whose word a line is: what is done again is the word of whoever said it first, whoever did it again. Of `journal` and `steps`. */
export const AUTHOR = `coalesce(
  (SELECT said.who FROM steps AS said WHERE said.name = substr(journal.again, 1, instr(journal.again, '.') - 1)), steps.who)`;

/** A line that stands. */
export interface Head {
  /** As JSON; null says nothing, and so gives way to whatever else stands. */
  to: string | null;
  who: string;
  at: string;
  id: string;
}

/** A line that stands of a paper, with the name that the paper has in it: papers that are one now had different ones. */
export interface NamedHead extends Head {
  named: string;
}

/** The latest of the lines that say something. */
export function latest(heads: readonly Head[]): Head | undefined {
  let found: Head | undefined;
  for (const head of heads) if (head.to !== null && (found === undefined || isLater(head, found))) found = head;
  return found;
}

function isLater(one: Head, other: Head): boolean {
  return one.at === other.at ? one.id > other.id : one.at > other.at;
}

/**
 * What holds of a paper that is screened: of each reader the latest decision counts of each of the papers that are this one now, and
 * where these are different, none of them. Who excludes for different reasons agrees; the later reason is shown.
 */
export function decided(heads: readonly NamedHead[]): Decision | undefined {
  const last = latest(heads);
  if (last === undefined) return undefined;
  if (heads.length === 1) return JSON.parse(last.to!) as Decision;
  const sides = new Map<string, Settled & { who: string }>();
  const put = (side: Settled & { who: string }, named: string): void => {
    const key = `${side.who}\n${named}`;
    sides.delete(key);
    sides.set(key, side);
  };
  for (const { to, who, named } of inOrder(heads)) {
    const decision = JSON.parse(to!) as Decision;
    if (decision.status === 'conflict') for (const [at, side] of decision.sides.entries()) put(side, `${named}\n${at}`);
    else put({ ...decision, who }, named);
  }
  const statuses = new Set([...sides.values()].map(({ status }) => status));
  if (statuses.size === 1) {
    const decision = JSON.parse(last.to!) as Decision;
    if (decision.status !== 'conflict') return decision;
    const { who: _, ...own } = [...sides.values()].at(-1)!;
    return own;
  }
  // A reader who said the same of two papers that are one now is one side.
  const told = new Map([...sides.values()].map((side) => [`${side.who}\n${side.status}`, side]));
  return {
    status: 'conflict',
    sides: [...told].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, side]) => side),
  } satisfies Conflict;
}

/** The lines that say something, the latest last. */
const inOrder = (heads: readonly NamedHead[]): NamedHead[] =>
  heads.filter(({ to }) => to !== null).sort((a, b) => (isLater(a, b) ? 1 : -1));

/** The note of a paper: of papers that are one now and of readers who did not know of each other's, all that were written. */
export function noted(heads: readonly NamedHead[]): string | undefined {
  const notes = [...new Set(inOrder(heads).map(({ to }) => JSON.parse(to!) as string))];
  const last = notes.at(-1);
  const all = notes.join('\n\n');
  return all.length > LONGEST_NOTE ? last : last === undefined ? undefined : all;
}

/** What stands in a cell, as JSON; null for nothing. */
export function standingValue(kind: Kind, heads: readonly NamedHead[]): string | null {
  if (kind !== 'decide' && kind !== 'note') return latest(heads)?.to ?? null;
  const value = kind === 'decide' ? decided(heads) : noted(heads);
  return value === undefined ? null : JSON.stringify(value);
}
