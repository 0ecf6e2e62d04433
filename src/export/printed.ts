/** Items as texts. */
import type { CslItem } from './csl.js';

type Print<Item> = (item: Item, at: number) => string;

/** Items of a library, which can be printed in another order than theirs: in the one in which they are read fastest. */
export interface ItemsToPrint<Item = CslItem> extends Iterable<Item> {
  /** What `print` says of each of them, in their order, many a piece. */
  printed(print: Print<Item>): Iterable<string>;
}

/** What `print` says of the items, in their order, one or many a piece; it may be asked in any other, and of more items than are looked at. */
export function printed<Item>(items: Iterable<Item> | ItemsToPrint<Item>, print: Print<Item>): Iterable<string> {
  return 'printed' in items ? items.printed(print) : inTurn(items, print);
}

function* inTurn<Item>(items: Iterable<Item>, print: Print<Item>): Generator<string> {
  let at = 0;
  for (const item of items) {
    yield print(item, at);
    at += 1;
  }
}
