/** Lines of the screen as they are heard, and sentences out of parts. */
import { describe, expect, it } from 'vitest';
import { authorWords, sentence, sentences, spoken, spokenLines } from '../../../src/tui/listening/words.js';

describe('a line of the screen', () => {
  it.each([
    ['  method   ██████▌   165  44%', 'method: 165, 44%'],
    [' Role      background, method – pith, 2023-11-01', 'Role: background, method – pith, 2023-11-01'],
    ['│ We start from RigL [12], which regrows.', 'We start from RigL [12], which regrows.'],
    [' background · method · ★ influential', 'background, method, influential'],
    ['✓ accept, high confidence', 'accept, high confidence'],
    ['────────────', ''],
    ['', ''],
  ])('is heard without what is only to be seen: %j', (text, words) => {
    expect(spoken([{ text }])).toBe(words);
  });

  it('is one text, however many styles it has', () => {
    expect(spoken([{ text: 'Verdict   ', style: 'muted' }, { text: '✓ accept' }])).toBe('Verdict: accept');
  });

  it('is left out where nothing of it is heard', () => {
    expect(spokenLines([[{ text: 'one' }], [], [{ text: ' ──── ' }], [{ text: 'two' }]])).toEqual(['one', 'two']);
  });
});

describe('a sentence', () => {
  it.each([
    ['included', 'Included.'],
    ['Is it?', 'Is it?'],
    ['', ''],
    ['“A title.”', '“A title.”'],
  ])('begins with a capital letter and ends: %j', (words, said) => {
    expect(sentence(words)).toBe(said);
  });

  it('holds no order to the terminal', () => {
    expect(sentence('a \u001b[2Jtitle')).not.toContain('\u001b');
  });

  it('follows another where there is something to say', () => {
    expect(sentences('retracted', '', 'in your own bibliography')).toBe('Retracted. In your own bibliography.');
  });

  it.each([
    [1, 'Evci'],
    [2, 'Evci and one other'],
    [5, 'Evci and 4 others'],
    [0, 'Evci'],
  ])('counts the others among %i authors', (count, words) => {
    expect(authorWords('Evci', count)).toBe(words);
  });
});
