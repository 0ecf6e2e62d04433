/** Loads the screen and starts it. */
import type { Background } from '../text/look/palettes.js';
import { backgroundBy, depthFor, type OwnColours } from '../text/theme.js';
import type { Ended, TuiOptions } from './run.js';
import { askBackground } from './term/background.js';

/** What the reader wants of colours. `auto` asks the terminal for its background. */
export interface ThemeSetting {
  background: Background | 'auto';
  own?: OwnColours | undefined;
}

type Started = Omit<TuiOptions, 'look' | 'followsColours' | 'typed'> & { theme: ThemeSetting };

/**
 * The terminal has time to answer while the screen is loaded.
 * @returns what `runTui` does
 */
export async function startTui({ theme, ...options }: Started): Promise<Ended> {
  const { stdin, stdout } = options.terminal;
  const asked =
    theme.background === 'auto' && !options.listens && isToAsk(options) ? askBackground(stdin, stdout) : null;
  try {
    const { runTui } = await import('./run.js');
    const background =
      theme.background === 'auto' ? ((await asked?.background) ?? backgroundBy(process.env)) : theme.background;
    const look = { background, own: theme.own };
    return await runTui({ ...options, look, followsColours: asked !== null, typed: asked?.take });
  } finally {
    // What went wrong before there was a screen left the terminal read, and the program would wait for keys for ever.
    asked?.end();
  }
}

/** The console of Linux knows no such question. */
function isToAsk({ color, terminal }: Started | Omit<Started, 'theme'>): boolean {
  const { env } = process;
  return depthFor(env, terminal.stdout, color) === 'colour' && env.TERM !== 'linux';
}
