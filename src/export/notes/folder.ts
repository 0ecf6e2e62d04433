/**
 * A folder of notes, one a paper: new ones are written, those that are there get the properties of today and keep what the reader
 * wrote. A note is known by the id in it, whatever the reader calls its file.
 */

import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { systemReason } from '../../files/system-error.js';
import { FileExistsError, writeWhole } from '../../files/write-whole.js';
import type { CslItem } from '../csl.js';
import { doiOf, eprintOf } from '../item-identifiers.js';
import { newNote, paperOfNote, updatedNote } from './front-matter.js';
import { newBody, noteProperties } from './note.js';

export interface NotesReport {
  written: number;
  updated: number;
  same: number;
  /** Notes that were left as they are, and why. */
  left: { file: string; why: string }[];
}

/** Bytes in which a note says whose it is, and most bytes of one that is read to be written again. */
const HEAD_BYTES = 64_000;
const MOST_BYTES = 16_000_000;
/** Most characters of a file's name without its ending. */
const LONGEST_NAME = 120;
/** Names that Windows gives to devices. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;

/**
 * Writes a note for each item.
 * @param citations between the items, by their places
 * @throws whatever the system says where the folder cannot be read
 */
export function writeNotes(
  folder: string,
  items: Iterable<CslItem>,
  keys: readonly string[],
  citations: Iterable<{ citing: number; cited: number }>,
): NotesReport {
  const there = notesIn(folder);
  const taken = new Set(there.files.map((file) => file.toLowerCase()));
  const notes: { name: string; isNew: boolean }[] = [];
  let place = 0;
  for (const item of items) {
    const known = namesOf(item)
      .map((id) => there.byPaper.get(id))
      .find((file) => file !== undefined);
    const file = known ?? freeName(keys[place]!, taken);
    taken.add(file.toLowerCase());
    notes.push({ name: file.replace(/\.md$/iu, ''), isNew: known === undefined });
    place += 1;
  }
  const cites = notes.map((): number[] => []);
  for (const { citing, cited } of citations) cites[citing]!.push(cited);
  const report: NotesReport = { written: 0, updated: 0, same: 0, left: [] };
  place = 0;
  for (const item of items) {
    const { name, isNew } = notes[place]!;
    const properties = noteProperties(
      item,
      keys[place]!,
      cites[place]!.map((at) => notes[at]!.name),
    );
    const file = path.join(folder, `${name}.md`);
    try {
      if (isNew) {
        writeWhole(file, [newNote(properties, newBody(item))], false);
        report.written += 1;
      } else report[update(file, properties)] += 1;
    } catch (error) {
      report.left.push({ file, why: whyLeft(error) });
    }
    place += 1;
  }
  return report;
}

function update(file: string, properties: ReturnType<typeof noteProperties>): 'updated' | 'same' {
  if (statSync(file).size > MOST_BYTES) throw new Error('it is too long for a note');
  const bytes = readFileSync(file);
  if (!isUtf8(bytes)) throw new Error('it is not UTF-8 text');
  const text = bytes.toString('utf8');
  const now = updatedNote(text, properties);
  if (now === text) return 'same';
  writeWhole(file, [now], true);
  return 'updated';
}

function whyLeft(error: unknown): string {
  if (error instanceof FileExistsError) return 'another program has made it meanwhile';
  return systemReason(error) ?? (error as Error).message;
}

/** The notes of a folder, and of which papers they are. */
function notesIn(folder: string): { files: string[]; byPaper: Map<string, string> } {
  const files = readdirSync(folder);
  const byPaper = new Map<string, string>();
  for (const file of files.filter((name) => /\.md$/iu.test(name)).sort()) {
    const paper = paperOfNote(headOf(path.join(folder, file)));
    // Of two notes of one paper the first is it.
    if (paper !== undefined && !byPaper.has(paper)) byPaper.set(paper, file);
  }
  return { files, byPaper };
}

function headOf(file: string): string {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return '';
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    return bytes.toString('utf8', 0, readSync(handle, bytes, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}

/** The ids a note of this paper may have been given. */
function namesOf(item: CslItem): string[] {
  const doi = doiOf(item);
  const arxiv = eprintOf(item)?.number;
  return [
    item.id,
    ...(doi === null ? [] : [`doi:${doi.toLowerCase()}`]),
    ...(arxiv === undefined ? [] : [`arxiv:${arxiv}`]),
  ];
}

/** A name that no file of the folder has, also where capitals do not matter. */
function freeName(key: string, taken: ReadonlySet<string>): string {
  const safe =
    key
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9._+-]+/gu, '-')
      .replace(/^[.-]+|[.-]+$/gu, '')
      .slice(0, LONGEST_NAME) || 'paper';
  const stem = DEVICES.test(safe.split('.')[0]!) ? `${safe}_` : safe;
  let name = `${stem}.md`;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${stem}-${number}.md`;
  return name;
}
