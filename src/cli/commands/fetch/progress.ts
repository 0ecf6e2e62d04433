/** How fetching goes: one line that rewrites itself on a terminal, else a line for each page. */
import { counted, countWords } from '../../../hub/share.js';
import type { FetchRun } from '../../../library/history/fetches.js';
import { cut } from '../../plain.js';

/** A line in so many reviews, where nobody watches. */
const LINE_PER_REVIEWS = 10;

export interface Progress {
  /** A page has been kept; so many reviews are still to be asked for, one by one. */
  page(run: FetchRun, reviewsLeft?: number): void;
  /** Bytes of a file that is being fetched, on a terminal only: files come in thousands of pieces. */
  bytes(here: number, total: number | undefined): void;
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
  let first: { seconds: number; left: number } | undefined;
  const show = (line: string): void => {
    if (!isTerminal) write(`${line}\n`);
    else {
      shown = cut(line, columns - 1);
      write(`\r\u001b[2K${shown}`);
    }
  };
  return {
    page(run, left = 0) {
      const seconds = (now() - started) / 1000;
      if (left > 0 && run.cursor !== null) {
        first ??= { seconds, left };
        // Nobody who reads lines wants one for each.
        if (!isTerminal && left !== first.left && left % LINE_PER_REVIEWS !== 0) return;
        const rate = (first.left - left) / (seconds - first.seconds);
        show(
          `${title}: ${pageWords(run)}, ${counted(left, 'review')} still to get${rate > 0 ? timeLeft(left / rate) : ''}`,
        );
        return;
      }
      const rate = seconds > 0 ? (run.papers - before) / seconds : 0;
      show(`${title}: ${pageWords(run)}${paceWords(run, max, rate)}`);
    },
    bytes(here, total) {
      if (!isTerminal) return;
      const of = total === undefined ? '' : ` of ${(total / 1e6).toFixed(1)}`;
      const line = `${title}: ${(here / 1e6).toFixed(1)}${of} MB`;
      if (line !== shown) show(line);
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
  const left = end === Infinity || end <= papers ? '' : timeLeft((end - papers) / rate);
  return `, ${rate < 10 ? rate.toFixed(1) : countWords(Math.round(rate))} a second${left}`;
}

function timeLeft(seconds: number): string {
  return `, ${durationWords(seconds)} left`;
}

/** `5 s`, `3 min`, `2 h 5 min`. */
function durationWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
