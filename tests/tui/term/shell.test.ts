/** What is typed into a shell. */
import { expect, it } from 'vitest';
import { typed } from '../../../src/tui/term/shell.js';

it.each([
  [{}, 'pith-tui undo'],
  [{ npm_lifecycle_event: 'start', npm_package_name: 'pith-tui' }, 'npm start -- undo'],
  // Another project's script, which started the program by its name.
  [{ npm_lifecycle_event: 'start', npm_package_name: 'thesis' }, 'pith-tui undo'],
  [{ npm_lifecycle_event: 'papers', npm_package_name: 'pith-tui' }, 'pith-tui undo'],
])('where npm says %j, it is %s', (env, said) => {
  expect(typed('undo', env)).toBe(said);
});
