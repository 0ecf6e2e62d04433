/**
 * The overview of a hub, for the screen and for `pith-tui show`: the sections of a hub page, in its order, printed figures as
 * printed and computed ones with their coverage.
 */

import { showId } from '../../hub/ids/identifier.js';
import { furtherNames } from '../../hub/name.js';
import { completenessWords, counted, tierOfHub } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import { isOnlyId, type Overview } from '../../library/model.js';
import { citing } from '../../query/terms.js';
import { wrapFacts, wrapWhole } from '../../text/facts.js';
import { listWords } from '../../text/list-words.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { type Line, wrapLine } from '../../text/spans.js';
import { displayParagraphs, displayText } from '../../text/width.js';
import { AUTHORS_HIDDEN, isIdHidden } from '../blind.js';
import { PITH_TELLS, REFERENCES_COME } from '../sheets/ranking.js';
import { type Item, type Look, papers, plainItems, type Section, type SheetAsk } from '../sheets/sheet.js';
import { axisItems, integrityItems } from './overview/counts.js';
import { AS_PRINTED } from './overview/doors.js';
import { authorLines, citedLines, claimLines, coCitedLines, representativeLines } from './overview/works.js';
import { yearItems } from './overview/years.js';
import { printedLines } from './printed.js';
import { reviewParts } from './reviews.js';
import { idWords, namesOf, titleWords } from './title.js';

interface Part extends Section {
  /** What is not known where it has no line. */
  lacks: string;
  /** It is known of the citing papers, and of none where there are none. */
  ofCiting?: true;
  /** What tells it; else the services that are asked. */
  told?: 'by Pith' | 'by references';
}

/** A line at the end of a section that leads on to more of the same. */
export interface Lead {
  after: string;
  words: string;
  ask: SheetAsk;
}

/** Lines of at most `cells` cells each, for people who read them in a pipe. */
export function overviewLines(overview: Overview, cells: number, glyphs: Glyphs): Line[] {
  const fetches = `pith-tui fetch ${showId(overview.head.id)} asks the services`;
  return overviewSections(overview, cells - 2, { glyphs, hidden: [] }, fetches).flatMap(({ title, items }): Line[] => {
    const lines = items.flatMap((item) => item.lines);
    if (title === '') return lines;
    return [[], [{ text: title, style: 'heading' }], ...lines.map((line): Line => [{ text: '  ' }, ...line])];
  });
}

/**
 * The sections of a hub page, each line with what it opens; those of which nothing is known in one line together.
 * @param fetches says how more is found out
 * @param leads the sheets that lines at the end of sections lead to
 */
export function overviewSections(
  overview: Overview,
  cells: number,
  look: Look,
  fetches: string,
  leads: readonly Lead[] = [],
): Section[] {
  const all = sections(overview, cells, look);
  const lacking = all.filter(
    ({ items, ofCiting, told }) =>
      items.length === 0 && (overview.head.citing > 0 || !(ofCiting || told === 'by references')),
  );
  const unknown = unknownWords(lacking, fetches);
  return [
    { title: '', items: headItems(overview, cells, look) },
    ...all
      .filter(({ items }) => items.length > 0)
      .map(({ title, items }) => {
        const on = leads
          .filter(({ after }) => after === title)
          .map(({ words, ask }): Item => {
            return {
              lines: [[{ text: `${look.glyphs.opens} ${words}`, style: 'accent' }]],
              door: { opens: 'sheet', ask },
            };
          });
        return { title, items: [...items, ...on] };
      }),
    ...(lacking.length === 0
      ? []
      : [
          {
            title: '',
            items: [{ lines: [[], ...wrapLine([{ text: unknown, style: 'muted' as const }], cells)] }],
          },
        ]),
  ];
}

