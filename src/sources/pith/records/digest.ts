/** A Pith Number is a checksum: whether a record is the one that its number was given for can be told without asking anybody. */
import { createHash } from 'node:crypto';
import { CANONICAL_VALUES, figure, RECORD_KEYS } from '../../bounds.js';
import { SourceError } from '../../decoded.js';
import { isRecord, type JsonRange, membersOf, parseBounded } from '../../json.js';
import { isObject, type Json, line } from '../../values.js';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Characters of a whole number, five bits each. */
const CHARACTERS = 26;

/**
 * What is wrong with the checksum of a record: undefined where nothing is, or where what it is of is not there.
 */
export function wrongDigest(root: JsonRange, given: Json): string | undefined {
  const name = line(given.pith_number) ?? line(given['@id']) ?? '';
  const number = /(?<![A-Z2-7])[A-Z2-7]{26}$/u.exec(name)?.[0];
  const said = isDigest(given.canonical_sha256) ? given.canonical_sha256 : undefined;
  const digest = digestIn(root);
  if (digest !== undefined && said !== undefined && said !== digest)
    return `the checksum of ${name || 'its record'} is ${digest}, not the ${said} that it gives`;
  const its = digest ?? said;
  if (its === undefined || number === undefined || numberOf(its) === number) return undefined;
  return `its checksum is that of pith:${numberOf(its)}, not of ${name}`;
}

/**
 * The SHA-256, in hexadecimal, of the canonical JSON of what a record's number is of; undefined where that is not there whole.
 * @throws SourceError where it is far larger than any
 */
export function digestIn(root: JsonRange): string | undefined {
  const members = membersOf(root, RECORD_KEYS);
  const current = members.get('current');
  const found =
    members.get('canonical_record') ??
    (current !== undefined && isRecord(current) ? membersOf(current, RECORD_KEYS).get('canonical_record') : undefined);
  if (found === undefined || !isRecord(found) || found.open !== undefined) return undefined;
  if (found.values > CANONICAL_VALUES)
    throw new SourceError(`${found.name} holds a canonical record of more than ${figure(CANONICAL_VALUES)} values.`);
  const json = canonical(exact(found.text.slice(found.start, found.end)));
  return createHash('sha256').update(json).digest('hex');
}

/** The number that a digest is: its first 130 bits in base32. */
export function numberOf(digest: string): string {
  let bits = Array.from(digest, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  let number = '';
  for (; number.length < CHARACTERS; bits = bits.slice(5)) number += BASE32[Number.parseInt(bits.slice(0, 5), 2)];
  return number;
}

function isDigest(text: unknown): text is string {
  return typeof text === 'string' && /^[\da-f]{64}$/u.test(text);
}

/** JSON with its numbers as they are written: 7.0 is not 7 to a checksum. */
const EXACT = JSON as typeof JSON & {
  rawJSON(text: string): object;
  isRawJSON(value: unknown): value is { rawJSON: string };
};

function exact(text: string): unknown {
  return parseBounded(text, (_key, value: unknown, ...rest: unknown[]) =>
    typeof value === 'number' ? EXACT.rawJSON((rest[0] as { source: string }).source) : value,
  );
}

/** Keys sorted by their characters, no spaces, letters of all scripts as they are. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value) || EXACT.isRawJSON(value)) return JSON.stringify(value);
  const codes = (text: string): number[] => Array.from(text, (letter) => letter.codePointAt(0)!);
  const byCode = (a: string, b: string): number => {
    const [one, other] = [codes(a), codes(b)];
    const at = one.findIndex((code, i) => code !== other[i]);
    return at < 0 ? -1 : one[at]! - (other[at] ?? -1);
  };
  const keys = Object.keys(value).sort(byCode);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
