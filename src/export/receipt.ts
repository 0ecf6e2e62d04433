/**
 * A receipt says where an exported file came from, and enough to write it again and tell what differs: what was asked,
 * what the library was, and of every paper its key and a fingerprint.
 */
import { createHash } from 'node:crypto';
import type { SourceLine } from '../library/read/provenance.js';
import type { CslItem } from './csl.js';

/** What decides how papers are written. */
export interface ExportSettings {
  format: string;
  annotate: boolean;
  ascii: boolean;
  abbreviateAuthors?: number;
  /** As key-pattern.ts prints it. */
  keyPattern: string;
}

/** An export as it was asked for. */
export interface ExportRequest {
  /** The hub's name. */
  paper: string;
  /** The canonical query line. */
  query: string;
  /** The papers named one by one, where they were. */
  ids?: string[];
  /** The named review whose decisions are asked for and written; absent for the one the hub has by itself. */
  review?: string;
  settings: ExportSettings;
}

export interface ReceiptPaper {
  id: string;
  /** '' in formats without keys. */
  key: string;
  /** Changes when something changes that the format writes. */
  fingerprint: string;
}

export interface Receipt {
  /** What wrote it: `pith-tui 0.1.0`. */
  program: string;
  /** UTC time. */
  written: string;
  /** The file's name without its folder, and the SHA-256 of its bytes in hexadecimal. */
  file: string;
  sha256: string;
  request: ExportRequest;
  /** SHA-256 over what the library says of the hub and its citing papers. */
  library: { digest: string };
  sources: SourceLine[];
  counts: {
    /** Citing papers in the library, those that match the query, and those in the file. */
    citing: number;
    matching: number;
    exported: number;
    excluded: { why: string; papers: number }[];
  };
  /** The last merge into the file, where all that happened to it since the export were merges. */
  merged?: Merging;
  papers: ReceiptPaper[];
}

/** The place of a file's receipt. */
export function receiptFile(file: string): string {
  return `${file}.receipt.json`;
}

/** Bytes of the fingerprint of a paper: two of ten thousand are the same by chance once in 10^11 files. */
const FINGERPRINT_LETTERS = 16;

/** Of what the format writes of a paper. */
export function fingerprint(item: CslItem, key: string, settings: ExportSettings): string {
  let written: CslItem = item;
  if (settings.format === 'bibtex' || settings.format === 'biblatex') {
    const { abstract: _, custom, ...rest } = item;
    const { primaryClass } = custom ?? {};
    const kept = settings.annotate ? custom : primaryClass === undefined ? undefined : { primaryClass };
    written = { ...rest, ...(kept === undefined ? {} : { custom: kept }) };
  }
  return createHash('sha256')
    .update(`${key}\n${JSON.stringify(written)}`)
    .digest('hex')
    .slice(0, FINGERPRINT_LETTERS);
}

/** As JSON, a line for each paper. */
export function printReceipt({ papers, ...head }: Receipt): string {
  const lines = papers.map(({ id, key, fingerprint }) => `    ${JSON.stringify([id, key, fingerprint])}`);
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "papers": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** A later merge of papers into the file by this program. */
interface Merging {
  /** UTC time. */
  at: string;
  /** Of the file's bytes after it. */
  sha256: string;
}

/**
 * The receipt of a file that this program merged papers into; null where the file was not as the receipt, or the merge
 * before, left it, or the text is no receipt.
 * @param before SHA-256 of the file as it was
 */
export function withMerging(text: string, before: string, merging: Merging): string | null {
  const receipt = readReceipt(text);
  if (receipt === null || before !== (receipt.merged?.sha256 ?? receipt.sha256)) return null;
  const { papers: _, ...head } = JSON.parse(text) as Receipt;
  return printReceipt({ ...head, merged: merging, papers: receipt.papers });
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What of a receipt is needed to judge a file by; null where the text is no receipt of this program. */
export function readReceipt(
  text: string,
): Pick<Receipt, 'program' | 'written' | 'sha256' | 'request' | 'library' | 'merged' | 'papers'> | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(json)) return null;
  const { program, written, sha256, library, merged, papers } = json;
  const request = readRequest(json.request);
  if (request === null || !isText(program) || !isText(written) || !isText(sha256)) return null;
  if (merged !== undefined && !(isObject(merged) && isText(merged.at) && isText(merged.sha256))) return null;
  if (!isObject(library) || !isText(library.digest) || !Array.isArray(papers)) return null;
  if (!papers.every((paper) => Array.isArray(paper) && paper.length === 3 && paper.every(isText))) return null;
  return {
    program,
    written,
    sha256,
    request,
    library: { digest: library.digest },
    ...(merged !== undefined && { merged: { at: merged.at as string, sha256: merged.sha256 as string } }),
    papers: (papers as [string, string, string][]).map(([id, key, fingerprint]) => ({ id, key, fingerprint })),
  };
}

function readRequest(json: unknown): ExportRequest | null {
  if (!isObject(json) || !isObject(json.settings)) return null;
  const { paper, query, ids, review } = json;
  const { format, annotate, ascii, abbreviateAuthors, keyPattern } = json.settings;
  if (!isText(paper) || !isText(query) || !isText(format) || !isText(keyPattern)) return null;
  if (typeof annotate !== 'boolean' || typeof ascii !== 'boolean') return null;
  if (review !== undefined && !isText(review)) return null;
  if (ids !== undefined && !(Array.isArray(ids) && ids.every(isText))) return null;
  if (abbreviateAuthors !== undefined && !(Number.isInteger(abbreviateAuthors) && Number(abbreviateAuthors) > 0))
    return null;
  return {
    paper,
    query,
    ...(ids === undefined ? {} : { ids }),
    ...(review === undefined ? {} : { review }),
    settings: {
      format,
      annotate,
      ascii,
      keyPattern,
      ...(abbreviateAuthors === undefined ? {} : { abbreviateAuthors: Number(abbreviateAuthors) }),
    },
  };
}

export interface Difference {
  came: ReceiptPaper[];
  went: ReceiptPaper[];
  /** As they are now. */
  changed: ReceiptPaper[];
  /** The same papers in another order. */
  reordered: boolean;
}

/** What papers came, went or changed between two lists. */
export function difference(then: readonly ReceiptPaper[], now: readonly ReceiptPaper[]): Difference {
  const before = new Map(then.map((paper) => [paper.id, paper]));
  const after = new Set(now.map(({ id }) => id));
  const came = now.filter(({ id }) => !before.has(id));
  const went = then.filter(({ id }) => !after.has(id));
  return {
    came,
    went,
    changed: now.filter(({ id, fingerprint }) => before.has(id) && before.get(id)!.fingerprint !== fingerprint),
    reordered: came.length === 0 && went.length === 0 && now.some(({ id }, at) => then[at]!.id !== id),
  };
}
