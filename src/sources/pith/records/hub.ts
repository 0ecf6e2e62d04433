/** `/citations/<uuid>.json`: a work and what its page on Pith counts. */
import type { HubRecord, LabelCount, WorkRecord } from '../../../hub/record.js';
import { labelToken, labelWords } from '../../../hub/vocabulary.js';
import { identifier, type Json, line, object } from '../../values.js';
import { describeHub, extracted, further, idsOf, PITH, titleOf } from './paper.js';

/** What of the state of a hub has a place of its own, or is of the site alone. */
const KNOWN: ReadonlySet<string> = new Set([
  'work_id',
  'tier',
  'tier_reason',
  'pith_inbound_count',
  'external_cited_by_count',
  'author_build_status',
]);

/** The work and its hub; undefined without an id of its own and a title. */
export function decodeHubRecord(body: unknown, at?: string): { work: WorkRecord; hub: HubRecord } | undefined {
  const given = object(object(body).work);
  const uuid = identifier('uuid:', given.id);
  const title = titleOf(given.display_title) ?? titleOf(given.title) ?? titleOf(given.render_title);
  if (uuid === undefined || title === undefined) return undefined;
  const work: WorkRecord = { type: 'work', ids: [...idsOf(given), uuid], title };
  describeHub(work, given);
  return { work, hub: hubOf(work, object(object(object(body).hub).state), at) };
}

function hubOf(work: WorkRecord, state: Json, at: string | undefined): HubRecord {
  const hub: HubRecord = { type: 'hub', work: work.ids[0]!, source: PITH, ...(at !== undefined && { at }) };
  const total = extracted(state.pith_inbound_count);
  if (total !== undefined) hub.total = total;
  const external = extracted(state.external_cited_by_count);
  const counts: LabelCount[] = external === undefined ? [] : [{ label: 'external', count: external }];
  if (counts.length > 0) hub.counts = counts;
  const tier = line(state.tier);
  if (tier !== undefined && labelToken(tier) !== 'none') hub.tier = labelWords(labelToken(tier));
  const reason = line(state.tier_reason);
  if (reason !== undefined) hub.tierReason = reason;
  return { ...further(state, KNOWN), ...hub };
}
