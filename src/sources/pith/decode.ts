/** A hub page of Pith, as saved from the browser, into the records of what it prints. */
import { fallbackId, parseId, splitId } from '../../hub/identifier.js';
import type {
  CitationRecord,
  HubRecord,
  Id,
  Judgement,
  LabelCount,
  ReviewRecord,
  WorkRecord,
} from '../../hub/record.js';
import { cleanLine, cleanText } from '../../hub/text.js';
import { labelToken } from '../../hub/vocabulary.js';
import { type Decoded, problem, record, SourceError } from '../decoded.js';
import { type Block, blocks, type Entry, readEntries } from './entries.js';
import type { Page, PageLine } from './lines.js';

const SOURCE = 'pith';
/** What relative links on a page start from. */
const SITE = 'https://pith.science/';

/** The sections below the head of a page, in its order. */
const SECTIONS = [
  'abstract',
  'hub tools',
  'citation-role summary',
  'citation-polarity summary',
  'claims ledger',
  'authors',
  'co-cited works',
  'representative citing papers',
  'citing papers explorer',
] as const;
type Section = (typeof SECTIONS)[number];

/** A number as pages print it: `1,234`, `1 234`, `1’234`. */
const COUNT = String.raw`\d{1,3}(?:[,'’ \u00a0\u2009\u202f]\d{3})+|\d+`;
const TIER = /^((?:\p{Ll}+ )?hub)(?: (\p{Lu}.*))?$/u;
const TOTAL = new RegExp(`^(${COUNT}) Pith papers? (?:citing it|cite this work)\\.?$`, 'u');
const TOTAL_IN_SENTENCE = new RegExp(`^(${COUNT}) Pith papers? cites? this work\\.`, 'u');
const TOTAL_OF_EXPLORER = new RegExp(`\\bof (${COUNT}) citing papers?\\b`, 'u');
const HEADLINE = /^(.{1,60}?) (\d{1,3}(?:\.\d+)?) ?% of classified citations\.?$/u;
const SENTENCE =
  /\bciting Pith papers\b|\bPith papers? cites? this work\b|^Mixed citation behaviou?r\b|^Most common role\b/u;
const BULLET = /^[•◦‣*-] +/u;

export interface HubPageOptions {
  /** The hub's own name, where the user knows it: a page saved as text names none. */
  cited?: Id;
  /** The file's name; an arXiv id or a page's uuid in it names the hub, as `hub-2504.13837.txt` does. */
  fileName: string;
  /** Date of the import, `YYYY-MM-DD`, for the judgements of explorer rows. */
  at: string;
}

/** Whether text, or the beginning of it, is a hub page: its figures and one of its sections are there. */
export function looksLikeHubPage(page: Page): boolean {
  const lines = page.lines.map((line) => cleanLine(line.text));
  const has = (test: (line: string) => boolean): boolean => lines.some(test);
  const section = has((line) => SECTIONS.slice(1).includes(line.toLowerCase() as Section));
  const head = has((line) => TOTAL.test(line) || SENTENCE.test(line) || HEADLINE.test(line));
  return (head && section) || (head && has((line) => TIER.test(line)));
}

/**
 * The hub with what is printed of it, its claims, the papers it lists with their reviews, and their citations.
 * A section that is empty or missing leaves its field out: not indexed is not zero. Nothing is computed.
 * @throws SourceError where the page has no title to tell whose hub it is.
 */
