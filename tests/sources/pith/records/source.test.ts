/** Records of Pith saved as JSON. */
import { describe, expect, it } from 'vitest';
import { mendRecord } from '../../../../src/hub/record-fields.js';
import { SourceError } from '../../../../src/sources/decoded.js';
import { detectSource } from '../../../../src/sources/detect.js';
import { newReading } from '../../../../src/sources/source.js';
import { type Collected, collect } from '../../collect.js';
import { inputOf } from '../../input-of.js';
import { hubRecord, PITH_UUID } from '../../replay/pith.js';
import {
  BUNDLE,
  CITERS,
  EMPTY_GRAPH,
  GRAPH,
  INTEGRITY,
  NUMBER,
  NUMBER_RECORD,
  RECORDS,
  REVIEW,
  STATE,
} from './samples.js';

const HUB = 'arxiv:2101.00001';
const AT = '2026-01-02';

interface Read extends Collected {
  format: string;
  notes: string[];
}

async function read(content: object | string, name = 'saved.json', cited?: string): Promise<Read> {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const input = inputOf(text, 64 * 1024, name);
  const { source, format } = detectSource(input);
  const reading = newReading();
  const options = { at: AT, reading, ...(cited !== undefined && { cited }) };
  return { ...(await collect(source.decode(input, options))), format, notes: reading.notes };
}

