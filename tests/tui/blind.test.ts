/** Nothing of what a blind screen hides is on it, whatever lies on the stack: every screen of a hub is looked at, open and blind. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { WorkRecord } from '../../src/hub/record.js';
import type { Library } from '../../src/library/library.js';
import { makeTheme } from '../../src/text/theme.js';
import { BLIND_FIELDS, type BlindField } from '../../src/tui/blind.js';
import { explorerLayer } from '../../src/tui/layers/explorer.js';
import { homeLayer } from '../../src/tui/layers/home/hubs.js';
import { pickLayer } from '../../src/tui/layers/home/pick.js';
import { libraryServices } from '../../src/tui/services/library-services.js';
import { explorerOf } from '../../src/tui/state/app-state.js';
import type { Store } from '../../src/tui/state/store.js';
import { arxiv, cites, id, libraryOf, work } from '../library/support.js';
import { inOneStep, NOWHERE, press, shown, storeOf } from './support.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What each field puts on the screen, in every paper of the library. */
const TOLD: Readonly<Record<BlindField, RegExp>> = {
  authors: /writer|scribe/iu,
  venue: /venue|goatjournal|arXiv:|10\.\d{4}/iu,
  citations: /7[,]?7\d\d/u,
};

const paper = (n: number): WorkRecord =>
  work(n, {
    title: `Sheep and goats, part ${n}`,
    authors: [{ name: `Ann Writer${n}` }, { name: 'Bo Scribe' }],
    venue: `Goatjournal ${n}`,
    citedBy: 7700 + n,
    ids: [arxiv(n), `doi:10.1234/goatjournal.${n}`],
    summary: 'Counts them.',
    date: `20${10 + n}-01-02`,
  } as Partial<WorkRecord>);

const library = (): Promise<Library> =>
  libraryOf([
    ...[0, 1, 2, 3, 4, 5].map(paper),
    ...[1, 2, 3, 4].map((n) => cites(n, 0)),
    ...[2, 3, 4].flatMap((n) => [cites(n, 1), cites(n, 5)]),
    { type: 'claim', work: arxiv(0), kind: 'abstract', text: 'Sheep can be counted.' },
  ]);

function begin(lib: Library, hidden: readonly BlindField[], first: 'list' | 'home' | 'pick' = 'list'): Store {
  const services = inOneStep(libraryServices(lib, 'ada', NOWHERE));
  services.hide(hidden);
  const hub = id(lib, arxiv(0));
  const layer =
    first === 'list'
      ? explorerLayer(services, hub, '')
      : first === 'home'
        ? homeLayer(services, null)
        : pickLayer(services.hubs(), '');
  return storeOf(services, makeTheme('none'), layer, 140, 40, { blind: hidden });
}

/** What is pressed to see each screen, and what is on the screen then, so that no key is missed. */
const SCREENS: Readonly<Record<string, { from?: 'home' | 'pick'; keys: readonly string[]; has: RegExp }>> = {
  home: { from: 'home', keys: [], has: /Hubs in this library/u },
  'papers to choose from': { from: 'pick', keys: [], has: /Several papers match/u },
  list: { keys: [], has: /Citing papers/u },
  details: { keys: ['enter'], has: /Ids/u },
  'a paper as a hub': { keys: ['j', 'j', 'j', '>'], has: /part 1/u },
  palette: { keys: ['j', 'j', 'j', '>', 'ctrl-p', ...'sheep'], has: /open lately/u },
  'the reading list': { keys: ['T', 'R'], has: /Reading list/u },
  'a choice': { keys: ['O', 'w', ...'sheep'], has: /A path to which paper/u },
  'the export dialog': { keys: ['e'], has: /Export/u },
  'names of authors': { keys: [':', ...'author:', 'tab'], has: /author:/u },
  'names of venues': { keys: [':', ...'venue:', 'tab'], has: /venue:/u },
  'what is copied': { keys: ['Y'], has: /Copy from this paper/u },
  'what merging asks': { keys: ['space', 'space', 'M'], has: /2 selected/u },
  'what a fetch asks': { keys: ['F'], has: /[Ff]etch|asks?/u },
  'how citations count': { keys: ['s', 'l'], has: /local/iu },
  overview: { keys: ['o'], has: /Representative|Co-cited/u },
  timeline: { keys: ['O', 't'], has: /Timeline/u },
  'co-cited works': { keys: ['O', 'c'], has: /Co-cited works/u },
  schools: { keys: ['O', 's'], has: /Schools/u },
  authors: { keys: ['O', 'a'], has: /Citing authors/u },
  claims: { keys: ['O', 'l'], has: /Claims ledger/u },
  'hubs to go on to': { keys: ['O', 'g'], has: /Hubs to go on to/u },
  flow: { keys: ['O', 'f'], has: /Flow of the review/u },
  'papers with the same references': { keys: ['O', 'p'], has: /same references/u },
  references: { keys: ['O', 'r'], has: /References/u },
  compared: { keys: ['O', 'm'], has: /Two compared/u },
  path: { keys: ['O', 'w', ...'sheep', 'enter'], has: /Path/u },
};

