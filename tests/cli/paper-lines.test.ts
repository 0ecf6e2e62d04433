/** The papers that a message names, a line each. */
import { describe, expect, it } from 'vitest';
import { onePaper } from '../../src/cli/paper.js';
import type { Library } from '../../src/library/library.js';
import { width } from '../../src/text/width.js';
import { libraryOf, work } from '../library/support.js';

const TITLE = 'Counting sheep, goats and whatever else walks by at night in a field without a fence';

const library = (): Promise<Library> =>
  libraryOf([1, 2].map((n) => work(n, { title: `${TITLE}, part ${n}`, authors: [{ name: '李 明' }], date: '2020' })));

/** What is said where a name is that of several papers. */
function said(lib: Library, text: string): string[] {
  try {
    onePaper(lib, text, false);
  } catch (error) {
    return (error as Error).message.split('\n').filter((line) => line.startsWith('  '));
  }
  throw new Error('one paper was meant');
}

describe('papers that a message names', () => {
  it('have a line of the terminal each, with their ids whole', async () => {
    const lib = await library();
    const [isTty, columns] = [process.stderr.isTTY, process.stderr.columns];
    try {
      Object.assign(process.stderr, { isTTY: true, columns: 60 });
      for (const text of ['counting sheep', 'counting shepherds']) {
        const lines = said(lib, text);
        expect(lines).toHaveLength(2);
        for (const line of lines) {
          expect(width(line)).toBeLessThanOrEqual(60);
          expect(line).toMatch(/\(arXiv:2001\.0000[12]\)$/u);
        }
      }
    } finally {
      Object.assign(process.stderr, { isTTY: isTty, columns });
    }
  });

  it('are as long as a message takes where no terminal is', async () => {
    expect(said(await library(), 'counting sheep')[0]).toContain(TITLE);
  });
});