describe('records of Pith', () => {
  it.each(Object.entries(RECORDS))('a %s is told by what is in it', async (words, content) => {
    for (const text of [JSON.stringify(content), JSON.stringify(content, null, 2), ` \n${JSON.stringify(content)}\n`]) {
      const { format, records, problems } = await read(text, 'saved.json', HUB);
      expect(format).toBe(words);
      expect(records.length).toBeGreaterThan(0);
      expect(problems.every(({ message }) => /the cited paper itself|neither an id nor a title/u.test(message))).toBe(
        true,
      );
    }
  });

  it('the record of a hub is told by its state where its work has no more than an id and a title', async () => {
    const body = {
      work: { id: PITH_UUID, title: 'T' },
      hub: { state: { tier: 'super_hub', pith_inbound_count: 117 } },
    };
    const { format, of } = await read(body);
    expect(format).toBe('hub record of Pith');
    expect(of('hub')).toMatchObject([{ tier: 'super hub', total: 117 }]);
  });

  it('the record of a hub', async () => {
    const { records } = await read(hubRecord(117));
    expect(records).toEqual([
      {
        type: 'work',
        ids: [HUB, `uuid:${PITH_UUID}`],
        title: 'Counting Sheep at Scale',
        authors: [{ name: 'Ada Shepherd' }, { name: 'Bo Ram' }],
        date: '2021',
        category: 'cs.CV',
        abstract: 'We count sheep.',
        url: 'https://arxiv.org/abs/2101.00001',
      },
      {
        type: 'hub',
        work: HUB,
        source: 'pith',
        total: 117,
        tier: 'super hub',
        tierReason: '100+ Pith inbound or 10,000+ external citations',
        distinct_field_count: 4,
        first_pith_cited_at: '2020-12-03T10:00:00+00:00',
      },
    ]);
  });

  it('everybody who cites a hub, also from before it, with verdict, novelty, role, polarity, sentence and places', async () => {
    const { records, problems } = await read(CITERS, `/saved/citations/${PITH_UUID}/citers.json`);
    const hub = `uuid:${PITH_UUID}`;
    expect(records.slice(0, 5)).toEqual([
      { type: 'work', ids: [hub] },
      { type: 'hub', work: hub, source: 'pith', total: 4 },
      { type: 'work', ids: ['arxiv:2405.00002'], title: 'Sheep of 2405.00002', date: '2024-05-06', category: 'cs.CV' },
      {
        type: 'review',
        work: 'arxiv:2405.00002',
        source: 'pith',
        verdict: 'unverdicted',
        verdictConfidence: 'low',
        novelty: 4,
        formalVerification: 'none',
        summary: 'Counts sheep by their shadows.',
      },
      {
        type: 'citation',
        citing: 'arxiv:2405.00002',
        cited: hub,
        places: 3,
        reference: 17,
        confidence: 0.98,
        contexts: [{ text: 'We count as they do [17].', labels: ['use_method'], polarities: ['support'] }],
        judgements: [
          { axis: 'role', labels: ['use_method'], judge: 'pith', at: AT },
          { axis: 'polarity', labels: ['support'], judge: 'pith', at: AT },
        ],
      },
    ]);
    // Nobody has reviewed or classified it: then nothing is said.
    expect(records.slice(5, 7)).toEqual([
      { type: 'work', ids: ['arxiv:2012.00001'], title: 'Sheep of 2012.00001', date: '2020-12-03', category: 'cs.CV' },
      { type: 'citation', citing: 'arxiv:2012.00001', cited: hub, places: 1, reference: 17, confidence: 0.98 },
    ]);
    expect(records.at(-4)).toMatchObject({ ids: ['key:sheep-without-names/2024'] });
    expect(problems).toEqual([]);
    const own = await read(CITERS, 'citers.json', HUB);
    expect(own.problems).toEqual([{ place: 'row 4', message: 'the cited paper itself (arXiv:2101.00001)' }]);
  });

  it('a list whose hub nothing names is refused with what to do, and one of nobody is none', async () => {
    await expect(read(CITERS, 'citers.json')).rejects.toThrow(
      /^citers\.json lists citing papers without naming the paper they cite, as Pith does; add --cited <paper>/u,
    );
    const { records } = await read({ total: 0, items: [] }, 'citers.json', HUB);
    expect(records).toEqual([
      { type: 'work', ids: [HUB] },
      { type: 'hub', work: HUB, source: 'pith', total: 0 },
    ]);
    expect(() => detectSource(inputOf('{"total":1,"items":[{"name":"x"}]}'))).toThrow(SourceError);
    expect(() => detectSource(inputOf('{"detail":"Not Found"}'))).toThrow(/says what went wrong, and no record/u);
  });

  it('a number record names its authors without order, since it lists them by their given names', async () => {
    const { records, notes } = await read(NUMBER_RECORD);
    expect(records).toEqual([
      {
        type: 'work',
        ids: [HUB, `pith:2021:${NUMBER}`],
        title: 'Counting Sheep at Scale in Été',
        authorSet: [{ name: 'Ada Shepherd' }, { name: 'Bo Ram, Jr.' }, { name: 'Cécile Ewe' }],
        date: '2021-01-02',
        category: 'cs.CV',
        crossCategories: 'cs.DL, stat.ML',
        abstract: 'We count sheep.',
        summary: 'Sheep can be counted at scale.',
      },
    ]);
    expect(notes).toEqual([]);
    // As linked data, which has another name for its number and none for its kind.
    const { record_type: _, pith_number, ...rest } = NUMBER_RECORD;
    const linked = await read({ '@context': 'https://pith.science/context', '@id': pith_number, ...rest });
    expect([linked.format, linked.records]).toEqual(['number record of Pith', records]);
    await expect(read({ '@id': `pith:2021:${'A'.repeat(26)}`, ...rest })).rejects.toThrow(/is not believed/u);
    const alone = await read({ ...NUMBER_RECORD, paper: { ...NUMBER_RECORD.paper, authors_text: 'Ada Shepherd' } });
    expect(alone.records[0]).toMatchObject({ authors: [{ name: 'Ada Shepherd' }] });
    const long = { ...NUMBER_RECORD.paper, abstract_excerpt: `${'We count sheep. '.repeat(37)}We count` };
    expect((await read({ ...NUMBER_RECORD, paper: long })).records[0]).not.toHaveProperty('abstract');
  });

  it('a graph: the review, the claims ledger, the references and the findings', async () => {
    const sample = [...GRAPH.references.sample, { ref_index: 3, raw: 'personal communication' }];
    const { records, of, problems } = await read({ ...GRAPH, references: { ...GRAPH.references, sample } });
    expect(of('review')).toEqual([
      {
        type: 'review',
        work: HUB,
        source: 'pith',
        model: 'glm-5.2, grok-4.3',
        reviewedAt: '2026-05-18T01:06:20Z',
        summary: 'Counts sheep.',
        pith: 'Sheep, counted.',
        coreClaim: 'Sheep can be counted.',
        weakestAssumption: 'Sheep stand still.',
        formalVerification: '2 machine-checked theorem links',
      },
    ]);
    expect(of('claim')).toEqual([
      {
        type: 'claim',
        work: HUB,
        kind: 'strongest_claim',
        text: 'Sheep can be counted.',
        source: 'verdict.strongest_claim',
        status: 'machine_extracted',
        attestation: 'unclaimed',
        claimId: 'C1',
        number: 1,
      },
    ]);
    expect(of('citation')).toEqual([
      { type: 'citation', citing: HUB, cited: 'doi:10.1000/goats', reference: 1 },
      { type: 'citation', citing: HUB, cited: 'arxiv:1901.00009', reference: 2 },
    ]);
    expect(of('work')[1]).toEqual({
      type: 'work',
      ids: ['doi:10.1000/goats'],
      title: 'Goats, a Survey',
      date: '1999',
      authors: [{ name: 'Z. Goat' }, { name: 'A. Kid' }],
    });
    expect(of('integrity')).toHaveLength(1);
    expect(problems).toEqual([
      { place: 'reference 3', message: 'neither an id nor a title (“personal communication”)' },
    ]);
    expect(records.every((record) => mendRecord(record, (message) => expect.fail(message)) !== null)).toBe(true);
  });

  it('0, "" and {} say that nothing was extracted', async () => {
    const { records, notes } = await read(EMPTY_GRAPH);
    expect(records.map(({ type }) => type)).toEqual(['work']);
    expect(notes).toEqual(['it holds no review, claims or references.']);
  });

  it('a bundle: the names of the paper, the last snapshot of its graph, and what was found', async () => {
    const { of, problems } = await read(BUNDLE);
    expect(of('work')[0]).toEqual({
      type: 'work',
      ids: [HUB, 'doi:10.1000/hub', `pith:2021:${NUMBER}`],
      date: '2021-01-02',
      category: 'cs.CV',
      crossCategories: 'cs.DL, stat.ML',
    });
    expect([of('claim').length, of('review').length, of('citation').length]).toEqual([1, 1, 2]);
    expect(of('integrity')).toEqual([
      {
        type: 'integrity',
        work: HUB,
        source: 'pith',
        at: '2026-05-20T00:00:00Z',
        findings: [
          {
            detector: 'external_links',
            finding: 'dead_url',
            severity: 'informational',
            basis: 'incontrovertible',
            reference: 7,
            at: '2026-05-19T23:15:25Z',
          },
          {
            detector: 'doi_compliance',
            finding: 'broken_identifier',
            severity: 'critical',
            basis: 'cross_source',
            reference: 1,
            detectedDoi: '10.1000/Gotas',
            snippet: 'doi: 10.1000/Gotas',
            at: '2026-05-20T00:00:00Z',
          },
        ],
      },
    ]);
    expect(problems).toEqual([]);
    const state = await read(STATE);
    expect([state.of('claim'), state.of('review'), state.of('citation')]).toEqual([
      of('claim'),
      of('review'),
      of('citation'),
    ]);
  });

  it('an integrity record: a finding and its event are one, and one that was taken back says so', async () => {
    const { records } = await read(INTEGRITY);
    const finding = {
      detector: 'doi_compliance',
      finding: 'recoverable_identifier',
      severity: 'advisory',
      basis: 'incontrovertible',
      reference: 19,
      detectedDoi: '10.1007/978-1-84800-044-5_11.URL',
      note: 'The DOI has a word glued to it.',
      snippet: 'doi: 10.1007/978-1-84800-044-5_11.URL',
      at: '2026-05-19T23:15:25Z',
    };
    expect(records).toEqual([
      { type: 'work', ids: [HUB] },
      {
        type: 'integrity',
        work: HUB,
        source: 'pith',
        at: '2026-05-22T00:00:00Z',
        detectors: ['ai_meta_artifact', 'doi_compliance'],
        findings: [finding],
      },
    ]);
    const [event] = INTEGRITY.events;
    const back = { ...event!.payload, finding_type: 'recoverable_identifier', evidence: { ref_index: 19 } };
    const rescinded = {
      ...event,
      created_at: '2026-06-01T00:00:00Z',
      payload: { ...back, verdict_class: 'rescinded' },
    };
    const { of } = await read({ ...INTEGRITY, events: [event, rescinded] });
    expect(of('integrity')[0]!.findings).toEqual([{ ...finding, basis: 'rescinded', at: '2026-06-01T00:00:00Z' }]);
  });

  it('a paper that was checked and in which nothing was found is not one that was not checked', async () => {
    const integrity = { available: true, clean: true, detectors_run: [], findings: [] };
    expect((await read({ ...INTEGRITY, integrity, events: [] })).of('integrity')[0]!.findings).toEqual([]);
    const none = await read({ ...INTEGRITY, integrity: { ...integrity, available: false }, events: [] });
    expect(none.of('integrity')).toEqual([]);
    expect(none.notes).toEqual(['it holds no check of its references.']);
  });

  it('a review keeps scores as printed, and the labelled statements of its argument', async () => {
    expect((await read(REVIEW)).records[1]).toEqual({
      type: 'review',
      work: HUB,
      source: 'pith',
      verdict: 'conditional',
      novelty: 8,
      confidence: 'HIGH',
      correctnessRisk: 2,
      coreClaim: 'Sheep can be counted.',
      argument: 'Premise: Sheep are discrete.\n\nCore claim: So they can be counted.',
      weakestAssumption: 'Sheep stand still.',
      falsifier: 'A sheep that moves.',
      reviewedAt: '2026-05-13T21:55:08Z',
      model: 'grok-4.3',
      // What nobody here knows is kept.
      lead: 'Sheep, at last.',
    });
    await expect(read({ ...REVIEW, found: false })).rejects.toThrow(/holds no review/u);
  });
});

