/** What Pith's detectors found in a paper's references, links and text: `integrity.json`, and the same inside other records. */
import type { Finding, Id, IntegrityRecord } from '../../../hub/record.js';
import { labelToken } from '../../../hub/vocabulary.js';
import { count, isObject, type Json, line, list, object } from '../../values.js';
import { PITH, paragraphs, timeOf } from './paper.js';

/** The kind of event that reports a finding. */
export const INTEGRITY_EVENT = 'pith.integrity.v1';

/** Fields by which two reports tell of the same thing. */
const SAME = ['detector', 'finding', 'reference', 'detectedDoi', 'detectedArxiv', 'url'] as const;

/**
 * The check of a paper; undefined where nothing was checked. A finding stands in the summary, in an event, or in both: the
 * event has more of it, and may take it back.
 */
export function decodeIntegrity(work: Id, given: Json, events: readonly unknown[] = []): IntegrityRecord | undefined {
  const runs = list(given.detectors_run).filter(isObject);
  const findings = list(given.findings).flatMap((entry) => findingOf(object(entry)) ?? []);
  const times = [...runs.map((run) => timeOf(run.ran_at)), ...findings.map(({ at }) => at)];
  for (const event of events.map(object)) {
    if (line(event.event_type) !== INTEGRITY_EVENT) continue;
    const said = partOf(object(event.payload));
    const at = said.at ?? timeOf(event.created_at);
    if (at !== undefined) said.at = at;
    times.push(at);
    const known = findings.find((finding) => isSame(finding, said));
    if (known !== undefined) Object.assign(known, said.basis === 'rescinded' ? said : { ...said, ...known });
    else if (isWhole(said)) findings.push(said);
  }
  const detectors = runs
    .filter((run) => run.status === undefined || run.status === 'completed')
    .flatMap((run) => labelToken(line(run.name) ?? '') || []);
  if (given.available !== true && detectors.length === 0 && findings.length === 0) return undefined;
  const record: IntegrityRecord = { type: 'integrity', work, source: PITH, findings };
  const at = times
    .flatMap((time) => time ?? [])
    .sort()
    .at(-1);
  if (at !== undefined) record.at = at;
  if (detectors.length > 0) record.detectors = [...new Set(detectors)];
  return record;
}

function isSame(finding: Finding, said: Partial<Finding>): boolean {
  return said.detector !== undefined && SAME.every((key) => agree(finding[key], said[key]));
}

function agree(one: unknown, other: unknown): boolean {
  return one === undefined || other === undefined || one === other;
}

function findingOf(given: Json): Finding | undefined {
  const found = partOf(given);
  return isWhole(found) ? found : undefined;
}

function isWhole(found: Partial<Finding>): found is Finding {
  return found.detector !== undefined && found.finding !== undefined && found.severity !== undefined;
}

/** What is said of a finding, on the record or in the evidence that stands with it. */
function partOf(given: Json): Partial<Finding> {
  const evidence = object(given.evidence);
  const told = <T>(key: string, read: (value: unknown) => T | undefined): T | undefined =>
    read(given[key]) ?? read(evidence[key]);
  const label = (value: unknown): string | undefined => labelToken(line(value) ?? '') || undefined;
  const all: { [Field in keyof Finding]-?: Finding[Field] | undefined } = {
    detector: told('detector', label),
    finding: told('finding_type', label),
    severity: told('severity', label),
    basis: told('verdict_class', label),
    reference: told('ref_index', (value) => count(value) || undefined),
    detectedDoi: told('detected_doi', line),
    detectedArxiv: told('detected_arxiv_id', line),
    url: told('external_url', line),
    resolvedTitle: told('resolved_title', line),
    note: told('note', paragraphs),
    snippet: told('snippet', paragraphs),
    at: told('audited_at', timeOf),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<Finding>;
}
