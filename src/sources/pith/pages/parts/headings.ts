/** The headings of a page, and the lines below each. */
import { labelCounts, yearCounts } from './counts.js';
import { type PageLine, retold } from './lines.js';

/** Each heading as its page prints it, and its other spellings. */
export type Headings<Name extends string> = Readonly<Record<Name, readonly string[]>>;

export interface Sections<Name extends string> {
  /** The lines above the first heading. */
  head: PageLine[];
  /** The lines below a heading; undefined where the page has none of it. */
  of(name: Name): PageLine[] | undefined;
  /** In the page's order. */
  names: Name[];
  /** A last line in which a heading begins and the page ends. */
  cut?: PageLine;
}

export interface Splitting<Name extends string> {
  headings: Headings<Name>;
  /** Sections that list papers, whose titles may read like headings. */
  lists: readonly Name[];
  /** Sections of counts, which may stand in the line of their heading. */
  counted: readonly Name[];
  /** Whether a line says that what stands above it is the title of a paper. */
  isBelowTitle(text: string): boolean;
}

/**
 * Takes a page apart at its headings, in whatever order they come. One that has run into the line before it or into its own
 * text is found where that is certain; one that comes twice goes on with its section, unless that has a text already.
 */
export function sectionsOf<Name extends string>(
  lines: readonly PageLine[],
  { headings, lists, counted, isBelowTitle }: Splitting<Name>,
): Sections<Name> {
  const find = finder(headings, counted);
  const all = lines.flatMap((line) =>
    find.apart(line.text).map((text) => (text === line.text ? line : retold(line, text))),
  );
  const head: PageLine[] = [];
  const found = new Map<Name, PageLine[]>();
  const texts = new Set<Name>();
  let into = head;
  let current: Name | undefined;
  for (const [at, line] of all.entries()) {
    const name = find.exact(line.text);
    const isTitle = (): boolean => {
      const below = all.slice(at + 1, at + 4).find(({ text }) => text !== '');
      return current !== undefined && lists.includes(current) && below !== undefined && isBelowTitle(below.text);
    };
    if (name === undefined || texts.has(name) || isTitle()) {
      into.push(line);
      if (current !== undefined && line.text !== '') texts.add(current);
      continue;
    }
    into = found.get(name) ?? [];
    found.set(name, into);
    current = name;
  }
  const last = all.findLast(({ text }) => text !== '');
  const isListed = current !== undefined && lists.includes(current);
  const cut = last === undefined || !into.includes(last) ? '' : find.beginning(last.text, !isListed);
  if (cut === '') return { head, of: (name) => found.get(name), names: [...found.keys()] };
  const before = last!.text.slice(0, -cut.length);
  into.splice(into.indexOf(last!), 1, ...(before === '' ? [] : [retold(last!, before)]));
  return { head, of: (name) => found.get(name), names: [...found.keys()], cut: retold(last!, cut) };
}

interface Finder<Name extends string> {
  /** The heading that a line is. */
  exact(text: string): Name | undefined;
  /** The beginning of a heading in which a line ends, as the last of a page that was cut; empty where it does not. */
  beginning(text: string, mayRunOn: boolean): string;
  /** A line as the lines it has run together from. */
  apart(text: string): string[];
}

function finder<Name extends string>(headings: Headings<Name>, counted: readonly Name[]): Finder<Name> {
  const named = (Object.entries(headings) as [Name, readonly string[]][])
    .flatMap(([name, spellings]) => spellings.map((spelling) => ({ name, spelling })))
    .sort((a, b) => b.spelling.length - a.spelling.length);
  const byText = new Map(named.map(({ name, spelling }) => [spelling.toLowerCase(), name]));
  const exact = (text: string): Name | undefined =>
    byText.get(
      text
        .toLowerCase()
        .replace(/ ?:$/u, '')
        .replace(/ ?\(\d{0,9}\)?$/u, ''),
    );
  const headingAt = (text: string): string | undefined =>
    named.find(({ name, spelling }) => {
      const rest = text.slice(spelling.length, spelling.length + LONGEST_GLANCE);
      if (!text.startsWith(spelling)) return false;
      const isFollowed = named.some((other) => other.spelling.length > 4 && rest.startsWith(other.spelling));
      return isFollowed || runsOn(spelling, rest, exact) || (counted.includes(name) && areCounts(rest));
    })?.spelling;
  const headingBehind = (text: string): string | undefined =>
    named.find(({ spelling }) => text.endsWith(spelling) && ranInto(text.slice(0, -spelling.length), spelling))
      ?.spelling;
  const apart = (text: string): string[] => {
    const [before, after]: [string[], string[]] = [[], []];
    let middle = text;
    // Nobody runs more headings together than there are.
    for (let pieces = 0; pieces < named.length && middle !== '' && exact(middle) === undefined; pieces += 1) {
      const first = headingAt(middle);
      const last = first === undefined ? headingBehind(middle) : undefined;
      if (first !== undefined) {
        before.push(first);
        middle = middle.slice(first.length).trim();
      } else if (last !== undefined) {
        after.unshift(last);
        middle = middle.slice(0, -last.length).trim();
      } else break;
    }
    return before.length === 0 && after.length === 0
      ? [text]
      : [...before, ...(middle === '' ? [] : [middle]), ...after];
  };
  return {
    exact,
    apart,
    beginning: (text, mayRunOn) => {
      for (const { spelling } of named) {
        const most = Math.min(spelling.length - 1, text.length);
        for (let length = most; length > 0; length -= 1) {
          const start = spelling.slice(0, length);
          if (
            text.endsWith(start) &&
            (length === text.length || (mayRunOn && ranInto(text.slice(0, -length), spelling)))
          )
            return start;
        }
      }
      return '';
    },
  };
}

/** Whether a heading is certainly over where the rest of its line begins. */
function runsOn(spelling: string, rest: string, exact: (text: string) => unknown): boolean {
  if (exact(rest) !== undefined) return true;
  // A word goes on in small letters: what begins with a large one, a figure or a mark is another.
  if (!/^(?:\p{Lu}\p{Ll}|\p{Lu} |[\d•“"([]| ?• )/u.test(rest)) return false;
  // One word may be the beginning of a name, `FiguresQA`; nobody writes several as one.
  return spelling.includes(' ') || /^\p{Ll}/u.test(spelling);
}

/** Whether what stands before a heading has certainly ended. */
function ranInto(before: string, spelling: string): boolean {
  if (/[\d.!?…)\]”’"·•|]$/u.test(before)) return true;
  return spelling.includes(' ') && /^\p{Lu}/u.test(spelling) && /\p{Ll}$/u.test(before);
}

/** How far a line is looked at for what follows a heading in it. */
const LONGEST_GLANCE = 1_000;

function areCounts(text: string): boolean {
  return text.length < LONGEST_GLANCE && (yearCounts(text) ?? labelCounts(text)) !== undefined;
}
