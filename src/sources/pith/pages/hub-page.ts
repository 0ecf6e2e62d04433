/** A hub page of Pith, as saved from the browser, into the records of what it prints. */
import { fallbackId } from '../../../hub/ids/identifier.js';
import type { HubRecord, Id } from '../../../hub/record.js';
import { cleanText } from '../../../hub/text.js';
import { labelWords } from '../../../hub/vocabulary.js';
import { listWords } from '../../../text/list-words.js';
import { type Decoded, record, SourceError } from '../../decoded.js';
import { type CitingPapers, citingPapers } from './citing-papers.js';
import { isOfHubHead, isTier, isWholeFigure, readHubHead, withFiguresApart } from './hub-head.js';
import {
  allCounts,
  coCitedWorks,
  cutIn,
  type HubSections,
  lackedOf,
  readAuthors,
  readClaims,
  SPLITTING,
} from './hub-sections.js';
import { COUNT, readCount } from './parts/counts.js';
import { type Cut, cutHeading, headBeforeCut, toldCuts } from './parts/cut.js';
import { readEntries } from './parts/entries.js';
import { sectionsOf } from './parts/headings.js';
import { type Leftovers, leftovers } from './parts/leftovers.js';
import { cleanLines, type Page, type PageLine, retold, withoutMark } from './parts/lines.js';
import { filtersOf, namesOf, type PageOptions } from './parts/names.js';

const SOURCE = 'pith';

const TOTAL_OF_EXPLORER = new RegExp(`\\bof (${COUNT}) citing papers?\\b`, 'u');
/** `Showing 50 of 117 citing papers.`; a line of its own where the page was cut in it. */
const SHOWING =
  /^showing \d[\d,]*(?:[–-]\d[\d,]*)? of \d[\d,]* citing papers?\.?|^showing \d[\d,]*(?: of?(?: \d[\d,]*(?: citing)?)?)?$/iu;
/** Other lines of explorers that are of no paper. */
const OF_EXPLORER =
  /^(?:(?:page \d[\d,]*(?: ?(?:of|\/) ?\d[\d,]*)?|(?:[«‹←] ?)?prev(?:ious)?(?: page)?|next(?: page)?(?: ?[»›→])?|load more|show more|\d[\d,]*|…)[.·•| ]*)+$/iu;

/** Whether text, or the beginning of it, is a hub page: its figures and one of its sections or its tier are there. */
export function looksLikeHubPage(page: Page): boolean {
  const { head, names } = split(page);
  const figures = head.filter(({ text }) => isOfHubHead(text)).length;
  const own = names.filter((name) => name !== 'abstract' && name !== 'authors');
  if (figures === 0) return own.length > 2;
  return names.length > 0 || figures > 1 || head.some(({ text }) => isTier(text));
}

/** The page in its sections; figures of its head stand on lines of their own. */
function split(page: Page): HubSections {
  const lines = cleanLines(page);
  const first = sectionsOf(lines, SPLITTING);
  const end = first.head.at(-1)?.number ?? 0;
  const head = withFiguresApart(lines.filter(({ number }) => number <= end));
  return sectionsOf([...head, ...lines.filter(({ number }) => number > end)], SPLITTING);
}

/**
 * The hub with what is printed of it, its claims, the papers it lists with their reviews, and their citations.
 * A section that is empty or missing leaves its field out: not indexed is not zero. Nothing is computed.
 * @throws SourceError where the page has neither a title nor a name to tell whose hub it is.
 */
