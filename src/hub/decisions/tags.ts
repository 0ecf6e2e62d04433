/** Tags in a line, with commas between. */
import { cleanWords } from './decision.js';

/** A tag in quotes, a quote in it doubled, or what stands up to the next comma. */
const PART = /\s*"(?:[^"]|"")*"\s*(?=,|$)|[^,]*/uy;

/** The stretches of a line that are a tag each, in order. */
export function tagParts(text: string): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  for (let from = 0; from <= text.length; from = parts.at(-1)!.to + 1) {
    PART.lastIndex = from;
    parts.push({ from, to: from + PART.exec(text)![0].length });
  }
  return parts;
}

/** A tag as it stands in a line: in quotes where it would be read as another, or as several. */
export function tagTyped(tag: string): string {
  return /,|^[#"]/u.test(tag) ? `"${tag.replaceAll('"', '""')}"` : tag;
}

function tagRead(part: string): string {
  const quoted = /^\s*"(.*)"\s*$/su.exec(part)?.[1];
  return quoted === undefined ? part.replace(/^[\s#]+/u, '') : quoted.replaceAll('""', '"');
}

/** The tags of a line as they are typed, each without its quotes; a sign before one, as people write hashtags, is no part of it. */
export const tagTexts = (text: string): string[] => tagParts(text).map(({ from, to }) => tagRead(text.slice(from, to)));

/** The tags of a line as they are kept. */
export function tagsIn(text: string): string[] {
  return [...new Set(tagTexts(text).map(cleanWords))].filter((tag) => tag !== '');
}
