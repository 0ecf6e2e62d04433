/** The difference that --dry-run prints. */
import { describe, expect, it } from 'vitest';
import { insertionDiff } from '../../../src/export/bibtex/insertion-diff.js';

describe('the difference of a text with something put in', () => {
  it('is nothing where nothing was', () => {
    expect(insertionDiff('a\nb\n', 'a\nb\n')).toEqual([]);
    expect(insertionDiff('', '')).toEqual([]);
  });
  it('has the lines around it, and where they stand', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `line ${i + 1}`);
    const after = lines.flatMap((line) => (line === 'line 10' ? [`${line},`, 'new'] : [line]));
    expect(insertionDiff(`${lines.join('\n')}\n`, `${after.join('\n')}\nlast\n`)).toEqual([
      '@@ -7,7 +7,8 @@',
      ' line 7',
      ' line 8',
      ' line 9',
      '-line 10',
      '+line 10,',
      '+new',
      ' line 11',
      ' line 12',
      ' line 13',
      '@@ -18,3 +19,4 @@',
      ' line 18',
      ' line 19',
      ' line 20',
      '+last',
    ]);
  });
  it('goes on behind a line that something was put into', () => {
    const before = ['@misc{a,', '  year = {2018}}', '', '@misc{b,', '  year = {2019}}', 'end', ''];
    const after = ['@misc{a,', '  year = {2018},', '  url = {u},', '  doi = {d}}', ...before.slice(2)];
    expect(insertionDiff(before.join('\n'), after.join('\n'))).toEqual([
      '@@ -1,5 +1,7 @@',
      ' @misc{a,',
      '-  year = {2018}}',
      '+  year = {2018},',
      '+  url = {u},',
      '+  doi = {d}}',
      ' ',
      ' @misc{b,',
      '   year = {2019}}',
    ]);
  });
  it('begins an empty text, and ends one without a line break', () => {
    expect(insertionDiff('', 'a\n')).toEqual(['@@ -0,0 +1,1 @@', '+a']);
    expect(insertionDiff('a', 'a\nb\n')).toEqual(['@@ -1,1 +1,2 @@', '-a\n\\ No newline at end of file', '+a', '+b']);
  });
});
