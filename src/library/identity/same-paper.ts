/**
 * Whether two works that share no name are one paper all the same. The rule is careful, since a wrong match hides a paper:
 * 1. Their titles are equal but for case, accents, TeX and punctuation, and have three words and fifteen characters or more.
 * 2. Their first authors have the same family name. Where one of them names no author, as lists on web pages do, that both
 *    cite the same work stands in for it.
 * 3. Their years are equal, or, of a preprint and a published version, up to two apart.
 * 4. No name contradicts it: both having a DOI of a publisher, an arXiv id, a PubMed or an ACL id, they have one in common.
 * 5. Neither is a thesis, data set, review or the like where the other is something else.
 * And no source may describe both (listedApart): one that lists two papers under ids of its own says that they are two.
 */
import { splitRef } from '../../hub/identifier.js';
import { familyName } from '../../hub/name.js';
import type { Author, Ref } from '../../hub/record.js';
import { foldText } from '../derived/tokens.js';

/** What is compared. */
export interface Paper {
  /** Its folded title. */
  title: string;
  firstAuthor?: Author;
  /** Of each description that has one. */
  years: readonly number[];
  names: readonly Ref[];
  kinds: readonly string[];
  versions: readonly (Version | undefined)[];
  /** Who describes it. */
  sources: readonly string[];
}

export type Version = 'preprint' | 'published';

const MOST_YEARS_APART = 2;

/** A number for titles long enough to tell papers apart, equal for equal ones and hardly ever for others; else null. */
export function matchKey(titleKey: string): number | null {
  if (titleKey.length < 15 || titleKey.split(' ').length < 3) return null;
  // Two FNV-1a hashes, put together to the 53 bits that a number holds.
  let [one, two] = [0x811c9dc5, 0xcbf29ce4];
  for (let i = 0; i < titleKey.length; i += 1) {
    const code = titleKey.charCodeAt(i);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x85ebca6b);
  }
  return (one >>> 0) * 2 ** 21 + (two >>> 11);
}

/** Whether the rule says that these are one paper. @param citeTogether whether there is a work that both cite */
export function samePaper(a: Paper, b: Paper, citeTogether: () => boolean): boolean {
  return (
    a.title === b.title &&
    matchKey(a.title) !== null &&
    !atOdds(a, b) &&
    (sameAuthor(a, b) ?? citeTogether()) &&
    yearsApart(a, b) <= (areVersions(a, b) ? MOST_YEARS_APART : 0)
  );
}

/** Whether one source describes both. */
export function listedApart(a: Paper, b: Paper): boolean {
  return a.sources.some((source) => b.sources.includes(source));
}

/** Whether first author and year say the same of two works that one source gives one name. */
export function sameOrigin(a: Paper, b: Paper): boolean {
  return sameAuthor(a, b) === true && yearsApart(a, b) <= MOST_YEARS_APART;
}

/** Undefined where only one of them names an author; false where none does. */
function sameAuthor({ firstAuthor: a }: Paper, { firstAuthor: b }: Paper): boolean | undefined {
  if (a === undefined || b === undefined) return a === b ? false : undefined;
  if (familyOf(a) === familyOf(b)) return true;
  // Family names come first in some countries and some lists.
  return wordsOf(a) === wordsOf(b);
}

function familyOf({ name, family, group }: Author): string {
  return foldText(group ? name : (family ?? familyName(name)));
}

function wordsOf({ name }: Author): string {
  return foldText(name).split(' ').sort().join(' ');
}

function yearsApart(a: Paper, b: Paper): number {
  return Math.min(...a.years.flatMap((year) => b.years.map((other) => Math.abs(year - other))));
}

/** Names of which a paper has one. */
const ONE_OF = ['arxiv', 'doi', 'pmid', 'acl'];
/** Kinds that share their titles with papers about them. */
const UNLIKE = ['thesis', 'dataset', 'software', 'review', 'book', 'entry', 'standard'];

function atOdds(a: Paper, b: Paper): boolean {
  const schemeOf = (ref: Ref): string => splitRef(ref).scheme;
  const clash = ONE_OF.some((scheme) => {
    const own = ({ names }: Paper): Ref[] =>
      names.filter((ref) => schemeOf(ref) === scheme && !isPreprintName(ref, 'doi'));
    const [first, second] = [own(a), own(b)];
    return first.length > 0 && second.length > 0 && !first.some((ref) => second.includes(ref));
  });
  if (clash) return true;
  const unlike = (one: Paper, other: Paper): boolean =>
    one.kinds.some((kind) => UNLIKE.includes(kind)) &&
    !other.kinds.some((kind) => one.kinds.includes(kind)) &&
    other.kinds.length > 0;
  return unlike(a, b) || unlike(b, a);
}

function areVersions(a: Paper, b: Paper): boolean {
  const only = ({ versions }: Paper, version: Version): boolean => versions.every((one) => one === version);
  const has = ({ versions }: Paper, version: Version): boolean => versions.includes(version);
  return (only(a, 'preprint') && has(b, 'published')) || (only(b, 'preprint') && has(a, 'published'));
}

/** DOIs that preprint servers and depositories give, by their registrants' own patterns; arXiv's are arXiv ids here. */
const PREPRINT_DOI =
  /^doi:10\.(?:1101\/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}|2139\/ssrn\.|21203\/rs\.|20944\/preprints|3123[1-5]\/osf\.io|31219\/osf\.io|31223\/|26434\/chemrxiv|36227\/techrxiv|22541\/au\.|33774\/|5281\/zenodo\.|6084\/m9\.figshare)/u;
const PREPRINT_VENUE = /^(?:arxiv|corr$|[a-z]+rxiv|ssrn|research square|preprints\.org|zenodo)\b/iu;

/** @param scheme only names of this one count */
function isPreprintName(ref: Ref, scheme?: 'doi'): boolean {
  return PREPRINT_DOI.test(ref) || (scheme === undefined && ref.startsWith('arxiv:'));
}

/** Of which version of a paper a description speaks; undefined where nothing tells. */
export function versionOf({
  names,
  said,
}: {
  names: readonly Ref[];
  said: { get(field: 'kind' | 'venue' | 'volume' | 'pages'): unknown };
}): Version | undefined {
  const [kind, venue] = [said.get('kind'), said.get('venue')];
  if (kind === 'article' || (typeof venue === 'string' && PREPRINT_VENUE.test(venue))) return 'preprint';
  const isPublished =
    said.get('volume') !== undefined ||
    said.get('pages') !== undefined ||
    (kind !== undefined && kind !== 'article-journal') ||
    venue !== undefined ||
    names.some((ref) => ref.startsWith('doi:') && !isPreprintName(ref));
  if (isPublished) return 'published';
  return names.some((ref) => isPreprintName(ref)) ? 'preprint' : undefined;
}
