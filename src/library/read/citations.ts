/** What is said of a citation: its sentences, and every set of labels anybody gave it. */
import type { Context } from '../../hub/record.js';
import { judgementsInForce } from '../derived/derive.js';
import { type Library, reading } from '../library.js';
import type { JudgementLine, WorkNumber } from '../model.js';
import { AXES, isHeard, JUDGEMENT_ORDER, saidOf } from '../precedence.js';

/** Whether a work is known to cite another. */
export function isCiting(lib: Library, citing: WorkNumber, cited: WorkNumber): boolean {
  return reading(
    lib,
    () => lib.sql('SELECT 1 FROM citations WHERE cited = ? AND citing = ?').get(cited, citing) !== undefined,
  );
}

/** The citing sentences of a citation as they came. */
export function contextsOf(lib: Library, cited: WorkNumber, citing: WorkNumber): Context[] {
  const found = lib
    .sql('SELECT text, section, labels, polarities FROM contexts WHERE cited = ? AND citing = ? ORDER BY id')
    .all(cited, citing) as {
    text: string;
    section: string | null;
    labels: string | null;
    polarities: string | null;
  }[];
  return found.map((context) => ({
    text: context.text,
    ...(context.section !== null && { section: context.section }),
    ...(context.labels !== null && { labels: JSON.parse(context.labels) as string[] }),
    ...(context.polarities !== null && { polarities: JSON.parse(context.polarities) as string[] }),
  }));
}

/** Whose word each role of a hub's citing papers is that is in force. */
export function judgedRoles(lib: Library, hub: WorkNumber): { citing: WorkNumber; judge: string }[] {
  const said = lib.sql(
    `SELECT citing, judge FROM (${saidOf('cited = @hub AND axis = 0')}) WHERE ${isHeard('rank')}
     ORDER BY citing, ${JUDGEMENT_ORDER}`,
  );
  const first: { citing: WorkNumber; judge: string }[] = [];
  for (const row of said.iterate({ hub }) as IterableIterator<(typeof first)[number]>)
    if (first.at(-1)?.citing !== row.citing) first.push(row);
  return first;
}

/** Every set anybody gave a citation: by axis, the one in force first. */
export function judgementsOf(lib: Library, cited: WorkNumber, citing: WorkNumber): JudgementLine[] {
  const found = lib
    .sql(
      `SELECT *, ${isHeard('rank')} AS heard FROM (${saidOf('cited = @cited AND citing = @citing')})
       ORDER BY axis, ${JUDGEMENT_ORDER}`,
    )
    .all({ cited, citing }) as {
    axis: number;
    labels: string;
    judge: string;
    confidence: number | null;
    at: string;
    via: number | null;
    heard: number;
  }[];
  const inForce = AXES.flatMap((_, axis) =>
    judgementsInForce(found.filter((judgement) => judgement.axis === axis && judgement.heard === 1)),
  );
  return found.map((judgement) => ({
    axis: AXES[judgement.axis]!,
    labels: JSON.parse(judgement.labels) as string[],
    judge: judgement.judge,
    ...(judgement.confidence !== null && { confidence: judgement.confidence }),
    at: judgement.at,
    effective: inForce.includes(judgement),
  }));
}
