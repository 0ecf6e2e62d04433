/** What the palette finds: all that the keys do here, the entries of their menus, saved queries, and what can be opened. */
import Fuse from 'fuse.js/basic';
import { countWords } from '../../../hub/share.js';
import { ALL_WORKS, type WorkLine, type WorkNumber } from '../../../library/model.js';
import { displayText } from '../../../text/width.js';
import { type Hidden, isIdHidden } from '../../blind.js';
import { bindingsOf, type Context, keyFor, keyLabel } from '../../keymap.js';
import { idWords, titleWords } from '../../panes/title.js';
import { recentHubs } from '../../resume/left-off.js';
import type { ActionName } from '../../state/actions.js';
import { explorerOf } from '../../state/app-state.js';
import { copyMenuOf } from '../../state/copying.js';
import type { ExplorerLayer } from '../../state/explorer.js';
import { labelMenuOf, sortMenuOf } from '../../state/filters.js';
import { whyNot } from '../../state/reasons.js';
import type { Store } from '../../state/store.js';
import type { MenuEntry, MenuLayer } from '../menu.js';
import { sheetMenuOf } from '../walking.js';

/** What a line of the palette does. */
type Does =
  | { do: 'action'; action: ActionName }
  | { do: 'entry'; choose: MenuEntry['choose'] }
  | { do: 'query'; name: string; line: string }
  | { do: 'open'; work: WorkNumber };

export interface Command {
  label: string;
  /** At the right end: the keys, or what it is. */
  keys: string;
  /** Why it cannot be done now; null where it can. */
  why: string | null;
  does: Does;
}

/** The menus whose entries are commands of their own. */
const MENUS: Partial<Record<ActionName, (store: Store, explorer: ExplorerLayer) => MenuLayer | null>> = {
  roleMenu: (_, explorer) => labelMenuOf(explorer, 'role'),
  polarityMenu: (_, explorer) => labelMenuOf(explorer, 'polarity'),
  verdictMenu: (_, explorer) => labelMenuOf(explorer, 'verdict'),
  sortMenu: (_, explorer) => sortMenuOf(explorer),
  sheetMenu: (store) => sheetMenuOf(store),
  copy: (_, explorer) => copyMenuOf(explorer, 1),
};

/** Most hubs, and most papers that were open lately, before anything is typed; of more, typing finds the others. */
const MOST_HUBS = 300;
const MOST_RECENT = 50;

/** All that can be found where the keys of `context` hold. */
export function commandsIn(store: Store, context: Context): Command[] {
  return [...keyCommands(store, context), ...savedQueries(store), ...recent(store), ...hubs(store)].filter(isNew());
}

/** Passes over what was there before: a hub that was open lately is no second line. */
function isNew(): (command: Command) => boolean {
  const seen = new Set<string>();
  return ({ does }) => {
    const name = JSON.stringify(does);
    return does.do === 'entry' || (!seen.has(name) && seen.add(name) !== undefined);
  };
}

function keyCommands(store: Store, context: Context): Command[] {
  const explorer = explorerOf(store.get());
  const { arrows, listens } = store.get();
  // As they are typed, so that they are found by it.
  const look = { arrows: arrows && !listens };
  return bindingsOf(context)
    .filter(({ action }) => action !== 'palette' && action !== 'escape')
    .flatMap((binding): Command[] => {
      const { action } = binding;
      const why = whyNot(action, store.get());
      const own: Command = {
        label: binding.help,
        keys: binding.keys.map((key) => keyLabel(key, look)).join(' '),
        why,
        does: { do: 'action', action },
      };
      const menu = why === null && explorer !== undefined ? (MENUS[action]?.(store, explorer) ?? null) : null;
      return menu === null ? [own] : [own, ...entriesOf(menu, keyLabel(binding.keys[0]!, look))];
    });
}

const entriesOf = ({ title, entries }: MenuLayer, key: string): Command[] =>
  entries.map((entry) => ({
    label: `${title}: ${entry.label}${entry.note === undefined || entry.note === '' ? '' : ` (${entry.note})`}`,
    keys: `${key} ${entry.key}`,
    why: entry.why ?? null,
    does: { do: 'entry', choose: entry.choose },
  }));

