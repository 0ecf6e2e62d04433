/** The lists of papers on a page: title, a line of facts, a sentence; of some pages what is left of them. */
import type { Cut } from './cut.js';
import {
  beginsFacts,
  behindTitle,
  brokenFacts,
  type Facts,
  MOST_BROKEN,
  readCutFacts,
  readFacts,
  readFactsApart,
} from './facts.js';
import { type Block, blocks, hasGaps, isItem, isSentence, type PageLine, retold, withoutOuterGaps } from './lines.js';

export interface Entry {
  /** Empty where a line of facts has no title above it. */
  title: string;
  facts: Facts;
  summary?: string;
  links: string[];
  /** Line of the facts in the saved file, or of the title where there are none. */
  number: number;
}

export interface Listed {
  entries: Entry[];
  /** Sentences on papers whose titles are not there, as reading views leave them. */
  sentences: Block[];
  /** What is neither. */
  rest: Block[];
  /** Where the page was cut in the last of them. */
  cut?: Cut;
}

export interface ListedWhere {
  /** The page ends in this list. */
  isLast: boolean;
  /** The page may go on below the list with what is none of its own: the last paper has a sentence only if others have one. */
  hasFooter: boolean;
}

interface Piece extends Block {
  facts: Facts | null;
}

/** The papers of a section, in its order. */
export function readEntries(lines: readonly PageLine[], { isLast, hasFooter }: ListedWhere): Listed {
  const pieces = piecesOf(withoutOuterGaps(withFactsJoined(lines.flatMap(titleApart), isLast)), isLast);
  const listed: Listed = { entries: [], sentences: [], rest: [] };
  const places = pieces.flatMap((piece, at) => (piece.facts ? [at] : []));
  if (places.length === 0) withoutFacts(pieces, listed, isLast);
  // What stands above the first title is of no paper here.
  else orphans(pieces.slice(0, Math.max(0, places[0]! - 1)), listed);
  for (const [index, at] of places.entries()) {
    const { facts, links, number } = pieces[at]!;
    const above = pieces[at - 1];
    const title = at - 1 > (places[index - 1] ?? -1) ? above : undefined;
    const next = places[index + 1];
    const below = pieces.slice(at + 1, next === undefined ? pieces.length : Math.max(at + 1, next - 1));
    const entry: Entry = {
      title: title?.text ?? '',
      facts: facts!,
      links: [...(title?.links ?? []), ...links],
      number,
    };
    listed.entries.push(entry);
    const hasSummary = below[0] !== undefined && !below[0].begins;
    const isFooter = next === undefined && hasFooter && !listed.entries.some(({ summary }) => summary !== undefined);
    if (hasSummary && !isFooter && !isCutTitle(below, next, isLast)) entry.summary = below.shift()!.text;
    if (next === undefined && isFooter) listed.rest.push(...below);
    else if (below.some(({ begins }) => begins) || next === undefined)
      withoutFacts(below, listed, isLast && next === undefined);
    else orphans(below, listed);
  }
  const [last, end] = [listed.entries.at(-1), pieces.at(-1)];
  if (isLast && last?.summary !== undefined && last.summary === end?.text && !isSentence(end.text)) {
    last.summary += '…';
    listed.cut = { number: end.number, what: `the sentence on “${last.title}”` };
  } else if (isLast && last !== undefined && end?.facts && !isEqual(readFacts(end.text), end.facts))
    listed.cut = { number: end.number, what: `the entry of “${last.title}”` };
  return listed;
}

function isEqual(a: Facts | null, b: Facts): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether the one thing below the last facts is the title of a paper rather than a sentence on the one above. */
function isCutTitle(below: readonly Piece[], next: number | undefined, isLast: boolean): boolean {
  return (
    isLast && next === undefined && below.length === 2 && !isSentence(below[0]!.text) && beginsFacts(below[1]!.text)
  );
}

/** A title and its facts in one line, as rows of tables are saved, as two. */
function titleApart(line: PageLine): PageLine[] {
  const at = behindTitle(line.text);
  return at < 0 ? [line] : [retold(line, line.text.slice(0, at).trim()), retold(line, line.text.slice(at).trim())];
}

