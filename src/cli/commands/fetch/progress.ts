/** How fetching goes: one line that rewrites itself on a terminal, else a line for each page. */
import { countWords } from '../../../hub/share.js';
import type { FetchRun } from '../../../library/history/fetches.js';
import { counted } from '../../output.js';
import { cut } from '../../plain.js';

export interface Progress {
  /** A page has been kept. */
  page(run: FetchRun): void;
  /** Nothing comes for a while; `why` completes "Crossref …". */
  wait(ms: number, why: string): void;
  /** Takes the rewritten line away. */
  end(): void;
}

export interface ProgressOptions {
  /** The service's name. */
  title: string;
  /** Papers there are from earlier pages. */
  before: number;
  max: number | undefined;
  isTerminal: boolean;
  columns: number;
  write: (text: string) => void;
  /** Milliseconds. */
  now: () => number;
}

export function fetchProgress(options: ProgressOptions): Progress {
  const { title, before, max, isTerminal, columns, write, now } = options;
  const started = now();
  let shown = '';
  const show = (line: string): void => {
    if (!isTerminal) write(`${line}\n`);
    else {
      shown = cut(line, columns - 1);
      write(`\r\u001b[2K${shown}`);
    }
  };
  return {
    page(run) {
      const seconds = (now() - started) / 1000;
      const rate = seconds > 0 ? (run.papers - before) / seconds : 0;
      show(`${title}: ${pageWords(run)}${paceWords(run, max, rate)}`);
    },
    wait: (ms, why) => show(`${title} ${why}; trying again in ${durationWords(ms / 1000)}`),
    end() {
      if (isTerminal && shown !== '') write('\r\u001b[2K');
    },
  };
}

/** `page 3, 2,050 of 10,000 papers`. */
export function pageWords({ pages, papers, total }: FetchRun): string {
  const of = total === undefined ? '' : ` of ${countWords(total)}`;
  return `page ${countWords(pages)}, ${countWords(papers)}${of} ${counted(total ?? papers, 'paper')
    .split(' ')
    .at(-1)}`;
}

/** `, 250 a second, 32 s left`: the latter where the end is known. */
function paceWords({ papers, total, cursor }: FetchRun, max: number | undefined, rate: number): string {
  if (rate <= 0 || cursor === null) return '';
  const end = Math.min(total ?? Infinity, max ?? Infinity);
  const left = end === Infinity || end <= papers ? '' : `, ${durationWords((end - papers) / rate)} left`;
  return `, ${rate < 10 ? rate.toFixed(1) : countWords(Math.round(rate))} a second${left}`;
}

/** `5 s`, `3 min`, `2 h 5 min`. */
function durationWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
