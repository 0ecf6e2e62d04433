/** The lists of papers on a page: title, a line of facts joined by middle dots, a sentence. */
import { isDate } from '../../hub/date.js';
import { labelToken, ROLES, VERDICTS } from '../../hub/vocabulary.js';
import type { PageLine } from './lines.js';

/** The line of facts below a title. */
interface Facts {
  category?: string;
  date?: string;
  verdict?: string;
  novelty?: number;
  /** Places in the text; absent where the line prints none. */
  refs?: number;
  role?: string[];
  polarity?: string[];
}

export interface Entry {
  /** Empty where a line of facts has no title above it. */
  title: string;
  facts: Facts;
  summary?: string;
  links: string[];
  /** Line of the facts in the saved file. */
  number: number;
}

const CATEGORY = /^[a-z][a-z-]*(?:\.[a-z][a-z-]*)?$/iu;
const NOVELTY = /^novelty:? (\d{1,2}(?:\.\d+)?)(?: ?\/ ?10)?$/iu;
const REFS = /^(\d{1,6}) refs?$/iu;
const LABEL = /^[\p{L}_][\p{L}\d_, -]{0,60}$/u;

/**
 * `cs.CV · 2026-04-10 · unverdicted · novelty 7.0 · 2 refs`, any part but the date optional; explorer rows go on with the
 * role and the polarity. Null for a line that says anything else, so that a title with a middle dot stays a title.
 */
function readFacts(line: string): Facts | null {
  const parts = line.split(/ ?[·•] ?/u).map((part) => part.trim());
  if (parts.length < 2) return null;
  const facts: Facts = {};
  for (const part of parts) {
    if (facts.date === undefined) {
      if (isDate(part)) facts.date = part;
      else if (facts.category === undefined && CATEGORY.test(part)) facts.category = part;
      else return null;
      continue;
    }
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
  return facts.date === undefined ? null : facts;
}

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

/**
 * The papers of a section, in its order.
 * @param ends the section is followed by nothing of the page's, so that what stands below the last facts is a footer
 */
export function readEntries(lines: readonly PageLine[], ends: boolean): Entry[] {
  const filled = withoutOuterGaps(lines);
  const gaps = filled.some((line) => line.text === '');
  const facts = filled.map((line) => readFacts(line.text));
  // Of two lines of facts in a row the lower one is facts, and the upper a title that looks like them.
  for (let at = filled.length - 1, below: boolean = false; at >= 0; at -= 1) {
    if (filled[at]!.text === '') continue;
    if (below) facts[at] = null;
    below = facts[at] !== null;
  }
  const places = facts.flatMap((found, at) => (found ? [at] : []));
  const words = (block: Block): string => block.text.replace(/^• +/u, '');
  return places.map((factsAt, index) => {
    const title = blocks(filled.slice((places[index - 1] ?? -1) + 1, factsAt), gaps).at(-1);
    const below = blocks(filled.slice(factsAt + 1, places[index + 1]), gaps);
    const isLast = index === places.length - 1;
    // The last block below is the next paper's title.
    const summary = isLast ? (ends ? undefined : below[0]) : below.length > 1 ? below[0] : undefined;
    return {
      title: title ? words(title) : '',
      facts: facts[factsAt]!,
      ...(summary ? { summary: words(summary) } : {}),
      links: [...(title?.links ?? []), ...filled[factsAt]!.links],
      number: filled[factsAt]!.number,
    };
  });
}

export interface Block {
  text: string;
  links: string[];
  heading: boolean;
  number: number;
}

/** Lines without a gap between them are one block; where the section has no gaps at all, every line is one. */
export function blocks(
  lines: readonly PageLine[],
  gaps = withoutOuterGaps(lines).some(({ text }) => text === ''),
): Block[] {
  const found: Block[] = [];
  let current: Block | undefined;
  for (const { text, links, heading, number } of lines) {
    if (text === '') {
      current = undefined;
    } else if (current === undefined || !gaps) {
      current = { text, links: [...links], heading, number };
      found.push(current);
    } else {
      current.text += ` ${text}`;
      current.links.push(...links);
      current.heading ||= heading;
    }
  }
  return found;
}

function withoutOuterGaps(lines: readonly PageLine[]): PageLine[] {
  const start = lines.findIndex((line) => line.text !== '');
  return start < 0 ? [] : lines.slice(start, lines.findLastIndex((line) => line.text !== '') + 1);
}
