/** Parts that every screen is made of: rules with names in them, lines beside each other, boxes over others, the footer. */
import { fitLine, type Line, lineWidth, plainText, type Span, sliceLine, wrapLine } from '../../text/spans.js';
import type { StyleName, Theme } from '../../text/theme.js';
import { width } from '../../text/width.js';
import { type Binding, bindingsOf, type Context, type KeyLook, keyLabel } from '../keymap.js';
import { aimed } from '../mouse/target.js';
import { pickedWords } from '../picking.js';
import type { ActionName } from '../state/actions.js';
import { type AppState, geometryOf, isAtEnd, type Toast } from '../state/app-state.js';
import { whyNot } from '../state/reasons.js';
import type { Working } from '../tasks/waiting.js';

/** What goes to the terminal: one line a row, each as wide as the screen, and where the cursor stands, if it shows. */
export interface Frame {
  lines: Line[];
  cursor: { x: number; y: number } | null;
}

/** A horizontal rule with a name in it, and what stands at its right end where there is room. */
export function rule(name: string, cells: number, focused: boolean, theme: Theme, right = ''): Line {
  const { glyphs } = theme;
  const text = name === '' ? '' : focused ? `${glyphs.cursor}${name}` : ` ${name}`;
  return ruleWith([{ text, style: focused ? 'borderFocused' : undefined }], right, cells, theme);
}

/** A horizontal rule with styled text in it. */
export function ruleWith(name: Line, right: string, cells: number, { glyphs }: Theme): Line {
  const bar = (wide: number): Span => ({ text: glyphs.horizontal.repeat(Math.max(0, wide)), style: 'border' });
  const text = plainText(name);
  if (text === '' && right === '') return [bar(cells)];
  const left: Line = text === '' ? [] : [bar(1), ...name, { text: ' ' }];
  const end: Line = right === '' ? [] : [{ text: ` ${right} ` }, bar(1)];
  const rest = cells - lineWidth(left) - lineWidth(end);
  if (rest >= 1) return [...left, bar(rest), ...end];
  const alone = cells - lineWidth(left);
  return alone >= 0 ? [...left, bar(alone)] : fitLine(left, cells);
}

/** The text at the right end of the line, what stands at its left cut where they would meet. */
export function spread(left: Line, right: Line, cells: number): Line {
  const taken = lineWidth(right);
  if (taken === 0) return fitLine(left, cells);
  if (taken + 2 > cells) return fitLine(left, cells);
  return [...fitLine(left, cells - taken - 1), { text: ' ' }, ...right];
}

/** Puts a box of lines over others at (x, y), in cells. */
function overlay(lines: readonly Line[], box: readonly Line[], x: number, y: number, columns: number): Line[] {
  return lines.map((line, row) => {
    const over = box[row - y];
    if (over === undefined) return line;
    const wide = lineWidth(over);
    return [...cutLine(line, 0, x), ...over, ...cutLine(line, x + wide, columns)];
  });
}

/** The cells `from` to `to` of a line; half of a wide character is a blank. */
export function cutLine(line: Line, from: number, to: number): Line {
  const text = plainText(line);
  let cells = 0;
  let start = -1;
  let end = text.length;
  let lead = 0;
  let trail = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const next = at + (code > 0xffff ? 2 : 1);
    const wide = width(text.slice(at, next));
    if (start < 0 && cells >= from && (wide > 0 || cells > from)) {
      start = at;
      lead = cells - from;
    }
    if (cells + wide > to && wide > 0) {
      end = at;
      trail = to - cells;
      break;
    }
    cells += wide;
    at = next;
  }
  if (start < 0 || start >= end) return from < to ? [{ text: ' '.repeat(to - from) }] : [];
  return [{ text: ' '.repeat(lead) }, ...sliceLine(line, start, end), { text: ' '.repeat(Math.max(0, trail)) }];
}

/** A framed box around lines that are each `cells` wide. */
export function framed(title: string, body: readonly Line[], cells: number, theme: Theme): Line[] {
  const { glyphs } = theme;
  const edge = (text: string): Span => ({ text, style: 'borderFocused' });
  const name = title === '' ? '' : ` ${title} `;
  const top = `${glyphs.horizontal}${name}`;
  return [
    [
      edge(glyphs.topLeft),
      edge(top + glyphs.horizontal.repeat(Math.max(0, cells - width(top)))),
      edge(glyphs.topRight),
    ],
    ...body.map((line): Line => [edge(glyphs.vertical), ...fitLine(line, cells), edge(glyphs.vertical)]),
    [edge(glyphs.bottomLeft), edge(glyphs.horizontal.repeat(cells)), edge(glyphs.bottomRight)],
  ];
}

/** Where the list of the explorer lies, in cells: boxes come over it, so that facets and details stay readable. */
export function listPane(state: AppState): { x: number; cells: number } {
  const { facets, list } = geometryOf(state);
  return { x: facets > 0 && facets < state.columns ? facets + 1 : 0, cells: list };
}

/** A box over the list's pane with the keys of its `context` below, but those that it says itself; `cursor` is a place in the box. */
export function overListPane(
  state: AppState,
  under: Frame,
  context: Context,
  box: Line[],
  cursor: Frame['cursor'],
  own: Hints = {},
): Frame {
  const pane = listPane(state);
  const x = Math.max(0, pane.x + Math.floor((pane.cells - lineWidth(box[0]!)) / 2));
  const y = Math.max(0, Math.floor((under.lines.length - box.length) / 2) - 1);
  const lines = overlay([...under.lines.slice(0, -1), footer(state, context, own)], box, x, y, state.columns);
  return { lines, cursor: cursor === null ? null : { x: x + cursor.x, y: y + cursor.y } };
}

