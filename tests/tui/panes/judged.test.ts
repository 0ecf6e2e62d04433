/** What the screen says of a role that was computed: whose it is, how likely, and whether it counts. */
import { expect, it } from 'vitest';
import { JUDGE_KINDS } from '../../../src/hub/judging/judges.js';
import { orderJudges } from '../../../src/library/derived/judge-order.js';
import { details } from '../../../src/library/read/details.js';
import { hubHead } from '../../../src/library/read/hubs.js';
import { overview } from '../../../src/library/search/overview.js';
import { UNICODE_GLYPHS } from '../../../src/text/look/glyphs.js';
import { type Line, plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { detailLines } from '../../../src/tui/panes/details.js';
import { overviewLines } from '../../../src/tui/panes/overview.js';
import { arxiv, cites, id, libraryOf, role, work } from '../../library/support.js';
import { NOTHING_SAID } from '../nothing-said.js';

const text = (lines: readonly Line[]): string => lines.map((line) => plainText(line).trimEnd()).join('\n');
const COMPUTED = { ...role('computed:learn-1@2026-11-29', '2026-11-29', 'method'), confidence: 0.93 };

it('says who computed a role and how likely it is, and where it does not count', async () => {
  const lib = await libraryOf([
    work(0),
    work(1),
    work(2),
    cites(1, 0, [COMPUTED]),
    cites(2, 0, [COMPUTED, role('semantic-scholar', '2026-01-01', 'background')]),
  ]);
  const hub = id(lib, arxiv(0));
  const shown = (citing: number): string =>
    text(
      detailLines(details(lib, hub, id(lib, arxiv(citing))), {
        hub: hubHead(lib, hub),
        terms: [],
        said: NOTHING_SAID,
        hidden: [],
        cells: 120,
        theme: makeTheme('none'),
      }),
    );
  expect(shown(1)).toContain('method – computed:learn-1@2026-11-29, 93% sure, 2026-11-29\n');
  expect(shown(2)).toContain('method – computed:learn-1@2026-11-29, 93% sure, 2026-11-29 (overruled)');
  const said = (): string => text(overviewLines(overview(lib, hub), 80, UNICODE_GLYPHS));
  expect(said()).toMatch(
    /In this library: 1 of 2 classified\n +background +1 .*\n +Besides, computed from citing sentences: 1 of 2 /u,
  );

  orderJudges(
    lib,
    JUDGE_KINDS.filter((kind) => kind !== 'computed'),
  );
  expect(shown(1)).toContain('93% sure, 2026-11-29 (not believed)');
  expect(said()).not.toContain('computed');
});
