/** The interchange format, written and read back. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type {
  CitationRecord,
  ClaimRecord,
  Finding,
  HubLibraryRecord,
  HubRecord,
  IntegrityRecord,
  ReviewRecord,
  WorkRecord,
} from '../../../src/hub/record.js';
import { INTERCHANGE_LINE_BYTES } from '../../../src/sources/bounds.js';
import { interchangeReader } from '../../../src/sources/interchange/decode.js';
import { encodeInterchange } from '../../../src/sources/interchange/encode.js';
import { type Collected, collect } from '../collect.js';

const HEADER = '{"format":"pith-tui-hub","version":1}';

function decode(text: string | Buffer): Promise<Collected> {
  const read = interchangeReader('hub.jsonl');
  const bytes = Buffer.from(text as string);
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start) < 0 ? bytes.length : bytes.indexOf(10, start);
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return collect(lines.flatMap((line, at) => [...read({ number: at + 1, bytes: line })]));
}

const decodeLines = (...lines: string[]) => decode([HEADER, ...lines].join('\n'));

/** Every field of every record, once. */
const FULL: HubLibraryRecord[] = [
  {
    type: 'work',
    ids: ['arxiv:2401.00001', 'doi:10.1000/x'],
    title: 'On “quotes”, \\ and 漢字',
    authors: [
      { name: 'Ada Shepherd', family: 'Shepherd', given: 'Ada' },
      { name: 'The Flock', group: true },
    ],
    authorSet: [{ name: 'Ada Shepherd' }, { name: 'Bo Peep', family: 'Peep', given: 'Bo' }],
    authorCount: 198,
    date: '2024-01-31',
    venue: 'Journal of Wool',
    kind: 'article-journal',
    genre: 'Review',
    category: 'cs.CV',
    crossCategories: 'cs.AI, stat.ML',
    volume: '7',
    issue: '2',
    number: 'W-7',
    pages: '1-9',
    publisher: 'Pasture Press',
    url: 'https://example.org/x',
    keywords: 'sheep, wool',
    abstract: 'One paragraph.\n\nAnother.',
    summary: 'It counts.',
    citedBy: 0,
    retracted: false,
  } satisfies Required<WorkRecord>,
  {
    type: 'citation',
    citing: 'arxiv:2401.00001',
    cited: 'arxiv:hep-th/9711200',
    places: 3,
    reference: 19,
    confidence: 0.98,
    influential: true,
    contexts: [
      { text: 'As shown [4].', section: 'Results', labels: ['method'], polarities: ['support'] },
      { text: 'A neutral sentence, looked at [4].', section: 'Results', labels: [], polarities: [] },
    ],
    judgements: [
      { axis: 'role', labels: ['method', 'unheard_of'], judge: 'human:Ada', confidence: 0.5, at: '2026-01-02' },
      { axis: 'polarity', labels: [], judge: 'pith', at: '2026-01-02T03:04:05Z' },
    ],
  } satisfies Required<CitationRecord>,
  {
    type: 'review',
    work: 'arxiv:2401.00001',
    source: 'pith',
    verdict: 'accept',
    verdictConfidence: 'low',
    recommendation: 'minor',
    novelty: 7.5,
    confidence: 'moderate',
    correctnessRisk: 2,
    verification: 'V2',
    formalVerification: '2 machine-checked theorem links',
    summary: 'S.',
    pith: 'P.',
    coreClaim: 'C.',
    argument: 'A.',
    implications: 'I.\n\nJ.',
    inferences: 'L.',
    weakestAssumption: 'W.',
    falsifier: 'F.',
    report: 'R.',
    discoveryKind: 'new method',
    reviewedAt: '2026-01-02',
    model: 'm-1',
  } satisfies Required<ReviewRecord>,
  {
    type: 'claim',
    work: 'arxiv:2401.00001',
    kind: 'strongest_claim',
    text: 'Sheep count.',
    source: 'pith',
    status: 'machine_extracted',
    attestation: 'unclaimed',
    claimId: 'c-1',
    number: 1,
  } satisfies Required<ClaimRecord>,
  {
    type: 'integrity',
    work: 'arxiv:2401.00001',
    source: 'pith',
    at: '2026-01-02T03:04:05Z',
    detectors: ['ai_meta_artifact', 'doi_compliance'],
    findings: [
      {
        detector: 'doi_compliance',
        finding: 'recoverable_identifier',
        severity: 'advisory',
        basis: 'incontrovertible',
        reference: 19,
        detectedDoi: '10.1000/y.URL',
        detectedArxiv: '2401.1',
        url: 'https://example.org/gone',
        resolvedTitle: 'Goats',
        note: 'N.',
        snippet: 'doi: 10.1000/y.URL',
        at: '2026-01-01T01:02:03.456789Z',
      } satisfies Required<Finding>,
    ],
  } satisfies Required<IntegrityRecord>,
  {
    type: 'hub',
    work: 'arxiv:hep-th/9711200',
    source: 'pith',
    at: '2026-01-02',
    view: [
      { field: 'role', value: 'method' },
      { field: 'year', value: '2025' },
    ],
    total: 117,
    counts: [{ label: 'paper_page', count: 60 }],
    tier: 'super hub',
    tierReason: '100+ sheep',
    class: 'Canonical reference',
    sentence: 'So it is.',
    headline: { label: 'background', percent: 76.5 },
    roles: [{ label: 'background', count: 22 }],
    polarities: [{ label: 'support', count: 0 }],
    facets: {
      years: [{ label: '2026', count: 18 }],
      roles: [{ label: 'background', count: 5 }],
      polarities: [{ label: 'unclear', count: 1 }],
      verdicts: [{ label: 'unverdicted', count: 2 }],
    },
    coCited: ['doi:10.1000/y'],
    representative: ['arxiv:2401.00001'],
    sentences: ['It counts, too.'],
    lacked: ['citation-role summary'],
  } satisfies Required<HubRecord>,
];

