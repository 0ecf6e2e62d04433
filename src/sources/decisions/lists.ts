/**
 * Lists that are decided as a whole, such as those Covidence gives out: what is in the file was included, or excluded with the
 * reason in the notes. And decisions by tags, as people keep them in Zotero, or in a column of their own.
 */
import type { Status } from '../../hub/decisions/decision.js';
import { cleanLine, cleanText } from '../../hub/text.js';
import { distinct } from '../values.js';
import { type Entry, NOTE_CHARACTERS, type Said } from './decided.js';
import { statusOf, statusOfTag } from './status-words.js';

const REASON = /^\s*Exclusion reason\s*:\s*(.*?)\s*;?\s*$/imu;

/** All of a list has one decision; the notes have the reason and what else was noted. */
export function listSaid({ notes, cell }: Pick<Entry, 'notes' | 'cell'>, status: Status): Said {
  const text = notes.join('\n').slice(0, NOTE_CHARACTERS);
  const reason = cleanLine(REASON.exec(text)?.[1] ?? '');
  const rest = cleanText(text.replace(REASON, ''));
  return {
    votes: [{ status, ...(status === 'excluded' && reason !== '' && { reason }) }],
    tags: partsOf(cell('tags')),
    notes: rest === '' ? [] : [rest],
  };
}

/** Which decision the name of a file of Covidence tells: `review_1234_irrelevant_csv_20240320.csv`. */
export function statusOfFile(fileName: string): Status | undefined {
  const list = /^review_\d+_(included|excluded|irrelevant)_/iu.exec(fileName)?.[1]?.toLowerCase();
  return list === undefined ? undefined : list === 'included' ? 'included' : 'excluded';
}

/** What tags say: a decision is one among them, the others are tags. */
export function tagsSaid({ words }: Pick<Entry, 'words'>): Said {
  const votes = words.flatMap((word) => statusOfTag(word) ?? []);
  const tags = words.filter((word) => statusOfTag(word) === undefined).map((word) => cleanLine(word));
  // A paper that is tagged as both is neither.
  const isOne = votes.every(({ status }) => status === votes[0]?.status);
  return {
    votes: isOne ? votes.slice(0, 1) : [],
    tags: distinct(tags.map((tag) => tag || undefined)),
    notes: [],
  };
}

/** Columns that say a decision in words, as this program writes them and people do. */
export const STATUS_COLUMNS = ['status', 'decision', 'screening decision', 'screening_decision'];
const REASON_COLUMNS = ['reason', 'exclusion reason', 'exclusion_reason', 'reason for exclusion'];
const READER_COLUMNS = ['who', 'reviewer', 'reader', 'screener'];

/** What a table with a column of decisions says; undefined where it has none. @param columns the table's */
export function columnSaid({ cell, notes }: Entry, columns: readonly string[]): Said | undefined {
  const column = STATUS_COLUMNS.find((name) => columns.includes(name));
  if (column === undefined) return undefined;
  const first = (names: readonly string[]): string => cleanLine(names.map(cell).find((text) => text !== '') ?? '');
  const status = statusOf(cell(column));
  const who = first(READER_COLUMNS);
  const reason = first(REASON_COLUMNS);
  return {
    votes:
      status === undefined
        ? []
        : [{ ...(who !== '' && { who }), status, ...(status === 'excluded' && reason !== '' && { reason }) }],
    tags: partsOf(cell('tags')),
    notes: notes.map((note) => cleanText(note)).filter((note) => note !== ''),
  };
}

/** What stands in quotes, a quote in it doubled, up to a sign between two; or up to the next sign. */
const QUOTED = /\s*"((?:[^"]|"")*)"\s*(?:[;,]|$)/uy;

/** The tags of one cell, parted by semicolons, or by commas where there are none; one in quotes is whole. */
export function partsOf(cell: string): string[] {
  const text = cell.slice(0, NOTE_CHARACTERS);
  const parts: (string | undefined)[] = [];
  const sign = /;/u.test(text.replace(/"(?:[^"]|"")*"/gu, '')) ? ';' : ',';
  for (let at = 0; at < text.length; ) {
    QUOTED.lastIndex = at;
    const quoted = QUOTED.exec(text)?.[1];
    const end = text.indexOf(sign, at);
    const to = end < 0 ? text.length : end;
    parts.push(cleanLine(quoted === undefined ? text.slice(at, to) : quoted.replaceAll('""', '"')) || undefined);
    at = quoted === undefined ? to + 1 : QUOTED.lastIndex;
  }
  return distinct(parts);
}
