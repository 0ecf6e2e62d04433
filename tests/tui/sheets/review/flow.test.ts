/** The flow of a review as a sheet: the numbers of the command, each a door; what does not add up is named. */
import { describe, expect, it } from 'vitest';
import { differences, flowSteps } from '../../../../src/export/flow/boxes.js';
import { flowText } from '../../../../src/export/flow/text.js';
import { type Decision, hubScreening } from '../../../../src/hub/decisions/decision.js';
import { record } from '../../../../src/library/decisions/journal.js';
import type { Library } from '../../../../src/library/library.js';
import { type Flow, flowIn, flowOf } from '../../../../src/library/read/flow.js';
import { runQuery } from '../../../../src/library/search/view.js';
import { parseQuery } from '../../../../src/query/parse.js';
import { ASCII_GLYPHS, UNICODE_GLYPHS } from '../../../../src/text/look/glyphs.js';
import { lineWidth, plainText } from '../../../../src/text/spans.js';
import { flowSheet } from '../../../../src/tui/sheets/review/flow.js';
import type { Drawn } from '../../../../src/tui/sheets/sheet.js';
import { arxiv, cites, id, libraryOf, work } from '../../../library/support.js';
import { exploring, hubOf, press, shown } from '../../support.js';

const HUB = hubScreening(arxiv(0));

const DECIDED: readonly Decision[] = [
  { status: 'included' },
  { status: 'included' },
  { status: 'excluded', reason: 'goats, not sheep' },
  { status: 'excluded', reason: 'none' },
  { status: 'excluded' },
  { status: 'excluded', reason: 'no full text' },
  { status: 'maybe' },
  { status: 'later' },
];

/** A hub of twelve papers, of which something was decided about eight. */
async function screened(): Promise<Library> {
  const lib = await libraryOf([
    work(0),
    ...Array.from({ length: 12 }, (_, at) => at + 1).flatMap((n) => [work(n), cites(n, 0)]),
  ]);
  for (const [at, to] of DECIDED.entries())
    record(lib, 'ann', [{ kind: 'decide', screening: HUB, work: id(lib, arxiv(at + 1)), to }]);
  return lib;
}

const drawn = (flow: Flow, lib: Library, cells = 100, glyphs = UNICODE_GLYPHS): Drawn =>
  flowSheet.draw(flow, { sheet: 'flow', work: id(lib, arxiv(0)) }, cells, { glyphs, hidden: [] }, 30);

const itemsOf = ({ sections }: Drawn) => sections.flatMap(({ items }) => items);
const linesOf = (sheet: Drawn): string[] => itemsOf(sheet).flatMap(({ lines }) => lines.map(plainText));

