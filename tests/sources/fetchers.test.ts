/** What every service can be asked. */
import { describe, expect, it } from 'vitest';
import { splitId } from '../../src/hub/ids/identifier.js';
import { LISTING_SERVICES, SERVICES } from '../../src/hub/services.js';
import { idFor, LIST_FETCHERS, usualServices } from '../../src/sources/fetchers.js';
import { withServer } from './replay/fetching.js';

const NAMES = [
  'arxiv:2101.00001',
  'doi:10.1000/hub',
  'pith:2026:ABCDEFGH',
  'uuid:0f9d2c6e-1b7a-4c55-9a43-2e6b8d10f7aa',
  'openalex:W1',
  's2:abababababababababababababababababababab',
  'corpus:77',
  'pmid:1',
  'pmcid:PMC1',
  'mag:1',
  'acl:P07-2045',
  'dblp:conf/x/y',
  'omid:br/1',
  'key:x',
];

describe('services that list citing papers', () => {
  it.each(LISTING_SERVICES)('%s is asked by every kind of name it takes, and by no other', async (name) => {
    const { schemes } = SERVICES[name].lists;
    await withServer(
      () => ({ status: 404, body: { error: 'Not found' } }),
      async ({ client, server }) => {
        for (const ref of NAMES) {
          server.asked.length = 0;
          const error = await LIST_FETCHERS[name](client, ref, {})
            .next()
            .catch((thrown: Error) => thrown);
          const takes = (schemes as readonly string[]).includes(splitId(ref).scheme);
          expect(error, ref).toMatchObject({ kind: takes ? 'not-found' : 'refused' });
          expect(server.asked.length > 0, ref).toBe(takes);
        }
      },
    );
  });

  it('are asked by the name that was given where they take it, else by the best of the paper’s names', () => {
    const names = ['arxiv:2101.00001', 'doi:10.1000/hub', 'openalex:W1'];
    expect(idFor('openalex', 'arxiv:2101.00001', names)).toBe('arxiv:2101.00001');
    expect(idFor('openalex', 'corpus:77', names)).toBe('openalex:W1');
    expect(idFor('opencitations', 'corpus:77', names)).toBe('doi:10.1000/hub');
    expect(idFor('pith', 'corpus:77', ['doi:10.1000/hub'])).toBeUndefined();
  });

  it('are Pith for its names, else Semantic Scholar and then OpenAlex', () => {
    expect(usualServices('uuid:0f9d2c6e-1b7a-4c55-9a43-2e6b8d10f7aa')).toEqual(['pith']);
    expect(usualServices('pith:2026:ABCDEFGH')).toEqual(['pith']);
    for (const ref of ['arxiv:2101.00001', 'doi:10.1000/hub', 'openalex:W1'])
      expect(usualServices(ref)).toEqual(['semantic-scholar', 'openalex']);
  });
});
