/** What the machine says of processes and files. What only Linux says is undefined elsewhere. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** Milliseconds of processor time that all threads of a process have had. */
export function processorTime(pid: number): number | undefined {
  try {
    const nanoseconds = readdirSync(`/proc/${pid}/task`).map((thread) => {
      try {
        return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]);
      } catch {
        return 0;
      }
    });
    return nanoseconds.reduce((sum, ns) => sum + ns, 0) / 1e6;
  } catch {
    return undefined;
  }
}

export interface Memory {
  /** Resident now, in MB. */
  now: number;
  /** The most it ever was. */
  peak: number;
}

/** Undefined where nobody knows, as of a process that has ended and is not taken away yet. */
export function memoryOf(pid: number): Memory | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const megabytes = (name: string): number =>
      Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(status)![1]) / 102.4) / 10;
    return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
  } catch {
    return undefined;
  }
}

/** Asks the system to forget what it holds of a file in memory. @returns whether it is gone from there */
export function dropFromCache(file: string): boolean {
  const asked = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
  if (asked.status !== 0) return false;
  const left = spawnSync('fincore', ['--bytes', '--noheadings', '--output', 'RES', file], { encoding: 'utf8' });
  return left.status !== 0 || Number(left.stdout.trim()) < 1 << 20;
}

/** The path of a program, or undefined where it is not installed. */
export function installed(program: string): string | undefined {
  const found = spawnSync('sh', ['-c', 'command -v -- "$1"', 'sh', program], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

export function machine(): Record<string, string | number> {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryMB: Math.round(totalmem() / 2 ** 20),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    load: load(),
    at: new Date().toISOString(),
  };
}

/** Processes that wanted a processor in the last minute: more than the cores, and figures are those of a busy machine. */
export function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}