/** A frame with a box over it whose left upper corner is at `place`, as far to the left as it needs to be seen whole. */
export function overAt(under: Frame, box: Line[], { x, y }: { x: number; y: number }, columns: number): Frame {
  const left = Math.max(0, Math.min(x, columns - lineWidth(box[0]!)));
  return { lines: overlay(under.lines, box, left, y, columns), cursor: under.cursor };
}

/** A box over the whole screen, near its top, with the keys of its `context` below; `cursor` is a place in the box. */
export function overScreen(
  state: AppState,
  under: Frame,
  context: Context,
  box: Line[],
  cursor: Frame['cursor'],
): Frame {
  const x = Math.max(0, Math.floor((state.columns - lineWidth(box[0]!)) / 2));
  const lines = overlay([...under.lines.slice(0, -1), footer(state, context)], box, x, 1, state.columns);
  return { lines, cursor: cursor === null ? null : { x: x + cursor.x, y: 1 + cursor.y } };
}

/** A key and its word; a press on them does what the key does. */
const hint = (binding: Binding, look: KeyLook): Line => {
  const { keys, action, hint: word = '' } = binding;
  const name: Line = [
    { text: keyLabel(keys[0]!, look), style: 'key' },
    { text: ` ${word}`, style: 'muted' },
  ];
  return [...aimed(name, { does: { on: 'action', action } }), { text: '  ' }];
};

/** Help and the ways back are never the hints that are dropped. */
const LAST: ReadonlySet<ActionName> = new Set(['help', 'back', 'escape']);

/** Words for keys that say more than the table's here; '' for a key that is told elsewhere. */
export type Hints = Partial<Record<ActionName, string>>;

/** The sign that something goes on: dots that come and go, which are no mark between facts. */
const TURNS = ['.  ', '.. ', '...', ' ..', '  .'];

function workingWords({ title, done, isLeft }: Working): string {
  return isLeft ? `${title}: leaving it.` : `${title}: ${Math.floor(done * 100)}%; Esc leaves it.`;
}

const TOAST_STYLES = { ok: 'ok', warning: 'warning', error: 'error' } as const satisfies Record<
  Toast['tone'],
  StyleName
>;

/** The sign that turns; nothing where nothing goes on that is noticed. */
export const turning = (turn: number | null): Line =>
  turn === null ? [] : [{ text: ` ${TURNS[turn % TURNS.length]} `, style: 'accent' }];

/** What there is to say: a message, digits that were typed, how far long work is. */
function saidIn({ toast, count, working }: AppState): Line {
  const sign = turning(working?.turn ?? null);
  if (toast !== null) return [{ text: ' ' }, ...toastLine(toast), { text: ' ' }, ...sign];
  if (count !== '') return [{ text: ` ${count} `, style: 'accent' }, ...sign];
  return working === null ? [] : [...sign, { text: `${workingWords(working)} ` }];
}

/** Lines that stay above a message, however long it is: what is typed stands there. */
const LEAST_ABOVE = 4;

/** The lines with a message for which the last of them has no room, over as many as it takes. */
export function saidWhole(lines: readonly Line[], said: Line, columns: number): readonly Line[] {
  if (lineWidth(said) + 2 <= columns) return lines;
  const over = wrapLine(said, columns - 2)
    .slice(0, Math.max(1, lines.length - LEAST_ABOVE))
    .map((line) => fitLine([{ text: ' ' }, ...line], columns));
  return [...lines.slice(0, lines.length - over.length), ...over];
}

/** A message as it is said. */
export const toastLine = ({ text, tone }: Toast): Line => [{ text, style: TOAST_STYLES[tone] }];

/** The last line: keys that do something here, dropped from the right where the width ends, and at the right end what there is to say. */
export function footer(state: AppState, context: Context, own: Hints = {}): Line {
  const { columns } = state;
  const said = saidIn(state);
  const room = columns - lineWidth(said);
  if (room <= 0) return fitLine(said, columns);
  return [...fitLine([{ text: ' ' }, ...hintsIn(state, context, own, room - 1)], room), ...said];
}

/** Where going back leads: out of the program, which may print something then. */
function backWords(state: AppState): string {
  if (!isAtEnd(state)) return 'back';
  return state.picking ? pickedWords(state) : 'quit';
}

/** Hints of a context in so many cells. */
function hintsIn(state: AppState, context: Context, own: Hints, cells: number): Span[] {
  const hints = bindingsOf(context).flatMap((binding) => {
    const word =
      own[binding.action] ??
      (binding.hint !== undefined && binding.action === 'back' ? backWords(state) : binding.hint);
    return word === undefined || word === '' || whyNot(binding.action, state) !== null
      ? []
      : [{ ...binding, hint: word }];
  });
  const last = hints.filter((binding) => LAST.has(binding.action));
  const first = hints.filter((binding) => !last.includes(binding));
  const cellsOf = (binding: { keys: readonly string[]; hint: string }): number =>
    width(keyLabel(binding.keys[0]!, state)) + width(binding.hint) + 3;
  // Where a message leaves little room, the way back stays longest.
  let left = cells;
  const fits = (binding: Parameters<typeof cellsOf>[0]): boolean => {
    left -= cellsOf(binding);
    return left >= 0;
  };
  const kept = last.toReversed().filter(fits).toReversed();
  const shown = first.filter(fits);
  return [...shown, ...kept].flatMap((binding) => hint(binding, state));
}
