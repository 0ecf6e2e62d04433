/** Who cites whom, with the sentences and what judges said of it, into the library. */
import type { CitationRecord, Context, Judgement } from '../../hub/record.js';
import { deriveLabels, indexContext, putLabels } from '../derived/derive.js';
import { inserting } from '../inserting.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { AXES, isHeard } from '../precedence.js';
import {
  CITING,
  idOfName,
  isNew,
  LISTED,
  noteProblem,
  type Outcome,
  setStale,
  viaOf,
  type Writing,
  workOf,
} from './import-state.js';

interface Edge {
  cited: WorkNumber;
  citing: WorkNumber;
  /** The description of the citing paper by whose name it is said, where it has several. */
  via: number | null;
}

/** What is said of a citation in a number each, yes and no as 1 and 0. */
const NUMBERS = ['places', 'influential', 'reference', 'confidence'] as const;
type Numbers = Record<(typeof NUMBERS)[number], number | null>;

const addCitation = inserting('citations', ['cited', 'citing', 'source', 'via', ...NUMBERS], 'OR IGNORE');
const insertContext = inserting('contexts', ['cited', 'citing', 'text', 'section', 'labels', 'polarities', 'via']);
const insertJudgement = inserting('judgements', [
  'cited',
  'citing',
  'axis',
  'judge',
  'labels',
  'confidence',
  'at',
  'via',
]);
const STORED_CITATION = `SELECT ${NUMBERS.join(', ')}, source, via FROM citations WHERE cited = ? AND citing = ?`;
const SET_NUMBERS = `UPDATE citations SET ${NUMBERS.map((field) => `${field} = ?`).join(', ')} WHERE cited = ? AND citing = ?`;
const HEARD = `SELECT ${isHeard('rank')} FROM judges WHERE id = ?`;

/** Which of them are known, a bit each. */
function bitsOf(numbers: Numbers): number {
  return NUMBERS.reduce((bits, field, bit) => (numbers[field] === null ? bits : bits | (1 << bit)), 0);
}

/** Whether what was said by way of one description is now said by way of another, too. */
function isOfSeveral(before: number | null, now: number | null): boolean {
  return before !== null && before !== now;
}

/** One number for a citation; exact while a library has fewer than 2^26 works. */
function citationKey(cited: WorkNumber, citing: WorkNumber): number {
  return cited * 2 ** 26 + citing;
}

export function takeCitation(writing: Writing, record: CitationRecord): void {
  const { lib, report } = writing;
  const cited = workOf(writing, record.cited);
  const citing = workOf(writing, record.citing);
  if (cited === citing) {
    noteProblem(writing, 'a work does not cite itself; the citation is left out');
    return;
  }
  const said: Numbers = {
    places: record.places ?? null,
    influential: record.influential === undefined ? null : Number(record.influential),
    reference: record.reference ?? null,
    confidence: record.confidence ?? null,
  };
  const via = viaOf(writing, citing, record.citing);
  const edge: Edge = { cited, citing, via };
  const numbers = NUMBERS.map((field) => said[field]);
  const added = addCitation(lib, [cited, citing, writing.source.id, via, ...numbers]);
  if (added.changes > 0) {
    addContexts(lib, edge, record.contexts ?? []);
    addJudgements(writing, edge, record.judgements ?? []);
    report.citations.added += 1;
    setBothStale(writing, edge);
    return;
  }
  const key = citationKey(cited, citing);
  const stored = lib.sql(STORED_CITATION).get(cited, citing) as Numbers & { source: number; via: number | null };
  if (isOfSeveral(stored.via, via)) {
    lib.sql('UPDATE citations SET via = NULL WHERE cited = ? AND citing = ?').run(cited, citing);
    writing.changed = true;
  }
  const own = isNew(writing, cited) || isNew(writing, citing);
  const given = own ? bitsOf(stored) : (writing.givenToCitation.get(key) ?? 0);
  if (!own) writing.givenToCitation.set(key, given | bitsOf(said));
  let outcome: Outcome = 'same';
  const isOwn = stored.source === writing.source.id;
  const now = { ...stored };
  NUMBERS.forEach((field, bit) => {
    const mayReplace = isOwn && (given & (1 << bit)) === 0;
    if (said[field] !== null && (stored[field] === null || mayReplace)) now[field] = said[field];
  });
  // Overlapping shards of one dump disagree on this flag; whoever called the citation influential once, whatever the order, did.
  if (isOwn && (stored.influential === 1 || said.influential === 1)) now.influential = 1;
  if (NUMBERS.some((field) => now[field] !== stored[field])) {
    lib.sql(SET_NUMBERS).run(...NUMBERS.map((field) => now[field]), cited, citing);
    outcome = 'changed';
  }
  if (record.contexts && mergeContexts(lib, edge, record.contexts)) outcome = 'changed';
  if (record.judgements) {
    const judged = new Set(record.judgements.filter((said) => judge(writing, edge, said)).map((s) => s.axis));
    for (const axis of judged) deriveLabels(lib, cited, citing, AXES.indexOf(axis));
    if (judged.size > 0) setBothStale(writing, edge);
  }
  report.citations[outcome] += 1;
  if (outcome !== 'same') setBothStale(writing, edge);
}

/** What is derived of the cited work is out of date, and of the arrays of hubs what they have of the citing one. */
function setBothStale(writing: Writing, { cited, citing }: Edge): void {
  setStale(writing, cited, LISTED);
  setStale(writing, citing, CITING);
}

