/**
 * Which lines of the journal stand: those over which no other line says to be. In one library a line is written over all that stand
 * in its cell, so that one is left; several stand where journals of several readers were brought together, or where works that
 * were decided apart are one now.
 */
import type { Conflict, Decision, Settled } from '../../hub/decisions/decision.js';

/** A line that stands. */
export interface Head {
  /** As JSON; null says nothing, and so gives way to whatever else stands. */
  to: string | null;
  who: string;
  at: string;
  id: string;
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
 * What holds of a paper that is screened: each reader's latest decision counts, and where they have different ones, none of them.
 * Readers who exclude for different reasons agree; the later reason is shown.
 */
export function decided(heads: readonly Head[]): Decision | undefined {
  const last = latest(heads);
  if (last === undefined) return undefined;
  if (heads.length === 1) return JSON.parse(last.to!) as Decision;
  const ofReader = new Map<string, Settled>();
  const inOrder = heads.filter(({ to }) => to !== null).sort((a, b) => (isLater(a, b) ? 1 : -1));
  for (const { to, who } of inOrder) {
    const decision = JSON.parse(to!) as Decision;
    if (decision.status === 'conflict') for (const { who: reader, ...own } of decision.sides) ofReader.set(reader, own);
    else ofReader.set(who, decision);
  }
  const statuses = new Set([...ofReader.values()].map(({ status }) => status));
  if (statuses.size === 1) {
    const decision = JSON.parse(last.to!) as Decision;
    return decision.status === 'conflict' ? [...ofReader.values()].at(-1) : decision;
  }
  return {
    status: 'conflict',
    sides: [...ofReader].sort(([a], [b]) => (a < b ? -1 : 1)).map(([who, own]) => ({ ...own, who })),
  } satisfies Conflict;
}
