/** The kinds of judges there are, and whom to believe before whom. */
import type { ServiceName } from '../services.js';

/** In the usual order: a person, the site itself, a labelled corpus, Semantic Scholar, anybody else, a computation. */
export const JUDGE_KINDS = ['human', 'pith', 'labelled', 'semantic-scholar', 'other', 'computed'] as const;
export type JudgeKind = (typeof JUDGE_KINDS)[number];

/** The kind of a judge by its name, `human:ada` or `computed:model`; a source of reviews is one, too. */
export function kindOfJudge(name: string): JudgeKind {
  if (name === ('pith' satisfies ServiceName) || name === ('semantic-scholar' satisfies ServiceName)) return name;
  const kind = /^(human|labelled|computed)(?::|$)/u.exec(name)?.[1];
  return JUDGE_KINDS.find((known) => known === kind) ?? 'other';
}

/** The judge that a reader is. */
export function readerAsJudge(who: string): string {
  return `human:${who}`;
}

/**
 * All kinds in the order of a list such as `human, semantic-scholar`; those it leaves out follow in their usual order.
 * @returns or what is wrong with it, to be read after its place
 */
export function precedenceOf(text: string): readonly JudgeKind[] | { problem: string } {
  const given = text.split(',').map((name) => name.trim().toLowerCase());
  const named: JudgeKind[] = [];
  for (const name of given) {
    const kind = JUDGE_KINDS.find((known) => known === name);
    if (kind === undefined)
      return { problem: `needs kinds of judges between commas, out of ${JUDGE_KINDS.join(', ')}; not "${name}".` };
    if (named.includes(kind)) return { problem: `names ${kind} twice; leave one of them out.` };
    named.push(kind);
  }
  return [...named, ...JUDGE_KINDS.filter((kind) => !named.includes(kind))];
}
