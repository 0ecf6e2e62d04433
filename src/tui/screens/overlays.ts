/** What lies over the explorer: menus of letters and the export dialog. */
import { FORMATS } from '../../export/formats.js';
import { countWords } from '../../hub/share.js';
import { fit } from '../../text/fit.js';
import { type Line, lineWidth, wrapLine } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { width } from '../../text/width.js';
import { viewPrompt } from '../prompt.js';
import type { ExportLayer, ExportScope, MenuLayer } from '../state/layers.js';
import { isBib } from '../state/output.js';
import { type Frame, framed, overlay } from './frame.js';

/** A box in the middle of the list's pane, so that facets and details stay readable. */
function placed(under: Frame, box: Line[], pane: { x: number; cells: number }, cursor: Frame['cursor']): Frame {
  const wide = lineWidth(box[0]!);
  const x = Math.max(0, pane.x + Math.floor((pane.cells - wide) / 2));
  const y = Math.max(0, Math.floor((under.lines.length - box.length) / 2) - 1);
  const lines = overlay(under.lines, box, x, y, lineWidth(under.lines[0] ?? []));
  return { lines, cursor: cursor === null ? null : { x: x + cursor.x, y: y + cursor.y } };
}

export function menuFrame(under: Frame, menu: MenuLayer, pane: { x: number; cells: number }, theme: Theme): Frame {
  const noteWide = Math.max(0, ...menu.entries.map((entry) => width(entry.note ?? '')));
  const labelWide = Math.max(8, ...menu.entries.map((entry) => width(entry.label)));
  const cells = Math.min(
    pane.cells - 2,
    Math.max(labelWide + noteWide + 9, width(menu.hint) + 2, width(menu.title) + 4),
  );
  const room = Math.max(1, under.lines.length - 4 - (menu.hint === '' ? 0 : 1));
  const top = Math.max(0, Math.min(menu.cursor - room + 1, menu.entries.length - room));
  const body = menu.entries.slice(top, top + room).map((entry, at): Line => {
    const cursor = top + at === menu.cursor;
    const mark =
      entry.state === 'included' ? theme.glyphs.selected : entry.state === 'excluded' ? theme.glyphs.fail : ' ';
    const label = fit(entry.label, Math.max(1, cells - noteWide - 8));
    return [
      { text: ' ' },
      { text: entry.key === '' ? ' ' : entry.key, style: 'key' },
      { text: ' ' },
      { text: mark, style: entry.state === 'excluded' ? 'error' : 'selected' },
      { text: ' ' },
      { text: label, style: cursor ? 'cursor' : undefined },
      { text: '  ' },
      { text: fit(entry.note ?? '', noteWide, 'right'), style: 'muted' },
    ];
  });
  if (menu.hint !== '') body.push([{ text: ` ${menu.hint}`, style: 'muted' }]);
  return placed(under, framed(menu.title, body, cells, theme), pane, null);
}

const SCOPES: Record<ExportScope, string> = {
  selected: 'the selected papers',
  matching: 'all papers that match',
  row: 'the paper under the cursor',
};

export function exportFrame(under: Frame, layer: ExportLayer, pane: { x: number; cells: number }, theme: Theme): Frame {
  const cells = Math.min(pane.cells - 2, 64);
  const body: Line[] = [[]];
  for (const { scope, count } of layer.scopes) {
    const chosen = scope === layer.scope;
    body.push([
      {
        text: chosen ? `  ${theme.glyphs.selected} ` : `  ${theme.glyphs.unselected} `,
        style: chosen ? 'selected' : 'muted',
      },
      { text: fit(SCOPES[scope], 30), style: chosen ? undefined : 'muted' },
      { text: `${countWords(count)}`, style: chosen ? 'accent' : 'muted' },
    ]);
  }
  body.push([
    {
      text: layer.annotate ? `  ${theme.glyphs.selected} ` : `  ${theme.glyphs.unselected} `,
      style: layer.annotate ? 'selected' : 'muted',
    },
    { text: 'with role, verdict and novelty', style: layer.annotate ? undefined : 'muted' },
    { text: '  Ctrl-T', style: 'key' },
  ]);
  const format = FORMATS.find(({ name }) => name === layer.format)!;
  body.push([
    { text: '  As    ', style: 'muted' },
    { text: fit(format.what, Math.max(8, cells - 12)), style: 'title' },
    { text: ' ↑↓', style: 'key' },
  ]);
  const room = Math.max(8, cells - 10);
  const { text, cursor } = viewPrompt(layer.path, room);
  const y = body.length + 1;
  body.push([
    { text: '  File  ', style: 'muted' },
    { text: fit(text, room), style: 'title' },
  ]);
  body.push([]);
  const last: Line = layer.confirm
    ? [
        { text: '  File exists. Overwrite it? ', style: 'warning' },
        { text: 'y/N', style: 'key' },
        ...(isBib(layer.format)
          ? ([
              { text: ', add to it? ', style: 'warning' },
              { text: 'a', style: 'key' },
            ] as const)
          : []),
      ]
    : layer.problem !== null
      ? [{ text: `  ${layer.problem}`, style: 'error' }]
      : [
          { text: '  Enter', style: 'key' },
          { text: ' write  ', style: 'muted' },
          { text: 'Tab', style: 'key' },
          { text: ' what  ', style: 'muted' },
          { text: 'Ctrl-Y', style: 'key' },
          { text: ' copy  ', style: 'muted' },
          { text: 'Esc', style: 'key' },
          { text: ' leave', style: 'muted' },
        ];
  body.push(...wrapLine(last, cells - 2));
  return placed(under, framed('Export', body, cells, theme), pane, layer.confirm ? null : { x: 9 + cursor, y });
}
