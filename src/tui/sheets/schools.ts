/** Schools of citing papers, as a sheet. */

import { baseWords, counted, countWords } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import { type NamedSchools, namedSchools } from '../../library/graph/schools/school-lines.js';
import { SCHOOLS_RULE } from '../../library/graph/schools/schools.js';
import { ofSchool } from '../../query/terms.js';
import { displayText } from '../../text/width.js';
import { ranking, told, withheld } from './ranking.js';
import { papers, type SheetKind } from './sheet.js';

export const schoolsSheet: SheetKind<'schools', NamedSchools> = {
  name: 'Schools',
  read: (library, { work }) => namedSchools(library, work),
  draw({ base, schools, inNone }, { work: hub }, cells, { glyphs: { dash } }) {
    const about = `${SCHOOLS_RULE} ${baseWords('References known', base)}.`;
    if (schools === null) return { sections: [withheld('Schools', base, cells)], about };
    const head = told(
      cells,
      `${counted(schools.length, 'school')}: papers that cite the same works; ${baseWords('references known', base)}.`,
    );
    const list = ranking(
      '',
      ['school', 'papers', 'years', 'roles', 'words of its titles'],
      schools.map(({ number, size, years, roles, words }) => ({
        cells: [
          String(number),
          countWords(size),
          years === null ? dash : years.first === years.last ? String(years.first) : `${years.first}–${years.last}`,
          roles.classified === 0
            ? dash
            : roles.counts
                .slice(0, 2)
                .map(({ label, count }) => `${labelWords(label)} ${countWords(count)}`)
                .join(', '),
        ],
        text: [{ text: displayText(words.join(' ')) }],
        door: papers(hub, ofSchool(number), size),
      })),
      cells,
    );
    const rest = {
      title: '',
      items:
        inNone === 0
          ? []
          : [
              {
                lines: [[{ text: `${counted(inNone, 'paper')} of no school`, style: 'muted' as const }]],
                door: papers(hub, ofSchool(null), inNone),
              },
            ],
    };
    return { sections: [head, list, rest], about };
  },
  reordered: null,
  isWide: false,
};
