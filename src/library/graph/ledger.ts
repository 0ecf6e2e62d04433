/** The claims ledger of a hub: its claims, and the citing papers that bear on them, with who says so and in which sentence. */

import type { ClaimRecord, Context } from '../../hub/record.js';
import type { CueKind } from '../../hub/sentences/cue-kinds.js';
import { type CueHit, cuesIn } from '../../hub/sentences/cue-phrases.js';
import { STANCES, type Stance } from '../../hub/stance.js';
import { columnsOf, keptIn } from '../derived/columns.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { contextsOf, judgementsOf } from '../read/citations.js';
import { type Linked, linksOf } from '../reader/claim-links.js';
import { finished, partOf, type Steps } from '../steps.js';
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
  linked: Linked[];
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
  /** By what they do to the claims, papers in the order in which they came into the library: all of them, or the first. */
  bearing: Record<Stance, Bearing[]>;
  /** How many there are of each. */
  papers: Record<Stance, number>;
}

export const ledger = (lib: Library, hub: WorkNumber): Ledger => finished(ledgerIn(lib, hub, Number.POSITIVE_INFINITY));

/** The same in steps. @param most so many papers of each kind are told of, all are counted */
export function* ledgerIn(lib: Library, hub: WorkNumber, most: number): Steps<Ledger> {
  const polarities = yield* partOf(polaritiesIn(lib, hub), 0, 0.6);
  const claims = reading(lib, () => lib.sql('SELECT * FROM claims WHERE work = ? ORDER BY id').all(hub) as ClaimRow[]);
  const known = {
    base: { known: polarities.size, of: reading(lib, () => columnsOf(lib, hub).size) },
    claims: claims.map((row) => ({
      claim: row.id,
      ...claimFields(row),
      linked: reading(lib, () => linksOf(lib, row.id)),
    })),
  };
  const bearing = { supports: [], extends: [], contrasts: [], refutes: [] } as Ledger['bearing'];
  const papers = { supports: 0, extends: 0, contrasts: 0, refutes: 0 };
  const told: { stance: Stance; work: WorkNumber; own: string[] }[] = [];
  let looked = 0;
  for (const [work, labels] of polarities) {
    for (const stance of STANCES) {
      const own = ownLabels(labels, stance);
      if (own.length === 0) continue;
      papers[stance] += 1;
      if (papers[stance] <= most) told.push({ stance, work, own });
    }
    looked += 1;
    if (looked % PAPERS_AT_ONCE === 0) yield 0.6 + (0.1 * looked) / polarities.size;
  }
  for (const [at, { stance, work, own }] of told.entries()) {
    bearing[stance].push(reading(lib, () => bearingOf(lib, hub, work, own)));
    yield 0.7 + (0.3 * at) / told.length;
  }
  return { ...known, bearing, papers };
}

/** The papers of the ledger that do this to its claims, by their polarity or because a reader linked them. */
export function papersThat(stance: Stance, { bearing, claims }: Pick<Ledger, 'bearing' | 'claims'>): Set<WorkNumber> {
  const byHand = claims.flatMap(({ linked }) => linked.filter((link) => link.stance === stance));
  return new Set([...bearing[stance], ...byHand].map(({ work }) => work));
}

/** Papers whose polarities are read between two steps. */
const PAPERS_AT_ONCE = 1000;

/** The polarities of each paper's citation and of its sentences. */
function polaritiesIn(lib: Library, hub: WorkNumber): Steps<Map<WorkNumber, Set<string>>> {
  const columns = reading(lib, () => columnsOf(lib, hub));
  return keptIn(columns, 'polarities', function* () {
    const { ids, size } = columns;
    const read = lib
      .sql(
        `SELECT citing, label FROM effective WHERE cited = @hub AND citing BETWEEN @first AND @last AND axis = 1 UNION
         SELECT citing, value FROM contexts, json_each(polarities)
         WHERE cited = @hub AND citing BETWEEN @first AND @last AND polarities IS NOT NULL
         ORDER BY citing`,
      )
      .raw();
    const polarities = new Map<WorkNumber, Set<string>>();
    for (let from = 0; from < size; from += PAPERS_AT_ONCE) {
      const between = { hub, first: ids[from]!, last: ids[Math.min(size, from + PAPERS_AT_ONCE) - 1]! };
      const found = reading(lib, () => read.all(between)) as [WorkNumber, string][];
      for (const [citing, label] of found) {
        const own = polarities.get(citing);
        if (own === undefined) polarities.set(citing, new Set([label]));
        else own.add(label);
      }
      yield from / size;
    }
    return polarities;
  });
}

const NO_LABELS: string[] = [];

/** Those of a paper's polarities that do this to the claims. */
function ownLabels(labels: ReadonlySet<string>, stance: Stance): string[] {
  const wanted = POLARITIES_OF[stance];
  // Most papers have none of them.
  return wanted.some((label) => labels.has(label)) ? wanted.filter((label) => labels.has(label)) : NO_LABELS;
}

/** The citing papers of a hub that do this to its claims. */
export function bearingWorks(lib: Library, hub: WorkNumber, stance: Stance): WorkNumber[] {
  return [...finished(polaritiesIn(lib, hub))].flatMap(([work, labels]) =>
    ownLabels(labels, stance).length > 0 ? [work] : [],
  );
}

function bearingOf(lib: Library, hub: WorkNumber, work: WorkNumber, own: string[]): Bearing {
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

/** Sentences read and looked through between two steps. */
const AT_ONCE = 200;

export function cueSentencesIn(lib: Library, hub: WorkNumber, kind: CueKind): Steps<CueSentences> {
  const columns = reading(lib, () => columnsOf(lib, hub));
  return keptIn(columns, `cue ${kind}`, function* () {
    const next = lib.sql(
      `SELECT citing AS work, id, text FROM contexts WHERE cited = ? AND (citing, id) > (?, ?) ORDER BY citing, id LIMIT ${AT_ONCE}`,
    );
    const last = columns.ids[columns.size - 1] ?? 1;
    const sentences: CueSentence[] = [];
    let from: [WorkNumber, number] = [0, 0];
    let of = 0;
    for (let more = true; more; ) {
      const some = reading(lib, () => next.all(hub, ...from)) as { work: WorkNumber; id: number; text: string }[];
      for (const { work, text } of some) {
        const hits = cuesIn(text, kind);
        if (hits.length > 0) sentences.push({ work, text, hits });
      }
      of += some.length;
      more = some.length === AT_ONCE;
      if (more) from = [some.at(-1)!.work, some.at(-1)!.id];
      yield from[0] / last;
    }
    const says = ({ hits }: CueSentence): number => hits.reduce((all, { weight }) => all + weight, 0);
    return {
      base: { known: sentences.length, of },
      sentences: sentences.sort((a, b) => says(b) - says(a)),
    };
  });
}
