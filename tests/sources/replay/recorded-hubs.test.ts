/** Recorded answers served as the list of a hub. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { fetchOpenAlexCitations } from '../../../src/sources/openalex/fetch.js';
import { decodeCitations } from '../../../src/sources/semantic-scholar/decode.js';
import { fetchSemanticScholarCitations } from '../../../src/sources/semantic-scholar/fetch.js';
import { collect } from '../collect.js';
import { NO_REAL_DATA, realJson } from '../real-data.js';
import { gather, withServer } from './fetching.js';
import { recorded } from './recorded.js';
import { openalex, type S2Row, semanticScholar } from './services.js';

const HUB = 'arxiv:2101.00001';

function ofCiting(records: readonly HubLibraryRecord[]): string[] {
  return records
    .filter((record) => record.type === 'citation' || (record.type === 'work' && !record.ids.includes(HUB)))
    .map((record) => JSON.stringify(record));
}

describe.skipIf(NO_REAL_DATA)('recorded lists fetched over loopback (skipped without ../shared/data)', () => {
  it.each([
    ['RS_006_MLRC_2022_06', 115],
    ['RS_114_MLRC_2020_21', 370],
    ['RS_130_ICLR_2019_02', 732],
  ])('%s: the %i citing papers are those of the file', async (name, count) => {
    const { data } = realJson(`semantic-scholar/citations/${name}.json.gz`) as { data: S2Row[] };
    // The service sorts by date, and sorting changes who keeps a name two papers share.
    const handler = semanticScholar(data);
    const page = handler({
      method: 'GET',
      url: `/paper/${'ab'.repeat(20)}/citations?offset=0&limit=1000`,
      headers: {},
      body: '',
    });
    const direct = await collect(decodeCitations(page.body, 'body', { cited: HUB, at: '2026-01-02' }));
    await withServer(handler, async ({ client }) => {
      const fetched = await gather(fetchSemanticScholarCitations(client, HUB));
      expect(fetched.citations).toHaveLength(count);
      expect(ofCiting(fetched.records)).toEqual(ofCiting(direct.records));
      expect(fetched.notes).toEqual([]);
    });
  });

  it('200 recorded works of OpenAlex, as if they cited one', async () => {
    const works = recorded('openalex')
      .map(({ body }) => (body as { results?: object[] }).results ?? [])
      .find((results) => results.length === 200)!;
    await withServer(openalex(works), async ({ client }) => {
      const { citations, works: met } = await gather(fetchOpenAlexCitations(client, 'openalex:W1000000'));
      expect(citations).toHaveLength(200);
      const abstracts = works.filter((work) => (work as { abstract_inverted_index?: unknown }).abstract_inverted_index);
      // The cited work has one too.
      expect(met.filter(({ abstract }) => abstract !== undefined)).toHaveLength(abstracts.length + 1);
    });
  });
});
