/** Numbers of papers with what they are out of: a percentage never stands without its coverage, and empty is not zero. */
import { isService, serviceOf } from './services.js';

/** A hub is 10+ citing or 1,000+ external citations, a super hub 100+ citing or 10,000+ external ones (the site's wording). */
export type Tier = 'hub' | 'super hub';

/** From how many citing papers on, and from how many citations counted elsewhere, the highest first. */
const TIERS: readonly { tier: Tier; citing: number; external: number }[] = [
  { tier: 'super hub', citing: 100, external: 10_000 },
  { tier: 'hub', citing: 10, external: 1_000 },
];

/** The tier where no page says one. `external`: citations counted elsewhere. */
export function tierOf(citing: number, external = 0): Tier | undefined {
  return TIERS.find((entry) => citing >= entry.citing || external >= entry.external)?.tier;
}

/** What the tiers mean, in a sentence. */
export function tierWords(): string {
  const words = TIERS.map(
    ({ tier, citing, external }) =>
      `a ${tier} has ${countWords(citing)} citing papers or more, or ${countWords(external)} citations counted elsewhere`,
  );
  return `Tiers: ${words.join('; ')}. A tier that a page printed stands as printed.`;
}

/** The tier a page printed, else that which the numbers at hand come to; undefined for neither. */
export function tierOfHub({
  tier,
  citing,
  external,
}: {
  tier?: string;
  citing: number;
  external?: number;
}): { name: string; isCounted: boolean } | undefined {
  const name = tier ?? tierOf(citing, external);
  return name === undefined ? undefined : { name, isCounted: tier === undefined };
}

/** What is said where there is nothing to count. */
const NOT_INDEXED = 'not indexed';

/** A whole number with its thousands set apart; by hand, since the system's own way costs the start of the program 5 ms. */
export function countWords(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, ',');
}

/** A number to a tenth, its thousands set apart: `2,617.4`. */
export function tenthsWords(value: number): string {
  const [whole, tenth] = value.toFixed(1).split('.');
  return `${countWords(Number(whole))}.${tenth}`;
}

/** `1 paper`, `2,414 papers`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${countWords(count)} ${count === 1 ? one : several}`;
}

/** `25 of 117 classified`, or that nothing is. */
export function coverageWords(classified: number, citing: number): string {
  return classified === 0 ? NOT_INDEXED : `${countWords(classified)} of ${countWords(citing)} classified`;
}

/** Papers that are known out of those there are. */
interface Known {
  known: number;
  of: number;
}

/** `references known of 1,204 of 2,414 citing papers` */
export function baseWords(what: string, { known, of }: Known, papers = 'citing papers'): string {
  return `${what} of ${known === of ? `all ${countWords(of)}` : `${countWords(known)} of ${countWords(of)}`} ${papers}`;
}

/** Why numbers that need references are not shown. */
export function withheldWords(what: string, base: Known): string {
  const words = baseWords('references known', base);
  return base.known === 0
    ? `${what}: not known here; ${words}.`
    : `${what}: withheld; ${words}, and fewer than half would make papers seem uncited where nobody looked.`;
}

/** Papers that a source lists under two numbers of its own. */
export interface ListedTwice {
  papers: number;
  source: string;
}

/** What a source is called in sentences. */
export function sourceTitle(source: string): string {
  return isService(source) ? serviceOf(source).title : source;
}

/** `1 listed twice by Semantic Scholar` */
export function listedTwiceWords({ papers, source }: ListedTwice): string {
  return `${countWords(papers)} listed twice by ${sourceTitle(source)}`;
}

/**
 * `7 of 117 in this library`; where nobody said how many there are, or fewer than are here, `7 in this library`. A paper the source
 * lists twice is not missing, and it is said.
 */
export function completenessWords(here: number, total?: number, twice?: ListedTwice): string {
  const whole = wholeOf(here, total);
  const of = whole === undefined ? '' : ` of ${countWords(whole)}`;
  return `${countWords(here)}${of} in this library${twice === undefined ? '' : `, ${listedTwiceWords(twice)}`}`;
}

/** How many there are in all; undefined where nobody said, or counted fewer than are here: that is not the whole. */
export const wholeOf = (here: number, total?: number): number | undefined =>
  total === undefined || total < here ? undefined : total;

/** How many different papers there are in all; undefined where nobody said, or counted fewer than are here. */
export const differentPapers = (here: number, total?: number, twice?: ListedTwice): number | undefined =>
  total === undefined ? undefined : wholeOf(here, total - (twice?.papers ?? 0));

/** `88%`, to stand beside its coverage only. A few of very many are not 0%, and all but a few not 100%. */
export function percent(count: number, of: number): string {
  const rounded = Math.round((100 * count) / of);
  if (rounded === 0 && count > 0) return '<1%';
  return rounded >= 100 && count < of ? '>99%' : `${rounded}%`;
}
