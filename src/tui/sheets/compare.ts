/** Two or three hubs side by side, as a sheet: who cites only one, who several, and in which roles. */

import { countWords } from '../../hub/share.js';
import { inVocabularyOrder, labelWords, ROLES } from '../../hub/vocabulary.js';
import { type Bound, type ComparedPart, compared } from '../../library/graph/compare.js';
import type { Row, WorkNumber } from '../../library/model.js';
import { rows } from '../../library/read/rows.js';
import type { Term } from '../../query/query.js';
import { citing, classified, computedRole, labelled } from '../../query/terms.js';
import { all, not } from '../../query/tree.js';
import { bar } from '../../text/bar.js';
import { fit } from '../../text/fit.js';
import { listWords } from '../../text/list-words.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { type Line, lineWidth, type Span } from '../../text/spans.js';
import { labelStyle } from '../../text/theme.js';
import { displayText, width } from '../../text/width.js';
import { hiddenWords } from '../blind.js';
import { told, workLines } from './ranking.js';
import { atOnce, type Door, type Item, type Look, papers, plainItems, type Section, type SheetKind } from './sheet.js';

interface CompareData {
  hubs: Row[];
  parts: ComparedPart[];
}

export const compareSheet: SheetKind<'compare', CompareData> = {
  name: ({ others }) => (others.length === 1 ? 'Two compared' : 'Three compared'),
  read: (library, { work, others }) =>
    atOnce(() => {
      const hubs = [work, ...others];
      return {
        hubs: rows(library, null, hubs),
        parts: compared(library, hubs),
      };
    }),
  draw(data, _ask, cells, look) {
    const { hubs } = data;
    const { glyphs, hidden } = look;
    // Who cites which adds up to how often each is cited.
    if (hidden.includes('citations'))
      return {
        sections: [
          { title: '', items: hubs.map((hub) => hubItem(data, hub, cells, look)) },
          told(cells, hiddenWords('citations')),
        ],
        about: aboutOf(data),
      };
    const roles = hubs.flatMap((hub) => roleSections(data, hub, cells, glyphs));
    return {
      sections: [
        { title: '', items: hubs.map((hub) => hubItem(data, hub, cells, look)) },
        {
          title: 'Who cites which',
          items: [...data.parts.map((part) => partItem(data, part, cells, glyphs)), ...unlistedItems(data)],
        },
        ...(roles.length > 0 ? roles : [{ title: '', items: plainItems([[{ text: NO_ROLE, style: 'muted' }]]) }]),
      ],
      about: aboutOf(data),
    };
  },
  reordered: null,
  isWide: true,
};

const aboutOf = (data: CompareData): string => {
  const { hubs } = data;
  return `The papers of this library that cite ${listWords(
    hubs.map((hub) => letterOf(data, hub.work)),
    'or',
  )}, by which of them they cite: each is in one part. Roles are those in which they cite the one that is named; a paper can have several. Enter opens the papers.${hubs.length === 2 ? ' C takes a third paper in.' : ''}`;
};

const LETTERS = ['A', 'B', 'C'];
const letterOf = ({ hubs }: CompareData, work: WorkNumber): string =>
  LETTERS[hubs.findIndex((hub) => hub.work === work)]!;

function hubItem(data: CompareData, hub: Row, cells: number, look: Look): Item {
  const letter: Span = { text: `${letterOf(data, hub.work)}  `, style: 'accent' };
  // That nobody is known to cite it is not that nobody does.
  const words = hub.citing === 0 ? 'no citing papers known here' : `${countWords(hub.citing)} citing here`;
  const count: Span = { text: words, style: 'muted' };
  const counts = look.hidden.includes('citations') ? [] : [count];
  return {
    lines: workLines(hub, cells - 3, look, counts).map(
      (line, at): Line => [at === 0 ? letter : { text: '   ' }, ...line],
    ),
    door: papers(hub.work, null, hub.citing),
    work: hub.work,
  };
}

/** `only A`, `A and B`, `A and B, not C`, `all three` */
function partName(data: CompareData, { hubs }: ComparedPart): string {
  const { length } = data.hubs;
  const cited = hubs.map((hub) => letterOf(data, hub));
  if (cited.length === 1) return `only ${cited[0]}`;
  if (cited.length === length) return length === 2 ? 'A and B' : 'all three';
  const left = LETTERS.slice(0, length).filter((letter) => !cited.includes(letter));
  return `${cited.join(' and ')}, not ${left.join('')}`;
}

/** Among the papers that cite one hub of a part, those of the part. */
function among({ hubs }: CompareData, part: ComparedPart, own: WorkNumber): Term[] {
  return hubs
    .filter(({ work }) => work !== own)
    .map(({ work, id }) => (part.hubs.includes(work) ? citing(id) : not(citing(id))));
}

const doorOf = (data: CompareData, part: ComparedPart, own: WorkNumber, count: number, ...terms: Term[]): Door =>
  papers(own, all([...among(data, part, own), ...terms]), count);

