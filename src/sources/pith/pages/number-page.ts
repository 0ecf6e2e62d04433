/** The page of a Pith Number, with the claims and references of its paper, into the records of what it prints. */
import { isDate } from '../../../hub/date.js';
import { parseId } from '../../../hub/ids/identifier.js';
import type { HubRecord, Id, LabelCount, WorkRecord } from '../../../hub/record.js';
import { ANY_CLAIM, labelToken } from '../../../hub/vocabulary.js';
import { listWords } from '../../../text/list-words.js';
import { type Decoded, problem, record, SourceError } from '../../decoded.js';
import { plainInformalTex } from '../../markup/tex.js';
import { numberOf } from '../records/digest.js';
import { citingPapers } from './citing-papers.js';
import { placeOfTitle } from './paper-head.js';
import { authorFields, namesOfLine } from './parts/authors.js';
import { COUNT, readCount } from './parts/counts.js';
import { type Cut, cutHeading, hasEnded, headBeforeCut, toldCuts } from './parts/cut.js';
import { readEntries } from './parts/entries.js';
import { readFacts } from './parts/facts.js';
import { type Headings, type Sections, sectionsOf } from './parts/headings.js';
import { type Leftovers, leftovers } from './parts/leftovers.js';
import { blocks, cleanLines, hasGaps, isSentence, lineOf, type Page, type PageLine } from './parts/lines.js';
import { namesOf, type PageOptions } from './parts/names.js';
import { subjectsOf } from './parts/subjects.js';
import { decodeReferences } from './references.js';

const SOURCE = 'pith';

const HEADINGS = {
  latex: ['Add to your LaTeX paper'],
  completeness: ['Record completeness'],
  claims: ['Claims'],
  formal: ['Formal links'],
  references: ['References'],
  citedBy: ['Cited by'],
  receipt: ['Receipt and verification'],
  hash: ['Canonical hash'],
  aliases: ['Aliases'],
  agent: ['Agent API'],
  verify: ['Verify this Pith Number yourself'],
  record: ['Canonical record JSON'],
} as const satisfies Headings<string>;
type Section = keyof typeof HEADINGS;

const SPLITTING = {
  headings: HEADINGS,
  lists: ['citedBy'],
  counted: [],
  isBelowTitle: (text: string) => readFacts(text) !== null,
} as const;

const BAR = /^pith\.(?: |$)|^sign in$|\. sign in$|^Pith Number$/u;
const SHORT = /^pith:[A-Z2-7]{8,16}$/u;
const WHOLE = /^pith:(?:\d{4}:)?[A-Z2-7]{26}$/u;
const BADGES = new Set(['not', 'attested', 'anchored', 'stored', 'refs', 'pending', 'resolved', '✓', '✗', '·', '•']);
const NUMBER_COMMAND = /^\\pithnumber\{([A-Z2-7]{26})\}$/u;
/** `arxiv:2109.13916 v5 · 2021-09-28 · cs.LG · cs.AI` */
const VERSION = /^(arxiv:\S+|doi:\S+)(?: v\d+)?(?: ·|$)/iu;
const EXTRACTED = new RegExp(`^(${COUNT}) extracted\\b`, 'u');
const IN_PITH = new RegExp(`^(${COUNT}) papers? in Pith\\b`, 'u');

/** Whether text, or the beginning of it, is the page of a Pith Number. */
export function looksLikeNumberPage(page: Page): boolean {
  const { head, of, names } = split(page);
  const isNumbered = [...head, ...(of('latex') ?? [])].some(
    ({ text }) => SHORT.test(text) || WHOLE.test(text) || NUMBER_COMMAND.test(text),
  );
  return isNumbered && (head.some(({ text }) => VERSION.test(text)) || names.length > 1 || of('hash') !== undefined);
}

function split(page: Page): Sections<Section> {
  return sectionsOf(cleanLines(page), SPLITTING);
}

/**
 * The paper, its claims, and its references as citations of other works.
 * @throws SourceError where the page names no paper
 */
