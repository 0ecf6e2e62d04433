/** The page of a paper, with its review and the papers that cite it, into the records of what it prints. */
import { fallbackId } from '../../../hub/ids/identifier.js';
import type { Id, ReviewRecord } from '../../../hub/record.js';
import { cleanText } from '../../../hub/text.js';
import { listWords } from '../../../text/list-words.js';
import { type Decoded, record, SourceError } from '../../decoded.js';
import { citingPapers } from './citing-papers.js';
import { isOfPaperHead, type PaperHead, readPaperHead, readScore, withLabels } from './paper-head.js';
import { COUNT, readCount } from './parts/counts.js';
import { type Cut, cutHeading, headBeforeCut, toldCuts } from './parts/cut.js';
import { readEntries } from './parts/entries.js';
import { readFacts } from './parts/facts.js';
import { type Headings, type Sections, sectionsOf } from './parts/headings.js';
import { type Leftovers, leftovers } from './parts/leftovers.js';
import {
  type Block,
  blocks,
  cleanLines,
  hasGaps,
  isSentence,
  lineOf,
  type Page,
  type PageLine,
} from './parts/lines.js';
import { namesOf, type PageOptions } from './parts/names.js';

const SOURCE = 'pith';

const HEADINGS = {
  pith: ['The pith'],
  coreClaim: ['Core claim'],
  argument: ['What carries the argument'],
  implications: ['If this is right'],
  inferences: ['Where Pith is reading between the lines'],
  weakestAssumption: ['Load-bearing premise'],
  falsifier: ['What would settle it'],
  figures: ['Figures'],
  abstract: ['read the original abstract', 'original abstract', 'abstract'],
  editorial: ['Editorial analysis'],
  referee: ['Referee Report'],
  unread: ['This paper has not been read by Pith yet.'],
  discussion: ['discussion'],
  forward: ['Forward citations'],
} as const satisfies Headings<string>;
type Section = keyof typeof HEADINGS;

/** The sections that are a text of the review each. */
const TEXTS = [
  'pith',
  'coreClaim',
  'argument',
  'implications',
  'inferences',
  'weakestAssumption',
  'falsifier',
] as const satisfies readonly (Section & keyof ReviewRecord)[];

/** What is the site's own on these pages, by how it begins. */
const FURNITURE = [
  'A machine-rendered reading of',
  'A structured set of objections',
  'Reviewed papers in the Pith corpus',
  'Sign in with',
  'Sorted by Pith',
];

function isFurniture(text: string): boolean {
  return FURNITURE.some((beginning) => text.startsWith(beginning));
}

/** Whether a last line is the beginning of such a thing. */
function beginsFurniture(text: string): boolean {
  return FURNITURE.some((beginning) => beginning.startsWith(text));
}

/** How many citing papers the page lists: never more than sixty, so that it is not how many there are. */
const CITED_BY = new RegExp(`^Cited by (${COUNT}) Pith papers?\\.?`, 'u');

const SPLITTING = {
  headings: HEADINGS,
  lists: ['forward'],
  counted: [],
  isBelowTitle: (text: string) => readFacts(text) !== null,
} as const;

/** Whether text, or the beginning of it, is the page of a paper. */
export function looksLikePaperPage(page: Page): boolean {
  const { head, names } = split(page);
  return (
    head.some(({ text }) => isOfPaperHead(text)) ||
    (names.includes('pith') && names.includes('coreClaim')) ||
    (names.includes('forward') && names.includes('abstract'))
  );
}

/** The page in its sections. A list of citing papers may have lost its heading, but says how many it has. */
function split(page: Page): Sections<Section> {
  const lines = cleanLines(page).flatMap((line) => {
    const count = CITED_BY.exec(line.text)?.[0];
    if (count === undefined) return [line];
    const rest = line.text.slice(count.length).trim();
    return [
      lineOf(HEADINGS.forward[0], line.number),
      lineOf(count, line.number),
      ...(rest === '' ? [] : [{ ...line, text: rest }]),
    ];
  });
  return sectionsOf(lines, SPLITTING);
}

/**
 * The paper, its review, and the papers the page lists as citing it, with their reviews.
 * @throws SourceError where the page has neither a title nor a name to tell whose it is
 */
export function* decodePaperPage(page: Page, name: string, options: PageOptions): Generator<Decoded> {
  const left = leftovers();
  const sections = split(page);
  const above = headBeforeCut(page, sections);
  const head = readPaperHead(above.head, page.isHtml, left);
  const { title } = head;
  const ids = namesOf(page, { printed: head.ids, title: title?.links ?? [] }, options);
  if (title === undefined && ids.length === 0)
    throw new SourceError(
      `${name} looks like the page of a paper on Pith, but neither an id nor a title is in it; say with --cited which paper it is.`,
    );
  const own = ids[0] ?? fallbackId(title!.text);
  const cuts = [cutHeading(page, sections) ?? above.cut];
  const texts = textsOf(page, sections, head, cuts, left);
  const abstract = texts.get('abstract');
  yield record({
    type: 'work',
    ids: ids.length > 0 ? ids : [own],
    ...(title !== undefined && { title: title.text }),
    ...head.work,
    ...(abstract !== undefined && { abstract }),
  });
  const review: ReviewRecord = { type: 'review', work: own, source: SOURCE, ...head.review };
  for (const section of TEXTS) {
    const text = texts.get(section);
    if (text !== undefined) review[section] = text;
  }
  const report = [texts.get('editorial'), texts.get('referee')].filter((text) => text !== undefined).join('\n\n');
  if (report !== '') review.report = report;
  const isReviewed = Object.keys(review).length > 3;
  if (isReviewed) yield record(review);
  cuts.push(yield* decodeForward(page, sections, own, options, left));
  left.add(...(sections.of('unread') ?? []));
  yield* left.told();
  yield* toldCuts(cuts.filter((cut) => cut !== undefined));
  options.notes?.push(...notesOf(head, sections, abstract, isReviewed));
}

