/** Loads the screen and starts it. */
import type { Background } from '../text/look/palettes.js';
import { backgroundBy, depthFor, type OwnColours } from '../text/theme.js';
import type { Ended, TuiOptions } from './run.js';
import { askTerminal } from './term/ask.js';

/** What the reader wants of colours. `auto` asks the terminal for its background. */
export interface ThemeSetting {
  background: Background | 'auto';
  own?: OwnColours | undefined;
}

type Started = Omit<TuiOptions, 'look' | 'answered' | 'followsColours' | 'typed'> & { theme: ThemeSetting };

/**
 * The terminal has time to answer while the screen is loaded, and its first frame read and laid out.
 * @returns what `runTui` does
 */
export async function startTui({ theme, ...options }: Started): Promise<Ended> {
  const { stdin, stdout } = options.terminal;
  const asks = theme.background === 'auto' && hasColours(options);
  // The console of Linux knows neither question.
  const asked = options.listens || process.env.TERM === 'linux' ? null : askTerminal(stdin, stdout, asks);
  try {
    const { runTui } = await import('./run.js');
    const background = theme.background === 'auto' ? backgroundBy(process.env) : theme.background;
    return await runTui({
      ...options,
      look: { background, own: theme.own },
      answered: asks ? asked?.background : undefined,
      followsColours: asks && asked !== null,
      typed: asked?.take,
    });
  } finally {
    // What went wrong before there was a screen left the terminal read, and the program would wait for keys for ever.
    asked?.end();
  }
}

function hasColours({ color, terminal }: Omit<Started, 'theme'>): boolean {
  return depthFor(process.env, terminal.stdout, color) === 'colour';
}
