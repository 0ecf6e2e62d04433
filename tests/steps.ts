/** Counts what a function does with texts: characters that regular expressions pass over and that are cut out or searched. */

/**
 * The steps of a run: for each match that is looked for the characters from where it is begun to where it ends (or to the end of
 * the text, where there is none), for each cut the characters of it, for each search those that are passed.
 */
export function stepsOf(run: () => unknown): number {
  let steps = 0;
  const { exec } = RegExp.prototype;
  const { slice, indexOf, lastIndexOf, normalize } = String.prototype;
  RegExp.prototype.exec = function (this: RegExp, text: string): RegExpExecArray | null {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    const end = found === null ? (this.sticky ? from : text.length) : found.index + found[0].length;
    steps += Math.max(0, end - from) + 1;
    return found;
  };
  String.prototype.slice = function (this: string, from?: number, to?: number): string {
    const cut = slice.call(this, from, to);
    steps += cut.length + 1;
    return cut;
  };
  String.prototype.indexOf = function (this: string, wanted: string, from?: number): number {
    const at = indexOf.call(this, wanted, from);
    steps += (at < 0 ? this.length : at) - Math.min(this.length, from ?? 0) + 1;
    return at;
  };
  String.prototype.lastIndexOf = function (this: string, wanted: string, from?: number): number {
    const at = lastIndexOf.call(this, wanted, from);
    steps += Math.min(this.length, from ?? this.length) - Math.max(0, at) + 1;
    return at;
  };
  String.prototype.normalize = function (this: string, form?: string): string {
    steps += this.length + 1;
    return normalize.call(this, form);
  };
  try {
    run();
    return steps;
  } finally {
    Object.assign(RegExp.prototype, { exec });
    Object.assign(String.prototype, { slice, indexOf, lastIndexOf, normalize });
  }
}
