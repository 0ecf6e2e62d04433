/** Hubs in the interchange format: lines → records. */
import { isUtf8 } from 'node:buffer';
import { FieldError, readRecord } from '../../hub/record-fields.js';
import { cleanLine } from '../../hub/text.js';
import { Excess, INTERCHANGE_LINE_BYTES } from '../bounds.js';
import { type Decoded, problem, record, SourceError } from '../decoded.js';
import type { Line } from '../input.js';
import { parseBounded } from '../json.js';
import { FORMAT, VERSION } from './format.js';

/**
 * A reader to be fed the lines of one file in their order; it remembers the header and which unknown keys it has reported.
 * @throws SourceError where the first line is no header of this format, or one of a newer version.
 */
export function interchangeReader(name: string): (line: Line) => Generator<Decoded> {
  let header = false;
  const reported = new Set<string>();
  return function* read({ number, bytes }) {
    const place = `line ${number}`;
    if (bytes === null) {
      if (!header) throw noHeader(name);
      yield problem(place, `longer than ${INTERCHANGE_LINE_BYTES / 1_000_000} MB`);
      return;
    }
    if (!isUtf8(bytes)) {
      if (!header) throw noHeader(name);
      yield problem(place, 'not valid UTF-8');
      return;
    }
    const line = bytes.toString('utf8').replace(/^\ufeff/u, '');
    if (line.trim() === '') return;
    if (!header) {
      checkHeader(line, name);
      header = true;
      return;
    }
    try {
      const unknown: string[] = [];
      const decoded = readRecord(parseBounded(line), (path) => unknown.push(path));
      yield record(decoded);
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
