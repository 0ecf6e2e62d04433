/** The one component: the state of the program drawn as a frame. */
import { useApp } from 'ink';
import { type ReactElement, useEffect, useSyncExternalStore } from 'react';
import type { Line } from '../text/spans.js';
import type { Painter } from './ink/painter.js';
import { Surface } from './ink/surface.js';
import type { Frame } from './layers/frame.js';
import type { AppState } from './state/app-state.js';
import type { Store } from './state/store.js';
import type { InkHandle } from './term/session.js';

export interface AppProps {
  store: Pick<Store, 'get' | 'subscribe'>;
  frameOf: (state: AppState) => Frame;
  /** Draws frames on a real terminal; where there is none (a pipe, a test's stream, a screen reader) Ink writes the lines itself. */
  painter: Painter | null;
  /** A line as Ink is to write it. */
  paintLine: (line: Line) => string;
  /** A frame could not be made: nothing may be painted any more, before Ink gives the terminal back and reports the error. */
  onFail: () => void;
  /** Hands out Ink's way of giving the terminal away for a while. */
  onReady: (suspendTerminal: InkHandle['suspendTerminal']) => void;
}

/** The program's one component: the state in, a frame out. */
export function App({ store, frameOf, painter, paintLine, onFail, onReady }: AppProps): ReactElement {
  const { suspendTerminal } = useApp();
  useEffect(() => onReady(suspendTerminal), [onReady, suspendTerminal]);
  const state = useSyncExternalStore(store.subscribe, store.get);
  const frame = made(state, frameOf, onFail);
  return (
    <Surface frame={frame} columns={state.columns} rows={frame.lines.length} painter={painter} paintLine={paintLine} />
  );
}

function made(state: AppState, frameOf: AppProps['frameOf'], onFail: () => void): Frame {
  try {
    return frameOf(state);
  } catch (error) {
    onFail();
    throw error;
  }
}
