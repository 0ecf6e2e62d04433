/** What the screens ask of the library about whose word counts: audits of labels. */
import type { SampleName } from '../../hub/decisions/decision.js';
import type { AuditReport } from '../../library/audit/agreement.js';
import type { Audit, Question } from '../../library/audit/audits.js';
import type { WorkNumber } from '../../library/model.js';

/** A sample with what its citations may be answered with. */
export interface OpenAudit {
  audit: Audit;
  questions: readonly Question[];
  roles: readonly string[];
}

export interface JudgingServices {
  /** A sample of a hub's labelled citations; null where there are none to draw from. */
  audit(hub: WorkNumber, ask: SampleName): OpenAudit | null;
  /** Keeps the reader's answer; null takes it back. */
  answer(audit: Audit, question: Question, role: string | null): void;
  /** How far judges agree with the answers there are. */
  agreement(audit: Audit): AuditReport;
}
