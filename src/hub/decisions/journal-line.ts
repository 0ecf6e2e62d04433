/** Lines of the journal as records: what is read from a file is checked and cleaned before a library takes it. */

import { parseId } from '../ids/identifier.js';
import {
  type Cell,
  CORRECTED,
  cellOf,
  cleanWords,
  type HubScreening,
  type JournalLine,
  KINDS,
  type Kind,
  LONGEST_WORDS,
  type Screening,
  takenValue,
} from './decision.js';

/** Names of steps: nothing that could be taken for a part of something else. */
const STEP = /^[\w-]{1,64}$/u;
const LINE_ID = /^([\w-]{1,64})\.([1-9]\d{0,8})$/u;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/u;

/** An audit's size and seed, and whose an answer is. */
const SAMPLE = /^(\d{1,15}) (\d{1,15})(?: (.+))?$/u;

/** A line's id, from its step and its number there. */
export function lineId(step: string, line: number): string {
  return `${step}.${line}`;
}

/** The step and the number that make a line's id. */
export function splitLineId(id: string): { step: string; line: number } {
  const at = id.lastIndexOf('.');
  return { step: id.slice(0, at), line: Number(id.slice(at + 1)) };
}

/** A line of the journal in the order in which its fields are printed. */
export function printedLine({
  id,
  step,
  undoes,
  at,
  who,
  kind,
  screening,
  work,
  item,
  from,
  to,
  over,
  again,
}: JournalLine): object {
  return {
    id,
    step,
    ...(undoes !== undefined && { undoes }),
    at,
    who,
    kind,
    ...(screening !== '' && { screening }),
    ...(work !== '' && { work }),
    ...(item !== '' && { item }),
    from,
    to,
    ...(over !== undefined && over.length > 0 && { over }),
    ...(again !== undefined && { again }),
  };
}

/** A line of the journal out of what a file says, or which of its fields is wrong. */
export function journalLineOf(value: unknown): JournalLine | { wrong: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { wrong: 'the line' };
  const given = value as Record<string, unknown>;
  const text = (field: string): string => (typeof given[field] === 'string' ? (given[field] as string) : '');
  const kind = KINDS.find((known) => known === given['kind']);
  if (kind === undefined) return { wrong: 'kind' };
  const id = text('id');
  const step = text('step');
  if (!STEP.test(step)) return { wrong: 'step' };
  if (!LINE_ID.test(id) || splitLineId(id).step !== step) return { wrong: 'id' };
  const at = text('at');
  if (!TIME.test(at) || Number.isNaN(Date.parse(at))) return { wrong: 'at' };
  const who = cleanWords(text('who'));
  if (who === '') return { wrong: 'who' };
  const undoes = given['undoes'];
  if (undoes !== undefined && undoes !== null && !(typeof undoes === 'string' && STEP.test(undoes)))
    return { wrong: 'undoes' };
  const cell = cellIn(kind, text);
  if ('wrong' in cell) return cell;
  const [from, to] = [takenValue<Kind>(kind, given['from'] ?? null), takenValue<Kind>(kind, given['to'] ?? null)];
  if (from === undefined) return { wrong: 'from' };
  if (to === undefined) return { wrong: 'to' };
  const over = given['over'] ?? [];
  if (!Array.isArray(over) || !over.every((name) => typeof name === 'string' && LINE_ID.test(name)))
    return { wrong: 'over' };
  const again = given['again'];
  if (again !== undefined && !(typeof again === 'string' && LINE_ID.test(again))) return { wrong: 'again' };
  return {
    ...cell,
    id,
    step,
    at: new Date(at).toISOString(),
    who,
    ...(typeof undoes === 'string' && { undoes }),
    from,
    to,
    ...(over.length > 0 && { over: over as string[] }),
    ...(again !== undefined && { again }),
  };
}

/** What a line is about: made again from its parts, so that it has those that its kind needs and no others. */
function cellIn(kind: Kind, text: (field: string) => string): Cell | { wrong: string } {
  const work = parseId(text('work')) ?? '';
  const item = text('item').slice(0, 4 * LONGEST_WORDS);
  const screening = screeningOf(text('screening'));
  switch (kind) {
    case 'claim':
    case 'sample':
    case 'answer': {
      if (screening === null || !isOfHub(screening)) return { wrong: 'screening' };
      if (work === '') return { wrong: 'work' };
      if (kind === 'claim') {
        const claim = cleanWords(item);
        return claim === '' ? { wrong: 'item' } : cellOf({ kind, screening, work, claim, to: null });
      }
      const [, size, seed, name] = SAMPLE.exec(item) ?? [];
      if (size === undefined || (name === undefined) !== (kind === 'sample')) return { wrong: 'item' };
      const sample = { screening, work, size: Number(size), seed: Number(seed) };
      if (kind === 'sample') return cellOf({ kind, ...sample, to: null });
      const reader = cleanWords(name!);
      return reader === '' ? { wrong: 'item' } : cellOf({ kind, ...sample, reader, to: null });
    }
    case 'decide':
      if (screening === null) return { wrong: 'screening' };
      return work === '' ? { wrong: 'work' } : cellOf({ kind, screening, work, to: null });
    case 'star':
    case 'note':
    case 'reading':
      return work === '' ? { wrong: 'work' } : cellOf({ kind, work, to: null });
    case 'tag': {
      const tag = cleanWords(item);
      if (tag === '') return { wrong: 'item' };
      return work === '' ? { wrong: 'work' } : cellOf({ kind, work, tag, to: null });
    }
    case 'override': {
      const [axis, cited, ...more] = item.split(' ');
      const known = CORRECTED.find((one) => one === axis);
      const other = cited === undefined ? undefined : (parseId(cited) ?? undefined);
      if (known === undefined || more.length > 0 || (cited !== undefined && other === undefined))
        return { wrong: 'item' };
      return work === ''
        ? { wrong: 'work' }
        : cellOf({ kind, work, axis: known, ...(other !== undefined && { cited: other }), to: null });
    }
    case 'reason':
      return cleanWords(item) === '' ? { wrong: 'item' } : cellOf({ kind, key: cleanWords(item), to: null });
    case 'query':
      return cleanWords(item) === '' ? { wrong: 'item' } : cellOf({ kind, name: cleanWords(item), to: null });
  }
}

const isOfHub = (screening: Screening): screening is HubScreening => screening.startsWith('hub:');

/** A screening as a line names it, or null. */
function screeningOf(text: string): Screening | null {
  if (text === 'hub:*') return text;
  if (text.startsWith('hub:')) {
    const id = parseId(text.slice('hub:'.length));
    return id === null ? null : `hub:${id}`;
  }
  if (!text.startsWith('review:')) return null;
  const name = cleanWords(text.slice('review:'.length));
  return name === '' ? null : `review:${name}`;
}
