/** What findings about a work's integrity come to. */
import type { Finding } from './record.js';
import { CLEAN, inVocabularyOrder, SEVERITIES } from './vocabulary.js';

/** Whether a finding was not taken back. */
export function holds({ basis }: Finding): boolean {
  return basis !== 'rescinded';
}

/** The worst severity among findings that hold, `clean` where there is none. */
export function worstFinding(findings: readonly Finding[]): string {
  const severities = new Set(findings.filter(holds).map(({ severity }) => severity));
  return inVocabularyOrder([...severities], SEVERITIES)[0] ?? CLEAN;
}
