/** What the marks of a screen mean, for its help: each means one thing wherever it stands. */
import { type KnownLabel, labelWords, NONE, POLARITIES, ROLES, VERDICTS } from '../../hub/vocabulary.js';
import type { News } from '../../library/model.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { type Context, keyFor } from '../keymap.js';
import { DECISION_WORDS, DECISIONS, decisionMark, EXTRAS, extraMarks } from './decided.js';
import { alertMark, newsMark } from './list.js';

export interface LegendLine {
  mark: string;
  /** Where it stands: the name of its group. */
  title: string;
  /** In a word or two. */
  word: string;
  /** Where it stands and what it says. */
  help: string;
}

type Told = Omit<LegendLine, 'title'>;

const NEWS: readonly [news: News, word: string, help: string][] = [
  ['new', 'new', 'new in the latest update'],
  ['changed', 'changed', 'changed in the latest update: a role, a verdict, a finding, a retraction'],
  ['gone', 'gone', 'no longer listed in the latest update'],
];

/** The marks of rows, in the order of the columns. */
const ofRows = (glyphs: Glyphs): Told[] => [
  { mark: glyphs.selected, word: 'selected', help: 'selected' },
  { mark: glyphs.ranged, word: 'in the range', help: `in the range that ${keyFor('range', 'list')} selects` },
  ...DECISIONS.map((status) => {
    const help = DECISION_WORDS[status];
    return { mark: decisionMark(status, glyphs).text, word: help.split(':')[0]!, help };
  }),
  ...EXTRAS.map(({ said, word, help }) => ({ mark: extraMarks(said, 1).text, word, help })),
  { mark: '=', word: 'yours', help: 'in your own bibliographies' },
  ...NEWS.map(([news, word, help]) => ({ mark: newsMark(news).text, word, help })),
  { mark: alertMark({ retracted: true }, glyphs).text, word: 'retracted', help: 'retracted' },
  {
    mark: alertMark({ integrity: 'critical' }, glyphs).text,
    word: 'critical finding',
    help: 'a critical finding about its references or text',
  },
  { mark: glyphs.influential, word: 'influential', help: 'influential citation' },
  {
    mark: glyphs.opens,
    word: 'cited here',
    help: `papers of this library cite it; ${keyFor('openUnder', 'list')} opens them`,
  },
];

const ofFilters = (glyphs: Glyphs): Told[] => [
  { mark: glyphs.asked, word: 'asked for', help: 'asked for' },
  { mark: glyphs.without, word: 'left out', help: 'left out' },
  { mark: glyphs.within, word: 'in the range', help: 'in a range that the query asks for, as year:2020.. does' },
  { mark: COMPUTED, word: 'more computed', help: 'so many more by a computation, pith-tui learn' },
];

/** A number behind another one. */
const COMPUTED = '+12';

/** Letters of labels. */
const ofLabels = (axis: string, labels: readonly KnownLabel[], small = false): LegendLine[] =>
  labels
    .filter(({ label }) => label !== NONE)
    .map(({ label, letter }) => ({
      mark: small ? letter : letter.toUpperCase(),
      title: `${axis.charAt(0).toUpperCase()}${axis.slice(1)}`,
      word: labelWords(label),
      help: `in a row: ${axis} ${labelWords(label)}`,
    }));

/** The marks of the list and of its filters. */
const ofList = (glyphs: Glyphs): LegendLine[] => [
  ...ofRows(glyphs).map((told) => ({ ...told, title: 'Marks', help: `in a row: ${told.help}` })),
  ...ofFilters(glyphs).map((told) => ({ ...told, title: 'Filters', help: `among the filters: ${told.help}` })),
  ...ofLabels('role', ROLES),
  ...ofLabels('polarity', POLARITIES, true),
  ...ofLabels('verdict', VERDICTS),
];

/** The marks that stand on the screens of a context. */
export function legend(context: Context, glyphs: Glyphs): LegendLine[] {
  switch (context) {
    case 'list':
    case 'facets':
    case 'details':
      return ofList(glyphs);
    case 'sheet':
      return [
        { mark: glyphs.opens, title: 'Marks', word: 'leads on', help: 'before a line: it opens another screen' },
        { mark: glyphs.dash, title: 'Marks', word: 'not known', help: 'in a table: not known' },
      ];
    case 'hubs':
      return [
        {
          mark: COMPUTED,
          title: 'Marks',
          word: 'more computed',
          help: 'behind the classified papers: so many more by a computation, pith-tui learn',
        },
      ];
    default:
      return [];
  }
}
