/** The flow diagram and what is said beside it, of a made-up review. */

import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { differences, flowSteps } from '../../../src/export/flow/boxes.js';
import { flowSvg } from '../../../src/export/flow/svg.js';
import { notIdentified, tarcisItems } from '../../../src/export/flow/tarcis.js';
import { flowText } from '../../../src/export/flow/text.js';
import type { Flow } from '../../../src/library/read/flow.js';

const FLOW: Flow = {
  paper: { id: 'arxiv:1911.11134', title: 'Rigging the <Lottery> & “all” that', date: '2019-11-25' },
  screening: 'hub:arxiv:1911.11134',
  sources: [
    {
      source: 'semantic-scholar',
      kind: 'list',
      records: 371,
      listedTwice: 1,
      total: 371,
      at: '2026-11-20T01:02:03.000Z',
      reading: { finished: true, notes: [] },
    },
    {
      source: 'openalex',
      kind: 'list',
      records: 120,
      listedTwice: 0,
      total: 130_637,
      at: '2026-11-21T01:02:03.000Z',
      reading: { finished: false, most: 120, notes: ['The rest was not asked for'] },
    },
    { source: 'bibliography', kind: 'files', records: 3, listedTwice: 0 },
  ],
  printed: [{ source: 'pith', total: 400 }],
  identified: 494,
  duplicates: 124,
  counts: {
    total: 370,
    included: 20,
    excluded: 35,
    maybe: 4,
    later: 2,
    conflict: 1,
    unscreened: 308,
    reasons: [
      { reason: 'off-topic', count: 18 },
      { reason: 'w'.repeat(150), count: 12 },
      { reason: 'no full text', count: 3 },
      { reason: '', count: 2 },
    ],
  },
  elsewhere: 0,
  readers: [
    { who: 'Ann', papers: 60 },
    { who: 'Bo', papers: 12 },
  ],
  furtherSeeds: 2,
  byHand: { merged: 1, keptApart: 0 },
};

describe('the flow diagram', () => {
  it('has every number of PRISMA’s boxes, each what is left of the one before', () => {
    const steps = flowSteps(FLOW);
    expect(steps.map(({ box, aside }) => [box.count, aside?.count])).toEqual([
      [494, 124],
      [370, 310],
      [60, 32],
      [28, 3],
      [25, 5],
      [20, undefined],
    ]);
    expect(differences(steps)).toEqual([]);
  });

  it('names what does not add up', () => {
    const steps = flowSteps({ ...FLOW, duplicates: 120, counts: { ...FLOW.counts, included: 19, maybe: 3 } });
    expect(differences(steps)).toEqual([
      '4 are lost between “Records identified from citation searching” and “Records to be screened”',
      '2 are lost between “Records screened” and “Reports sought for retrieval”',
    ]);
  });

  it('is text whose numbers stand below each other', () => {
    const lines = [...flowText(flowSteps(FLOW))];
    expect(lines.slice(0, 7).map((line) => line.replace(/ {3,}(?=\d+$)/u, ' | '))).toEqual([
      'Identification',
      '  Records identified from citation searching | 494',
      '    Semantic Scholar | 371',
      '    OpenAlex | 120',
      '    bibliographies | 3',
      '    − Records removed before screening: duplicates | 124',
      '',
    ]);
    for (const line of lines) if (/\d$/u.test(line)) expect(line).toHaveLength(67);
  });

  it('is SVG in which every text stays in its box and every box in the picture', () => {
    const svg = flowSvg(FLOW, flowSteps(FLOW), 'made by a test');
    expect(XMLValidator.validate(svg)).toBe(true);
    const { svg: root } = new XMLParser({ ignoreAttributes: false }).parse(svg) as {
      svg: Record<string, string> & { rect: Record<string, string>[]; text: Record<string, string>[] };
    };
    const boxes = root.rect.slice(1).map((rect) => ({
      x: Number(rect['@_x']),
      y: Number(rect['@_y']),
      width: Number(rect['@_width']),
      height: Number(rect['@_height']),
    }));
    expect(boxes).toHaveLength(11 + 1 + 3);
    for (const box of boxes) {
      expect(box.x + box.width).toBeLessThanOrEqual(Number(root['@_width']));
      expect(box.y + box.height).toBeLessThanOrEqual(Number(root['@_height']));
    }
    const white = boxes.filter((box) => box.width === 330);
    expect(white).toHaveLength(11);
    for (const [at, one] of white.entries())
      for (const other of white.slice(at + 1))
        expect(one.x !== other.x || one.y + one.height < other.y || other.y + other.height < one.y).toBe(true);
    const inside = root.text.filter((text) => Number(text['@_x']) > 70 && text['@_text-anchor'] === undefined);
    expect(inside.length).toBeGreaterThan(20);
    for (const text of inside) {
      const [x, y] = [Number(text['@_x']), Number(text['@_y'])];
      expect(
        white.some((one) => x > one.x && x < one.x + one.width && y > one.y && y < one.y + one.height),
        text['#text'],
      ).toBe(true);
      // A w of Arial is 0.72 of its size, and no line of them is longer than its box.
      if (/^w+$/u.test(String(text['#text']))) expect(String(text['#text']).length * 13 * 0.72).toBeLessThan(306);
    }
    expect(root.text.map((text) => text['#text'])).toEqual(
      expect.arrayContaining([
        'Records screened (n\u00a0=\u00a060)',
        'off-topic (n\u00a0=\u00a018)',
        'no reason given (n\u00a0=\u00a02)',
      ]),
    );
    expect(svg).toContain('Rigging the &lt;Lottery&gt; &amp; “all” that');
  });

  it('takes titles and reasons of any kind', () => {
    for (const nasty of [
      '',
      ' ',
      '\u0000\u001b[31m',
      ']]>',
      '<script>',
      '\ud800',
      '日本語'.repeat(60),
      'a'.repeat(5000),
    ]) {
      const flow = { ...FLOW, paper: { ...FLOW.paper, title: nasty } };
      const steps = flowSteps({ ...flow, counts: { ...FLOW.counts, reasons: [{ reason: nasty, count: 35 }] } });
      expect(XMLValidator.validate(flowSvg(flow, steps, nasty))).toBe(true);
    }
  });
});