export function* decodeNumberPage(page: Page, name: string, options: PageOptions): Generator<Decoded> {
  const left = leftovers();
  const sections = split(page);
  const lines = (section: Section): PageLine[] => sections.of(section) ?? [];
  const above = headBeforeCut(page, sections);
  const { ids: printed, work } = readHead(above.head, page.isHtml, left);
  const command = [...sections.head, ...lines('latex')].map(({ text }) => NUMBER_COMMAND.exec(text)?.[1]).find(Boolean);
  const aliases = lines('aliases').flatMap(({ text }) => text.split(/ ?· ?/u).flatMap(aliasOf));
  const names = [...printed, command === undefined ? null : parseId(`pith:${command}`), ...aliases];
  const ids = namesOf(page, { printed: names.filter((id) => id !== null) }, options);
  if (ids.length === 0)
    throw new SourceError(`${name} looks like the page of a Pith Number, but no number and no id of a paper is in it.`);
  // Any name but the number says more of the paper; the number is the last.
  const own = ids.find((id) => !id.startsWith('pith:')) ?? ids[0]!;
  const end = page.isHtml ? undefined : sections.names.at(-1);
  yield record({ type: 'work', ids: [own, ...ids.filter((id) => id !== own)], ...work });

  const formal = lines('formal')
    .map(({ text }) => text)
    .find((text) => /^\d+ .*links?$/u.test(text));
  if (formal !== undefined) yield record({ type: 'review', work: own, source: SOURCE, formalVerification: formal });
  left.add(...lines('formal').filter(({ text }) => text !== formal));

  const firstCut = cutHeading(page, sections) ?? above.cut;
  const cuts: Cut[] = firstCut === undefined ? [] : [firstCut];
  const claims = claimsOf(lines('claims'), end === 'claims' && sections.cut === undefined);
  for (const { kind, number, text } of claims.found)
    yield record({ type: 'claim', work: own, kind, text, source: SOURCE, ...(number !== undefined && { number }) });
  if (claims.cut) cuts.push(claims.cut);

  const hub = readCounts(own, lines('references'), lines('citedBy'), !hasEnded(page));
  if (hub.counts !== undefined) yield record(hub);
  const rows = lines('references').filter(({ text }) => !EXTRACTED.test(text));
  const isLast = end === 'references' && sections.cut === undefined && (hasEnded(page) ? 'ended' : 'maybe cut');
  const cut = yield* decodeReferences(rows, own, isLast, left);
  if (cut) cuts.push(cut);
  const papers = citingPapers(own, options.at);
  const listed = readEntries(
    lines('citedBy').filter(({ text }) => !IN_PITH.test(text)),
    { isLast: end === 'citedBy' && sections.cut === undefined, hasFooter: true },
  );
  for (const entry of listed.entries) papers.add(entry, false);
  yield* papers.decoded();
  left.add(...listed.rest, ...listed.sentences);
  yield* left.told();
  yield* wrongHash(lines('hash'), ids);
  yield* toldCuts(cuts);
  options.notes?.push(...notesOf(work, sections, hub));
}

/** Title, authors and headline stand between the number and the line of the version; what they are shows in their form. */
function readHead(
  lines: readonly PageLine[],
  isHtml: boolean,
  left: Leftovers,
): { ids: Id[]; work: Omit<WorkRecord, 'type' | 'ids'> } {
  const work: Omit<WorkRecord, 'type' | 'ids'> = {};
  const ids: Id[] = [];
  const rest = lines.map((line): PageLine => {
    const { text } = line;
    const version = VERSION.exec(text);
    if (version) {
      const [first, ...parts] = text.split(/ ?· ?/u);
      ids.unshift(...[parseId(first!.replace(/ v\d+$/u, ''))].filter((id) => id !== null));
      const date = parts.find((part) => isDate(part));
      if (date !== undefined) work.date ??= date;
      const [category, ...others] = parts.filter((part) => !isDate(part)).flatMap((part) => subjectsOf(part) ?? []);
      if (category !== undefined) work.category ??= category;
      if (others.length > 0) work.crossCategories ??= others.join(', ');
    } else if (SHORT.test(text) || WHOLE.test(text)) {
      const id = parseId(text);
      // The whole number comes before its short form.
      if (id !== null && WHOLE.test(text)) ids.unshift(id);
    } else if (!BAR.test(text) && !text.split(' ').every((word) => BADGES.has(word)) && !NUMBER_COMMAND.test(text))
      return line;
    return lineOf('', line.number);
  });
  const found = blocks(rest, hasGaps(lines));
  const titleAt = placeOfTitle(found);
  const title = found[titleAt];
  if (title !== undefined) work.title = plainInformalTex(title.text);
  const above = isHtml ? [] : found.slice(0, Math.max(0, titleAt));
  for (const block of [...above, ...found.slice(titleAt + 1)]) {
    const named = namesOfLine(block.text);
    if (named !== undefined && work.authors === undefined && work.authorSet === undefined)
      Object.assign(work, authorFields(named.names, named.more, true));
    else if (isSentence(block.text) && work.summary === undefined) work.summary = block.text;
    else left.add(block);
  }
  return { ids, work };
}

