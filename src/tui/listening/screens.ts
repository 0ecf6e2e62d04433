/** Screens that are a list or a text, for the ear: hubs, papers to choose from, the reading list, sheets, audits. */
import { counted, countWords, tierOfHub, wholeOf } from '../../hub/share.js';
import type { HubLine } from '../../library/model.js';
import type { Hidden } from '../blind.js';
import { heardKey } from '../keymap.js';
import type { ReadingLayer } from '../layers/decisions/reading.js';
import { cutLine } from '../layers/frame.js';
import { type ChooseLayer, TITLES } from '../layers/graph/choose.js';
import { layoutOn, type SheetLayer } from '../layers/graph/sheet-layer.js';
import { goOnIn, type HubsLayer } from '../layers/home/hubs-layer.js';
import type { PickLayer } from '../layers/home/pick.js';
import { type AuditLayer, answersOf, textLines } from '../layers/judging/audit.js';
import { titleWords } from '../panes/title.js';
import { endOf, type Layout, type Stop } from '../sheets/layout.js';
import { sheetName } from '../sheets/sheets.js';
import { workWords } from './papers.js';
import type { Heard, Telling } from './telling.js';
import { ended, heardKeyFor, inTurn, placeWords, sentence, sentences, spoken, spokenLines } from './words.js';

export function hubsTelling(layer: HubsLayer, { state: { hidden } }: Heard): Telling {
  const { all, shown, filter, typing, scroll } = layer;
  const goOn = goOnIn(layer);
  const hub = shown[scroll.cursor - (goOn === null ? 0 : 1)];
  const count =
    filter.text === '' ? counted(shown.length, 'hub') : `${countWords(shown.length)} of ${countWords(all.length)}`;
  return {
    place: 'hubs',
    opening: [
      sentence(
        `Hubs in this library: ${heardKeyFor('openHub', 'hubs')} opens one, ${heardKeyFor('narrow', 'hubs')} narrows them by title, author or id, ${heardKeyFor('help', 'hubs')} tells all keys`,
      ),
    ],
    again: 'Hubs in this library.',
    facts: [{ name: 'hubs', text: sentence(count), isUsual: false }],
    under:
      goOn !== null && scroll.cursor === 0
        ? sentence(
            `Go on where you were: ${[goOn.title, goOn.words.replaceAll(' · ', ', ')].filter(Boolean).join(', ')}`,
          )
        : hub === undefined
          ? 'No hub.'
          : hubWords(hub, hidden, placeWords('Hub', scroll.cursor - (goOn === null ? 0 : 1), shown.length)),
    ...(typing || filter.text !== '' ? { typed: { label: 'Find', text: filter.text, cursor: filter.cursor } } : {}),
  };
}

function hubWords(hub: HubLine, hidden: Hidden, place: string): string {
  const whole = wholeOf(hub.citing, hub.total);
  const of = whole === undefined ? '' : ` of ${countWords(whole)}`;
  return sentences(
    `${place}: ${workWords(hub, hidden)}`,
    hidden.includes('citations') ? '' : (tierOfHub(hub)?.name ?? ''),
    hidden.includes('citations')
      ? 'citing papers hidden'
      : `${countWords(hub.citing)}${of} citing papers, ${hub.classified === 0 ? 'none' : countWords(hub.classified)} with a role${hub.computed === 0 ? '' : `, ${countWords(hub.computed)} with a computed one`}`,
  );
}

export function pickTelling({ works, scroll }: PickLayer, { state: { hidden } }: Heard): Telling {
  const work = works[scroll.cursor];
  return {
    place: 'pick',
    opening: [`Several papers match: ${heardKeyFor('openPicked', 'pick')} opens the one you mean.`],
    facts: [],
    under:
      work === undefined
        ? ''
        : sentence(`${placeWords('Paper', scroll.cursor, works.length)}: ${workWords(work, hidden)}`),
  };
}

