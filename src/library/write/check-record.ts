/** Records from outside, made fit to store: types, lengths, dates and names are checked, foreign text is cleaned. */
import { parseId } from '../../hub/identifier.js';
import type {
  Author,
  CitationRecord,
  ClaimRecord,
  Context,
  HubLibraryRecord,
  HubRecord,
  Id,
  Judgement,
  LabelCount,
  ReviewRecord,
  WorkRecord,
} from '../../hub/record.js';
import { cleanLine, cleanText } from '../../hub/text.js';
import { labelToken, NONE } from '../../hub/vocabulary.js';

/** Longest texts in UTF-16 units, and most entries of a list; what is longer is cut and reported. */
const LONGEST = {
  ref: 500,
  title: 10_000,
  author: 1_000,
  line: 4_000,
  label: 100,
  summary: 20_000,
  abstract: 100_000,
  context: 20_000,
  claim: 20_000,
  review: 20_000,
  unknown: 20_000,
} as const;
const MOST = {
  ids: 50,
  authors: 20_000,
  contexts: 500,
  judgements: 1_000,
  labels: 50,
  counts: 500,
  refs: 10_000,
} as const;

/** Deepest nesting kept of fields this program does not know. */
const DEEPEST = 20;

const DATE = /^(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const MOMENT = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z)?$/;

/** What is wrong with a record, one message a fault. */
export type Complain = (message: string) => void;
type Fields = Record<string, unknown>;

/**
 * A record fit to store, or null where it cannot be kept at all. A field that is wrong is left out, a long one cut; each
 * is told to `complain`.
 */
export function checkRecord(record: unknown, complain: Complain): HubLibraryRecord | null {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    complain('not a record');
    return null;
  }
  const fields = record as Fields;
  switch (fields.type) {
    case 'work':
      return checkWork(fields, complain);
    case 'citation':
      return checkCitation(fields, complain);
    case 'review':
      return checkReview(fields, complain);
    case 'claim':
      return checkClaim(fields, complain);
    case 'hub':
      return checkHub(fields, complain);
    default:
      complain(`unknown type of record ${JSON.stringify(fields.type)?.slice(0, 50)}`);
      return null;
  }
}

/** Names met last: a paper's name comes with its work, its review and each of its citations. */
const checked = new Map<string, Id | null>();
const CHECKED = 20_000;

/** A name of a work in canonical spelling, or null. */
export function checkId(value: unknown): Id | null {
  if (typeof value !== 'string' || value.length > LONGEST.ref) return null;
  const before = checked.get(value);
  if (before !== undefined) return before;
  if (checked.size >= CHECKED) checked.clear();
  const found = spelled(value);
  checked.set(value, found);
  return found;
}

function spelled(value: string): Id | null {
  const known = parseId(value);
  if (known !== null) return known;
  const clean = cleanLine(value);
  return /^[a-z][a-z0-9+._-]*:(?!\/\/)\S/.test(clean) ? clean : null;
}

function ref(fields: Fields, name: string, complain: Complain): Id | null {
  const found = checkId(fields[name]);
  if (found === null) complain(`${name} is no identifier: ${shown(fields[name])}`);
  return found;
}

function shown(value: unknown): string {
  return cleanLine((JSON.stringify(value) ?? 'nothing').slice(0, 80));
}

/** Cuts without halving a character. */
function cut(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}

function text(
  fields: Fields,
  name: string,
  longest: number,
  complain: Complain,
  clean: (text: string) => string = cleanLine,
): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') {
    complain(`${name} is not a text: ${shown(value)}`);
    return undefined;
  }
  // Cleaning never makes a text longer than a few times its length; cut first so that it costs nothing.
  const tidy = clean(cut(value, longest * 2));
  if (tidy.length > longest || value.length > longest * 2) complain(`${name} is cut after ${longest} characters`);
  return cut(tidy, longest) || undefined;
}

function number(fields: Fields, name: string, from: number, to: number, complain: Complain): number | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && value >= from && value <= to) return value;
  complain(`${name} is not a number from ${from} to ${to}: ${shown(value)}`);
  return undefined;
}

function count(fields: Fields, name: string, complain: Complain): number | undefined {
  const value = number(fields, name, 0, 1e12, complain);
  if (value === undefined || Number.isInteger(value)) return value;
  complain(`${name} is not a whole number: ${shown(value)}`);
  return undefined;
}

function flag(fields: Fields, name: string, complain: Complain): boolean | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  complain(`${name} is neither true nor false: ${shown(value)}`);
  return undefined;
}

function date(fields: Fields, name: string, form: RegExp, complain: Complain): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && form.test(value)) return value;
  complain(`${name} is no date: ${shown(value)}`);
  return undefined;
}

