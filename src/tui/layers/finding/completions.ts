/** What a query line may go on with where its cursor stands: fields, their values, saved queries. */
import { wordsKey } from '../../../hub/decisions/decision.js';
import { JUDGE_KINDS } from '../../../hub/judging/judges.js';
import { CUE_KINDS } from '../../../hub/sentences/cue-kinds.js';
import { countWords } from '../../../hub/share.js';
import { STANCES } from '../../../hub/stance.js';
import type { Facet } from '../../../library/model.js';
import type { Named } from '../../../library/search/names.js';
import { FIELDS, type Field, fieldNamed } from '../../../query/fields.js';
import { beginsHigh, HAS, NEWS, SELF, SORT_KEYS, STANDINGS } from '../../../query/query.js';
import { nameTyped } from '../../../query/saved-names.js';
import type { TypedLine } from '../../typed-line.js';

export interface Completion {
  /** What stands in the line then. */
  text: string;
  /** Beside it: how many papers, or what a field asks for. */
  note: string;
}

/** What is known of the open list. */
export interface Known {
  facets: readonly Facet[];
  tags: readonly Named[];
  reasons: readonly string[];
  queries: readonly { name: string; line: string }[];
  /** Of the field that is typed, where it is one of names. */
  names: readonly Named[];
}

/** The stretch of the line that is completed, and of which field it is a value; null: it is a field yet. */
export interface Place {
  from: number;
  field: Field | null;
  typed: string;
}

/** Where the cursor stands: in the last value of a list, behind a minus sign or a parenthesis, or at a term's beginning. */
export function placeAt({ text, cursor }: TypedLine): Place {
  const before = text.slice(0, cursor);
  let from = 0;
  let quoted = false;
  for (let at = 0; at < before.length; at += 1) {
    if (before[at] === '"') quoted = !quoted;
    else if (!quoted && /[\s(]/u.test(before[at]!)) from = at + 1;
  }
  if (before[from] === '-') from += 1;
  const term = before.slice(from);
  const colon = /^[\p{L}_-]+:/u.exec(term)?.[0].length ?? 0;
  const field = colon === 0 ? undefined : fieldNamed(term.slice(0, colon - 1));
  if (field === undefined) return { from, field: null, typed: term };
  const comma = lastComma(term.slice(colon));
  return { from: from + colon + comma, field, typed: term.slice(colon + comma) };
}

/** Behind the last comma that is not in quotes. */
function lastComma(values: string): number {
  let quoted = false;
  let after = 0;
  for (const [at, sign] of [...values].entries()) {
    if (sign === '"') quoted = !quoted;
    else if (sign === ',' && !quoted) after = at + 1;
  }
  return after;
}

/** Most that are offered at once. */
const MOST = 200;

/** A name of a saved query with blanks in it that is typed without quotes, up to the cursor; null where there is none. */
export function unquotedAt({ text, cursor }: TypedLine): Place | null {
  const typed = /(?<=^|\s)@[^"@]*\s[^"@]*$/u.exec(text.slice(0, cursor))?.[0];
  return typed === undefined ? null : { from: cursor - typed.length, field: null, typed };
}

/** What may stand at a place: what begins with what is typed, then what has a word that does. */
export function completionsAt({ field, typed }: Place, known: Known): Completion[] {
  const isSaved = field === null && typed.startsWith('@');
  const all = field === null ? (isSaved ? savedIn(known) : FIELD_NAMES) : valuesOf(field, known);
  // In words of the reader's own hyphens stand for blanks.
  const isOwn = isSaved || field?.kind === 'own';
  const key = (text: string): string => {
    const plain = folded(text.replaceAll('"', ''));
    return isOwn ? wordsKey(plain) : plain;
  };
  const wanted = key(typed);
  const behind = `${isOwn ? '-' : ' '}${isSaved ? wanted.slice(1) : wanted}`;
  const first: Completion[] = [];
  const then: Completion[] = [];
  for (const completion of all) {
    const own = key(completion.text);
    if (own.startsWith(wanted)) first.push(completion);
    else if (own.includes(behind)) then.push(completion);
  }
  return [...first, ...then].slice(0, MOST);
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const FIELD_NAMES: readonly Completion[] = FIELDS.map(({ name, help }) => ({ text: `${name}:`, note: help }));

/** A saved query is found by its name, and stands in the line as what it asks. */
const savedIn = ({ queries }: Known): Completion[] =>
  queries.map(({ name, line }) => ({ text: nameTyped(name), note: line }));

/** The line of the saved query that a completion stands for; undefined where it stands for itself. */
export const lineOfSaved = ({ text }: Completion, { queries }: Pick<Known, 'queries'>): string | undefined =>
  queries.find(({ name }) => text === nameTyped(name))?.line;

const plain = (values: readonly string[]): Completion[] => values.map((text) => ({ text, note: '' }));

const ofNames = (names: readonly Named[]): Completion[] =>
  names.map(({ name, papers }) => ({ text: quotedWhere(name), note: countWords(papers) }));

/** A value as it is typed: in quotes where it would be read as several. */
const quotedWhere = (value: string): string =>
  /[\s"\\,()]/u.test(value) ? `"${value.replace(/["\\]/gu, '')}"` : value;

const ORDERS = SORT_KEYS.flatMap((key) => (beginsHigh(key) ? [`-${key}`, key] : [key, `-${key}`]));

/** Every kind of field; one that is forgotten does not compile. */
function valuesOf(field: Field, known: Known): Completion[] {
  switch (field.kind) {
    case 'label':
      return ofFacet(field.name, known) ?? plain(field.known.map(({ label }) => label));
    case 'flag':
      return ofFacet(field.name, known) ?? plain(field.unknown ? ['yes', 'no', 'none'] : ['yes', 'no']);
    case 'number':
    case 'school':
      return ofFacet(field.name, known) ?? [];
    case 'status':
      return ofFacet(field.name, known) ?? plain(STANDINGS);
    case 'own':
      return field.name === 'tag' ? ofNames(known.tags) : plain(known.reasons.map(quotedWhere));
    case 'new':
      return plain(NEWS);
    case 'self':
      return plain(SELF);
    case 'bears':
      return plain(STANCES);
    case 'cue':
      return plain(CUE_KINDS);
    case 'label-by':
      return plain(JUDGE_KINDS);
    case 'has':
      return plain(HAS);
    case 'sort':
      return plain(ORDERS);
    case 'text':
      return ofNames(known.names);
    // Days, months and ids are not to be listed.
    case 'date':
    case 'since':
    case 'linked':
      return [];
  }
}

/** The values of a facet as they are typed; undefined where the list has none. */
function ofFacet(name: Field['name'], { facets }: Known): Completion[] | undefined {
  const facet = facets.find(({ field }) => field === name);
  if (facet === undefined || facet.values.length === 0) return undefined;
  return facet.values.map(({ term, count }) => ({ text: term.slice(term.indexOf(':') + 1), note: countWords(count) }));
}
