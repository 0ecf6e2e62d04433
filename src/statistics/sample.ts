/** Samples that anybody draws again from the same seed. */
import { createHash } from 'node:crypto';

export interface Drawn {
  name: string;
  stratum: string;
}

/**
 * Draws `size` of the names, from each stratum in proportion to what it has, but at least one. Which ones, and in what order,
 * follows from the seed and the names alone, whatever their order: those whose hashes are lowest. The order does not tell strata.
 */
export function stratifiedSample(strata: ReadonlyMap<string, readonly string[]>, size: number, seed: number): Drawn[] {
  const sizes = new Map([...strata].map(([stratum, names]) => [stratum, names.length]));
  const shares = proportional(sizes, size);
  const hashed = (name: string): string => createHash('sha256').update(`${seed}\n${name}`).digest('hex');
  const drawn = [...strata].flatMap(([stratum, names]) =>
    names
      .map((name) => ({ name, stratum, hash: hashed(name) }))
      .sort((a, b) => (a.hash < b.hash ? -1 : 1))
      .slice(0, shares.get(stratum)),
  );
  return drawn.sort((a, b) => (a.hash < b.hash ? -1 : 1)).map(({ name, stratum }) => ({ name, stratum }));
}

/**
 * How many to draw from each stratum: one of each, the largest first while there are not enough for all, and the rest by largest
 * remainders.
 */
export function proportional(sizes: ReadonlyMap<string, number>, wanted: number): Map<string, number> {
  const strata = [...sizes]
    .filter(([, size]) => size > 0)
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  const total = strata.reduce((sum, [, size]) => sum + size, 0);
  const size = Math.min(wanted, total);
  const exact = new Map(strata.map(([stratum, own]) => [stratum, (size * own) / total]));
  const given = new Map(
    strata.map(([stratum], at) => [stratum, at < size ? Math.max(1, Math.floor(exact.get(stratum)!)) : 0]),
  );
  const sum = (): number => [...given.values()].reduce((all, one) => all + one, 0);
  const gap = (stratum: string): number => exact.get(stratum)! - given.get(stratum)!;
  while (sum() < size) {
    const open = strata.filter(([stratum, own]) => given.get(stratum)! < own).map(([stratum]) => stratum);
    const next = open.reduce((best, one) => (gap(one) > gap(best) ? one : best));
    given.set(next, given.get(next)! + 1);
  }
  // Those that got one although their share is less have taken it from the others.
  while (sum() > size) {
    const open = strata.filter(([stratum]) => given.get(stratum)! > 1).map(([stratum]) => stratum);
    const next = open.reduce((best, one) => (gap(one) < gap(best) ? one : best));
    given.set(next, given.get(next)! - 1);
  }
  return given;
}