export function* decodeHubPage(page: Page, name: string, options: HubPageOptions): Generator<Decoded> {
  const { head, sections } = split(page.lines.map((line) => ({ ...line, text: cleanLine(line.text) })));
  const { title, ...printed } = readHead(head);
  if (title === undefined)
    throw new SourceError(`${name} looks like a hub page of Pith, but no title stands above its first section.`);
  const text = (section: Section): string => (sections.get(section) ?? []).map((line) => line.text).join('\n');
  const inSection = (section: Section): Block[] => blocks(sections.get(section) ?? []);

  const authors = readAuthors(inSection('authors'));
  const abstract = cleanText(text('abstract'));
  const ids = hubNames(page, title, sections.get('hub tools') ?? [], options);
  const hub = ids[0] ?? fallbackId(title.text, undefined, authors[0]);
  yield record({
    type: 'work',
    ids: ids.length > 0 ? ids : [hub],
    title: title.text,
    ...(authors.length > 0 ? { authors: authors.map((author) => ({ name: author })) } : {}),
    ...(abstract === '' ? {} : { abstract }),
  });

  const of = TOTAL_OF_EXPLORER.exec(text('citing papers explorer').replaceAll('\n', ' '));
  const total = printed.total ?? (of ? readCount(of[1]!) : undefined);
  const roles = readCounts(text('citation-role summary'));
  const polarities = readCounts(text('citation-polarity summary'));
  const coCited = inSection('co-cited works').flatMap((block) => coCitedWork(block) ?? []);
  const papers = citingPapers(hub, options.at);
  const representative: Id[] = [];
  for (const entry of readEntries(sections.get('representative citing papers') ?? [], false)) {
    const id = papers.add(entry, true);
    if (id !== undefined) representative.push(id);
  }
  for (const entry of readEntries(sections.get('citing papers explorer') ?? [], true)) papers.add(entry, false);

  const own: HubRecord = { type: 'hub', work: hub, source: SOURCE };
  if (total !== undefined) own.total = total;
  if (printed.tier !== undefined) own.tier = printed.tier;
  if (printed.class !== undefined) own.class = printed.class;
  if (printed.sentence !== undefined) own.sentence = printed.sentence;
  if (printed.headline !== undefined) own.headline = printed.headline;
  if (roles.length > 0) own.roles = roles;
  if (polarities.length > 0) own.polarities = polarities;
  if (coCited.length > 0) own.coCited = coCited.map((work) => work.ids[0]!);
  if (representative.length > 0) own.representative = representative;
  yield record(own);

  yield* readClaims(sections.get('claims ledger') ?? [], hub);
  for (const work of coCited) yield record(work);
  yield* papers.decoded();
}

/** The lines above the first section, and each section's lines. Headings count only in the page's order. */
function split(lines: PageLine[]): { head: PageLine[]; sections: Map<Section, PageLine[]> } {
  const head: PageLine[] = [];
  const sections = new Map<Section, PageLine[]>();
  let into = head;
  let next = 0;
  for (const line of lines) {
    const at = SECTIONS.indexOf(line.text.toLowerCase().replace(/:$/u, '') as Section, next);
    if (at < 0) {
      into.push(line);
      continue;
    }
    into = [];
    sections.set(SECTIONS[at]!, into);
    next = at + 1;
  }
  return { head, sections };
}

interface Head {
  title?: Block;
  tier?: string;
  class?: string;
  sentence?: string;
  total?: number;
  headline?: { label: string; percent: number };
}

