/** What a note says of a paper: the properties of its front matter, and what stands below it when it is new. */
import { isoDate } from '../../hub/date.js';
import { printedNameOf } from '../bibtex/names.js';
import { type CslItem, datesOf } from '../csl.js';
import { doiOf, eprintOf, isArxivDoi, urlOf } from '../item-identifiers.js';
import { readable } from '../rich-text/plain-text.js';
import { noteTag, type Properties } from './front-matter.js';

/** @param cites names of the notes of papers that it cites */
export function noteProperties(item: CslItem, key: string, cites: readonly string[]): Properties {
  const { custom = {} } = item;
  const [date] = datesOf(item.issued);
  const doi = doiOf(item);
  const title = titleOf(item);
  const authors = (item.author ?? []).map((name) => readable(printedNameOf(name)));
  return {
    // Logseq would call the page by a property `title`, and links by the note's name would lead nowhere.
    paper: title,
    aliases: title === undefined ? undefined : [title],
    // Near the beginning, where it is looked for.
    'pith-id': item.id,
    authors: someOf(authors),
    year: date?.year,
    date: date === undefined ? undefined : isoDate(date),
    venue: textOf(item['container-title'] ?? item['event-title']),
    type: item.type,
    doi: doi === null || isArxivDoi(doi) ? undefined : doi,
    arxiv: eprintOf(item)?.number,
    url: urlOf(item.URL) ?? undefined,
    citekey: key,
    roles: someOf((custom.roles ?? []).map(readable)),
    polarities: someOf((custom.polarities ?? []).map(readable)),
    verdict: textOf(custom.verdict),
    novelty: custom.novelty,
    status: custom.status,
    reason: custom.reason,
    starred: custom.starred,
    note: custom.readersNote,
    tags: someOf(tagsOf(item)),
    tagged: taggedOf(item),
    cites: someOf(cites.map((name) => `[[${name}]]`)),
  };
}

function tagsOf({ custom = {} }: CslItem): string[] {
  const { status, starred, tags = [] } = custom;
  const own = [...(status === undefined ? [] : [status]), ...(starred ? ['starred'] : [])];
  return [...own.map((word) => `pith/${word}`), ...tags.flatMap((tag) => noteTag(tag) ?? [])];
}

/** The reader's tags in their own words, where a tag of Obsidian cannot have these. */
function taggedOf({ custom: { tags = [] } = {} }: CslItem): readonly string[] | undefined {
  return tags.every((tag) => noteTag(tag) === tag) ? undefined : tags;
}

/** What a new note has below its front matter, where the reader writes on. */
export function newBody(item: CslItem): string {
  // A line of its own, whatever the title begins with.
  return `\n# ${(titleOf(item) ?? item.id).replace(/[\\`*_[\]<>#|$]/gu, '\\$&')}\n`;
}

function titleOf({ title }: CslItem): string | undefined {
  return title === undefined ? undefined : textOf(title);
}

function textOf(source: string | undefined): string | undefined {
  const text = source === undefined ? '' : readable(source).replace(/\s+/gu, ' ').trim();
  return text === '' ? undefined : text;
}

function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
