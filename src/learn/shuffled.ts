/** Chance that is the same every time. */

/** The numbers from 0 up to `size`, shuffled (Fisher and Yates, over mulberry32). */
export function shuffled(size: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: size }, (_, at) => at);
  let state = Math.imul(seed + 1, 0x9e3779b9);
  const chance = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let at = size - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}
