/** Many measurements as a few figures. */
import { spawnSync } from 'node:child_process';

export interface Figures {
  n: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** The smallest value that `share` of all values do not exceed (nearest rank); values must be rising. */
function rank(rising: readonly number[], share: number): number {
  return rising[Math.max(0, Math.ceil(share * rising.length) - 1)] ?? Number.NaN;
}

/** Undefined where nothing was measured. */
export function figures(values: readonly number[]): Figures | undefined {
  if (values.length === 0) return undefined;
  const rising = [...values].sort((a, b) => a - b);
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    n: rising.length,
    p50: round(rank(rising, 0.5)),
    p95: round(rank(rising, 0.95)),
    p99: round(rank(rising, 0.99)),
    max: round(rising.at(-1)!),
  };
}

/** Milliseconds a piece of work takes, and what came of it. */
export function timed<T>(work: () => T): { ms: number; result: T } {
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
}

/** Seconds after which a command is not run once more, however often it was to be. */
const ENOUGH = 10;

/**
 * Milliseconds of whole runs of commands, from exec to exit, by their names. They take turns, so that what else the machine does
 * meets all of them alike. One that fails is left out.
 * @param options.count how often each is run, where that takes no longer than ten seconds; once in any case
 * @param options.codes what they may exit with
 */
export function wholeRuns<Name extends string>(
  commands: Readonly<Partial<Record<Name, readonly string[]>>>,
  options: { cwd: string; count: number; before?: () => void; codes?: readonly number[] },
): Partial<Record<Name, Figures>> {
  const { cwd, count, before, codes = [0] } = options;
  const runs = (Object.entries(commands) as [Name, readonly string[]][]).map(([name, [program, ...args]]) => ({
    name,
    run: () => spawnSync(program!, args, { cwd, stdio: 'ignore' }).status,
    took: [] as number[],
    spent: 0,
    failed: false,
  }));
  for (let round = 0; round < count; round += 1)
    for (const one of runs) {
      if (one.failed || one.spent > ENOUGH * 1000) continue;
      before?.();
      const { ms, result: code } = timed(one.run);
      one.failed = code === null || !codes.includes(code);
      one.took.push(ms);
      one.spent += ms;
    }
  const sound = runs.filter(({ failed }) => !failed);
  return Object.fromEntries(sound.map(({ name, took }) => [name, figures(took)!])) as Partial<Record<Name, Figures>>;
}
