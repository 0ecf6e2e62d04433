/** The sections of a hub page that list no citing papers: which there are, and what stands in each. */
import { fallbackId } from '../../../hub/ids/identifier.js';
import type { Facets, HubRecord, Id, LabelCount, WorkRecord } from '../../../hub/record.js';
import { labelToken } from '../../../hub/vocabulary.js';
import { type Decoded, problem, record } from '../../decoded.js';
import type { HubHead } from './hub-head.js';
import { authorFields, namesOfLine, withNamesApart } from './parts/authors.js';
import { countsBeforeCut, labelCounts, yearCounts } from './parts/counts.js';
import { type Cut, hasEnded } from './parts/cut.js';
import { readFacts } from './parts/facts.js';
import type { Headings, Sections, Splitting } from './parts/headings.js';
import type { Leftovers } from './parts/leftovers.js';
import { type Block, blocks, isItem, isSentence, type Page, type PageLine, withoutMark } from './parts/lines.js';
import { namesIn } from './parts/names.js';

/** The headings below the head of a page. */
const HEADINGS = {
  abstract: ['abstract'],
  tools: ['hub tools'],
  roles: ['citation-role summary'],
  polarities: ['citation-polarity summary'],
  claims: ['claims ledger'],
  authors: ['authors'],
  coCited: ['co-cited works'],
  yearFacet: ['years'],
  roleFacet: ['roles'],
  polarityFacet: ['polarities'],
  verdictFacet: ['verdicts'],
  filtered: ['clear filters'],
  representative: ['representative citing papers'],
  explorer: ['citing papers explorer'],
} as const satisfies Headings<string>;
export type Section = keyof typeof HEADINGS;
export type HubSections = Sections<Section>;

const FACETS: readonly [keyof Facets, Section][] = [
  ['years', 'yearFacet'],
  ['roles', 'roleFacet'],
  ['polarities', 'polarityFacet'],
  ['verdicts', 'verdictFacet'],
];
/** The sections that are counts. */
const COUNTED: readonly Section[] = ['roles', 'polarities', ...FACETS.map(([, section]) => section)];

/** What a whole page has, so that a copy without it lacks it. */
const WHOLE = [
  'abstract',
  'roles',
  'polarities',
  'claims',
  'authors',
  'coCited',
  'representative',
  'explorer',
] as const;

export const SPLITTING: Splitting<Section> = {
  headings: HEADINGS,
  lists: ['representative', 'explorer'],
  counted: COUNTED,
  isBelowTitle: (text) => readFacts(text) !== null,
};

/** Counts of a section; undefined where there are none. What is no count is left over. @param cutIn the section the page is cut in */
function countsOf(
  sections: HubSections,
  section: Section,
  cutIn: Section | undefined,
  left: Leftovers,
): LabelCount[] | undefined {
  const ofYears = section === 'yearFacet';
  const read = ofYears ? yearCounts : labelCounts;
  const filled = (sections.of(section) ?? []).filter(({ text }) => text !== '');
  const text = filled.map(apart).join(' ');
  if (section === cutIn) return read(countsBeforeCut(text, ofYears));
  const all = read(text);
  if (all !== undefined) return all;
  // Line by line, so that one that says something else does not hide the rest.
  const found = filled.flatMap((line) => {
    const counts = read(apart(line));
    if (counts === undefined) left.add(line);
    return counts ?? [];
  });
  return found.length > 0 ? found : undefined;
}

/** The text of a line with blanks between its elements, which need not have any. */
function apart({ text, parts }: PageLine): string {
  return parts?.join(' ') ?? withoutMark(text);
}

/** Every count below a heading: the summaries, and the facets. @param cutIn the section the page is cut in */
export function allCounts(
  sections: HubSections,
  cutIn: Section | undefined,
  left: Leftovers,
): Pick<HubRecord, 'roles' | 'polarities' | 'facets'> {
  const facets: Facets = {};
  for (const [field, section] of FACETS) {
    const counts = countsOf(sections, section, cutIn, left);
    if (counts !== undefined) facets[field] = counts;
  }
  const roles = countsOf(sections, 'roles', cutIn, left);
  const polarities = countsOf(sections, 'polarities', cutIn, left);
  return {
    ...(roles !== undefined && { roles }),
    ...(polarities !== undefined && { polarities }),
    ...(Object.keys(facets).length > 0 && { facets }),
  };
}

export function readAuthors(lines: readonly PageLine[], left: Leftovers): ReturnType<typeof authorFields> {
  let more = 0;
  const names = blocks(lines.map(withNamesApart)).flatMap((block) => {
    const named = namesOfLine(block.text);
    if (named === undefined) left.add(block);
    more += named?.more ?? 0;
    return named?.names ?? [];
  });
  return authorFields(names, more);
}

