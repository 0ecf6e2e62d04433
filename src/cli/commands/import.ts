/** `pith-tui import`: hubs and citing papers from files and dumps into the library. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { parseId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { mendRecord } from '../../hub/record-fields.js';
import { counted, countWords, listedTwiceWords } from '../../hub/share.js';
import type { Library } from '../../library/library.js';
import { details } from '../../library/read/details.js';
import { hubHead } from '../../library/read/hubs.js';
import { workWithId } from '../../library/works/ids.js';
import { type ImportReport, importRecords } from '../../library/write/import-records.js';
import { getReady, readAhead } from '../../sources/ahead/ahead.js';
import type { Batch, ReadBatches } from '../../sources/ahead/batches.js';
import type { Problem } from '../../sources/decoded.js';
import { type ReadOptions, readSource } from '../../sources/read.js';
import type { Wanted } from '../../sources/source.js';
import { displayText } from '../../text/width.js';
import type { Invocation } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryToFill, today } from '../library.js';
import { joinedWords, print, say } from '../output.js';
import { onePaper } from '../paper.js';
import { cut } from '../plain.js';
import { timeWords } from '../progress-line.js';
import { citedFrom } from './import/cited-from.js';
import { filesOf } from './import/files.js';
import { importMine } from './import/own-bibliographies.js';
import { inPieces, PIECE } from './import/pieces.js';

/** Problems, and files passed over, that are shown. */
const SHOWN = 20;
export async function importFiles(invocation: Invocation): Promise<number> {
  // The thread that reads has its room at once.
  setFlagsFromString(`--min-semi-space-size=${YOUNG / 2}`);
  if (invocation.switches.has('mine')) return importMine(invocation);
  const strict = invocation.switches.has('strict');
  const words = invocation.words.map((word) => word.text);
  if (strict && words.includes('-'))
    throw new UserError(
      '--strict reads everything twice, and standard input can only be read once; save it to a file first.',
    );
  const [paper] = words;
  if (paper !== undefined && words.length === 1 && parseId(paper) !== null && !existsSync(paper))
    throw new UserError(`There is no file ${paper}; to fetch the papers that cite it: pith-tui fetch ${paper}`);
  const hubs = invocation.values.get('hub') ?? [];
  const table = invocation.values.get('cited-from')?.[0];
  const found = await filesOf(words, hubs.length > 0);
  const isTable = (file: string): boolean => table !== undefined && path.resolve(file) === path.resolve(table);
  const paths = found.paths.filter((file) => !isTable(file));
  const passedOver = found.passedOver.filter((file) => !isTable(file.path));
  if (hubs.length === 0) getReady(paths);
  const library = await libraryToFill(invocation);
  for (const { path: file, what } of passedOver.slice(0, SHOWN)) say(`Skipped ${displayText(file)}: it is ${what}.`);
  if (passedOver.length > SHOWN) say(`… and ${counted(passedOver.length - SHOWN, 'more file')} skipped.`);
  if (paths.length === 0) throw new UserError('There is nothing to import in these files.');
  const cited = citedId(library, invocation.values.get('cited')?.[0]);
  const each =
    table === undefined
      ? new Map<string, Id>()
      : await citedFrom(table, words, paths, (paper) => citedId(library, paper)!);
  // What a file tells of a hub's names helps with the next, and so do the @strings it defines.
  const options = (file: string, strings: Map<string, string>): ReadOptions => {
    const wanted = wantedOf(library, hubs);
    const ofFile = each.get(path.resolve(file)) ?? cited;
    return {
      at: today(),
      strict,
      strings,
      ...(ofFile === undefined ? {} : { cited: ofFile }),
      ...(wanted === undefined ? {} : { wanted }),
    };
  };
  // Nothing may be written before the last file is known to be right, and files need not fit in memory: so they are read twice.
  const checked = new Map<string, string>();
  if (strict) for (const file of paths) await readStrictly(file, options(file, checked));
  let code: number = EXIT.ok;
  const strings = new Map<string, string>();
  for (const file of paths) {
    try {
      const worked = await importFile(library, file, { ...options(file, strings), strict: false });
      if (!worked) code = EXIT.trouble;
    } catch (error) {
      if (strict || paths.length === 1 || !(error instanceof Error && error.name === 'SourceError')) throw error;
      say(`pith-tui: ${error.message}`);
      code = EXIT.trouble;
    }
  }
  return code;
}

/**
 * Room for new objects, in MB: with less they are moved about while they are in use, and the 128 that V8 would give them make nothing
 * faster.
 */
const YOUNG = 8;

/** Once new objects have that room, they keep to it. */
function boundYoung(): void {
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
  if ((young?.space_size ?? 0) >= YOUNG * 2 ** 20) setFlagsFromString('--semi-space-growth-factor=1');
}

function citedId(library: Library, text: string | undefined): Id | undefined {
  if (text === undefined) return undefined;
  return parseId(text) ?? hubHead(library, onePaper(library, text, true)).id;
}

/** The hubs a dump is cut to, each by all the names the library knows of it. */
function wantedOf(library: Library, texts: readonly string[]): Wanted | undefined {
  if (texts.length === 0) return undefined;
  const hubs = texts.map((text): readonly Id[] => {
    const id = parseId(text);
    const work = id === null ? onePaper(library, text, true) : workWithId(library, id);
    // A name the library does not know is the only one there is; one it knows comes first, as it was given.
    return work === undefined
      ? [id!]
      : [...new Set([...(id === null ? [] : [id]), ...details(library, null, work).ids])];
  });
  const ids = new Set(hubs.flat());
  return { hubs, knows: (id) => ids.has(id) || workWithId(library, id) !== undefined };
}

