/** Dumps with values of any kind end in records or problems, never in an exception. */
import { describe, expect, it } from 'vitest';
import { mendRecord } from '../../src/hub/record-fields.js';
import { SourceError } from '../../src/sources/decoded.js';
import { detectSource, SOURCES } from '../../src/sources/detect.js';
import { collect } from './collect.js';
import { inputOf, wanting } from './input-of.js';

const ESC = '\u001b]52;c;aGk=\u0007\u202e\u0000';
const ODD: unknown[] = [
  null,
  0,
  -1,
  1e300,
  '',
  ESC,
  'x'.repeat(300),
  [],
  [null],
  [[]],
  {},
  { a: {} },
  [ESC, 7, { name: ESC }],
  true,
];

/** A line or item of each kind of JSON. */
const SAMPLES: Record<string, Record<string, unknown>> = {
  'S2AG citations': {
    citingcorpusid: 5,
    citedcorpusid: 7,
    isinfluential: true,
    contexts: ['A.'],
    intents: [['result']],
    updated: '2020-07-17T06:46:12.405Z',
  },
  'S2AG papers': {
    corpusid: 5,
    externalids: { DOI: '10.1000/a' },
    url: 'u',
    title: 'T',
    authors: [{ name: 'A' }],
    venue: 'V',
    year: 2020,
    citationcount: 1,
    publicationtypes: ['Book'],
    publicationdate: '2020-01-02',
    journal: { name: 'J', pages: '1', volume: '2' },
  },
  'S2AG abstracts': { corpusid: 5, openaccessinfo: { externalids: {} }, abstract: 'A.' },
  'S2AG tldrs': { corpusid: 5, model: 'm', text: 'T.' },
  'S2AG paper-ids': { sha: 'ab'.repeat(20), corpusid: 5, primary: true },
  'OpenAlex snapshot, works': {
    id: 'https://openalex.org/W5',
    ids: { openalex: 'https://openalex.org/W5' },
    doi: 'https://doi.org/10.1000/a',
    display_name: 'T',
    title: 'T',
    publication_year: 2020,
    publication_date: '2020-02-03',
    type: 'article',
    primary_location: { source: { display_name: 'V', type: 'journal' } },
    locations: [{}],
    authorships: [{ author: { display_name: 'A' } }],
    biblio: { volume: '1' },
    abstract_inverted_index: { A: [0] },
    cited_by_count: 1,
    is_retracted: false,
    referenced_works: ['https://openalex.org/W7'],
  },
  'arXiv metadata, JSON Lines': {
    id: '0704.0001',
    authors_parsed: [['A', 'B', '']],
    categories: 'cs.CL',
    title: 'T',
    doi: '10.1000/a',
    abstract: 'A.',
    versions: [{ created: 'Mon, 2 Apr 2007 19:18:42 GMT' }],
  },
  'CSL-JSON': {
    id: 'a',
    type: 'book',
    title: 'T',
    author: [{ family: 'A', given: 'B' }],
    issued: { 'date-parts': [[2020]] },
    DOI: '10.1000/a',
    URL: 'u',
    volume: 1,
    page: '1',
    abstract: 'A.',
  },
};

describe('values of any kind in a dump', () => {
  it.each(Object.entries(SAMPLES))(
    '%s: are left out or told, never stored as they are and never a crash',
    async (format, sample) => {
      const source = SOURCES.find((one) => one.recognise(JSON.stringify(sample)) === format)!;
      for (const wanted of [undefined, wanting([['corpus:7', 'openalex:W7']])]) {
        const lines = Object.keys(sample).flatMap((key) => ODD.map((odd) => ({ ...sample, [key]: odd })));
        const content =
          format === 'CSL-JSON' ? JSON.stringify(lines) : lines.map((line) => `${JSON.stringify(line)}\n`).join('');
        const { records } = await collect(
          source.decode(inputOf(content, 997), {
            at: '2026-01-02',
            cited: 'arxiv:1911.11134',
            ...(wanted && { wanted }),
          }),
        );
        expect(records.length).toBeGreaterThan(wanted ? -1 : ODD.length);
        const complaints: string[] = [];
        for (const record of records) {
          const checked = mendRecord(record, (message) => complaints.push(message));
          expect(checked).toEqual(record);
        }
        expect(complaints).toEqual([]);
        expect(JSON.stringify(records)).not.toMatch(/\\u0000|\\u001b|\u202e/u);
      }
    },
  );

  it('and bytes of any kind end in records, problems or a sentence', async () => {
    const texts = [
      ...Object.values(SAMPLES).map((sample) => `${JSON.stringify(sample)}\n`.repeat(3)),
      'oci,citing,cited,creation\n1,10.1000/a,10.1000/b,2020\n',
      'id,title,author,pub_date\n"doi:10.1000/a","T ""x"" y","A, B","2020"\n',
      '@article{a, title={T}, doi={10.1000/a}}\n',
      'TY  - JOUR\nTI  - T\nER  - \n',
    ];
    let seed = 7;
    const next = (below: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    for (let round = 0; round < 1500; round += 1) {
      const bytes = Buffer.from(texts[round % texts.length]!);
      for (let flips = 1 + next(4); flips > 0; flips -= 1) bytes[next(bytes.length)] = next(256);
      try {
        const { source } = detectSource(inputOf(bytes));
        await collect(source.decode(inputOf(bytes, 1 + next(90)), { at: '2026-01-02', cited: 'arxiv:1911.11134' }));
      } catch (error) {
        expect(error, bytes.toString('latin1')).toBeInstanceOf(SourceError);
      }
    }
  });
});