/** Lines of facts of which each part stands on a line of its own, as one line each. @param isLast the page may be cut in the last */
function withFactsJoined(lines: readonly PageLine[], isLast: boolean): PageLine[] {
  const filled = lines.filter(({ text }) => text !== '');
  const made = new Map<PageLine, PageLine>();
  const gone = new Set<PageLine>();
  for (let at = 0; at < filled.length; ) {
    const next = filled.slice(at, at + MOST_BROKEN).map(({ text }) => text);
    let count = brokenFacts(next);
    // What a cut left of the last part is no sentence on the paper.
    const isCut = isLast && count > 0 && at + count === filled.length - 1 && !isSentence(filled.at(-1)!.text);
    if (isCut) count += 1;
    const run = filled.slice(at, at + count);
    if (run.length > 0) {
      const parts = run.map(({ text }) => text.replace(/^· ?/u, '')).filter((text) => text !== '');
      made.set(run[0]!, { ...run[0]!, text: parts.join(' · '), links: run.flatMap(({ links }) => links) });
      for (const line of run.slice(1)) gone.add(line);
    }
    at += Math.max(1, count);
  }
  return lines.filter((line) => !gone.has(line)).map((line) => made.get(line) ?? line);
}

/** Lines as blocks, each with its facts. */
function piecesOf(lines: readonly PageLine[], isLast: boolean): Piece[] {
  const gaps = hasGaps(lines);
  const facts = lines.map(({ text, parts }) => readFacts(text) ?? (parts ? readFactsApart(parts) : null));
  const last = lines.findLastIndex((line) => line.text !== '');
  // Nothing is below the last line of a page that was cut: half a word may stand at its end.
  if (isLast && last >= 0 && !isItem(lines[last]!.text)) facts[last] = readCutFacts(lines[last]!.text);
  // Of two lines of facts in a row the lower one is facts, and the upper a title that looks like them.
  for (let at = lines.length - 1, below: boolean = false; at >= 0; at -= 1) {
    if (lines[at]!.text === '') continue;
    if (below) facts[at] = null;
    below = facts[at] !== null;
  }
  const pieces: Piece[] = [];
  let from = 0;
  const upTo = (end: number): void => {
    pieces.push(...blocks(lines.slice(from, end), gaps).map((block) => ({ ...block, facts: null })));
  };
  for (const [at, found] of facts.entries()) {
    if (found === null) continue;
    upTo(at);
    const { text, links, heading, number } = lines[at]!;
    pieces.push({ text, links, heading, number, begins: false, facts: found });
    from = at + 1;
  }
  upTo(lines.length);
  return pieces;
}

/**
 * Entries of which no line of facts is left. What is certain: an item's first line is its title where another follows it, and so
 * is every first of two where titles and sentences alternate throughout.
 */
function withoutFacts(pieces: readonly Piece[], listed: Listed, isLast: boolean): void {
  const all = [...pieces];
  const last = all.at(-1);
  const above = all.at(-2);
  let cutSentence: Piece | undefined;
  if (isLast && last !== undefined && (!isSentence(last.text) || beginsFacts(last.text))) {
    if (above?.begins && !last.begins && !isSentence(above.text) && !beginsFacts(last.text)) cutSentence = last;
    else {
      all.pop();
      const title = beginsFacts(last.text) && !isSentence(all.at(-1)?.text ?? '.') ? all.pop()! : last;
      const what = title === last ? 'the last of its papers' : `the entry of “${title.text}”`;
      listed.cut = { number: last.number, what: `${what}, which is left out` };
    }
  }
  const alternate = all.length % 2 === 0 && all.every(({ text }, at) => isSentence(text) === (at % 2 === 1));
  for (let at = 0; at < all.length; at += 1) {
    const piece = all[at]!;
    const below = all[at + 1];
    const isTitled = !isSentence(piece.text) && (piece.begins || (alternate && all.length > 2));
    if (!isTitled) {
      orphans([piece], listed);
      continue;
    }
    const entry: Entry = { title: piece.text, facts: {}, links: piece.links, number: piece.number };
    if (below !== undefined && !below.begins && (isSentence(below.text) || below === cutSentence)) {
      entry.summary = below.text;
      at += 1;
    }
    listed.entries.push(entry);
  }
}

function orphans(pieces: readonly Block[], listed: Listed): void {
  for (const piece of pieces) (isSentence(piece.text) ? listed.sentences : listed.rest).push(piece);
}
