/** The citations whose roles somebody gave, and those whose roles nobody did: what is learned from, and what is labelled. */
import { type JudgeKind, kindOfJudge } from '../../hub/judging/judges.js';
import type { Citation, Sentence } from '../../learn/citation.js';
import { judgementsInForce } from '../derived/derive.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { JUDGEMENT_ORDER, saidOf } from '../precedence.js';
import { contextsOf } from '../read/citations.js';

/** Judges of this program's own making, all of them. */
export const OWN_JUDGES = 'computed:learn-';

/** A citation with its roles; its sentences are read when they are needed. */
export interface KnownRoles {
  cited: WorkNumber;
  citing: WorkNumber;
  roles: string[];
  /** Whose word that is. */
  by: JudgeKind;
}

/** For each citation with sentences the roles of the judge to believe first; what was computed teaches nothing. */
export function knownRoles(lib: Library): KnownRoles[] {
  return reading(lib, () => {
    const said = lib.sql(
      `SELECT cited, citing, labels, judge, at, via FROM (${saidOf('axis = 0')}) AS said
       WHERE judge_kind(judge) <> 'computed'
         AND EXISTS (SELECT 1 FROM contexts WHERE contexts.cited = said.cited AND contexts.citing = said.citing)
       ORDER BY cited, citing, ${JUDGEMENT_ORDER}`,
    );
    const known: KnownRoles[] = [];
    let ofOne: Said[] = [];
    const take = (): void => {
      const [first] = ofOne;
      if (first === undefined) return;
      const sets = judgementsInForce(ofOne).map(({ labels }) => JSON.parse(labels) as string[]);
      const roles = [...new Set(sets.flat())].sort();
      if (roles.length > 0)
        known.push({ cited: first.cited, citing: first.citing, roles, by: kindOfJudge(first.judge) });
    };
    for (const row of said.iterate() as IterableIterator<Said>) {
      if (ofOne.length > 0 && (ofOne[0]!.cited !== row.cited || ofOne[0]!.citing !== row.citing)) {
        take();
        ofOne = [];
      }
      ofOne.push(row);
    }
    take();
    return known;
  });
}

interface Said {
  cited: WorkNumber;
  citing: WorkNumber;
  labels: string;
  judge: string;
  at: string;
  via: number | null;
}

/** The sentences of a citation. */
export function sentencesOf(lib: Library, cited: WorkNumber, citing: WorkNumber): Sentence[] {
  return contextsOf(lib, cited, citing).map(({ text, section, labels }) => ({
    text,
    ...(section !== undefined && { section }),
    ...(labels !== undefined && { roles: labels }),
  }));
}

/**
 * Citations of the hub with sentences, of which nobody said anything: neither a set of roles, be it empty, nor roles of a
 * sentence. What this program's own judges said does not count.
 */
export function unlabelledCitations(lib: Library, hub: WorkNumber): Citation[] {
  return reading(lib, () => {
    const citing = lib
      .sql(
        `SELECT citing FROM contexts WHERE cited = @hub AND citing NOT IN (
           SELECT citing FROM (${saidOf('cited = @hub AND axis = 0')}) WHERE judge NOT GLOB '${OWN_JUDGES}*')
         GROUP BY citing HAVING count(labels) = 0 ORDER BY citing`,
      )
      .pluck()
      .all({ hub }) as WorkNumber[];
    return citing.map((work) => ({ cited: hub, citing: work, sentences: sentencesOf(lib, hub, work) }));
  });
}

/** The works that are cited with sentences. */
export function hubsWithSentences(lib: Library): WorkNumber[] {
  return reading(
    lib,
    () => lib.sql('SELECT DISTINCT cited FROM contexts ORDER BY cited').pluck().all() as WorkNumber[],
  );
}