function list(fields: Fields, name: string, most: number, complain: Complain): unknown[] {
  const value = fields[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    complain(`${name} is not a list: ${shown(value)}`);
    return [];
  }
  if (value.length > most) complain(`${name} has ${value.length} entries; the first ${most} are kept`);
  return value.slice(0, most);
}

/** A list of objects; what is none is left out. */
function objects(fields: Fields, name: string, most: number, complain: Complain): Fields[] {
  return list(fields, name, most, complain).filter((entry): entry is Fields => {
    const good = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
    if (!good) complain(`an entry of ${name} is no record: ${shown(entry)}`);
    return good;
  });
}

function labels(fields: Fields, name: string, complain: Complain): string[] {
  const found = new Set<string>();
  for (const value of list(fields, name, MOST.labels, complain)) {
    const label = typeof value === 'string' ? labelToken(cleanLine(cut(value, LONGEST.label))) : '';
    if (label === '') complain(`an entry of ${name} is no label: ${shown(value)}`);
    else if (label !== NONE) found.add(label);
  }
  return [...found];
}

function refs(fields: Fields, name: string, most: number, complain: Complain): Id[] {
  const found = new Set<Id>();
  for (const value of list(fields, name, most, complain)) {
    const one = checkId(value);
    if (one === null) complain(`an entry of ${name} is no identifier: ${shown(value)}`);
    else found.add(one);
  }
  return [...found];
}

/** Drops what is undefined, so that absent fields are absent. */
function present<T extends object>(record: { [K in keyof T]: T[K] | undefined }): T {
  const found: Fields = {};
  for (const name in record) if (record[name] !== undefined) found[name] = record[name];
  return found as T;
}

function checkWork(fields: Fields, complain: Complain): WorkRecord | null {
  const ids = refs(fields, 'ids', MOST.ids, complain);
  if (ids.length === 0) {
    complain('a work without any identifier');
    return null;
  }
  const authors = objects(fields, 'authors', MOST.authors, complain).flatMap((author): Author[] => {
    const name = text(author, 'name', LONGEST.author, complain);
    if (name === undefined) return [];
    return [
      present<Author>({
        name,
        family: text(author, 'family', LONGEST.author, complain),
        given: text(author, 'given', LONGEST.author, complain),
        group: author.group === true ? true : undefined,
      }),
    ];
  });
  const line = (name: string): string | undefined => text(fields, name, LONGEST.line, complain);
  return present<WorkRecord>({
    type: 'work',
    ids,
    title: text(fields, 'title', LONGEST.title, complain),
    authors: authors.length > 0 ? authors : undefined,
    date: date(fields, 'date', DATE, complain),
    venue: line('venue'),
    kind: line('kind'),
    category: line('category'),
    volume: line('volume'),
    issue: line('issue'),
    pages: line('pages'),
    publisher: line('publisher'),
    url: line('url'),
    abstract: text(fields, 'abstract', LONGEST.abstract, complain, cleanText),
    summary: text(fields, 'summary', LONGEST.summary, complain, cleanText),
    citedBy: count(fields, 'citedBy', complain),
    retracted: flag(fields, 'retracted', complain),
  });
}

function checkCitation(fields: Fields, complain: Complain): CitationRecord | null {
  const citing = ref(fields, 'citing', complain);
  const cited = ref(fields, 'cited', complain);
  if (citing === null || cited === null) return null;
  const contexts = objects(fields, 'contexts', MOST.contexts, complain).flatMap((context): Context[] => {
    const sentence = text(context, 'text', LONGEST.context, complain, cleanText);
    if (sentence === undefined) return [];
    const given = labels(context, 'labels', complain);
    return [
      present<Context>({
        text: sentence,
        section: text(context, 'section', LONGEST.line, complain),
        labels: given.length > 0 ? given : undefined,
      }),
    ];
  });
  const judgements = objects(fields, 'judgements', MOST.judgements, complain).flatMap((judgement): Judgement[] => {
    const { axis } = judgement;
    const judge = text(judgement, 'judge', LONGEST.label, complain);
    const at = date(judgement, 'at', MOMENT, complain);
    if ((axis !== 'role' && axis !== 'polarity') || judge === undefined || at === undefined) {
      complain('a judgement without its axis, judge or date');
      return [];
    }
    return [
      present<Judgement>({
        axis,
        labels: labels(judgement, 'labels', complain),
        judge,
        confidence: number(judgement, 'confidence', 0, 1, complain),
        at,
      }),
    ];
  });
  return present<CitationRecord>({
    type: 'citation',
    citing,
    cited,
    places: count(fields, 'places', complain),
    influential: flag(fields, 'influential', complain),
    contexts: contexts.length > 0 ? contexts : undefined,
    judgements: judgements.length > 0 ? judgements : undefined,
  });
}

/** A score as printed: a number from 0 to 10 or a word. */
function score(fields: Fields, name: string, complain: Complain): number | string | undefined {
  return typeof fields[name] === 'string'
    ? text(fields, name, LONGEST.label, complain)
    : number(fields, name, 0, 10, complain);
}

