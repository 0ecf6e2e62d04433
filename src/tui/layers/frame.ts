/** Parts that every screen is made of: rules with names in them, lines beside each other, boxes over others, the footer. */
import { countWords } from '../../hub/share.js';
import { fitLine, type Line, lineWidth, plainText, type Span, sliceLine } from '../../text/spans.js';
import type { StyleName, Theme } from '../../text/theme.js';
import { width } from '../../text/width.js';
import { type Binding, bindingsOf, type Context, keyLabel } from '../keymap.js';
import type { ActionName } from '../state/actions.js';
import { type AppState, geometryOf } from '../state/app-state.js';

/** What goes to the terminal: one line a row, each as wide as the screen, and where the cursor stands, if it shows. */
export interface Frame {
  lines: Line[];
  cursor: { x: number; y: number } | null;
}

/** `1 key`, `2 keys`. */
export function counted(count: number, one: string): string {
  return `${countWords(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** A horizontal rule with a name in it, and what stands at its right end where there is room. */
export function rule(name: string, cells: number, focused: boolean, theme: Theme, right = ''): Line {
  const { glyphs } = theme;
  const text = name === '' ? '' : focused ? `${glyphs.right}${name}` : ` ${name}`;
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

/** A box over the list's pane with the keys of its `context` below; `cursor` is a place in the box. */
export function overListPane(
  state: AppState,
  under: Frame,
  context: Context,
  box: Line[],
  cursor: Frame['cursor'],
): Frame {
  const pane = listPane(state);
  const x = Math.max(0, pane.x + Math.floor((pane.cells - lineWidth(box[0]!)) / 2));
  const y = Math.max(0, Math.floor((under.lines.length - box.length) / 2) - 1);
  const lines = overlay([...under.lines.slice(0, -1), footer(state, context)], box, x, y, state.columns);
  return { lines, cursor: cursor === null ? null : { x: x + cursor.x, y: y + cursor.y } };
}

/** Keys of a context with a word each, for these actions. */
export function hintSpans(context: Context, actions: readonly ActionName[]): Span[] {
  return actions
    .flatMap((action) => bindingsOf(context).find((binding) => binding.action === action) ?? [])
    .flatMap(hint);
}

const hint = (binding: Binding): Span[] => [
  { text: keyLabel(binding.keys[0]!), style: 'key' },
  { text: ` ${binding.hint ?? ''}  `, style: 'muted' },
];

/** Help and the ways back are never the hints that are dropped. */
const LAST: ReadonlySet<ActionName> = new Set(['help', 'back', 'escape']);

/** Words for keys that say more than the table's here; null: the key does nothing here. */
export type Hints = Partial<Record<ActionName, string | null>>;

/** The last line: a message, else the keys that matter here, dropped from the right where the width ends. */
export function footer(state: AppState, context: Context, own: Hints = {}): Line {
  const { columns, toast, count } = state;
  if (toast !== null) {
    const styles: Record<typeof toast.tone, StyleName> = { ok: 'ok', warning: 'warning', error: 'error' };
    return fitLine([{ text: ' ' }, { text: toast.text, style: styles[toast.tone] }], columns);
  }
  if (count !== '') return fitLine([{ text: ' ' }, { text: count, style: 'accent' }], columns);
  const hints = bindingsOf(context).flatMap((binding) => {
    const word = own[binding.action] === undefined ? binding.hint : own[binding.action];
    return word === undefined || word === null ? [] : [{ ...binding, hint: word }];
  });
  const last = hints.filter((binding) => LAST.has(binding.action));
  const first = hints.filter((binding) => !last.includes(binding));
  const cellsOf = (binding: { keys: readonly string[]; hint: string }): number =>
    width(keyLabel(binding.keys[0]!)) + width(binding.hint) + 3;
  let left = columns - 1 - last.reduce((sum, binding) => sum + cellsOf(binding), 0);
  const shown = first.filter((binding) => {
    left -= cellsOf(binding);
    return left >= 0;
  });
  return fitLine([{ text: ' ' }, ...[...shown, ...last].flatMap(hint)], columns);
}
