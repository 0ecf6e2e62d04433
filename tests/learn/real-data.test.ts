/** What the classifier comes to on recorded roles and sentences of Semantic Scholar. */
import { describe, expect, it } from 'vitest';
import type { KnownCitation } from '../../src/learn/citation.js';
import { rolesIn, validate } from '../../src/learn/learn.js';
import { finished } from '../../src/library/steps.js';
import { roles as rolesOfIntents } from '../../src/sources/semantic-scholar/decode.js';
import { NO_REAL_DATA, realJson } from '../sources/real-data.js';

const BODIES = ['RS_006_MLRC_2022_06', 'RS_014_MLRC_2022_14', 'RS_114_MLRC_2020_21', 'RS_130_ICLR_2019_02'];

interface Body {
  data: { contexts: string[]; intents: string[] | null; citingPaper: { paperId: string | null; title: string } }[];
}

function recorded(): KnownCitation[] {
  const papers = new Map<string, number>();
  return BODIES.flatMap((name, cited) =>
    (realJson(`semantic-scholar/citations/${name}.json.gz`) as Body).data.flatMap(
      ({ contexts, intents, citingPaper }): KnownCitation[] => {
        const roles = rolesOfIntents(intents);
        if (roles.length === 0 || contexts.length === 0) return [];
        const paper = citingPaper.paperId ?? citingPaper.title;
        papers.set(paper, papers.get(paper) ?? papers.size);
        return [{ citing: papers.get(paper)!, cited, roles, sentences: contexts.map((text) => ({ text })) }];
      },
    ),
  );
}

describe.skipIf(NO_REAL_DATA)('four recorded lists of Semantic Scholar (skipped without ../shared/data)', () => {
  const known = NO_REAL_DATA ? [] : recorded();

  it('are learned far better than by giving everybody the commonest role, and likelihoods hold', () => {
    const { learned, rare } = rolesIn(known);
    expect([known.length, learned, rare]).toEqual([895, ['background', 'method', 'comparison'], []]);
    const { figures, acrossHubs } = finished(validate(known, learned));
    const [background, method, comparison] = figures.roles;
    expect(figures.majority).toMatchObject({ role: 'background' });
    expect(figures.majority.macroF1).toBeCloseTo(0.261, 3);
    expect(figures.macroF1).toBeGreaterThan(0.6);
    expect(background!.f1).toBeGreaterThan(0.85);
    expect(method!.f1).toBeGreaterThan(0.84);
    expect(comparison).toMatchObject({ count: 37 });
    expect(figures.coverage).toBeGreaterThan(0.7);
    expect(figures.precision).toBeGreaterThan(0.88);
    expect(figures.calibrationError).toBeLessThan(0.04);
    // What holds for these hubs does not for one that nothing is known of, and that is seen.
    expect(acrossHubs!.figures.precision).toBeLessThan(0.8);
  });

  it('teach nothing where roles are dealt out anew among the citations', () => {
    const dealt = known.map((citation, at) => ({ ...citation, roles: known[(at * 367 + 5) % known.length]!.roles }));
    const { figures } = finished(validate(dealt, rolesIn(dealt).learned));
    expect(figures.coverage).toBeLessThan(0.05);
    expect(figures.calibrationError).toBeLessThan(0.06);
  });
});
