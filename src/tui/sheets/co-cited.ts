/** Works cited together with the hub, as a sheet. */

import { baseWords, countWords } from '../../hub/share.js';
import { type CoCitedOrder, coCitedIn, fameIn, STRENGTH_RULE, strengthWithheld } from '../../library/graph/co-cited.js';
import { type Base, neighbourhoodIn, type Told } from '../../library/graph/neighbourhood.js';
import type { Row } from '../../library/model.js';
import { hubHead } from '../../library/read/hubs.js';
import { partOf } from '../../library/steps.js';
import { citing } from '../../query/terms.js';
import { HIDDEN } from '../blind.js';
import { MOST_LINES, ranking, restWords, sectionCommand, told, withheld, withRows, workText } from './ranking.js';
import { papers, type SheetKind } from './sheet.js';

interface CoCitedData {
  id: string;
  base: Base;
  min: number;
  total: number;
  fame: Told<object>;
  works: { row: Row; shared: number; share: number; citers: number; strength: number }[];
}

type CoCitedFigures = Omit<CoCitedData['works'][number], 'row'>;

const FIGURE_WORDS = {
  shared: ({ shared }) => countWords(shared),
  share: ({ share }) => `${Math.round(share * 100)}%`,
  citing: ({ citers }) => countWords(citers),
  strength: ({ strength }) => strength.toExponential(1),
} as const satisfies Record<string, (work: CoCitedFigures) => string>;
const FIGURES = Object.keys(FIGURE_WORDS) as (keyof typeof FIGURE_WORDS)[];
/** Cells of a line with room for all of them. */
const NARROW = 90;

const RULES: Readonly<Record<CoCitedOrder, string>> = {
  shared: 'Ordered by the number of papers that cite both (co-citation, Small 1973).',
  strength:
    'Ordered by association strength (van Eck & Waltman 2009): for one hub it orders works by the part of their citing papers that cite the hub, too.',
};

export const coCitedSheet: SheetKind<'cocited', CoCitedData> = {
  name: 'Co-cited works',
  *read(library, { work, order }) {
    const around = yield* partOf(neighbourhoodIn(library, work), 0, 0.5);
    const { base, min, total, slice } = yield* partOf(coCitedIn(library, around, order), 0.5, 0.7);
    const fame = yield* partOf(fameIn(library, around), 0.7, 0.9);
    const works = withRows(library, null, slice(0, MOST_LINES));
    return { id: hubHead(library, work).id, base, min, total, fame, works };
  },
  draw({ id, base, min, total, fame, works }, { work: hub, order }, cells, look) {
    const about = `${RULES[order]} shared: papers that cite both. share: their part of the papers whose references are known. citing: papers in this library that cite the work. ${STRENGTH_RULE} ${baseWords('References known', base)}. Enter opens the papers that cite both; > opens the work itself.`;
    if (base.known === 0) return { sections: [withheld('Co-cited works', base, cells)], about };
    if (order === 'strength' && fame.withheld)
      return { sections: [told(cells, strengthWithheld(fame.base), 's orders them by shared papers.')], about };
    const head = told(
      cells,
      `${countWords(total)} works that ${min === 1 ? 'papers cite' : `at least ${countWords(min)} papers cite`} together with it, by ${order === 'shared' ? 'shared papers' : 'association strength'}; ${baseWords('references known', base)}.`,
      fame.withheld ? strengthWithheld(fame.base) : '',
    );
    // Where titles would be cut short, the figure that says least of this order is left out.
    const isNarrow = cells < NARROW;
    const left = fame.withheld ? 'strength' : isNarrow ? (order === 'shared' ? 'strength' : 'share') : null;
    const figures = FIGURES.filter((name) => name !== left);
    const list = ranking(
      '',
      [...figures, 'work'],
      works.map(({ row, ...one }) => ({
        cells: figures.map((name) => (look.hidden.includes('citations') ? HIDDEN : FIGURE_WORDS[name](one))),
        text: (room) => workText(row, look, room),
        door: papers(hub, citing(row.id), one.shared),
        work: row.work,
      })),
      cells,
    );
    return {
      sections: [head, list, told(cells, restWords(works.length, total, sectionCommand('cocited', id)))],
      about,
    };
  },
  reordered(ask, { base, fame }) {
    if (ask.order === 'strength') return { ...ask, order: 'shared' };
    return base.known === 0 || fame.withheld ? null : { ...ask, order: 'strength' };
  },
  isWide: false,
};
