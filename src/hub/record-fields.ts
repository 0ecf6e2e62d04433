/**
 * The records field by field: what each may hold, and in which order the interchange format writes it. Whatever reads a
 * record reads it by this table. data/README.md spells it out for people.
 */
import {
  type Check,
  count,
  day,
  type FieldsOf,
  id,
  kindOf,
  LIMITS,
  label,
  labels,
  line,
  list,
  must,
  number,
  object,
  oneOf,
  pathWords,
  type Reading,
  scoreOrWord,
  short,
  text,
  time,
  yesNo,
} from './checks.js';
import type {
  CitationRecord,
  ClaimRecord,
  Context,
  Facets,
  Finding,
  HubLibraryRecord,
  HubRecord,
  IntegrityRecord,
  Judgement,
  LabelCount,
  ReviewRecord,
  ViewFilter,
  WorkRecord,
} from './record.js';
import { cleanLine, cleanText } from './text.js';
import { WORK_FIELDS } from './work-fields.js';

type RecordType = HubLibraryRecord['type'];

const ids = list(id, { most: LIMITS.few, distinct: true });
// A hub's page may print that there are none.
const printedIds = list(id, { from: 0, distinct: true });
const context: Check<Context> = object({
  text: must(text),
  section: line,
  labels: labels(0),
  polarities: labels(0),
} satisfies FieldsOf<Context>);
const judgement: Check<Judgement> = object({
  axis: must(oneOf('role', 'polarity')),
  labels: must(labels(0)),
  judge: must(short),
  confidence: number(0, 1),
  at: must(time),
} satisfies FieldsOf<Judgement>);
const labelCounts: Check<LabelCount[]> = list(
  object({ label: must(label), count: must(count(0)) } satisfies FieldsOf<LabelCount>),
  { from: 0 },
);

const viewFilter: Check<ViewFilter> = object({
  field: must(label),
  value: must(label),
} satisfies FieldsOf<ViewFilter>);
const facets: Check<Facets> = object({
  years: labelCounts,
  roles: labelCounts,
  polarities: labelCounts,
  verdicts: labelCounts,
} satisfies FieldsOf<Facets>);
const finding: Check<Finding> = object({
  detector: must(label),
  finding: must(label),
  severity: must(label),
  basis: label,
  reference: count(1),
  detectedDoi: short,
  detectedArxiv: short,
  url: short,
  resolvedTitle: line,
  note: text,
  snippet: text,
  at: time,
} satisfies FieldsOf<Finding>);

const RECORDS: { [T in RecordType]: Check<Extract<HubLibraryRecord, { type: T }>> } = {
  work: object({
    type: must(oneOf('work')),
    ids: must(ids),
    ...(Object.fromEntries(Object.entries(WORK_FIELDS).map(([field, { check }]) => [field, check])) as Omit<
      FieldsOf<WorkRecord>,
      'type' | 'ids'
    >),
  } satisfies FieldsOf<WorkRecord>),
  citation: object({
    type: must(oneOf('citation')),
    citing: must(id),
    cited: must(id),
    places: count(1),
    reference: count(1),
    confidence: number(0, 1),
    influential: yesNo,
    contexts: list(context),
    judgements: list(judgement),
  } satisfies FieldsOf<CitationRecord>),
  review: object(
    {
      type: must(oneOf('review')),
      work: must(id),
      source: must(short),
      verdict: label,
      verdictConfidence: label,
      recommendation: label,
      novelty: number(0, 10),
      confidence: scoreOrWord,
      correctnessRisk: scoreOrWord,
      verification: short,
      formalVerification: short,
      summary: text,
      pith: text,
      coreClaim: text,
      argument: text,
      implications: text,
      inferences: text,
      weakestAssumption: text,
      falsifier: text,
      report: text,
      discoveryKind: short,
      reviewedAt: time,
      model: short,
    } satisfies FieldsOf<ReviewRecord>,
    true,
  ),
  claim: object({
    type: must(oneOf('claim')),
    work: must(id),
    kind: must(label),
    text: must(text),
    source: short,
    status: short,
    attestation: short,
    claimId: short,
    number: count(1),
  } satisfies FieldsOf<ClaimRecord>),
  integrity: object({
    type: must(oneOf('integrity')),
    work: must(id),
    source: must(short),
    at: time,
    detectors: labels(0),
    findings: must(list(finding, { from: 0 })),
  } satisfies FieldsOf<IntegrityRecord>),
  hub: object(
    {
      type: must(oneOf('hub')),
      work: must(id),
      source: must(short),
      at: day,
      view: list(viewFilter, { from: 0 }),
      total: count(0),
      counts: labelCounts,
      tier: short,
      tierReason: line,
      class: short,
      sentence: line,
      headline: object({ label: must(label), percent: must(number(0, 100)) }),
      roles: labelCounts,
      polarities: labelCounts,
      facets,
      coCited: printedIds,
      representative: printedIds,
      sentences: list(text, { from: 0, most: LIMITS.few }),
      lacked: list(short, { from: 0, most: LIMITS.few, distinct: true }),
    } satisfies FieldsOf<HubRecord>,
    true,
  ),
};

