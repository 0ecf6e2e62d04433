/** The claims ledger of a hub: its claims, and the citing papers that bear on them, with who says so and in which sentence. */

import type { ClaimRecord, Context } from '../../hub/record.js';
import { type CueHit, type CueKind, cuesIn } from '../../hub/sentences/cue-phrases.js';
import { STANCES, type Stance } from '../../hub/stance.js';
import { columnsOf, keptIn } from '../derived/columns.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { contextsOf, judgementsOf } from '../read/citations.js';
import { type ClaimLink, linksOf } from '../reader/claim-links.js';
import { finished, type Steps } from '../steps.js';
import { type ClaimRow, claimFields } from '../works/claims.js';
import type { Base } from './neighbourhood.js';

/** The polarities that bear on what a hub claims; using its method or naming it as background does not. */
const POLARITIES_OF: Readonly<Record<Stance, readonly string[]>> = {
  supports: ['support'],
  extends: ['extend'],
  contrasts: ['contrast', 'disagreement'],
  refutes: ['refute'],
};

interface LedgerClaim extends Omit<ClaimRecord, 'type' | 'work'> {
  /** The claim's number in the library, to link papers to it. */
  claim: number;
  /** The papers a reader linked to it. */
  linked: ClaimLink[];
}

/** A citing paper with a polarity that bears on the claims. */
interface Bearing {
  work: WorkNumber;
  polarities: string[];
  /** Who judged the citation, and when; absent where only sentences have the polarity. */
  judge?: string;
  at?: string;
  /** Those that have the polarity; all of the citation where none is told apart. */
  sentences: Context[];
}

export interface Ledger {
  /** Citing papers of whose citation, or a sentence of it, somebody gave a polarity. */
  base: Base;
  claims: LedgerClaim[];
  /** By what they do to the claims, papers in the order in which they came into the library. */
  bearing: Record<Stance, Bearing[]>;
}

export function ledger(lib: Library, hub: WorkNumber): Ledger {
  return reading(lib, () => {
    const claims = lib.sql('SELECT * FROM claims WHERE work = ? ORDER BY id').all(hub) as ClaimRow[];
    const polarities = polaritiesOf(lib, hub);
    const bearing = Object.fromEntries(
      STANCES.map((stance) => [stance, bearingOn(lib, hub, polarities, POLARITIES_OF[stance])]),
    ) as Ledger['bearing'];
    return {
      base: { known: polarities.size, of: columnsOf(lib, hub).size },
      claims: claims.map((row) => ({ claim: row.id, ...claimFields(row), linked: linksOf(lib, row.id) })),
      bearing,
    };
  });
}

/** The polarities of each paper's citation and of its sentences. */
function polaritiesOf(lib: Library, hub: WorkNumber): Map<WorkNumber, Set<string>> {
  const found = lib
    .sql(
      `SELECT citing, label FROM effective WHERE cited = @hub AND axis = 1 UNION
       SELECT citing, value FROM contexts, json_each(polarities) WHERE cited = @hub AND polarities IS NOT NULL
       ORDER BY citing`,
    )
    .raw()
    .all({ hub }) as [WorkNumber, string][];
  const polarities = new Map<WorkNumber, Set<string>>();
  for (const [citing, label] of found) polarities.set(citing, (polarities.get(citing) ?? new Set()).add(label));
  return polarities;
}

/** The citing papers that do this to the claims. */
export function bearingWorks(lib: Library, hub: WorkNumber, stance: Stance): WorkNumber[] {
  return reading(lib, () =>
    [...polaritiesOf(lib, hub)].flatMap(([work, labels]) =>
      POLARITIES_OF[stance].some((label) => labels.has(label)) ? [work] : [],
    ),
  );
}

function bearingOn(
  lib: Library,
  hub: WorkNumber,
  polarities: ReadonlyMap<WorkNumber, ReadonlySet<string>>,
  wanted: readonly string[],
): Bearing[] {
  return [...polarities].flatMap(([work, labels]) => {
    const own = wanted.filter((label) => labels.has(label));
    if (own.length === 0) return [];
    const judgement = judgementsOf(lib, hub, work).find(
      ({ axis, effective, labels: said }) =>
        axis === 'polarity' && effective && own.some((label) => said.includes(label)),
    );
    const contexts = contextsOf(lib, hub, work);
    const marked = contexts.filter(({ polarities = [] }) => own.some((label) => polarities.includes(label)));
    return {
      work,
      polarities: own,
      ...(judgement !== undefined && { judge: judgement.judge, at: judgement.at }),
      sentences: marked.length > 0 ? marked : contexts.filter(({ polarities }) => polarities === undefined),
    };
  });
}

/** A sentence that may contrast or support. */
interface CueSentence {
  work: WorkNumber;
  text: string;
  /** Where its cues stand, in order. */
  hits: CueHit[];
}

export interface CueSentences {
  /** Sentences with a cue, of all that are known. */
  base: Base;
  /** Those whose cues say most first; of equals the first in the library. */
  sentences: CueSentence[];
}

/** Candidates only: the sentences that cite the hub with cues of a kind. */
export const cueSentences = (lib: Library, hub: WorkNumber, kind: CueKind): CueSentences =>
  finished(cueSentencesIn(lib, hub, kind));

/** Sentences looked through between two steps. */
const AT_ONCE = 500;

export function cueSentencesIn(lib: Library, hub: WorkNumber, kind: CueKind): Steps<CueSentences> {
  const columns = reading(lib, () => columnsOf(lib, hub));
  return keptIn(columns, `cue ${kind}`, function* () {
    const found = reading(lib, () =>
      lib.sql('SELECT citing AS work, text FROM contexts WHERE cited = ? ORDER BY citing, id').all(hub),
    ) as Omit<CueSentence, 'hits'>[];
    const sentences: CueSentence[] = [];
    for (const [at, sentence] of found.entries()) {
      if (at % AT_ONCE === 0) yield at / found.length;
      const hits = cuesIn(sentence.text, kind);
      if (hits.length > 0) sentences.push({ ...sentence, hits });
    }
    const says = ({ hits }: CueSentence): number => hits.reduce((all, { weight }) => all + weight, 0);
    return {
      base: { known: sentences.length, of: found.length },
      sentences: sentences.sort((a, b) => says(b) - says(a)),
    };
  });
}
