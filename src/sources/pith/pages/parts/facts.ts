/** The line of facts below a title in a list of papers. */
import { isDate, isoDate, parseDate } from '../../../../hub/date.js';
import { labelToken, POLARITIES, ROLES, VERDICTS } from '../../../../hub/vocabulary.js';
import { betweenDots } from './lines.js';

export interface Facts {
  category?: string;
  date?: string;
  verdict?: string;
  novelty?: number;
  /** Places in the text; absent where the line prints none. */
  refs?: number;
  role?: string[];
  polarity?: string[];
}

const CATEGORY = /^[a-z][a-z-]*(?:\.[a-z][a-z-]*)?$/iu;
const NOVELTY = /^novelty:? (\d{1,2}(?:\.\d+)?)(?: ?\/ ?10)?$/iu;
const REFS = /^(\d{1,6}) refs?$/iu;
const LABEL = /^[\p{L}_][\p{L}\d_, -]{0,60}$/u;

/**
 * `cs.CV · 2026-04-10 · unverdicted · novelty 7.0 · 2 refs`, or with blanks alone between them; any part optional.
 * Rows of explorers go on with the role and the polarity. Null for a line that says anything else, so that a title with a middle
 * dot stays a title.
 */
export function readFacts(line: string): Facts | null {
  return factsOf(partsOf(line));
}

/** The facts of a line whose parts are elements with nothing between them. */
export function readFactsApart(parts: readonly string[]): Facts | null {
  return factsOf(parts.flatMap(partsOf).filter((part) => part !== ''));
}

/**
 * How many of these texts, from the first on, are one line of facts of which each part stands on a line of its own, with the middle
 * dots on lines of theirs or without; 0 where they are none.
 */
export function brokenFacts(texts: readonly string[]): number {
  if (!SUBJECT.test(texts[0] ?? '') && !isDay(dateIn(texts[0] ?? '') ?? '')) return 0;
  let end = 1;
  for (let isParted = false; end < Math.min(texts.length, MOST_BROKEN); end += 1) {
    const text = texts[end]!.replace(/^· ?/u, '');
    const isFact = dateIn(text) !== undefined || NOVELTY.test(text) || REFS.test(text) || isKnown(text);
    if (text !== '' && !isFact && !(isParted && LABEL.test(text))) break;
    isParted = text === '';
  }
  const parts = texts.slice(0, end).map((text) => text.replace(/^· ?/u, ''));
  return end > 1 && readFactsApart(parts) !== null ? end : 0;
}

/** Category, date, verdict, novelty, places, role and polarity, with a middle dot above each but the first. */
export const MOST_BROKEN = 13;

/**
 * What is certain of a line of facts that ends where the page was cut: its last part may be half a word. Null where it is none,
 * or was cut before its date.
 */
export function readCutFacts(line: string): Facts | null {
  const parts = partsOf(line);
  const last = parts.at(-1) ?? '';
  const isWhole =
    isKnown(last.split(',').at(-1)!) || isDay(dateIn(last) ?? '') || /^novelty \d{1,2}\.\d$|^\d+ refs$/iu.test(last);
  return factsOf(isWhole ? parts : parts.slice(0, -1));
}

/** Whether a last line is the beginning of a line of facts that was cut before its date was whole. */
export function beginsFacts(line: string): boolean {
  const [category = '', date = '', ...rest] = line.split(/[ ·•]+/u);
  if (rest.length > 0) return false;
  return date === ''
    ? /^[a-z]{1,9}(?:-[a-z]*)?(?:\.[a-z-]*)?$/iu.test(category)
    : SUBJECT.test(category) && /^[\d-]+$/u.test(date);
}

/** Where in a line facts begin behind a title: with a class of subjects, a middle dot and a date; -1 where none do. */
export function behindTitle(line: string): number {
  const found = /(?<=\S ) *(?=[a-z][a-z.-]{1,30} · (?:19|20)\d\d-\d\d)/iu.exec(line.slice(0, LONGEST));
  return found !== null && readFacts(line.slice(found.index).trim()) !== null ? found.index : -1;
}

/** Of a line with a title. */
const LONGEST = 2_000;

