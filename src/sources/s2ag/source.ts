/** The bulk datasets of Semantic Scholar (S2AG). */
import type { Id } from '../../hub/record.js';
import { LINE_BYTES } from '../bounds.js';
import { type Decoded, problem, record, SourceError } from '../decoded.js';
import { type Input, type Line, lines } from '../input.js';
import { firstLine, jsonOf } from '../lines/json-lines.js';
import { linesWith } from '../lines/lines-with.js';
import { type DecodeOptions, newReading, pass, type Reading, type Source, type Wanted } from '../source.js';
import type { Json } from '../values.js';
import { citation, decodePaper, endsOf, idsOf, SEMANTIC_SCHOLAR, UNRESOLVED } from './decode.js';

/** The keys of each dataset that no other has, all of which stand in every line. */
function has(head: string, ...keys: string[]): boolean {
  const line = firstLine(head);
  return line.startsWith('{') && keys.every((key) => new RegExp(`"${key}"\\s*:`, 'u').test(line));
}

export const s2agCitations: Source = {
  id: SEMANTIC_SCHOLAR,
  turn: 'citations',
  recognise: (head) => (has(head, 'citingcorpusid', 'citedcorpusid') ? 'S2AG citations' : undefined),
  decode,
};

export const s2agPapers: Source = {
  id: SEMANTIC_SCHOLAR,
  turn: 'papers',
  recognise: (head) => (has(head, 'corpusid', 'externalids', 'title') ? 'S2AG papers' : undefined),
  decode,
};

export const s2agAdditions: Source = {
  id: SEMANTIC_SCHOLAR,
  turn: 'additions',
  recognise(head) {
    if (has(head, 'sha', 'corpusid', 'primary')) return 'S2AG paper-ids';
    if (has(head, 'corpusid', 'model', 'text')) return 'S2AG tldrs';
    // An abstract may be longer than the head.
    return has(head, 'corpusid', 'openaccessinfo') || has(head, 'corpusid', 'abstract') ? 'S2AG abstracts' : undefined;
  },
  decode,
};

/** More hubs than this are looked for line by line. */
const MOST_NEEDLES = 40;

/** Lines of any of the datasets, also mixed. */
async function* decode(input: Input, options: DecodeOptions): AsyncGenerator<Decoded> {
  const { wanted } = options;
  const reading: Reading = options.reading ?? newReading();
  const hubs = wanted === undefined ? undefined : corpusIds(wanted);
  const announced = new Set<Id>();
  const citationsOnly = s2agCitations.recognise(new TextDecoder().decode(input.head)) !== undefined;
  if (citationsOnly && hubs !== undefined) checkKnown(wanted!, input.name);
  for await (const batch of batches(input, citationsOnly ? hubs : undefined, reading)) {
    for (const line of batch) {
      const read = jsonOf(line);
      if (read === undefined) continue;
      const place = `line ${line.number}`;
      if ('problem' in read) yield read.problem;
      else if ('citingcorpusid' in read.value) yield* decodeCitation(read.value, place, hubs, announced, reading);
      else yield* decodeWanted(read.value, place, wanted, reading);
    }
  }
}

async function* batches(
  input: Input,
  hubs: ReadonlySet<Id> | undefined,
  reading: Reading,
): AsyncGenerator<readonly Line[]> {
  if (hubs !== undefined && hubs.size <= MOST_NEEDLES) {
    const digits = [...hubs].map((hub) => hub.slice('corpus:'.length));
    yield* linesWith(input.chunks, digits, LINE_BYTES, reading);
    return;
  }
  for await (const batch of lines(input.chunks, LINE_BYTES)) {
    reading.lines = batch.at(-1)!.number;
    yield batch;
  }
}

function corpusIds(wanted: Wanted): Set<Id> {
  return new Set(wanted.hubs.flat().filter((id) => id.startsWith('corpus:')));
}

/** Citations name papers by nothing but corpus ids. */
function checkKnown(wanted: Wanted, name: string): void {
  const unknown = wanted.hubs.find((ids) => !ids.some((id) => id.startsWith('corpus:')));
  if (unknown !== undefined)
    throw new SourceError(
      `${name} names papers by their corpus ids, and that of ${unknown[0]} is not known; give it as --hub corpus:…, or import the papers dataset with the same --hub first.`,
    );
}

function* decodeCitation(
  line: Json,
  place: string,
  hubs: ReadonlySet<Id> | undefined,
  announced: Set<Id>,
  reading: Reading,
): Generator<Decoded> {
  const { citing, cited } = endsOf(line);
  if (citing === undefined || cited === undefined) {
    yield problem(place, `no ${citing === undefined ? 'citingcorpusid' : 'citedcorpusid'}`);
    return;
  }
  if (cited === null) {
    // Of a cut, most of them are not seen at all.
    if (hubs === undefined) pass(reading, UNRESOLVED);
    return;
  }
  if (hubs !== undefined && !hubs.has(citing) && !hubs.has(cited)) return;
  if (citing === cited) {
    yield problem(place, `${citing} cites itself`);
    return;
  }
  if (hubs?.has(cited) && !announced.has(cited)) {
    announced.add(cited);
    yield record({ type: 'hub', work: cited, source: SEMANTIC_SCHOLAR });
  }
  yield record(citation(line, citing, cited));
}

function* decodeWanted(line: Json, place: string, wanted: Wanted | undefined, reading: Reading): Generator<Decoded> {
  const ids = wanted === undefined ? [] : idsOf(line);
  if (ids.length > 0 && !ids.some(wanted!.knows)) pass(reading, 'papers that are neither in the library nor wanted');
  else yield* decodePaper(line, place);
}