function readHead(lines: PageLine[]): Head {
  const isFigure = ({ text }: { text: string }): boolean =>
    TOTAL.test(text) || SENTENCE.test(text) || HEADLINE.test(text);
  // Lines that say what they are stand for themselves, with a gap around them or not.
  const gap: PageLine = { text: '', number: 0, links: [], heading: false };
  const all = blocks(
    lines.flatMap((line) => (isFigure(line) || TIER.test(line.text) ? [gap, line, gap] : [line])),
    true,
  );
  const head: Head = {};
  const figures = all.findIndex(isFigure);
  const above = figures < 0 ? all : all.slice(0, figures);
  // The last such line that leaves room for a title below it: menus may hold the word too.
  const tierAt = above.findLastIndex((block, at) => at < above.length - 1 && TIER.test(block.text) && !block.heading);
  const tier = tierAt < 0 ? null : TIER.exec(above[tierAt]!.text);
  if (tier) {
    head.tier = tier[1]!;
    if (tier[2] !== undefined) head.class = tier[2];
  }
  const rest: Block[] = [];
  for (const block of all.slice(tierAt + 1)) {
    const total = TOTAL.exec(block.text);
    const headline = HEADLINE.exec(block.text);
    if (total) {
      head.total ??= readCount(total[1]!);
      // "240 Pith papers cite this work." alone is the page's sentence as well.
      if (/ cites? this work/u.test(block.text)) head.sentence ??= block.text;
    } else if (headline) head.headline ??= { label: labelToken(headline[1]!), percent: Number(headline[2]) };
    else rest.push(block);
  }
  let sentenceAt = rest.findIndex((block, at) => at > 0 && SENTENCE.test(block.text));
  const headingAt = rest.findIndex((block) => block.heading);
  const titleAt = headingAt >= 0 ? headingAt : sentenceAt > 0 ? sentenceAt - 1 : tier ? 0 : rest.length - 1;
  const title = rest[titleAt];
  if (title === undefined || /^pith\./u.test(title.text)) return head;
  head.title = title;
  if (tier && titleAt > 0) head.class ??= rest[titleAt - 1]!.text;
  if (sentenceAt < 0 && titleAt + 1 < rest.length) sentenceAt = titleAt + 1;
  const sentence = rest[sentenceAt]?.text;
  if (sentence !== undefined) {
    head.sentence = sentence;
    const total = TOTAL_IN_SENTENCE.exec(sentence);
    if (total) head.total ??= readCount(total[1]!);
  }
  return head;
}

function readCount(text: string): number {
  return Number(text.replace(/\D/gu, ''));
}

/** `background 22 dataset 1 method 1`, on one line or many. */
function readCounts(text: string): LabelCount[] {
  // Bounded, since looking for a count behind every word is quadratic in words without one.
  const pairs = text.slice(0, 5_000).matchAll(/([\p{L}_][\p{L}_ /-]*?)\s*:?\s*(\d{1,3}(?:,\d{3})+|\d+)/gu);
  return [...pairs].map(([, label, count]) => ({ label: labelToken(label!), count: readCount(count!) }));
}

function readAuthors(found: Block[]): string[] {
  const names = found.flatMap(({ text }) => text.replace(BULLET, '').split(/\s*(?:[,;·•]|\band\b)\s*/u));
  return names.filter((name) => name !== '');
}

function coCitedWork({ text, links }: Block): WorkRecord | undefined {
  const title = text.replace(BULLET, '');
  // A line of figures below a title is none.
  if (!/\p{L}{2}/u.test(title) || /^\d+ (?:shared|co-cit|citing|papers?\b)/iu.test(title)) return undefined;
  const ids = namesIn(links);
  return { type: 'work', ids: ids.length > 0 ? ids : [fallbackId(title)], title };
}

function* readClaims(lines: PageLine[], hub: Id): Generator<Decoded> {
  const bulleted = lines.some((line) => BULLET.test(line.text));
  const items: { text: string; number: number }[] = [];
  if (bulleted) {
    for (const { text, number } of lines) {
      if (BULLET.test(text)) items.push({ text: text.replace(BULLET, ''), number });
      else if (text !== '' && items.length > 0) items.at(-1)!.text += ` ${text}`;
    }
  } else {
    for (const { text, number } of blocks(lines)) {
      const last = items.at(-1);
      if (last !== undefined && !last.text.includes(' ')) last.text += ` ${text}`;
      else items.push({ text, number });
    }
  }
  for (const { text, number } of items) {
    const found = /^([\p{L}\d_-]+):? +(.+)$/u.exec(text.trim());
    if (found) yield record({ type: 'claim', work: hub, kind: labelToken(found[1]!), text: found[2]!, source: SOURCE });
    else yield problem(`line ${number}`, 'a claim without a text');
  }
}

/** The names the page, its address and its links, the user or the file give the hub; one a scheme. */
function hubNames(page: Page, title: Block, tools: PageLine[], { cited, fileName }: HubPageOptions): Id[] {
  const linked = namesIn([...title.links, ...page.addresses, ...tools.flatMap((line) => line.links)]);
  return oneAScheme([...(cited === undefined ? [] : [cited]), ...linked, ...namesInFileName(fileName)]);
}

