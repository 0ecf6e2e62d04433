/**
 * Audits: samples of a hub's labelled citations that a reader judges without seeing the labels. The papers drawn and the answers, each
 * its reader's own, are lines of the journal, so that a sample can be gone on with, after a merge or another import too.
 */
import { type Change, hubScreening, type SampleName } from '../../hub/decisions/decision.js';
import type { Context, Id } from '../../hub/record.js';
import { inVocabularyOrder, NONE, ROLES } from '../../hub/vocabulary.js';
import { stratifiedSample } from '../../statistics/sample.js';
import { type Head, latest } from '../decisions/heads.js';
import { type Recorded, readerName, record } from '../decisions/journal.js';
import { namesOfScreening, ownScreening } from '../decisions/screening.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { saidOf } from '../precedence.js';
import { contextsOf } from '../read/citations.js';
import { idsOf, workWithId } from '../works/ids.js';

/** The one that is drawn where nobody says which. */
export const USUAL_SAMPLE: SampleName = { size: 50, seed: 1 };

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

export interface Audit extends SampleName {
  hub: WorkNumber;
  /** UTC time. */
  drawnAt: string;
  /** Citations that were there to draw from: with a role and a citing sentence. */
  outOf: number;
  /** The papers drawn, as the journal names them. */
  papers: readonly Id[];
}

/**
 * The sample of this size and seed: the one that was drawn before, or drawn now. Null where there is nothing to draw from.
 * @param who the reader's name
 * @returns the sample, and what drawing it wrote
 */
export function auditOf(
  lib: Library,
  who: string,
  hub: WorkNumber,
  { size, seed }: SampleName,
): { audit: Audit; drawn: Recorded } | null {
  return reading(lib, () => {
    const before = drawnBefore(lib, hub, { size, seed });
    if (before !== undefined) return { audit: before, drawn: { step: null, changed: 0 } };
    const drawn = draw(lib, who, hub, { size, seed });
    return drawn && { audit: drawnBefore(lib, hub, { size, seed })!, drawn };
  });
}

/** All names of a hub, as JSON. */
function namesOfHub(lib: Library, hub: WorkNumber): string {
  return JSON.stringify(namesOfScreening(lib, ownScreening(lib, hub)));
}

/** Where readers brought theirs together who had drawn from other papers, the sample that was drawn first. */
function drawnBefore(lib: Library, hub: WorkNumber, { size, seed }: SampleName): Audit | undefined {
  const lines = lib
    .sql(
      `SELECT standing.work AS paper, journal."to" AS outOf, steps.at AS drawnAt, steps.name AS step
       FROM standing JOIN journal USING (seq) JOIN steps ON steps.id = journal.step
       WHERE standing.kind = 'sample' AND standing.screening IN (SELECT value FROM json_each(?)) AND standing.item = ?
         AND journal."to" IS NOT NULL
       ORDER BY steps.at, steps.name, journal.line`,
    )
    .all(namesOfHub(lib, hub), `${size} ${seed}`) as { paper: Id; outOf: string; drawnAt: string; step: string }[];
  const [first] = lines;
  if (first === undefined) return undefined;
  const papers = lines.filter(({ step }) => step === first.step).map(({ paper }) => paper);
  return { size, seed, hub, drawnAt: first.drawnAt, outOf: Number(first.outOf), papers };
}

function draw(lib: Library, who: string, hub: WorkNumber, { size, seed }: SampleName): Recorded | null {
  const labelled = lib
    .sql(
      `SELECT work, ref, group_concat(label, ' ' ORDER BY label) AS roles FROM effective JOIN listed ON work = effective.citing
       WHERE effective.cited = ? AND axis = 0
         AND EXISTS (SELECT 1 FROM contexts WHERE contexts.cited = effective.cited AND contexts.citing = effective.citing)
       GROUP BY effective.citing`,
    )
    .all(hub) as { work: WorkNumber; ref: Id; roles: string }[];
  if (labelled.length === 0) return null;
  const works = new Map(labelled.map(({ ref, work }) => [ref, work]));
  const screening = hubScreening(idsOf(lib, hub)[0]!);
  return record(
    lib,
    who,
    stratifiedSample(strataOf(labelled), size, seed).map(
      ({ name }): Change<WorkNumber> => ({
        kind: 'sample',
        screening,
        work: works.get(name)!,
        size,
        seed,
        to: labelled.length,
      }),
    ),
  );
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
export function questionsOf(lib: Library, audit: Audit, who: string): Question[] {
  return reading(lib, () => {
    const answers = answersOf(lib, audit).get(readerName(who));
    const asked = new Set<WorkNumber>();
    return audit.papers.flatMap((paper): Question[] => {
      const work = workWithId(lib, paper);
      // Papers that turned out to be one are one question.
      if (work === undefined || asked.has(work)) return [];
      asked.add(work);
      const title = lib.sql('SELECT title FROM works WHERE id = ?').pluck().get(work) as string | null;
      const answer = answers?.get(work);
      // Labels of sentences would tell.
      const sentences = contextsOf(lib, audit.hub, work).map(({ text, section }) => ({
        text,
        ...(section !== undefined && { section }),
      }));
      return [
        {
          place: asked.size,
          id: paper,
          work,
          title: title ?? paper,
          sentences,
          ...(answer !== undefined && { answer }),
        },
      ];
    });
  });
}

/** What readers answered, by reader and paper. */
export function answersOf(lib: Library, { hub, size, seed }: Audit): Map<string, Map<WorkNumber, string>> {
  const before = `${size} ${seed} `;
  const lines = lib
    .sql(
      `SELECT aliases.work, substr(standing.item, length(@before) + 1) AS reader, journal."to", steps.who, steps.at,
         steps.name || '.' || journal.line AS id
       FROM standing JOIN journal USING (seq) JOIN steps ON steps.id = journal.step
         JOIN aliases ON aliases.scheme = substr(standing.work, 1, instr(standing.work, ':') - 1)
           AND aliases.value = substr(standing.work, instr(standing.work, ':') + 1)
       WHERE standing.kind = 'answer' AND standing.screening IN (SELECT value FROM json_each(@hubs))
         AND substr(standing.item, 1, length(@before)) = @before`,
    )
    .all({ hubs: namesOfHub(lib, hub), before }) as (Head & { work: WorkNumber; reader: string })[];
  const answers = new Map<string, Map<WorkNumber, string>>();
  for (const [reader, own] of Map.groupBy(lines, (line) => line.reader)) {
    const given = new Map<WorkNumber, string>();
    for (const [work, heads] of Map.groupBy(own, (line) => line.work)) {
      const last = latest(heads);
      if (last !== undefined) given.set(work, JSON.parse(last.to!) as string);
    }
    answers.set(reader, given);
  }
  return answers;
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
  work: WorkNumber;
  /** null takes the answer back. */
  role: string | null;
}

/** Keeps answers in the place of those this reader gave before: all of them, or none. */
export function answerQuestions(
  lib: Library,
  who: string,
  { hub, size, seed }: Audit,
  answers: readonly Answer[],
): Recorded {
  return reading(lib, () => {
    const screening = hubScreening(idsOf(lib, hub)[0]!);
    return record(
      lib,
      who,
      answers.map(
        ({ work, role }): Change<WorkNumber> => ({
          kind: 'answer',
          screening,
          work,
          size,
          seed,
          reader: readerName(who),
          to: role,
        }),
      ),
    );
  });
}