const RECORD_TYPES = Object.keys(RECORDS) as RecordType[];

/** What is wrong with a record: where in it, and what. */
export class FieldError extends Error {}

/**
 * One record from parsed JSON, its foreign text cleaned and its ids in canonical spelling.
 * @param onUnknown told of each key nobody knows, e.g. `authors.orcid`
 * @throws FieldError for the first field that is not what it should be
 */
export function readRecord(value: unknown, onUnknown: (path: string) => void): HubLibraryRecord {
  const path: Reading['path'] = [];
  return read(value, {
    path,
    told: 0,
    mends: false,
    problem: (message) => {
      throw new FieldError(told(path, message));
    },
    unknown: () => {
      onUnknown(pathWords(path.filter((part) => typeof part === 'string')));
    },
  })!;
}

/**
 * What can be kept of a record any source gives: what is wrong is left out, what is too long cut, and `complain` told of each;
 * null where nothing of it can. Of reviews and hubs, keys nobody knows are kept with their texts cleaned.
 */
export function mendRecord(value: unknown, complain: (message: string) => void): HubLibraryRecord | null {
  const path: Reading['path'] = [];
  const problem = (message: string): void => complain(told(path, message));
  return read(value, {
    path,
    told: 0,
    mends: true,
    problem,
    unknown: (given, isOpen) => (isOpen ? keptUnknown(String(path.at(-1)), given, problem) : undefined),
  });
}

/** A record as it can be taken in. */
export interface Checked {
  /** Null where nothing of it can. */
  record: HubLibraryRecord | null;
  /** What was wrong with what was given, and is left out; of a great many the first. */
  wrong: readonly string[];
  /** How much was wrong with it. */
  wrongCount: number;
}

/** So many complaints of one record are kept. */
const MOST_COMPLAINTS = 1000;
const NOTHING_WRONG: readonly string[] = [];

/** What can be kept of a record any source gives, as mendRecord() has it. */
export function checkedRecord(value: unknown): Checked {
  const wrong: string[] = [];
  let wrongCount = 0;
  const record = mendRecord(value, (message) => {
    wrongCount += 1;
    if (wrongCount <= MOST_COMPLAINTS) wrong.push(message);
  });
  return wrongCount === 0 ? asChecked(record) : { record, wrong, wrongCount };
}

/** A record that nothing is wrong with: readRecord() gave it, or it was checked before. */
export function asChecked(record: HubLibraryRecord | null): Checked {
  return { record, wrong: NOTHING_WRONG, wrongCount: 0 };
}

function told(path: Reading['path'], message: string): string {
  return path.length === 0 ? message : `${pathWords(path)}: ${message}`;
}

function read(value: unknown, reading: Reading): HubLibraryRecord | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reading.problem(`expected a record, found ${kindOf(value)}`);
    return null;
  }
  const { type } = value as { type?: unknown };
  if (typeof type !== 'string' || !Object.hasOwn(RECORDS, type)) {
    reading.path.push('type');
    const found = cleanLine(JSON.stringify(type) ?? '').slice(0, 60);
    reading.problem(type === undefined ? 'missing' : `expected ${RECORD_TYPES.join(', ')}, found ${found}`);
    return null;
  }
  const check: Check<HubLibraryRecord> = RECORDS[type as RecordType];
  const record = check.read(value, reading) ?? null;
  if (record?.type !== 'citation' || record.citing !== record.cited) return record;
  reading.problem('a work does not cite itself');
  return null;
}

/** Deepest nesting, and longest JSON, kept of fields this program does not know. */
const DEEPEST = 20;
const LONGEST = 20_000;

/** A field this program does not know, as it came with its texts cleaned; undefined where it is not to be kept. */
function keptUnknown(name: string, value: unknown, problem: (message: string) => void): unknown {
  if (!/^[\w.-]{1,100}$/.test(name) || name === '__proto__') return undefined;
  if (!deeperThan(value, DEEPEST) && (JSON.stringify(value)?.length ?? Infinity) <= LONGEST) return cleaned(value);
  problem('too long or too deep to keep');
  return undefined;
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

/** The record with its keys, and those inside it, in the format's order. */
export function inOrder(record: HubLibraryRecord): object {
  return ordered(record, RECORDS[record.type].fields!);
}

function ordered(value: object, fields: NonNullable<Check<unknown>['fields']>): object {
  const out: Record<string, unknown> = {};
  for (const key in fields) {
    const given = (value as Record<string, unknown>)[key];
    if (given === undefined) continue;
    const inner = fields[key]!.fields;
    out[key] = !inner
      ? given
      : Array.isArray(given)
        ? given.map((entry: object) => ordered(entry, inner))
        : ordered(given as object, inner);
  }
  return out;
}
