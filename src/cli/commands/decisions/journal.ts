/** `pith-tui journal`: everything the reader decided and changed, line by line. */
import {
  type JournalLine,
  type Kind,
  reviewScreening,
  type SavedQuery,
  type Settled,
} from '../../../hub/decisions/decision.js';
import { printedLine } from '../../../hub/decisions/journal-line.js';
import { showId } from '../../../hub/ids/identifier.js';
import { journalLines } from '../../../library/decisions/lines.js';
import { displayText } from '../../../text/width.js';
import type { Invocation } from '../../arguments.js';
import { EXIT } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { print, say } from '../../output.js';
import { mustBeBegun } from './decided.js';

export async function journal(invocation: Invocation): Promise<number> {
  const library = await libraryFor(invocation);
  const review = invocation.values.get('review')?.[0];
  const lines = journalLines(library, review === undefined ? {} : { screening: [reviewScreening(review)] });
  const written = invocation.switches.has('jsonl') ? jsonLine : plainLines();
  let count = 0;
  await print(
    (function* () {
      for (const line of lines) {
        count += 1;
        yield `${written(line)}\n`;
      }
    })(),
  );
  if (count > 0) return EXIT.ok;
  if (review !== undefined) mustBeBegun(library, reviewScreening(review));
  say('pith-tui: Nothing has been decided or changed yet.');
  return EXIT.nothing;
}

function jsonLine(line: JournalLine): string {
  return JSON.stringify(printedLine(line));
}

/** Lines in the order of the journal: what takes back a taking back does something again. */
function plainLines(): (line: JournalLine) => string {
  const takingBack = new Set<string>();
  return (line) => {
    const isRedo = line.undoes !== undefined && takingBack.has(line.undoes);
    if (line.undoes !== undefined && !isRedo) takingBack.add(line.step);
    return plainLine(line, isRedo);
  };
}

/** When, who, what, of which paper. @param isRedo it takes back a taking back */
export function plainLine(line: JournalLine, isRedo: boolean): string {
  const { at, who, kind, screening, work, item, from, to, undoes } = line;
  const about = [
    ...(work === '' ? [] : [showId(work)]),
    ...(screening === ''
      ? []
      : [`in ${screening.startsWith('hub:') ? showId(screening.slice(4)) : screening.slice(7)}`]),
  ];
  const what = `${WHAT[kind]}${item === '' ? '' : ` ${item}`}`;
  const change = `${what}: ${valueWords(kind, from)} → ${valueWords(kind, to)}${undoes === undefined ? '' : isRedo ? ' (done again)' : ' (taken back)'}`;
  return displayText([at.replace('T', ' ').slice(0, 19), who, change, ...about].join('  '));
}

/** What a line of each kind is about, in words. */
const WHAT: Readonly<Record<Kind, string>> = {
  decide: 'status',
  star: 'star',
  tag: 'tag',
  note: 'note',
  reading: 'reading list',
  override: 'correction of',
  claim: 'link to the claim',
  sample: 'drawn for the audit',
  answer: 'answer in the audit',
  reason: 'reason at the key',
  query: 'saved query',
};

function valueWords(kind: Kind, value: JournalLine['to']): string {
  if (value === null) return '-';
  if (value === true) return 'yes';
  if (value === false) return 'none';
  if (typeof value === 'number') return kind === 'sample' ? `one of ${value}` : String(value);
  // A note has lines of its own, and anything may stand in it: in quotes it is whole and on one line.
  if (typeof value === 'string') return kind === 'note' ? JSON.stringify(value) : value;
  if (Array.isArray(value)) return value.join(',');
  if ('line' in value) return queryWords(value);
  if ('stance' in value) return value.stance;
  if (!('status' in value)) return '';
  if (value.status === 'conflict')
    return `conflict (${value.sides.map((side) => `${side.who}: ${settledWords(side)}`).join(', ')})`;
  return settledWords(value);
}

const settledWords = ({ status, reason }: Settled): string => (reason === undefined ? status : `${status} (${reason})`);

function queryWords({ line, key, hub }: SavedQuery): string {
  const only = hub === undefined ? '' : ` over ${showId(hub)}`;
  return `${line === '' ? 'everything' : line}${only}${key === undefined ? '' : ` on ${key}`}`;
}