describe('what TARCiS asks for', () => {
  it('speaks of one paper as of one', () => {
    const answer = (included: number, furtherSeeds: number): string =>
      tarcisItems({ ...FLOW, furtherSeeds, counts: { ...FLOW.counts, included } }, 'pith-tui 1.2.3').find(
        ({ item }) => item === 'Iterations',
      )!.answer;
    expect(answer(1, 0)).toBe('One; the citing papers of the one included paper have not been fetched.');
    expect(answer(3, 0)).toBe('One; the citing papers of none of the 3 included papers have been fetched.');
    expect(answer(1, 1)).toContain(
      'the citing papers of the one included paper have been fetched as well, and are counted under that paper.',
    );
  });

  it('is answered as far as the library knows, and the rest is said to be unknown', () => {
    const items = tarcisItems(FLOW, 'pith-tui 1.2.3');
    expect(items.map(({ item, answer, unknown }) => [item, answer, unknown ?? ''])).toEqual([
      [
        'Seed references',
        'One: “Rigging the <Lottery> & “all” that” (arXiv:1911.11134).',
        expect.stringContaining('why it was chosen'),
      ],
      ['Direction', 'Forward: the papers that cite the seed reference.', ''],
      [
        'Dates of searching',
        'Semantic Scholar: read on 2026-11-20; OpenAlex: read on 2026-11-21.',
        'the date of bibliographies',
      ],
      [
        'Iterations',
        expect.stringContaining('the citing papers of 2 of the 20 included papers have been fetched as well'),
        expect.any(String),
      ],
      [
        'Citation indexes, and tools to search them',
        expect.stringMatching(/^Semantic Scholar and OpenAlex, by pith-tui 1\.2\.3\./u),
        expect.any(String),
      ],
      ['Deduplication', expect.stringContaining('124 removed. In this library 1 merged by hand.'), expect.any(String)],
      [
        'Method of screening',
        '2 readers, with the number of papers each decided on: Ann (60) and Bo (12).',
        expect.any(String),
      ],
      [expect.stringContaining('PRISMA'), expect.stringContaining('494 records, 370 papers without duplicates.'), ''],
    ]);
  });

  it('has what sources count and did not give', () => {
    expect(notIdentified(FLOW)).toEqual([
      'Of the records 1 listed twice by Semantic Scholar.',
      '130,517 of the 130,637 that OpenAlex counts are not at hand. Only 120 were asked for. The rest was not asked for.',
      'Pith counts 400 citing papers: 30 of them are not at hand, and in none of the boxes.',
    ]);
  });

  it('does not miss a paper that a source counts twice', () => {
    const counted = (total: number, listedTwice: number): string =>
      notIdentified({ ...FLOW, sources: [], printed: [{ source: 'semantic-scholar', total, listedTwice }] }).join(' ');
    expect(counted(378, 8)).toBe('Semantic Scholar counts 378 citing papers, 8 of them twice: all are at hand.');
    expect(counted(380, 8)).toBe(
      'Semantic Scholar counts 380 citing papers, 8 of them twice: 2 of them are not at hand, and in none of the boxes.',
    );
  });
});
