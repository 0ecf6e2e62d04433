/** The record of a work's page on Pith. */
import { describe, expect, it } from 'vitest';
import { decodeHubRecord } from '../../../../src/sources/pith/records/hub.js';
import { PITH_UUID } from '../../replay/pith.js';

describe('the record of a hub', () => {
  it('without an id or a title is none', () => {
    for (const body of [null, {}, { work: { id: PITH_UUID } }, { work: { id: 'x', title: 'T' } }])
      expect(decodeHubRecord(body, '2026-01-02')).toBeUndefined();
  });

  it('does not hide a good title because it is marked otherwise', () => {
    const body = {
      work: {
        id: PITH_UUID,
        title: 'T',
        title_quality_ok: false,
        authors: [{ name: 'A' }, 'B'],
        doi: '10.1000/X',
        external_url: 'javascript:x',
        news: {},
      },
    };
    expect(decodeHubRecord(body)!.work).toEqual({
      type: 'work',
      ids: ['doi:10.1000/x', `uuid:${PITH_UUID}`],
      title: 'T',
      authors: [{ name: 'A' }, { name: 'B' }],
    });
  });

  it('keeps the order of its authors, also where that is the alphabet', () => {
    const named = (authors_text: string): object => ({ work: { id: PITH_UUID, title: 'T', authors_text } });
    for (const [text, names] of [
      ['Ada Shepherd, Bo Ram, Cleo Ewe', ['Ada Shepherd', 'Bo Ram', 'Cleo Ewe']],
      ['Bo Ram, Ada Shepherd, and C. Ewe, Jr.', ['Bo Ram', 'Ada Shepherd', 'C. Ewe, Jr.']],
      ['Bo Ram and Ada Shepherd', ['Bo Ram', 'Ada Shepherd']],
    ] as const)
      expect(decodeHubRecord(named(text))!.work.authors?.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['cs.LG', { category: 'cs.LG' }],
    ['cond-mat.str-el', { category: 'cond-mat.str-el' }],
    ['hep-th', { category: 'hep-th' }],
    ['Journal of Wool', { venue: 'Journal of Wool' }],
    ['ICML', { venue: 'ICML' }],
  ])('of the venue %s', (venue, said) => {
    const { work } = decodeHubRecord({ work: { id: PITH_UUID, title: 'T', venue } })!;
    expect({
      ...('category' in work && { category: work.category }),
      ...('venue' in work && { venue: work.venue }),
    }).toEqual(said);
  });

  it('says what it counts, and of 0 and none nothing', () => {
    const state = (given: object): object => ({ work: { id: PITH_UUID, title: 'T' }, hub: { state: given } });
    expect(
      decodeHubRecord(state({ pith_inbound_count: 0, tier: 'none', external_cited_by_count: 12_000 }))!.hub,
    ).toEqual({
      type: 'hub',
      work: `uuid:${PITH_UUID}`,
      source: 'pith',
      counts: [{ label: 'external', count: 12_000 }],
    });
  });
});
