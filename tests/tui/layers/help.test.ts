/** The help layer. */
import { describe, expect, it } from 'vitest';
import { POLARITIES, ROLES, VERDICTS } from '../../../src/hub/vocabulary.js';
import { ASCII_GLYPHS, UNICODE_GLYPHS } from '../../../src/text/theme.js';
import { BINDINGS } from '../../../src/tui/keymap.js';
import { helpEntries } from '../../../src/tui/layers/help.js';

const found = (filter: string): string[] =>
  helpEntries('list', filter, UNICODE_GLYPHS).map(({ keys, help }) => `${keys}: ${help}`);

describe('the help', () => {
  it('has every key, and every mark a row can have of the known labels', () => {
    const entries = helpEntries('list', '', UNICODE_GLYPHS);
    expect(entries.filter(({ binding }) => binding !== undefined)).toHaveLength(BINDINGS.length);
    const marks = entries.filter(({ binding }) => binding === undefined).map(({ help }) => help);
    for (const { label } of [...ROLES, ...POLARITIES, ...VERDICTS].filter(({ label: one }) => one !== 'none'))
      expect(
        marks.some((help) => help.endsWith(` ${label.replaceAll('_', ' ')}`)),
        label,
      ).toBe(true);
  });

  it('puts what holds here first, then the marks, then the rest', () => {
    const kinds = helpEntries('facets', '', UNICODE_GLYPHS).map((entry) =>
      entry.binding === undefined ? 'mark' : entry.here ? 'here' : 'elsewhere',
    );
    expect([...new Set(kinds)]).toEqual(['here', 'mark', 'elsewhere']);
    expect(kinds.toSorted((a, b) => kinds.indexOf(a) - kinds.indexOf(b))).toEqual(kinds);
  });

  it('is narrowed by words, by a key and by a mark', () => {
    expect(found('polarity contrast')).toEqual(['c: in a row: polarity contrast']);
    expect(found('+')).toContain('+: in a row: new in the latest update');
    expect(found('M')).toContain('M: in a row: role method');
    expect(found('M')).toContain('M: merge the selected records of one paper');
    expect(found('no such thing')).toEqual([]);
  });

  it('has marks that an ASCII terminal can show', () => {
    for (const { keys, binding } of helpEntries('list', '', ASCII_GLYPHS))
      if (binding === undefined) expect(keys).toMatch(/^[\x21-\x7e]$/u);
  });
});
