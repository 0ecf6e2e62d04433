/**
 * What a reader decides, marks and corrects. Every kind of lasting change has its entry in `Values` (what it leaves behind) and in
 * `Subjects` (of what); a change says what is to be there from now on, `null` for nothing.
 */
import { parseId } from '../ids/identifier.js';
import type { Id } from '../record.js';
import { STANCES, type Stance } from '../stance.js';
import { cleanLine } from '../text.js';

/** What a reader may say of a paper that is screened; without any it is unscreened. */
export const STATUSES = ['included', 'excluded', 'maybe', 'later'] as const;
export type Status = (typeof STATUSES)[number];

/** A decision that holds. Only what is excluded has a reason. */
export interface Settled {
  status: Status;
  reason?: string;
}

/** What is asked for of a paper. Excluded without a word of a reason, it keeps the one it has; null takes that away. */
export type Asked = Settled | { status: 'excluded'; reason: null };

/** What several readers decided who did not know of each other's decisions, where these differ. */
export interface Conflict {
  status: 'conflict';
  sides: readonly (Settled & { who: string })[];
}

export type Decision = Settled | Conflict;

/** Words of the reader's own as they are compared: capitals, hyphens and blanks make no difference, so that queries need no quotes. */
export function wordsKey(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/gu, '-');
}

/** What a reader may correct: of a citation its role and polarity, of a work verdict and novelty. */
export const CORRECTED = ['role', 'polarity', 'verdict', 'novelty'] as const;
export type Corrected = (typeof CORRECTED)[number];

/** Labels of a citation, the verdict's label, the novelty's number. */
export type Correction = readonly string[] | string | number;

export interface SavedQuery {
  /** The only paper it is asked over; absent where it is asked over any. */
  hub?: Id;
  line: string;
  /** The number key it is on, from 1 to 9. */
  key?: number;
}

/** What a citing paper does to a claim, as a reader sees it. */
interface ClaimLink {
  stance: Stance;
  /** The claim's own id, where it has one: it is found by it when its words are changed. */
  claimId?: string;
}

/** Which sample of a hub's labelled citations an audit asks about. */
export interface SampleName {
  size: number;
  seed: number;
}

/** What a change of each kind leaves behind. */
export interface Values {
  decide: Decision;
  star: true;
  tag: true;
  note: string;
  /** The place in the reading list; less is read sooner. Between two places there is always another. */
  reading: number;
  override: Correction;
  claim: ClaimLink;
  /** Of a paper that was drawn, in the order of the lines: how many there were to draw from. */
  sample: number;
  /** The role that a reader gives it without seeing those others gave. */
  answer: string;
  /** The words of a reason for excluding; false for one that is there by itself and is not wanted. */
  reason: string | false;
  query: SavedQuery;
}
export type Kind = keyof Values;

/** Within which papers are screened: `hub:ID`, as every hub has one by itself (`hub:*` is that of the whole library), or `review:NAME`. */
export type Screening = `hub:${Id}` | `review:${string}`;

/** A hub, as the screening that it has by itself. */
export type HubScreening = Extract<Screening, `hub:${string}`>;

/** Of what a change speaks. @typeParam W how a work is named: by an id that lasts, or by a library's number */
interface Subjects<W> {
  decide: { screening: Screening; work: W };
  star: { work: W };
  tag: { work: W; tag: string };
  note: { work: W };
  reading: { work: W };
  /** `cited`: the citation's other end, where it is of a citation. */
  override: { work: W; axis: Corrected; cited?: Id };
  /** The claim by its words, and the hub that makes it; an audit's sample, and the reader whose own the answer is. */
  claim: { screening: HubScreening; work: W; claim: string };
  sample: { screening: HubScreening; work: W } & SampleName;
  answer: { screening: HubScreening; work: W; reader: string } & SampleName;
  /** The key that gives the reason. */
  reason: { key: string };
  query: { name: string };
}

/** One thing a reader changed. */
export type Change<W = Id> = { [K in Kind]: { kind: K; to: Values[K] | null } & Subjects<W>[K] }[Kind];

/** Where in the reader's state a change is kept: each of these has one value. Empty text where a part does not matter. */
export interface Cell<W = Id> {
  kind: Kind;
  screening: Screening | '';
  work: W | '';
  /**
   * The tag, the words of a claim, the key of a reason, the name of a query; of a correction the axis and, behind a blank, the cited
   * paper; of an audit size, seed and, of an answer, the reader, with blanks between.
   */
  item: string;
}

/** The cell that a change sets. */
export function cellOf<W>(change: Change<W>): Cell<W> {
  const { kind } = change;
  switch (change.kind) {
    case 'decide':
      return { kind, screening: change.screening, work: change.work, item: '' };
    case 'star':
    case 'note':
    case 'reading':
      return { kind, screening: '', work: change.work, item: '' };
    case 'tag':
      return { kind, screening: '', work: change.work, item: change.tag };
    case 'override':
      return { kind, screening: '', work: change.work, item: [change.axis, change.cited ?? []].flat().join(' ') };
    case 'claim':
      return { kind, screening: change.screening, work: change.work, item: change.claim };
    case 'sample':
    case 'answer': {
      const { screening, work, size, seed } = change;
      const item = [size, seed, ...(change.kind === 'answer' ? [change.reader] : [])].join(' ');
      return { kind, screening, work, item };
    }
    case 'reason':
      return { kind, screening: '', work: '', item: change.key };
    case 'query':
      return { kind, screening: '', work: '', item: change.name };
  }
}

