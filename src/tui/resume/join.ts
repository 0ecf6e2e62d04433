/** Two programs on one library: what one of them writes down of where it was leaves alone what the other changed. */
import type { Id } from '../../hub/record.js';
import { MOST } from './parts.js';
import type { Saved, SavedList, SavedLook, SavedSelection } from './saved.js';

/**
 * @param base what this program read or wrote last
 * @param now where it is
 * @param theirs what the file says by now
 */
export function joined(base: Saved | null, now: Saved, theirs: Saved | null): Saved {
  if (theirs === null) return { ...now, history: now.history.slice(0, MOST.history) };
  const before = new Map(base?.lists.map((list) => [list.hub, list]));
  const others = new Map(theirs.lists.map((list) => [list.hub, list]));
  const changed = now.lists.filter((list) => !isSame(list, before.get(list.hub)));
  const mine = changed.map((list) => joinedList(before.get(list.hub), list, others.get(list.hub)));
  const names = new Set(changed.map(({ hub }) => hub));
  const lists = [...mine, ...theirs.lists.filter(({ hub }) => !names.has(hub))];
  lists.sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  return {
    history: joinedHistory(base?.history ?? [], now.history, theirs.history),
    exported: JSON.stringify(now.exported) === JSON.stringify(base?.exported) ? theirs.exported : now.exported,
    looks: joinedLooks(now.looks, theirs.looks),
    review: now.review === base?.review ? theirs.review : now.review,
    facetPane: now.facetPane === base?.facetPane ? theirs.facetPane : now.facetPane,
    blind: now.blind === base?.blind ? theirs.blind : now.blind,
    ...(now.last === null ? { last: theirs.last, way: theirs.way } : { last: now.last, way: now.way }),
    lists,
  };
}

/** Whether anything is to be written down that is not. */
export function hasChanged(base: Saved, now: Saved): boolean {
  const before = new Map(base.lists.map((list) => [list.hub, list]));
  const rest = ({ lists: _, last: __, way: ___, ...others }: Saved): string => JSON.stringify(others);
  return (
    rest(base) !== rest(now) ||
    (now.last !== null && (now.last !== base.last || now.way.join('\n') !== base.way.join('\n'))) ||
    now.lists.some((list) => !isSame(list, before.get(list.hub)))
  );
}

/** Whether nothing was done in a list but to look at it when it was open. */
function isSame(list: SavedList, other: SavedList | undefined): boolean {
  return other !== undefined && JSON.stringify({ ...list, at: '' }) === JSON.stringify({ ...other, at: '' });
}

/** What this program did in a list, on top of what another did there meanwhile: of selections, what either of them changed. */
function joinedList(base: SavedList | undefined, now: SavedList, theirs: SavedList | undefined): SavedList {
  if (theirs === undefined || isSame(theirs, base)) return now;
  return { ...now, selection: joinedSelection(base?.selection, now.selection, theirs.selection) };
}

function joinedSelection(
  base: SavedSelection | undefined,
  now: SavedSelection,
  theirs: SavedSelection,
): SavedSelection {
  if (JSON.stringify(now) === JSON.stringify(base)) return theirs;
  // Papers of a query cannot be told from each other here: whoever wrote last did so later.
  if (now.all !== null || theirs.all !== null || (base?.all ?? null) !== null) return now;
  const before = new Set(base?.papers);
  const mine = new Set(now.papers);
  const papers = new Set<Id>(theirs.papers.filter((paper) => mine.has(paper) || !before.has(paper)));
  for (const paper of now.papers) if (!before.has(paper)) papers.add(paper);
  return papers.size > MOST.papers ? now : { all: null, papers: [...papers], lost: now.lost };
}

/** The latest look of each query at each hub. */
function joinedLooks(now: readonly SavedLook[], theirs: readonly SavedLook[]): SavedLook[] {
  const looks = new Map<string, SavedLook>();
  for (const look of [...now, ...theirs].sort((one, other) => (one.at < other.at ? -1 : 1)))
    looks.set(`${look.hub}\n${look.name}`, look);
  return [...looks.values()].reverse().slice(0, MOST.looks);
}

/** Lines of both, those typed here since on top. */
function joinedHistory(base: readonly string[], now: readonly string[], theirs: readonly string[]): string[] {
  const known = new Set(base);
  const mine = now.filter((line) => !known.has(line));
  return [...new Set([...mine, ...theirs, ...now])].slice(0, MOST.history);
}
