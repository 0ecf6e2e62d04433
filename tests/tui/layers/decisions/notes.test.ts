/** Notes that go on in the reader's editor. */
import { expect, it, vi } from 'vitest';
import type { Edited } from '../../../../src/tui/term/editor.js';
import { exploring, hubOf, list, press, shown } from '../../support.js';

const noteOf = (store: ReturnType<typeof exploring>): string =>
  store.services.decisions.said(list(store).hub, list(store).under!).note;

it('is what the editor left', async () => {
  const store = exploring(await hubOf(3), { services: { edit: async (text) => ({ text: `${text}, and more` }) } });
  press(store, 'E', ...'first', 'ctrl-g');
  await vi.waitFor(() => expect(noteOf(store)).toBe('first, and more'));
  expect(store.get().layers.map(({ kind }) => kind)).toEqual(['explorer']);
});

it('is typed on in the line where there is no editor to be had: what was typed before is still there', async () => {
  const problem: Edited = { problem: 'The editor vi cannot be started; set VISUAL or EDITOR to one that can.' };
  const store = exploring(await hubOf(3), { services: { edit: async () => problem } });
  let drawn = '';
  store.subscribe(() => {
    drawn = shown(store);
  });
  press(store, 'E', ...'first', 'ctrl-g');
  await vi.waitFor(() => expect(drawn).toContain('The editor vi cannot be started'));
  expect(drawn).toContain('first');
  press(store, '!', 'enter');
  expect(noteOf(store)).toBe('first!');
});
