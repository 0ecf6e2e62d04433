/** Items as texts, a piece each. */
import type { CslItem } from './csl.js';

type Print = (item: CslItem, at: number) => string;

/** Items of a library, which can be printed in another order than theirs: in the one in which they are read fastest. */
export interface ItemsToPrint extends Iterable<CslItem> {
  /** What `print` says of each of them, in their order. */
  printed(print: Print): Iterable<string>;
}

/** What `print` says of each item, in their order; it may be asked in any other, and of more items than are looked at. */
export function printed(items: Iterable<CslItem> | ItemsToPrint, print: Print): Iterable<string> {
  return 'printed' in items ? items.printed(print) : inTurn(items, print);
}

function* inTurn(items: Iterable<CslItem>, print: Print): Generator<string> {
  let at = 0;
  for (const item of items) {
    yield print(item, at);
    at += 1;
  }
}
