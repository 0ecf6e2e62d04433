/** Every screen fills the terminal to its right edge, whatever is in it: names and titles in wide characters, combining marks, long texts. */
import { describe, expect, it } from 'vitest';
import type { Library } from '../../src/library/library.js';
import { lineWidth, plainText } from '../../src/text/spans.js';
import { makeTheme } from '../../src/text/theme.js';
import { explorerLayer } from '../../src/tui/layers/explorer.js';
import { homeLayer } from '../../src/tui/layers/home/hubs.js';
import { pickLayer } from '../../src/tui/layers/home/pick.js';
import { screen } from '../../src/tui/screen.js';
import { libraryServices } from '../../src/tui/services/library-services.js';
import type { Services } from '../../src/tui/services/services.js';
import type { Store } from '../../src/tui/state/store.js';
import { arxiv, cites, id, libraryOf, role, work } from '../library/support.js';
import { inOneStep, NOWHERE, press, storeOf } from './support.js';

const library = (): Promise<Library> =>
  libraryOf([
    ...[0, 1, 2, 3, 4, 5].map((n) =>
      work(n, {
        title: `关于计数 sheep and goats at night: 一个 very long title with 漢字 and e\u0301\u0323 marks, part ${n}`,
        authors: [{ name: '李 明' }, { name: '王 小明' }],
        venue: '計算機 学会',
        citedBy: 7700 + n,
        summary: '这个 计数 method '.repeat(12),
        abstract: '漢字 and words '.repeat(60),
        date: `20${10 + n}-01-02`,
      }),
    ),
    ...[1, 2, 3, 4].map((n) =>
      cites(n, 0, [role('pith', '2026-01-01', 'method', 'background')], {
        contexts: [{ text: '与 Li 相比 we count 更多 sheep. '.repeat(8), polarities: ['support'] }],
      }),
    ),
    ...[2, 3, 4].flatMap((n) => [cites(n, 1), cites(n, 5)]),
    { type: 'claim', work: arxiv(0), kind: 'abstract', text: '羊 can be counted 数えられる. '.repeat(9) },
  ]);

/** What is pressed in the list to come to each screen. */
const SCREENS: Readonly<Record<string, readonly string[]>> = {
  list: [],
  details: ['enter'],
  facets: ['f'],
  'a paper as a hub': ['j', 'j', 'j', '>'],
  decisions: ['a', 'd', 'd'],
  reasons: ['D'],
  tags: ['t', ...'漢字'],
  note: ['E', ...'漢字'],
  search: ['/', ...'计数'],
  query: [':'],
  names: [':', ...'author:', 'tab'],
  palette: ['ctrl-p', ...'sheep'],
  help: ['?'],
  export: ['e'],
  copy: ['Y'],
  fetch: ['F'],
  labels: ['='],
  claim: ['+'],
  saved: ['@'],
  reading: ['T', 'R'],
  audit: ['O', 'x'],
  choice: ['O', 'w', ...'sheep'],
  path: ['O', 'w', ...'sheep', 'enter'],
  ...Object.fromEntries([...'otcsalgfprm'].map((letter) => [`around the hub, ${letter}`, ['O', letter]])),
};

/** Lines that end before the right edge or beyond it. */
const ragged = (store: Store, services: Services): string[] => {
  const { columns } = store.get();
  return screen(store.get(), services, store.theme).lines.flatMap((line) =>
    lineWidth(line) === columns ? [] : [`${lineWidth(line)}: ${plainText(line)}`],
  );
};

const SIZES = [
  [40, 12],
  [79, 24],
  [80, 24],
  [99, 30],
  [140, 40],
  [200, 60],
] as const;

describe('in a terminal', () => {
  it.each(SIZES)('of %d×%d every line of every screen ends at the right edge', async (columns, rows) => {
    const lib = await library();
    const services = inOneStep(libraryServices(lib, 'ada', NOWHERE));
    for (const [name, keys] of Object.entries(SCREENS)) {
      const layer = explorerLayer(services, id(lib, arxiv(0)), '');
      const store = storeOf(services, makeTheme('none'), layer, columns, rows);
      press(store, ...keys);
      expect(ragged(store, services), name).toEqual([]);
    }
    for (const layer of [homeLayer(services, null), pickLayer(services.hubs(), '')])
      expect(ragged(storeOf(services, makeTheme('none'), layer, columns, rows), services), layer.kind).toEqual([]);
  });
});
