/** Links as sequences of the terminal. */
import { expect, it } from 'vitest';
import { idUrl, parseId } from '../../../src/hub/ids/identifier.js';
import { hyperlink } from '../../../src/tui/ink/hyperlink.js';

const END = '\x1b]8;;\x1b\\';

it('begins with the address and ends without one', () => {
  expect(hyperlink('https://arxiv.org/abs/hep-th/9711200')).toBe('\x1b]8;;https://arxiv.org/abs/hep-th/9711200\x1b\\');
  expect(hyperlink('')).toBe(END);
});

it.each([
  ['the end of the sequence', 'https://example.org/a\x1b\\\x1b[31mred'],
  ['a bell', 'https://example.org/a\x07owned'],
  ['the end in eight bits', 'https://example.org/a\x9cowned'],
  ['line breaks', 'https://example.org/a\r\nb'],
  ['blanks and letters of the world', 'https://example.org/強 化?q=é x'],
])('leaves nothing of what breaks out of it: %s', (_, address) => {
  expect(hyperlink(address)).toMatch(/^\x1b\]8;;https:\/\/example\.org\/[!-~]*\x1b\\$/u);
});

it.each([
  ['a file', 'file:///etc/passwd'],
  ['a program', 'javascript:alert(1)'],
  ['no address', 'doi 10.1/x'],
  ['one that is too long', `https://example.org/${'a'.repeat(3000)}`],
])('is none for %s', (_, address) => {
  expect(hyperlink(address)).toBe(END);
});

it('holds whatever a DOI is made of', () => {
  const address = idUrl(parseId('10.1000/a;b"<\\\'(c)#?%')!)!;
  expect(hyperlink(address)).toMatch(/^\x1b\]8;;https:\/\/doi\.org\/10\.1000\/[!-~]+\x1b\\$/u);
});
