/** Which kind of page a page is, by what stands on it. */
import type { Decoded } from '../../decoded.js';
import { decodeHubPage, looksLikeHubPage } from './hub-page.js';
import { decodeNumberPage, looksLikeNumberPage } from './number-page.js';
import { decodePaperPage, looksLikePaperPage } from './paper-page.js';
import type { Page } from './parts/lines.js';
import type { PageOptions } from './parts/names.js';

export interface PageKind {
  /** What a person would call it. */
  name: string;
  looksLike(page: Page): boolean;
  decode(page: Page, name: string, options: PageOptions): Generator<Decoded>;
}

const KINDS: readonly PageKind[] = [
  { name: 'page of a Pith Number', looksLike: looksLikeNumberPage, decode: decodeNumberPage },
  { name: 'page of a paper on Pith', looksLike: looksLikePaperPage, decode: decodePaperPage },
  { name: 'hub page of Pith', looksLike: looksLikeHubPage, decode: decodeHubPage },
];

/** The kind of a page; undefined for one that is of no paper. */
export function kindOf(page: Page): PageKind | undefined {
  return KINDS.find((kind) => kind.looksLike(page));
}
