/** Hubs in the interchange format: lines → records. */
import { isUtf8 } from 'node:buffer';
import { FieldError, readRecord } from '../../hub/record-fields.js';
import { cleanLine } from '../../hub/text.js';
import { Excess, INTERCHANGE_LINE_BYTES } from '../bounds.js';
import { type Decoded, problem, SourceError } from '../decoded.js';
import type { Line } from '../input.js';
import { parseBounded } from '../json.js';
import { FORMAT, VERSION } from './format.js';

/** The beginnings of records, as databases write them from their columns. */
const RECORD_LINE = /^\s*\{\s*"type"\s*:\s*"(?:work"\s*,\s*"ids"|citation"\s*,\s*"citing"|hub"\s*,\s*"work")\s*:/u;

/** Whether a line is of a file that a database wrote. */
export function isRecordLine(line: string): boolean {
  return RECORD_LINE.test(line);
}

/**
 * A reader to be fed the lines of one file in their order; it remembers the header and which unknown keys it has reported.
 * @throws SourceError where the first line is no header of this format, or one of a newer version.
 */
export function interchangeReader(name: string): (line: Line) => Generator<Decoded> {
  let header = false;
  const reader = recordReader((value) => value);
  return function* read(line) {
    const { bytes } = line;
    if (!header) {
      if (bytes === null || !isUtf8(bytes)) throw noHeader(name);
      const text = textOf(bytes);
      if (text.trim() === '') return;
      checkHeader(text, name);
      header = true;
      return;
    }
    yield* reader(line);
  };
}

/** The same of rows of a database: there is no header, and what is null or empty says nothing, as a field that is left out. */
export function rowReader(): (line: Line) => Generator<Decoded> {
  return recordReader(withoutNothing);
}

function recordReader(prepared: (value: unknown) => unknown): (line: Line) => Generator<Decoded> {
  const reported = new Set<string>();
  return function* read({ number, bytes }) {
    const place = `line ${number}`;
    if (bytes === null) {
      yield problem(place, `longer than ${INTERCHANGE_LINE_BYTES / 1_000_000} MB`);
      return;
    }
    if (!isUtf8(bytes)) {
      yield problem(place, 'not valid UTF-8');
      return;
    }
    const line = textOf(bytes);
    if (line.trim() === '') return;
    try {
      const unknown: string[] = [];
      const decoded = readRecord(prepared(parseBounded(line)), (path) => unknown.push(path));
      yield { record: decoded, isChecked: true };
      for (const path of unknown) {
        const key = `${decoded.type}.${path}`;
        if (reported.has(key)) continue;
        reported.add(key);
        yield problem(
          place,
          `unknown key “${cleanLine(path).slice(0, 60)}” in a ${decoded.type} record, ignored here and in the lines after`,
        );
      }
    } catch (error) {
      if (error instanceof FieldError || error instanceof Excess) yield problem(place, error.message);
      else if (error instanceof SyntaxError) yield problem(place, `not JSON: ${cleanLine(error.message)}`);
      else throw error;
    }
  };
}

function textOf(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^\ufeff/u, '');
}

/** Without what says nothing: tables have a place for every value, and write null or an empty text or list where there is none. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((entry) => !isNothing(entry)).map(withoutNothing);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => !isNothing(inner));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutNothing(inner)]));
}

function isNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.every(isNothing));
}

function noHeader(name: string): SourceError {
  return new SourceError(`${name} does not begin with the line {"format":"${FORMAT}","version":${VERSION}}.`);
}

function checkHeader(line: string, name: string): void {
  let header: unknown;
  try {
    header = JSON.parse(line);
  } catch {
    throw noHeader(name);
  }
  const { format, version } = (header ?? {}) as { format?: unknown; version?: unknown };
  if (format !== FORMAT || !Number.isSafeInteger(version) || (version as number) < 1) throw noHeader(name);
  if ((version as number) > VERSION)
    throw new SourceError(
      `${name} is of version ${version} of the ${FORMAT} format and this program reads up to ${VERSION}; update pith-tui.`,
    );
}
