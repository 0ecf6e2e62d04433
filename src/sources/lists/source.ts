/** Bibliographies as lists of the papers that cite a hub. */
import { showId } from '../../hub/ids/identifier.js';
import type { Id, WorkRecord } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';
import { listWords } from '../../text/list-words.js';
import { figure, MOST_ENTRIES } from '../bounds.js';
import { type Decoded, problem, record, SourceError } from '../decoded.js';
import { type Input, wholeBytes } from '../input.js';
import { isList, isRecord, itemOf, itemsOf, jsonOfFile, membersOf } from '../json.js';
import { decodeText } from '../markup/text.js';
import type { DecodeOptions, Source } from '../source.js';
import { isObject } from '../values.js';
import { bibtexWork } from './bibtex/bibtex.js';
import { NO_WORKS } from './bibtex/names.js';
import { readBibtex, type Strings } from './bibtex/read.js';
import { isBibtex } from './bibtex/recognise.js';
import { cslWork } from './csl.js';
import { idsGivenAgain, strangersWords, toldBy } from './shared-ids.js';
import { type Spool, spool } from './spool.js';
import { endnoteWork, isEndnote, readEndnote } from './tagged/endnote.js';
import { isPubmed, pubmedWork, readPubmed } from './tagged/pubmed.js';
import { isRis, readRis, risWork } from './tagged/ris.js';
import type { TaggedRecord } from './tagged/tag-lines.js';
import { isWebOfScience, readWebOfScience, webOfScienceWork } from './tagged/web-of-science.js';
import { withIds } from './work.js';

const BIBLIOGRAPHY = 'bibliography';

/** What stands at one place of a bibliography: an entry, which may name no work, or something that is wrong. */
type Listed = { place: string; work?: WorkRecord | undefined } | { place: string; problem: string };

/** A bibliography by itself, without what it is taken for. */
export interface List {
  /** Its name for people. */
  name: string;
  /** Whether content beginning with `head` is of this kind. */
  recognise: (head: string) => boolean;
  /** @param strings what other BibTeX files define, to which this one's are added */
  read: (text: string, fileName: string, strings?: Strings) => Iterable<Listed>;
}

function source({ name, recognise, read }: List): Source {
  return {
    id: BIBLIOGRAPHY,
    recognise: (head) => (recognise(head) ? name : undefined),
    async *decode(input, options) {
      // The text goes before the records come.
      const list = listed(read(decodeText(await wholeBytes(input)), input.name, options.strings), input.name);
      yield* citing(input, options, list);
    },
  };
}

/** Reads the whole list; then come its items without the ids that unrelated entries share, which are told first. */
export function listed(items: Iterable<Listed>, name: string): { size: number; items: Iterable<Listed> } {
  const all = spool<Listed>();
  const repeated = idsGivenAgain();
  for (const item of items) {
    if (all.size === MOST_ENTRIES)
      throw new SourceError(
        `${name} holds more than the ${figure(MOST_ENTRIES)} entries that are read of one list; split it.`,
      );
    if ('work' in item && item.work !== undefined) repeated.note(all.size, item.work.ids);
    all.put(item);
  }
  return { size: all.size, items: withoutShared(all, repeated) };
}

function* withoutShared(all: Spool<Listed>, repeated: ReturnType<typeof idsGivenAgain>): Generator<Listed> {
  const strange = new Map<number, Set<Id>>();
  const shared = repeated.sharedByStrangers((index) => toldBy((all.at(index) as { work: WorkRecord }).work));
  for (const { id, indexes } of shared) {
    const places = indexes.map((index) => all.at(index).place);
    yield { place: places[0]!, problem: strangersWords(id, places) };
    for (const index of indexes) strange.set(index, (strange.get(index) ?? new Set()).add(id));
  }
  let index = 0;
  for (const item of all.take()) {
    const ids = strange.get(index);
    index += 1;
    if (ids === undefined || !('work' in item) || item.work === undefined) yield item;
    else {
      const own = item.work.ids.filter((id) => !ids.has(id));
      yield { ...item, work: withIds(item.work, own) };
    }
  }
}

/** Each listed work cites the hub, but for the hub itself, of which it is told what is listed. */
function* citing(input: Input, { cited }: DecodeOptions, list: ReturnType<typeof listed>): Generator<Decoded> {
  // A file of @strings only.
  if (list.size === 0) return;
  if (cited === undefined)
    throw new SourceError(
      `${input.name} is a bibliography, which says nothing of who cites whom; to take it as the papers that cite one, add --cited <paper>.`,
    );
  yield record({ type: 'work', ids: [cited] });
  yield record({ type: 'hub', work: cited, source: BIBLIOGRAPHY });
  for (const item of list.items) {
    if ('problem' in item) yield problem(item.place, item.problem);
    else if (item.work === undefined) yield problem(item.place, 'neither an id nor a title in words');
    else if (item.work.ids.includes(cited)) {
      // It does not cite itself, but what the entry says of it is known.
      yield record(item.work);
      yield problem(item.place, `the cited paper itself (${showId(cited)})`);
    } else {
      yield record(item.work);
      yield record({ type: 'citation', citing: item.work.ids[0]!, cited });
    }
  }
}