/** The sentences of a citation that is new. */
function addContexts(lib: Library, edge: Edge, contexts: readonly Context[]): void {
  const texts = new Set(contexts.map(({ text }) => text));
  if (texts.size < contexts.length) {
    mergeContexts(lib, edge, contexts);
    return;
  }
  for (const context of contexts) addContext(lib, edge, context);
}

function addContext(lib: Library, { cited, citing, via }: Edge, context: Context): number {
  const { text, section } = context;
  const sets = [setText(context.labels), setText(context.polarities)];
  const { lastInsertRowid } = insertContext(lib, [cited, citing, text, section ?? null, ...sets, via]);
  const id = Number(lastInsertRowid);
  indexContext(lib, id, text, true);
  return id;
}

/** A set of labels as the table holds it. */
function setText(labels: readonly string[] | undefined): string | null {
  return labels === undefined ? null : JSON.stringify(labels);
}

/** The judgements of a citation that is new. */
function addJudgements(writing: Writing, edge: Edge, judgements: readonly Judgement[]): void {
  const { lib } = writing;
  const { cited, citing } = edge;
  const alone = new Set(judgements.map(({ axis }) => axis)).size === judgements.length;
  if (!alone) {
    for (const said of judgements) judge(writing, edge, said);
    for (const axis of AXES.keys()) deriveLabels(lib, cited, citing, axis);
    return;
  }
  for (const said of judgements) {
    const judge = judgeOf(writing, said.judge);
    append(writing, edge, said, judge);
    if (isJudgeHeard(writing, judge)) putLabels(lib, cited, citing, AXES.indexOf(said.axis), said.labels);
  }
}

function judgeOf(writing: Writing, name: string): number {
  const known = writing.names.get(name) ?? idOfName(writing.lib, 'judges', name);
  writing.names.set(name, known);
  return known;
}

function isJudgeHeard({ lib, heard }: Writing, judge: number): boolean {
  const known = heard.get(judge) ?? lib.sql(HEARD).pluck().get(judge) === 1;
  heard.set(judge, known);
  return known;
}

function append({ lib, report }: Writing, { cited, citing, via }: Edge, said: Judgement, judge: number): void {
  const [axis, labels] = [AXES.indexOf(said.axis), JSON.stringify(said.labels)];
  insertJudgement(lib, [cited, citing, axis, judge, labels, said.confidence ?? null, said.at, via]);
  report.judgements.added += 1;
}

/** Adds the sentences that are new and fills what was not known of the others. @returns whether it changed anything */
function mergeContexts(lib: Library, edge: Edge, contexts: readonly Context[]): boolean {
  const { cited, citing, via } = edge;
  const stored = new Map(
    (
      lib
        .sql('SELECT id, text, section, labels, polarities, via FROM contexts WHERE cited = ? AND citing = ?')
        .all(cited, citing) as {
        id: number;
        text: string;
        section: string | null;
        labels: string | null;
        polarities: string | null;
        via: number | null;
      }[]
    ).map((row) => [row.text, row]),
  );
  let changed = false;
  for (const context of contexts) {
    const { text } = context;
    const said = {
      section: context.section ?? null,
      labels: setText(context.labels),
      polarities: setText(context.polarities),
    };
    const row = stored.get(text);
    if (!row) {
      stored.set(text, { id: addContext(lib, edge, context), text, ...said, via });
      changed = true;
      continue;
    }
    if (isOfSeveral(row.via, via)) {
      lib.sql('UPDATE contexts SET via = NULL WHERE id = ?').run(row.id);
      row.via = null;
    }
    const columns = ['section', 'labels', 'polarities'] as const;
    if (columns.some((column) => row[column] === null && said[column] !== null)) {
      for (const column of columns) row[column] ??= said[column];
      lib
        .sql('UPDATE contexts SET section = ?, labels = ?, polarities = ? WHERE id = ?')
        .run(row.section, row.labels, row.polarities, row.id);
      changed = true;
    }
  }
  return changed;
}

/** Appends a judge's set unless that judge said the same just before or just after. @returns whether it was appended */
function judge(writing: Writing, edge: Edge, said: Judgement): boolean {
  const { lib, report } = writing;
  const { cited, citing, via } = edge;
  const judgeId = judgeOf(writing, said.judge);
  const history = lib
    .sql(
      `SELECT id, labels, at, via FROM judgements WHERE cited = ? AND citing = ? AND axis = ? AND judge = ? ORDER BY at, id`,
    )
    .all(cited, citing, AXES.indexOf(said.axis), judgeId) as {
    id: number;
    labels: string;
    at: string;
    via: number | null;
  }[];
  const set = [...said.labels].sort().join('\n');
  const says = (row: (typeof history)[number]): boolean =>
    (JSON.parse(row.labels) as string[]).sort().join('\n') === set;
  // Sets of one time have no order: copies of a dump that disagree. So any of those last said before is said still.
  const last = history.findLast((row) => row.at < said.at)?.at;
  const next = history.find((row) => row.at > said.at)?.at;
  const known = history.find((row) => [last, said.at, next].includes(row.at) && says(row));
  if (known !== undefined) {
    if (isOfSeveral(known.via, via)) {
      lib.sql('UPDATE judgements SET via = NULL WHERE id = ?').run(known.id);
      deriveLabels(lib, cited, citing, AXES.indexOf(said.axis));
    }
    report.judgements.same += 1;
    return false;
  }
  append(writing, edge, said, judgeId);
  return true;
}
