/** What kind of thing an item is, and the type of the entry it is written as. */
import { isConference } from '../../hub/conference.js';
import { isPreprintVenue } from '../../hub/ids/preprint.js';
import { ENTRY_TYPES } from '../../sources/lists/bibtex/names.js';
import { isManual, isMasters } from '../../sources/lists/kinds.js';
import type { CslItem } from '../csl.js';
import { doiOf, type Eprint, eprintOf, isArxivDoi, urlOf } from '../item-identifiers.js';
import { plain } from '../rich-text/markup.js';
import type { Dialect } from './latex.js';

/** What an item is, once its venue has been looked at. */
export interface Kind {
  type: string;
  /** Its journal, proceedings or book. */
  venue: string | undefined;
  eprint: Eprint | null;
  doi: string | null;
  isPreprint: boolean;
}

const PREPRINT_TYPES = new Set(['article', 'manuscript', 'document']);

export function kindOf(item: CslItem): Kind {
  const container = item['container-title'];
  const isServer = container !== undefined && isPreprintVenue(plain(container));
  let venue = isServer ? undefined : container;
  let type = item.type;
  if (type === 'paper-conference') venue ??= item['event-title'] ?? item['collection-title'];
  const eprint = eprintOf(item);
  const given = doiOf(item);
  const isPublished = given !== null && !isArxivDoi(given);
  if (PREPRINT_TYPES.has(type) && venue !== undefined)
    type = isConference(venue) ? 'paper-conference' : 'article-journal';
  if (
    venue === undefined &&
    (/^article-(?:journal|magazine|newspaper)$/.test(type)
      ? isServer || (eprint !== null && !isPublished)
      : type === 'paper-conference' && isServer)
  )
    type = 'article';
  if (type === 'article' && isPublished && eprint !== null && !isServer) type = 'article-journal';
  const isPreprint = type === 'article' || (type === 'document' && eprint !== null);
  return { type, venue, eprint, doi: given !== null && (isPublished || isPreprint) ? given : null, isPreprint };
}

/** The type of its entry, without the @. */
export function entryType(item: CslItem, kind: Kind, dialect: Dialect): string {
  const type = ENTRY_TYPES[kind.type]?.[dialect] ?? 'misc';
  if (kind.type === 'document' && !kind.isPreprint && isManual(item.genre ?? '')) return 'manual';
  if (type === 'online') return urlOf(item.URL) !== null || kind.eprint !== null || kind.doi !== null ? type : 'misc';
  // Styles complain of an article without a journal, and print half of it.
  if (/^(?:article|incollection)$/.test(type) && kind.venue === undefined) return 'misc';
  if (type === 'incollection' && dialect === 'biblatex' && item.editor === undefined) return 'inbook';
  if (type === 'phdthesis' && isMasters(item.genre ?? '')) return 'mastersthesis';
  if (type === 'patent' && item.number === undefined) return 'misc';
  if (type === 'unpublished' && dialect === 'bibtex' && item.note === undefined) return 'misc';
  if (type === 'book' && dialect === 'biblatex' && item.author === undefined && item.editor !== undefined)
    return 'collection';
  return type;
}
