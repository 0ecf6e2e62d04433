/** The export dialog as it is drawn: what is chosen, where it goes, and how its first entry looks. */
import { countWords } from '../../../hub/share.js';
import { fit } from '../../../text/fit.js';
import { listWords } from '../../../text/list-words.js';
import { fitLine, type Line, lineWidth, type Span, wrapLine } from '../../../text/spans.js';
import type { Theme } from '../../../text/theme.js';
import { displayText, width } from '../../../text/width.js';
import type { Hidden } from '../../blind.js';
import { keyFor } from '../../keymap.js';
import { aimed } from '../../mouse/target.js';
import type { ActionName } from '../../state/actions.js';
import { viewLine } from '../../typed-line.js';
import { type Frame, framed, type Hints, listPane, overListPane, rule } from '../frame.js';
import type { Drawing } from '../layer.js';
import { CHOICES, type ExportLayer, type ExportScope, exportContext, isBib, papersIn } from './export-layer.js';

/** What each choice of papers is called. */
export const SCOPES: Record<ExportScope, string> = {
  selected: 'the selected papers',
  matching: 'all papers that match',
  row: 'the paper under the cursor',
};

/** Widest box, and most lines of the first entry that are shown. */
const WIDEST = 88;
const MOST_SHOWN = 14;
/** Cells of what stands before each part. */
const NAMES = 9;

export function exportFrame(layer: ExportLayer, { state, services, theme, below }: Drawing): Frame {
  const cells = Math.min(listPane(state).cells - 2, WIDEST);
  // The box has a frame, a line above it and the footer below; where that is too little, it begins at the top.
  const room = state.rows - 4;
  const most = state.rows - 3;
  const digits = Math.max(...layer.scopes.map(({ count }) => countWords(count).length));
  // While the file is asked about, the other keys do nothing.
  const key = (...actions: readonly ActionName[]): string =>
    layer.confirm ? '' : actions.map((action) => keyFor(action, 'export', state)).join(state.arrows ? '' : '/');
  const named = Math.max(1, Math.min(27, cells - NAMES - lineWidth([radio(true)]) - 1 - digits));
  const scopes = part(
    'Papers',
    layer.scopes.map(({ scope, count }) => {
      const isChosen = scope === layer.scope;
      const line: Line = [
        radio(isChosen),
        { text: fit(SCOPES[scope], named), style: isChosen ? undefined : 'muted' },
        { text: `${named < 27 ? ' ' : ''}${countWords(count).padStart(digits)}`, style: isChosen ? 'accent' : 'muted' },
      ];
      return aimed(line, { does: { on: 'scope', scope } });
    }),
    key('nextScope'),
    cells,
  );
  const also = part('With', [annotateLine(layer)], key('annotate'), cells);
  const last = asked(layer).flatMap((line) => wrapLine(line, cells - 2).map((one): Line => [{ text: ' ' }, ...one]));
  // What is chosen is not given up for where the file lies, nor for what the format is.
  const least = scopes.lines.length + also.lines.length + 2;
  const isPlaced = least + last.length + 1 <= most;
  const rest = least - 1 + Number(isPlaced) + last.length;
  const formats = part(
    'As',
    formatLines(layer, cells - NAMES - 3, room - rest, most - rest),
    key('previousFormat', 'nextFormat'),
    cells,
  );
  const { text, cursor } = viewLine(layer.path, Math.max(8, cells - NAMES - 1));
  const top = [scopes, also, formats].flatMap(({ lines }) => lines);
  const isFolder = layer.format === 'notes';
  const path: Line[] = [
    [
      { text: fit(isFolder ? ' Folder' : ' File', NAMES), style: 'muted' },
      { text, style: 'title' },
    ],
    ...(isPlaced
      ? [
          [
            { text: ' '.repeat(NAMES) },
            { text: placeWords(services.place(layer.path.text), cells - NAMES - 1), style: 'muted' as const },
          ],
        ]
      : []),
  ];
  const entry = previewLines(layer, state.hidden, room - rest - formats.lines.length - 1, cells, theme);
  const body = [...top, ...path, ...entry, ...last];
  const place = layer.confirm ? null : { x: NAMES + 1 + cursor, y: top.length + 1 };
  const own: Hints = {
    ...(scopes.says && { nextScope: '' }),
    ...(also.says && { annotate: '' }),
    ...(formats.says && { nextFormat: '' }),
  };
  return overListPane(state, below(), exportContext(layer), framed('Export', body, cells, theme), place, own);
}

/** Cells of a format's name with its ending. */
const FORMAT_CELLS = 28;