/** `doi: 10.48550/arxiv.2606.03883`, one of several between middle dots. */
function aliasOf(text: string): Id[] {
  const [, scheme, value] = /^(arxiv|doi|pmid|openalex): ?(\S+)$/iu.exec(text) ?? [];
  return scheme === undefined ? [] : [parseId(`${scheme}:${value}`)].filter((id) => id !== null);
}

interface Claim {
  kind: string;
  number?: number;
  text: string;
}

const KIND = /^C(\d{1,3}) ?([\p{Ll}][\p{Ll}_ ]{2,40})$/u;

/** `C1strongest claim` above its text. Where the kinds are missing, a claim is a claim. */
function claimsOf(lines: readonly PageLine[], isLast: boolean): { found: Claim[]; cut?: Cut } {
  const found: Claim[] = [];
  let labelled: Claim | undefined;
  const all = blocks(lines);
  for (const [at, { text }] of all.entries()) {
    const above = all[at - 1]?.text ?? '';
    // Number and kind may stand on lines of their own.
    const label = KIND.exec(/^C\d{1,3}$/u.test(above) ? `${above} ${text}` : text);
    if (/^C\d{1,3}$/u.test(text)) continue;
    if (label) {
      labelled = { kind: labelToken(label[2]!), number: Number(label[1]), text: '' };
      found.push(labelled);
    } else if (labelled !== undefined) labelled.text = labelled.text === '' ? text : `${labelled.text} ${text}`;
    else found.push({ kind: ANY_CLAIM, text });
  }
  const last = all.at(-1);
  const isCut = isLast && last !== undefined && !isSentence(last.text);
  if (isCut) found.pop();
  return {
    found: found.filter(({ text }) => text !== ''),
    ...(isCut && { cut: { number: last.number, what: 'a claim, which is left out' } }),
  };
}

/** `228 extracted · 228 resolved · 6 Pith anchors`, and `41 papers in Pith`. */
function readCounts(
  work: Id,
  references: readonly PageLine[],
  citedBy: readonly PageLine[],
  mayBeCut: boolean,
): HubRecord {
  const counts: LabelCount[] = [];
  const extracted = references.find(({ text }) => EXTRACTED.test(text));
  const parts = extracted?.text.split(/ ?· ?/u) ?? [];
  // The last word of a page may be half a word.
  if (mayBeCut && extracted === references.findLast(({ text }) => text !== '')) parts.pop();
  for (const part of parts) {
    const found = new RegExp(`^(${COUNT}) (\\p{L}[\\p{L} ]{0,40})$`, 'u').exec(part);
    if (found) counts.push({ label: `references_${labelToken(found[2]!)}`, count: readCount(found[1]!) });
  }
  const citing = citedBy.map(({ text }) => IN_PITH.exec(text)?.[1]).find((count) => count !== undefined);
  if (citing !== undefined) counts.push({ label: 'number_page', count: readCount(citing) });
  return { type: 'hub', work, source: SOURCE, ...(counts.length > 0 && { counts }) };
}

function notesOf(work: Omit<WorkRecord, 'type' | 'ids'>, sections: Sections<Section>, hub: HubRecord): string[] {
  const has = (section: Section): boolean => sections.of(section)?.some(({ text }) => text !== '') ?? false;
  const lacked = [
    ...(work.title === undefined ? ['title'] : []),
    ...(work.authors === undefined && work.authorSet === undefined ? ['authors'] : []),
    ...(has('claims') ? [] : ['claims']),
    ...(has('references') ? [] : ['references']),
    ...(hub.counts?.some(({ label }) => label === 'number_page') ? [] : ['count of citing papers']),
  ];
  return lacked.length === 0 ? [] : [`it has no ${listWords(lacked, 'or')}`];
}

/** A number is a checksum: of the hash the page prints, it says whether it is this one's. */
function* wrongHash(lines: readonly PageLine[], ids: readonly Id[]): Generator<Decoded> {
  const hash = lines.find(({ text }) => /^[\da-f]{64}$/u.test(text));
  const number = ids.map((id) => /^pith:(?:.*:)?([A-Z2-7]{26})$/u.exec(id)?.[1]).find((found) => found !== undefined);
  if (hash === undefined || number === undefined || numberOf(hash.text) === number) return;
  yield problem(`line ${hash.number}`, `the hash is that of pith:${numberOf(hash.text)}, not of pith:${number}`);
}
