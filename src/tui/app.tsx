/** The one component: the state of the program drawn as a frame. */
import { useApp } from 'ink';
import { type ReactElement, useEffect, useSyncExternalStore } from 'react';
import type { Painter } from './ink/painter.js';
import { Surface } from './ink/surface.js';
import type { Frame } from './layers/frame.js';
import { screen } from './screen.js';
import type { AppState } from './state/app-state.js';
import type { Store } from './state/store.js';
import type { InkHandle } from './term/session.js';

interface AppProps {
  store: Store;
  painter: Painter | null;
  /** A frame could not be made: nothing may be painted any more, before Ink gives the terminal back and reports the error. */
  onFail: () => void;
  /** Hands out Ink's way of giving the terminal away for a while. */
  onReady: (suspendTerminal: InkHandle['suspendTerminal']) => void;
}

/** The program's one component: the state in, a frame out. */
export function App({ store, painter, onFail, onReady }: AppProps): ReactElement {
  const { suspendTerminal } = useApp();
  useEffect(() => onReady(suspendTerminal), [onReady, suspendTerminal]);
  const state = useSyncExternalStore(store.subscribe, store.get);
  const frame = frameOf(state, store, onFail);
  return <Surface frame={frame} columns={state.columns} rows={state.rows} theme={store.theme} painter={painter} />;
}

function frameOf(state: AppState, { services, theme }: Store, onFail: () => void): Frame {
  try {
    return screen(state, services, theme);
  } catch (error) {
    onFail();
    throw error;
  }
}
