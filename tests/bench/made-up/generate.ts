/** A hub with as many citing papers as are wanted, every one of them made up, and the same ones for the same seed. */
import type {
  CitationRecord,
  Context,
  HubLibraryRecord,
  Judgement,
  ReviewRecord,
  WorkRecord,
} from '../../../src/hub/record.js';
import { around, between, type Chance, chanceOf, pick, skewed, weighted } from '../random.js';
import { proseOf } from './prose.js';
import { author, family, type Pieces, title } from './recombine.js';

/** Who says so, of everything said here. */
export const SYNTHETIC = 'synthetic';

export interface Wanted {
  citers: number;
  seed: number;
  abstracts: boolean;
}

/** The name of the hub with so many citing papers. */
export function hubId(citers: number): string {
  return `${SYNTHETIC}:${citers}`;
}

const AT = '2026-01-01';
const CATEGORIES = weighted([
  ['hep-th', 61],
  ['gr-qc', 12],
  ['hep-ph', 8],
  ['math-ph', 5],
  ['cond-mat.str-el', 4],
  ['quant-ph', 3],
  ['astro-ph.CO', 2],
  ['math.AG', 2],
  ['hep-lat', 1.5],
  ['nucl-th', 1],
  ['cs.LG', 0.4],
  ['physics.gen-ph', 0.1],
]);
const ROLE = weighted([
  ['background', 50],
  ['method', 17],
  ['extension', 9],
  ['comparison', 8],
  ['result', 6],
  ['motivation', 5],
  ['baseline', 2],
  ['dataset', 1.4],
  ['other', 1],
  ['future_work', 0.6],
]);
const POLARITY = weighted([
  ['background', 62],
  ['use_method', 16],
  ['support', 10],
  ['extend', 7],
  ['contrast', 3],
  ['unclear', 1.4],
  ['refute', 0.4],
  ['disagreement', 0.2],
]);
const VERDICT = weighted([
  ['unverdicted', 52],
  ['accept', 26],
  ['conditional', 16],
  ['reject', 6],
]);
const SET_SIZE = weighted([
  [1, 86],
  [2, 11],
  [3, 3],
]);
const AUTHORS = weighted([
  [1, 30],
  [2, 32],
  [3, 20],
  [4, 10],
  [5, 4],
  [7, 2],
  [10, 1.5],
  [24, 0.5],
]);
const VENUES = weighted([
  ['JHEP', 34],
  ['Phys. Rev. D', 26],
  ['Nucl. Phys. B', 16],
  ['Phys. Lett. B', 14],
  ['Class. Quant. Grav.', 7],
  ['Adv. Theor. Math. Phys.', 3],
]);
const FIRST_YEAR = 1998;
const LAST_YEAR = 2026;

function labels(chance: Chance, one: (chance: Chance) => string): string[] {
  const found = new Set<string>();
  for (let wanted = SET_SIZE(chance); found.size < wanted; ) found.add(one(chance));
  return [...found];
}

/**
 * The records of the hub in the order an import takes them: the hub, then each citing paper with its citation of the hub, its
 * review where it has one, and its citations of citing papers before it, so that some of those are hubs themselves.
 */
export function* syntheticHub({ citers, seed, abstracts }: Wanted, pieces: Pieces): Generator<HubLibraryRecord> {
  const chance = chanceOf(seed);
  const prose = proseOf(chance);
  const hub = hubId(citers);
  const leader = 'Ada Madeup';
  yield {
    type: 'work',
    ids: [hub],
    title: `A Made-Up Paper with ${citers.toLocaleString('en')} Citing Papers`,
    authors: [{ name: leader }],
    date: '1997-11-27',
    kind: 'article',
    category: 'hep-th',
    publisher: SYNTHETIC,
  };
  yield { type: 'hub', work: hub, source: SYNTHETIC, at: AT, total: citers };
  for (let number = 1; number <= citers; number += 1) {
    const ref = `${hub}-${number}`;
    yield work(chance, ref, pieces, abstracts ? prose.abstract(chance, family(chance, pieces)) : undefined);
    yield citation(chance, ref, hub, prose.context);
    if (chance() < 0.45) yield review(chance, ref, prose.summary);
    // Early papers are cited far more often than late ones.
    const cited = new Set<number>();
    for (let left = skewed(chance, 1, 12); left > 0; left -= 1) cited.add(1 + Math.floor(chance() ** 3 * (number - 1)));
    cited.delete(number);
    for (const earlier of cited) yield { type: 'citation', citing: ref, cited: `${hub}-${earlier}` };
  }
}

function work(chance: Chance, ref: string, pieces: Pieces, abstract: string | undefined): WorkRecord {
  const exactness = chance();
  // The years grow: half of the papers are of the last third.
  const year = FIRST_YEAR + Math.floor(chance() ** 0.55 * (LAST_YEAR - FIRST_YEAR + 1));
  const date = exactness < 0.94 ? `${year}-${pick(chance, pieces.days)}` : exactness < 0.99 ? String(year) : undefined;
  const printed = chance() < 0.6;
  return {
    type: 'work',
    ids: [ref],
    title: title(chance, pieces),
    authors: Array.from({ length: AUTHORS(chance) }, () => ({ name: author(chance, pieces) })),
    ...(date !== undefined && { date }),
    ...(printed && { venue: VENUES(chance) }),
    kind: printed ? 'article-journal' : 'article',
    category: CATEGORIES(chance),
    ...(abstract !== undefined && { abstract }),
    ...(chance() < 0.8 && { citedBy: skewed(chance, 7, 60_000) }),
  };
}

function citation(
  chance: Chance,
  citing: string,
  cited: string,
  sentence: (chance: Chance, name: string) => string,
): CitationRecord {
  const judgements: Judgement[] = [];
  const judged = (axis: Judgement['axis'], one: (chance: Chance) => string): void => {
    const confidence = Math.round(between(chance, 50, 99)) / 100;
    judgements.push({ axis, labels: labels(chance, one), judge: SYNTHETIC, confidence, at: AT });
  };
  if (chance() < 0.9) judged('role', ROLE);
  if (chance() < 0.85) judged('polarity', POLARITY);
  const contexts: Context[] = [];
  if (chance() < 0.5)
    for (let left = between(chance, 1, 3); left > 0; left -= 1)
      contexts.push({ text: sentence(chance, 'Madeup (1997)') });
  const known = chance();
  return {
    type: 'citation',
    citing,
    cited,
    places: 1 + skewed(chance, 0.8, 40),
    ...(known < 0.9 && { influential: known < 0.07 }),
    ...(contexts.length > 0 && { contexts }),
    ...(judgements.length > 0 && { judgements }),
  };
}

function review(chance: Chance, ref: string, summary: (chance: Chance) => string): ReviewRecord {
  // A few stand out from the bulk.
  const novelty = chance() < 0.04 ? between(chance, 80, 99) / 10 : around(chance, 3.8, 1.7);
  return {
    type: 'review',
    work: ref,
    source: SYNTHETIC,
    verdict: VERDICT(chance),
    novelty: Math.round(Math.min(10, Math.max(0, novelty)) * 10) / 10,
    summary: summary(chance),
    reviewedAt: AT,
  };
}
