/** An export from what was asked: the papers, and their text. */
import type { ExportWarning } from '../../../export/bibtex/entry.js';
import { type KeyPattern, readKeyPattern } from '../../../export/bibtex/key-pattern.js';
import { libraryKeys } from '../../../export/bibtex/library-keys.js';
import { cslItems } from '../../../export/csl-items.js';
import { NETWORK_TABLE } from '../../../export/format-table.js';
import { FORMATS, type FormatOptions } from '../../../export/formats.js';
import { NETWORKS } from '../../../export/networks/networks.js';
import type { Chunk } from '../../../export/printed.js';
import { type ExportRequest, type ExportSettings, fingerprint, type ReceiptPaper } from '../../../export/receipt.js';
import { reviewScreening, type Screening } from '../../../hub/decisions/decision.js';
import { ownScreening } from '../../../library/decisions/screening.js';
import { networkOf } from '../../../library/graph/network.js';
import type { Library } from '../../../library/library.js';
import type { View, WorkNumber } from '../../../library/model.js';
import { hubRecords } from '../../../library/read/records.js';
import { runQuery } from '../../../library/search/view.js';
import { encodeInterchange } from '../../../sources/interchange/encode.js';
import { listWords } from '../../../text/list-words.js';
import { EXPORT_FORMATS } from '../../commands.js';
import { EXIT, UserError } from '../../errors.js';
import { markedProblem, onePaper, readQuery } from '../../paper.js';
import { cut } from '../../plain.js';
import { threadsOn } from '../../printing/threads.js';

export interface Chosen {
  hub: WorkNumber;
  /** Whose decisions go along. */
  screening: Screening;
  /** Papers that match the query. */
  matching: number;
  /** Whether words were forgiven typing errors for that, and which. */
  fuzzy: boolean;
  forgiven: View['forgiven'];
  /** Those to write, in their order. */
  ids: WorkNumber[];
}

/**
 * The papers that a request is of.
 * @throws UserError where a paper named one by one does not match, unless `lenient`, which leaves it out
 */
export function chosenPapers(library: Library, hub: WorkNumber, request: ExportRequest, lenient = false): Chosen {
  const screening = request.review === undefined ? ownScreening(library, hub) : reviewScreening(request.review);
  const view = runQuery(library, hub, readQuery(request.query), screening);
  const answer = { hub, screening, matching: view.total, fuzzy: view.fuzzy, forgiven: () => view.forgiven() };
  if (request.ids === undefined) return { ...answer, ids: view.works(0, view.total) };
  const works = request.ids.flatMap((text) => {
    const work = named(library, text, lenient);
    if (work !== undefined && view.position(work) >= 0) return [work];
    if (lenient) return [];
    throw new UserError(`${cut(text, 100)} is not among the citing papers that match.`, EXIT.nothing);
  });
  return { ...answer, ids: [...new Set(works)] };
}

function named(library: Library, text: string, lenient: boolean): WorkNumber | undefined {
  try {
    return onePaper(library, text, true);
  } catch (error) {
    if (lenient && error instanceof UserError) return undefined;
    throw error;
  }
}

/** @throws UserError with the pattern and a mark under the problem. */
export function keyPatternOf(text: string): KeyPattern {
  const read = readKeyPattern(text);
  if ('pattern' in read) return read.pattern;
  throw new UserError(markedProblem(read.problem.message, text, read.problem.column));
}

export interface Written {
  /** The file's text; the warnings are told while it is walked through. */
  pieces: Iterable<Chunk>;
  /** Of each paper, in formats that have keys. */
  keys?: readonly string[];
  /** False where there are keys and the library could not be told to keep them. */
  keysKept: boolean;
}

/** @param keep false: no key that is new is kept in the library, since nothing is handed out */
export function papersText(
  library: Library,
  { hub, screening, ids: works }: Chosen,
  { format, annotate, ascii, abbreviateAuthors, keyPattern }: ExportSettings,
  keep: boolean,
  warn: (warning: ExportWarning) => void,
): Written {
  if (format === 'hub') return { pieces: encodeInterchange(hubRecords(library, hub)), keysKept: true };
  const network = NETWORK_TABLE.find(({ name }) => name === format);
  if (network !== undefined) return { pieces: NETWORKS[network.name](networkOf(library, hub, works)), keysKept: true };
  const writer = FORMATS.find(({ name }) => name === format);
  if (writer === undefined)
    throw new UserError(
      `There is no format ${cut(format, 40)}; there are ${listWords(
        EXPORT_FORMATS.map(({ name }) => name),
        'and',
      )}.`,
    );
  const { keys, kept } = libraryKeys(library, hub, works, { pattern: keyPatternOf(keyPattern), keep });
  const options: FormatOptions = {
    annotate,
    ascii,
    keys,
    ...(abbreviateAuthors === undefined ? {} : { abbreviateAuthors }),
  };
  const items = cslItems(library, hub, works, screening, writer.abstracts, threadsOn(library));
  return { pieces: writer.write(items, options, warn), keys, keysKept: kept };
}

/** The papers as a receipt names them. */
export function receiptPapers(
  library: Library,
  { hub, screening, ids: works }: Chosen,
  settings: ExportSettings,
  keys: readonly string[] | undefined,
): ReceiptPaper[] {
  const papers: ReceiptPaper[] = [];
  for (const item of cslItems(library, hub, works, screening)) {
    const key = keys?.[papers.length] ?? '';
    papers.push({ id: item.id, key, fingerprint: fingerprint(item, key, settings) });
  }
  return papers;
}
