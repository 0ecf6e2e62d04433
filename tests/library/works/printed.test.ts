import { describe, expect, it } from 'vitest';
import { type Printed, undatedTogether } from '../../../src/library/works/printed.js';

const counts = (...pairs: [string, number][]) => pairs.map(([label, count]) => ({ label, count }));

describe('captures of one hub without a date', () => {
  const older: Printed = {
    total: 1100,
    tier: 'hub',
    sentence: 'Mixed citation behavior.',
    roles: counts(['background', 20]),
    facets: { years: counts(['2025', 1100]) },
    counts: counts(['external', 40], ['paper_page', 60]),
    lacked: ['authors', 'abstract'],
  };
  const newer: Printed = {
    total: 1234,
    tier: 'super hub',
    roles: counts(['background', 25], ['method', 1]),
    counts: counts(['external', 38]),
    lacked: ['authors', 'years'],
  };

  it('say what the one with the greater total says, and what only the other has, in either order', () => {
    const both: Printed = {
      ...newer,
      sentence: 'Mixed citation behavior.',
      facets: older.facets!,
      counts: counts(['external', 40], ['paper_page', 60]),
      lacked: ['authors'],
    };
    expect(undatedTogether(older, newer)).toEqual(both);
    expect(undatedTogether(newer, older)).toEqual(both);
  });

  it('of one total are told apart by how much is classified', () => {
    const indexing: Printed = { total: 9, sentence: 'Polarity classification is still indexing.' };
    const classified: Printed = { total: 9, sentence: 'Mixed.', roles: counts(['method', 5]) };
    expect(undatedTogether(indexing, classified)).toEqual(classified);
    expect(undatedTogether(classified, indexing)).toEqual(classified);
  });

  it('of the same numbers give of each field what says more, in either order', () => {
    const one: Printed = { total: 9, sentences: ['One.', 'Two.'], facets: { years: counts(['2025', 9]) } };
    const other: Printed = { total: 9, sentences: ['Three.'], facets: { roles: counts(['method', 1]) } };
    const both = { total: 9, sentences: ['One.', 'Two.'], facets: { ...one.facets, ...other.facets } };
    expect(undatedTogether(one, other)).toEqual(both);
    expect(undatedTogether(other, one)).toEqual(both);
    const same = [undatedTogether({ tier: 'hub' }, { tier: 'web' }), undatedTogether({ tier: 'web' }, { tier: 'hub' })];
    expect(same[0]).toEqual(same[1]);
  });

  it('of which one lost its total are told apart by the rest', () => {
    const indexing: Printed = { total: 98, tier: 'hub' };
    const reading: Printed = { tier: 'super hub', headline: { label: 'background', percent: 72 } };
    for (const both of [undatedTogether(indexing, reading), undatedTogether(reading, indexing)])
      expect(both).toEqual({ ...reading, total: 98 });
  });

  it('change nothing when any of them comes again', () => {
    const cut: Printed = { total: 1234, roles: counts(['background', 25]), sentence: 'Canonical reference.' };
    const reading: Printed = { tier: 'super hub', headline: { label: 'background', percent: 72 } };
    const captures = [older, newer, cut, reading, {}, { counts: counts(['paper_page', 7]) }];
    for (let from = 0; from < captures.length; from += 1) {
      const order = [...captures.slice(from), ...captures.slice(0, from)];
      const all = order.reduce((before, now) => undatedTogether(before, now));
      for (const capture of order) expect(undatedTogether(all, capture)).toEqual(all);
    }
  });
});
