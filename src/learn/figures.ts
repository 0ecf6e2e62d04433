/** The figures of a validation: how good labels are role by role and in all, beside what guessing would come to. */
import type { Example } from './classifier.js';
import type { Validation } from './cross-validation.js';
import { GIVEN_FROM } from './limits.js';
import { bestCut, calibrationError, logLoss, scoreOf, type Tenth, tenthsOf } from './scores.js';

export interface RoleFigures {
  role: string;
  /** Citations that have it, and what share of all they are. */
  count: number;
  baseRate: number;
  /** Where every citation must be decided: given from the likelihood on that promises the best F1. */
  precision: number;
  recall: number;
  f1: number;
  /** Of labels as they are given, from GIVEN_FROM on; precision null where none is. */
  given: { count: number; precision: number | null; recall: number };
  calibrationError: number;
}

export interface Figures {
  citations: number;
  folds: number;
  macroF1: number;
  roles: RoleFigures[];
  /** Giving every citation the commonest role and nothing else. */
  majority: { role: string; f1: number; macroF1: number };
  /** What share of the citations gets a role at all, and of the roles given what share is right. */
  coverage: number;
  precision: number | null;
  calibrationError: number;
  /** How far likelihoods hold, all roles together. */
  tenths: Tenth[];
  logLoss: number;
}

export function figuresOf(
  examples: readonly Example[],
  roles: readonly string[],
  { folds, likelihoods }: Validation,
): Figures {
  const ofRole = (role: number): { p: number[]; has: number[] } => ({
    p: likelihoods.map((one) => one[role]!),
    has: examples.map(({ has }) => has[role]!),
  });
  const lines = roles.map((name, role): RoleFigures => {
    const { p, has } = ofRole(role);
    const count = has.reduce((sum, one) => sum + one, 0);
    const cut = bestCut(p);
    const { precision, recall, f1 } = scoreOf(
      p.map((one) => one >= cut),
      has,
    );
    const surely = scoreOf(
      p.map((one) => one >= GIVEN_FROM),
      has,
    );
    return {
      role: name,
      count,
      baseRate: count / examples.length,
      precision,
      recall,
      f1,
      given: {
        count: surely.given,
        precision: surely.given === 0 ? null : surely.precision,
        recall: surely.recall,
      },
      calibrationError: calibrationError(tenthsOf(p, has)),
    };
  });
  const all = roles.map((_, role) => ofRole(role));
  const everyP = all.flatMap(({ p }) => p);
  const everyHas = all.flatMap(({ has }) => has);
  const tenths = tenthsOf(everyP, everyHas);
  const given = lines.reduce((sum, line) => sum + line.given.count, 0);
  const right = lines.reduce((sum, line) => sum + line.given.count * (line.given.precision ?? 0), 0);
  return {
    citations: examples.length,
    folds,
    macroF1: mean(lines.map(({ f1 }) => f1)),
    roles: lines,
    majority: majorityOf(lines),
    coverage: likelihoods.filter((one) => one.some((p) => p >= GIVEN_FROM)).length / examples.length,
    precision: given === 0 ? null : right / given,
    calibrationError: calibrationError(tenths),
    tenths,
    logLoss: logLoss(everyP, everyHas),
  };
}

function majorityOf(lines: readonly RoleFigures[]): Figures['majority'] {
  const { role, baseRate } = lines.reduce((most, line) => (line.count > most.count ? line : most));
  const f1 = (2 * baseRate) / (1 + baseRate);
  return { role, f1, macroF1: f1 / lines.length };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
