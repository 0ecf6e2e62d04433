/** Colours of one's own: a TOML file with a background, hues, and styles by their names. */
import { readFileSync, statSync } from 'node:fs';
import { cleanLine } from '../../hub/text.js';
import { nearest } from '../../query/suggest.js';
import { type Rgb, rgbOf } from '../../text/look/colour.js';
import { HUES, type Hue } from '../../text/look/palettes.js';
import { STYLE_NAMES, type StyleName, styleProblem } from '../../text/theme.js';
import type { ThemeSetting } from '../../tui/load-tui.js';
import { UserError } from '../errors.js';
import { shownPath } from '../library.js';
import { parseToml } from './toml.js';

/** A theme names some sixty styles; a file larger than this is none. */
const LONGEST = 64 * 1024;

/** @throws UserError naming the file, line and key that is wrong */
export function readTheme(file: string): ThemeSetting {
  const shown = shownPath(file);
  if (statSync(file).size > LONGEST)
    throw new UserError(`${shown} is larger than ${LONGEST / 1024} KB, which no theme is; name a theme file.`);
  const { tables, placeOf } = parseToml(readFileSync(file, 'utf8'), shown);
  let background: ThemeSetting['background'] = 'auto';
  const hues: Partial<Record<Hue, Rgb>> = {};
  const styles: Partial<Record<StyleName, string>> = {};
  for (const [keys, value] of leaves(tables)) {
    const name = keys.join('.');
    const hue = HUES.find((known) => name === `hue.${known}`);
    const style = STYLE_NAMES.find((known) => known === name);
    const wrong = (needs: string): UserError =>
      new UserError(`${placeOf(...keys)} ${needs}${typeof value === 'string' ? `, not "${cleanLine(value)}"` : ''}.`);
    if (name === 'background') {
      if (value !== 'auto' && value !== 'light' && value !== 'dark') throw wrong('needs "auto", "light" or "dark"');
      background = value;
    } else if (hue !== undefined) {
      const rgb = typeof value === 'string' ? rgbOf(value) : null;
      if (rgb === null) throw wrong('needs a colour, as in "#0a7d5c"');
      hues[hue] = rgb;
    } else if (style !== undefined) {
      const words = typeof value === 'string' ? value : '';
      const problem = styleProblem(words);
      if (problem !== null) throw wrong(problem);
      styles[style] = words;
    } else {
      const near = nearest(name, ['background', ...HUES.map((known) => `hue.${known}`), ...STYLE_NAMES]);
      const help =
        near === undefined
          ? `name background, hue.${HUES[0]} or a style such as ${STYLE_NAMES[0]}.`
          : `did you mean ${near}?`;
      throw new UserError(`${placeOf(...keys)}: there is no such style; ${help}`);
    }
  }
  return { background, own: { hues, styles } };
}

/** What stands in the tables, with the keys that lead to it. */
function* leaves(table: object, above: readonly string[] = []): Generator<[keys: string[], value: unknown]> {
  for (const [key, value] of Object.entries(table)) {
    const keys = [...above, key];
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date))
      yield* leaves(value, keys);
    else yield [keys, value];
  }
}
