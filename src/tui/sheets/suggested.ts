/** Works to go on to, as a sheet. */

import { baseWords, counted } from '../../hub/share.js';
import { type Base, neighbourhoodIn } from '../../library/graph/neighbourhood.js';
import { SUGGESTED_RULE, suggestedHubs } from '../../library/graph/suggested.js';
import type { Row } from '../../library/model.js';
import { hubHead } from '../../library/read/hubs.js';
import { citing } from '../../query/terms.js';
import { citedTold } from '../panes/title.js';
import { MOST_LINES, ranking, restWords, sectionCommand, told, withheld, withRows, workText } from './ranking.js';
import { papers, type SheetKind } from './sheet.js';

interface SuggestedData {
  id: string;
  base: Base;
  total: number;
  works: { row: Row; shared: number }[];
}

export const suggestedSheet: SheetKind<'suggested', SuggestedData> = {
  name: 'Hubs to go on to',
  *read(library, { work }) {
    const around = yield* neighbourhoodIn(library, work);
    const { base, total, works } = suggestedHubs(library, around, null, MOST_LINES);
    return { id: hubHead(library, work).id, base, total, works: withRows(library, null, works) };
  },
  draw({ id, base, total, works }, { work: hub }, cells, look) {
    const about = `${SUGGESTED_RULE} ${baseWords('References known', base)}.`;
    if (base.known === 0) return { sections: [withheld('Hubs to go on to', base, cells)], about };
    return {
      sections: [
        told(
          cells,
          total === 0
            ? 'None: what the citing papers cite most are hubs of this library already.'
            : `${counted(total, 'work')} that the citing papers cite most and that ${total === 1 ? 'is not a hub' : 'are not hubs'} of this library yet; F asks the services who cites the one under the cursor.`,
        ),
        ranking(
          '',
          ['papers', 'work'],
          works.map(({ row, shared }) => ({
            cells: [citedTold(shared, look.hidden)],
            text: (room) => workText(row, look, room),
            door: papers(hub, citing(row.id), shared),
            work: row.work,
          })),
          cells,
        ),
        told(cells, restWords(works.length, total, sectionCommand('suggested', id))),
      ],
      about,
    };
  },
  reordered: null,
  isWide: false,
};
