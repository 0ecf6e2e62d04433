/** The difference between a text and the same text with something put in, in the form that `diff -u` prints. */

/** Unchanged lines shown around a change. */
const AROUND = 3;

/** Lines that are put into one at most: an entry has no more fields. */
const PUT_IN = 60;

/** What stands behind a last line that is not ended. */
const NO_LINE_END = '\n\\ No newline at end of file';

type Line = { sign: ' ' | '+' | '-'; text: string };

/**
 * Hunks with their heads; empty where nothing was put in.
 * @param after `before` with stretches put in, each in or behind a line of `before`
 */
export function insertionDiff(before: string, after: string): string[] {
  const old = linesOf(before);
  const lines: Line[] = [];
  let at = 0;
  const changed = linesOf(after);
  for (let i = 0; i < changed.length; i += 1) {
    const text = changed[i]!;
    const next = old[at];
    if (text === next) {
      lines.push({ sign: ' ', text });
      at += 1;
    } else if (next !== undefined && next.trim() !== '' && text.startsWith(next.replace(NO_LINE_END, ''))) {
      lines.push({ sign: '-', text: next }, { sign: '+', text });
      at += 1;
    } else {
      const end = next === undefined ? undefined : splitEnd(next, changed, i);
      if (end === undefined) lines.push({ sign: '+', text });
      else {
        lines.push({ sign: '-', text: next! });
        for (; i <= end; i += 1) lines.push({ sign: '+', text: changed[i]! });
        i = end;
        at += 1;
      }
    }
  }
  return hunks(lines);
}

/** Where a line ends that something was put into: `year = 2018}` may become `year = 2018,`, new fields, and `}`. */
function splitEnd(line: string, changed: readonly string[], from: number): number | undefined {
  const begun = changed[from]!;
  let same = 0;
  while (same < begun.length && begun[same] === line[same]) same += 1;
  if (line.slice(0, same).trim() === '') return undefined;
  const rest = line.slice(same);
  for (let end = from; end < Math.min(changed.length, from + PUT_IN); end += 1)
    if (end > from ? changed[end]!.endsWith(rest) : begun.length > line.length && begun.slice(same).endsWith(rest))
      return end;
  return undefined;
}

/** A line that is the last and has no line break is another one than with it. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop()!;
  return [...lines, ...(last === '' ? [] : [last + NO_LINE_END])];
}

function hunks(lines: readonly Line[]): string[] {
  const shown = new Uint8Array(lines.length);
  for (const [at, { sign }] of lines.entries())
    if (sign !== ' ') shown.fill(1, Math.max(0, at - AROUND), at + AROUND + 1);
  const printed: string[] = [];
  let [oldLine, newLine] = [1, 1];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (end < lines.length && shown[end] === 1) end += 1;
    const hunk = lines.slice(at, end);
    const count = (sign: '+' | '-'): number => hunk.filter((line) => line.sign !== sign).length;
    const [olds, news] = [count('+'), count('-')];
    if (hunk.length > 0) {
      const from = (line: number, many: number): string => `${many === 0 ? line - 1 : line},${many}`;
      printed.push(`@@ -${from(oldLine, olds)} +${from(newLine, news)} @@`);
      for (const { sign, text } of hunk) printed.push(sign + text);
    }
    oldLine += olds;
    newLine += news;
    while (end < lines.length && shown[end] === 0) {
      end += 1;
      oldLine += 1;
      newLine += 1;
    }
    at = end;
  }
  return printed;
}
