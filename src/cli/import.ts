/** `pith-tui import`: hubs and citing papers from files into the library. */
import { parseIdentifier } from '../hub/identifier.js';
import type { HubLibraryRecord, Ref } from '../hub/record.js';
import { countWords } from '../hub/share.js';
import { checkRecord } from '../library/check.js';
import { hubHead } from '../library/hubs.js';
import type { Library } from '../library/open.js';
import { type ImportReport, importRecords } from '../library/write.js';
import type { Problem } from '../sources/decoded.js';
import { readSource } from '../sources/read.js';
import { displayText } from '../tui/text/width.js';
import type { Invocation } from './arguments.js';
import { EXIT, UserError } from './errors.js';
import { libraryPlace, today, writableLibrary } from './library.js';
import { counted, print, say } from './output.js';
import { onePaper } from './paper.js';
import { cut } from './plain.js';

/** Problems shown of one file. */
const SHOWN_PROBLEMS = 20;

export async function importFiles(invocation: Invocation): Promise<number> {
  const strict = invocation.switches.has('strict');
  const files = invocation.words.map((word) => word.text);
  const { library, notice } = await writableLibrary(libraryPlace(invocation));
  if (notice !== undefined) say(notice);
  const cited = citedRef(library, invocation.values.get('cited')?.[0]);
  // Nothing may be written before the last file is known to be right, and files need not fit in memory: so they are read twice.
  if (strict) for (const file of files) await readStrictly(file, cited);
  let code: number = EXIT.ok;
  for (const file of files) {
    try {
      const worked = await importFile(library, file, cited);
      if (!worked) code = EXIT.trouble;
    } catch (error) {
      if (strict || files.length === 1 || !(error instanceof Error && error.name === 'SourceError')) throw error;
      say(`pith-tui: ${error.message}`);
      code = EXIT.trouble;
    }
  }
  return code;
}

function citedRef(library: Library, text: string | undefined): Ref | undefined {
  if (text === undefined) return undefined;
  return parseIdentifier(text) ?? hubHead(library, onePaper(library, text, true)).ref;
}

function options(cited: Ref | undefined, strict: boolean): { at: string; strict: boolean; cited?: Ref } {
  return { at: today(), strict, ...(cited === undefined ? {} : { cited }) };
}

/** @throws for the first thing that is wrong with the file, naming its place. */
async function readStrictly(file: string, cited: Ref | undefined): Promise<void> {
  const { items } = await readSource(file, options(cited, true));
  let records = 0;
  for await (const item of items) {
    if (!('record' in item)) continue;
    records += 1;
    checkRecord(item.record, (message) => {
      throw new UserError(`${file}, record ${records}: ${message}.`);
    });
  }
}

/** @returns false where nothing in the file could be used. */
async function importFile(library: Library, file: string, cited: Ref | undefined): Promise<boolean> {
  const { source, format, items } = await readSource(file, options(cited, false));
  const problems: Problem[] = [];
  let problemCount = 0;
  let recordCount = 0;
  const progress = progressLine(file);
  async function* records(): AsyncGenerator<HubLibraryRecord> {
    for await (const item of items) {
      if ('record' in item) {
        recordCount += 1;
        yield item.record;
      } else {
        problemCount += 1;
        if (problems.length < SHOWN_PROBLEMS) problems.push(item.problem);
      }
    }
  }
  let report: ImportReport;
  try {
    report = await importRecords(library, records(), { source, from: file }, progress.show);
  } finally {
    progress.clear();
  }
  await print([`${displayText(file)} (${format}): ${summary(report)}.\n`]);
  for (const { place, message } of report.problems.slice(0, SHOWN_PROBLEMS - problems.length))
    problems.push({ place: place ?? 'the file', message });
  for (const { place, message } of problems) say(`  ${displayText(file)}, ${displayText(place)}: ${cut(message, 400)}`);
  const more = problemCount + report.problemCount - problems.length;
  if (more > 0) say(`  … and ${counted(more, 'more mistake')}`);
  return recordCount > 0 || problemCount === 0;
}

const KINDS = [
  ['works', 'work'],
  ['citations', 'citation'],
  ['judgements', 'judgement'],
  ['reviews', 'review'],
  ['claims', 'claim'],
  ['hubs', 'hub'],
] as const;

/** `371 works, 370 citations added; 2 works changed`, or that there was nothing new. */
function summary(report: ImportReport): string {
  const part = (outcome: 'added' | 'changed' | 'same'): string =>
    KINDS.filter(([kind]) => report[kind][outcome] > 0)
      .map(([kind, one]) => counted(report[kind][outcome], one))
      .join(', ');
  const added = part('added');
  const changed = part('changed');
  const said = [added === '' ? '' : `${added} added`, changed === '' ? '' : `${changed} changed`].filter(
    (text) => text !== '',
  );
  if (said.length > 0) return said.join('; ');
  const same = part('same');
  return same === '' ? 'nothing to import' : `nothing new (${same} already there)`;
}

/** One line on the terminal that rewrites itself; nothing where standard error is no terminal. */
function progressLine(file: string): { show: (records: number) => void; clear: () => void } {
  if (!process.stderr.isTTY) return { show: () => {}, clear: () => {} };
  const start = performance.now();
  let last = start;
  let written = 0;
  const write = (line: string): void => {
    process.stderr.write(`\r${line}${' '.repeat(Math.max(0, written - line.length))}${line === '' ? '\r' : ''}`);
    written = line.length;
  };
  return {
    show(records) {
      const now = performance.now();
      if (now - last < 100) return;
      last = now;
      const rate = Math.round((records / (now - start)) * 1000);
      write(`${cut(file, 30)}: ${countWords(records)} records, ${countWords(rate)} a second`);
    },
    clear: () => {
      if (written > 0) write('');
    },
  };
}
