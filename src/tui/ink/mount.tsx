/**
 * The program inside Ink: a part of the build by itself, loaded while the first frame is already on the screen. It knows nothing of
 * the program but what it is given.
 */
import { render } from 'ink';
import { App, type AppProps } from '../app.js';
import type { InkHandle } from '../term/session.js';

/** An Ink program on a terminal, with the alternate screen as its own. */
export interface Mounted {
  unmount: InkHandle['unmount'];
  /** @throws what was thrown while a frame was drawn */
  untilExit(): Promise<unknown>;
}

export function mount(terminal: { stdin: NodeJS.ReadStream; stdout: NodeJS.WriteStream }, shown: AppProps): Mounted {
  const ink = render(<App {...shown} />, {
    ...terminal,
    alternateScreen: true,
    interactive: true,
    incrementalRendering: true,
    maxFps: 120,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  return { unmount: () => ink.unmount(), untilExit: () => ink.waitUntilExit() };
}
