/** What a page is about and by what it was filtered, as its address, its links, the user and its file name say. */
import { parseId, splitId } from '../../../../hub/ids/identifier.js';
import type { Id, ViewFilter } from '../../../../hub/record.js';
import { labelToken } from '../../../../hub/vocabulary.js';
import type { Page } from './lines.js';

/** What relative links on a page start from. */
const SITE = 'https://pith.science/';

export interface PageOptions {
  /** The paper's own name, where the user knows it: a page saved as text often names none. */
  cited?: Id;
  /** The file's name; an arXiv id, a Pith Number or a page's uuid in it names the paper, as `hub-2504.13837.txt` does. */
  fileName: string;
  /** Date of the import, `YYYY-MM-DD`, for the judgements of rows. */
  at: string;
  /** Told what the page was and what it lacked, a sentence each. */
  notes?: string[];
}

/**
 * The names of the paper a page is about, one a scheme: the user's, those it prints, its title's links, its address, its other
 * links', its file's. What the page prints of itself is believed before the user.
 */
export function namesOf(
  page: Page,
  {
    printed = [],
    title = [],
    others = [],
  }: { printed?: readonly Id[]; title?: readonly string[]; others?: readonly string[] },
  { cited, fileName }: PageOptions,
): Id[] {
  const linked = namesIn([...title, ...page.addresses, ...others]);
  // Of several files, some may be of other papers than the one the user names.
  const isOther = printed.length > 0 && !printed.includes(cited ?? '') && printed.some((id) => sameScheme(id, cited));
  return oneAScheme([isOther ? null : cited, ...printed, ...linked, ...namesInFileName(fileName)]);
}

/** What addresses name, one a scheme. */
export function namesIn(links: readonly string[]): Id[] {
  return oneAScheme(
    links.map((link) => {
      const address = URL.parse(link, SITE);
      return address === null || !/^https?:$/u.test(address.protocol) ? null : parseId(address.href);
    }),
  );
}

function namesInFileName(fileName: string): Id[] {
  const uuid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/iu.exec(fileName)?.[0];
  const arxiv = /(?<![\d.])\d{4}\.\d{4,5}(?!\d)/u.exec(fileName)?.[0];
  const old = /(?<![a-z])([a-z]+(?:-[a-z]+)?)[-_]([0-9]{7})(?!\d)/u.exec(fileName);
  const number = /(?<![A-Z0-9])(?:[A-Z2-7]{26}|(?<=(?:paper|pith|^p)[-_])[A-Z2-7]{8})(?![A-Z0-9])/u.exec(fileName)?.[0];
  const found = [
    arxiv ?? (old ? `${old[1]!.replace(/^hub-/u, '')}/${old[2]}` : undefined),
    number === undefined ? undefined : `pith:${number}`,
    uuid === undefined ? undefined : `${SITE}citations/${uuid}`,
  ];
  return found.flatMap((text) => (text === undefined ? [] : (parseId(text) ?? [])));
}

function sameScheme(id: Id, other: Id | undefined): boolean {
  return other !== undefined && splitId(id).scheme === splitId(other).scheme;
}

function oneAScheme(ids: readonly (Id | null | undefined)[]): Id[] {
  const seen = new Set<string>();
  return ids.filter((id): id is Id => {
    const scheme = id ? splitId(id).scheme : '';
    return scheme !== '' && !seen.has(scheme) && seen.add(scheme) !== undefined;
  });
}

/** The parameters of an address by which a list is filtered; the page of the list is none. */
const FIELDS = ['role', 'polarity', 'cat', 'year', 'verdict', 'novelty'];
const IN_FILE_NAME = new RegExp(`(?<![a-z])(${[...FIELDS, 'page'].join('|')})[=_]`, 'giu');

/** By what a page was filtered: as its address says, or the name of its file where that spells it, `…_role_method_year_2024.txt`. */
export function filtersOf(page: Page, fileName: string): ViewFilter[] {
  for (const address of page.addresses) {
    const found = [...(URL.parse(address, SITE)?.searchParams ?? [])];
    const filters = found.flatMap(([field, value]) => filter(field, value));
    if (filters.length > 0) return filters;
  }
  const [name = ''] = decodeURIComponentSafely(fileName).split(/\.(?:txt|html?|md|gz)(?:\.|$)/iu);
  const places = [...name.matchAll(IN_FILE_NAME)];
  return places.flatMap((found, at) => {
    const value = name.slice(found.index + found[0].length, places[at + 1]?.index).replace(/[&_\s-]+$/u, '');
    return filter(found[1]!, value.replace(/[&?].*$/u, ''));
  });
}

function filter(field: string, value: string): ViewFilter[] {
  const [name, given] = [field.toLowerCase(), labelToken(value)];
  return FIELDS.includes(name) && given !== '' ? [{ field: name, value: given }] : [];
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
