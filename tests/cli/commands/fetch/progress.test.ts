/** The progress line and the log of fetching. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFetchLog } from '../../../../src/cli/commands/fetch/log.js';
import { fetchProgress, type ProgressOptions } from '../../../../src/cli/commands/fetch/progress.js';
import type { FetchRun } from '../../../../src/library/history/fetches.js';

const RUN: FetchRun = {
  id: 1,
  paper: 'arxiv:2101.00001',
  hub: 'arxiv:2101.00001',
  service: 'openalex',
  cursor: 'more',
  pages: 1,
  papers: 0,
  notes: [],
  startedAt: '',
  updatedAt: '',
};

function shown(options: Partial<ProgressOptions>, runs: (Partial<FetchRun> & { left?: number })[]): string[] {
  let now = 0;
  const said: string[] = [];
  const progress = fetchProgress({
    title: 'OpenAlex',
    before: 0,
    max: undefined,
    isTerminal: false,
    columns: 80,
    write: (text) => said.push(text),
    now: () => now,
    ...options,
  });
  for (const { left, ...run } of runs) {
    now += 1_000;
    progress.page({ ...RUN, ...run }, left);
  }
  progress.wait(2_500, 'says that it is asked too often (429)');
  progress.end();
  return said;
}

describe('the progress of a fetch', () => {
  it('is a line a page where nobody watches: page, papers, rate, time left', () => {
    const runs = [
      { pages: 1, papers: 100, total: 13_000 },
      { pages: 2, papers: 400, total: 13_000 },
      { pages: 3, papers: 400, total: 13_000, cursor: null },
    ];
    expect(shown({}, runs)).toEqual([
      'OpenAlex: page 1, 100 of 13,000 papers, 100 a second, 2 min left\n',
      'OpenAlex: page 2, 400 of 13,000 papers, 200 a second, 63 s left\n',
      'OpenAlex: page 3, 400 of 13,000 papers\n',
      'OpenAlex says that it is asked too often (429); trying again in 3 s\n',
    ]);
  });

  it('counts the rate of this run only, and the time to what is asked for', () => {
    const [line] = shown({ before: 10_000, max: 10_100 }, [{ pages: 101, papers: 10_005, total: 999_999 }]);
    expect(line).toBe('OpenAlex: page 101, 10,005 of 999,999 papers, 5.0 a second, 19 s left\n');
    expect(shown({}, [{ papers: 7 }])[0]).toBe('OpenAlex: page 1, 7 papers, 7.0 a second\n');
    expect(shown({}, [{ papers: 1, total: 1_000_000 }])[0]).toMatch(/, 277 h 47 min left\n$/u);
  });

  it('says how many reviews are still to get, and on lines not each of them', () => {
    const runs = [23, 22, 21, 20, 19].map((left, at) => ({ pages: at + 5, papers: 117, total: 117, left }));
    const lines = shown({ title: 'Pith' }, [...runs, { pages: 30, papers: 117, total: 117, cursor: null }]);
    expect(lines.slice(0, 3)).toEqual([
      'Pith: page 5, 117 of 117 papers, 23 reviews still to get\n',
      'Pith: page 8, 117 of 117 papers, 20 reviews still to get, 20 s left\n',
      'Pith: page 30, 117 of 117 papers\n',
    ]);
    expect(shown({ title: 'Pith', isTerminal: true, columns: 90 }, runs).at(-3)).toContain(
      'page 9, 117 of 117 papers, 19 reviews still to get, 19 s left',
    );
  });

  it('on a terminal rewrites one line that fits, and takes it away', () => {
    const said = shown({ isTerminal: true, columns: 30 }, [{ papers: 100, total: 13_000 }]);
    expect(said[0]).toMatch(/^\r\u001b\[2K.{1,29}$/u);
    expect(said.join('')).not.toContain('\n');
    expect(said.at(-1)).toBe('\r\u001b[2K');
  });
});

describe('the log of a fetch', () => {
  it('is one line each, whatever is in it, with the time; for its owner only, and put aside when long', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'pith-tui-log-'));
    const file = path.join(folder, 'state', 'fetch.log');
    openFetchLog(file)('one\n\u001b[31mtwo');
    expect(readFileSync(file, 'utf8')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z one [^\n\u001b]*two\n$/u);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, 'x'.repeat(4_000_001));
    openFetchLog(file)('three');
    expect(readFileSync(file, 'utf8')).toMatch(/three\n$/u);
    expect(statSync(`${file}.1`).size).toBe(4_000_001);
    rmSync(folder, { recursive: true });
  });

  it('is no reason to stop where it cannot be written', () => {
    const file = fileURLToPath(import.meta.url);
    expect(() => openFetchLog(path.join(file, 'fetch.log'))('one')).not.toThrow();
  });
});
