/** What may take longer than a key may, by name: done at once for a few papers, and beside the screen for many. */
import { type Handed, takeHanded } from '../../library/decisions/writing/handing.js';
import { mergeAll } from '../../library/identity/merge-split.js';
import type { Library } from '../../library/library.js';
import type { DecisionServices } from '../services/decision-services.js';
import { type ExportServices, exportServices } from '../services/export-services.js';
import { libraryDecisions } from '../services/library-decisions.js';

const DECIDING = ['decide', 'star', 'tag', 'correct', 'revoke', 'putOnReading', 'undo'] as const;
type Deciding = Pick<DecisionServices, (typeof DECIDING)[number]>;

/** Everything is given and answered as plain data, so that it can be sent to a thread and back. */
export interface Tasks extends ExportServices, Deciding {
  /** Makes these one paper. Throws an Error whose message is a sentence. */
  merge(works: readonly number[]): void;
}
export type TaskName = keyof Tasks;

/** A task on its way to a thread. */
export interface Asked<K extends TaskName = TaskName> {
  name: K;
  args: Parameters<Tasks[K]>;
}

/** The tasks of one open library. */
export function tasksOf(
  library: Library,
  { decisions, screening }: Pick<ReturnType<typeof libraryDecisions>, 'decisions' | 'screening'>,
): Tasks {
  return {
    ...exportServices(library, screening),
    ...(Object.fromEntries(DECIDING.map((name) => [name, decisions[name]])) as unknown as Deciding),
    merge: (works) => mergeAll(library, works),
  };
}

/** What a task comes to on a library opened for tasks, with the steps of the journal that it made and what they changed. */
export function done<K extends TaskName>(
  library: Library,
  who: string,
  review: string | null,
  { name, args }: Asked<K>,
): { result: ReturnType<Tasks[K]>; steps: string[]; handed: Handed[] } {
  // Of a task that was left nothing is written.
  takeHanded(library);
  const own = libraryDecisions(library, who);
  own.decisions.enterReview(review);
  const task = tasksOf(library, own)[name] as (...given: Parameters<Tasks[K]>) => ReturnType<Tasks[K]>;
  return { result: task(...args), steps: own.decisions.takeSteps(), handed: takeHanded(library) };
}