/** Leaves the second name of works that have no id, their titles without subtitles, to the first that it is of: volumes share it. */
function oneOfEach(): (work: WorkRecord | undefined) => WorkRecord | undefined {
  const given = new Map<Id, Id>();
  return (work) => {
    const [own, short] = work?.ids ?? [];
    if (own === undefined || short === undefined || !own.startsWith('key:')) return work;
    if (!given.has(short)) given.set(short, own);
    return given.get(short) === own ? work : { ...work!, ids: [own] };
  };
}

const BIBTEX_LIST: List = {
  name: 'BibTeX',
  recognise: isBibtex,
  *read(text, _, strings) {
    const withoutSubtitle = oneOfEach();
    for (const read of readBibtex(text, strings)) {
      if ('problem' in read) yield { place: `the entry in line ${read.line}`, problem: cleanLine(read.problem) };
      else {
        const { type, key, line, hasParts } = read.entry;
        // A volume that is there for its papers to inherit from is none of them.
        if (hasParts || NO_WORKS.has(type)) continue;
        yield {
          place: key === '' ? `line ${line}` : `line ${line} (${cleanLine(key)})`,
          work: withoutSubtitle(bibtexWork(read.entry)),
        };
      }
    }
  },
};

/** All of CSL 1.0.2. */
const CSL_TYPES =
  'article(?:-(?:journal|magazine|newspaper))?|bill|book|broadcast|chapter|classic|collection|dataset|document|entry(?:-(?:dictionary|encyclopedia))?|event|figure|graphic|hearing|interview|legal_case|legislation|manuscript|map|motion_picture|musical_score|pamphlet|paper-conference|patent|performance|periodical|personal_communication|post(?:-weblog)?|regulation|report|review(?:-book)?|software|song|speech|standard|thesis|treaty|webpage';
const CSL_TYPE = new RegExp(`"type"\\s*:\\s*"(?:${CSL_TYPES})"`, 'u');

const CSL_LIST: List = {
  name: 'CSL-JSON',
  recognise: (head) =>
    /^\s*(?:\[\s*)?\{/u.test(head) &&
    CSL_TYPE.test(head) &&
    /"title"\s*:/u.test(head) &&
    // Others have these as texts, or do not have them.
    /"(?:author|editor)"\s*:\s*\[|"issued"\s*:\s*\{|"(?:container-title|DOI|URL)"\s*:/u.test(head) &&
    !/"(?:paperId|display_name|message-type)"\s*:/u.test(head),
  *read(text, name) {
    const body = jsonOfFile(text, name);
    const list = isRecord(body) ? membersOf(body).get('items') : body;
    let number = 0;
    for (const range of list !== undefined && isList(list) ? itemsOf(list) : [body]) {
      number += 1;
      const place = `item ${number}`;
      const item = itemOf(range);
      if ('problem' in item) yield { place, problem: item.problem };
      else if (isObject(item.value)) yield { place: place, work: cslWork(item.value) };
      else yield { place, problem: 'no object' };
    }
  },
};

/** A form of records of tag and value. */
function tagged(
  name: string,
  recognise: List['recognise'],
  records: (text: string) => Iterable<TaggedRecord>,
  work: (record: TaggedRecord) => WorkRecord | undefined,
): List {
  return {
    name,
    recognise,
    *read(text) {
      for (const record of records(text)) {
        const place = `line ${record.line}`;
        if (record.excess !== undefined) yield { place, problem: record.excess };
        yield { place, work: work(record) };
      }
    },
  };
}

/** Every kind of bibliography, in the order they are asked: each marks its beginning less than the one before it. */
export const LISTS: readonly List[] = [
  tagged('EndNote', isEndnote, readEndnote, endnoteWork),
  tagged('PubMed', isPubmed, readPubmed, pubmedWork),
  tagged('Web of Science', isWebOfScience, readWebOfScience, webOfScienceWork),
  BIBTEX_LIST,
  tagged('RIS', isRis, readRis, risWork),
  CSL_LIST,
];

/** Their names, for people. */
export const LIST_NAMES = listWords(new Set(LISTS.map(({ name }) => name)), 'or');

export const LIST_SOURCES: readonly Source[] = LISTS.map(source);
