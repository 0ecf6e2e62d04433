/** Audits of one open library's labels, by one reader. */
import { auditReport } from '../../library/audit/agreement.js';
import { answerQuestions, auditOf, questionsOf, rolesToGive } from '../../library/audit/audits.js';
import type { Recorded } from '../../library/decisions/journal.js';
import type { Library } from '../../library/library.js';
import type { JudgingServices } from './judging-services.js';

/**
 * @param who the reader's name
 * @param noted takes note of what was recorded, so that it can be undone
 */
export function libraryJudging(library: Library, who: string, noted: (recorded: Recorded) => void): JudgingServices {
  return {
    audit(hub, ask) {
      const found = auditOf(library, who, hub, ask);
      if (found === null) return null;
      const { audit, drawn } = found;
      noted(drawn);
      return { audit, questions: questionsOf(library, audit, who), roles: rolesToGive(library, hub) };
    },
    answer: (audit, { work }, role) => noted(answerQuestions(library, who, audit, [{ work, role }])),
    agreement: (audit) => auditReport(library, audit, who),
  };
}
