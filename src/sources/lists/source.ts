/** Bibliographies as lists of the papers that cite a hub. */
import { showId } from '../../hub/identifier.js';
import type { Id, WorkRecord } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';
import { Excess, figure, MOST_ENTRIES } from '../bounds.js';
import { type Decoded, problem, record, SourceError } from '../decoded.js';
import { type Input, wholeText } from '../input.js';
import { isList, isRecord, itemOf, itemsOf, jsonOfFile, membersOf } from '../json.js';
import type { DecodeOptions, Source } from '../source.js';
import { isObject } from '../values.js';
import { bibtexWork } from './bibtex.js';
import { cslWork } from './csl.js';
import { readBibtex } from './read-bibtex.js';
import { readRis, risWork } from './ris.js';
import { idsOfStrangers, toldBy } from './shared-ids.js';
import { withIds } from './work.js';

const BIBLIOGRAPHY = 'bibliography';
/** Places named of the entries that share an id. */
const PLACES = 10;
const expects = 'a bibliography (BibTeX, CSL-JSON or RIS)';

/** What stands at one place of a bibliography. */
type Listed = { place: string; work: WorkRecord | undefined } | { place: string; wrong: string };

/** A bibliography by itself, without what it is taken for. */
export interface List {
  recognise: Source['recognise'];
  read: (text: string, name: string) => Iterable<Listed>;
}

function source({ read, ...of }: List): Source {
  return {
    id: BIBLIOGRAPHY,
    expects,
    ...of,
    async *decode(input, options) {
      yield* citing(input, options, listed(read(await wholeText(input), input.name), input.name));
    },
  };
}

/** The whole list, without the ids that unrelated entries share; what is wrong stands where it was found. */
export function* listed(items: Iterable<Listed>, name: string): Generator<Listed> {
  const all: Listed[] = [];
  for (const item of items) {
    if (all.length === MOST_ENTRIES)
      throw new SourceError(
        `${name} holds more than the ${figure(MOST_ENTRIES)} entries that are read of one bibliography; split it.`,
      );
    all.push(item);
  }
  const works = all.filter((item) => 'work' in item).filter((item) => item.work !== undefined);
  const strangers = idsOfStrangers(works.map(({ work }) => toldBy(work!)));
  for (const [id, holders] of strangers) {
    const places = holders.slice(0, PLACES).map((index) => works[index]!.place);
    const more = holders.length > PLACES ? [`${holders.length - PLACES} more`] : [];
    yield {
      place: places[0]!,
      wrong: `${showId(id)} is the id of ${holders.length} entries that have nothing else in common (${[...places, ...more].join(', ')}); it is left out of them`,
    };
  }
  const wrong = new Map<Listed, Set<Id>>();
  for (const [id, holders] of strangers)
    for (const index of holders) {
      const item = works[index]!;
      wrong.set(item, (wrong.get(item) ?? new Set()).add(id));
    }
  for (const item of all) {
    const ids = wrong.get(item);
    if (ids === undefined || !('work' in item) || item.work === undefined) yield item;
    else {
      const own = item.work.ids.filter((id) => !ids.has(id));
      yield { ...item, work: withIds(item.work, own) };
    }
  }
}

/** The work of an entry; of one that goes beyond a bound, which. */
function workAt<Entry>(place: string, decode: (entry: Entry) => WorkRecord | undefined, entry: Entry): Listed {
  try {
    return { place, work: decode(entry) };
  } catch (error) {
    if (error instanceof Excess) return { place, wrong: error.message };
    throw error;
  }
}

/** Each listed work cites the hub. */
function* citing(input: Input, { cited }: DecodeOptions, items: Iterable<Listed>): Generator<Decoded> {
  if (cited === undefined)
    throw new SourceError(
      `${input.name} is a bibliography, which says nothing of who cites whom; to take it as the papers that cite one, add --cited <paper>.`,
    );
  yield record({ type: 'work', ids: [cited] });
  yield record({ type: 'hub', work: cited, source: BIBLIOGRAPHY });
  for (const item of items) {
    if ('wrong' in item) yield problem(item.place, item.wrong);
    else if (item.work === undefined) yield problem(item.place, 'neither an id nor a title in words');
    else if (item.work.ids.includes(cited)) yield problem(item.place, `the cited paper itself (${showId(cited)})`);
    else {
      yield record(item.work);
      yield record({ type: 'citation', citing: item.work.ids[0]!, cited });
    }
  }
}

/** Before the first entry stand at most a few lines: a text that quotes entries is none of the kind. */
const BIBTEX = /^\s*(?:%[^\n]*\n\s*)*(?:[^@%\s][^@\n]*\n\s*){0,3}(?:%[^\n]*\n\s*)*@\s*[A-Za-z]+\s*[{(]/u;
const ENTRY = /^[ \t]*@\s*(?!comment|string|preamble)[a-z]+\s*[{(]\s*[^\s,{}"=]*\s*,/imu;

const BIBTEX_LIST: List = {
  recognise: (head) => (!/^\s*[<{[]/u.test(head) && BIBTEX.test(head) && ENTRY.test(head) ? 'BibTeX' : undefined),
  *read(text) {
    for (const read of readBibtex(text)) {
      if ('wrong' in read) yield { place: `the entry in line ${read.line}`, wrong: cleanLine(read.wrong) };
      else {
        const { key, line } = read.entry;
        yield workAt(key === '' ? `line ${line}` : `line ${line} (${cleanLine(key)})`, bibtexWork, read.entry);
      }
    }
  },
};

const CSL_TYPES =
  'article|article-journal|article-magazine|article-newspaper|book|chapter|dataset|document|entry|entry-dictionary|entry-encyclopedia|manuscript|paper-conference|post|post-weblog|report|review|software|standard|thesis|webpage';
const CSL_TYPE = new RegExp(`"type"\\s*:\\s*"(?:${CSL_TYPES})"`, 'u');

const CSL_LIST: List = {
  recognise: (head) =>
    /^\s*(?:\[\s*)?\{/u.test(head) &&
    CSL_TYPE.test(head) &&
    /"title"\s*:/u.test(head) &&
    // Others have these as texts, or do not have them.
    /"(?:author|editor)"\s*:\s*\[|"issued"\s*:\s*\{|"(?:container-title|DOI|URL)"\s*:/u.test(head) &&
    !/"(?:paperId|display_name|message-type)"\s*:/u.test(head)
      ? 'CSL-JSON'
      : undefined,
  *read(text, name) {
    const body = jsonOfFile(text, name);
    const list = isRecord(body) ? membersOf(body).get('items') : body;
    let number = 0;
    for (const range of list !== undefined && isList(list) ? itemsOf(list) : [body]) {
      number += 1;
      const place = `item ${number}`;
      const item = itemOf(range);
      if ('wrong' in item) yield { place, wrong: item.wrong };
      else if (isObject(item.value)) yield workAt(place, cslWork, item.value);
      else yield { place, wrong: 'no object' };
    }
  },
};

const RIS_LIST: List = {
  recognise: (head) => (/^\s*TY {1,2}- [A-Z]/u.test(head) ? 'RIS' : undefined),
  *read(text) {
    for (const found of readRis(text)) yield workAt(`line ${found.line}`, risWork, found);
  },
};

/** Every kind of bibliography, in the order they are asked. */
export const LISTS: readonly List[] = [BIBTEX_LIST, RIS_LIST, CSL_LIST];

export const bibtexList = source(BIBTEX_LIST);
export const cslList = source(CSL_LIST);
export const risList = source(RIS_LIST);
