/** A paper by its Pith Number: the record says what it is of, and the number, which is a checksum, whether the record is whole. */
import { createHash } from 'node:crypto';
import { showId, splitId } from '../../hub/identifier.js';
import type { Id, WorkRecord } from '../../hub/record.js';
import { type Client, request } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { parseBounded } from '../json.js';
import { misshapen } from '../page.js';
import { identifier, isObject, type Json, line, object, partialDate } from '../values.js';

const SERVICE = 'pith';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Characters of a whole number, five bits each. */
const CHARACTERS = 26;

/** Whether a name is a whole Pith Number; short forms are found in a library only. */
export function isPithNumber(id: Id): boolean {
  const { scheme, value } = splitId(id);
  return scheme === 'pith' && value.split(':').at(-1)!.length === CHARACTERS;
}

/**
 * Asks for the record of a whole Pith Number. The work's first name is what the number was given for.
 * @throws FetchError where there is none, where it is another's or was changed, or where it names nothing that can be asked for
 */
export async function fetchPithNumber(client: Client, id: Id, signal?: AbortSignal): Promise<WorkRecord> {
  const characters = splitId(id).value.slice(-CHARACTERS);
  const { body } = await request(client, SERVICE, `/pith/${characters}.json`, {
    parse: (text) => {
      const given = object(exact(text));
      return { given, number: isObject(given.canonical_record) ? numberOf(given.canonical_record) : undefined };
    },
    what: showId(id),
    signal,
  });
  const { given, number } = body;
  if (given.record_type !== 'pith_number_record' || number === undefined)
    throw misshapen(SERVICE, `the record of ${showId(id)}`);
  if (number !== characters)
    throw new FetchError(
      'refused',
      SERVICE,
      `The record Pith gives for ${showId(id)} has another checksum than that number, so it is not believed; give the arXiv id or DOI of the paper instead.`,
    );
  const work = decodeNumberRecord(given, id);
  if (work !== undefined) return work;
  throw new FetchError(
    'refused',
    SERVICE,
    `The record of ${showId(id)} names no source with an identifier known here; give the arXiv id or DOI of the paper instead.`,
  );
}

function decodeNumberRecord(given: Json, id: Id): WorkRecord | undefined {
  const source = object(given.source);
  const own = identifier(`${line(source.kind) ?? ''}:`, plain(source.id));
  if (own === undefined) return undefined;
  const work: WorkRecord = { type: 'work', ids: [own, identifier('', given.pith_number) ?? id] };
  const paper = object(given.paper);
  const title = line(paper.title);
  if (title !== undefined) work.title = title;
  const category = line(paper.primary_cat);
  if (category !== undefined) work.category = category;
  const date = partialDate(line(paper.submitted_at)?.slice(0, 10));
  if (date !== undefined) work.date = date;
  return work;
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

function plain(value: unknown): unknown {
  return EXACT.isRawJSON(value) ? value.rawJSON : value;
}

/** The first 130 bits, in base32, of the SHA-256 of a record's canonical JSON. */
function numberOf(record: Json): string {
  let bits = createHash('sha256')
    .update(canonical(record))
    .digest()
    .reduce((all, byte) => all + byte.toString(2).padStart(8, '0'), '');
  let number = '';
  for (; number.length < CHARACTERS; bits = bits.slice(5)) number += BASE32[Number.parseInt(bits.slice(0, 5), 2)];
  return number;
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
