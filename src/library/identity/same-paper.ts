/**
 * Whether two works that share no name are one paper all the same. The rule is careful, since a wrong match hides a paper:
 * 1. Their titles are equal but for case, accents, TeX and punctuation, and have three words and fifteen characters or more.
 * 2. Their first authors have the same family name; of one whose authors have no known order, any of them. Where one of them names no author, as lists on web pages do, that both
 *    cite the same work stands in for it; where neither does, and one has no id either, so does the same day in its place.
 * 3. Their years are equal, or, of a preprint and a published version, up to two apart; or neither has a year and both name
 *    the same first author.
 * 4. No name contradicts it: both having a DOI of a publisher, an arXiv id, a PubMed or an ACL id, they have one in common.
 * 5. Neither is a thesis, data set, review or the like where the other is something else.
 * And no source may describe both (listedApart): one that lists two papers under ids of its own says that they are two. What
 * has neither id nor author is a line of a list on a web page, of which the source may say more elsewhere; it may lack the year, too.
 */
import { splitId } from '../../hub/ids/identifier.js';
import { familyName } from '../../hub/name.js';
import type { Author, Id } from '../../hub/record.js';
import { matchKey } from '../derived/title-keys.js';
import { foldText } from '../derived/tokens.js';
import { isPreprintId, type Version } from '../works/versions.js';

/** What is compared. */
export interface Paper {
  /** Its folded title. */
  title: string;
  firstAuthor?: Author;
  /** Its authors where nobody knows which is the first. */
  authorSet?: readonly Author[];
  /** Of each description that has one. */
  years: readonly number[];
  /** The days among these dates. */
  days: readonly string[];
  ids: readonly Id[];
  kinds: readonly string[];
  versions: readonly (Version | undefined)[];
  /** Who describes it. */
  sources: readonly string[];
}

const MOST_YEARS_APART = 2;

/** Whether the rule says that these are one paper. @param citeTogether whether there is a work that both cite */
export function samePaper(a: Paper, b: Paper, citeTogether: () => boolean): boolean {
  return (
    a.title === b.title &&
    matchKey(a.title) !== null &&
    !atOdds(a, b) &&
    (saysSame(a, b, citeTogether) || ((isLine(a) || isLine(b)) && sameLine(a, b, citeTogether)))
  );
}

/** Whether first authors and years say that they are one. */
function saysSame(a: Paper, b: Paper, citeTogether: () => boolean): boolean {
  return (
    yearsApart(a, b) <= (areVersions(a, b) ? MOST_YEARS_APART : 0) &&
    (sameAuthor(a, b) ?? (isDated(a) && citeTogether()))
  );
}

/** Whether nothing is known of a paper but what a line of a list prints. */
function isLine(paper: Paper): boolean {
  const { ids } = paper;
  return signersOf(paper).length === 0 && ids.length > 0 && ids.every((id) => splitId(id).scheme === 'key');
}

/** Whether a line of a list is of this paper, by its date as far as it has one, and by where it stands. */
function sameLine(a: Paper, b: Paper, citeTogether: () => boolean): boolean {
  const sameYear = !isDated(a) || !isDated(b) || yearsApart(a, b) === 0;
  return sameYear && (a.days.some((day) => b.days.includes(day)) || citeTogether());
}

/** Whether nothing that is known of two works of one title says that they are two papers. */
export function nothingAgainst(a: Paper, b: Paper): boolean {
  const areSigned = signersOf(a).length > 0 && signersOf(b).length > 0;
  return (
    a.title === b.title &&
    !atOdds(a, b) &&
    (!areSigned || sameAuthor(a, b) === true) &&
    (!isDated(a) || !isDated(b) || yearsApart(a, b) <= MOST_YEARS_APART)
  );
}

/** Whether titles, authors, years and names all say that two works are two papers. */
export function everythingAgainst(a: Paper, b: Paper): boolean {
  return (
    a.title !== '' &&
    b.title !== '' &&
    a.title !== b.title &&
    signersOf(a).length > 0 &&
    sameAuthor(a, b) === false &&
    yearsApart(a, b) > 0 &&
    isDated(a) &&
    isDated(b) &&
    namesClash(a, b)
  );
}

/** Whether one source describes both. */
export function listedApart(a: Paper, b: Paper): boolean {
  return !isLine(a) && !isLine(b) && a.sources.some((source) => b.sources.includes(source));
}

/** Whether first author and year say the same of two works that one source gives one name. */
export function sameOrigin(a: Paper, b: Paper): boolean {
  return sameAuthor(a, b) === true && yearsApart(a, b) <= MOST_YEARS_APART;
}

/** Undefined where only one of them names an author; false where none does. */
function sameAuthor(a: Paper, b: Paper): boolean | undefined {
  const [few, many] = [signersOf(a), signersOf(b)].sort((one, other) => one.length - other.length);
  if (few!.length === 0) return many!.length === 0 ? false : undefined;
  return few!.every((one) => many!.some((other) => isSamePerson(one, other)));
}

/** The first author, or everybody who may be. */
function signersOf({ firstAuthor, authorSet = [] }: Paper): readonly Author[] {
  return firstAuthor === undefined ? authorSet : [firstAuthor];
}

function isSamePerson(a: Author, b: Author): boolean {
  // Family names come first in some countries and some lists.
  return familyOf(a) === familyOf(b) || wordsOf(a) === wordsOf(b);
}

function familyOf({ name, family, group }: Author): string {
  return foldText(group ? name : (family ?? familyName(name)));
}

function wordsOf({ name }: Author): string {
  return foldText(name).split(' ').sort().join(' ');
}

function isDated({ years }: Paper): boolean {
  return years.length > 0;
}

function yearsApart(a: Paper, b: Paper): number {
  if (!isDated(a) && !isDated(b)) return 0;
  return Math.min(...a.years.flatMap((year) => b.years.map((other) => Math.abs(year - other))));
}

/** Names of which a paper has one. */
const ONE_OF = ['arxiv', 'doi', 'pmid', 'acl'];
/** Kinds that share their titles with papers about them. */
const UNLIKE = ['thesis', 'dataset', 'software', 'review', 'book', 'entry', 'standard'];

function atOdds(a: Paper, b: Paper): boolean {
  if (namesClash(a, b)) return true;
  const unlike = (one: Paper, other: Paper): boolean =>
    one.kinds.some((kind) => UNLIKE.includes(kind)) &&
    !other.kinds.some((kind) => one.kinds.includes(kind)) &&
    other.kinds.length > 0;
  return unlike(a, b) || unlike(b, a);
}

function namesClash(a: Paper, b: Paper): boolean {
  const schemeOf = (id: Id): string => splitId(id).scheme;
  return ONE_OF.some((scheme) => {
    const own = ({ ids }: Paper): Id[] => ids.filter((id) => schemeOf(id) === scheme && !isPreprintId(id, 'doi'));
    const [first, second] = [own(a), own(b)];
    return first.length > 0 && second.length > 0 && !first.some((id) => second.includes(id));
  });
}

function areVersions(a: Paper, b: Paper): boolean {
  const only = ({ versions }: Paper, version: Version): boolean => versions.every((one) => one === version);
  const has = ({ versions }: Paper, version: Version): boolean => versions.includes(version);
  return (only(a, 'preprint') && has(b, 'published')) || (only(b, 'preprint') && has(a, 'published'));
}