const seen = (lib: Library, hidden: readonly BlindField[], { from, keys }: (typeof SCREENS)[string]): string => {
  const store = begin(lib, hidden, from ?? 'list');
  press(store, ...keys);
  return shown(store);
};

describe('a blind screen', () => {
  it.each(Object.entries(SCREENS))('tells nothing of what is hidden: %s', async (_, screen) => {
    const lib = await library();
    expect(seen(lib, [], screen)).toMatch(screen.has);
    const blind = seen(lib, BLIND_FIELDS, screen);
    // The hub one is in is not what is judged: it is named by its id where a command is.
    const text = blind.replaceAll(/pith-tui \w+ arXiv:2001\.00000|\(arXiv:2001\.00000\)\./gu, '');
    const words = text.replaceAll(
      /authors? (?:hidden|is|are)|Hidden now.*|The venue is hidden|venue:|Hidden here.*/giu,
      '',
    );
    for (const field of BLIND_FIELDS) expect(words, field).not.toMatch(TOLD[field]);
  });

  it('would tell it all if it were not blind', async () => {
    const lib = await library();
    for (const field of BLIND_FIELDS)
      expect(
        Object.values(SCREENS).filter((screen) => TOLD[field].test(seen(lib, [], screen))).length,
        field,
      ).toBeGreaterThan(4);
  });

  it('says that names are hidden where they would be offered', async () => {
    const lib = await library();
    const store = begin(lib, BLIND_FIELDS);
    press(store, ':', ...'author:', 'tab');
    expect(shown(store)).toContain('Authors are hidden; B in a list of papers shows them again.');
    const open = begin(lib, []);
    press(open, ':', ...'author:', 'tab');
    expect(shown(open)).toContain('Scribe');
  });

  it('counts none of those who cite a hub in the list of hubs', async () => {
    const lib = await libraryOf([
      paper(0),
      ...[1, 2, 3, 4].flatMap((n) => [paper(n), cites(n, 0)]),
      { type: 'hub', work: arxiv(0), source: 'pith', total: 40 },
    ]);
    const [open, blind] = [[], ['citations'] as const].map((hidden) =>
      seen(lib, hidden, SCREENS.home!)
        .split('\n')
        .filter((line) => line.includes('part 0')),
    );
    expect(open![0]).toContain('4 of 40');
    for (const line of blind!) expect(line.replace(/part 0|arXiv:\S+|\d{4}-\d\d-\d\d|2010/gu, '')).not.toMatch(/\d/u);
    expect(blind![0]).toMatch(/hidden +hidden/u);
  });

  it('counts no citations in a comparison, whose parts would add up to them', async () => {
    const lib = await library();
    const [open, blind] = [seen(lib, [], SCREENS.compared!), seen(lib, ['citations'], SCREENS.compared!)];
    expect(open).toMatch(/citing here[\s\S]*Who cites which/u);
    expect(blind).not.toMatch(/citing here|Who cites which/u);
    expect(blind).toContain('How often papers are cited is hidden');
  });
});