function partItem(data: CompareData, part: ComparedPart, cells: number, glyphs: Glyphs): Item {
  const names = data.parts.map((each) => partName(data, each));
  const wide = Math.max(...names.map(width));
  const name: Span = { text: `${fit(partName(data, part), wide)}  ` };
  if (isUnknown(part)) {
    const [unlisted] = part.unlisted;
    const words = `not known: nobody listed who cites ${letterOf(data, unlisted!)}; F asks the services`;
    return { lines: [[name, { text: words, style: 'muted' }]], work: unlisted! };
  }
  const bounds = Math.max(...data.parts.map((each) => (isUnknown(each) ? 0 : BOUND_WORDS[each.bound].length)));
  const most = Math.max(...data.parts.map(({ works }) => works.length));
  const digits = countWords(most).length;
  const room = Math.max(8, Math.min(40, cells - wide - bounds - digits - 4));
  const line: Line = [
    name,
    { text: BOUND_WORDS[part.bound].padEnd(bounds), style: 'muted' },
    { text: `${countWords(part.works.length).padStart(digits)}  `, style: 'accent' },
    { text: bar(part.works.length, most, room, glyphs).trimEnd(), style: 'accent' },
  ];
  return { lines: [line], door: doorOf(data, part, part.hubs[0]!, part.works.length) };
}

/** Without a paper known here, and that there are none is not known. */
const isUnknown = ({ works, unlisted }: ComparedPart): boolean => works.length === 0 && unlisted.length > 0;

const BOUND_WORDS: Readonly<Record<Bound, string>> = {
  exact: '',
  'at least': 'at least  ',
  'at most': 'at most  ',
  'not known': 'not known; here  ',
};

/** Why numbers are not exact, where no part without papers says it. */
function unlistedItems(data: CompareData): Item[] {
  const told = data.parts.filter(isUnknown).map(({ unlisted }) => unlisted[0]!);
  const why = data.hubs.filter(
    ({ work }) => !told.includes(work) && data.parts.some(({ unlisted }) => unlisted.includes(work)),
  );
  return why.map(({ work }) => ({
    lines: [[{ text: `Nobody listed who cites ${letterOf(data, work)}; F asks the services.`, style: 'muted' }]],
    work,
  }));
}

/** In which roles the papers of each part cite a hub: a line a role, a number a part, each a door; nothing where no role is known. */
function roleSections(data: CompareData, hub: Row, cells: number, glyphs: Glyphs): Section[] {
  const parts = data.parts.filter(({ hubs, works }) => hubs.includes(hub.work) && works.length > 0);
  const rolesOf = (part: ComparedPart) => part.roles[part.hubs.indexOf(hub.work)]!;
  const labels = inVocabularyOrder(
    [...new Set(parts.flatMap((part) => rolesOf(part).counts.map(({ label }) => label)))],
    ROLES,
  );
  const apart = parts.some((part) => rolesOf(part).computed > 0);
  if (labels.length === 0 && !apart) return [];
  const names = labels.map((label) => displayText(labelWords(label)));
  const margin = Math.max(width(CLASSIFIED), ...names.map(width), apart ? width(COMPUTED) : 0);
  const known = parts.map((part) => `${countWords(rolesOf(part).classified)} of ${countWords(rolesOf(part).of)}`);
  const room = Math.floor((cells - margin) / Math.max(1, parts.length));
  const wide = parts.map((part, at) => Math.min(room, Math.max(width(partName(data, part)), width(known[at]!)) + GAP));
  // What a computation gave is counted in a line of its own.
  const given = (part: ComparedPart): Term[] => (rolesOf(part).computed > 0 ? [not(computedRole)] : []);
  const row = (
    left: Span,
    cellOf: (part: ComparedPart, at: number) => Omit<Item, 'lines'> & { text: string },
  ): Section => ({
    title: '',
    across: { left: [[{ ...left, text: left.text.padEnd(margin) }]], below: [] },
    items: parts.map((part, at): Item => {
      const { text, ...cell } = cellOf(part, at);
      return { ...cell, lines: [[{ text: fit(text, wide[at]!, 'right') }]] };
    }),
  });
  const heads: Line = [
    { text: ' '.repeat(margin) },
    ...parts.map((part, at): Span => ({ text: fit(partName(data, part), wide[at]!, 'right'), style: 'muted' })),
  ];
  const first = row({ text: CLASSIFIED, style: 'muted' }, (part, at) => ({
    text: known[at]!,
    door: doorOf(data, part, hub.work, rolesOf(part).classified, classified('role'), ...given(part)),
  }));
  return [
    {
      ...first,
      title: `In which roles they cite ${letterOf(data, hub.work)}`,
      heads: lineWidth(heads) > cells ? [] : [heads],
    },
    ...labels.map((label, at) =>
      row({ text: names[at]!, style: labelStyle('role', label) }, (part) => {
        const { counts, classified: some } = rolesOf(part);
        const count = counts.find((one) => one.label === label)?.count ?? 0;
        if (some === 0)
          return { text: glyphs.dash, door: { opens: 'nothing', why: 'No role of these papers is known here.' } };
        return {
          text: countWords(count),
          door: doorOf(data, part, hub.work, count, labelled('role', label), ...given(part)),
        };
      }),
    ),
    ...(apart
      ? [
          row({ text: COMPUTED, style: 'muted' }, (part) => ({
            text: countWords(rolesOf(part).computed),
            door: doorOf(data, part, hub.work, rolesOf(part).computed, computedRole),
          })),
        ]
      : []),
  ];
}

const NO_ROLE = 'No role of these citations is known here.';
const CLASSIFIED = 'role known';
const COMPUTED = 'computed';
/** Between two columns. */
const GAP = 3;
