/** The explorer on a library in a real file, without a terminal: keys in, state and lines out. */
import { onTestFinished } from 'vitest';
import type { Library } from '../../src/library/library.js';
import { finished } from '../../src/library/steps.js';
import { plainText } from '../../src/text/spans.js';
import { makeTheme } from '../../src/text/theme.js';
import { explorerLayer } from '../../src/tui/layers/explorer.js';
import { screen } from '../../src/tui/screen.js';
import { libraryServices, type Outside } from '../../src/tui/services/library-services.js';
import type { Services } from '../../src/tui/services/services.js';
import { explorerOf } from '../../src/tui/state/app-state.js';
import type { ExplorerLayer } from '../../src/tui/state/explorer.js';
import { createStore, type Store } from '../../src/tui/state/store.js';
import { arxiv, cites, id, libraryOf, role, work } from '../library/support.js';

/** Nothing of the world outside. */
export const NOWHERE: Outside = {
  write: () => {},
  commands: { run: async () => 0, stop: () => {} },
  keyed: () => [],
  editText: async (text) => ({ text }),
  suspend: () => {},
  redraw: () => {},
  beside: null,
};

const ROLES = ['method', 'background', 'comparison'];

/** A library in which `count` papers, dated one a month, cite work 0. */
export const hubOf = (count: number): Promise<Library> =>
  libraryOf([
    work(0),
    ...Array.from({ length: count }, (_, at) =>
      work(at + 1, {
        title: `${at % 4 === 0 ? 'Sparse' : 'Dense'} counting of goats, part ${at + 1}`,
        date: `${2001 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
      }),
    ),
    ...Array.from({ length: count }, (_, at) =>
      cites(at + 1, 0, [role('pith', '2026-01-01', ROLES[at % 3]!)], { influential: at % 5 === 0 }),
    ),
  ]);

interface Exploring {
  line?: string;
  /** Of the work that is the hub. */
  hub?: number;
  columns?: number;
  listens?: boolean;
  /** In the place of what the library answers. */
  services?: Partial<Services>;
}

/** What is worked out in steps is there at once, however busy the machine is. */
export const inOneStep = (services: Services): Services => ({
  ...services,
  // biome-ignore lint/correctness/useYield: it has nothing to wait for
  *sheet(ask) {
    return finished(services.sheet(ask));
  },
  // biome-ignore lint/correctness/useYield: it has nothing to wait for
  *namesOf(hub, field) {
    return finished(services.namesOf(hub, field));
  },
  // biome-ignore lint/correctness/useYield: it has nothing to wait for
  *preparing(hub, query) {
    finished(services.preparing(hub, query));
  },
});

/** A store that ends with its test, before its library is closed: what it still works out would ask a closed library. */
export const storeOf: typeof createStore = (...given) => {
  const store = createStore(...given);
  onTestFinished(() => {
    if (store.get().exit === null) store.set({ exit: 0 });
  });
  return store;
};

/** The explorer on a hub, work 0 if no other is named. */
export function exploring(
  lib: Library,
  { line = '', hub = 0, columns = 120, listens = false, services: own }: Exploring = {},
): Store {
  const services = { ...inOneStep(libraryServices(lib, 'ada', NOWHERE)), ...own };
  return storeOf(services, makeTheme('none'), explorerLayer(services, id(lib, arxiv(hub)), line), columns, 30, {
    listens,
  });
}

/** The explorer on that hub. */
export const explorerOn = (lib: Library, line = ''): Store => exploring(lib, { line });

/** Presses keys by their names, each in a chunk of its own. */
export function press(store: Store, ...names: string[]): void {
  for (const name of names) store.keys([name.length === 1 ? { name, text: name } : { name }]);
}

/** The list that is open. */
export function list(store: Store): ExplorerLayer {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) throw new Error('no list is open');
  return explorer;
}

/** What the screen says. */
export const shown = (store: Store): string =>
  screen(store.get(), store.services, store.theme).lines.map(plainText).join('\n');

/** The lines of the screen as they are read: without the blanks at their ends, and without empty ones. */
export const linesOf = (store: Store): string[] =>
  shown(store)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
