/** What was learned, as judgements: the last to be believed, in the place of what was learned before, and gone at a word. */
import type { Figures } from '../../learn/figures.js';
import { deriveLabels } from '../derived/derive.js';
import { mending } from '../identity/mending.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idOfName } from '../write/import-state.js';
import { OWN_JUDGES } from './known-roles.js';

export interface ComputedLabel {
  cited: WorkNumber;
  citing: WorkNumber;
  /** At least one. */
  roles: readonly string[];
  /** How likely the least likely of them is. */
  confidence: number;
}

/** How good what was learned is, as it is kept. */
export interface KeptFigures {
  /** Citations whose roles were known; of very many some were learned from. */
  known: number;
  sentences: number;
  /** Whether parts of words were learned, too. */
  parts: boolean;
  rare: { role: string; papers: number }[];
  figures: Figures;
  acrossHubs: Figures | null;
  /** What trying it out took, what learning took, and how many sentences were read in a second. */
  seconds: { validation: number; training: number };
  sentencesPerSecond: number | null;
}

export interface LearnedBefore extends KeptFigures {
  judge: string;
  /** UTC time. */
  at: string;
  /** Citations that have its labels. */
  labels: number;
}

/** The judge that a learning of this day is: the version changes with what is learned and how. */
export function judgeOfDay(at: string): string {
  return `${OWN_JUDGES}1@${at.slice(0, 10)}`;
}

/**
 * Keeps labels as judgements of `judgeOfDay(at)`, in the place of whatever was learned before of these hubs.
 * @param hubs null: of all
 * @returns how many there are now: a citation that another judge has labelled meanwhile is left alone
 */
export function keepLabels(
  lib: Library,
  hubs: readonly WorkNumber[] | null,
  labels: readonly ComputedLabel[],
  kept: KeptFigures,
  at: string,
): number {
  return mending(lib, 'anew', (stale) => {
    const touched = removeLabels(lib, hubs);
    const judge = idOfName(lib, 'judges', judgeOfDay(at));
    const insert = lib.sql(
      `INSERT INTO judgements(cited, citing, axis, judge, labels, confidence, at, via)
       SELECT cited, citing, 0, @judge, @roles, @confidence, @at, via FROM citations
       WHERE cited = @cited AND citing = @citing AND NOT EXISTS (
         SELECT 1 FROM judgements AS j WHERE j.cited = @cited AND j.citing = @citing AND j.axis = 0)`,
    );
    let count = 0;
    for (const { cited, citing, roles, confidence } of labels) {
      const { changes } = insert.run({ judge, cited, citing, roles: JSON.stringify(roles), confidence, at });
      if (changes > 0) touched.push({ cited, citing });
      count += changes;
    }
    lib.sql('INSERT OR REPLACE INTO learned(judge, at, figures) VALUES (?, ?, ?)').run(judge, at, JSON.stringify(kept));
    dropUnused(lib, judge);
    deriveAgain(lib, touched, stale);
    return count;
  });
}

/** Takes the labels away that were learned, and with the last of them what is kept of how good they are. @returns how many */
export function forgetLabels(lib: Library, hubs: readonly WorkNumber[] | null): number {
  return mending(lib, 'anew', (stale) => {
    const touched = removeLabels(lib, hubs);
    dropUnused(lib, null);
    deriveAgain(lib, touched, stale);
    return touched.length;
  });
}

interface Edge {
  cited: WorkNumber;
  citing: WorkNumber;
}

function removeLabels(lib: Library, hubs: readonly WorkNumber[] | null): Edge[] {
  const where = `judge IN (SELECT id FROM judges WHERE name GLOB '${OWN_JUDGES}*')
    ${hubs === null ? '' : 'AND cited IN (SELECT value FROM json_each(?))'}`;
  const bound = hubs === null ? [] : [JSON.stringify(hubs)];
  const edges = lib.sql(`SELECT DISTINCT cited, citing FROM judgements WHERE ${where}`).all(...bound) as Edge[];
  lib.sql(`DELETE FROM judgements WHERE ${where}`).run(...bound);
  return edges;
}

/** Drops judges of the program's own that no label is of any more, but for one. */
function dropUnused(lib: Library, but: number | null): void {
  const unused = `SELECT id FROM judges WHERE name GLOB '${OWN_JUDGES}*' AND id IS NOT @but
    AND NOT EXISTS (SELECT 1 FROM judgements WHERE judge = judges.id)`;
  lib.sql(`DELETE FROM learned WHERE judge IN (${unused})`).run({ but });
  lib.sql(`DELETE FROM judges WHERE id IN (${unused})`).run({ but });
}

function deriveAgain(lib: Library, edges: readonly Edge[], stale: { add(work: WorkNumber): void }): void {
  for (const { cited, citing } of edges) {
    deriveLabels(lib, cited, citing, 0);
    stale.add(cited);
  }
}

/** What was learned last, and how good it is; undefined where nothing was. */
export function learnedLast(lib: Library): LearnedBefore | undefined {
  return reading(lib, () => {
    const row = lib
      .sql(
        `SELECT name AS judge, at, figures,
           (SELECT count(*) FROM (SELECT DISTINCT cited, citing FROM judgements WHERE judge = judges.id)) AS labels
         FROM learned JOIN judges ON judges.id = learned.judge ORDER BY at DESC LIMIT 1`,
      )
      .get() as { judge: string; at: string; labels: number; figures: string } | undefined;
    return row && { ...(JSON.parse(row.figures) as KeptFigures), judge: row.judge, at: row.at, labels: row.labels };
  });
}
