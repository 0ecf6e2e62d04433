/** Which words of the command line are the paper, and which the query. */
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.js';
import { paperAndQuery } from '../../src/cli/operands.js';

/** As the shell hands the words over. */
const split = (...argv: string[]) => paperAndQuery(readArguments(argv).words);

describe('the paper among the words', () => {
  it('is the first word where that is an identifier', () => {
    expect(split('1911.11134', 'sparse', 'training')).toEqual({ paper: '1911.11134', query: 'sparse training' });
    expect(split('https://arxiv.org/abs/hep-th/9711200v3', 'year:1998')).toEqual({
      paper: 'https://arxiv.org/abs/hep-th/9711200v3',
      query: 'year:1998',
    });
    expect(split('doi:10.1000/XYZ', 'role:method')).toEqual({ paper: 'doi:10.1000/XYZ', query: 'role:method' });
  });
  it('is the first word where that claims to be an identifier', () => {
    expect(split('arxiv:nonsense', 'sparse')).toEqual({ paper: 'arxiv:nonsense', query: 'sparse' });
  });
  it('is a quoted title', () => {
    expect(split('rigging the lottery', 'sparse')).toEqual({ paper: 'rigging the lottery', query: 'sparse' });
  });
  it('is every word of a title up to the first field, negated field, words in quotes or --', () => {
    const title = ['rigging', 'the', 'lottery'];
    const paper = 'rigging the lottery';
    expect(split(...title)).toEqual({ paper, query: '' });
    expect(split(...title, 'role:method', 'sparse')).toEqual({ paper, query: 'role:method sparse' });
    expect(split(...title, '-cat:cs.CV')).toEqual({ paper, query: '-cat:cs.CV' });
    expect(split(...title, 'spurious reward')).toEqual({ paper, query: 'spurious reward' });
    expect(split(...title, '--', 'sparse', '-dense')).toEqual({ paper, query: 'sparse -dense' });
    expect(split(...title, '(role:method', 'OR', 'role:result)')).toEqual({
      paper,
      query: '(role:method OR role:result)',
    });
  });
  it('keeps a colon inside a title', () => {
    expect(split('Rigging', 'the', 'Lottery:', 'Making', 'all', 'Tickets', 'Winners')).toEqual({
      paper: 'Rigging the Lottery: Making all Tickets Winners',
      query: '',
    });
  });
  it('is missing where the first word begins a query', () => {
    expect(split('role:method', 'sparse')).toEqual({ paper: null, query: 'role:method sparse' });
    expect(split()).toEqual({ paper: null, query: '' });
  });
});

describe('the query', () => {
  it('is the same of words in one argument and in several', () => {
    expect(split('1911.11134', 'black hole').query).toBe(split('1911.11134', 'black', 'hole').query);
    expect(split('1911.11134', '"black hole"').query).toBe('"black hole"');
  });
  it('gets back the quotes the shell took from the value of a field', () => {
    expect(split('1911.11134', 'author:van der').query).toBe('author:"van der"');
    expect(split('1911.11134', '-title:lottery ticket').query).toBe('-title:"lottery ticket"');
    expect(split('1911.11134', 'role:future work').query).toBe('role:"future work"');
  });
  it('stays as it is where the argument is a whole query', () => {
    for (const whole of [
      'role:method novelty:>=7',
      'author:"van der" sparse',
      'black hole',
      '-black hole',
      '@saved hole',
      'black hole year:1998',
      'black OR hole',
      'role:method sparse',
      '(black hole)',
      'black -hole',
    ])
      expect(split('1911.11134', whole).query).toBe(whole);
  });
});
