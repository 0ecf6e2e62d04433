/**
 * The fields of the query language, one entry each: the parser, the messages, the help screen and `--help` read this table
 * and nothing else, so a field is added here (and to `Term`, and to the library, which answers it).
 */
import { JUDGE_KINDS } from '../hub/judging/judges.js';
import { type KnownLabel, POLARITIES, ROLES, SEVERITIES, VERDICTS } from '../hub/vocabulary.js';
import { listWords } from '../text/list-words.js';
import {
  type FlagField,
  type LabelField,
  type Link,
  type NumberField,
  type OwnField,
  STANDINGS,
  type TextField,
} from './query.js';

interface Entry<Kind extends string, Name extends string> {
  kind: Kind;
  name: Name;
  /** Other names people type. */
  aliases: readonly string[];
  /** What it asks for, one phrase. */
  help: string;
  /** A term as it is typed. */
  example: string;
}
interface LabelEntry extends Entry<'label', LabelField> {
  /** Values with a place in the vocabulary; others are as good. */
  known: readonly KnownLabel[];
  /** Values are as sources write them, in any case, and no tokens of a vocabulary. */
  verbatim: boolean;
}
export interface NumberEntry extends Entry<'number', NumberField> {
  /** What a value must be, read after "takes". */
  takes: string;
  accepts(value: number): boolean;
}
/** Yes or no; `unknown` where it may be that nobody said. */
type FlagEntry = (Entry<'flag', FlagField> & { unknown: true }) | (Entry<'flag', 'mine'> & { unknown: false });
type TextEntry = Entry<'text', TextField>;
type HasEntry = Entry<'has', 'has'>;
type StatusEntry = Entry<'status', 'status'>;
type OwnEntry = Entry<'own', OwnField>;
type NewsEntry = Entry<'new', 'new'>;
type DateEntry = Entry<'date', 'date'>;
type DayEntry = Entry<'since', 'since'>;
type LinkedEntry = Entry<'linked', Link>;
type SelfEntry = Entry<'self', 'self'>;
type SchoolEntry = Entry<'school', 'school'>;
type BearsEntry = Entry<'bears', 'bears'>;
type CueEntry = Entry<'cue', 'cue'>;
type JudgeEntry = Entry<'label-by', 'label-by'>;
type SortEntry = Entry<'sort', 'sort'>;
export type Field =
  | LabelEntry
  | NumberEntry
  | FlagEntry
  | TextEntry
  | HasEntry
  | StatusEntry
  | OwnEntry
  | NewsEntry
  | DateEntry
  | DayEntry
  | LinkedEntry
  | SelfEntry
  | SchoolEntry
  | BearsEntry
  | CueEntry
  | JudgeEntry
  | SortEntry;

const whole = (value: number): boolean => Number.isInteger(value);

type Named<Name extends Field['name']> = Name extends LabelField
  ? LabelEntry
  : Name extends FlagField
    ? Extract<FlagEntry, { unknown: true }>
    : Name extends NumberField
      ? NumberEntry
      : Name extends TextField
        ? TextEntry
        : Name extends Link
          ? LinkedEntry
          : Name extends OwnField
            ? OwnEntry
            : Extract<Field, { name: Name }>;

