/** The word someone most likely meant. */

/** Edits between two short words: insert, delete, replace, swap of neighbours. */
function edits(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity;
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, replaced, swapped));
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** The candidate nearest to `word`, if a third of its letters at most differ; the beginning of one counts as near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  if (typed === '' || typed.length > 40) return undefined;
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const far = typed.length > 1 && candidate.startsWith(typed) ? 0.5 : edits(typed, candidate);
    if (far < least && far <= Math.max(1, Math.floor(Math.max(typed.length, candidate.length) / 3))) {
      best = candidate;
      least = far;
    }
  }
  return best;
}
