/** The head of a hub page: its tier and class, title, sentence, total and headline. */
import { labelToken } from '../../../hub/vocabulary.js';
import { COUNT, readCount } from './parts/counts.js';
import type { Leftovers } from './parts/leftovers.js';
import { type Block, blocks, hasGaps, isSentence, lineOf, type PageLine, retold } from './parts/lines.js';

export interface HubHead {
  title?: Block;
  /** A sentence on the work, which reading views print above its tier. */
  summary?: string;
  tier?: string;
  class?: string;
  sentence?: string;
  total?: number;
  headline?: { label: string; percent: number };
}

const BAR =
  /^pith\.(?: |$)|^sign in$|\. sign in$|^(?:machine review for the scientific record|the verified trust layer for science)\.$/u;
const GLUED_BAR = /^pith\.(?: [\p{Ll} ]+\.)? sign in(?=\S)/u;
const TIER = /^((?:\p{Ll}+ )?hub)(?: (\p{Lu}.*))?$/u;
const CLASSES = 'Canonical reference|Mixed citations';
/** What is a tier even where no title stands below it. */
const KNOWN_TIER = new RegExp(`^(?:super )?hub(?: (?:${CLASSES}))?$`, 'u');
/** Tier and class that have run into the title. */
const GLUED_TIER = new RegExp(`^((?:super )?hub(?: (?:${CLASSES}))?)(?=\\p{Lu})`, 'u');
const TOTAL = new RegExp(`^(${COUNT}) Pith papers? (?:citing it|cites? this work)\\.?$`, 'u');
const TOTAL_IN_SENTENCE = new RegExp(`^(${COUNT}) Pith papers? cites? this work\\.`, 'u');
const HEADLINE = /^(.{1,60}?) (\d{1,3}(?:\.\d+)?) ?% of classified citations\.?$/u;
const SENTENCE =
  /\bciting Pith papers\b|\bPith papers? cites? this work\b|^Mixed citation behaviou?r\b|^Most common role\b/u;
/** Figures that what stands behind them in the line has run into. */
const RUN_INTO = new RegExp(
  String.raw`^((?:${COUNT}) Pith papers? citing it|.{1,60}? \d{1,3}(?:\.\d+)? ?% of classified citations|.*\bPith papers? cites? this work\..*?\.|(?:Canonical|Mixed)\b.*?(?:as background|\(\d+%\))\.)(?=\S)(.+)$`,
  'u',
);

function isFigure(text: string): boolean {
  return TOTAL.test(text) || SENTENCE.test(text) || HEADLINE.test(text);
}

/** Whether a line belongs to no page but a hub's. */
export function isOfHubHead(text: string): boolean {
  return isFigure(text) || RUN_INTO.test(text);
}

/** Whether a figure is whole, so that nothing of it can be missing where a page ends. */
export function isWholeFigure(text: string): boolean {
  return TOTAL.test(text) || HEADLINE.test(text) || (SENTENCE.test(text) && isSentence(text));
}

export function isTier(text: string): boolean {
  return TIER.test(text);
}

/**
 * The lines of a head one fact a line: figures that ran together apart, and those that stand on lines of their own joined, such as
 * `1` above `Pith paper citing it`.
 */
export function withFiguresApart(lines: readonly PageLine[]): PageLine[] {
  return joined(
    lines.flatMap((line) => apart(line.text).map((text) => (text === line.text ? line : retold(line, text)))),
  );
}

/** More than ever run together in one line. */
const MOST_PIECES = 10;

function apart(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (pieces.length < MOST_PIECES) {
    const found = GLUED_BAR.exec(rest)?.[0] ?? GLUED_TIER.exec(rest)?.[0] ?? RUN_INTO.exec(rest)?.[1];
    if (found === undefined) break;
    pieces.push(found);
    rest = rest.slice(found.length);
  }
  return [...pieces, rest];
}

function joined(lines: readonly PageLine[]): PageLine[] {
  const filled = lines.filter(({ text }) => text !== '');
  const gone = new Set<PageLine>();
  const made = new Map<PageLine, PageLine>();
  for (const [at, line] of filled.entries()) {
    if (gone.has(line) || isFigure(line.text) || line.text.length > 60) continue;
    for (const more of [1, 2, 3]) {
      const rest = filled.slice(at + 1, at + 1 + more);
      const text = [line, ...rest].map((one) => one.text).join(' ');
      if (rest.length < more || rest.some((one) => isFigure(one.text)) || !(TOTAL.test(text) || HEADLINE.test(text)))
        continue;
      // A label is one line: what stands above it is another thing.
      if (!/^(?:\d|Pith |%|of classified)/u.test(rest[0]!.text)) continue;
      made.set(line, retold(line, text));
      for (const one of rest) gone.add(one);
      break;
    }
  }
  return lines.filter((line) => !gone.has(line)).map((line) => made.get(line) ?? line);
}

