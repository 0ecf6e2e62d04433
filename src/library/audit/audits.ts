/**
 * Audits: samples of a hub's labelled citations that a reader judges without seeing the labels. A sample is kept with the answers,
 * by names as the reader's other work is, so that it can be gone on with, in other words after a merge or another import.
 */
import type { Context, Id } from '../../hub/record.js';
import { inVocabularyOrder, NONE, ROLES } from '../../hub/vocabulary.js';
import { stratifiedSample } from '../../statistics/sample.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { saidOf } from '../precedence.js';
import { contextsOf } from '../read/citations.js';
import { idsOf, workWithId } from '../works/ids.js';

/** Which sample of a hub. */
export interface AuditAsk {
  size: number;
  seed: number;
}

/** The one that is drawn where nobody says which. */
export const USUAL_SAMPLE: AuditAsk = { size: 50, seed: 1 };

/** What a reader says of a citation: a role, `none` for none of them, `unclear` where the sentences do not tell. */
export const UNCLEAR = 'unclear';

/** A citation of a sample, without a label of any judge. */
export interface Question {
  /** From 1 on. */
  place: number;
  id: Id;
  work: WorkNumber;
  title: string;
  sentences: Pick<Context, 'text' | 'section'>[];
  /** What this reader said. */
  answer?: string;
}

export interface Audit extends AuditAsk {
  audit: number;
  hub: WorkNumber;
  /** UTC time. */
  drawnAt: string;
  /** Citations that were there to draw from: with a role and a citing sentence. */
  outOf: number;
}

/** The sample of this size and seed: the one that was drawn before, or drawn now. Null where there is nothing to draw from. */
export function auditOf(lib: Library, hub: WorkNumber, { size, seed }: AuditAsk, now: string): Audit | null {
  return reading(lib, () => drawnBefore(lib, hub, { size, seed }) ?? draw(lib, hub, { size, seed }, now));
}

function drawnBefore(lib: Library, hub: WorkNumber, ask: AuditAsk): Audit | undefined {
  const found = lib
    .sql(
      `SELECT id AS audit, drawn_at AS drawnAt, out_of AS outOf FROM audits
       WHERE size = ? AND seed = ? AND hub IN (SELECT scheme || ':' || value FROM aliases WHERE work = ?)`,
    )
    .get(ask.size, ask.seed, hub) as Pick<Audit, 'audit' | 'drawnAt' | 'outOf'> | undefined;
  return found && { ...ask, ...found, hub };
}

function draw(lib: Library, hub: WorkNumber, ask: AuditAsk, now: string): Audit | null {
  const labelled = lib
    .sql(
      `SELECT ref, group_concat(label, ' ' ORDER BY label) AS roles FROM effective JOIN listed ON work = effective.citing
       WHERE effective.cited = ? AND axis = 0
         AND EXISTS (SELECT 1 FROM contexts WHERE contexts.cited = effective.cited AND contexts.citing = effective.citing)
       GROUP BY effective.citing`,
    )
    .all(hub) as { ref: Id; roles: string }[];
  if (labelled.length === 0) return null;
  const sample = stratifiedSample(strataOf(labelled), ask.size, ask.seed);
  lib.db
    .transaction(() => {
      // Another program may have drawn it meanwhile: its sample is as good, and in the same library the same.
      if (drawnBefore(lib, hub, ask) !== undefined) return;
      const { lastInsertRowid } = lib
        .sql('INSERT INTO audits(hub, size, seed, drawn_at, out_of) VALUES (?, ?, ?, ?, ?)')
        .run(idsOf(lib, hub)[0], ask.size, ask.seed, now, labelled.length);
      const put = lib.sql('INSERT INTO audit_sample(audit, place, paper, stratum) VALUES (?, ?, ?, ?)');
      for (const [at, { name, stratum }] of sample.entries()) put.run(lastInsertRowid, at + 1, name, stratum);
    })
    .immediate();
  return drawnBefore(lib, hub, ask)!;
}

/** By role; a paper cited in several roles counts for the rarest of them, of which there are least to draw. */
function strataOf(labelled: readonly { ref: Id; roles: string }[]): Map<string, Id[]> {
  const counts = new Map<string, number>();
  for (const { roles } of labelled) for (const role of roles.split(' ')) counts.set(role, (counts.get(role) ?? 0) + 1);
  const strata = new Map([...counts.keys()].map((role): [string, Id[]] => [role, []]));
  for (const { ref, roles } of labelled)
    strata
      .get(roles.split(' ').reduce((rarest, role) => (counts.get(role)! < counts.get(rarest)! ? role : rarest)))!
      .push(ref);
  return strata;
}

/** The sample in its order, with what this reader answered; papers that are no longer in the library are left out. */
export function questionsOf(lib: Library, { audit, hub }: Audit, who: string): Question[] {
  return reading(lib, () => {
    const answers = answersOf(lib, audit, who);
    const sample = lib.sql('SELECT place, paper FROM audit_sample WHERE audit = ? ORDER BY place').all(audit) as {
      place: number;
      paper: Id;
    }[];
    return sample.flatMap(({ place, paper }): Question[] => {
      const work = workWithId(lib, paper);
      if (work === undefined) return [];
      const title = lib.sql('SELECT title FROM works WHERE id = ?').pluck().get(work) as string | null;
      const answer = answers.get(paper);
      // Labels of sentences would tell.
      const sentences = contextsOf(lib, hub, work).map(({ text, section }) => ({
        text,
        ...(section !== undefined && { section }),
      }));
      return [{ place, id: paper, work, title: title ?? paper, sentences, ...(answer !== undefined && { answer }) }];
    });
  });
}

function answersOf(lib: Library, audit: number, who: string): Map<Id, string> {
  const found = lib.sql('SELECT paper, role FROM audit_answers WHERE audit = ? AND who = ?').all(audit, who);
  return new Map((found as { paper: Id; role: string }[]).map(({ paper, role }) => [paper, role]));
}

/** The roles to answer with: those that any judge gave a citation of the hub, so that the labels are judged in their own terms. */
export function rolesToGive(lib: Library, hub: WorkNumber): string[] {
  return reading(lib, () => {
    const given = lib
      .sql(`SELECT DISTINCT value FROM (${saidOf('cited = @hub AND axis = 0')}), json_each(labels)`)
      .pluck()
      .all({ hub }) as string[];
    return [...inVocabularyOrder(given, ROLES), NONE, UNCLEAR];
  });
}

export interface Answer {
  /** As the question names it. */
  paper: Id;
  /** null takes the answer back. */
  role: string | null;
}

/** Keeps answers in the place of those this reader gave before: all of them, or none. */
export function answerQuestions(
  lib: Library,
  { audit }: Audit,
  answers: readonly Answer[],
  { who, at }: { who: string; at: string },
): void {
  const put = lib.sql('INSERT OR REPLACE INTO audit_answers(audit, paper, who, role, at) VALUES (?, ?, ?, ?, ?)');
  const remove = lib.sql('DELETE FROM audit_answers WHERE audit = ? AND paper = ? AND who = ?');
  reading(lib, () =>
    lib.db
      .transaction(() => {
        for (const { paper, role } of answers)
          if (role === null) remove.run(audit, paper, who);
          else put.run(audit, paper, who, role, at);
      })
      .immediate(),
  );
}