export function* decodeHubPage(page: Page, name: string, options: PageOptions): Generator<Decoded> {
  const left = leftovers();
  const sections = split(page);
  const lines = (section: Parameters<typeof sections.of>[0]): PageLine[] => sections.of(section) ?? [];
  const above = headBeforeCut(page, sections, isWholeFigure);
  const head = readHubHead(above.head, page.isHtml, left);
  const { title, summary } = head;
  const others = lines('tools').flatMap((line) => line.links);
  const ids = namesOf(page, { title: title?.links ?? [], others }, options);
  if (title === undefined && ids.length === 0)
    throw new SourceError(
      `${name} looks like a hub page of Pith, but no title stands above its first section; say with --cited whose hub it is.`,
    );
  // Not every page of a work names its authors, so that its name goes without.
  const authors = readAuthors(lines('authors'), left);
  const hub = ids[0] ?? fallbackId(title!.text);
  const end = page.isHtml ? undefined : sections.names.at(-1);
  const cut = cutHeading(page, sections) ?? cutIn(page, sections, end) ?? above.cut;
  const abstract = cleanText(textOf(lines('abstract')));
  yield record({
    type: 'work',
    ids: ids.length > 0 ? ids : [hub],
    ...(title !== undefined && { title: title.text }),
    ...authors,
    ...(abstract !== '' && { abstract: cut?.what === 'its abstract' ? `${abstract}…` : abstract }),
    ...(summary !== undefined && { summary }),
  });

  const own: HubRecord = { type: 'hub', work: hub, source: SOURCE };
  const view = filtersOf(page, options.fileName);
  if (view.length > 0 || sections.of('filtered') !== undefined) own.view = view;
  // The list of a filtered view is counted by itself.
  const of = own.view === undefined ? TOTAL_OF_EXPLORER.exec(textOf(lines('explorer')).replaceAll('\n', ' ')) : null;
  const total = head.total ?? (of ? readCount(of[1]!) : undefined);
  if (total !== undefined) own.total = total;
  if (head.tier !== undefined) own.tier = head.tier;
  if (head.class !== undefined) own.class = head.class;
  if (head.sentence !== undefined) own.sentence = head.sentence;
  if (head.headline !== undefined) own.headline = head.headline;
  Object.assign(own, allCounts(sections, cut === undefined ? undefined : end, left));
  const coCited = coCitedWorks(lines('coCited'), end === 'coCited' && cut !== undefined, left);
  if (coCited.length > 0) own.coCited = coCited.map((work) => work.ids[0]!);
  const papers = citingPapers(hub, options.at);
  const { cuts, hasRows } = readLists(sections, page.isHtml, papers, own, left);
  own.lacked = lackedOf(sections, head, own, hasRows);
  // Tools are links, a few words each.
  left.add(...lines('filtered'), ...lines('tools').filter(({ text }) => text.split(' ').length > 8));
  yield record(own);

  yield* readClaims(lines('claims'), hub, end === 'claims' && cut !== undefined);
  for (const work of coCited) yield record(work);
  yield* papers.decoded();
  yield* left.told();
  yield* toldCuts(cut === undefined ? cuts : [cut, ...cuts]);
  options.notes?.push(...notesOf(own));
}

/** The papers of both lists, with what is left of those whose titles are missing. @returns where the page was cut in one, and whether the explorer has any */
function readLists(
  sections: HubSections,
  isHtml: boolean,
  papers: CitingPapers,
  own: HubRecord,
  left: Leftovers,
): { cuts: Cut[]; hasRows: boolean } {
  const cuts: Cut[] = [];
  let hasRows = false;
  const representative: Id[] = [];
  const sentences: string[] = [];
  for (const section of ['representative', 'explorer'] as const) {
    const isExplorer = section === 'explorer';
    const rows = isExplorer ? rowsOf(sections.of(section) ?? []) : (sections.of(section) ?? []);
    const isLast = !isHtml && sections.names.at(-1) === section && sections.cut === undefined;
    const listed = readEntries(rows, { isLast, hasFooter: isExplorer });
    hasRows = isExplorer && listed.entries.length > 0;
    for (const entry of listed.entries) {
      const id = papers.add(entry, !isExplorer && entry.facts.date !== undefined);
      if (id !== undefined && !isExplorer) representative.push(id);
    }
    sentences.push(...listed.sentences.map(({ text }) => text));
    if (!isHtml || !isExplorer) left.add(...listed.rest);
    if (listed.cut) cuts.push(listed.cut);
  }
  if (representative.length > 0) own.representative = representative;
  if (sentences.length > 0) own.sentences = sentences;
  return { cuts, hasRows };
}

function textOf(lines: readonly PageLine[]): string {
  return lines.map((line) => line.text).join('\n');
}

/** What the page was and what it lacked, in sentences. */
function notesOf({ view, sentences, lacked = [] }: HubRecord): string[] {
  const filters = (view ?? []).map(({ field, value }) => `${labelWords(field)} ${labelWords(value)}`);
  const by = filters.length === 0 ? 'something the page does not name' : listWords(filters, 'and');
  const several =
    sentences?.length === 1
      ? '1 sentence on a paper whose title'
      : `${sentences?.length} sentences on papers whose titles`;
  return [
    ...(view === undefined ? [] : [`a view filtered by ${by}; totals and counts are the whole hub’s`]),
    ...(sentences === undefined ? [] : [`${several} it does not have, kept with the hub`]),
    ...(lacked.length === 0 ? [] : [`it has no ${listWords(lacked, 'or')}`]),
  ];
}

/** The lines of an explorer that are of papers. */
function rowsOf(lines: readonly PageLine[]): PageLine[] {
  return lines.flatMap((line) => {
    const shown = SHOWING.exec(line.text)?.[0];
    const rest = shown === undefined ? line : retold(line, line.text.slice(shown.length).trim());
    return OF_EXPLORER.test(withoutMark(rest.text)) ? [] : [rest];
  });
}