describe('an order that tells what is hidden', () => {
  it.each(['citations', '-local', '-pagerank'])(
    'is withheld, set before or typed after, and comes back: %s',
    async (key) => {
      const store = begin(await library(), []);
      const works = (): readonly number[] => explorerOf(store.get())!.view.works(0, 9);
      press(store, ':', ...`sort:${key}`, 'enter');
      const asked = works();
      press(store, ':', 'ctrl-u', ...'sort:-date', 'enter');
      const newest = works();
      expect(newest).not.toEqual(asked);
      press(store, 'u', 'B');
      expect(works()).toEqual(newest);
      expect(explorerOf(store.get())!.view.order).toEqual({ key: 'date', descending: true });
      const why = 'The newest come first: how often papers are cited is hidden.';
      expect(shown(store)).toContain(`Hidden now: authors, venue, citations. ${why}`);
      press(store, 'u', 'ctrl-r');
      expect(shown(store)).toContain(`Done again: sort:${key}. ${why}`);
      press(store, ':', 'ctrl-u', ...'sort:title', 'enter');
      expect(shown(store)).not.toContain(why);
      expect(works()).not.toEqual(newest);
      press(store, ':', 'ctrl-u', ...`sort:${key}`, 'enter');
      expect(shown(store)).toContain(why);
      expect(works()).toEqual(newest);
      press(store, 'B');
      expect([works(), explorerOf(store.get())!.view.order.key]).toEqual([asked, key.replace('-', '')]);
      expect(shown(store)).toContain('Nothing is hidden now.');
    },
  );

  it('is no other, nor any where only something else is hidden', async () => {
    const lib = await library();
    const orders = (hidden: readonly BlindField[], sort: string): readonly number[] => {
      const store = begin(lib, hidden);
      press(store, ':', ...`sort:${sort}`, 'enter');
      return explorerOf(store.get())!.view.works(0, 9);
    };
    for (const sort of ['title', '-title', 'date']) expect(orders(['citations'], sort), sort).toEqual(orders([], sort));
    expect(orders(['authors', 'venue'], 'citations')).toEqual(orders([], 'citations'));
  });
});

describe('words that are searched for', () => {
  const list = (store: Store) => explorerOf(store.get())!;

  it('are not looked for among the names of hidden authors, nor are similar names named', async () => {
    const store = begin(await library(), []);
    press(store, '/', ...'writer1', 'enter');
    expect(list(store).view.total).toBe(1);
    press(store, 'B');
    expect(shown(store)).toContain('no match');
    press(store, 'B');
    expect(list(store).view.total).toBe(1);

    press(store, '/', 'ctrl-u', ...'wrietr', 'enter');
    expect(shown(store)).toContain('wrietr taken for writer1');
    press(store, 'B');
    expect(shown(store)).not.toMatch(/taken for|similar words/u);
    expect(list(store).view.total).toBe(0);
    // Titles and summaries are searched as before, phrases too.
    for (const [typed, total] of [
      ['sheep', 4],
      ['"sheep and goats"', 4],
      ['coutns', 4],
      ['"bo scribe"', 0],
    ] as const) {
      press(store, '/', 'ctrl-u', ...typed, 'enter');
      expect(list(store).view.total, typed).toBe(total);
    }
  });

  it('find a hidden author where the line asks for one, as the name is typed only', async () => {
    const store = begin(await library(), []);
    press(store, 'B', ':', ...'author:writer1', 'enter');
    expect(list(store).view.total).toBe(1);
    press(store, ':', ...Array.from({ length: 20 }, () => 'backspace'), ...'author:wrietr', 'enter');
    expect(list(store).view.total).toBe(0);
  });
});

it('has ids and addresses of papers go through one place, which knows what is hidden', () => {
  const sources = readdirSync(join(ROOT, 'src/tui'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const telling = sources.filter((file) =>
    /import \{[^}]*\b(?:showId|idUrl)\b[^}]*\} from/u.test(readFileSync(join(ROOT, 'src/tui', file), 'utf8')),
  );
  expect(telling.sort()).toEqual([
    // That place, and the ear's words beside it.
    'listening/papers.ts',
    // Commands that name the hub one is in; overviews on paper.
    'panes/overview.ts',
    'panes/title.ts',
    'sheets/ranking.ts',
    'sheets/references.ts',
    'sheets/review/report.ts',
    // What is copied is what was asked for.
    'state/copying.ts',
  ]);
});
