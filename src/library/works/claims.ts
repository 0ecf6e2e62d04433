/** Claims of a work, from the table to records. */
import type { ClaimRecord } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf } from './ids.js';

export interface ClaimRow {
  id: number;
  kind: string;
  text: string;
  source: string | null;
  status: string | null;
  attestation: string | null;
  claim_id: string | null;
  number: number | null;
}

/** A claim's fields as records have them, without its work. */
export function claimFields(row: ClaimRow): Omit<ClaimRecord, 'type' | 'work'> {
  return {
    kind: row.kind,
    text: row.text,
    ...(row.source !== null && { source: row.source }),
    ...(row.status !== null && { status: row.status }),
    ...(row.attestation !== null && { attestation: row.attestation }),
    ...(row.claim_id !== null && { claimId: row.claim_id }),
    ...(row.number !== null && { number: row.number }),
  };
}

/** The claims of a work as they came. */
export function claimsOf(lib: Library, work: WorkNumber): ClaimRecord[] {
  const [id = ''] = idsOf(lib, work);
  const found = lib.sql('SELECT * FROM claims WHERE work = ? ORDER BY id').all(work) as ClaimRow[];
  return found.map((claim) => ({ type: 'claim', work: id, ...claimFields(claim) }));
}