/** @param isCut whether the page ends in the last of them, which is then left out */
export function coCitedWorks(lines: readonly PageLine[], isCut: boolean, left: Leftovers): WorkRecord[] {
  const found = blocks(lines);
  return found.slice(0, isCut ? -1 : undefined).flatMap((block): WorkRecord[] => {
    // A line of figures below a title is none.
    if (/^\d+ (?:shared|co-cit|citing|papers?\b)/iu.test(block.text)) return [];
    if (!/\p{L}{2}/u.test(block.text)) left.add(block);
    else return [{ type: 'work', ids: namesOrKey(block), title: block.text }];
    return [];
  });
}

function namesOrKey({ text, links }: Block): Id[] {
  const ids = namesIn(links);
  return ids.length > 0 ? ids : [fallbackId(text)];
}

/** Its kind in one word, or in the words of a known one, and its text. */
const CLAIM = /^(strongest claim|weakest assumption|one line summary|[\p{L}\d_-]+):? +(.+)$/u;

/** The claims of a ledger. @param isCut whether the page ends in the last of them, which is then left out */
export function* readClaims(lines: readonly PageLine[], hub: Id, isCut: boolean): Generator<Decoded> {
  const items: { text: string; number: number }[] = [];
  if (lines.some(({ text }) => isItem(text))) {
    for (const { text, number } of lines) {
      if (isItem(text)) items.push({ text: withoutMark(text), number });
      else if (text !== '' && items.length > 0) items.at(-1)!.text += ` ${text}`;
    }
  } else {
    for (const { text, number } of blocks(lines)) {
      const last = items.at(-1);
      if (last !== undefined && !last.text.includes(' ')) last.text += ` ${text}`;
      else items.push({ text, number });
    }
  }
  if (isCut) items.pop();
  for (const { text, number } of items) {
    const found = CLAIM.exec(text.trim());
    if (found) yield record({ type: 'claim', work: hub, kind: labelToken(found[1]!), text: found[2]!, source: 'pith' });
    else yield problem(`line ${number}`, 'a claim without a text');
  }
}

/**
 * What a page of such a hub has and this one does not. Small works have no tier, ledgers and co-cited works are of larger ones, and
 * authors of super hubs only.
 */
export function lackedOf(sections: HubSections, head: HubHead, own: HubRecord, hasRows: boolean): string[] {
  const { total = Infinity } = own;
  const has = (section: Section): boolean => sections.of(section)?.some(({ text }) => text !== '') ?? false;
  const isDue = (section: Section): boolean => {
    if (section === 'claims' || section === 'coCited') return total >= FEW;
    return section !== 'authors' || (head.tier?.startsWith('super') ?? total >= MANY);
  };
  return [
    ...(head.tier === undefined && total >= WITHOUT_TIER ? ['tier'] : []),
    ...(head.title === undefined ? ['title'] : []),
    ...(own.total === undefined ? ['total'] : []),
    ...WHOLE.filter((section) => isDue(section) && !has(section)).map((section) => HEADINGS[section][0]),
    ...(has('explorer') && !hasRows ? ['rows of the citing papers explorer'] : []),
    ...(own.sentences === undefined ? [] : ['titles of citing papers']),
  ];
}

/** Citing papers below which a work has no tier, and its page no ledger. */
const WITHOUT_TIER = 10;
const FEW = 60;
/** Those of a super hub. */
const MANY = 100;

/** The longest texts of abstracts and claims: what is as long was cut by the page itself. */
const MOST_CHARACTERS = 600;

/** Where the page ends in the middle of a section that is no list of citing papers. */
export function cutIn(page: Page, sections: HubSections, end: Section | undefined): Cut | undefined {
  if (sections.cut || end === undefined) return undefined;
  const last = sections.of(end)!.findLast(({ text }) => text !== '');
  if (last === undefined) return undefined;
  if (COUNTED.includes(end) && !hasEnded(page))
    return { number: last.number, what: `the counts of “${HEADINGS[end][0]}”, the last of which is left out` };
  // Lists of papers follow on every page that has co-cited works.
  if (end === 'coCited') return { number: last.number, what: 'a co-cited work, which is left out' };
  if ((end !== 'abstract' && end !== 'claims') || isSentence(last.text)) return undefined;
  const text = end === 'claims' ? withoutMark(last.text).replace(/^\S+ /u, '') : last.text;
  if (text.length === MOST_CHARACTERS) return undefined;
  return { number: last.number, what: end === 'abstract' ? 'its abstract' : 'a claim, which is left out' };
}