export function chooseTelling({ choosing, input, works, scroll }: ChooseLayer, { state: { hidden } }: Heard): Telling {
  const work = works[scroll.cursor];
  return {
    place: `choose ${choosing.sheet}`,
    opening: [
      `${TITLES[choosing.sheet]} Type its id, or words of its title; ${heardKeyFor('takeChoice', 'choose')} takes it.`,
    ],
    facts: [],
    under:
      work === undefined
        ? 'No paper here is called so.'
        : sentence(`${placeWords('Paper', scroll.cursor, works.length)}: ${workWords(work, hidden)}`),
    typed: { label: 'Find', text: input.text, cursor: input.cursor },
  };
}

export function readingTelling({ works, scroll }: ReadingLayer, { state }: Heard): Telling {
  const work = works[scroll.cursor];
  return {
    place: 'reading list',
    opening: [`Reading list: ${counted(works.length, 'paper')}${works.length > 1 ? ', the next to read first' : ''}.`],
    facts: [],
    under:
      work === undefined
        ? `Nothing to read: ${heardKeyFor('toRead', 'list')} on a paper puts it here.`
        : sentence(`${placeWords('Paper', scroll.cursor, works.length)}: ${workWords(work, state.hidden)}`),
  };
}

export function sheetTelling(layer: SheetLayer, { state, theme }: Heard): Telling {
  const layout = layoutOn(layer, state, theme);
  const name = `${sheetName(layer.ask)} of ${titleWords(layer.of, state.hidden)}`;
  const place = `sheet ${layer.serial}`;
  if (layout === null) return { place, opening: [], facts: [], under: sentence(`Working it out: ${name}`) };
  const stop = layout.stops[layer.at];
  const section = stop === undefined ? '' : sectionOf(layout, stop);
  return {
    place: `${place}, ready`,
    opening: [sentence(`${name}: ${counted(layout.stops.length, 'line')}`)],
    facts: [{ name: `section of ${place}`, text: sentence(section), isUsual: false }],
    under: stop === undefined ? '' : stopWords(layout, stop, layer.at),
  };
}

/** What the line under the cursor says, its place, and that it opens something. */
function stopWords({ columns, stops }: Layout, { column, from, to, across, door, tells }: Stop, at: number): string {
  const lines = columns[column]!.lines.slice(from, to);
  const own = across === null ? lines : lines.map((line) => cutLine(line, across.x, across.x + across.cells));
  const words = tells === undefined ? spokenLines(own).join(' ') : spoken(tells.lines.flat());
  const opens = door === undefined || door.opens === 'nothing' ? '' : 'opens';
  return inTurn(ended(words), sentences(placeWords('Line', at, stops.length), opens));
}

/** The heading over a line: the lines between the stop before its section and its first stop. */
function sectionOf({ columns, stops }: Layout, stop: Stop): string {
  const first = stops.find(({ column, section }) => column === stop.column && section === stop.section)!;
  const before = stops.filter(({ column, section }) => column === stop.column && section < stop.section);
  const from = Math.max(0, ...before.map(endOf));
  return spokenLines(columns[stop.column]!.lines.slice(from, first.from)).join('. ');
}

/** Cells of a line of the sentences. */
const CELLS = 104;

export function auditTelling(layer: AuditLayer, { services, theme }: Heard): Telling {
  const { audit, at, questions } = layer;
  const question = questions[at];
  const text = textLines(layer, CELLS, theme, services);
  const lines = spokenLines(text);
  const answered = questions.filter(({ answer }) => answer !== undefined).length;
  const answers = answersOf(layer).map(({ letter, words }) => `${heardKey(letter)}: ${words}`);
  const given = answersOf(layer).find(({ role }) => role === question?.answer)?.words;
  const name = `audit ${audit.hub} ${at}`;
  return {
    place: name,
    opening: [
      question === undefined
        ? `Agreement. ${answered} of ${questions.length} answered.`
        : `${placeWords('Citation', at, questions.length)}: as what is the work cited?`,
      ...lines,
      ...(question === undefined ? [] : [ended(answers.join(', '))]),
    ],
    isListed: true,
    facts: [
      {
        name: `answer to ${at}`,
        text: given === undefined ? '' : sentence(`Answered: ${given}`),
        isUsual: given === undefined,
      },
    ],
    under: '',
    reading: { name, lines, at: Math.min(spokenLines(text.slice(0, layer.top)).length, lines.length - 1) },
  };
}