/** What is not known, and what would tell it. */
function unknownWords(lacking: readonly Part[], fetches: string): string {
  const by = (who: Part['told']): string => {
    const own = lacking.filter(({ told }) => told === who);
    const wordsOf = (parts: readonly Part[]): string =>
      listWords(
        parts.map(({ lacks }) => lacks),
        'and',
      );
    const citing = wordsOf(own.filter(({ ofCiting }) => ofCiting));
    return [wordsOf(own.filter(({ ofCiting }) => !ofCiting)), citing === '' ? '' : `of its citing papers ${citing}`]
      .filter(Boolean)
      .join(', and ');
  };
  return (
    [
      [by(undefined), `; ${fetches}.`],
      [by('by Pith'), `. ${PITH_TELLS}`],
      [by('by references'), `. ${REFERENCES_COME}`],
    ] as const
  )
    .filter(([what]) => what !== '')
    .map(([what, how], at) => `${at === 0 ? 'Not known here:' : 'Nor are'} ${what}${how}`)
    .join(' ');
}

/** Names in the line of who wrote it; all of them have a section. */
const NAMED = 3;

/** Who wrote it and when. */
function byLines({ work }: Overview, cells: number, { glyphs, hidden }: Look): Line[] {
  const { authors, authorSet = [], authorCount, date } = work;
  const known = authors.length > 0 ? authors : authorSet;
  const names = known.slice(0, NAMED).map(({ name }) => displayText(name));
  const more = furtherNames(authorCount, known.length, names.length);
  const told = hidden.includes('authors') && names.length > 0 ? [AUTHORS_HIDDEN] : namesOf(names, more);
  const year = displayText(date.slice(0, 4));
  const when = year === '' ? [] : [told.length === 0 ? year : `${glyphs.bullet} ${year}`];
  return wrapWhole(
    [...told, ...when].map((text): Line => [{ text }]),
    cells,
  );
}

function headItems(overview: Overview, cells: number, { glyphs, hidden }: Look): Item[] {
  const { head, work } = overview;
  const { bullet } = glyphs;
  const isNamed = !isOnlyId(head);
  const tier = tierOfHub(head);
  const named = [tier?.name, head.class].filter((part) => part !== undefined);
  const counted = tier?.isCounted ? ' (counted from this library)' : '';
  const said = (line: Line): Item[] => plainItems(wrapLine(line, cells));
  const whole = [{ text: `Citing papers: ${completenessWords(head.citing, head.total, head.listedTwice)}` }];
  return [
    ...said([
      { text: displayText(named.join(` ${bullet} `)), style: 'accent' },
      { text: counted, style: 'muted' },
    ]),
    ...said([
      { text: titleWords(head, hidden), style: 'title' },
      { text: isNamed ? '' : ' (only its id is known)', style: 'muted' },
    ]),
    ...plainItems(byLines(overview, cells, { glyphs, hidden })),
    ...said([{ text: displayText(head.sentence ?? '') }]),
    { lines: wrapLine(whole, cells), door: papers(head.work, null, head.citing) },
    ...(head.headline === undefined
      ? []
      : [{ lines: wrapLine([{ text: headlineWords(head.headline) }], cells), door: AS_PRINTED }]),
    ...(work.retracted ? said([{ text: 'RETRACTED', style: 'error' as const }]) : []),
    ...plainItems(
      wrapFacts(
        [],
        work.ids
          .filter((id) => (isNamed || id !== head.id) && !isIdHidden(id, hidden))
          .map((id) => ({ text: idWords(id, hidden), style: 'muted' })),
        cells,
        glyphs,
      ),
    ),
  ];
}

function headlineWords({ label, percent: printed }: NonNullable<Overview['head']['headline']>): string {
  return `As printed: ${displayText(labelWords(label))} ${printed}% of classified citations`;
}