/** Each under its name, in the order of the help. */
const ENTRIES: { readonly [Name in Field['name']]: Omit<Named<Name>, 'name'> } = {
  role: {
    kind: 'label',
    aliases: ['roles'],
    help: 'what the paper is cited for; commas mean or',
    example: 'role:method,dataset',
    known: ROLES,
    verbatim: false,
  },
  polarity: {
    kind: 'label',
    aliases: ['pol', 'stance'],
    help: 'how it is cited',
    example: 'polarity:use_method',
    known: POLARITIES,
    verbatim: false,
  },
  verdict: {
    kind: 'label',
    aliases: [],
    help: "the review's verdict; none: not reviewed",
    example: 'verdict:accept',
    known: VERDICTS,
    verbatim: false,
  },
  novelty: {
    kind: 'number',
    aliases: ['nov'],
    help: 'novelty score, 0 to 10; none: not scored',
    example: 'novelty:>=7',
    takes: 'a number from 0 to 10 or a range such as 7..9, 7..<9, >=7 or <5',
    accepts: (value) => value <= 10,
  },
  year: {
    kind: 'number',
    aliases: [],
    help: 'year of publication; none: not known',
    example: 'year:2023..2025',
    takes: 'a year such as 2024 or a range such as 2023..2025, 2023.. or <2020',
    accepts: (value) => whole(value) && value >= 1000 && value <= 9999,
  },
  date: {
    kind: 'date',
    aliases: ['published'],
    help: 'day, month or year of publication; one known by its year only is of no month',
    example: 'date:2024-03..2024-08',
  },
  category: {
    kind: 'label',
    aliases: ['cat'],
    help: 'subject class; cs.* is all of cs',
    example: '-category:cs.CV',
    known: [],
    verbatim: true,
  },
  influential: {
    kind: 'flag',
    aliases: ['inf'],
    help: 'marked as an influential citation: yes, no, or none where nobody said',
    example: 'influential:yes',
    unknown: true,
  },
  integrity: {
    kind: 'label',
    aliases: ['findings'],
    help: "the gravest finding about the paper's references and text; none: not checked",
    example: 'integrity:critical',
    known: SEVERITIES,
    verbatim: false,
  },
  retracted: {
    kind: 'flag',
    aliases: ['withdrawn'],
    help: 'retracted: yes, no, or none where nobody said',
    example: 'retracted:yes',
    unknown: true,
  },
  mine: {
    kind: 'flag',
    aliases: ['own', 'have'],
    help: 'in your own bibliographies (import --mine): yes or no',
    example: 'mine:no',
    unknown: false,
  },
  status: {
    kind: 'status',
    aliases: ['decision', 'is'],
    help: `what you decided: ${listWords(STANDINGS, 'or')} (later, starred or on the reading list)`,
    example: 'status:included,maybe',
  },
  reason: {
    kind: 'own',
    aliases: ['because'],
    help: 'excluded for this reason; none: excluded without one',
    example: 'reason:off-topic',
  },
  tag: {
    kind: 'own',
    aliases: ['tags'],
    help: 'with this tag of yours; none: without any',
    example: 'tag:to-compare',
  },
  new: {
    kind: 'new',
    aliases: ['news'],
    help: 'what the latest update brought: yes, no, changed or gone',
    example: 'new:yes',
  },
  since: {
    kind: 'since',
    aliases: [],
    help: 'new, changed or gone in updates since a day, month or year',
    example: 'since:2026-11',
  },
  refs: {
    kind: 'number',
    aliases: ['ref', 'places'],
    help: 'places in the text that cite it',
    example: 'refs:>1',
    takes: 'a whole number or a range such as 2, 2..5 or >1',
    accepts: whole,
  },
  citations: {
    kind: 'number',
    aliases: ['cited'],
    help: 'citations of the citing paper',
    example: 'citations:>=100',
    takes: 'a whole number or a range such as 10..99 or >=100',
    accepts: whole,
  },
  cites: {
    kind: 'linked',
    aliases: [],
    help: 'that also cite this paper, by its id',
    example: 'cites:hep-th/9802109',
  },
  'cited-by': {
    kind: 'linked',
    aliases: ['citedby', 'cited_by'],
    help: 'that this paper cites',
    example: 'cited-by:hep-th/9905111',
  },
  coupled: {
    kind: 'linked',
    aliases: ['coupling'],
    help: 'that cite some of the works this paper cites, the hub not counted',
    example: 'coupled:hep-th/9802109',
  },
  self: {
    kind: 'self',
    aliases: [],
    help: 'by the authors of the hub: any shared author, the same first, or the same last; by full names',
    example: '-self:any',
  },
  school: {
    kind: 'school',
    aliases: ['schools'],
    help: 'of a school, by its number in show --section schools; none: of none',
    example: 'school:3',
  },
  bears: {
    kind: 'bears',
    aliases: [],
    help: 'that support, extend, contrast with or refute what the hub claims, by the polarity of the citation or a sentence',
    example: 'bears:contrasts',
  },
  cue: {
    kind: 'cue',
    aliases: ['cues'],
    help: 'with a citing sentence that may contrast, or support, by the phrases in it',
    example: 'cue:contrast',
  },
  'label-by': {
    kind: 'label-by',
    aliases: ['labelled-by', 'label_by', 'judge'],
    help: `whose role in force was said by: ${listWords(JUDGE_KINDS, 'or')}`,
    example: 'label-by:human',
  },
  has: { kind: 'has', aliases: [], help: 'what is known of the paper', example: 'has:context' },
  title: { kind: 'text', aliases: ['ti'], help: 'words of the title', example: 'title:"policy gradient"' },
  author: { kind: 'text', aliases: ['authors', 'au', 'by'], help: 'names of authors', example: 'author:zuo' },
  venue: { kind: 'text', aliases: ['journal'], help: 'words of the venue', example: 'venue:neurips' },
  abstract: { kind: 'text', aliases: ['abs'], help: 'words of the abstract', example: 'abstract:reward' },
  context: {
    kind: 'text',
    aliases: ['contexts', 'sentence'],
    help: 'words of the citing sentences',
    example: 'context:"in contrast"',
  },
  sort: {
    kind: 'sort',
    aliases: ['order'],
    help: 'novelty, date, title, citations, local (citations by the other papers), pagerank, reading (your reading list) or relevance; with a minus falling',
    example: 'sort:-novelty',
  },
};

export const FIELDS = Object.entries(ENTRIES).map(([name, entry]) => ({ name, ...entry })) as readonly Field[];

const BY_NAME: ReadonlyMap<string, Field> = new Map(
  FIELDS.flatMap((field) => [field.name, ...field.aliases].map((name) => [name, field] as const)),
);

/** The field of a name or an alias, in any case. */
export function fieldNamed(name: string): Field | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** Whether a field's values are as sources write them. */
export function isVerbatim(field: LabelField): boolean {
  return ENTRIES[field].verbatim;
}

/** What `since:` and `diff --since` take, read after "takes" or "needs". */
export const DAY = 'a day, month or year such as 2026-03-01, 2026-03 or 2026';

/** The rest of the language, for the help: what is typed and what it means. */
export const SYNTAX: readonly { example: string; help: string }[] = [
  {
    example: 'spurious reward',
    help: 'papers with both words in title, authors or summary; a word matches as a prefix',
  },
  { example: '"spurious reward"', help: 'these words in this order' },
  { example: 'role:method year:2025', help: 'both must hold' },
  { example: 'role:method OR novelty:>=8', help: 'one must hold; groups in parentheses' },
  { example: '-role:background', help: 'must not hold; NOT is the same' },
  { example: '7..9  7..<9  >7  <=7', help: 'ranges, with both ends; < and > leave the end out' },
];
