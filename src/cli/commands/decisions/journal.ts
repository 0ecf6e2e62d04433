/** `pith-tui journal`: everything the reader decided and changed, line by line. */
import { type JournalLine, type Kind, reviewScreening } from '../../../hub/decisions/decision.js';
import { printedLine } from '../../../hub/decisions/journal-line.js';
import { showId } from '../../../hub/ids/identifier.js';
import { journalLines } from '../../../library/decisions/lines.js';
import { displayText } from '../../../text/width.js';
import type { Invocation } from '../../arguments.js';
import { EXIT } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { print, say } from '../../output.js';
import { cut } from '../../plain.js';

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
  const change = `${what}: ${valueWords(from)} → ${valueWords(to)}${undoes === undefined ? '' : isRedo ? ' (done again)' : ' (taken back)'}`;
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
  reason: 'reason at the key',
  query: 'saved query',
};

function valueWords(value: JournalLine['to']): string {
  if (value === null) return '-';
  if (value === true) return 'yes';
  if (value === false) return 'none';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return cut(value, 60);
  if (Array.isArray(value)) return value.join(',');
  if ('line' in value) return value.line === '' ? 'everything' : value.line;
  if (!('status' in value)) return '';
  if (value.status === 'conflict')
    return `conflict (${value.sides.map(({ who, status }) => `${who}: ${status}`).join(', ')})`;
  return value.reason === undefined ? value.status : `${value.status} (${value.reason})`;
}
