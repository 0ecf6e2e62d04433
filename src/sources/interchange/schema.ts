/**
 * The records of the interchange format, field by field: one table that both the reader's checks and the writer's key
 * order come from. data/README.md spells it out for people.
 */
import { parseId } from '../../hub/identifier.js';
import type { HubLibraryRecord } from '../../hub/record.js';
import { cleanLine, cleanText } from '../../hub/text.js';
import { labelToken } from '../../hub/vocabulary.js';

export const FORMAT = 'pith-tui-hub';
export const VERSION = 1;

/** Longest identifiers, names and other short values; titles, places and sentences; running text; lists. */
export const LIMITS = { short: 2_000, line: 20_000, text: 1_000_000, list: 100_000 } as const;

/** A value that is not what its field asks for; `path` is where in the record, the message what is wrong. */
export class FieldError extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Keeps the keys nobody knows, for one report each. */
export type OnUnknown = (path: string) => void;

interface Check {
  read(value: unknown, path: string, onUnknown: OnUnknown): unknown;
  /** For objects and lists of objects: their fields, in the order they are written. */
  fields?: Fields;
}
type Field = Check & { required?: true };
type Fields = Readonly<Record<string, Field>>;

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

function text(value: unknown, path: string, limit: number): string {
  if (typeof value !== 'string') throw new FieldError(path, `expected text, found ${kindOf(value)}`);
  if (value.length > limit) throw new FieldError(path, `longer than ${limit} characters`);
  return value;
}

function notEmpty(value: string, path: string): string {
  if (value === '') throw new FieldError(path, 'empty; leave the field out where nothing is known');
  return value;
}

const lineOf = (limit: number): Check => ({
  read: (value, path) => notEmpty(cleanLine(text(value, path, limit)), path),
});
const short = lineOf(LIMITS.short);
const line = lineOf(LIMITS.line);
const paragraphs: Check = {
  read: (value, path) => notEmpty(cleanText(text(value, path, LIMITS.text)), path),
};
const label: Check = {
  read: (value, path) => notEmpty(labelToken(cleanLine(text(value, path, LIMITS.short))), path),
};
const ref: Check = {
  read(value, path) {
    const found = parseId(text(value, path, LIMITS.short));
    if (found === null) throw new FieldError(path, `“${cleanLine(String(value)).slice(0, 60)}” is no identifier`);
    return found;
  },
};

const DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[0-2]\d:[0-5]\d(?::[0-6]\d(?:\.\d{1,9})?)?Z)?$/;
const shaped = (pattern: RegExp, wanted: string): Check => ({
  read(value, path) {
    if (!pattern.test(text(value, path, LIMITS.short))) throw new FieldError(path, `expected ${wanted}`);
    return value;
  },
});
const date = shaped(DATE, 'a date such as 2025, 2025-04 or 2025-04-18');
const day = shaped(DAY, 'a day such as 2025-04-18');
const time = shaped(TIME, 'a day such as 2025-04-18 or a UTC time such as 2025-04-18T09:30:00Z');

const number = (from: number, to: number): Check => ({
  read(value, path) {
    if (typeof value !== 'number') throw new FieldError(path, `expected a number, found ${kindOf(value)}`);
    if (!(value >= from && value <= to)) throw new FieldError(path, `expected a number from ${from} to ${to}`);
    return value;
  },
});
const count = (from: number): Check => ({
  read(value, path) {
    if (!Number.isSafeInteger(value) || (value as number) < from)
      throw new FieldError(path, `expected a whole number from ${from}`);
    return value;
  },
});
const yesNo: Check = {
  read(value, path) {
    if (typeof value !== 'boolean') throw new FieldError(path, `expected true or false, found ${kindOf(value)}`);
    return value;
  },
};
const yes: Check = {
  read(value, path) {
    if (value !== true) throw new FieldError(path, 'expected true; leave the field out otherwise');
    return value;
  },
};
const oneOf = (...words: string[]): Check => ({
  read(value, path) {
    if (!words.includes(value as string)) throw new FieldError(path, `expected ${words.join(' or ')}`);
    return value;
  },
});
/** A score 0–10, or the word printed in its place. */
const scoreOrWord: Check = {
  read: (value, path, onUnknown) =>
    typeof value === 'number' ? number(0, 10).read(value, path, onUnknown) : short.read(value, path, onUnknown),
};

function object(fields: Fields): Check {
  return {
    fields,
    read(value, path, onUnknown) {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new FieldError(path, `expected an object, found ${kindOf(value)}`);
      return readFields(value as Record<string, unknown>, fields, path, onUnknown);
    },
  };
}

