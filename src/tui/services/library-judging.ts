/** Audits of one open library's labels, by one reader. */
import { auditReport } from '../../library/audit/agreement.js';
import { answerQuestions, auditOf, questionsOf, rolesToGive } from '../../library/audit/audits.js';
import type { Library } from '../../library/library.js';
import type { JudgingServices } from './judging-services.js';

const now = (): string => new Date().toISOString();

/** @param who the reader's name */
export function libraryJudging(library: Library, who: string): JudgingServices {
  return {
    audit(hub, ask) {
      const audit = auditOf(library, hub, ask, now());
      return audit && { audit, questions: questionsOf(library, audit, who), roles: rolesToGive(library, hub) };
    },
    answer: (audit, { id }, role) => answerQuestions(library, audit, [{ paper: id, role }], { who, at: now() }),
    agreement: (audit) => auditReport(library, audit, who),
  };
}
