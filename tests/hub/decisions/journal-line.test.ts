/** Lines of the journal that anybody may have written. */
import { expect, it } from 'vitest';
import { journalLineOf } from '../../../src/hub/decisions/journal-line.js';

const LINE = {
  id: 'step.1',
  step: 'step',
  at: '2026-01-01T00:00:00.000Z',
  who: 'ada',
  screening: 'hub:arxiv:1911.11134',
  work: 'arxiv:2012.00560',
  from: null,
};
const CLAIM = { ...LINE, kind: 'claim', item: 'Sheep sleep.', to: { stance: 'supports', claimId: 'C1' } };
const SAMPLE = { ...LINE, kind: 'sample', item: '50 7', to: 370 };
const ANSWER = { ...LINE, kind: 'answer', item: '50 7 Ada van der Berg', to: 'method' };

it.each([CLAIM, SAMPLE, ANSWER])('$kind is read as it was printed', (line) => {
  expect(journalLineOf(line)).toEqual(line);
});

it.each([
  [{ ...CLAIM, item: ' ' }, 'item'],
  [{ ...CLAIM, screening: 'review:mine' }, 'screening'],
  [{ ...CLAIM, screening: '' }, 'screening'],
  [{ ...CLAIM, work: '' }, 'work'],
  [{ ...CLAIM, to: { stance: 'likes' } }, 'to'],
  [{ ...CLAIM, to: 'supports' }, 'to'],
  [{ ...SAMPLE, item: '50' }, 'item'],
  [{ ...SAMPLE, item: '50 7 ada' }, 'item'],
  [{ ...SAMPLE, to: 0.5 }, 'to'],
  [{ ...SAMPLE, to: '370' }, 'to'],
  [{ ...ANSWER, item: '50 7' }, 'item'],
  [{ ...ANSWER, item: '50 7  ' }, 'item'],
  [{ ...ANSWER, item: '50 x ada' }, 'item'],
  [{ ...ANSWER, to: ['method'] }, 'to'],
])('what is wrong with %j is its %s', (line, wrong) => {
  expect(journalLineOf(line)).toEqual({ wrong });
});

it('what is cleaned on the way in keeps its meaning', () => {
  expect(
    journalLineOf({ ...CLAIM, item: 'Sheep\u202e  sleep.\n', to: { stance: 'refutes', claimId: 7 } }),
  ).toMatchObject({
    item: 'Sheep sleep.',
    to: { stance: 'refutes' },
  });
  expect(journalLineOf({ ...ANSWER, item: '50 7 ada\u0007' })).toMatchObject({ item: '50 7 ada' });
});