function namesIn(links: readonly string[]): Id[] {
  return oneAScheme(
    links.flatMap((link) => {
      const address = URL.parse(link, SITE);
      if (address === null || !/^https?:$/u.test(address.protocol)) return [];
      const id = parseId(address.href);
      return id === null ? [] : [id];
    }),
  );
}

function namesInFileName(fileName: string): Id[] {
  const uuid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/iu.exec(fileName)?.[0];
  const arxiv = /(?<![\d.])\d{4}\.\d{4,5}(?!\d)/u.exec(fileName)?.[0];
  const old = /(?<![a-z])([a-z]+(?:-[a-z]+)?)[-_]([0-9]{7})(?!\d)/u.exec(fileName);
  const found = [
    arxiv ?? (old ? `${old[1]!.replace(/^hub-/u, '')}/${old[2]}` : undefined),
    uuid === undefined ? undefined : `${SITE}citations/${uuid}`,
  ];
  return found.flatMap((text) => (text === undefined ? [] : (parseId(text) ?? [])));
}

function oneAScheme(ids: readonly Id[]): Id[] {
  const seen = new Set<string>();
  return ids.filter((id) => {
    const { scheme } = splitId(id);
    return !seen.has(scheme) && seen.add(scheme);
  });
}

interface CitingPaper {
  work: WorkRecord;
  review: ReviewRecord;
  citation: CitationRecord;
}

interface CitingPapers {
  /** The paper's name; undefined where it has none. `printsRefs`: the list leaves `n refs` out where n is 1. */
  add(entry: Entry, printsRefs: boolean): Id | undefined;
  decoded(): Generator<Decoded>;
}

/** Gathers the citing papers of a page: one listed in two sections is one. */
function citingPapers(hub: Id, at: string): CitingPapers {
  const papers = new Map<Id, CitingPaper>();
  const problems: Decoded[] = [];
  const judged = (axis: Judgement['axis'], labels: string[] | undefined): Judgement[] =>
    labels === undefined ? [] : [{ axis, labels, judge: SOURCE, at }];
  return {
    add({ title, facts, summary, links, number }, printsRefs) {
      if (title === '') {
        problems.push(problem(`line ${number}`, 'a citing paper without a title'));
        return undefined;
      }
      const ids = namesIn(links);
      const key = fallbackId(title, Number(facts.date?.slice(0, 4)) || undefined);
      const known = [...ids, key].map((id) => papers.get(id)).find((paper) => paper !== undefined);
      const id = known?.work.ids[0] ?? ids[0] ?? key;
      const paper: CitingPaper = known ?? {
        work: { type: 'work', ids: ids.length > 0 ? ids : [key], title },
        review: { type: 'review', work: id, source: SOURCE },
        citation: { type: 'citation', citing: id, cited: hub },
      };
      for (const id of [...ids, key]) papers.set(id, paper);
      const { work, review, citation } = paper;
      if (facts.date !== undefined) work.date ??= facts.date;
      if (facts.category !== undefined) work.category ??= facts.category;
      if (facts.verdict !== undefined) review.verdict ??= facts.verdict;
      if (facts.novelty !== undefined) review.novelty ??= facts.novelty;
      if (summary !== undefined) review.summary ??= summary;
      const places = facts.refs ?? (printsRefs ? 1 : undefined);
      if (places !== undefined) citation.places ??= places;
      const judgements = [...judged('role', facts.role), ...judged('polarity', facts.polarity)];
      if (judgements.length > 0) citation.judgements ??= judgements;
      return id;
    },
    *decoded() {
      for (const { work, review, citation } of new Set(papers.values())) {
        yield record(work);
        if (review.verdict !== undefined || review.novelty !== undefined || review.summary !== undefined)
          yield record(review);
        yield record(citation);
      }
      yield* problems;
    },
  };
}
