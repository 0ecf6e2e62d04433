/** Servers of preprints: the venues sources call them, and the ids they give. */
import type { Id } from '../record.js';

/** Names that begin so, or end here, are of servers and repositories: they say nothing about publication. */
const VENUE =
  /^(?:arxiv\b|corr(?:$|[\s,:]+abs\b)|computing research repository|e-?prints?$|[a-z]+ ?rxiv\b|ssrn\b|social science research network|research square\b|preprints(?:\.org)?$|osf preprints|authorea|zenodo\b|hal\b|cryptology eprint|iacr cryptol|openreview(?:\.net)?$)/iu;

const ARXIV_VENUE = /^(?:arxiv\b|corr(?:$|[\s,:]+abs\b))/iu;

/** DOIs that preprint servers and depositories give, by their registrants' own patterns; arXiv's are arXiv ids here. */
const DOI =
  /^doi:10\.(?:1101\/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}|2139\/ssrn\.|21203\/rs\.|20944\/preprints|3123[1-5]\/osf\.io|31219\/osf\.io|31223\/|26434\/chemrxiv|36227\/techrxiv|22541\/au\.|33774\/|5281\/zenodo\.|6084\/m9\.figshare)/u;

/** Whether a venue is a server of preprints. */
export function isPreprintVenue(venue: string): boolean {
  return VENUE.test(venue.trim());
}

/** Whether a venue is arXiv, or CoRR, which is a part of it; OpenAlex writes `arXiv (Cornell University)`. */
export function isArxivVenue(venue: string): boolean {
  return ARXIV_VENUE.test(venue.trim());
}

/** Whether an id is a DOI of a preprint server. */
export function isPreprintDoi(id: Id): boolean {
  return DOI.test(id);
}
