/** Records that go by a Pith Number: the number's own, the bundle and the state of its graph, and what names a paper the same way. */
import type { Id, WorkRecord } from '../../../hub/record.js';
import { type Decoded, record, SourceError } from '../../decoded.js';
import { type JsonRange, wholeValue } from '../../json.js';
import { distinct, identifier, isObject, type Json, line, list, object } from '../../values.js';
import { wrongDigest } from './digest.js';
import { decodeGraph } from './graph.js';
import { decodeIntegrity, INTEGRITY_EVENT } from './integrity.js';
import { describe, idsOf, timeOf } from './paper.js';

/** Schemes of the aliases that are names of the paper beside its number. */
const ALIASES: ReadonlySet<string> = new Set(['arxiv', 'doi', 'openalex', 'pmid', 'pmcid']);

/**
 * A record with what is in it of the paper: its names and description, the last snapshot of its graph, and its findings.
 * @param cited the paper, where the reader says it: a graph that was cut may not name it
 * @throws SourceError where it names no paper, or has another checksum than its number
 */
export function* decodeNumbered(root: JsonRange, cited?: Id): Generator<Decoded> {
  const given = object(wholeValue(root));
  const wrong = wrongDigest(root, given);
  if (wrong !== undefined) throw new SourceError(`${root.name} is not believed: ${wrong}; fetch it again.`);
  const own = namesOf(given);
  const ids = own.length > 0 ? own : distinct([cited, numberIn(root.name)]);
  const [work] = ids;
  if (work === undefined)
    throw new SourceError(
      `${root.name} is a record of Pith that names no paper by an id known here; say with --cited which paper it is.`,
    );
  const current = object(given.current);
  const paper: WorkRecord = { type: 'work', ids };
  const { metadata } = object(given.canonical_record ?? current.canonical_record);
  describe(paper, { ...canonicalPaper(object(metadata)), ...object(given.paper) });
  yield record(paper);
  const events = eventsIn(given, current);
  const snapshots = events.flatMap((event) => {
    const snapshot = object(event.payload).graph_snapshot;
    return isObject(snapshot) ? [{ at: timeOf(event.created_at) ?? '', snapshot }] : [];
  });
  const last = snapshots.reduce<(typeof snapshots)[number] | undefined>(
    (best, one) => (best === undefined || one.at >= best.at ? one : best),
    undefined,
  );
  // What stands in the record itself is newer than any event in it.
  const { integrity, ...graph } = { ...last?.snapshot, ...given };
  yield* decodeGraph(work, graph);
  const found = decodeIntegrity(work, object(integrity), events);
  if (found !== undefined) yield record(found);
}

/** The number in the address under which a record was saved: `…/pith-number/<number>/graph.json`. */
function numberIn(name: string): Id | undefined {
  const number = name.match(/(?<![A-Za-z\d])[A-Z2-7]{26}(?![A-Za-z\d])/gu)?.at(-1);
  return number === undefined ? undefined : identifier('pith:', number);
}

/** The paper's names: what the number was given for first. */
function namesOf(given: Json): Id[] {
  const current = object(given.current);
  const { source = object(given.canonical_record ?? current.canonical_record).source } = given;
  const { kind, id } = object(source);
  const aliases = [...list(given.source_aliases), ...list(current.source_aliases)].map(object);
  return distinct([
    identifier(`${line(kind) ?? ''}:`, id),
    ...idsOf(given),
    ...aliases.map((alias) => {
      const scheme = line(alias.alias_kind) ?? '';
      return ALIASES.has(scheme) ? identifier(`${scheme}:`, alias.alias_value) : undefined;
    }),
    identifier('', given.pith_number) ?? identifier('', given['@id']),
    // Of an event: of whom it is, and who it says it is of.
    identifier('', given.subject_pith_number),
    ...idsOf(object(given.payload)),
  ]);
}

/** What the checksum is of says little of a paper: its title stands there as a checksum, too. */
function canonicalPaper({ primary_cat, submitted_at, cross_cats_sorted }: Json): Json {
  return { primary_cat, submitted_at, cross_cats: cross_cats_sorted };
}

/** The events of a bundle, and those that a state has gathered by their kinds; or the record itself, where it is one. */
function eventsIn(given: Json, current: Json): Json[] {
  const gathered = Object.values(current).flatMap((value) => list(value));
  const all = [...list(given.events), ...gathered].filter(isObject).filter((event) => isObject(event.payload));
  if (given.event_type === undefined) return all;
  return [...all, isObject(given.payload) ? given : { event_type: INTEGRITY_EVENT, payload: given }];
}