function sections(overview: Overview, cells: number, look: Look): Part[] {
  const { glyphs, hidden } = look;
  const { head, work, claims, coCited, representative } = overview;
  const { work: hub } = head;
  const integrity = integrityItems(overview, cells, glyphs);
  const printed = printedLines(overview.printed, cells, glyphs);
  const paragraphs = (title: string, text: string | undefined): Part => ({
    title,
    items: plainItems(wrapLine([{ text: displayParagraphs(text ?? '') }], cells)),
    lacks: title.toLowerCase(),
  });
  // Of a paper that nobody cites here this is what it is looked up for; of a hub, one thing among others.
  const cites = overview.cites.total === 0 ? [] : [citesPart(overview, cells, look)];
  const isHub = head.citing > 0;
  return [
    ...(isHub ? [] : cites),
    paragraphs('Abstract', work.abstract),
    ...(work.abstract === undefined && work.summary !== undefined ? [paragraphs('Summary', work.summary)] : []),
    { title: 'Citation roles', items: axisItems(overview, 'role', cells, glyphs), lacks: 'roles', ofCiting: true },
    {
      title: 'Citation polarities',
      items: axisItems(overview, 'polarity', cells, glyphs),
      lacks: 'polarities',
      ofCiting: true,
      told: 'by Pith',
    },
    {
      title: 'Verdicts',
      items: axisItems(overview, 'verdict', cells, glyphs),
      lacks: 'verdicts',
      ofCiting: true,
      told: 'by Pith',
    },
    ...(integrity.length === 0 ? [] : [{ title: 'Integrity', items: integrity, lacks: 'integrity' }]),
    {
      title: 'Claims ledger',
      items: claims.map((claim) => ({
        lines: claimLines(claim, undefined, cells, glyphs),
        door: { opens: 'sheet', ask: { sheet: 'claims', work: hub } },
      })),
      lacks: 'claims',
      told: 'by Pith',
    },
    ...reviewParts(work.reviews, cells, glyphs, (text) => [{ text }]).map(
      ([heading, ...body]): Part => ({
        title: heading!.map(({ text }) => text).join(''),
        items: plainItems(body),
        lacks: 'review',
      }),
    ),
    {
      title: 'Authors',
      items: authorLines(overview, cells, hidden).map((line) => ({
        lines: [line],
        door: { opens: 'sheet', ask: { sheet: 'authors', work: hub } },
      })),
      lacks: 'authors',
    },
    ...(isHub ? cites : []),
    {
      title: 'Co-cited works',
      items: coCited.map((work) => ({
        lines: coCitedLines(work, coCited, cells, look),
        door: papers(hub, citing(work.id), work.shared),
        work: work.work,
      })),
      lacks: 'co-cited works',
      told: 'by references',
    },
    {
      title: 'Representative citing papers',
      items: representative.map((row) => ({
        lines: representativeLines(row, cells, look),
        door: { opens: 'paper', hub, paper: row.work, query: '' },
        work: row.work,
      })),
      lacks: 'representative ones',
      ofCiting: true,
    },
    {
      title: 'Citing papers per year',
      items: yearItems(overview, cells, glyphs),
      lacks: 'dates',
      ofCiting: true,
    },
    ...(printed.length === 0 ? [] : [{ title: 'Also printed', items: plainItems(printed), lacks: '' }]),
  ];
}

/** The hubs that it cites, each with the list in which it is one of the citing papers. */
function citesPart({ head: { work }, cites: { hubs, total } }: Overview, cells: number, look: Look): Part {
  const items = hubs.map(
    (hub): Item => ({
      lines: citedLines(hub, cells, look),
      door: { opens: 'paper', hub: hub.work, paper: work, query: '' },
      work: hub.work,
    }),
  );
  const more = total - hubs.length;
  const rest: Item = {
    lines: [[{ text: `and ${counted(more, 'more hub')}`, style: 'muted' }]],
    door: { opens: 'sheet', ask: { sheet: 'references', work } },
  };
  return { title: 'Cites', items: more > 0 ? [...items, rest] : items, lacks: '' };
}
