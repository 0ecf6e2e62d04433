/** Two hubs side by side, as a sheet: who cites only the one, who both. */

import { countWords, coverageWords } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import { type ComparedPart, compared } from '../../library/graph/compare.js';
import { listedHubs } from '../../library/graph/neighbourhood.js';
import type { Row, WorkNumber } from '../../library/model.js';
import { rows } from '../../library/read/rows.js';
import type { Term } from '../../query/query.js';
import { citing, labelled } from '../../query/terms.js';
import { all, not } from '../../query/tree.js';
import { bar } from '../../text/bar.js';
import { fit } from '../../text/fit.js';
import { type Line, wrapLine } from '../../text/spans.js';
import { type Glyphs, labelStyle } from '../../text/theme.js';
import { displayText } from '../../text/width.js';
import { workText } from './ranking.js';
import { atOnce, type Item, papers, type Section, type SheetKind } from './sheet.js';

interface CompareData {
  hubs: [Row, Row];
  parts: ComparedPart[];
  /** Those of the hubs whose citing papers nobody listed: who cites them is known by chance. */
  unlisted: WorkNumber[];
}

export const compareSheet: SheetKind<'compare', CompareData> = {
  name: 'Compared',
  read: (library, { work, other }) =>
    atOnce(() => ({
      hubs: rows(library, null, [work, other]) as [Row, Row],
      parts: compared(library, [work, other]),
      unlisted: [work, other].filter((hub) => !listedHubs(library).includes(hub)),
    })),
  draw({ hubs, parts, unlisted }, _ask, cells, glyphs) {
    const letter = (row: Row): string => (row.work === hubs[0].work ? 'A' : 'B');
    const names: Section = {
      title: '',
      items: hubs.map((row) => ({
        lines: [[{ text: `${letter(row)}  `, style: 'accent' as const }, ...workText(row, glyphs)]],
        door: papers(row.work, null, row.citing),
        work: row.work,
      })),
    };
    const most = Math.max(...parts.map(({ works }) => works.length));
    return {
      sections: [names, ...parts.map((part) => partSection(part, hubs, unlisted, most, cells, glyphs))],
      about:
        'The papers of this library that cite A or B, by which of them they cite. Roles are those in which they cite the one that is named; a paper can have several. Enter opens the papers.',
    };
  },
  reordered: null,
  isWide: true,
};

function partSection(
  part: ComparedPart,
  hubs: CompareData['hubs'],
  unlisted: readonly WorkNumber[],
  most: number,
  cells: number,
  glyphs: Glyphs,
): Section {
  const isBoth = part.hubs.length === 2;
  const cited = hubs.filter(({ work }) => part.hubs.includes(work));
  const title = isBoth ? 'Both' : `Only ${cited[0]!.work === hubs[0].work ? 'A' : 'B'}`;
  const among = (own: Row): Term => {
    const other = hubs.find((row) => row !== own)!;
    return isBoth ? citing(other.id) : not(citing(other.id));
  };
  const unknown =
    part.works.length > 0
      ? undefined
      : cited.find(({ work, citing }) => citing === 0 || (!isBoth && unlisted.includes(work)));
  if (unknown !== undefined) {
    const words = 'not known here: nobody listed who cites it; F asks the services';
    return { title, items: [{ lines: wrapLine([{ text: words, style: 'muted' }], cells), work: unknown.work }] };
  }
  const whole: Item = {
    lines: [
      [
        { text: fit(countWords(part.works.length), 7, 'right'), style: 'accent' },
        { text: ' papers  ' },
        { text: bar(part.works.length, most, Math.max(8, Math.min(40, cells - 20)), glyphs), style: 'accent' },
      ],
    ],
    door: papers(cited[0]!.work, among(cited[0]!), part.works.length),
  };
  const roles = cited.flatMap((own, at): Item[] => {
    const { counts, classified, of } = part.roles[at]!;
    if (of === 0) return [];
    const name = own.work === hubs[0].work ? 'A' : 'B';
    const words =
      classified === 0 ? `cite ${name}: no role known` : `cite ${name} as: ${coverageWords(classified, of)}`;
    return [
      { lines: wrapLine([{ text: words, style: 'muted' }], cells) },
      ...counts.map(({ label, count }): Item => {
        const line: Line = [
          { text: fit(countWords(count), 7, 'right') },
          { text: '  ' },
          { text: displayText(labelWords(label)), style: labelStyle('role', label) },
        ];
        return { lines: [line], door: papers(own.work, all([among(own), labelled('role', label)]), count) };
      }),
    ];
  });
  return { title, items: [whole, ...roles] };
}
