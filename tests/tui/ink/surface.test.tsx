/** Where the painter draws, a new frame is none of Ink's business. */
import { EventEmitter } from 'node:events';
import { render } from 'ink';
import { type ReactElement, useSyncExternalStore } from 'react';
import { expect, it, vi } from 'vitest';
import type { Line } from '../../../src/text/spans.js';
import type { Painter } from '../../../src/tui/ink/painter.js';
import { Surface } from '../../../src/tui/ink/surface.js';

interface Screen {
  painter: Painter;
  subscribe(listener: () => void): () => void;
  get(): { text: string; rows: number };
}

function Shown({ painter, subscribe, get }: Screen): ReactElement {
  const { text, rows } = useSyncExternalStore(subscribe, get);
  const lines: Line[] = [[{ text }], [{ text: 'below' }]];
  const frame = { lines, cursor: null };
  return <Surface frame={frame} columns={40} rows={rows} painter={painter} paintLine={() => ''} />;
}

it('is drawn at once, and Ink lays out nothing for it until the size changes', async () => {
  const stdout = Object.assign(new EventEmitter(), { columns: 40, rows: 10, isTTY: true, write: () => true });
  const drawn: string[] = [];
  const painter: Painter = {
    draw(lines) {
      drawn.push(lines.map((line) => line.map(({ text }) => text).join('')).join('|'));
    },
    repaint: () => {},
    recolour: () => {},
    forget: () => {},
    hold: () => {},
  };
  let state = { text: 'first', rows: 2 };
  let tell = (): void => {};
  const subscribe = (listener: () => void): (() => void) => {
    tell = listener;
    return () => {};
  };
  let laidOut = 0;
  const ink = render(<Shown painter={painter} subscribe={subscribe} get={() => state} />, {
    stdout: stdout as unknown as NodeJS.WriteStream,
    interactive: true,
    patchConsole: false,
    exitOnCtrlC: false,
    onRender: () => {
      laidOut += 1;
    },
  });
  await vi.waitFor(() => expect(drawn).toEqual(['first|below']));
  await vi.waitFor(() => expect(laidOut).toBe(1));
  for (const text of ['second', 'third']) {
    state = { ...state, text };
    tell();
    await vi.waitFor(() => expect(drawn.at(-1)).toBe(`${text}|below`));
  }
  expect(laidOut).toBe(1);
  state = { ...state, rows: 3 };
  tell();
  await vi.waitFor(() => expect(laidOut).toBe(2));
  ink.unmount();
});
