/** Files of arXiv metadata: Atom feeds as the API answers them, and the JSON Lines of the metadata dump. */

import { parseId } from '../../hub/ids/identifier.js';
import { printedName } from '../../hub/name.js';
import type { Author, WorkRecord } from '../../hub/record.js';
import { cleanLine, cleanText } from '../../hub/text.js';
import { LINE_BYTES } from '../bounds.js';
import { type Decoded, problem, record, SourceError } from '../decoded.js';
import { lines, wholeText } from '../input.js';
import { firstLine, jsonOf } from '../lines/json-lines.js';
import { plainInformalTex, plainTex } from '../markup/tex.js';
import { newReading, pass, type Reading, type Source, type Wanted } from '../source.js';
import { distinct, identifier, type Json, line, list, object, shown } from '../values.js';
import { decodeFeed, type Feed, isWithdrawn, parseFeed } from './decode.js';

const ARXIV = 'arxiv';
const NOT_WANTED = 'papers that are neither in the library nor wanted';

export const arxivFeed: Source = {
  id: ARXIV,
  turn: 'papers',
  recognise: (head) =>
    /^\s*(?:<\?xml[^>]*>\s*)?<feed\b[^>]*>/u.test(head) && /\barxiv\.org\b/u.test(head)
      ? 'arXiv feed, Atom'
      : undefined,
  async *decode(input, { wanted, reading = newReading() }) {
    let feed: Feed;
    try {
      feed = parseFeed(await wholeText(input));
    } catch (error) {
      if (error instanceof SourceError) throw error;
      throw new SourceError(`${input.name} is not a complete Atom feed: ${cleanLine((error as Error).message)}.`);
    }
    if (feed.error !== undefined)
      throw new SourceError(`${input.name} holds no papers, only an error from arXiv: ${feed.error}.`);
    reading.lines = feed.entries.length;
    for (const item of decodeFeed(feed)) yield* onlyWanted(item, wanted, reading);
  },
};

export const arxivMetadata: Source = {
  id: ARXIV,
  turn: 'papers',
  recognise(head) {
    const first = firstLine(head);
    return ['id', 'authors_parsed', 'categories'].every((key) => new RegExp(`"${key}"\\s*:`, 'u').test(first))
      ? 'arXiv metadata, JSON Lines'
      : undefined;
  },
  async *decode(input, { wanted, reading = newReading() }) {
    for await (const batch of lines(input.chunks, LINE_BYTES)) {
      reading.lines = batch.at(-1)!.number;
      for (const one of batch) {
        const read = jsonOf(one);
        if (read === undefined) continue;
        yield* onlyWanted(
          'problem' in read ? read.problem : decodeMetadata(read.value, `line ${one.number}`),
          wanted,
          reading,
        );
      }
    }
  },
};

function* onlyWanted(item: Decoded, wanted: Wanted | undefined, reading: Reading): Generator<Decoded> {
  if (wanted !== undefined && 'record' in item && item.record.type === 'work' && !item.record.ids.some(wanted.knows))
    pass(reading, NOT_WANTED);
  else yield item;
}

/** A line `{id, title, authors, authors_parsed, categories, doi, versions, abstract, …}`. */
function decodeMetadata(paper: Json, place: string): Decoded {
  const own = typeof paper.id === 'string' ? parseId(`arxiv:${paper.id}`) : null;
  if (own === null) return problem(place, `no arXiv id: “${shown(paper.id)}”`);
  const dois = (typeof paper.doi === 'string' ? paper.doi : '').split(/[\s,;]+/u).map((doi) => identifier('doi:', doi));
  const work: WorkRecord = { type: 'work', ids: distinct([own, ...dois]) };
  const title = typeof paper.title === 'string' ? line(plainInformalTex(paper.title)) : undefined;
  if (title !== undefined) work.title = title;
  const authors = list(paper.authors_parsed).flatMap(authorOf);
  if (authors.length > 0) work.authors = authors;
  const date = firstVersion(paper.versions);
  if (date !== undefined) work.date = date;
  work.kind = 'article';
  const category = line(paper.categories)?.split(' ')[0];
  if (category !== undefined) work.category = category;
  // Lines are broken after 80 characters; what begins with blanks begins a paragraph.
  const abstract =
    typeof paper.abstract === 'string'
      ? cleanText(plainInformalTex(paper.abstract.trim().replace(/\n {2,}/gu, '\n\n')))
      : '';
  if (abstract !== '') work.abstract = abstract;
  if (isWithdrawn(line(paper.comments), abstract)) work.retracted = true;
  return record(work);
}

/** `[family, given, suffix]`, and more for affiliations. */
function authorOf(parsed: unknown): Author[] {
  const [family, given, suffix] = list(parsed).map((part) =>
    typeof part === 'string' ? line(plainTex(part)) : undefined,
  );
  if (family === undefined) return [];
  const name = printedName(family, given ?? '', suffix);
  if (given !== undefined) return [{ name, family, given }];
  return [/\bcollaborations?\b/iu.test(name) ? { name, group: true } : { name }];
}

/** The day of the first version, `Mon, 2 Apr 2007 19:18:42 GMT`. */
function firstVersion(versions: unknown): string | undefined {
  const { created } = object(list(versions)[0]);
  const time = typeof created === 'string' ? Date.parse(created) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}
