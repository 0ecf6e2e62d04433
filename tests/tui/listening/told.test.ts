/** What is said of what has changed, and that nothing is said twice. */
import { describe, expect, it } from 'vitest';
import { fact, type Telling } from '../../../src/tui/listening/telling.js';
import { type Memory, NOTHING_HEARD, told } from '../../../src/tui/listening/told.js';

const LIST: Telling = {
  place: 'list',
  opening: ['Citing papers of: A hub.'],
  again: 'Citing papers.',
  facts: [{ name: 'query', text: 'All 3 papers.', isUsual: false }, fact('selection', '', 'Nothing is selected.')],
  under: 'Row 1 of 3: One.',
};

/** What is said of tellings one after the other. */
function heard(...tellings: readonly Telling[]): string[][] {
  let memory: Memory = NOTHING_HEARD;
  return tellings.map((telling) => {
    const { lines, memory: now } = told(telling, null, memory);
    memory = now;
    return lines;
  });
}

describe('what is said', () => {
  it('is everything at first, but for what is so unless somebody changed it; then what has changed', () => {
    expect(heard(LIST, LIST, { ...LIST, under: 'Row 2 of 3: Two.' })).toEqual([
      ['Citing papers of: A hub.', 'All 3 papers.', 'Row 1 of 3: One.'],
      [],
      ['Row 2 of 3: Two.'],
    ]);
  });

  it('tells that something is as usual again', () => {
    const selected = { ...LIST, facts: [LIST.facts[0]!, fact('selection', '2 selected.', 'Nothing is selected.')] };
    expect(heard(LIST, selected, LIST).slice(1)).toEqual([['2 selected.'], ['Nothing is selected.']]);
  });

  it('of a menu is all of its entries, and on the way back in short where one is', () => {
    const menu: Telling = {
      place: 'menu',
      opening: ['Role.', 'm: method.'],
      isListed: true,
      facts: [],
      under: 'm: method.',
    };
    expect(heard(LIST, menu, LIST).slice(1)).toEqual([
      ['Role.', 'm: method.'],
      ['Citing papers.', 'Row 1 of 3: One.'],
    ]);
  });

  it('of a text is what one goes over downwards, and the line one comes to upwards', () => {
    const lines = ['one', 'two', 'three', 'four'];
    const at = (line: number): Telling => ({ ...LIST, reading: { name: 'paper', lines, at: line } });
    expect(heard(at(0), at(1), at(3), at(2)).slice(1)).toEqual([['two'], ['three', 'four'], ['three']]);
  });

  it('of a paper that was left is what the reader decided on it', () => {
    const words = new Map<number, string>();
    const on = (work: number): Telling => ({
      ...LIST,
      under: `Row ${work}.`,
      paper: { work, title: `Paper ${work}`, wordsOf: (of) => words.get(of) ?? '' },
    });
    let memory = told(on(1), null, NOTHING_HEARD).memory;
    words.set(1, 'Included.');
    const next = told(on(2), null, memory);
    memory = next.memory;
    expect(next.lines).toEqual(['Included. Paper 1.', 'Row 2.']);
    expect(told(on(3), null, memory).lines).toEqual(['Row 3.']);
  });

  it('of a message is each one once, also where another reads the same', () => {
    const toast = { text: 'No filter is set.', tone: 'warning' as const };
    const first = told(LIST, toast, NOTHING_HEARD);
    expect(first.lines[0]).toBe('No filter is set.');
    expect(told(LIST, toast, first.memory).lines).toEqual([]);
    expect(told(LIST, { ...toast }, first.memory).lines).toEqual(['No filter is set.']);
  });
});
