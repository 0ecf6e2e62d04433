/**
 * Lines of the S2AG datasets of Semantic Scholar, in the forms of 2022 to 2026: ids as texts or as numbers; the intents of a
 * citation as one list, or as a list for each of its sentences.
 */
import { isDayOrTime } from '../../hub/date.js';
import type { CitationRecord, Context, Id } from '../../hub/record.js';
import { cleanText } from '../../hub/text.js';
import { type Decoded, problem, record } from '../decoded.js';
import { roles, workRecord } from '../semantic-scholar/decode.js';
import { type Json, list, object, textOf } from '../values.js';

/** The judge of roles, and the origin of all records: the dump is of the same hands as the API. */
export const SEMANTIC_SCHOLAR = 'semantic-scholar';

/** Why a citation of an unknown paper is not here. */
export const UNRESOLVED = 'to papers Semantic Scholar could not identify';

/** The name of a corpus id, written as a number or as digits; undefined for anything else. */
function corpusId(value: unknown): Id | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? `corpus:${value}` : undefined;
  if (typeof value !== 'string' || !/^\d{1,19}$/u.test(value)) return undefined;
  return `corpus:${value.replace(/^0+(?=\d)/u, '')}`;
}

/** Both ends of a citation; `cited` is null where the reference was not resolved, undefined where it is no id. */
export function endsOf(line: Json): { citing: Id | undefined; cited: Id | null | undefined } {
  const { citingcorpusid, citedcorpusid } = line;
  return { citing: corpusId(citingcorpusid), cited: citedcorpusid === null ? null : corpusId(citedcorpusid) };
}

/**
 * When judgements of lines without a date were made: not before this, when lines lost their dates. The day of the import
 * would be another at each import, and copies of one dump that disagree would be news each time.
 */
const UNDATED = '2024-01-01';

/** A line of `citations` whose ends are known. */
export function citation(line: Json, citing: Id, cited: Id): CitationRecord {
  const made: CitationRecord = { type: 'citation', citing, cited };
  if (typeof line.isinfluential === 'boolean') made.influential = line.isinfluential;
  const intents = list(line.intents);
  const bySentence = intents.some(Array.isArray);
  const contexts = list(line.contexts).flatMap((given, place): Context[] => {
    const text = typeof given === 'string' ? cleanText(given) : '';
    if (text === '') return [];
    const labels = bySentence ? roles(intents[place]) : [];
    return [labels.length > 0 ? { text, labels } : { text }];
  });
  if (contexts.length > 0) made.contexts = contexts;
  const labels = roles(intents.flat());
  const updated = typeof line.updated === 'string' && isDayOrTime(line.updated) ? line.updated : UNDATED;
  if (labels.length > 0) made.judgements = [{ axis: 'role', labels, judge: SEMANTIC_SCHOLAR, at: updated }];
  return made;
}

/** A line of `papers`, `abstracts`, `tldrs` or `paper-ids`: a work with all or some of its fields. */
export function* decodePaper(line: Json, place: string): Generator<Decoded> {
  if (corpusId(line.corpusid) === undefined) {
    yield problem(place, 'no corpusid');
    return;
  }
  const problems: Decoded[] = [];
  const work = workRecord(inWordsOfTheApi(line), place, problems);
  if (work !== undefined) {
    const summary = 'model' in line && typeof line.text === 'string' ? cleanText(line.text) : '';
    if (summary !== '') work.summary = summary;
    yield record(work);
  }
  yield* problems;
}

/** The names of the paper of a line, without the rest: of a whole dump, few papers are wanted. */
export function idsOf(line: Json): readonly Id[] {
  return workRecord(namesInWordsOfTheApi(line), '', [])?.ids ?? [];
}

function namesInWordsOfTheApi(line: Json): Json {
  return {
    corpusId: line.corpusid,
    externalIds: line.externalids ?? object(line.openaccessinfo).externalids,
    paperId: line.sha ?? /\/paper\/([0-9a-f]{40})$/u.exec(textOf(line.url))?.[1],
  };
}

/** The same fields as the API has, which writes them otherwise. */
function inWordsOfTheApi(line: Json): Json {
  const { title, authors, venue, year, journal, abstract } = line;
  return {
    ...namesInWordsOfTheApi(line),
    title,
    authors,
    venue,
    year,
    journal,
    abstract,
    publicationDate: line.publicationdate,
    publicationTypes: line.publicationtypes,
    citationCount: line.citationcount,
  };
}
