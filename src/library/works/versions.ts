/** Which version of a paper a description speaks of: the preprint or the published one. */
import type { Id } from '../../hub/record.js';

export type Version = 'preprint' | 'published';

/** DOIs that preprint servers and depositories give, by their registrants' own patterns; arXiv's are arXiv ids here. */
const PREPRINT_DOI =
  /^doi:10\.(?:1101\/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}|2139\/ssrn\.|21203\/rs\.|20944\/preprints|3123[1-5]\/osf\.io|31219\/osf\.io|31223\/|26434\/chemrxiv|36227\/techrxiv|22541\/au\.|33774\/|5281\/zenodo\.|6084\/m9\.figshare)/u;

const PREPRINT_VENUE = /^(?:arxiv|corr$|[a-z]+rxiv|ssrn|research square|preprints\.org|zenodo)\b/iu;

/** @param scheme only names of this one count */
export function isPreprintId(id: Id, scheme?: 'doi'): boolean {
  return PREPRINT_DOI.test(id) || (scheme === undefined && id.startsWith('arxiv:'));
}

/** Of which version of a paper a description speaks; undefined where nothing tells. */
export function versionOf({
  ids,
  said,
}: {
  ids: readonly Id[];
  said: { get(field: 'kind' | 'venue' | 'volume' | 'pages'): unknown };
}): Version | undefined {
  const [kind, venue] = [said.get('kind'), said.get('venue')];
  if (kind === 'article' || (typeof venue === 'string' && PREPRINT_VENUE.test(venue))) return 'preprint';
  const isPublished =
    said.get('volume') !== undefined ||
    said.get('pages') !== undefined ||
    (kind !== undefined && kind !== 'article-journal') ||
    venue !== undefined ||
    ids.some((id) => id.startsWith('doi:') && !isPreprintId(id));
  if (isPublished) return 'published';
  return ids.some((id) => isPreprintId(id)) ? 'preprint' : undefined;
}
