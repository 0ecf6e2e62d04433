/** In which order strokes are written. */
import { type Meanings, PLAIN_LOOK } from './cells.js';
import { type Place, styling, way } from './pen.js';
import type { Stroke } from './strokes.js';

/** Of the strokes before the first and behind the last one. */
const NONE = -1;
const NOWHERE: Place = { x: null, y: null };
/** What it takes to have a place kept in mind, and to come back to it. */
const KEEPING = 4;
/** Fewer cells than this are mostly written again rather than moved over. */
const WRITTEN_AGAIN = 4;

/**
 * Strokes as they are written: in a first pass from the top to the bottom, and from left to right in each line. A look that strokes
 * have far from each other, as in the columns of a list, gets a pass of its own where it takes fewer bytes to come again than to set
 * it each time.
 * @param strokes in the order of the first pass
 */
export function passesOf(strokes: readonly Stroke[], meanings: Meanings): (readonly Stroke[])[] {
  const groups = groupsOf(strokes, meanings);
  if (groups.length < 2) return [strokes];
  /** The first pass, out of which those that get another are taken, and the one that is looked at, each as what comes before. */
  const before = strokes.map((_, at) => at - 1);
  const inPass = [...before];
  const behind = strokes.map((_, at) => (at + 1 < strokes.length ? at + 1 : NONE));
  const passes: number[][] = [];
  for (const pass of groups.filter(({ length }) => length > 1)) {
    const spared = costsWithin(pass);
    let costs = 0;
    for (let at = 0; at < pass.length && costs < spared; at++) {
      inPass[pass[at]!] = pass[at - 1] ?? NONE;
      costs += cost(pass[at - 1] ?? NONE, pass[at]!, inPass);
    }
    if (costs >= spared) continue;
    passes.push(pass);
    for (const at of pass) {
      if (before[at] !== NONE) behind[before[at]!] = behind[at]!;
      if (behind[at] !== NONE) before[behind[at]!] = before[at]!;
    }
  }
  if (passes.length === 0) return [strokes];
  const later = new Set(passes.flat());
  return [strokes.filter((_, at) => !later.has(at)), ...passes.map((pass) => pass.map((at) => strokes[at]!))];

  /** How many bytes more the first pass takes with these strokes than without them, their texts not counted. */
  function costsWithin(group: readonly number[]): number {
    let bytes = 0;
    for (let at = 0; at < group.length; at++) {
      const first = group[at]!;
      let last = first;
      bytes += cost(before[first]!, first, before);
      // Those that come one after the other are left out together.
      while (at + 1 < group.length && group[at + 1] === behind[last]) {
        bytes += cost(last, group[at + 1]!, before);
        last = group[++at]!;
      }
      bytes += cost(last, behind[last]!, before) - cost(before[first]!, behind[last]!, before);
    }
    return bytes;
  }

  /** How many bytes it takes to go from one stroke to another and to set its look. */
  function cost(from: number, to: number, chain: readonly number[]): number {
    if (to === NONE) return 0;
    if (from === NONE) return stepCost(NOWHERE, PLAIN_LOOK, strokes[to]!);
    const last = strokes[from]!;
    const ahead = stepCost(endOf(last), last.look, strokes[to]!);
    if (last.y === strokes[to]!.y) return ahead;
    // Or from where the line was begun.
    let first = from;
    while (chain[first] !== NONE && strokes[chain[first]!]!.y === last.y) first = chain[first]!;
    const { from: x, y, look } = strokes[first]!;
    if (look !== last.look) return ahead;
    return Math.min(ahead, KEEPING + stepCost({ x, y }, look, strokes[to]!));
  }

  function stepCost(from: Place, look: number, to: Stroke): number {
    const style = styling(meanings, look, to.look).length;
    const gap = from.y === to.y && from.x !== null ? to.from - from.x : WRITTEN_AGAIN;
    return style + (gap >= 0 && gap < WRITTEN_AGAIN ? gap : way(from, to.from, to.y).length);
  }
}

/** The strokes, by their indices, that are best written one after the other: of one look, or of one link. The largest groups come first. */
function groupsOf(strokes: readonly Stroke[], { looks }: Meanings): number[][] {
  const groups = new Map<number | string, number[]>();
  for (const [at, { kind, look }] of strokes.entries()) {
    if (kind === 'line') continue;
    // An address is longer than all else that there is to a look.
    const key = looks[look]!.link || look;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

/** Where the cursor stands after a stroke. */
export const endOf = ({ kind, y, from, to, row }: Stroke): Place => ({
  x: kind === 'rest' ? from : kind === 'line' || to === row.cells.length ? null : to,
  y,
});
