/** The key table. */
import { describe, expect, it } from 'vitest';
import { BINDINGS, bindingFor, CONTEXT_NAMES, type Context, keyLabel } from '../../src/tui/keymap.js';
import { actions } from '../../src/tui/state/actions.js';

describe('the key table', () => {
  it('gives every key one meaning wherever it holds', () => {
    for (const binding of BINDINGS)
      for (const context of binding.where)
        for (const key of binding.keys) expect(bindingFor(context, key), `${key} in ${context}`).toBe(binding);
  });

  it('has a key for every action, and keys in every context', () => {
    const bound = new Set(BINDINGS.map(({ action }) => action));
    for (const action of Object.keys(actions)) expect(bound, action).toContain(action);
    const contexts = new Set(BINDINGS.flatMap(({ where }) => where));
    for (const context of Object.keys(CONTEXT_NAMES)) expect(contexts, context).toContain(context as Context);
  });

  it('leaves letters to what is typed, and to the entries of a menu', () => {
    const typed = BINDINGS.filter(({ where }) =>
      where.some((context) => ['prompt', 'export', 'help', 'menu'].includes(context)),
    );
    // No entry of a menu has a question mark.
    for (const { keys, action } of typed)
      if (action !== 'explainMenu') for (const key of keys) expect(key.length, key).toBeGreaterThan(1);
  });

  it('is shown as people write keys', () => {
    expect(['ctrl-d', 'alt-left', 'shift-tab', 'G', 'escape', 'alt-backspace'].map((key) => keyLabel(key))).toEqual([
      'Ctrl-D',
      'Alt-←',
      'Shift-Tab',
      'G',
      'Esc',
      'Alt-Backspace',
    ]);
  });
});
