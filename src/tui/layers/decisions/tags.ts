/** Tags as they are typed, with commas between, and completed. */
import { wordsKey } from '../../../hub/decisions/decision.js';
import { tagParts, tagsIn, tagTyped } from '../../../hub/decisions/tags.js';
import { lineOf, type TypedLine } from '../../typed-line.js';

/** The tags in the spelling they have already, where they are known. */
export function spelledAs(tags: readonly string[], known: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => known.find((other) => wordsKey(other) === wordsKey(tag)) ?? tag))];
}

/** The stretch of the tag that the cursor is in. */
function tagAt({ text, cursor }: TypedLine): { from: number; to: number } {
  return tagParts(text).find(({ to }) => to >= cursor)!;
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The known tags that what is typed at the cursor may become, those that begin with it first. Tags of the line are no choice. */
export function completions(line: TypedLine, known: readonly string[]): string[] {
  const { from, to } = tagAt(line);
  const typed = folded(
    line.text
      .slice(from, to)
      .replace(/^[\s#"]+/u, '')
      .trimEnd(),
  );
  const others = new Set(tagsIn(`${line.text.slice(0, from)},${line.text.slice(to)}`));
  const free = known.filter((tag) => !others.has(tag) && folded(tag) !== typed);
  const begins = free.filter((tag) => folded(tag).startsWith(typed));
  return [...begins, ...free.filter((tag) => !begins.includes(tag) && folded(tag).includes(typed))];
}

/** The line with a tag in the place of what is typed at the cursor, and room for the next one. */
export function completed(line: TypedLine, tag: string): TypedLine {
  const { from, to } = tagAt(line);
  const before = line.text.slice(0, from);
  const done = `${before}${before === '' ? '' : ' '}${tagTyped(tag)}, `;
  const rest = line.text.slice(to).replace(/^[,\s]+/u, '');
  return rest === '' ? lineOf(done) : { text: done + rest, cursor: done.length };
}
