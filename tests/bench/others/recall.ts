/** How often a title typed with one or two errors is found among the first ten. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import Fuse from 'fuse.js';
import type { Library } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { rows } from '../../../src/library/read/rows.js';
import { runQuery } from '../../../src/library/search/view.js';
import { setText } from '../../../src/query/edit.js';
import { timed } from '../figures/measure.js';
import type { Known, Sought } from '../made-up/searches.js';

export interface Recall {
  by: string;
  typed: 'whole title' | 'three words';
  /** Papers it searched. */
  among: number;
  tried: number;
  /** Percent found among the first ten. */
  found: number;
  /** Median milliseconds of one search. */
  ms: number;
}

const FIRST = 10;

type Finder = (typed: string) => string[];

/** @param time seconds after which no further title is tried */
function recallOf(by: string, among: number, sought: readonly Sought[], time: number, find: Finder): Recall[] {
  return (['whole title', 'three words'] as const).map((typed) => {
    const end = performance.now() + time * 1000;
    const spent: number[] = [];
    let found = 0;
    for (const { title, whole, words } of sought) {
      if (performance.now() > end) break;
      const { ms, result } = timed(() => find(typed === 'whole title' ? whole : words));
      spent.push(ms);
      if (result.slice(0, FIRST).includes(title)) found += 1;
    }
    spent.sort((a, b) => a - b);
    const percent = Math.round((found / spent.length) * 1000) / 10;
    return { by, typed, among, tried: spent.length, found: percent, ms: spent[Math.floor(spent.length / 2)] ?? 0 };
  });
}

/** As the screen finds them: the words typed behind `/`. */
export function ownRecall(library: Library, hub: WorkNumber, citers: number, sought: readonly Sought[]): Recall[] {
  return recallOf('pith-tui', citers, sought, 20, (typed) => {
    const view = runQuery(library, hub, setText({ where: null, sort: null }, typed));
    return rows(library, hub, view.works(0, FIRST)).map(({ title }) => title);
  });
}

/** fuse.js as it is, over title and authors of a thousand papers; more of them it cannot search between two letters. */
export function fuseRecall(papers: readonly Known[], sought: readonly Sought[]): Recall[] {
  const fuse = new Fuse(papers, { keys: ['title', 'authors'], ignoreLocation: true, threshold: 0.4 });
  return recallOf('fuse.js', papers.length, sought, 2, (typed) =>
    fuse.search(typed, { limit: FIRST }).map(({ item }) => item.title),
  );
}

/** @param file lines of `title | authors` */
export function fzfRecall(file: string, citers: number, sought: readonly Sought[]): Recall[] {
  return recallOf('fzf --filter', citers, sought, 3, (typed) => {
    const input = openSync(file, 'r');
    try {
      const { stdout } = spawnSync('fzf', ['--filter', typed], {
        stdio: [input, 'pipe', 'ignore'],
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
      });
      return stdout.split('\n', FIRST).map((line) => line.slice(0, line.lastIndexOf(' | ')));
    } finally {
      closeSync(input);
    }
  });
}