describe('the flow on the screen', () => {
  it('has every number of the command, in its order, and each opens as many papers', async () => {
    const lib = await screened();
    const flow = flowOf(lib, id(lib, arxiv(0)), HUB);
    const numbers = (lines: Iterable<string>): string[] =>
      [...lines].flatMap((line) => /^[ –−]*(\S.*?) {2,}(\d+)$/u.exec(line)?.slice(1).join(' ') ?? []);
    const sheet = drawn(flow, lib);
    expect(numbers(linesOf(sheet))).toEqual(numbers(flowText(flowSteps(flow))));
    const opened = itemsOf(sheet).flatMap(({ door }) => (door?.opens === 'papers' ? [door] : []));
    expect(opened.map(({ query, count }) => `${query} ${count}`)).toEqual([
      ' 12',
      'status:later,unscreened 5',
      'status:later 1',
      'status:unscreened 4',
      '-status:later -status:unscreened 7',
      'status:excluded -reason:"no full text" 3',
      'reason:none 1',
      'reason:"goats, not sheep" 1',
      'reason:"none" 1',
      'status:included,maybe,conflict OR reason:"no full text" 4',
      'reason:"no full text" 1',
      'status:included,maybe,conflict 3',
      'status:maybe,conflict 1',
      'status:maybe 1',
      'status:included 2',
    ]);
    for (const { hub, query, count } of opened) {
      const asked = parseQuery(query);
      if (!asked.ok) throw new Error(query);
      expect(runQuery(lib, hub, asked.query).total, query).toBe(count);
    }
  });

  it('names at its head what does not add up, and says so when all does', async () => {
    const lib = await screened();
    const flow = flowOf(lib, id(lib, arxiv(0)), HUB);
    expect(linesOf(drawn(flow, lib)).slice(0, 2)).toEqual(['Screened in its own review.', 'The boxes add up.']);
    const wrong = { ...flow, duplicates: flow.duplicates + 3 };
    const [difference] = differences(flowSteps(wrong));
    const said = itemsOf(drawn(wrong, lib))[1]!;
    expect(said.lines.map(plainText).join(' ').replaceAll(/\s+/gu, ' ')).toBe(
      `The boxes do not add up: ${difference}.`,
    );
    expect(said.lines[0]![0]).toMatchObject({ style: 'warning' });
  });

  it('fits any width, its numbers below each other', async () => {
    const lib = await screened();
    const flow = { ...flowOf(lib, id(lib, arxiv(0)), HUB), identified: 123_456, duplicates: 123_444 };
    for (const cells of [36, 60, 77, 100])
      for (const glyphs of [UNICODE_GLYPHS, ASCII_GLYPHS]) {
        const sheet = drawn(flow, lib, cells, glyphs);
        for (const { lines } of itemsOf(sheet))
          for (const line of lines) expect(lineWidth(line), plainText(line)).toBeLessThanOrEqual(cells);
        const ends = itemsOf(sheet).flatMap(({ lines, door }) =>
          door === undefined ? [] : [lineWidth(lines.at(-1)!)],
        );
        expect(ends.length).toBeGreaterThan(15);
        expect(new Set(ends).size, `${cells} cells`).toBe(1);
      }
  });

  it('names the command that draws the diagram, of a named review with its name as one word', async () => {
    const lib = await screened();
    const of = (screening: Flow['screening']): string =>
      linesOf(drawn(flowOf(lib, id(lib, arxiv(0)), screening), lib)).at(-1)!;
    expect(of(HUB)).toBe('pith-tui flow arXiv:2001.00000 --svg -o flow.svg writes it as SVG.');
    expect(of("review:Ana's second look")).toContain(String.raw`--review 'Ana'\''s second look' --svg`);
  });

  it('opens with O f, and says what is decided by now when one comes back to it', async () => {
    const store = exploring(await hubOf(6));
    press(store, 'O', 'f');
    expect(shown(store)).toMatch(/Records not screened yet +6/u);
    press(store, 'g', ...Array.from({ length: 6 }, () => 'j'), 'enter');
    expect(shown(store)).toContain('status:later,unscreened');
    press(store, 'a', 'a', 'escape');
    expect(shown(store)).toMatch(/Records not screened yet +4/u);
    expect(shown(store)).toMatch(/Papers included in the review +2/u);
  });

  it('is worked out in steps of a few hundred papers and lines of the journal, and what is known is not read again', async () => {
    const lib = await hubOf(2600);
    const hub = id(lib, arxiv(0));
    const decide = (from: number, to: number): void => {
      const changes = Array.from({ length: to - from }, (_, at) => ({
        kind: 'decide' as const,
        screening: HUB,
        work: id(lib, arxiv(from + at)),
        to: { status: 'included' as const },
      }));
      record(lib, 'ann', changes);
    };
    const stepsOf = (): number => {
      const steps = flowIn(lib, hub, HUB);
      let taken = 0;
      while (!steps.next().done) taken += 1;
      return taken;
    };
    decide(1, 2501);
    // 2,600 papers and 2,500 lines, 500 a step, and as many works looked at.
    expect(stepsOf()).toBeGreaterThanOrEqual(6 + 5);
    decide(2501, 2511);
    expect(stepsOf()).toBe(1);
    expect(flowOf(lib, hub, HUB)).toMatchObject({
      counts: { included: 2510 },
      readers: [{ who: 'ann', papers: 2510 }],
    });
  });
});
