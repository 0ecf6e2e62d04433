/** The figures of a sitting as tables. */
import type { Held } from '../screen/held.js';
import type { SizeFigures } from '../size.js';
import type { Figures } from './measure.js';
import type { Memory } from './system.js';
import { type CellValue, shown, table } from './table.js';

const FIGURES = ['n', 'p50', 'p95', 'p99', 'max'] as const;

function cells(figures: Figures | undefined): CellValue[] {
  return FIGURES.map((name) => figures?.[name]);
}

function memoryWords(memory: Memory | undefined): string {
  return memory === undefined ? 'not known here' : `${shown(memory.now)} (peak ${shown(memory.peak)})`;
}

export function reportSize(size: SizeFigures): string {
  const { import: written, starts, memory, parts } = size;
  const perSecond = (count: number): number => Math.round(count / written.seconds);
  const heading = `══ ${shown(size.citers)} citing papers ══\n\n`;
  const seconds = parts.reduce((sum, part) => sum + part.seconds, 0);
  const times = table(
    'What it took to measure',
    ['', 's', 'load'],
    [...parts.map((part) => [part.name, part.seconds, part.load]), ['all of it', seconds]],
  );
  const whole = table(
    'Whole',
    ['', ''],
    [
      ['import, papers a second', perSecond(written.papers)],
      ['import, records a second', perSecond(written.records)],
      ['import, s', written.seconds],
      ['import, s until papers are found', written.usable],
      ['import, most memory, MB', written.memory],
      ['import of works described before, works a second', Math.round(size.described)],
      ['file, MB', written.megabytes],
      ['memory when opened, MB', memoryWords(memory.opened)],
      ['memory after 300 keys, MB', memoryWords(memory.after300Keys)],
      ['memory after all keys, MB', memoryWords(memory.afterAll)],
      ['most memory while all rows are printed, MB', size.listMemory],
    ],
  );
  const cold = starts.dropped ? 'library not in the cache' : 'the library could not be dropped from the cache';
  const starting = table(
    'Start, ms from exec',
    ['', ...FIGURES],
    [
      [`to the complete frame (${cold})`, ...cells(starts.cold)],
      ['to the first row (the same starts)', ...cells(starts.coldFirstRow)],
      ['to the complete frame, library in the cache', ...cells(starts.warm)],
      ['to the first row (the same starts)', ...cells(starts.warmFirstRow)],
      ['the very first start of this build', 1, starts.first],
      ['bare Node, between the starts', ...cells(starts.bareNode)],
    ],
  );
  const screen = table(
    'Keys, ms to the complete frame',
    ['120 × 40', ...FIGURES, 'silent', 'bytes p50'],
    [
      ...size.screen.map(({ name, ms, silent, bytes: each }) => [name, ...cells(ms), silent, each?.p50]),
      ...size.wide.map(({ name, ms, silent, bytes: each }) => [`${name}, 200 × 60`, ...cells(ms), silent, each?.p50]),
    ],
  );
  const inside = table(
    'The library alone, ms for query, facets and 50 rows',
    ['', ...FIGURES],
    size.inside.map(({ name, ms }) => [name, ...cells(ms)]),
  );
  const peers = table(
    'Other programs on the same rows, ms',
    ['', ...FIGURES],
    size.peers.map(({ peer, what, ms, skipped }) =>
      skipped === undefined ? [`${peer}: ${what}`, ...cells(ms)] : [`${peer}: skipped, ${skipped}`],
    ),
  );
  const recall = table(
    'Titles typed with one or two errors, found among the first ten',
    ['', 'among', 'tried', 'found %', 'ms p50'],
    size.recall.map(({ by, typed, among, tried, found, ms }) => [`${by}, ${typed}`, among, tried, found, ms]),
  );
  return `${[heading + times, whole, starting, screen, reportHeld(size.held), inside, peers, recall].join('\n')}\n`;
}

function reportHeld(held: Held): string {
  return table(
    `j held for five seconds over ${shown(held.citers)} papers`,
    ['', ''],
    [
      ['keys sent', held.keysSent],
      ['rows moved', held.rowsMoved],
      ['ms to the frame, first second: p50, max', `${shown(held.firstSecond?.p50)}, ${shown(held.firstSecond?.max)}`],
      ['ms to the frame, last second: p50, max', `${shown(held.lastSecond?.p50)}, ${shown(held.lastSecond?.max)}`],
      ['ms from the last key to the last byte', held.afterLastKey],
      ['memory before, MB', memoryWords(held.memoryBefore)],
      ['memory after, MB', memoryWords(held.memoryAfter)],
    ],
  );
}
