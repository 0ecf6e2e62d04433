/** What lies over a screen, for the ear: menus, lines that are typed, the palette, the help, the export dialog. */
import { counted, countWords } from '../../hub/share.js';
import { CONTEXT_NAMES, heardKey, keyLabel } from '../keymap.js';
import { type LineLayer, lineKind, lineTitle, offered } from '../layers/decisions/line.js';
import { SCOPES } from '../layers/exporting/export-frame.js';
import { CHOICES, type ExportLayer, exportContext } from '../layers/exporting/export-layer.js';
import { askedOf, type FetchLayer, fetchKind, fetchTitle, stateOf } from '../layers/fetching/fetch.js';
import type { Command } from '../layers/finding/commands.js';
import type { PaletteLayer } from '../layers/finding/palette.js';
import { type HelpLayer, helpEntries } from '../layers/help.js';
import type { MenuLayer } from '../layers/menu.js';
import type { PromptLayer } from '../layers/prompt.js';
import { explorerOf } from '../state/app-state.js';
import { whyNot } from '../state/reasons.js';
import type { TypedLine } from '../typed-line.js';
import { explorerFacts, explorerTelling } from './explorer.js';
import { fact, type Heard, type Telling, type Typed } from './telling.js';
import { ended, heardKeyFor, inTurn, placeWords, sentence, sentences } from './words.js';

const typed = (label: string, { text, cursor }: TypedLine): Typed => ({ label, text, cursor });

export function menuTelling(menu: MenuLayer): Telling {
  const words = menu.entries.map(({ key, label, note = '', state, help, why }) => {
    const chosen = state === 'included' ? 'chosen' : state === 'excluded' ? 'excluded' : '';
    const about = [label, note, chosen].filter((part) => part !== '').join(', ');
    const own = ended(`${key === '' ? '' : `${heardKey(key)}: `}${about}`);
    return menu.explained || why !== undefined ? inTurn(own, sentence(why ?? help)) : own;
  });
  return {
    place: `menu ${menu.title}${menu.explained ? ', explained' : ''}`,
    opening: [
      sentences(
        menu.title,
        menu.entries.length === 0 ? '' : menu.entries.length === 1 ? 'one entry' : `${menu.entries.length} entries`,
      ),
      ...words,
      sentence(menu.hint.replaceAll(' · ', '; ')),
    ],
    isListed: true,
    facts: [],
    under: words[menu.cursor] ?? '',
  };
}

export function promptTelling(prompt: PromptLayer, heard: Heard): Telling {
  const explorer = explorerOf(heard.state);
  const list = explorer === undefined ? null : explorerTelling({ ...explorer, focus: 'list', zoomed: false }, heard);
  const { error, offer } = prompt;
  const completion = offer?.all[offer.at];
  const why = error === null ? '' : sentence(`${error.message} Column ${error.column}`);
  return {
    place: `prompt ${prompt.mode}`,
    opening: [],
    isListed: true,
    facts: list?.facts ?? [],
    under:
      completion !== undefined
        ? inTurn(
            ended([completion.text, completion.note].filter(Boolean).join(', ')),
            sentence(placeWords('Completion', offer!.at, offer!.all.length)),
          )
        : why || (list?.under ?? ''),
    typed: typed(prompt.mode === 'search' ? 'Search' : 'Query', prompt.input),
  };
}

/** What is typed, in a word: it stands before each of its versions. */
const LABELS: Record<LineLayer['about']['what'], string> = {
  note: 'Note',
  tags: 'Tags',
  reason: 'Reason',
  review: 'Review',
  query: 'Name',
};

export function lineTelling(layer: LineLayer, heard: Heard): Telling {
  const explorer = explorerOf(heard.state);
  const tags = offered(layer);
  const context = lineKind.context(layer);
  return {
    place: `line ${layer.about.what}`,
    opening: [
      sentence(lineTitle(layer.about, heard.state, heard.services)),
      sentence(`${heardKeyFor('keepLine', context)} keeps what is typed, ${heardKeyFor('escape', context)} leaves it`),
    ],
    facts: explorer === undefined ? [] : explorerFacts(explorer, heard),
    under:
      tags[layer.at] === undefined
        ? ''
        : inTurn(ended(tags[layer.at]!), sentence(placeWords('Tag', layer.at, tags.length))),
    typed: typed(LABELS[layer.about.what], layer.input),
  };
}

