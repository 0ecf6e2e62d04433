/** What a work cites, as far as it is known here, as a sheet. */
import { showId } from '../../hub/ids/identifier.js';
import { counted } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import { citedRows, citedWorks } from '../../library/graph/cited.js';
import type { Row } from '../../library/model.js';
import { rows } from '../../library/read/rows.js';
import { citedTold } from '../panes/title.js';
import { typed } from '../term/shell.js';
import { MOST_LINES, REFERENCES_COME, ranking, restWords, told, workText } from './ranking.js';
import { atOnce, papers, type SheetKind } from './sheet.js';

interface ReferencesData {
  work: Row;
  /** Whose references are the same; null: all are asked for. */
  other: Row | null;
  total: number;
  works: Row[];
}

export const referencesSheet: SheetKind<'references', ReferencesData> = {
  name: 'References',
  read: (library, { work, shared }) =>
    atOnce(() => {
      const theirs = shared === undefined ? null : new Set(citedWorks(library, shared.with));
      const all = citedWorks(library, work).filter(
        (cited) => theirs === null || (theirs.has(cited) && cited !== shared?.hub),
      );
      return {
        work: rows(library, null, [work])[0]!,
        other: shared === undefined ? null : rows(library, null, [shared.with])[0]!,
        total: all.length,
        works: citedRows(library, work, all.slice(0, MOST_LINES)),
      };
    }),
  draw({ work, other, total, works }, _ask, cells, look) {
    const title = {
      title: '',
      items: [work, ...(other === null ? [] : [other])].map((row) => ({
        lines: [workText(row, look, cells)],
        work: row.work,
      })),
    };
    const head = told(
      cells,
      total === 0 ? `None of its references is known here. ${REFERENCES_COME}` : foundWords(total, other !== null),
      restWords(works.length, total, typed(`cited-by ${showId(work.id)}`)),
    );
    const list = ranking(
      '',
      ['citing', 'role', 'work'],
      works.map((row) => ({
        cells: [citedTold(row.citing, look.hidden), row.roles.map(labelWords).join(', ')],
        text: (room) => workText(row, look, room),
        door: papers(row.work, null, row.citing),
        work: row.work,
      })),
      cells,
    );
    return {
      sections: [title, head, list],
      about:
        'What it cites, as far as sources told: the works with most citing papers in this library first. citing: how many papers in this library cite the work; Enter opens them. role: what it is cited for here, where somebody said so.',
    };
  },
  reordered: null,
  isWide: false,
};

function foundWords(total: number, isShared: boolean): string {
  const order = total === 1 ? '' : ', those most cited in this library first';
  return `${counted(total, 'reference')}${isShared ? ' that both cite' : ''} ${total === 1 ? 'is' : 'are'} known here${order}.`;
}
