/** Saved queries: chosen by their numbers, with how many papers match each now and how many of them are new since the last look. */
import { counted, countWords } from '../../../hub/share.js';
import { parseQuery } from '../../../query/parse.js';
import { printQuery } from '../../../query/print.js';
import { fit } from '../../../text/fit.js';
import { displayText, width } from '../../../text/width.js';
import { keyFor } from '../../keymap.js';
import { lookAt, newSince, packed, withLook } from '../../resume/looks.js';
import { hubName } from '../../resume/saving.js';
import type { ExplorerLayer } from '../../state/explorer.js';
import { ask } from '../../state/filters.js';
import type { Store } from '../../state/store.js';
import { typed } from '../../term/shell.js';
import type { MenuEntry } from '../menu.js';
import { attempt } from './deciding.js';
import { openLine } from './line.js';

/** Most cells of a name in the menu. */
const NAME = 18;
/** Letters of the menu's other entries. */
const SAVE = 's';
const REMOVE = 'x';
const NO_QUERY = 'There is no query to save: filter, search or sort first.';

/** The saved queries, each with what it brings in the open hub. */
export function queriesMenu(store: Store, explorer: ExplorerLayer): void {
  const queries = store.services.decisions.queries();
  const labelOf = labels(queries);
  const entries = queries.map(({ name, line, key }): MenuEntry => {
    const found = matching(store, explorer, line);
    const isNew = typeof found === 'string' ? null : newSince(lookOf(store, explorer, name), found);
    return {
      key: key === undefined ? '' : String(key),
      label: labelOf(name, line),
      note:
        typeof found === 'string'
          ? 'no answer here'
          : `${isNew !== null && isNew > 0 ? `${countWords(isNew)} new of ` : ''}${countWords(found.total)}`,
      help: displayText(`Asks: ${line}`),
      choose: { do: 'savedQuery', name, line },
    };
  });
  store.push({
    kind: 'menu',
    title: queries.length === 0 ? 'No query is saved yet' : 'Saved queries',
    entries: [
      ...entries,
      {
        key: SAVE,
        label: 'save this query…',
        help: 'Asks for a name for the query of now.',
        ...(printQuery(explorer.query) === '' && { why: NO_QUERY }),
        choose: { do: 'saveQuery' },
      },
      ...(queries.length === 0
        ? []
        : [
            {
              key: REMOVE,
              label: 'remove one…',
              help: 'Asks which one is to go.',
              choose: { do: 'removeQueries' },
            } satisfies MenuEntry,
          ]),
    ],
    hint: `for scripts: ${typed('list PAPER @NAME')}`,
    cursor: 0,
  });
}

/** Names and queries in two columns. */
function labels(queries: readonly { name: string }[]): (name: string, line: string) => string {
  const wide = Math.min(NAME, Math.max(...queries.map(({ name }) => width(displayText(name)))));
  return (name, line) => `${fit(displayText(name), wide)}  ${displayText(line)}`;
}

/** What a line brings in the open hub, or why it cannot be asked there. */
function matching(store: Store, { hub }: ExplorerLayer, line: string): ReturnType<Store['services']['query']> | string {
  const parsed = parseQuery(line);
  if (!parsed.ok) return parsed.error.message;
  return store.services.whyUnanswerable(hub, parsed.query)?.message ?? store.services.query(hub, parsed.query);
}

const placeOf = (store: Store, explorer: ExplorerLayer, name: string): { hub: string; name: string; file: string } => ({
  hub: hubName(explorer, store.services) ?? '',
  name,
  file: store.services.fileMark(),
});

const lookOf = (store: Store, explorer: ExplorerLayer, name: string): ReturnType<typeof lookAt> =>
  lookAt(store.get().looks, placeOf(store, explorer, name));

/** Asks a saved query in the open hub, and keeps what it brought for the next time. */
export function openSaved(store: Store, explorer: ExplorerLayer, name: string, line: string): void {
  const parsed = parseQuery(line);
  const found = matching(store, explorer, line);
  if (!parsed.ok || typeof found === 'string') {
    store.toast(typeof found === 'string' ? found : line, 'warning');
    return;
  }
  const before = lookOf(store, explorer, name);
  const isNew = newSince(before, found);
  ask(store, parsed.query, 'top');
  const papers = packed(found);
  if (papers !== null) {
    const look = { ...placeOf(store, explorer, name), at: new Date().toISOString(), papers };
    store.set({ looks: withLook(store.get().looks, look) });
  }
  if (before !== undefined && isNew !== null)
    store.toast(
      `${displayText(name)}: ${isNew === 0 ? 'nothing' : countWords(isNew)} new since ${before.at.slice(0, 10)}.`,
    );
}

/** Asks for the name under which the query of now is to be saved. */
export const askQueryName = (store: Store): void => openLine(store, { what: 'query' }, '');

/** Saves the query of the open list. @returns whether it is saved; where it is not, it is said why */
export function saveQuery(store: Store, { query }: ExplorerLayer, name: string): boolean {
  const line = printQuery(query);
  const saved = attempt(store, () => store.services.decisions.saveQuery(name, line));
  if (saved === undefined) return false;
  const key = saved.key === undefined ? '' : `, ${keyFor('savedQueries', 'list')} ${saved.key} opens it`;
  const replaced = saved.before === null ? '' : `, in place of ${displayText(saved.before)}`;
  store.toast(`Saved as ${displayText(saved.name)}${replaced}${key}.`);
  return true;
}

/** Asks which saved query is to go. */
export function removeQueryMenu(store: Store): void {
  const queries = store.services.decisions.queries();
  store.push({
    kind: 'menu',
    title: `Remove which of ${counted(queries.length, 'saved query').replace('querys', 'queries')}?`,
    entries: queries.map(({ name, line, key }) => ({
      key: key === undefined ? '' : String(key),
      label: labels(queries)(name, line),
      help: 'Removes it; undo brings it back.',
      choose: { do: 'removeQuery', name },
    })),
    hint: `${keyFor('escape', 'menu')} removes none`,
    cursor: 0,
  });
}

export function removeQuery(store: Store, name: string): void {
  attempt(store, () => {
    store.services.decisions.removeQuery(name);
    store.toast(`Removed ${displayText(name)}; ${keyFor('undo', 'list')} brings it back.`);
  });
}
