/** The rows of a hub as text for other programs, written while its records go by. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import type { Known } from '../made-up/searches.js';

/** Columns of the table for sqlite3. */
export const COLUMNS = ['title', 'authors', 'year', 'role', 'verdict', 'novelty'] as const;

interface Row extends Known {
  year: string;
  role: string;
  verdict: string;
  novelty: string;
}

export interface PeerFiles {
  /** Lines of `title | authors`. */
  lines: string;
  /** The same papers with more columns, apart by tabs. */
  table: string;
  /** Some thousand of them, spread over the whole. */
  known: Known[];
  /** The first thousand. */
  first: Known[];
  take(record: HubLibraryRecord): void;
  close(): void;
}

const SAMPLED = 20_000;
const FIRST = 1_000;
/** Of so many of the sampled papers one has its abstract. */
const ABSTRACTS = 50;
const BUFFER = 1 << 20;

/** Writes a file piece by piece, large ones at a time. */
export function appender(file: string): { write(text: string): void; close(): void } {
  const handle = openSync(file, 'w');
  let waiting = '';
  const flush = (): void => {
    writeSync(handle, waiting);
    waiting = '';
  };
  return {
    write(text) {
      waiting += text;
      if (waiting.length > BUFFER) flush();
    },
    close() {
      flush();
      closeSync(handle);
    },
  };
}

/** @param hub its own record is no row */
export function peerFiles(folder: string, hub: string, citers: number): PeerFiles {
  const [linesFile, tableFile] = [`${folder}/${citers}.txt`, `${folder}/${citers}.tsv`];
  const [lines, table] = [appender(linesFile), appender(tableFile)];
  const step = Math.ceil(citers / SAMPLED);
  const known: Known[] = [];
  const first: Known[] = [];
  let row: Row | undefined;
  let number = 0;
  const end = (): void => {
    if (row === undefined) return;
    const { title, authors, abstract } = row;
    lines.write(`${title} | ${authors}\n`);
    table.write(`${COLUMNS.map((column) => row![column].replaceAll('"', '')).join('\t')}\n`);
    if (number % step === 0) known.push({ title, authors, ...(known.length % ABSTRACTS === 0 && { abstract }) });
    if (number < FIRST) first.push({ title, authors });
    number += 1;
    row = undefined;
  };
  return {
    lines: linesFile,
    table: tableFile,
    known,
    first,
    take(record) {
      if (record.type === 'work' && record.ids[0] !== hub) {
        end();
        const authors = (record.authors ?? []).map(({ name }) => name).join(', ');
        const year = record.date?.slice(0, 4) ?? '';
        const { title = '', abstract } = record;
        row = { title, authors, abstract, year, role: '', verdict: '', novelty: '' };
      } else if (record.type === 'citation' && record.cited === hub && row !== undefined) {
        row.role = record.judgements?.find(({ axis }) => axis === 'role')?.labels.join(',') ?? '';
      } else if (record.type === 'review' && row !== undefined) {
        row.verdict = record.verdict ?? '';
        row.novelty = String(record.novelty ?? '');
      }
    },
    close() {
      end();
      lines.close();
      table.close();
    },
  };
}