function savedQueries(store: Store): Command[] {
  if (explorerOf(store.get()) === undefined) return [];
  const at = keyFor('savedQueries', 'list');
  return store.services.decisions.queries().map(({ name, line, key }) => ({
    label: `Saved query ${displayText(name)}: ${displayText(line)}`,
    keys: key === undefined ? at : `${at} ${key}`,
    why: null,
    does: { do: 'query', name, line },
  }));
}

/** The papers whose lists were open last, in this session and before. */
function recent({ get, services }: Store): Command[] {
  const { layers, left, saved, hidden } = get();
  const open = layers.flatMap((layer) => (layer.kind === 'explorer' ? [layer.hub] : []));
  const before = recentHubs(saved, services);
  const works = new Set([...open.slice(0, -1).reverse(), ...[...left.keys()].reverse(), ...before]);
  return [...works]
    .filter((work) => work !== ALL_WORKS && work !== open.at(-1))
    .slice(0, MOST_RECENT)
    .map((work) => openCommand(services.head(work), 'open lately', hidden));
}

function hubs({ get, services }: Store): Command[] {
  const all = services.hubs(MOST_HUBS);
  const presented = all.filter((hub) => hub.presented);
  return (presented.length > 0 ? presented : all).map((hub) => hubCommand(hub, get().hidden));
}

const hubCommand = (hub: WorkLine, hidden: Hidden): Command =>
  openCommand(hub, hidden.includes('citations') ? 'hub' : `hub, ${countWords(hub.citing)} citing`, hidden);

/** What is found by what was typed: among what was listed, and among the hubs for which that had no room. */
export function foundIn({ get, services }: Store, listed: readonly Command[], typed: string): Command[] {
  if (typed.trim().length < LEAST_TITLE) return found(listed, typed);
  const others = services.hubsCalled(typed).map((hub) => hubCommand(hub, get().hidden));
  return found([...listed, ...others].filter(isNew()), typed);
}

/** Letters from which on titles are looked for: fewer are in all of them. */
const LEAST_TITLE = 3;

const openCommand = (
  work: Parameters<typeof titleWords>[0] & { work: WorkNumber },
  what: string,
  hidden: Hidden,
): Command => ({
  label: [titleWords(work, hidden), isIdHidden(work.id, hidden) ? '' : idWords(work.id, hidden)]
    .filter(Boolean)
    .join(' '),
  keys: what,
  why: null,
  does: { do: 'open', work: work.work },
});

/** Of a word's letters so many may be wrong, as a share: none of three, one of four, two of six. */
const slipsIn = (word: string): number => (word.length >= 5 ? 0.34 : 0.26);

/** Whether a word of a label begins so, or the part of an id behind its scheme. */
const beginsWordOf = (label: string, beginning: string): boolean =>
  ` ${label}`.includes(` ${beginning}`) || label.includes(`:${beginning}`);

/** How far a word is from the labels it is found in, by their places; one that begins a word of theirs is nearer. */
function distances(fuse: Fuse<Command>, word: string): Map<number, number> {
  const low = word.toLowerCase();
  const all = fuse
    .search(word)
    .map(({ item, refIndex, score = 1 }): [number, number] => [
      refIndex,
      beginsWordOf(item.label.toLowerCase(), low) ? 0 : Math.max(score, 0.1),
    ]);
  return new Map(all.filter(([, far]) => far <= slipsIn(word)));
}

/**
 * The commands in which every word typed is found, also one that is mistyped, the likest first, then the shortest; what can be done comes before
 * what cannot, and the one whose key was typed before all.
 */
export function found(commands: readonly Command[], typed: string): Command[] {
  const words = typed.split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0) return [...commands];
  const fuse = new Fuse(commands, {
    keys: ['label'],
    includeScore: true,
    ignoreLocation: true,
    ignoreFieldNorm: true,
    threshold: 0.34,
  });
  const far = words.map((word) => distances(fuse, word));
  return commands
    .flatMap((command, at) => {
      if (command.keys === typed || command.keys.split(' ').includes(typed)) return [{ command, sum: -1 }];
      const own = far.flatMap((distance) => distance.get(at) ?? []);
      if (own.length < words.length) return [];
      return [{ command, sum: own.reduce((a, b) => a + b, command.why === null ? 0 : words.length) }];
    })
    .sort((a, b) => a.sum - b.sum || a.command.label.length - b.command.label.length)
    .map(({ command }) => command);
}
