/** arXiv numbers and DOIs out of the fields where data hide them. */

import { parseId, splitId } from '../hub/ids/identifier.js';
import { isArxivVenue, isPreprintVenue } from '../hub/ids/preprint.js';
import type { CslItem } from './csl.js';

export interface Eprint {
  /** Canonical and without version: `2504.13837`, `hep-th/9901001`. */
  number: string;
  /** `v2`, where one version was meant. */
  version?: string;
  /** `cs.AI` */
  primaryClass?: string;
}

const NUMBER =
  /(?:^|[^\d\w.])((?:[a-z]+(?:-[a-z]+)*)(?:\.[a-z]{2,4}|\.[a-z]+-[a-z]+)?\/\d{7}|\d{4}\.\d{4,5})(v\d+)?(?!\d)/iu;
const CLASS = /\[\s*([a-z]+(?:-[a-z]+)*(?:\.[a-z]{2}|\.[a-z]+-[a-z]+)?)\s*\]/iu;

function numberIn(text: string): Eprint | null {
  const found = NUMBER.exec(text);
  const id = found === null ? null : parseId(`arxiv:${found[1]}`);
  if (found === null || id === null) return null;
  const inNumber = /^([a-z-]+\.[a-z]{2})\//iu.exec(found[1]!)?.[1];
  const primaryClass = CLASS.exec(text)?.[1] ?? inNumber;
  return {
    number: splitId(id).value,
    ...(found[2] === undefined ? {} : { version: found[2].toLowerCase() }),
    ...(primaryClass === undefined ? {} : { primaryClass }),
  };
}

/** The texts of an item in which an arXiv number may stand, in the order in which they are believed; '' where there is none. */
const CANDIDATES: readonly ((item: CslItem, isArxiv: boolean) => string)[] = [
  ({ number }, isArxiv) => trusted(number, isArxiv),
  ({ archive_location }, isArxiv) => trusted(archive_location, isArxiv),
  ({ URL = '' }) => (/^\s*(?:https?:\/\/)?(?:[\w-]+\.)*(?:arxiv\.org|xxx\.lanl\.gov)\//iu.test(URL) ? URL : ''),
  ({ DOI = '' }) => (/10\.48550\/arxiv\./iu.test(DOI) ? DOI.replace(/^.*10\.48550\/arxiv\./iu, ' ') : ''),
  (item) => preprintVenueOf(item),
  (item, isArxiv) => {
    const { volume = '' } = item;
    return volume !== '' && (/^abs\//iu.test(volume) || (isArxiv && preprintVenueOf(item) !== ''))
      ? volume.replace(/^abs\//iu, ' ')
      : '';
  },
  (item, isArxiv) => (isArxiv && item.page !== undefined && preprintVenueOf(item) !== '' ? item.page : ''),
  ({ note = '' }) => (/\barxiv\s*:/iu.test(note) ? (/arxiv\s*:.*/iu.exec(note)?.[0] ?? '') : ''),
];

function trusted(text: string | undefined, isArxiv: boolean): string {
  return text !== undefined && (isArxiv || /arxiv/iu.test(text)) ? text : '';
}

function preprintVenueOf({ 'container-title': venue }: CslItem): string {
  return venue !== undefined && isPreprintVenue(venue) ? venue : '';
}

/** The arXiv number of an item, from its number, archive, address, DataCite DOI or the name of its "journal". */
export function eprintOf(item: CslItem): Eprint | null {
  const isOfArxiv = (text: string | undefined): boolean => text !== undefined && isArxivVenue(text);
  const isArxiv = isOfArxiv(item.archive) || isOfArxiv(item.publisher) || isOfArxiv(item['container-title']);
  for (const candidate of CANDIDATES) {
    const text = candidate(item, isArxiv);
    const found = text === '' ? null : numberIn(text.replace(/^.*\/(?:abs|pdf|html)\//iu, ' '));
    if (found === null) continue;
    const said = /^\s*([a-z]+(?:-[a-z]+)*(?:\.[a-z]{2}|\.[a-z]+-[a-z]+)?)\s*$/iu.exec(
      item.custom?.primaryClass ?? '',
    )?.[1];
    const old = /^([a-z-]+)\//u.exec(found.number)?.[1];
    const primaryClass = found.primaryClass ?? said ?? old;
    return primaryClass === undefined ? found : { ...found, primaryClass };
  }
  return null;
}

/**
 * The bare DOI as given, in its own letter case: without resolver, prefix and the sentence's punctuation; null for what is
 * none, and for arXiv's own, which says no more than the number.
 */
export function doiOf(item: CslItem): string | null {
  if (item.DOI === undefined) return null;
  let text = item.DOI.trim();
  const isEncoded = /%2f/iu.test(text);
  text = text
    .replace(/^(?:https?:\/\/)?(?:[\w-]+\.)*(?:doi\.org|dl\.acm\.org\/doi(?:\/(?:abs|pdf|full))?)\//iu, '')
    .replace(/^(?:doi|hdl|urn:doi)\s*[:=]?\s*/iu, '')
    .replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\//iu, '');
  if (isEncoded)
    try {
      text = decodeURIComponent(text);
    } catch {
      return null;
    }
  text = text.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/gu, '').replace(/[.,;:\s'"”’]+$/u, '');
  while (/[)\]>]$/u.test(text) && !balanced(text)) text = text.slice(0, -1).replace(/[.,;:]+$/u, '');
  if (/^10\/[a-z0-9]+$/iu.test(text)) return text;
  return /^\d{2}\.\d{4,9}(?:\.\d+)*\/[^\s{}\\\p{C}]+$/u.test(text) ? text : null;
}

function balanced(text: string): boolean {
  const last = text.at(-1)!;
  const opening = { ')': '(', ']': '[', '>': '<' }[last]!;
  return text.split(last).length <= text.split(opening).length;
}

/** True for the DOI that DataCite registers for an arXiv number. */
export function isArxivDoi(doi: string): boolean {
  return /^10\.48550\/arxiv\./iu.test(doi);
}

/** A web address that is safe in a .bib file, or null for what is none: only web and FTP, nothing unbalanced or invisible. */
export function urlOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const address = text.replace(/[\s\p{C}]+/gu, (space) => (/^\s+$/u.test(space) ? ' ' : '')).trim();
  if (!/^(?:https?|ftp):\/\/[^\s/?#]+/iu.test(address)) return null;
  return address.replace(/[ "<>\\^`{|}\u007f]|[^\x20-\x7e]+/gu, (part) => {
    if (part === '|') return '%7C';
    return encodeURIComponent(part.toWellFormed());
  });
}