/** A line of the journal, as it is kept, printed, handed on and replayed. */
export interface JournalLine extends Cell {
  /** Unlike that of any other line, in whatever library. */
  id: string;
  /** Lines of one step were made by one key or command and are undone together. */
  step: string;
  /** The step that this one takes back. */
  undoes?: string;
  /** UTC time to the millisecond. */
  at: string;
  who: string;
  from: Values[Kind] | null;
  to: Values[Kind] | null;
  /** The lines that held until this one: their ids. */
  over?: readonly string[];
  /** Of a line that takes another back: the line whose value holds again, if one did. */
  again?: string;
}

/** Most characters of a note, and of a tag, a reason or a name. */
export const LONGEST_NOTE = 100_000;
export const LONGEST_WORDS = 200;

/** A tag, a reason or a name as it is kept; empty where nothing is left of it. */
export function cleanWords(text: string): string {
  return cleanLine(text.slice(0, 2 * LONGEST_WORDS))
    .slice(0, LONGEST_WORDS)
    .trim();
}

/** How many characters such a text has, where that is more than are kept of it; else null. */
export function lengthBeyond(text: string): number | null {
  const { length } = cleanLine(text).trim();
  return length > LONGEST_WORDS ? length : null;
}

/** A note: its lines and their indentation stay. */
function cleanNote(text: string): string {
  return text
    .slice(0, LONGEST_NOTE)
    .split(/\r\n?|\n/u)
    .map((line) => `${/^ {0,40}/u.exec(line)![0]}${cleanLine(line)}`.trimEnd())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .replace(/^\n+|\n+$/gu, '');
}

const words = (value: unknown): string | undefined =>
  typeof value === 'string' ? cleanWords(value) || undefined : undefined;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function settled(value: unknown): Settled | undefined {
  if (!isObject(value)) return undefined;
  const status = STATUSES.find((known) => known === value['status']);
  const reason = status === 'excluded' ? words(value['reason']) : undefined;
  return status && { status, ...(reason !== undefined && { reason }) };
}

function decision(value: unknown): Decision | undefined {
  if (!isObject(value) || value['status'] !== 'conflict') return settled(value);
  if (!Array.isArray(value['sides'])) return undefined;
  const sides = value['sides'].slice(0, 100).flatMap((side: unknown) => {
    const own = settled(side);
    const who = isObject(side) ? words(side['who']) : undefined;
    return own === undefined || who === undefined ? [] : [{ ...own, who }];
  });
  return { status: 'conflict', sides };
}

function correction(value: unknown): Correction | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'string') return words(value);
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, 100).flatMap((label: unknown) => words(label) ?? []);
}

function claimLink(value: unknown): ClaimLink | undefined {
  if (!isObject(value)) return undefined;
  const stance = STANCES.find((known) => known === value['stance']);
  const claimId = words(value['claimId']);
  return stance && { stance, ...(claimId !== undefined && { claimId }) };
}

function savedQuery(value: unknown): SavedQuery | undefined {
  if (!isObject(value) || typeof value['line'] !== 'string') return undefined;
  const hub = typeof value['hub'] === 'string' ? parseId(value['hub']) : null;
  const key = value['key'];
  const isKey = typeof key === 'number' && Number.isInteger(key) && key >= 1 && key <= 9;
  return {
    ...(hub !== null && { hub }),
    line: cleanLine(value['line'].slice(0, LONGEST_NOTE)),
    ...(isKey && { key }),
  };
}

/** What may stand in a cell of each kind, from what anybody wrote: cleaned, or undefined where it is nothing of the kind. */
const TAKEN: { readonly [K in Kind]: (value: unknown) => Values[K] | undefined } = {
  decide: decision,
  star: (value) => value === true || undefined,
  tag: (value) => value === true || undefined,
  note: (value) => (typeof value === 'string' ? cleanNote(value) || undefined : undefined),
  reading: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  override: correction,
  claim: claimLink,
  sample: (value) => (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined),
  answer: words,
  reason: (value) => (value === false ? false : words(value)),
  query: savedQuery,
};

export const KINDS = Object.keys(TAKEN) as readonly Kind[];

/** A value as it is kept in a cell of this kind; null for nothing, undefined where it cannot stand there. */
export function takenValue<K extends Kind>(kind: K, value: unknown): Values[K] | null | undefined {
  return value === null ? null : TAKEN[kind](value);
}

/** The screening that a hub has by itself. */
export function hubScreening(hub: Id): HubScreening {
  return `hub:${hub}`;
}

/** The screening of this name, which may be over several hubs. */
export function reviewScreening(name: string): Screening {
  return `review:${cleanWords(name)}`;
}
