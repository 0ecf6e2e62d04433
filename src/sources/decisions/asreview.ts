/** ASReview writes a label of 1 or 0 into a column of tables, and words such as `ASReview_relevant` into the notes of RIS. */
import { cleanLine, cleanText } from '../../hub/text.js';
import type { Entry, Said, Vote } from './decided.js';

/** Names of the column in exports of its versions and in the labelled data sets that it reads, the surest first. */
export const LABEL_COLUMNS = [
  'asreview_label',
  'included',
  'label_included',
  'final_included',
  'included_final',
  'included_label',
  'included_flag',
];

const MARK = /\bASReview_(relevant|irrelevant|not_seen)\b/gu;
/** Other words of its own in notes, which say nothing to a reader. */
const MARKS = /\bASReview_\w+\b/gu;

/** What the columns of a table say; undefined where it has none of them. @param columns the table's */
export function labelSaid({ cell }: Entry, columns: readonly string[]): Said | undefined {
  const column = LABEL_COLUMNS.find((name) => columns.includes(name));
  if (column === undefined) return undefined;
  const status = STATUS[cell(column).trim().toLowerCase().replace(/\.0$/u, '')];
  const who = cleanLine(cell('asreview_user_name') || cell('asreview_user_email'));
  const at = timeOf(cell('asreview_time'));
  const note = cleanText(cell('asreview_note') || cell('exported_notes'));
  const vote: Vote[] =
    status === undefined ? [] : [{ ...(who !== '' && { who }), status, ...(at !== undefined && { at }) }];
  return { votes: vote, tags: [], notes: note === '' ? [] : [note] };
}

const STATUS: Readonly<Record<string, Vote['status']>> = {
  1: 'included',
  true: 'included',
  yes: 'included',
  0: 'excluded',
  false: 'excluded',
  no: 'excluded',
};

/** What the notes of a record say; undefined where ASReview wrote none. */
export function markSaid({ notes }: Pick<Entry, 'notes'>): Said | undefined {
  const marks = notes.flatMap((note) => [...note.matchAll(MARK)].map(([, mark]) => mark));
  if (marks.length === 0) return undefined;
  const [mark] = marks;
  const isOne = marks.every((other) => other === mark);
  const rest = notes.map((note) => cleanText(note.replace(MARKS, ' '))).filter((note) => note !== '');
  return {
    votes: !isOne || mark === 'not_seen' ? [] : [{ status: mark === 'relevant' ? ('included' as const) : 'excluded' }],
    tags: [],
    notes: rest,
  };
}

/** `2024-05-01 10:00:00`, with a zone or a fraction or without, and seconds since 1970; undefined for what is no time. */
function timeOf(text: string): string | undefined {
  const seconds = /^\d{9,10}(?:\.\d+)?$/u.test(text.trim()) ? Number(text) : undefined;
  const written = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:?\d\d)?$/u.exec(text.trim());
  const ms =
    seconds !== undefined
      ? seconds * 1000
      : written === null
        ? Number.NaN
        : Date.parse(`${written[1]}T${written[2]!.replace(/(\.\d{3})\d+/u, '$1')}${written[3] ?? 'Z'}`);
  return Number.isFinite(ms) ? new Date(ms).toISOString() : undefined;
}