function checkReview(fields: Fields, complain: Complain): ReviewRecord | null {
  const work = ref(fields, 'work', complain);
  const source = text(fields, 'source', LONGEST.label, complain);
  if (source === undefined) complain('a review without its source');
  if (work === null || source === undefined) return null;
  const paragraph = (name: string): string | undefined => text(fields, name, LONGEST.review, complain, cleanText);
  const verdict = text(fields, 'verdict', LONGEST.label, complain);
  const known: { [K in keyof ReviewRecord]: ReviewRecord[K] | undefined } = {
    type: 'review',
    work,
    source,
    verdict: verdict === undefined ? undefined : labelToken(verdict) || undefined,
    novelty: number(fields, 'novelty', 0, 10, complain),
    confidence: score(fields, 'confidence', complain),
    correctnessRisk: score(fields, 'correctnessRisk', complain),
    summary: paragraph('summary'),
    coreClaim: paragraph('coreClaim'),
    argument: paragraph('argument'),
    weakestAssumption: paragraph('weakestAssumption'),
    falsifier: paragraph('falsifier'),
    discoveryKind: text(fields, 'discoveryKind', LONGEST.line, complain),
    reviewedAt: date(fields, 'reviewedAt', MOMENT, complain),
    model: text(fields, 'model', LONGEST.line, complain),
  };
  return { ...present<ReviewRecord>(known), ...unknown(fields, known, complain) };
}

function checkClaim(fields: Fields, complain: Complain): ClaimRecord | null {
  const work = ref(fields, 'work', complain);
  const kind = text(fields, 'kind', LONGEST.label, complain);
  const statement = text(fields, 'text', LONGEST.claim, complain, cleanText);
  if (kind === undefined || statement === undefined) complain('a claim without its kind or text');
  if (work === null || kind === undefined || statement === undefined) return null;
  return present<ClaimRecord>({
    type: 'claim',
    work,
    kind: labelToken(kind) || kind,
    text: statement,
    source: text(fields, 'source', LONGEST.line, complain),
    status: text(fields, 'status', LONGEST.label, complain),
    attestation: text(fields, 'attestation', LONGEST.label, complain),
    claimId: text(fields, 'claimId', LONGEST.ref, complain),
  });
}

function counts(fields: Fields, name: string, complain: Complain): LabelCount[] | undefined {
  if (fields[name] === undefined || fields[name] === null) return undefined;
  return objects(fields, name, MOST.counts, complain).flatMap((entry): LabelCount[] => {
    const label = text(entry, 'label', LONGEST.label, complain);
    const number = count(entry, 'count', complain);
    return label === undefined || number === undefined ? [] : [{ label: labelToken(label) || label, count: number }];
  });
}

function checkHub(fields: Fields, complain: Complain): HubRecord | null {
  const work = ref(fields, 'work', complain);
  const source = text(fields, 'source', LONGEST.label, complain);
  if (source === undefined) complain('a hub without its source');
  if (work === null || source === undefined) return null;
  const headline = fields.headline as Fields | null | undefined;
  const label = typeof headline === 'object' && headline ? text(headline, 'label', LONGEST.label, complain) : undefined;
  const percent = typeof headline === 'object' && headline ? number(headline, 'percent', 0, 100, complain) : undefined;
  const given = (name: string): Id[] | undefined =>
    fields[name] === undefined || fields[name] === null ? undefined : refs(fields, name, MOST.refs, complain);
  const known: { [K in keyof HubRecord]: HubRecord[K] | undefined } = {
    type: 'hub',
    work,
    source,
    at: date(fields, 'at', MOMENT, complain),
    total: count(fields, 'total', complain),
    tier: text(fields, 'tier', LONGEST.label, complain),
    class: text(fields, 'class', LONGEST.label, complain),
    sentence: text(fields, 'sentence', LONGEST.line, complain),
    headline: label === undefined || percent === undefined ? undefined : { label: labelToken(label) || label, percent },
    roles: counts(fields, 'roles', complain),
    polarities: counts(fields, 'polarities', complain),
    coCited: given('coCited'),
    representative: given('representative'),
  };
  return { ...present<HubRecord>(known), ...unknown(fields, known, complain) };
}

/** Fields this program does not know, kept as they came with their texts cleaned. */
function unknown(fields: Fields, known: object, complain: Complain): Fields {
  const kept: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name in known || value === undefined || !/^[\w.-]{1,100}$/.test(name) || name === '__proto__') continue;
    const fits = !deeperThan(value, DEEPEST) && (JSON.stringify(value)?.length ?? Infinity) <= LONGEST.unknown;
    if (fits) kept[name] = cleaned(value);
    else complain(`${name} is too long or too deep to keep`);
  }
  return kept;
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => deeperThan(inner, levels - 1));
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [cleanLine(name), cleaned(inner)]));
}