describe('the checksum of a record', () => {
  it.each([
    [
      'its number',
      { pith_number: `pith:2021:${'A'.repeat(26)}` },
      `its checksum is that of pith:${NUMBER}, not of pith`,
    ],
    [
      'the checksum it gives',
      { canonical_sha256: 'ef'.repeat(32) },
      /^saved\.json is not believed: the checksum of pith/u,
    ],
    ['what it is of', { canonical_record: { ...NUMBER_RECORD.canonical_record, schema_version: '1.1' } }, NUMBER],
  ])('is named where %s was changed', async (_, more, words) => {
    await expect(read({ ...NUMBER_RECORD, ...more })).rejects.toThrow(words);
    await expect(read({ ...BUNDLE, ...more })).rejects.toThrow(/is not believed/u);
  });

  it('is looked at as far as it is there', async () => {
    const { canonical_record: _, ...without } = NUMBER_RECORD;
    expect((await read(without)).records).toHaveLength(1);
    await expect(read({ ...without, canonical_sha256: 'ef'.repeat(32) })).rejects.toThrow(/is not believed/u);
    await expect(read({ ...STATE, pith_number: `pith:2021:${'A'.repeat(26)}` })).rejects.toThrow(/is not believed/u);
  });
});

describe('a record that was cut', () => {
  it('gives what stands before, and says where it ends', async () => {
    const text = JSON.stringify(CITERS);
    const { of, problems } = await read(text.slice(0, text.indexOf('"2012.00001"') + 40), 'citers.json', HUB);
    expect(of('citation').map(({ citing }) => citing)).toEqual(['arxiv:2405.00002', 'arxiv:2012.00001']);
    expect(of('citation')[1]).toEqual({ type: 'citation', citing: 'arxiv:2012.00001', cited: HUB, reference: 17 });
    expect(problems).toEqual([
      {
        place: expect.stringMatching(/^line 1, column \d+$/u) as string,
        message: 'the record is cut off here, and what stood behind is missing',
      },
    ]);
  });

  it('and lost the name of its paper goes by the number it was saved under, or by what the reader says', async () => {
    const text = JSON.stringify(GRAPH);
    const half = text.slice(0, text.indexOf('"source":{"kind"'));
    const named = await read(half, `api_pith-number_${NUMBER}_graph.json`);
    expect([named.of('work')[0]!.ids, named.of('claim')[0]!.work]).toEqual([[`pith:${NUMBER}`], `pith:${NUMBER}`]);
    expect((await read(half, 'graph.json', HUB)).of('work')[0]!.ids).toEqual([HUB]);
    await expect(read(half, 'graph.json')).rejects.toThrow(/say with --cited which paper it is\.$/u);
  });

  it('may have been cut inside a letter', async () => {
    const bytes = Buffer.from(JSON.stringify({ ...NUMBER_RECORD, paper: { title: 'Schäfchen 羊🐑' } }));
    const from = bytes.indexOf('Sch');
    for (let end = from; end < from + 20; end += 1)
      for (const behind of ['', '\n', ' \n\n']) {
        const input = inputOf(Buffer.concat([bytes.subarray(0, end), Buffer.from(behind)]));
        const { of } = await collect(detectSource(input).source.decode(input, { at: AT }));
        expect(of('work')[0]!.ids).toEqual([HUB, `pith:2021:${NUMBER}`]);
      }
  });

  it.each(Object.entries(RECORDS))('of a %s, wherever that is, nothing is made up', async (_, content) => {
    const text = JSON.stringify(content);
    const whole = await read(text, 'saved.json', HUB);
    const ids = new Set(whole.of('work').flatMap((work) => work.ids));
    const claims = new Set(whole.of('claim').map((claim) => claim.text));
    for (let end = 1; end < text.length; end += 3) {
      let found: Read;
      try {
        found = await read(text.slice(0, end), 'saved.json', HUB);
      } catch (error) {
        expect(error, text.slice(0, end)).toBeInstanceOf(SourceError);
        continue;
      }
      expect(
        found
          .of('work')
          .flatMap((work) => work.ids)
          .every((id) => ids.has(id)),
        text.slice(0, end),
      ).toBe(true);
      expect(
        found.of('claim').every((claim) => claims.has(claim.text)),
        text.slice(0, end),
      ).toBe(true);
      expect(found.problems.at(-1)?.message, text.slice(0, end)).toMatch(/is cut off here/u);
    }
  });
});

