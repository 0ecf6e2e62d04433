/** What the reader said of papers, on the screen. */
import { describe, expect, it } from 'vitest';
import { ASCII_GLYPHS, UNICODE_GLYPHS } from '../../../src/text/look/glyphs.js';
import { plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { DECISIONS, decisionMark, extraMarks, saidLines } from '../../../src/tui/panes/decided.js';
import { NOTHING_SAID, UNDECIDED } from '../nothing-said.js';

const THEME = makeTheme('none');

describe('the marks of a row', () => {
  it.each([UNICODE_GLYPHS, ASCII_GLYPHS])('tell every status by one character of its own', (glyphs) => {
    const marks = [undefined, ...DECISIONS].map((status) => decisionMark(status, glyphs).text);
    expect(new Set(marks).size).toBe(DECISIONS.length + 1);
    for (const mark of marks) expect(mark).toHaveLength(1);
    if (!glyphs.unicode) expect(marks.join('')).toMatch(/^[\x20-\x7e]+$/u);
  });

  it('have a cell for a star, one for a note and one for tags, or where there is one a star before a note before tags', () => {
    const said = { starred: true, noted: true, tagged: true };
    const some = [said, { ...said, starred: false }, { ...UNDECIDED, tagged: true }, UNDECIDED];
    expect(some.map((one) => extraMarks(one, 3).text)).toEqual(['*"#', ' "#', '  #', '   ']);
    expect(some.map((one) => extraMarks(one, 1).text)).toEqual(['*', '"', '#', ' ']);
  });
});

describe('what stands above the details', () => {
  const lines = (said: Partial<typeof NOTHING_SAID>): string[] =>
    saidLines({ ...NOTHING_SAID, ...said }, 100, THEME).map(plainText);

  it('is nothing where nothing was said', () => {
    expect(lines({})).toEqual([]);
  });

  it('is the decision with who and when, the star, the reading list, tags and note', () => {
    expect(
      lines({
        decision: { status: 'excluded', reason: 'off-topic' },
        by: { who: 'ana', at: '2026-11-29T01:02:03.004Z' },
        starred: true,
        toRead: 3,
        tags: ['rigl', 'sparse training'],
        note: 'First.\n\nSecond.',
      }).map((line) => line.trimEnd()),
    ).toEqual([
      '✗ excluded: off-topic, ana, 2026-11-29  ·  * starred  ·  3. on the reading list',
      '#rigl  #sparse training',
      '" First.',
      '',
      'Second.',
    ]);
  });

  it('names each claim the paper is linked to on one line, and by whom where somebody else did', () => {
    expect(
      lines({
        claims: [
          { text: 'Goats can be counted.', stance: 'supports' },
          { text: 'Sheep sleep. '.repeat(20), stance: 'refutes', author: 'bo' },
        ],
      }),
    ).toEqual([
      'Claim     supports “Goats can be counted.” (yours)',
      expect.stringMatching(/^Claim {5}refutes “Sheep sleep\. .*…” \(by bo\)$/u),
    ]);
  });

  it('is what each reader decided where they disagree', () => {
    const sides = [
      { who: 'ana', status: 'included' as const },
      { who: 'bo', status: 'excluded' as const, reason: 'language' },
    ];
    expect(lines({ decision: { status: 'conflict', sides } })).toEqual([
      '≠ in conflict: ana included, bo excluded (language)',
    ]);
    const by = { who: 'ana', at: '2026-11-29T01:02:03.004Z' };
    expect(lines({ decision: { status: 'conflict', sides }, by })).toEqual([
      '≠ in conflict: ana included, bo excluded (language); last decided by ana, 2026-11-29',
    ]);
  });

  it('has no control characters of whatever is in the library', () => {
    const text = lines({ tags: ['\x1b[31mred'], note: 'a\x1b]0;x\x07b' }).join('\n');
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/u);
  });
});
