/** The box of a fetch: what it says it would ask, what it shows of what comes, and how it is left. */
import { describe, expect, it } from 'vitest';
import type { ServiceName } from '../../../../src/hub/services.js';
import type { Library } from '../../../../src/library/library.js';
import type { WorkNumber } from '../../../../src/library/model.js';
import { storePage } from '../../../../src/library/write/write-page.js';
import { fetchServices } from '../../../../src/tui/services/fetch-services.js';
import type { Store } from '../../../../src/tui/state/store.js';
import type { Commands } from '../../../../src/tui/term/command.js';
import { arxiv, cites, libraryOf, work } from '../../../library/support.js';
import { exploring, hubOf, list, press, shown } from '../../support.js';

/** A command that says and ends what the test wants. */
function fakeCommand() {
  let hear: (line: string) => void = () => {};
  let end: (code: number) => void = () => {};
  const asked: string[][] = [];
  let stops = 0;
  const commands: Commands = {
    run(words, heard) {
      asked.push([...words]);
      hear = heard;
      return new Promise((resolve) => {
        end = resolve;
      });
    },
    stop() {
      stops += 1;
    },
  };
  return {
    commands,
    asked,
    stops: () => stops,
    say: (line: string) => hear(line),
    async ends(code: number): Promise<void> {
      end(code);
      // The promise is told in later turns.
      for (let turns = 0; turns < 5; turns++) await Promise.resolve();
    },
  };
}

function start(lib: Library, keyed: () => ServiceName[] = () => []) {
  const command = fakeCommand();
  const fetching = fetchServices(lib, command.commands, keyed, () => {});
  return { store: exploring(lib, { services: { fetching } }), ...command };
}

const page = (cursor: string | null, ...papers: number[]) => ({
  records: [work(0), ...papers.map((paper) => work(paper)), ...papers.map((paper) => cites(paper, 0))],
  cursor,
  total: 5,
});
const title = (store: Store): string => /(?:Fetch|Update) who cites [^─]*/u.exec(shown(store))?.[0].trim() ?? '';

describe('before a fetch', () => {
  it('says whom it would ask, and that Enter asks them', async () => {
    const { store, asked } = start(await hubOf(250), () => ['openalex']);
    press(store, 'F');
    expect(title(store)).toBe('Fetch who cites Title 0');
    expect(shown(store)).toMatch(/Semantic Scholar +about 1 request for 250 papers; no key is set/u);
    expect(shown(store)).toMatch(/OpenAlex +about 3 requests for 250 papers; with your key/u);
    press(store, 'escape');
    expect(title(store)).toBe('');
    expect(asked).toEqual([]);
  });

  it('goes on where one was broken off, and asks nobody who has said all', async () => {
    const lib = await libraryOf([work(0), work(9), cites(9, 0)]);
    await storePage(lib, { paper: arxiv(0), service: 'semantic-scholar' }, page('after 2', 1, 2));
    const { store, asked } = start(lib);
    press(store, 'F');
    expect(shown(store)).toMatch(/Semantic Scholar +goes on after 2 of 5 papers, about 2 requests/u);
    press(store, 'enter');
    expect(asked).toEqual([['fetch', arxiv(0), '--library', lib.file]]);
  });

  it('reads again what was read to its end', async () => {
    const lib = await libraryOf([work(0), work(9), cites(9, 0)]);
    await storePage(lib, { paper: arxiv(0), service: 'openalex' }, page(null, 1));
    const { store, asked } = start(lib);
    press(store, 'F');
    expect(title(store)).toBe('Update who cites Title 0');
    expect(shown(store)).toMatch(/OpenAlex +about 1 request, as on \d{4}-\d\d-\d\d/u);
    expect(shown(store)).not.toContain('Semantic Scholar ');
    // Said once, below the box.
    expect(shown(store).match(/ask them/gu)).toHaveLength(1);
    expect(shown(store).split('\n').at(-1)).toContain('Enter ask them');
    press(store, 'enter');
    expect(asked[0]?.[0]).toBe('update');
  });

  it('offers nothing where nobody can be asked, and says so to who presses the key', async () => {
    const lib = await hubOf(1);
    const { commands, asked } = fakeCommand();
    const fetching = fetchServices(
      lib,
      commands,
      () => [],
      () => {},
    );
    const plan = (of: WorkNumber) => ({ ...fetching.plan(of), asked: [] });
    const store = exploring(lib, { services: { fetching: { ...fetching, plan } } });
    press(store, 'F');
    expect(shown(store)).toContain('No service can be asked for this paper');
    expect(shown(store)).not.toContain('ask them');
    press(store, 'enter');
    expect(store.get().toast?.text).toBe('Nobody can be asked; Esc closes this.');
    expect(asked).toEqual([]);
    press(store, 'escape');
    expect(title(store)).toBe('');
  });

  it('says in a sentence what is wrong with the settings', async () => {
    const broken = start(await hubOf(1), () => {
      throw new Error('config.toml, line 3 (rate) needs a number.');
    });
    press(broken.store, 'F');
    expect(broken.store.get().toast?.text).toBe('config.toml, line 3 (rate) needs a number.');
    expect(broken.store.top().kind).toBe('explorer');
  });
});

describe('a fetch', () => {
  it('shows the lines as they come, cleaned, and its end', async () => {
    const { store, say, ends } = start(await hubOf(3));
    press(store, 'F', 'enter');
    say('OpenAlex: page 1, 100 of 250 papers');
    say('OpenAlex: \x1b[2Jpage 2, 200 of 250 papers');
    expect(shown(store)).toContain('OpenAlex: page 1, 100 of 250 papers');
    expect(shown(store)).toContain('OpenAlex: [2Jpage 2');
    await ends(0);
    expect(shown(store)).toContain('Done.');
    press(store, 'enter');
    expect(store.top().kind).toBe('explorer');
  });

  it('is asked to stop by Escape, and stays until it has', async () => {
    const { store, stops, ends } = start(await hubOf(3));
    press(store, 'F', 'enter', 'escape');
    expect(stops()).toBe(1);
    expect(shown(store)).toContain('Stopping after this page.');
    press(store, 'enter');
    expect(store.top().kind).toBe('fetch');
    await ends(130);
    expect(shown(store)).toContain('Stopped; F goes on from there.');
    press(store, 'escape');
    expect(store.top().kind).toBe('explorer');
    expect(stops()).toBe(1);
  });

  it.each([
    [1, 'Nobody who was asked knows of it.'],
    [2, 'Not all of it came; F goes on from there.'],
  ])('that ends with %i says so', async (code, said) => {
    const { store, ends } = start(await hubOf(3));
    press(store, 'F', 'enter');
    await ends(code);
    expect(shown(store)).toContain(said);
  });

  it('has the list take in what came, its cursor on its paper', async () => {
    const lib = await libraryOf([work(0), work(9), cites(9, 0)]);
    const { store, ends } = start(lib);
    press(store, 'F', 'enter');
    await storePage(lib, { paper: arxiv(0), service: 'openalex' }, page(null, 1, 2, 3));
    await ends(0);
    press(store, 'enter');
    expect(list(store).view.total).toBe(4);
    expect(list(store).head.citing).toBe(4);
    expect(store.services.rows(list(store).hub, [list(store).under!])[0]?.title).toBe('Title 9');
  });
});