export function paletteTelling({ input, shown, all, scroll }: PaletteLayer): Telling {
  const command = shown[scroll.cursor];
  const count =
    shown.length === all.length
      ? `${counted(all.length, 'command')}`
      : `${countWords(shown.length)} of ${counted(all.length, 'command')} found`;
  return {
    place: 'palette',
    opening: [sentence(`Find a command: type letters of its name, ${heardKeyFor('runCommand', 'palette')} does it`)],
    facts: [{ name: 'commands', text: sentence(count), isUsual: false }],
    under:
      command === undefined
        ? 'Nothing has such a name.'
        : inTurn(
            ended(command.label),
            ended(keyWords(command)),
            sentence(command.why ?? ''),
            sentence(placeWords('Line', scroll.cursor, shown.length)),
          ),
    typed: typed('Find', input),
  };
}

/** The keys of a command, any of them or one after the other; of what is opened, what it is. */
function keyWords({ does, keys }: Command): string {
  if (does.do === 'open') return keys;
  const heard = keys.split(' ').map(heardKey);
  return `Key ${heard.join(does.do === 'action' ? ' or ' : ' then ')}`;
}

export function helpTelling(help: HelpLayer, { state, theme }: Heard): Telling {
  const entries = helpEntries(help.context, help.filter.text, theme.glyphs, help.without);
  const entry = entries[help.scroll.cursor];
  const why = entry?.binding !== undefined && entry.here ? whyNot(entry.binding.action, state) : null;
  return {
    place: `help for ${help.context}`,
    opening: [
      sentence(help.about),
      sentence(`Keys for: ${CONTEXT_NAMES[help.context]} first, then everywhere else`),
      sentence(
        `Down and up go through them; type to find one; ${heardKeyFor('runHelp', 'help')} does what a line says`,
      ),
    ],
    facts: [{ name: 'keys', text: `${counted(entries.length, 'line')}.`, isUsual: false }],
    under:
      entry === undefined
        ? help.filter.text === ''
          ? ''
          : 'No key for that.'
        : inTurn(
            ended(
              `${entry.binding === undefined ? entry.keys : entry.binding.keys.map((key) => keyLabel(key, state)).join(' or ')}: ${entry.help}`,
            ),
            sentences(why ?? '', entry.here ? '' : entry.where, placeWords('Line', help.scroll.cursor, entries.length)),
          ),
    typed: typed('Find', help.filter),
  };
}

export function exportTelling(dialog: ExportLayer): Telling {
  const context = exportContext(dialog);
  const scope = dialog.scopes.find(({ scope: own }) => own === dialog.scope);
  const format = CHOICES.find(({ name }) => name === dialog.format)!.what;
  const key = (action: Parameters<typeof heardKeyFor>[0]): string => heardKeyFor(action, 'export');
  const asks = dialog.confirm
    ? `This file exists: ${heardKeyFor('overwrite', context)} overwrites it${context === 'existingBib' ? `, ${heardKeyFor('append', context)} adds to it` : ''}, any other key leaves it`
    : '';
  return {
    place: 'export',
    opening: [
      'Export.',
      sentence(
        `${key('write')} writes, ${key('nextScope')} changes which papers, ${key('nextFormat')} the format, ${key('annotate')} whether with judgements, ${key('toClipboard')} copies instead, ${key('escape')} leaves`,
      ),
    ],
    facts: [
      { name: 'scope', text: sentence(`${SCOPES[dialog.scope]}, ${countWords(scope?.count ?? 0)}`), isUsual: false },
      { name: 'format', text: sentence(`As ${format}`), isUsual: false },
      fact('annotated', dialog.annotate ? 'With role, verdict, novelty and decision.' : '', 'Without judgements.'),
      fact('asked', sentence(asks), 'The file is left as it is.'),
      fact('problem', sentence(dialog.problem ?? ''), ''),
    ],
    under: '',
    ...(dialog.confirm ? {} : { typed: typed(dialog.format === 'notes' ? 'Folder' : 'File', dialog.path) }),
  };
}

export function fetchTelling(layer: FetchLayer): Telling {
  const { plan, going } = layer;
  const context = fetchKind.context(layer);
  const key = (action: Parameters<typeof heardKeyFor>[0]): string => heardKeyFor(action, context);
  const keys =
    going === null
      ? `${plan.asked.length === 0 ? '' : `${key('beginFetch')} asks them, `}${key('escape')} leaves it`
      : `${key('escape')} ${going.code === null ? 'stops it' : 'closes'}`;
  return {
    place: context,
    opening:
      going === null ? [sentence(fetchTitle(layer)), ...askedOf(plan).map(sentence), sentence(keys)] : [sentence(keys)],
    facts: [
      fact('fetching', going === null ? '' : stateOf(going).text.trim(), ''),
      fact('fetched', sentence(going?.lines.at(-1) ?? ''), ''),
    ],
    under: '',
  };
}
