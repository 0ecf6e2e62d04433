/** The log of fetching: a line for each page, wait and end, in the platform's folder for such files. */
import { appendFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../../files/make-folder.js';
import { cleanLine } from '../../../hub/text.js';
import { keepToOwner, ownFolder } from '../../folders.js';

/** A longer log is put aside as `.1`, and the one before it goes. */
const LONGEST = 4_000_000;

export function fetchLogFile(): string {
  return path.join(ownFolder('log'), 'fetch.log');
}

/** Writes lines with the time before them. A log that cannot be written is no reason to stop. */
export function openFetchLog(file = fetchLogFile()): (line: string) => void {
  keepToOwner(path.dirname(file));
  try {
    makeFolder(path.dirname(file));
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LONGEST) renameSync(file, `${file}.1`);
  } catch {}
  return (line) => {
    try {
      appendFileSync(file, `${new Date().toISOString()} ${cleanLine(line)}\n`, { mode: 0o600 });
    } catch {}
  };
}
