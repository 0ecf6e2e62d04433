/** Pages of Pith that are of no paper. */
import { describe, expect, it } from 'vitest';
import { NoSource } from '../../../../src/sources/decoded.js';
import { detectSource } from '../../../../src/sources/detect.js';
import { inputOf } from '../../input-of.js';

function refusal(text: string): string {
  try {
    return `taken as ${detectSource(inputOf(text, 1024, 'page.txt')).format}`;
  } catch (error) {
    expect(error).toBeInstanceOf(NoSource);
    return (error as NoSource).message;
  }
}

describe('a page of Pith without papers', () => {
  it.each([
    ['Pith Integrity Protocol v1\nVerdict classes: two\n', /^page\.txt is Pith’s protocol of integrity checks/u],
    ['What automated verification finds.\nFilters\n', /^page\.txt is Pith’s page on what its checks find/u],
    ['Editorial policy\nPith Journal is a journal.\n', /^page\.txt is the editorial policy of Pith’s journal/u],
    ['Pith Journal\ntransparent\nHow publishing works\n', /^page\.txt is the front page of Pith’s journal/u],
    ['pith. sign in\n\npeer review\n\nSubmit to Pith Peer Review.\n', /^page\.txt is Pith’s page for submitting/u],
    ['pith. sign in\n\nThe Pith Number\n\nPith Number vs DOI\n', /^page\.txt is Pith’s explanation of Pith Numbers/u],
    ['A public endpoint https://pith.science/mcp\nget_review: one\n', /^page\.txt is a description of Pith’s tools/u],
    ['pith. sign in\n\nSettings\n\nYour name\n', /^page\.txt is a page of Pith, but of no hub, paper or Pith Number/u],
    ['How to cite a Pith Number\n\nWrite it down.\n', /^page\.txt is a text about Pith, but of no hub, paper or Pith/u],
  ])('is refused as what it is: %j', (text, said) => {
    expect(refusal(text)).toMatch(said);
    expect(refusal(text)).toMatch(/: there is nothing to import in it\.$/u);
  });

  it('is no other text', () => {
    expect(refusal('The pith of the matter is that sheep sleep.\n')).toMatch(
      /^page\.txt is text of another kind; pith-tui help import/u,
    );
  });
});