function list(of: Check, from = 1): Check {
  return {
    ...(of.fields ? { fields: of.fields } : {}),
    read(value, path, onUnknown) {
      if (!Array.isArray(value)) throw new FieldError(path, `expected a list, found ${kindOf(value)}`);
      if (value.length < from) throw new FieldError(path, 'empty; leave the field out where nothing is known');
      if (value.length > LIMITS.list) throw new FieldError(path, `more than ${LIMITS.list} entries`);
      return value.map((entry, at) => of.read(entry, `${path}[${at}]`, onUnknown));
    },
  };
}

function must(check: Check): Field {
  return { ...check, required: true };
}

function readFields(value: Record<string, unknown>, fields: Fields, path: string, onUnknown: OnUnknown): object {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const read: Record<string, unknown> = {};
  for (const key in fields) {
    const field = fields[key]!;
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    if (given !== undefined) read[key] = field.read(given, at(key), onUnknown);
    else if (field.required) throw new FieldError(at(key), 'missing');
  }
  for (const key in value) if (!Object.hasOwn(fields, key)) onUnknown(at(key).replace(/\[\d+\]/gu, ''));
  return read;
}

const labelCounts = list(object({ label: must(label), count: must(count(0)) }));

type RecordType = HubLibraryRecord['type'];
type FieldsOf<T extends HubLibraryRecord> = { [K in keyof Required<T>]: Field };

const RECORDS: { [T in RecordType]: FieldsOf<Extract<HubLibraryRecord, { type: T }>> } = {
  work: {
    type: must(oneOf('work')),
    ids: must(list(ref)),
    title: line,
    authors: list(object({ name: must(short), family: short, given: short, group: yes })),
    date,
    venue: line,
    kind: short,
    category: short,
    volume: short,
    issue: short,
    pages: short,
    publisher: line,
    url: short,
    abstract: paragraphs,
    summary: paragraphs,
    citedBy: count(0),
    retracted: yesNo,
  },
  citation: {
    type: must(oneOf('citation')),
    citing: must(ref),
    cited: must(ref),
    places: count(1),
    influential: yesNo,
    contexts: list(object({ text: must(paragraphs), section: line, labels: list(label) })),
    judgements: list(
      object({
        axis: must(oneOf('role', 'polarity')),
        labels: must(list(label, 0)),
        judge: must(short),
        confidence: number(0, 1),
        at: must(time),
      }),
    ),
  },
  review: {
    type: must(oneOf('review')),
    work: must(ref),
    source: must(short),
    verdict: label,
    novelty: number(0, 10),
    confidence: scoreOrWord,
    correctnessRisk: scoreOrWord,
    summary: paragraphs,
    coreClaim: paragraphs,
    argument: paragraphs,
    weakestAssumption: paragraphs,
    falsifier: paragraphs,
    discoveryKind: short,
    reviewedAt: time,
    model: short,
  },
  claim: {
    type: must(oneOf('claim')),
    work: must(ref),
    kind: must(label),
    text: must(paragraphs),
    source: short,
    status: short,
    attestation: short,
    claimId: short,
  },
  hub: {
    type: must(oneOf('hub')),
    work: must(ref),
    source: must(short),
    at: day,
    total: count(0),
    tier: short,
    class: short,
    sentence: line,
    headline: object({ label: must(label), percent: must(number(0, 100)) }),
    roles: labelCounts,
    polarities: labelCounts,
    coCited: list(ref),
    representative: list(ref),
  },
};

export const RECORD_TYPES = Object.keys(RECORDS) as RecordType[];

/**
 * One record from parsed JSON, its foreign text cleaned and its identifiers in canonical spelling.
 * @throws FieldError for the first field that is not what it should be.
 */
export function readRecord(value: unknown, onUnknown: OnUnknown): HubLibraryRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FieldError('', `expected a record, found ${kindOf(value)}`);
  const type = (value as { type?: unknown }).type;
  if (type === undefined) throw new FieldError('type', 'missing');
  if (typeof type !== 'string' || !Object.hasOwn(RECORDS, type))
    throw new FieldError(
      'type',
      `expected ${RECORD_TYPES.join(', ')}, found ${cleanLine(JSON.stringify(type)).slice(0, 60)}`,
    );
  const fields: Fields = RECORDS[type as RecordType];
  const record = readFields(value as Record<string, unknown>, fields, '', onUnknown) as HubLibraryRecord;
  if (record.type === 'citation' && record.citing === record.cited)
    throw new FieldError('', 'a paper that cites itself');
  return record;
}

/** The record with its keys, and those inside it, in the format's order. */
export function inOrder(record: HubLibraryRecord): object {
  return ordered(record, RECORDS[record.type]);
}

function ordered(value: object, fields: Fields): object {
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
