/** The papers of a hub whose references are most like those of one of them, as a sheet. */

import { baseWords, counted, countWords } from '../../hub/share.js';
import { placeOf } from '../../library/derived/columns.js';
import { type CoupledPapers, coupledWith } from '../../library/graph/coupling.js';
import { citersIn, neighbourhoodIn } from '../../library/graph/neighbourhood.js';
import type { Row } from '../../library/model.js';
import { rows } from '../../library/read/rows.js';
import { partOf } from '../../library/steps.js';
import { coupledTo } from '../../query/terms.js';
import { MOST_LINES, REFERENCES_COME, ranking, told, withRows, workText } from './ranking.js';
import { papers, type SheetKind } from './sheet.js';

interface CoupledData {
  paper: Row;
  /** Null where the paper does not cite the hub. */
  found: Pick<CoupledPapers, 'base' | 'references'> | null;
  total: number;
  papers: { row: Row; shared: number; similarity: number }[];
}

const RULE =
  'Ordered by similarity: references shared, over the geometric mean of both numbers of references known (Salton’s cosine, as Glänzel & Czerwon 1996 use it for coupling); the hub, which all of them cite, is not counted.';

export const coupledSheet: SheetKind<'coupled', CoupledData> = {
  name: 'Papers with the same references',
  *read(library, { work: hub, paper }) {
    const row = rows(library, null, [paper])[0]!;
    const around = yield* partOf(neighbourhoodIn(library, hub), 0, 0.4);
    const place = placeOf(around.columns, paper);
    if (place < 0) return { paper: row, found: null, total: 0, papers: [] };
    yield* partOf(citersIn(around), 0.4, 0.8);
    const { base, references, papers: all } = coupledWith(around, place);
    yield 0.9;
    const shown = all
      .slice(0, MOST_LINES)
      .map(({ place, ...figures }) => ({ ...figures, work: around.columns.ids[place]! }));
    return {
      paper: row,
      found: { base, references },
      total: all.length,
      papers: withRows(library, hub, shown),
    };
  },
  draw({ paper, found, total, papers: all }, { work: hub }, cells, look) {
    const title = { title: '', items: [{ lines: [workText(paper, look, cells)], work: paper.work }] };
    if (found === null)
      return { sections: [title, told(cells, 'It is not among the papers that cite this hub.')], about: RULE };
    const base = baseWords('References known', found.base);
    if (found.references === 0)
      return {
        sections: [title, told(cells, `None of its references but the hub is known here. ${REFERENCES_COME}`)],
        about: `${RULE} ${base}.`,
      };
    const head = told(
      cells,
      `${countWords(total)} of the citing papers ${total === 1 ? 'shares' : 'share'} some of its ${counted(found.references, 'known reference')}; ${base[0]!.toLowerCase()}${base.slice(1)}.`,
    );
    const whole = {
      ...head,
      items: head.items.map((item) => ({
        ...item,
        door: papers(hub, coupledTo(paper.id), total),
      })),
    };
    const list = ranking(
      '',
      ['shared', 'similarity', 'paper'],
      all.map(({ row, shared, similarity }) => ({
        cells: [countWords(shared), similarity.toFixed(2)],
        text: (room) => workText(row, look, room),
        door: {
          opens: 'sheet',
          ask: { sheet: 'references', work: paper.work, shared: { with: row.work, hub } },
        },
        work: row.work,
      })),
      cells,
    );
    const rest =
      total <= all.length
        ? ''
        : `The first ${countWords(all.length)} of ${countWords(total)} are here; Enter on their number lists all.`;
    return {
      sections: [title, whole, list, told(cells, rest)],
      about: `${RULE} ${base}. Enter opens the references they share.`,
    };
  },
  reordered: null,
  isWide: false,
};
