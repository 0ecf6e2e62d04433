/**
 * A note is front matter in YAML, which Obsidian and Logseq show as properties, and below it what the reader wrote. Of the properties
 * only the program's own are set; comments and the reader's other properties stay.
 */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

type Property = string | number | boolean | readonly string[];
/** The program's own properties in their order; undefined where there is nothing to say. */
export type Properties = Readonly<Record<string, Property | undefined>>;

/** Tags that the program puts on a note begin so; others are the reader's. */
const OWN_TAG = 'pith/';
/** A front matter that is longer is no person's. */
const MOST_CHARACTERS = 1_000_000;

const FENCE = /^\ufeff?---[ \t]*\r?\n/u;
const CLOSING = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|(?![\s\S]))/mu;

/** The front matter of a note without its fences, and the rest as it is; none where it has no front matter. */
export function splitNote(text: string): { head: string; body: string } | undefined {
  const open = FENCE.exec(text);
  if (open === null) return undefined;
  const close = CLOSING.exec(text.slice(open[0].length));
  if (close === null) return undefined;
  const from = open[0].length;
  return { head: text.slice(from, from + close.index), body: text.slice(from + close.index + close[0].length) };
}

/** A new note. */
export function newNote(properties: Properties, body: string): string {
  return `---\n${withProperties('', properties, '\n')}---\n${body}`;
}

/**
 * The note with the program's properties as they are now, everything else as it was; the same text where they are so already.
 * @throws Error where its front matter is nothing that properties could be set in; the message completes "it was left as it is: "
 */
export function updatedNote(text: string, properties: Properties): string {
  const parts = splitNote(text);
  if (parts === undefined) throw new Error('it has no front matter');
  if (parts.head.length > MOST_CHARACTERS) throw new Error('its front matter is too long');
  const end = /\r\n/u.test(text.slice(0, text.indexOf('\n') + 1)) ? '\r\n' : '\n';
  const head = withProperties(parts.head, properties, end);
  return head === parts.head ? text : `---${end}${head}---${end}${parts.body}`;
}

function withProperties(head: string, properties: Properties, end: string): string {
  const document = parseDocument(head, { version: '1.2', prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw new Error('its front matter is not valid YAML');
  if (document.contents !== null && !isMap(document.contents)) throw new Error('its front matter has no properties');
  const before = JSON.stringify(document.toJS({ maxAliasCount: 100 }) ?? {});
  for (const [name, own] of Object.entries(properties)) {
    const value = name === 'tags' ? tagsWith(document.get('tags'), own) : own;
    if (value === undefined) document.delete(name);
    else document.set(name, document.createNode(value));
  }
  // What is so already stays as its writer wrote it.
  if (JSON.stringify(document.toJS({ maxAliasCount: 100 })) === before) return head;
  return document.toString({ lineWidth: 0 }).replaceAll(/\r?\n/gu, end);
}

/** The reader's tags as they stand, and the program's as they are now. */
function tagsWith(standing: unknown, own: Property | undefined): string[] | undefined {
  const texts = isSeq(standing)
    ? standing.items.map((item) => (isScalar(item) ? String(item.value) : ''))
    : typeof standing === 'string'
      ? standing.split(/[\s,]+/u)
      : [];
  const wanted: readonly string[] = Array.isArray(own) ? own : [];
  const kept = texts.filter((tag) => tag !== '' && (!tag.startsWith(OWN_TAG) || wanted.includes(tag)));
  const tags = [...new Set([...kept, ...wanted])];
  return tags.length === 0 ? undefined : tags;
}

/** Whose note it is, as the property says in which the program keeps the paper's id. @param text the note, or its beginning */
export function paperOfNote(text: string): string | undefined {
  const open = FENCE.exec(text);
  if (open === null) return undefined;
  const rest = text.slice(open[0].length);
  const head = rest.slice(0, CLOSING.exec(rest)?.index);
  return /^pith-id:[ \t]*(.+?)[ \t]*\r?$/mu.exec(head)?.[1]?.replace(/^(["'])(.*)\1$/u, '$2');
}

/** A tag as Obsidian takes one: letters, digits, hyphens, underscores and slashes, and not digits alone. */
export function noteTag(words: string): string | undefined {
  const tag = words
    .trim()
    .replace(/[\s,;]+/gu, '-')
    .replace(/[^\p{L}\p{N}\p{M}_/-]/gu, '')
    .replace(/^\/+|\/+$/gu, '');
  if (tag === '') return undefined;
  return /^[\d/]+$/u.test(tag) ? `_${tag}` : tag;
}
