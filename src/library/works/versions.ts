/** Which version of a paper a description speaks of: the preprint or the published one. */
import { isPreprintDoi, isPreprintVenue } from '../../hub/ids/preprint.js';
import type { Id } from '../../hub/record.js';

export type Version = 'preprint' | 'published';

/** @param scheme only names of this one count */
export function isPreprintId(id: Id, scheme?: 'doi'): boolean {
  return isPreprintDoi(id) || (scheme === undefined && id.startsWith('arxiv:'));
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
  if (kind === 'article' || (typeof venue === 'string' && isPreprintVenue(venue))) return 'preprint';
  const isPublished =
    said.get('volume') !== undefined ||
    said.get('pages') !== undefined ||
    (kind !== undefined && kind !== 'article-journal') ||
    venue !== undefined ||
    ids.some((id) => id.startsWith('doi:') && !isPreprintId(id));
  if (isPublished) return 'published';
  return ids.some((id) => isPreprintId(id)) ? 'preprint' : undefined;
}