function isKnown(text: string): boolean {
  const token = labelToken(text);
  return [...VERDICTS, ...ROLES, ...POLARITIES].some(({ label }) => label === token);
}

function isDay(text: string): boolean {
  return text.length === 10 && isDate(text);
}

function factsOf(parts: readonly string[]): Facts | null {
  if (parts.length < 2) return null;
  const [first, second] = parts.map(dateIn);
  if (first !== undefined) return joinedFacts({ date: first }, parts.slice(1));
  if (second === undefined || !CATEGORY.test(parts[0]!)) return undatedFacts(parts);
  return joinedFacts({ category: parts[0]!, date: second }, parts.slice(2));
}

/** The facts with those of the parts that come after class and date; null where one of them is none. */
function joinedFacts(facts: Facts, parts: readonly string[]): Facts | null {
  for (const part of parts) {
    const novelty = NOVELTY.exec(part);
    const refs = REFS.exec(part);
    if (novelty) {
      if (Number(novelty[1]) <= 10) facts.novelty = Number(novelty[1]);
    } else if (refs) facts.refs = Number(refs[1]);
    else if (!LABEL.test(part)) return null;
    else if (facts.verdict === undefined && facts.role === undefined && !isRole(part)) facts.verdict = labelToken(part);
    else if (facts.role === undefined) facts.role = labels(part);
    else facts.polarity ??= labels(part);
  }
  return facts;
}

/** Facts without a date are some where nothing else is among them, and one of them stands in no title. */
function undatedFacts(parts: readonly string[]): Facts | null {
  const category = SUBJECT.test(parts[0]!) ? parts[0]! : undefined;
  const rest = parts.slice(category === undefined ? 0 : 1);
  const isMeasure = (part: string): boolean => NOVELTY.test(part) || REFS.test(part);
  const areFacts = rest.every((part) => isMeasure(part) || part.split(',').every(isKnown));
  if (!areFacts || (category === undefined && !rest.some(isMeasure))) return null;
  return joinedFacts(category === undefined ? {} : { category }, rest);
}

const DATE_IN_WORDS = /^(?:\d{1,2} )?\p{Lu}\p{Ll}{2,8}\.? (?:\d{1,2}, )?\d{4}$/u;

/** A date in figures, or in words as `May 2026` and `13 May 2026`. */
function dateIn(text: string): string | undefined {
  if (isDate(text)) return text;
  const date = DATE_IN_WORDS.test(text) ? parseDate(text) : null;
  return date?.month === undefined ? undefined : isoDate(date);
}

/** The parts between middle dots, and between the words of a part that begins with a date or a class and a date. */
function partsOf(line: string): string[] {
  return betweenDots(line).flatMap((part) => wordsOf(part.trim()));
}

/** `cs.CL 2022-01 accept novelty 9.0` as its parts; any other text as it is. */
function wordsOf(part: string): string[] {
  const words = part.split(' ');
  const dateAt = words.slice(0, 2).findIndex(isDate);
  // A title may well have a year among its words.
  if (words.length > 12 || (dateAt !== 0 && !SUBJECT.test(words[0]!))) return [part];
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1) ?? '';
    const goesOn = /^novelty:?$/iu.test(before) || (/^\d{1,6}$/u.test(before) && /^refs?$/u.test(word));
    if (goesOn) joined[joined.length - 1] = `${before} ${word}`;
    else joined.push(word);
  }
  return joined;
}

/** A class of subjects as arXiv writes it, so that a word of a title is none. */
const SUBJECT = /^(?:[a-z]+(?:-[a-z]+)*\.[a-z-]+|[a-z]+-(?:th|ph|ex|lat|qc))$/iu;

function isRole(part: string): boolean {
  const known = (vocabulary: readonly { label: string }[], token: string): boolean =>
    token !== 'none' && vocabulary.some(({ label }) => label === token);
  return part.split(',').every((word) => known(ROLES, labelToken(word)) && !known(VERDICTS, labelToken(word)));
}

/** A set of labels; `none` is the set of nothing. */
function labels(part: string): string[] {
  const tokens = part.split(',').map(labelToken);
  return [...new Set(tokens.filter((token) => token !== '' && token !== 'none'))];
}