/** @throws for the first thing that is wrong with the file, naming its place. */
async function readStrictly(file: string, options: ReadOptions): Promise<void> {
  const { items } = await readSource(file, options);
  let records = 0;
  for await (const item of items) {
    if (!('record' in item)) continue;
    records += 1;
    mendRecord(item.record, (message) => {
      throw new UserError(`${file}, record ${records}: ${message}.`);
    });
  }
}

/** @returns false where nothing in the file could be used. */
async function importFile(library: Library, file: string, options: ReadOptions): Promise<boolean> {
  const read = await readAhead(file, options);
  const problems: Problem[] = [];
  let problemCount = 0;
  let recordCount = 0;
  const taken = (batch: Batch): void => {
    recordCount += batch.records.length;
    problemCount += batch.problems.length;
    problems.push(...batch.problems.slice(0, SHOWN - problems.length));
  };
  const clear = showProgress(file, read, () => recordCount);
  let report: ImportReport;
  try {
    const pieces = inPieces(read.batches, taken, read.turn === undefined ? Infinity : PIECE);
    const origin = { source: read.source, from: file };
    const { share, lines } = { share: read.progress, lines: () => read.reading.lines };
    report = await importRecords(library, pieces.next(), { ...origin, share, lines }, boundYoung);
    for (let before = recordCount; pieces.more(); before = recordCount)
      add(report, await importRecords(library, pieces.next(), origin, boundYoung), before);
  } finally {
    clear();
  }
  const { passed, lines, notes } = read.reading;
  const twice =
    report.listedTwice === 0 ? '' : `; ${listedTwiceWords({ papers: report.listedTwice, source: read.source })}`;
  const left = [...passed].map(([what, count]) => `; left out ${countWords(count)} ${what}`).join('');
  await print([`${displayText(file)} (${read.format}): ${summary(report)}${twice}${left}.\n`]);
  for (const note of [...notes, ...report.notes]) say(`  ${displayText(file)}: ${cut(note, 400)}`);
  for (const { place, message } of report.problems.slice(0, SHOWN - problems.length))
    problems.push({ place: place ?? 'the file', message });
  for (const { place, message } of problems) say(`  ${displayText(file)}, ${displayText(place)}: ${cut(message, 400)}`);
  const more = problemCount + report.problemCount - problems.length;
  if (more > 0) say(`  … and ${counted(more, 'more problem')}`);
  // Of a dump, that nothing was wanted is no fault.
  return recordCount > 0 || problemCount === 0 || (options.wanted !== undefined && lines > problemCount);
}

/** Adds the report of a further piece, before which there were so many records. */
function add(report: ImportReport, piece: ImportReport, before: number): void {
  for (const [kind] of KINDS)
    for (const outcome of ['added', 'changed', 'same'] as const) report[kind][outcome] += piece[kind][outcome];
  report.joined += piece.joined;
  report.listedTwice += piece.listedTwice;
  report.notes.push(...piece.notes);
  report.problemCount += piece.problemCount;
  for (const { place, message } of piece.problems.slice(0, SHOWN - report.problems.length))
    report.problems.push({
      ...(place && { place: place.replace(/^record (\d+)/u, (_, number) => `record ${Number(number) + before}`) }),
      message,
    });
}

const KINDS = [
  ['works', 'work'],
  ['citations', 'citation'],
  ['judgements', 'judgement'],
  ['reviews', 'review'],
  ['claims', 'claim'],
  ['integrity', 'integrity check'],
  ['hubs', 'hub'],
] as const satisfies readonly [Exclude<keyof ImportReport, 'joined' | 'problems' | 'problemCount'>, string][];

/** `371 works, 370 citations added; 2 works changed`, or that there was nothing new. */
function summary(report: ImportReport): string {
  const part = (outcome: 'added' | 'changed' | 'same'): string =>
    KINDS.filter(([kind]) => report[kind][outcome] > 0)
      .map(([kind, one]) => counted(report[kind][outcome], one))
      .join(', ');
  const added = part('added');
  const changed = part('changed');
  const said = [
    added === '' ? '' : `${added} added`,
    changed === '' ? '' : `${changed} changed`,
    report.joined === 0 ? '' : joinedWords(report.joined),
  ].filter((text) => text !== '');
  if (said.length > 0) return said.join('; ');
  const same = part('same');
  return same === '' ? 'nothing to import' : `nothing new (${same} already there)`;
}

/**
 * One line on the terminal that rewrites itself; nothing where standard error is no terminal.
 * @returns what takes it away
 */
function showProgress(file: string, read: ReadBatches, records: () => number): () => void {
  if (!process.stderr.isTTY) return () => {};
  const start = performance.now();
  let written = 0;
  const write = (line: string): void => {
    process.stderr.write(`\r${line}${' '.repeat(Math.max(0, written - line.length))}${line === '' ? '\r' : ''}`);
    written = line.length;
  };
  const timer = setInterval(() => {
    const { lines } = read.reading;
    const [number, unit] = lines > 0 ? [lines, 'lines'] : [records(), 'records'];
    const seconds = (performance.now() - start) / 1000;
    const share = read.progress();
    const left = share === undefined || share < 0.01 ? undefined : (seconds / share) * (1 - share);
    const parts = [
      `${countWords(number)} ${unit}`,
      `${countWords(Math.round(number / seconds))} a second`,
      ...(share === undefined ? [] : [`${Math.floor(share * 100)}%`]),
      ...(left === undefined || left < 1 ? [] : [`${timeWords(left)} left`]),
    ];
    write(`${cut(file, 30)}: ${parts.join(', ')}`);
  }, 200);
  return () => {
    clearInterval(timer);
    if (written > 0) write('');
  };
}
