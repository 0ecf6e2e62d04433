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
 * The kinds that are believed, in the order of a list such as `human, semantic-scholar, -computed`: those it leaves out follow in
 * their usual order, those with a minus are believed in nothing.
 * @returns or what is wrong with it, to be read after its place
 */
export function precedenceOf(text: string): readonly JudgeKind[] | { problem: string } {
  const given = text.split(',').map((name) => name.trim().toLowerCase());
  const named: JudgeKind[] = [];
  const unheard: JudgeKind[] = [];
  for (const name of given) {
    const kind = JUDGE_KINDS.find((known) => known === name.replace(/^-\s*/u, ''));
    if (kind === undefined)
      return { problem: `needs kinds of judges between commas, out of ${JUDGE_KINDS.join(', ')}; not "${name}".` };
    if (named.includes(kind) || unheard.includes(kind))
      return { problem: `names ${kind} twice; leave one of them out.` };
    (name.startsWith('-') ? unheard : named).push(kind);
  }
  if (unheard.length === JUDGE_KINDS.length) return { problem: 'leaves nobody to believe; take a minus away.' };
  return [...named, ...JUDGE_KINDS.filter((kind) => !named.includes(kind) && !unheard.includes(kind))];
}