/** The text of each section that has one; scores among them go to the head. @param cuts told where the page ends in one */
function textsOf(
  page: Page,
  sections: Sections<Section>,
  head: PaperHead,
  cuts: (Cut | undefined)[],
  left: Leftovers,
): Map<Section, string> {
  const texts = new Map<Section, string>();
  const end = page.isHtml || sections.cut !== undefined ? undefined : sections.names.at(-1);
  for (const section of [...TEXTS, 'abstract', 'editorial', 'referee'] as const) {
    const lines = withLabels(sections.of(section) ?? []).filter(
      ({ text }) => section === 'abstract' || !readScore(text, head.review),
    );
    const found = paragraphs(lines, page.isHtml, left);
    const last = found.at(-1);
    const isCut = section === end && last !== undefined && !isSentence(last.text);
    if (isCut) cuts.push({ number: last.number, what: `“${HEADINGS[section][0]}”` });
    if (isCut && beginsFurniture(last.text)) found.pop();
    const text = cleanText(found.map((block) => block.text).join('\n\n'));
    if (text !== '') texts.set(section, isCut && found.includes(last) ? `${text}…` : text);
  }
  return texts;
}

/** The papers that cite this one, as far as the page lists them. @returns where the page was cut in one */
function* decodeForward(
  page: Page,
  sections: Sections<Section>,
  own: Id,
  { at }: PageOptions,
  left: Leftovers,
): Generator<Decoded, Cut | undefined> {
  const forward = sections.of('forward');
  if (forward === undefined) return undefined;
  const papers = citingPapers(own, at);
  const printed = forward.map(({ text }) => CITED_BY.exec(text)?.[1]).find((count) => count !== undefined);
  const rows = forward.filter(({ text }) => !CITED_BY.test(text) && !isFurniture(text));
  const isLast = !page.isHtml && sections.cut === undefined && sections.names.at(-1) === 'forward';
  const listed = readEntries(rows, { isLast, hasFooter: page.isHtml });
  for (const entry of listed.entries) papers.add(entry, false);
  yield record({
    type: 'hub',
    work: own,
    source: SOURCE,
    ...(printed !== undefined && { counts: [{ label: 'paper_page', count: readCount(printed) }] }),
    ...(listed.sentences.length > 0 && { sentences: listed.sentences.map(({ text }) => text) }),
  });
  yield* papers.decoded();
  if (!page.isHtml) left.add(...listed.rest);
  return listed.cut;
}

/**
 * The paragraphs of a section, without what is the site's own. What stands below a heading that nobody knows is not of the
 * section above it.
 */
function paragraphs(lines: readonly PageLine[], isHtml: boolean, left: Leftovers): Block[] {
  const found = blocks(lines, hasGaps(lines)).filter(({ text }) => !isFurniture(text));
  const at = found.findIndex((block, index) => index > 0 && isHeading(block, found[index - 1]!, isHtml));
  if (at < 0) return found;
  left.add(...found.slice(at));
  return found.slice(0, at);
}

/** Parts of abstracts that have headings of their own. */
const OF_ABSTRACTS =
  /^(?:background|context|introduction|objectives?|aims?|purpose|methods?|results?|findings|conclusions?|discussion)$/iu;

/** Parts of a referee's report, which go on with it. */
const OF_REPORTS =
  /^(?:summary|significance|strengths|weaknesses|questions|(?:(?:major|minor|specific|general|other) )?comments|recommendation)(?: \(\d+\))?:?$/iu;

function isHeading(block: Block, above: Block, isHtml: boolean): boolean {
  if (OF_REPORTS.test(block.text)) return false;
  if (isHtml) return block.heading > 0;
  return (
    !block.begins &&
    block.text.length < 50 &&
    block.text.split(' ').length <= 6 &&
    /^\p{Lu}[^.,;:!?]*$/u.test(block.text) &&
    !OF_ABSTRACTS.test(block.text) &&
    isSentence(above.text)
  );
}

function notesOf(
  head: PaperHead,
  sections: Sections<Section>,
  abstract: string | undefined,
  isReviewed: boolean,
): string[] {
  const lacked = [
    ...(head.ids.length === 0 ? ['identifier line'] : []),
    ...(head.title === undefined ? ['title'] : []),
    ...(head.work.authors === undefined && head.work.authorSet === undefined ? ['authors'] : []),
    ...(abstract === undefined ? ['abstract'] : []),
    ...(isReviewed ? [] : ['review']),
    ...(sections.of('forward') === undefined ? ['list of citing papers'] : []),
  ];
  const passed = (['figures', 'discussion'] as const).filter(
    (section) => sections.of(section)?.some(({ text }) => text !== '' && !isFurniture(text)) ?? false,
  );
  return [
    ...(lacked.length === 0 ? [] : [`it has no ${listWords(lacked, 'or')}`]),
    ...(passed.length === 0 ? [] : [`its ${listWords(passed, 'and')} are left out`]),
  ];
}
