/** THE table of the records that Pith publishes as JSON: how each is told from the others, and what reads it. */
import { parseId } from '../../../hub/ids/identifier.js';
import type { HubLibraryRecord, Id } from '../../../hub/record.js';
import { RECORD_KEYS } from '../../bounds.js';
import { type Decoded, record, SourceError } from '../../decoded.js';
import { isList, isRecord, itemsOf, type JsonRange, membersOf, wholeValue } from '../../json.js';
import { identifier, isObject, line, object } from '../../values.js';
import { decodeCiters } from './citers.js';
import { decodeHubRecord } from './hub.js';
import { INTEGRITY_EVENT } from './integrity.js';
import { decodeNeighbours } from './neighbours.js';
import { decodeNumbered } from './numbered.js';
import { decodeReview } from './review.js';

interface RecordOptions {
  /** The cited work, where the reader names it. */
  cited: Id | undefined;
  /** Date of the import, `YYYY-MM-DD`. */
  at: string;
}

type Members = ReadonlyMap<string, JsonRange>;

interface RecordKind {
  /** What it is, for people. */
  words: string;
  /** Whether an object with these members is of this kind; it may be the beginning of one. */
  is(members: Members): boolean;
  /** @throws SourceError where nothing of it can be told */
  decode(root: JsonRange, options: RecordOptions): Iterable<Decoded>;
  /** What it holds where it was extracted. */
  holds?: readonly HubLibraryRecord['type'][];
}

const EXTRACTED = ['review', 'claim', 'citation'] as const;

/** In the order in which they are asked. */
const RECORD_KINDS: readonly RecordKind[] = [
  {
    words: 'number record of Pith',
    is: (members) => isNumberRecordBy(members) || (has(members, 'canonical_record') && !isEventful(members)),
    decode: decodeNamed,
  },
  {
    words: 'bundle of a Pith Number',
    is: (members) => textAt(members, 'bundle_type') === 'pith_open_graph_bundle',
    decode: decodeNamed,
    holds: EXTRACTED,
  },
  {
    words: 'state of a Pith Number',
    is: (members) => textAt(members, 'state_type') === 'pith_open_graph_state',
    decode: decodeNamed,
    holds: EXTRACTED,
  },
  {
    words: 'graph of a Pith Number',
    is: (members) =>
      ['authors_text', 'primary_cat', 'abstract_excerpt'].some((key) => keysAt(members, 'paper').has(key)),
    decode: decodeNamed,
    holds: EXTRACTED,
  },
  {
    words: 'integrity record of Pith',
    is: (members) =>
      /\bpith-integrity\b/u.test(textAt(members, 'schema') ?? '') || keysAt(members, 'integrity').has('detectors_run'),
    decode: decodeNamed,
    holds: ['integrity'],
  },
  {
    words: 'integrity event of Pith',
    is: (members) => textAt(members, 'event_type') === INTEGRITY_EVENT,
    decode: decodeNamed,
  },
  {
    words: 'events of a Pith Number',
    is: (members) => has(members, 'events') && isOfPaper(members),
    decode: decodeNamed,
  },
  {
    words: 'claims ledger of Pith',
    is: (members) => has(members, 'claims') && isOfPaper(members),
    decode: decodeNamed,
    holds: ['claim'],
  },
  {
    words: 'list of citing papers of Pith',
    is: isCiters,
    decode: (root, { cited, at }) => decodeCiters(root, { hub: hubOf(root, cited), at }),
  },
  {
    words: 'hub record of Pith',
    is: (members) =>
      ['openalex_id', 'raw_key', 'pith_arxiv_id', 'display_title'].some((key) => keysAt(members, 'work').has(key)) ||
      (keysAt(members, 'work').has('id') && keysAt(members, 'hub').has('state')),
    decode: decodeHubFile,
  },
  {
    words: 'review of Pith',
    is: (members) => has(members, 'arxiv_id', 'verdict') && (has(members, 'found') || has(members, 'novelty_score')),
    decode: decodeReviewFile,
  },
  {
    words: 'neighbours of a paper of Pith',
    is: (members) => has(members, 'from_graph') || has(members, 'from_record'),
    decode(root, { cited, at }) {
      const body = object(wholeValue(root));
      return decodeNeighbours(body, hubOf(root, cited ?? identifier('arxiv:', object(body.resolved).arxiv_id)), at);
    },
  },
];

function decodeNamed(root: JsonRange, { cited }: RecordOptions): Iterable<Decoded> {
  return decodeNumbered(root, cited);
}

/** The kind of an object, by its members. */
export function kindOf(root: JsonRange): RecordKind | undefined {
  if (!isRecord(root)) return undefined;
  const members = membersOf(root, RECORD_KEYS);
  return RECORD_KINDS.find(({ is }) => is(members));
}

/** Whether an answer is the record of a number. */
export function isNumberRecord(root: JsonRange): boolean {
  return isRecord(root) && isNumberRecordBy(membersOf(root, RECORD_KEYS));
}

function isNumberRecordBy(members: Members): boolean {
  return textAt(members, 'record_type') === 'pith_number_record';
}

/** Bundles and states have a canonical record as well. */
function isEventful(members: Members): boolean {
  return has(members, 'bundle_type') || has(members, 'state_type') || has(members, 'events');
}

function isOfPaper(members: Members): boolean {
  return has(members, 'pith_number') || has(members, 'arxiv_id');
}

function has(members: Members, ...keys: string[]): boolean {
  return keys.every((key) => members.has(key));
}

function textAt(members: Members, key: string): string | undefined {
  const found = members.get(key);
  return found === undefined || found.text[found.start] !== '"' ? undefined : line(wholeValue(found));
}

function keysAt(members: Members, key: string): ReadonlySet<string> {
  const found = members.get(key);
  return new Set(found !== undefined && isRecord(found) ? membersOf(found, RECORD_KEYS).keys() : []);
}

/** `{total, items}`, of citing papers or of none. */
function isCiters(members: Members): boolean {
  const items = members.get('items');
  if (items === undefined || !isList(items)) return false;
  const [first] = itemsOf(items);
  if (first === undefined) return has(members, 'total') && members.size === 2;
  return isRecord(first) && membersOf(first, RECORD_KEYS).has('citing_arxiv_id');
}

/** A list names nobody; its address does, and so may the folder or file it was saved under. */
function hubOf({ name }: JsonRange, cited: Id | undefined): Id {
  const uuid = name.match(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/giu)?.at(-1);
  const hub = cited ?? (uuid === undefined ? null : parseId(`uuid:${uuid}`));
  if (hub !== null) return hub;
  throw new SourceError(
    `${name} lists citing papers without naming the paper they cite, as Pith does; add --cited <paper>, such as the address of its page.`,
  );
}

function* decodeHubFile(root: JsonRange, { cited }: RecordOptions): Generator<Decoded> {
  const found = decodeHubRecord(wholeValue(root));
  if (found === undefined)
    throw new SourceError(`${root.name} is a hub record of Pith with neither an id nor a title.`);
  const { work, hub } = found;
  if (cited !== undefined && !work.ids.includes(cited)) work.ids.unshift(cited);
  hub.work = work.ids[0]!;
  yield record(work);
  yield record(hub);
}

function* decodeReviewFile(root: JsonRange): Generator<Decoded> {
  const body = wholeValue(root);
  const found = isObject(body) ? decodeReview(body) : undefined;
  if (found === undefined) throw new SourceError(`${root.name} is an answer of Pith that holds no review.`);
  yield record(found.work);
  yield record(found.review);
}