describe('hostile records', () => {
  const ESC = '\u001b]52;c;aGk=\u0007\u202e\u0000';
  const ODD: unknown[] = [
    null,
    -1,
    1e300,
    '',
    ESC,
    'x'.repeat(3_000),
    [],
    [null],
    [[]],
    {},
    { a: {} },
    [ESC, 7, { name: ESC }],
    true,
  ];

  /** Every value in a value, replaced by another. */
  function* mutants(value: unknown, by: unknown): Generator<unknown> {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const put = (one: unknown): unknown =>
        Array.isArray(value) ? value.toSpliced(Number(key), 1, one) : { ...value, [key]: one };
      yield put(by);
      for (const mutant of mutants(inner, by)) yield put(mutant);
    }
  }

  it.each(Object.entries(RECORDS))('of a %s end in records or a sentence', async (_, content) => {
    for (const by of ODD)
      for (const mutant of mutants(content, by)) {
        let found: Read;
        try {
          found = await read(mutant as object, 'saved.json', HUB);
        } catch (error) {
          expect(error, JSON.stringify(mutant)).toBeInstanceOf(SourceError);
          continue;
        }
        for (const record of found.records) mendRecord(record, () => {});
      }
  });

  it('are held to the bounds of size and depth', async () => {
    const deep = `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`;
    const whole = JSON.stringify({ ...NUMBER_RECORD, canonical_record: 0 });
    await expect(read(whole.replace('"canonical_record":0', `"canonical_record":${deep}`))).rejects.toThrow(
      SourceError,
    );
    const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, at]));
    await expect(read({ ...NUMBER_RECORD, ...keys })).rejects.toThrow(SourceError);
    await expect(read({ ...NUMBER_RECORD, canonical_record: keys })).rejects.toThrow(
      /a canonical record of more than 10,000 values/u,
    );
    const { problems } = await read(
      `{"total":2,"items":[${JSON.stringify(citerOf(deep))},{"citing_arxiv_id":"2405.00002","x":${deep}}]}`,
      'citers.json',
      HUB,
    );
    expect(problems).toEqual([{ place: 'row 2', message: expect.stringMatching(/nested deeper than/u) as string }]);
  });
});

function citerOf(text: string): object {
  return { citing_arxiv_id: '2405.00003', paper_title: text };
}
