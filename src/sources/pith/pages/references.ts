/** The list of references on the page of a Pith Number. */
import { fallbackId, parseId } from '../../../hub/ids/identifier.js';
import type { CitationRecord, Id, WorkRecord } from '../../../hub/record.js';
import { type Decoded, record } from '../../decoded.js';
import { plainInformalTex } from '../../markup/tex.js';
import type { Cut } from './parts/cut.js';
import type { Leftovers } from './parts/leftovers.js';
import { isSentence, type PageLine } from './parts/lines.js';

interface Reference {
  number: number;
  text: string;
  line: PageLine;
}

const NUMBERED = /^(?:\[(\d{1,5})\]|(\d{1,5})[.)] )(.*)$/u;

/**
 * The references of a list, each a citation by the paper.
 * @param isLast the page ends in the last of them: after it, or in its middle
 */
export function* decodeReferences(
  lines: readonly PageLine[],
  citing: Id,
  isLast: 'ended' | 'maybe cut' | false,
  left: Leftovers,
): Generator<Decoded, Cut | undefined> {
  const references = listed(lines, left);
  const last = references.at(-1);
  const isCut = isLast === 'maybe cut' || (isLast === 'ended' && last !== undefined && !isWhole(last.text));
  if (isCut) references.pop();
  for (const { number, text } of references) {
    const work = workOf(text);
    if (work === undefined || work.ids.includes(citing)) continue;
    yield record(work);
    const citation: CitationRecord = { type: 'citation', citing, cited: work.ids[0]!, reference: number };
    yield record(citation);
  }
  return isCut && last !== undefined
    ? { number: last.line.number, what: `reference ${last.number}, which is left out` }
    : undefined;
}

/**
 * The numbered references; of a list without numbers its items, counted. A line that is neither goes on with the one above, if that
 * has not ended and the next number follows it.
 */
function listed(lines: readonly PageLine[], left: Leftovers): Reference[] {
  const found: Reference[] = [];
  const filled = lines
    .filter(({ text }) => text !== '')
    .map((line) => ({ line, text: line.text.replace(/^[•◦‣*-] +/u, '') }));
  const numbers = numbersOf(filled.map(({ text }) => text));
  const isNumbered = numbers.some((number) => number !== undefined);
  // The number that follows each line.
  const next: number[] = [];
  for (let at = filled.length - 1, below = Number.NaN; at >= 0; at -= 1) {
    next[at] = below;
    below = numbers[at] ?? below;
  }
  for (const [at, { line, text }] of filled.entries()) {
    const number = numbers[at];
    const before = found.at(-1);
    if (number !== undefined) found.push({ number, text: NUMBERED.exec(text)![3]!.trim(), line });
    else if (!isNumbered && text !== line.text) found.push({ number: found.length + 1, text, line });
    else if (before !== undefined && !isWhole(before.text) && next[at] === before.number + 1) before.text += ` ${text}`;
    else left.add(line);
  }
  return found.filter(({ text }) => text !== '');
}

/**
 * The number of each line that begins with one: `[3]`; or `3.`, with which a line within a reference may begin as well, where it
 * comes next, or between the numbers around it below a reference that has ended.
 */
function numbersOf(texts: readonly string[]): (number | undefined)[] {
  const marked = texts.map((text) => NUMBERED.exec(text));
  const next: number[] = [];
  for (let at = texts.length - 1, below = Infinity; at >= 0; at -= 1) {
    next[at] = below;
    if (marked[at]?.[1] !== undefined) below = Number(marked[at]![1]);
  }
  let last = 0;
  return marked.map((found, at) => {
    if (found === null) return undefined;
    const number = Number(found[1] ?? found[2]);
    const isBetween = number > last && number < next[at]! && isWhole(texts[at - 1] ?? '.');
    if (found[1] === undefined && number !== last + 1 && !isBetween) return undefined;
    last = number;
    return number;
  });
}

/** Whether a reference does not end in the middle of a word: with its year, an identifier or a full stop. */
function isWhole(text: string): boolean {
  return /\b(?:1[5-9]|20)\d\d$|\b\d{4}\.\d{4,5}$/u.test(text) || isSentence(text);
}

const ID = /(?:arxiv:\s?|doi:\s?|https?:\/\/(?:dx\.)?doi\.org\/|https?:\/\/arxiv\.org\/)[^\s,;]+/giu;

/** `Deep Learning with Differential Privacy 2016`: a title and its year, or an entry as the paper prints it. */
function workOf(text: string): WorkRecord | undefined {
  const plain = plainInformalTex(text);
  const ids = [...new Set([...plain.matchAll(ID)].flatMap(([found]) => parseId(found) ?? []))];
  const year = /(?<![\d.:/-])((?:1[5-9]|20)\d\d)(?: ·.*)?$/u.exec(plain)?.[1];
  const words = plain
    .replace(/ ·.*$/u, '')
    .replace(/ (?:1[5-9]|20)\d\d$/u, '')
    .trim();
  if (!/\p{L}{2}/u.test(words)) return undefined;
  const isTitle = !isEntry(words);
  const work: WorkRecord = {
    type: 'work',
    ids: ids.length > 0 ? oneAScheme(ids) : [fallbackId(words, year === undefined ? undefined : Number(year))],
  };
  // Of an entry with an identifier others know the title; without one it is all there is to show.
  if (isTitle || ids.length === 0) work.title = words;
  if (year !== undefined) work.date = year;
  return work;
}

/** Whether a text has the marks of a whole entry of a bibliography: initials and names, a volume and pages, an address. */
function isEntry(text: string): boolean {
  return /\bet al\b|\p{L}, (?:\p{Lu}\.[ -]?)+,|^\d{4},|\d+\(\d+\)|https?:|\barxiv:|, \d+, \d+/iu.test(text);
}

function oneAScheme(ids: readonly Id[]): Id[] {
  return ids.filter((id, at) => ids.findIndex((other) => other.split(':')[0] === id.split(':')[0]) === at);
}