/** A small generator of our own (mulberry32), so that a failure can be repeated. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The record with a random part of its optional fields, at every depth. */
function thinned<T>(value: T, random: () => number): T {
  if (Array.isArray(value)) {
    const kept = value.filter(() => random() < 0.7).map((entry) => thinned(entry, random));
    return (kept.length > 0 ? kept : value) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const required =
    'type ids citing cited work source kind text name axis labels judge at label count percent detector finding findings severity field value'.split(
      ' ',
    );
  const entries = Object.entries(value).filter(([key]) => required.includes(key) || random() < 0.5);
  return Object.fromEntries(
    entries.sort(() => random() - 0.5).map(([key, inner]) => [key, thinned(inner, random)]),
  ) as T;
}

describe('the interchange format', () => {
  it('comes back from its lines without loss, whatever is left out and in whatever order keys came', async () => {
    const random = dice(20_260_102);
    for (let round = 0; round < 300; round += 1) {
      const records = thinned(FULL, random);
      const { records: back, problems } = await decode([...encodeInterchange(records)].join(''));
      expect(problems).toEqual([]);
      expect(back).toEqual(records);
    }
  });

  it('writes the same bytes for the same records, whatever the order of their keys', () => {
    const random = dice(1);
    const shuffled = FULL.map((record) => Object.fromEntries(Object.entries(record).sort(() => random() - 0.5)));
    const lines = [...encodeInterchange(FULL)];
    expect([...encodeInterchange(shuffled as unknown as HubLibraryRecord[])]).toEqual(lines);
    expect(lines[0]).toBe(`${HEADER}\n`);
    expect(lines[6]).toMatch(/^\{"type":"hub","work":"arxiv:hep-th\/9711200","source":"pith","at":"2026-01-02",/u);
  });

  it('accepts blank lines, a byte order mark and line ends of Windows', async () => {
    const { records, problems } = await decode(`\ufeff${HEADER}\r\n\r\n{"type":"work","ids":["pmid:7"]}\r\n`);
    expect(records).toEqual([{ type: 'work', ids: ['pmid:7'] }]);
    expect(problems).toEqual([]);
  });

  it('brings identifiers and labels to their canonical spelling and cleans foreign text', async () => {
    const { records } = await decodeLines(
      '{"type":"work","ids":["https://arxiv.org/abs/2401.00001v2"],"title":"A\\u001b[31m\\nB\\u202e"}',
      '{"type":"claim","work":"doi:10.1000/UP","kind":"Strongest Claim","text":"x"}',
    );
    expect(records[0]).toMatchObject({ ids: ['arxiv:2401.00001'], title: expect.stringMatching(/^A\S* B$/u) });
    expect(records[1]).toMatchObject({ work: 'doi:10.1000/up', kind: 'strongest_claim' });
  });
});

describe('a line that is no record', () => {
  it.each([
    ['{"type":"work"', /^not JSON/u],
    ['[]', /expected a record, found a list/u],
    ['{"ids":["pmid:7"]}', /^type: missing/u],
    ['{"type":"sheep"}', /^type: expected work, citation, review, claim, integrity, hub, found "sheep"/u],
    ['{"type":"constructor"}', /^type: expected work/u],
    ['{"type":"work"}', /^ids: missing/u],
    ['{"type":"work","ids":[]}', /^ids: empty/u],
    ['{"type":"work","ids":["sheep"]}', /^ids\[0\]: “sheep” is no identifier/u],
    ['{"type":"work","ids":["pmid:7"],"title":7}', /^title: expected text, found a number/u],
    ['{"type":"work","ids":["pmid:7"],"title":null}', /^title: expected text, found null/u],
    ['{"type":"work","ids":["pmid:7"],"title":""}', /^title: empty/u],
    ['{"type":"work","ids":["pmid:7"],"date":"2024-13"}', /^date: expected a date/u],
    ['{"type":"work","ids":["pmid:7"],"authors":[{"name":"A"},{"family":"B"}]}', /^authors\[1\]\.name: missing/u],
    ['{"type":"work","ids":["pmid:7"],"citedBy":-1}', /^citedBy: expected a whole number/u],
    ['{"type":"review","work":"pmid:7","source":"pith","novelty":11}', /^novelty: expected a number from 0 to 10/u],
    ['{"type":"citation","citing":"pmid:7","cited":"pmid:7"}', /^a work does not cite itself/u],
    ['{"type":"citation","citing":"pmid:7","cited":"pmid:8","places":0}', /^places: expected a whole number from 1/u],
    [
      '{"type":"citation","citing":"pmid:7","cited":"pmid:8","judgements":[{"axis":"tone","labels":[],"judge":"x","at":"2026-01-02"}]}',
      /^judgements\[0\]\.axis: expected role or polarity/u,
    ],
  ])('%s is reported by its place, and the next line is read', async (line, message) => {
    const { records, problems } = await decodeLines('', line, '{"type":"work","ids":["pmid:9"]}');
    expect(problems).toEqual([{ place: 'line 3', message: expect.stringMatching(message) }]);
    expect(records).toEqual([{ type: 'work', ids: ['pmid:9'] }]);
  });

  it('is one with a field above its bound', async () => {
    const { records, problems } = await decodeLines(
      `{"type":"work","ids":["pmid:7"],"title":"${'x'.repeat(20_001)}"}`,
      `{"type":"work","ids":["pmid:7"],"volume":"${'x'.repeat(2001)}"}`,
      `{"type":"work","ids":["pmid:7"],"title":"${'x'.repeat(20_000)}"}`,
    );
    expect(problems).toEqual([
      { place: 'line 2', message: 'title: longer than 20000 characters' },
      { place: 'line 3', message: 'volume: longer than 2000 characters' },
    ]);
    expect(records).toHaveLength(1);
  });

  it('is a line of invalid UTF-8, or one longer than the bound', async () => {
    const bad = Buffer.concat([
      Buffer.from(`${HEADER}\n{"type":"work","title":"`),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]);
    expect((await decode(bad)).problems).toEqual([{ place: 'line 2', message: 'not valid UTF-8' }]);
    const read = interchangeReader('hub.jsonl');
    expect([...read({ number: 1, bytes: Buffer.from(HEADER) })]).toEqual([]);
    expect([...read({ number: 2, bytes: null })]).toEqual([
      { problem: { place: 'line 2', message: `longer than ${INTERCHANGE_LINE_BYTES / 1e6} MB` } },
    ]);
  });
});

describe('what a later version may add', () => {
  it('is kept out key by key, and each key is reported once', async () => {
    const { records, problems } = await decodeLines(
      '{"type":"work","ids":["pmid:7"],"mood":"good","authors":[{"name":"A","orcid":"1"},{"name":"B","orcid":"2"}]}',
      '{"type":"work","ids":["pmid:8"],"mood":"bad"}',
      '{"type":"hub","work":"pmid:8","source":"pith","mood":"fair"}',
    );
    expect(records).toHaveLength(3);
    expect(records[0]).toEqual({ type: 'work', ids: ['pmid:7'], authors: [{ name: 'A' }, { name: 'B' }] });
    expect(problems.map(({ place, message }) => [place, /“(.+)” in a (\w+)/u.exec(message)!.slice(1)])).toEqual([
      ['line 2', ['authors.orcid', 'work']],
      ['line 2', ['mood', 'work']],
      ['line 4', ['mood', 'hub']],
    ]);
  });

  it('is refused as a whole where the header names a newer version', async () => {
    await expect(async () => decode('{"format":"pith-tui-hub","version":2}\n')).rejects.toThrow(
      /version 2 .* reads up to 1; update pith-tui\.$/u,
    );
  });

  it.each([
    '{"type":"work","ids":["pmid:7"]}',
    '{"format":"pith-tui-hub"}',
    '{"format":"pith-tui-hub","version":"1"}',
    'null',
    'x',
  ])('a first line %s is no header', async (line) => {
    await expect(async () => decode(line)).rejects.toThrow(/does not begin with the line/u);
  });
});

describe('the documentation of the format', () => {
  const readme = readFileSync(new URL('../../../data/README.md', import.meta.url), 'utf8');

  it('has an example of every record that is read without a problem and written as it stands', async () => {
    const examples = [...readme.matchAll(/```json\n(.*)\n```/gu)].map((match) => match[1]!);
    const { records, problems } = await decode(examples.join('\n'));
    expect(problems).toEqual([]);
    expect(records.map((record) => record.type)).toEqual(['work', 'citation', 'review', 'claim', 'integrity', 'hub']);
    expect([...encodeInterchange(records)].map((line) => line.trimEnd())).toEqual(examples);
  });

  it('names every key of every record', () => {
    for (const record of FULL) {
      const section = readme.split(`## \`${record.type}\``)[1]!.split('\n## ')[0]!;
      const keys = JSON.stringify(record).matchAll(/"(\w+)":/gu);
      for (const [, key] of keys) if (key !== 'type') expect(section).toMatch(new RegExp(`[\`"]${key}[\`"]`, 'u'));
    }
  });
});
