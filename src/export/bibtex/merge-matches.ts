/** Which entries of a .bib file are which papers: by DOI, arXiv number, then title with year, author or the library's key. */
import { splitId } from '../../hub/ids/identifier.js';
import { authorKey } from '../../library/derived/title-keys.js';
import { entryDate, titled } from '../../sources/lists/bibtex/bibtex.js';
import type { Entry } from '../../sources/lists/bibtex/read.js';
import { entryIds } from '../../sources/lists/ids.js';
import { bibtexNames } from '../../sources/lists/names.js';
import { idsOfStrangers } from '../../sources/lists/shared-ids.js';
import { plainTex } from '../../sources/markup/tex.js';
import { dateText } from '../../sources/values.js';
import { mathOf } from '../../text/math-characters.js';
import { type CslItem, datesOf } from '../csl.js';
import { doiOf, eprintOf, isArxivDoi } from '../item-identifiers.js';
import { parseMarkup } from '../rich-text/markup.js';
import type { Piece } from '../rich-text/rich-text.js';

/** What tells that they are the same. */
export type MatchedBy = 'DOI' | 'arXiv number' | 'title and year' | 'title and author' | 'title and key';

export interface Match {
  /** The index of an entry, or by a number below 0 the item before it that it is (-1 the first). */
  at: number;
  by: MatchedBy;
  /** The file has another entry of this paper, its preprint perhaps: what the library knows of it may be of that one. */
  twice?: true;
}

/**
 * The entry that each item is already; undefined for the new ones.
 * @param keysOf the citation keys that an item's paper has been given, by the item's index
 * @param decode an entry's text
 */
export function matchesOf(
  entries: readonly Entry[],
  items: readonly CslItem[],
  keysOf: (item: number) => readonly string[],
  decode: (value: string) => string,
): (Match | undefined)[] {
  const index = new Index(entries.map((entry) => namesOfEntry(entry, decode)));
  return items.map((item, i) => {
    const names = namesOf(item, keysOf(i));
    const match = index.find(names);
    if (match === undefined) index.add(names, -1 - i);
    return match !== undefined && index.twice.has(match.at) ? { ...match, twice: true } : match;
  });
}

interface Names {
  doi: string | undefined;
  number: string | undefined;
  /** An entry's as it stands, and as it is read. */
  titles: readonly string[];
  year: number | undefined;
  /** The first author's family name. */
  author: string | undefined;
  keys: readonly string[];
}

/** Papers by what tells them apart; of several with the same name the first counts. */
class Index {
  readonly #dois = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #titles = new Map<string, { at: number; names: Names }[]>();
  /** Entries of whose papers there is another one. */
  readonly twice = new Set<number>();

  constructor(entries: readonly Names[]) {
    const strangers = idsOfStrangers(
      entries.map(({ doi, number, titles, author, year }) => ({
        ids: [...(doi === undefined ? [] : [`doi:${doi}`]), ...(number === undefined ? [] : [`arxiv:${number}`])],
        title: titles[0],
        firstAuthor: author,
        year,
      })),
    );
    for (const [at, entry] of entries.entries()) {
      const names = {
        ...entry,
        doi: strangers.has(`doi:${entry.doi}`) ? undefined : entry.doi,
        number: strangers.has(`arxiv:${entry.number}`) ? undefined : entry.number,
      };
      const before = this.find(names);
      if (before !== undefined) this.twice.add(before.at);
      this.add(names, at);
    }
  }