/**
 * All formats beside and below each other, and what the chosen one is; it alone where there is no room for all.
 * @param most lines for it alone, without which its name has to do
 */
function formatLines({ format }: ExportLayer, cells: number, room: number, most: number): Line[] {
  const beside = Math.max(1, Math.floor(cells / FORMAT_CELLS));
  const high = Math.ceil(CHOICES.length / beside);
  const chosen = CHOICES.filter(({ name }) => name === format);
  const what = chosen.flatMap((one) => wrapLine([{ text: one.what, style: 'muted' }], Math.max(8, cells - 4)));
  const drawn = (high + what.length <= room ? CHOICES : chosen).map(({ name, endings: [ending = 'a folder'] }) => {
    const isChosen = name === format;
    const line: Line = [
      radio(isChosen),
      { text: `${fit(name, 9)} `, style: isChosen ? 'title' : undefined },
      { text: ending, style: isChosen ? undefined : 'muted' },
    ];
    return aimed(fitLine(line, FORMAT_CELLS), { does: { on: 'format', format: name } });
  });
  const rows = Math.ceil(drawn.length / beside);
  return [
    ...Array.from({ length: rows }, (_, row) => drawn.filter((__, at) => at % rows === row).flat()),
    ...(rows + what.length <= Math.max(room, most) ? what : []).map((line): Line => [{ text: '    ' }, ...line]),
  ];
}

/** The end of a path says more than its begin. */
function placeWords(path: string, cells: number): string {
  const text = displayText(path);
  const over = width(text) - cells;
  return over <= 0 ? text : `…${[...text].slice(over + 1).join('')}`;
}

/** Lines with a name before the first and a key at its end, unless that would cut what is said: then the footer has the key. */
function part(name: string, lines: readonly Line[], key: string, cells: number): Part {
  const room = cells - width(key) - 1;
  let says = false;
  const named = lines.map((line, at): Line => {
    const own: Line = [{ text: fit(at === 0 ? ` ${name}` : '', NAMES), style: 'muted' }, ...line];
    if (at > 0 || key === '' || lineWidth(own) > room) return own;
    says = true;
    return [...fitLine(own, room), { text: key, style: 'key' }];
  });
  return { lines: named, says };
}

interface Part {
  lines: Line[];
  /** Whether its key is said in it. */
  says: boolean;
}

/** One of several. */
const radio = (isChosen: boolean): Span => ({
  text: isChosen ? '(•) ' : '( ) ',
  style: isChosen ? 'selected' : 'muted',
});

/** By itself, on or off. */
function annotateLine({ annotate, format }: ExportLayer): Line {
  // These have it in any case.
  const isOn = annotate || format === 'notes';
  const line: Line = [
    { text: isOn ? '[x] ' : '[ ] ', style: isOn ? 'selected' : 'muted' },
    { text: 'role, verdict, novelty, decision', style: isOn ? undefined : 'muted' },
  ];
  return aimed(line, { does: { on: 'action', action: 'annotate' } });
}

/** The first entry as it will be written, in as many lines as there is room for; on a blind screen that it is hidden, since it tells all. */
function previewLines(layer: ExportLayer, hidden: Hidden, room: number, cells: number, theme: Theme): Line[] {
  const count = papersIn(layer);
  const what = layer.format === 'notes' ? 'note' : 'entry';
  const title =
    count === 1 ? `The ${what}` : `The first of ${countWords(count)} ${what === 'entry' ? 'entries' : 'notes'}`;
  const shown = Math.min(MOST_SHOWN, room - 1);
  const head = rule(title, cells, false, theme);
  if (shown < 1) return room < 1 ? [] : [head];
  if (hidden.length > 0) {
    const words = `Hidden here, not in the file: ${listWords(hidden, 'and')}.`;
    return [
      head,
      ...wrapLine([{ text: words, style: 'muted' }], cells - 2).map((line): Line => [{ text: ' ' }, ...line]),
    ];
  }
  const lines = layer.preview
    .trimEnd()
    .split('\n')
    .map((line) => displayText(line.replaceAll('\t', '  ')));
  const kept = lines.length > shown ? [...lines.slice(0, shown - 1), '…'] : lines;
  return [head, ...kept.map((line) => fitLine([{ text: ` ${line}`, style: 'muted' }], cells))];
}

/** What is asked, or what went wrong. */
function asked({ confirm, format, problem }: ExportLayer): Line[] {
  if (confirm) {
    const question = isBib(format) ? 'Overwrite it, or add to it?' : 'Overwrite it?';
    return [[{ text: `This file exists. ${question}`, style: 'warning' }]];
  }
  return problem === null ? [] : [[{ text: problem, style: 'error' }]];
}
