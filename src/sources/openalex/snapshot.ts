/** Parts of the OpenAlex snapshot: works as JSON Lines, in the shapes of 2023 to 2026. */
import type { Id } from '../../hub/record.js';
import { LINE_BYTES } from '../bounds.js';
import { type Decoded, problem, record, SourceError } from '../decoded.js';
import { lines } from '../input.js';
import { firstLine, jsonOf } from '../lines/json-lines.js';
import { newReading, pass, type Reading, type Source, type Wanted } from '../source.js';
import { distinct, identifier, type Json, list } from '../values.js';
import { decodeWork } from './decode.js';

const OPENALEX = 'openalex';
const OWN_ID = /"id"\s*:\s*"https:\/\/openalex\.org\/W\d+"/u;

export const openalexSnapshot: Source = {
  id: OPENALEX,
  turn: 'citations',
  recognise(head) {
    const line = firstLine(head);
    // An answer of the API holds its works in a list.
    return line.startsWith('{') && !/"results"\s*:\s*\[/u.test(line) && OWN_ID.test(line)
      ? 'OpenAlex snapshot, works'
      : undefined;
  },
  async *decode(input, { wanted, reading = newReading() }) {
    const hubs = wanted === undefined ? undefined : hubsOf(wanted, input.name);
    const announced = new Set<Id>();
    for await (const batch of lines(input.chunks, LINE_BYTES)) {
      reading.lines = batch.at(-1)!.number;
      for (const line of batch) {
        if (wanted !== undefined && line.bytes !== null && !maybeWanted(line.bytes.toString('latin1'), hubs!, wanted)) {
          pass(reading, 'works that neither cite a hub nor are in the library');
          continue;
        }
        const read = jsonOf(line);
        if (read === undefined) continue;
        if ('problem' in read) yield read.problem;
        else yield* decodeLine(read.value, `line ${line.number}`, hubs, wanted, announced, reading);
      }
    }
  },
};

/** References are OpenAlex ids, so a hub must be known by its own. */
function hubsOf(wanted: Wanted, name: string): Set<Id> {
  const unknown = wanted.hubs.find((ids) => !ids.some((id) => id.startsWith('openalex:')));
  if (unknown !== undefined)
    throw new SourceError(
      `${name} names papers by their OpenAlex ids, and that of ${unknown[0]} is not known; give it as --hub openalex:W….`,
    );
  return new Set(wanted.hubs.flat().filter((id) => id.startsWith('openalex:')));
}

/** Tells most works apart without parsing them: they neither name a hub nor are known by one of their names. */
function maybeWanted(line: string, hubs: ReadonlySet<Id>, wanted: Wanted): boolean {
  for (const hub of hubs) if (line.includes(`/${hub.slice('openalex:'.length)}"`)) return true;
  // The `ids` of a work hold nothing but texts; what else has the key is no such object, or holds addresses no library has.
  const ids = /"ids"\s*:\s*(\{"[^{}]*\})/u.exec(line)?.[1];
  if (ids === undefined) return true;
  try {
    return Object.values(JSON.parse(ids) as Json).some((value) => {
      const id = identifier('mag:', value);
      return id !== undefined && wanted.knows(id);
    });
  } catch {
    return true;
  }
}

function* decodeLine(
  line: Json,
  place: string,
  hubs: ReadonlySet<Id> | undefined,
  wanted: Wanted | undefined,
  announced: Set<Id>,
  reading: Reading,
): Generator<Decoded> {
  const work = decodeWork(line);
  if (work === undefined) {
    yield problem(place, 'not an OpenAlex work');
    return;
  }
  const citing = work.ids[0]!;
  const isHub = hubs !== undefined && work.ids.some((id) => hubs.has(id));
  const cited = distinct(list(line.referenced_works).map((id) => identifier('openalex:', id))).filter(
    (id) => !work.ids.includes(id) && (hubs === undefined || isHub || hubs.has(id)),
  );
  if (wanted !== undefined && cited.length === 0 && !work.ids.some(wanted.knows)) {
    pass(reading, 'works that neither cite a hub nor are in the library');
    return;
  }
  yield record(work);
  for (const id of cited) {
    if (hubs?.has(id) && !announced.has(id)) {
      announced.add(id);
      yield record({ type: 'hub', work: id, source: OPENALEX });
    }
    yield record({ type: 'citation', citing, cited: id });
  }
}