  add(names: Names, at: number): void {
    const { doi, number } = names;
    if (doi !== undefined && !this.#dois.has(doi)) this.#dois.set(doi, at);
    if (number !== undefined && !this.#numbers.has(number)) this.#numbers.set(number, at);
    for (const title of names.titles) {
      const same = this.#titles.get(title);
      if (same === undefined) this.#titles.set(title, [{ at, names }]);
      else same.push({ at, names });
    }
  }

  find(names: Names): Match | undefined {
    const byDoi = names.doi === undefined ? undefined : this.#dois.get(names.doi);
    if (byDoi !== undefined) return { at: byDoi, by: 'DOI' };
    const byNumber = names.number === undefined ? undefined : this.#numbers.get(names.number);
    if (byNumber !== undefined) return { at: byNumber, by: 'arXiv number' };
    for (const title of names.titles)
      for (const one of this.#titles.get(title) ?? []) {
        const by = sameBy(one.names, names);
        if (by !== undefined) return { at: one.at, by };
      }
    return undefined;
  }
}

/**
 * What makes one paper of two of the same title. Every year has its Editorials: those with different ids are different
 * papers, and a title alone is never enough where more is known of one of them.
 */
function sameBy(a: Names, b: Names): MatchedBy | undefined {
  const differ = (x: string | undefined, y: string | undefined): boolean =>
    x !== undefined && y !== undefined && x !== y;
  if (differ(a.doi, b.doi) || differ(a.number, b.number)) return undefined;
  if (a.year !== undefined && a.year === b.year) return 'title and year';
  // Of pages that nobody signed and dated, the title is all there is. A year that no import takes, such as 6, is none.
  const dates = [a.year, b.year].filter((year) => year !== undefined);
  const isUndated = dates.length < 2 && dates.every((year) => dateText({ year }) === undefined);
  if (isUndated && a.author === b.author) return 'title and author';
  return a.keys.some((key) => b.keys.includes(key)) ? 'title and key' : undefined;
}

function namesOfEntry(entry: Entry, decode: (value: string) => string): Names {
  const item = itemOf(entry, decode);
  const names = namesOf(item, [item.id]);
  const title = item.title === undefined ? '' : titleName(parseMarkup(plainTex(item.title)));
  const field = fieldOf(entry, decode);
  // Some know a paper without its subtitle.
  const whole = titleName(
    parseMarkup(titled(plainTex(field('title')) || undefined, plainTex(field('subtitle')) || undefined) ?? ''),
  );
  const ids = new Map(entryIds(entry.key, field).map((id) => [splitId(id).scheme, splitId(id).value]));
  return {
    ...names,
    doi: ids.get('doi'),
    number: ids.get('arxiv'),
    titles: [...new Set([...names.titles, title, whole])].filter((one) => one !== ''),
  };
}

/** Reads an entry's fields by their names in lower case; '' where there is none. */
function fieldOf(entry: Entry, decode: (value: string) => string): (name: string) => string {
  return (name) => decode(entry.fields.get(name) ?? '');
}

function namesOf(item: CslItem, keys: readonly string[]): Names {
  const doi = doiOf(item);
  const title = item.title === undefined ? '' : titleName(parseMarkup(item.title));
  const [first] = item.custom?.authorsUnordered ? [] : (item.author ?? []);
  return {
    doi: doi === null || isArxivDoi(doi) ? undefined : doi.toLowerCase(),
    number: eprintOf(item)?.number,
    titles: title === '' ? [] : [title],
    year: datesOf(item.issued)[0]?.year,
    author: authorKey(first?.family ?? first?.literal ?? '') ?? undefined,
    keys: keys.map((key) => key.toLowerCase()),
  };
}

/** Of an entry what papers are told by, beside its ids. */
function itemOf(entry: Entry, decode: (value: string) => string): CslItem {
  const field = fieldOf(entry, decode);
  const dated = entryDate((...names) =>
    names.map((name) => plainTex(field(name)).trim()).find((value) => value !== ''),
  );
  // No source dates a paper before 1000, but what is exported may be as old as books are.
  const year = dated?.slice(0, 4) ?? /^\W*?(-?\d{1,4})\W*$/.exec(field('year') || field('date'))?.[1];
  const [first] = bibtexNames(field('author'));
  return {
    id: entry.key,
    type: entry.type,
    ...(field('title').trim() === '' ? {} : { title: field('title') }),
    ...(first === undefined ? {} : { author: [{ literal: first.name }] }),
    ...(year === undefined ? {} : { issued: { 'date-parts': [[Number(year)]] } }),
  };
}

/** A title's words without punctuation and letter case; a sign and its command are the same. */
function titleName(pieces: readonly Piece[]): string {
  const letters = (list: readonly Piece[]): string =>
    list
      .map((piece) => {
        if (piece.kind === 'text') return piece.text.replace(/[^\x00-\x7f]/gu, (sign) => mathOf(sign) ?? sign);
        if (piece.kind === 'math') return piece.tex;
        return piece.kind === 'logo' ? piece.name : letters(piece.pieces);
      })
      .join('');
  const whole = letters(pieces)
    .replace(/\\(?:math[a-z]+|mbox)/gu, '')
    .normalize('NFKD')
    .toLowerCase();
  // Of a title without letters the signs.
  const words = whole
    .replace(/[^\p{L}\p{N}\s]+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return words || whole.replace(/[\s–—-]+/gu, '-');
}
