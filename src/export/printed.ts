/** Items as texts. */
import type { WorkNumber } from '../library/model.js';
import { type Room, roomForTexts } from '../library/read/printing/room.js';
import type { CslItem } from './csl.js';

/** Puts what it says of an item into the room. */
type Print<Item> = (item: Item, at: number, room: Room) => void;

/** A stretch of a text, as bytes where it lay as such; no character is in two. */
export type Chunk = string | Buffer;

/** What others need who are to print what `print` does. */
export interface Told<Order> {
  /** Says what is printed of an item: plain data. */
  order: Order;
  /** What is needed to know besides of the item at this place, which is of this work: plain data. */
  beside?(at: number, work: WorkNumber): unknown;
  /** What somebody else said while printing the item at this place. */
  heard?(at: number, said: unknown): void;
}

/** Items of a library, which can be printed in another order than theirs, in the one in which they are read fastest, and by several. */
export interface ItemsToPrint<Item = CslItem, Order = never> extends Iterable<Item> {
  /** What `print` says of each of them, in their order, many a piece. */
  printed(print: Print<Item>, told?: Told<Order>): Iterable<Chunk>;
}

/** What `print` says of the items, in their order, one or many a piece; it may be asked in any other, and of more items than are looked at. */
export function printed<Item, Order>(
  items: Iterable<Item> | ItemsToPrint<Item, Order>,
  print: Print<Item>,
  told?: Told<Order>,
): Iterable<Chunk> {
  return 'printed' in items ? items.printed(print, told) : inTurn(items, print);
}

function* inTurn<Item>(items: Iterable<Item>, print: Print<Item>): Generator<string> {
  const room = roomForTexts();
  let at = 0;
  for (const item of items) {
    print(item, at, room);
    yield Buffer.from(room.take().bytes.buffer).toString();
    at += 1;
  }
}
