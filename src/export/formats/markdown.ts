/** A reading list in Markdown: under each role its papers, with verdict and novelty. */
import { isPreprintVenue } from '../../hub/ids/preprint.js';
import { inVocabularyOrder, labelWords, NONE, ROLES } from '../../hub/vocabulary.js';
import { printedNameOf } from '../bibtex/names.js';
import { type CslItem, datesOf } from '../csl.js';
import type { FormatOptions } from '../formats.js';
import { doiOf, eprintOf, urlOf } from '../item-identifiers.js';
import { parseMarkup } from '../rich-text/markup.js';
import { readable } from '../rich-text/plain-text.js';
import type { Piece, Style } from '../rich-text/rich-text.js';

/** Names of authors before "and others". */
const SHOWN_AUTHORS = 4;

/** A heading a role, in the vocabulary's order; a paper of several roles stands under the first and names the others. */
export function* markdown(items: Iterable<CslItem>, _options: FormatOptions): Generator<string, void, undefined> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const [first = NONE, ...others] = inVocabularyOrder(item.custom?.roles ?? [], ROLES);
    const line = paperLine(item, others);
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [line]);
    else group.push(line);
  }
  yield '# Reading list\n';
  for (const role of inVocabularyOrder([...groups.keys()], ROLES)) {
    const lines = groups.get(role)!;
    const name = role === NONE ? 'No role known' : sentence(labelWords(role));
    yield `\n## ${escaped(name)} (${lines.length})\n\n`;
    yield* lines;
  }
}

function paperLine(item: CslItem, otherRoles: readonly string[]): string {
  const { custom = {} } = item;
  const title = item.title === undefined ? 'Untitled' : marked(parseMarkup(item.title)).trim() || 'Untitled';
  const eprint = eprintOf(item);
  const doi = doiOf(item);
  const address =
    doi !== null
      ? `https://doi.org/${encodeURI(doi)}`
      : (urlOf(item.URL) ?? (eprint === null ? undefined : `https://arxiv.org/abs/${eprint.number}`));
  const venue = item['container-title'];
  const [date] = datesOf(item.issued);
  const source = [
    authors(item),
    venue === undefined || isPreprintVenue(readable(venue)) ? '' : `*${escaped(readable(venue))}*`,
    date === undefined ? '' : String(date.year),
    eprint === null ? '' : `arXiv:${eprint.number}`,
  ].filter((part) => part !== '');
  const judged = [
    custom.verdict === undefined ? '' : `**${escaped(labelWords(custom.verdict))}**`,
    custom.novelty === undefined ? '' : `novelty ${custom.novelty.toFixed(1)}`,
    custom.status === undefined ? '' : decisionWords(custom.status, custom.reason),
    otherRoles.length === 0 ? '' : `also ${otherRoles.map((role) => escaped(labelWords(role))).join(', ')}`,
  ].filter((part) => part !== '');
  // Parentheses and blanks would end an address; between < and > only these would.
  const linked =
    address === undefined ? `**${title}**` : `[${title}](<${address.replace(/[<>]/gu, encodeURIComponent)}>)`;
  const about = source.length === 0 ? '' : `. ${source.join(', ')}`;
  return `- ${linked}${about}${judged.length === 0 ? '' : ` — ${judged.join(', ')}`}\n`;
}

/** `included`, `excluded: off-topic` */
function decisionWords(status: string, reason: string | undefined): string {
  return escaped(reason === undefined ? status : `${status}: ${reason}`);
}

function authors(item: CslItem): string {
  const names = (item.author ?? [])
    .filter((name) => name.literal !== 'others')
    .map((name) => escaped(printedNameOf(name)));
  const isCut = names.length > SHOWN_AUTHORS || item.author?.at(-1)?.literal === 'others';
  return [...names.slice(0, isCut ? SHOWN_AUTHORS - 1 : SHOWN_AUTHORS), ...(isCut ? ['and others'] : [])].join(', ');
}

function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

const MARKS: Partial<Record<Style, readonly [string, string]>> = {
  italic: ['*', '*'],
  bold: ['**', '**'],
  mono: ['<code>', '</code>'],
  subscript: ['<sub>', '</sub>'],
  superscript: ['<sup>', '</sup>'],
};

/** A title's own markup, and its formulas between dollars, which many readers set. */
function marked(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'text') return escaped(piece.text);
      if (piece.kind === 'math') return `$${piece.tex.replaceAll('<', '\\lt ').replaceAll('>', '\\gt ')}$`;
      if (piece.kind === 'logo') return piece.name;
      const inner = marked(piece.pieces);
      const [open, close] = /^\s|\s$|^$/u.test(inner) ? ['', ''] : (MARKS[piece.style] ?? ['', '']);
      return open + inner + close;
    })
    .join('')
    .replace(/\s+/gu, ' ');
}

/** What Markdown would take for its own. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replace(/[\\`*_[\]|<>$~]/gu, '\\$&')
    .replace(/^([#+-]|\d+[.)])/u, '\\$1');
}
