/** Lines of a text one by one: one of nothing but line ends has millions, which no list should hold. */

/** @param end what ends a line, with the flag `g` */
export function* linesIn(text: string, end: RegExp): Generator<string> {
  let start = 0;
  for (const found of text.matchAll(end)) {
    yield text.slice(start, found.index);
    start = found.index + found[0].length;
  }
  yield text.slice(start);
}
