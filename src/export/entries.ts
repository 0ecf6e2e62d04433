/** Entries of which each is written without a look at the others: here, or by somebody else at the same time. */
import type { CslItem } from './csl.js';
import type { FormatName } from './format-table.js';
import { type Chunk, type ItemsToPrint, printed } from './printed.js';

export interface EntryOptions {
  /** Role, polarity, verdict and novelty too, in formats that can do without. */
  annotate?: boolean;
  /** LaTeX commands instead of Unicode, in formats that are LaTeX. */
  ascii?: boolean;
  /** Longer author lists are cut after so many names, in formats that are LaTeX. */
  abbreviateAuthors?: number;
}

/**
 * Writes an item's entry, with what parts it from the one before.
 * @param note is told what the whole file has to know of it: plain data
 */
export type PrintEntry<Noted = unknown> = (
  item: CslItem,
  place: { key: string; at: number },
  options: EntryOptions,
  note: (noted: Noted) => void,
) => string;

/** Says which entries are written: plain data. */
export interface EntryOrder {
  format: FormatName;
  options: EntryOptions;
}

/** Items of a library that others can print entries of, too. */
export type CslItems = ItemsToPrint<CslItem, EntryOrder>;

interface Entries<Noted> {
  format: FormatName;
  print: PrintEntry<Noted>;
  options: EntryOptions;
  keys: readonly string[];
  /** Told what was noted of each item, in whatever order. */
  heard?: (at: number, noted: Noted) => void;
}

/** The entries of the items in their order, one or many a piece. */
export function printedEntries<Noted>(
  items: Iterable<CslItem> | CslItems,
  { format, print, options, keys, heard = () => {} }: Entries<Noted>,
): Iterable<Chunk> {
  const { annotate, ascii, abbreviateAuthors } = options;
  const own: EntryOptions = {
    ...(annotate === undefined ? {} : { annotate }),
    ...(ascii === undefined ? {} : { ascii }),
    ...(abbreviateAuthors === undefined ? {} : { abbreviateAuthors }),
  };
  return printed(
    items,
    (item, at, room) => room.put(print(item, { key: keys[at]!, at }, own, (noted) => heard(at, noted))),
    {
      order: { format, options: own },
      beside: (at) => keys[at],
      heard: (at, noted) => heard(at, noted as Noted),
    },
  );
}