/** @param isHtml what stands above the title is the site's, not the page's */
export function readHubHead(lines: readonly PageLine[], isHtml: boolean, left: Leftovers): HubHead {
  // Lines that say what they are stand for themselves, with a gap around them or not.
  const gap = lineOf('', 0);
  const apartLines = lines.flatMap((line) =>
    isFigure(line.text) || TIER.test(line.text) || BAR.test(line.text) ? [gap, line, gap] : [line],
  );
  const all = blocks(apartLines, hasGaps(lines)).filter(({ text }) => !BAR.test(text));
  const head: HubHead = {};
  const figures = all.findIndex(({ text }) => isFigure(text));
  const above = figures < 0 ? all : all.slice(0, figures);
  // The last such line that leaves room for a title below it: menus may hold the word too.
  const tierAt = above.findLastIndex(
    ({ text, heading }, at) => heading !== 1 && (at < above.length - 1 ? TIER : KNOWN_TIER).test(text),
  );
  const tier = tierAt < 0 ? null : TIER.exec(above[tierAt]!.text);
  if (tier) {
    head.tier = tier[1]!;
    if (tier[2] !== undefined) head.class = tier[2];
  }
  const rest: Block[] = [];
  for (const block of all.slice(tierAt + 1)) if (!readFigure(block.text, head)) rest.push(block);
  const titleAt = placeOfTitle(rest, tier !== null, figures - tierAt - 1);
  const before = [...all.slice(0, Math.max(0, tierAt)), ...rest.slice(0, Math.max(0, titleAt))];
  const after = titleAt < 0 ? rest : rest.slice(titleAt + 1);
  if (titleAt >= 0) head.title = rest[titleAt]!;
  if (tier && head.class === undefined && before.length > tierAt && isShort(before.at(-1)!))
    head.class = before.pop()!.text;
  const summary = before.findLastIndex(isSummary);
  if (summary >= 0) head.summary = before.splice(summary, 1)[0]!.text;
  if (titleAt < 0 && head.summary === undefined && after[0] !== undefined && isSummary(after[0]))
    head.summary = after.shift()!.text;
  if (head.sentence === undefined && after[0] !== undefined && isSentence(after[0].text))
    head.sentence = after.shift()!.text;
  left.add(...(isHtml ? [] : before), ...after);
  return head;
}

/** Whether a line is one of the figures, which the head then has. */
function readFigure(text: string, head: HubHead): boolean {
  const total = TOTAL.exec(text);
  const headline = HEADLINE.exec(text);
  if (total) {
    head.total ??= readCount(total[1]!);
    // "240 Pith papers cite this work." alone is the page's sentence as well.
    if (/ cites? this work/u.test(text)) head.sentence ??= text;
  } else if (headline) head.headline ??= { label: labelToken(headline[1]!), percent: Number(headline[2]) };
  else if (SENTENCE.test(text)) {
    head.sentence ??= text;
    const inside = TOTAL_IN_SENTENCE.exec(text);
    if (inside) head.total ??= readCount(inside[1]!);
  } else return false;
  return true;
}

/**
 * The page's heading; or what follows the tier; or, of pages without a tier, what stands last above the figures. A sentence as long
 * as a summary is no title. -1 where there is none.
 * @param above how many blocks stand between the tier and the first figure
 */
function placeOfTitle(rest: readonly Block[], hasTier: boolean, above: number): number {
  const heading = rest.findIndex((block) => block.heading === 1);
  if (heading >= 0) return heading;
  const candidates = rest.slice(0, above < 0 ? rest.length : above);
  if (!hasTier) return candidates.findLastIndex((block) => !isSummary(block));
  const first = candidates.findIndex((block) => !isSummary(block));
  // A class may stand below the tier instead of beside it.
  return first === 0 && candidates.length > 1 && isClass(candidates[0]!) && !isSummary(candidates[1]!) ? 1 : first;
}

function isSummary({ text }: Block): boolean {
  return text.length > 60 && text.split(' ').length > 9 && /\.[)"”’]*$/u.test(text) && !/\betc?\. al\.$/u.test(text);
}

function isShort({ text }: Block): boolean {
  return text.length <= 40 && text.split(' ').length <= 4;
}

function isClass(block: Block): boolean {
  return (
    new RegExp(`^(?:${CLASSES})$`, 'u').test(block.text) ||
    (isShort(block) && /\b(?:reference|citations)$/u.test(block.text))
  );
}
