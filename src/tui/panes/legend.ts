/** What the marks of a list row mean, for the help. */
import { type KnownLabel, labelWords, NONE, POLARITIES, ROLES, VERDICTS } from '../../hub/vocabulary.js';
import type { News } from '../../library/model.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { keyFor } from '../keymap.js';
import { DECISION_WORDS, DECISIONS, decisionMark, EXTRAS, extraMarks } from './decided.js';
import { alertMark, newsMark, verdictMark } from './list.js';

export interface LegendLine {
  mark: string;
  /** Where it stands and what it says. */
  help: string;
}

const NEWS: readonly [news: News, words: string][] = [
  ['new', 'new in the latest update'],
  ['changed', 'changed in the latest update: a role, a verdict, a finding, a retraction'],
  ['gone', 'no longer listed in the latest update'],
];

/** In the order of the columns. */
export function legend(glyphs: Glyphs): LegendLine[] {
  const known = (labels: readonly KnownLabel[]): KnownLabel[] => labels.filter(({ label }) => label !== NONE);
  const inRows: LegendLine[] = [
    { mark: glyphs.selected, help: 'selected' },
    ...DECISIONS.map((status) => ({ mark: decisionMark(status, glyphs).text, help: DECISION_WORDS[status] })),
    ...EXTRAS.map(({ said, help }) => ({ mark: extraMarks(said, 1).text, help })),
    { mark: '=', help: 'in your own bibliographies' },
    ...NEWS.map(([news, words]) => ({ mark: newsMark(news).text, help: words })),
    { mark: alertMark({ retracted: true }).text, help: 'retracted' },
    { mark: alertMark({ integrity: 'critical' }).text, help: 'a critical finding about its references or text' },
    ...known(ROLES).map(({ label, letter }) => ({ mark: letter.toUpperCase(), help: `role ${labelWords(label)}` })),
    ...known(POLARITIES).map(({ label, letter }) => ({ mark: letter, help: `polarity ${labelWords(label)}` })),
    ...known(VERDICTS).map(({ label }) => ({
      mark: verdictMark(label, glyphs),
      help: `verdict ${labelWords(label)}`,
    })),
    { mark: glyphs.influential, help: 'influential citation' },
    {
      mark: glyphs.opens,
      help: `papers of this library cite it; ${keyFor('openUnder', 'list')} opens them`,
    },
  ];
  return [
    ...inRows.map(({ mark, help }) => ({ mark, help: `in a row: ${help}` })),
    { mark: glyphs.selected, help: 'among the filters: chosen' },
    { mark: glyphs.fail, help: 'among the filters: excluded' },
    { mark: glyphs.unselected, help: 'among the filters: within a range that the query asks for, as year:2020.. does' },
  ];
}
