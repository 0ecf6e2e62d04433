/** What it takes to decide: over the whole library what was decided in any hub is cleared there, and no reason is lost unasked. */
import { expect, it } from 'vitest';
import { hubScreening, reviewScreening, type Screening } from '../../../../src/hub/decisions/decision.js';
import { record, undo, undoStack } from '../../../../src/library/decisions/journal.js';
import { decisionsIn } from '../../../../src/library/decisions/live.js';
import { deciding } from '../../../../src/library/decisions/writing/deciding.js';
import type { Library } from '../../../../src/library/library.js';
import { arxiv, cites, id, libraryOf, work } from '../../support.js';

const HUBS = [hubScreening(arxiv(0)), hubScreening(arxiv(9))];
const PAPERS = [1, 2, 3];

async function library(): Promise<Library> {
  const lib = await libraryOf([work(0), work(9), ...PAPERS.flatMap((n) => [work(n), cites(n, 0), cites(n, 9)])]);
  const decide = (screening: Screening, n: number, status: 'included' | 'excluded') =>
    record(lib, 'ada', [{ kind: 'decide', screening, work: id(lib, arxiv(n)), to: { status } }]);
  decide(HUBS[0]!, 1, 'included');
  decide(HUBS[1]!, 1, 'excluded');
  decide(HUBS[1]!, 2, 'included');
  decide('hub:*', 3, 'included');
  decide(reviewScreening('mine'), 1, 'included');
  return lib;
}

const sizes = (lib: Library): number[] =>
  [...HUBS, 'hub:*' as const, reviewScreening('mine')].map((own) => decisionsIn(lib, own).values.size);

it('clears over the whole library wherever it was decided, in one step that undo takes back', async () => {
  const lib = await library();
  expect(sizes(lib)).toEqual([1, 2, 3, 1]);
  const works = PAPERS.map((n) => id(lib, arxiv(n)));
  expect(record(lib, 'ada', deciding(lib, 'hub:*', works, null)).changed).toBe(4);
  expect(sizes(lib)).toEqual([0, 0, 0, 1]);
  undo(lib, 'ada', undoStack(lib, 'ada').undo.at(-1)![0]!);
  expect(sizes(lib)).toEqual([1, 2, 3, 1]);
});

it('clears only what is asked for, and in a review or hub only there', async () => {
  const lib = await library();
  const works = [1, 2].map((n) => id(lib, arxiv(n)));
  record(lib, 'ada', deciding(lib, reviewScreening('mine'), works, null));
  record(lib, 'ada', deciding(lib, HUBS[1]!, works.slice(1), null));
  expect(sizes(lib)).toEqual([1, 1, 2, 0]);
  record(lib, 'ada', deciding(lib, 'hub:*', works.slice(0, 1), null));
  expect(sizes(lib)).toEqual([0, 0, 1, 0]);
});

it('keeps the reason a paper has where it is excluded again without one, and takes it away where that is asked for', async () => {
  const lib = await library();
  const works = PAPERS.map((n) => id(lib, arxiv(n)));
  const hub = HUBS[0]!;
  const said = (screening: Screening = hub) => works.map((work) => decisionsIn(lib, screening).values.get(work));
  const offTopic = { status: 'excluded', reason: 'off-topic' } as const;
  const none = { status: 'excluded' } as const;
  record(lib, 'ada', deciding(lib, hub, works.slice(1, 2), offTopic));
  // Only the others are changed, and undone and done again.
  expect(record(lib, 'ada', deciding(lib, hub, works, none)).changed).toBe(2);
  expect(said()).toEqual([none, offTopic, none]);
  undo(lib, 'ada', undoStack(lib, 'ada').undo.at(-1)![0]!);
  expect(said()).toEqual([{ status: 'included' }, offTopic, undefined]);
  undo(lib, 'ada', undoStack(lib, 'ada').redo.at(-1)![0]!);
  expect(said()).toEqual([none, offTopic, none]);
  // Over the whole library the reason of any hub is the paper's.
  record(lib, 'ada', deciding(lib, 'hub:*', works.slice(1, 2), none));
  expect(said('hub:*')[1]).toEqual(offTopic);
  record(lib, 'ada', deciding(lib, hub, works, { ...offTopic, reason: 'language' }));
  expect(record(lib, 'ada', deciding(lib, hub, works, { ...none, reason: null })).changed).toBe(3);
  expect(said()).toEqual([none, none, none]);
  // What was in between is over.
  record(lib, 'ada', deciding(lib, hub, works.slice(0, 1), offTopic));
  record(lib, 'ada', deciding(lib, hub, works.slice(0, 1), { status: 'maybe' }));
  record(lib, 'ada', deciding(lib, hub, works.slice(0, 1), none));
  expect(said()[0]).toEqual(none);
});
