/** Checks of a work's integrity: a row a source, with all that its checks have found so far. */
import type { Finding, IntegrityRecord } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf } from './ids.js';

/** A check without its work. */
export type Check = Omit<IntegrityRecord, 'type' | 'work'>;

interface IntegrityRow {
  source: string;
  at: string | null;
  detectors: string | null;
  findings: string;
}

/** The checks of a work, by source. */
export function checksOf(lib: Library, work: WorkNumber): Check[] {
  const found = lib.sql('SELECT * FROM integrity WHERE work = ? ORDER BY source').all(work) as IntegrityRow[];
  return found.map((row) => ({
    source: row.source,
    ...(row.at !== null && { at: row.at }),
    ...(row.detectors !== null && { detectors: JSON.parse(row.detectors) as string[] }),
    findings: JSON.parse(row.findings) as Finding[],
  }));
}

/** The same as records. */
export function integrityOf(lib: Library, work: WorkNumber): IntegrityRecord[] {
  const [id = ''] = idsOf(lib, work);
  return checksOf(lib, work).map((check) => ({ type: 'integrity', work: id, ...check }));
}

/** Enters what a source's checks say now. */
export function putCheck(lib: Library, work: WorkNumber, check: Check, via: number | null): void {
  const { source, at, detectors, findings } = check;
  lib
    .sql('INSERT OR REPLACE INTO integrity(work, source, at, detectors, findings, via) VALUES (?, ?, ?, ?, ?, ?)')
    .run(work, source, at ?? null, detectors ? JSON.stringify(detectors) : null, JSON.stringify(findings), via);
}

/**
 * Two checks of one source as one: of a thing that both found, what was said of it last, so that one which is taken back is
 * known to be. What only the earlier found stays.
 */
export function together(a: Check, b: Check): Check {
  const found = new Map(a.findings.map((one) => [thing(one), one]));
  for (const one of b.findings) {
    const before = found.get(thing(one));
    if (before === undefined || (one.at ?? '') >= (before.at ?? '')) found.set(thing(one), one);
  }
  const at = [a.at, b.at].filter((time) => time !== undefined).sort();
  const detectors = [...new Set([...(a.detectors ?? []), ...(b.detectors ?? [])])].sort();
  return {
    source: a.source,
    ...(at.length > 0 && { at: at.at(-1)! }),
    ...((a.detectors ?? b.detectors) !== undefined && { detectors }),
    findings: [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, finding]) => finding),
  };
}

/** After two works became one: the checks of both. */
export function joinChecks(lib: Library, survivor: WorkNumber, gone: WorkNumber): void {
  for (const check of checksOf(lib, gone)) {
    const own = checksOf(lib, survivor).find(({ source }) => source === check.source);
    if (own !== undefined) putCheck(lib, survivor, together(own, check), null);
  }
  lib.sql('UPDATE OR IGNORE integrity SET work = ? WHERE work = ?').run(survivor, gone);
  lib.sql('DELETE FROM integrity WHERE work = ?').run(gone);
}

/** What a finding is about. */
function thing({ detector, finding, reference, detectedDoi, detectedArxiv, url }: Finding): string {
  return JSON.stringify([detector, finding, reference ?? 0, detectedDoi ?? '', detectedArxiv ?? '', url ?? '']);
}
