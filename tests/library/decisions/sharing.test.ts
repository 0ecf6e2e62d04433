/** Decisions of several readers in one library: out of tables, out of each other's journals, and how far they agree. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  hubScreening,
  reviewScreening,
  type Screening,
  type Settled,
  STATUSES,
} from '../../../src/hub/decisions/decision.js';
import { auditOf, questionsOf } from '../../../src/library/audit/audits.js';
import { agreementOf, conflictsIn, votesIn } from '../../../src/library/decisions/agreement.js';
import { type SharedLine, sharedLineOf, sharedLines, takeShared } from '../../../src/library/decisions/exchange.js';
import { record, undo, undoStack } from '../../../src/library/decisions/journal.js';
import { journalLines } from '../../../src/library/decisions/lines.js';
import { decisionsIn, marksOf } from '../../../src/library/decisions/live.js';
import { decidedBy } from '../../../src/library/decisions/reviews.js';
import { takeTable } from '../../../src/library/decisions/take-table.js';
import { paperTold } from '../../../src/library/decisions/told-papers.js';
import type { Library } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { flowOf } from '../../../src/library/read/flow.js';
import { deriveStanding } from '../../../src/library/standing.js';
import type { DecidedPaper, Said } from '../../../src/sources/decisions/decided.js';
import { seeds } from '../../seeds.js';
import { arxiv, cites, id, libraryOf, load, seeded, work } from '../support.js';

const HUB = hubScreening(arxiv(0));
const PAPERS = [1, 2, 3, 4, 5, 6];

/** A hub with its papers; in a library of another kind they have other names, and other names come first. */
function library(kind: 'arxiv' | 'doi' | 'both' = 'arxiv'): Promise<Library> {
  const named = (n: number) =>
    ({
      arxiv: [arxiv(n)],
      doi: [`doi:10.1000/${n}`, arxiv(n)],
      both: [arxiv(n), `doi:10.1000/${n}`],
    })[kind];
  return libraryOf(
    [0, ...PAPERS].flatMap((n) => [
      work(n, { ids: named(n), title: `A paper of the number ${n}`, date: String(2000 + n) }),
      ...(n === 0 ? [] : [cites(n, 0)]),
    ]),
  );
}

const decide = (lib: Library, who: string, n: number, to: Settled | null, screening: Screening = HUB) =>
  record(lib, who, [{ kind: 'decide', screening, work: id(lib, arxiv(n)), to }]);

/** As it goes through a file. */
const handedOn = (lib: Library, screening: Screening | null = HUB): SharedLine[] =>
  [...sharedLines(lib, screening)].map((line) => {
    const read = sharedLineOf(JSON.parse(JSON.stringify(line)));
    if (read === null || 'wrong' in read) throw new Error(`${JSON.stringify(line)}: ${JSON.stringify(read)}`);
    return read;
  });

/** What the readers of a library said, by names that every library knows. */
function stateOf(lib: Library, screening: Screening = HUB) {
  const named = <V>(values: ReadonlyMap<WorkNumber, V>) =>
    PAPERS.flatMap((n) => {
      const value = values.get(id(lib, arxiv(n)));
      return value === undefined ? [] : [[n, value]];
    });
  return {
    decisions: named(decisionsIn(lib, screening).values),
    tags: named(marksOf(lib, 'tag').values),
    notes: named(marksOf(lib, 'note').values),
    stars: named(marksOf(lib, 'star').values),
    votes: named(new Map([...votesIn(lib, screening)].map(([work, own]) => [work, [...own].sort()]))),
    conflicts: conflictsIn(lib, screening).map(({ work, sides }) => [
      PAPERS.find((n) => id(lib, arxiv(n)) === work),
      sides,
    ]),
  };
}

const ofReview = ({ decisions, votes, conflicts }: ReturnType<typeof stateOf>) => ({ decisions, votes, conflicts });

/** Some of what readers do, by chance from a seed. */
function act(lib: Library, who: string, random: () => number, times: number): void {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  for (let time = 0; time < times; time += 1) {
    const number = id(lib, arxiv(one(PAPERS)));
    const chance = random();
    if (chance < 0.15) {
      const { undo: steps } = undoStack(lib, who);
      for (const step of steps.at(-1) ?? []) undo(lib, who, step);
    } else if (chance < 0.25)
      record(lib, who, [{ kind: 'tag', work: number, tag: one(['a', 'b']), to: one([true, null]) }]);
    else if (chance < 0.3) record(lib, who, [{ kind: 'note', work: number, to: one(['one', 'two', null]) }]);
    else if (chance < 0.35) record(lib, who, [{ kind: 'star', work: number, to: one([true, null]) }]);
    else {
      const status = one([...STATUSES, null]);
      const to =
        status === null ? null : { status, ...(status === 'excluded' && { reason: one(['off-topic', 'language']) }) };
      record(lib, who, [{ kind: 'decide', screening: HUB, work: number, to }]);
    }
  }
}

describe('journals of several readers', () => {
  it('come to the same in any order, twice, and by way of each other', async () => {
    for (const seed of seeds(4, 40)) {
      const random = seeded(seed);
      const kinds = ['arxiv', 'both', 'doi'] as const;
      const readers = await Promise.all(kinds.map((kind) => library(kind)));
      for (const [at, who] of ['ann', 'bo', 'cy'].entries()) act(readers[at]!, who, random, 12);
      // Two of them talk in between, and go on.
      takeShared(readers[0]!, handedOn(readers[1]!));
      act(readers[0]!, 'ann', random, 6);
      act(readers[1]!, 'bo', random, 6);
      const [a, b, c] = readers.map((lib) => handedOn(lib)) as [SharedLine[], SharedLine[], SharedLine[]];
      const together = async (...files: SharedLine[][]): Promise<ReturnType<typeof stateOf>> => {
        const lib = await library('both');
        for (const file of files) takeShared(lib, file);
        return stateOf(lib);
      };
      const wanted = await together(a, b, c);
      expect(await together(c, b, a), `seed ${seed}`).toEqual(wanted);
      expect(await together(b, a, b, c, a, c), `seed ${seed}`).toEqual(wanted);
      expect(await together([...c, ...a, ...b].reverse()), `seed ${seed}`).toEqual(wanted);
      // (a + b) + c is a + (b + c), through files of files.
      const [ab, bc] = await Promise.all([library('doi'), library('arxiv')]);
      for (const file of [a, b]) takeShared(ab, file);
      for (const file of [c, b]) takeShared(bc, file);
      expect(await together(handedOn(ab), c), `seed ${seed}`).toEqual(wanted);
      expect(await together(a, handedOn(bc)), `seed ${seed}`).toEqual(wanted);
      // The readers themselves are where everybody is, but for marks on papers nobody decided about.
      for (const lib of readers) {
        for (const file of [c, a, b]) takeShared(lib, file);
        expect(ofReview(stateOf(lib)), `seed ${seed}`).toEqual(ofReview(wanted));
        deriveStanding(lib);
        lib.cache.clear();
        expect(ofReview(stateOf(lib)), `seed ${seed}`).toEqual(ofReview(wanted));
      }
    }
  });

  it('keep both decisions where readers differ, until one of them decides knowing both', async () => {
    const [ann, bo] = await Promise.all([library(), library('doi')]);
    decide(ann, 'Ann', 1, { status: 'included' });
    decide(bo, 'Bo', 1, { status: 'excluded', reason: 'off-topic' });
    decide(ann, 'Ann', 2, { status: 'maybe' });
    decide(bo, 'Bo', 2, { status: 'maybe' });
    expect(takeShared(ann, handedOn(bo))).toMatchObject({ added: 2, known: 0, unknown: [], screenings: [HUB] });
    expect(decisionsIn(ann, HUB).values.get(id(ann, arxiv(1)))).toEqual({
      status: 'conflict',
      sides: [
        { who: 'Ann', status: 'included' },
        { who: 'Bo', status: 'excluded', reason: 'off-topic' },
      ],
    });
    expect(conflictsIn(ann, HUB)).toHaveLength(1);
    decide(ann, 'Ann', 1, { status: 'excluded', reason: 'language' });
    expect(conflictsIn(ann, HUB)).toEqual([]);
    takeShared(bo, handedOn(ann));
    expect(stateOf(bo)).toEqual(stateOf(ann));
    expect(conflictsIn(bo, HUB)).toEqual([]);
    // What they agreed on later says nothing of how far they agreed before.
    expect(agreementOf(votesIn(bo, HUB))).toMatchObject([{ readers: ['Ann', 'Bo'], pairs: 2, agreed: 1 }]);
    const back = undoStack(ann, 'Ann').undo.at(-1)![0]!;
    undo(ann, 'Ann', back);
    expect(conflictsIn(ann, HUB)).toHaveLength(1);
  });

  it('hold papers that a library does not have until it has them, and find others by title and year', async () => {
    const ann = await library('both');
    decide(ann, 'Ann', 1, { status: 'included' });
    decide(ann, 'Ann', 2, { status: 'included' });
    record(ann, 'Ann', [{ kind: 'tag', work: id(ann, arxiv(2)), tag: 'kept', to: true }]);
    const other = await libraryOf([
      work(0, { ids: ['doi:10.1000/0'], title: 'A paper of the number 0', date: '2000' }),
      work(1, { ids: ['openalex:W1'], title: 'A Paper of the Number 1', date: '2001' }),
      { type: 'citation', citing: 'openalex:W1', cited: 'doi:10.1000/0' },
    ]);
    const report = takeShared(other, handedOn(ann));
    expect(report).toMatchObject({ added: 3, screenings: ['hub:doi:10.1000/0'] });
    expect(report.unknown).toEqual([
      { ids: [arxiv(2), arxiv(2), 'doi:10.1000/2'], title: 'A paper of the number 2', year: 2002 },
    ]);
    const screening = hubScreening('doi:10.1000/0');
    expect([...decisionsIn(other, screening).values.keys()]).toEqual([id(other, 'openalex:W1')]);
    await load(other, [work(2), { type: 'citation', citing: arxiv(2), cited: 'doi:10.1000/0' }]);
    expect(decisionsIn(other, screening).values.get(id(other, arxiv(2)))).toEqual({ status: 'included' });
    expect(marksOf(other, 'tag').values.get(id(other, arxiv(2)))).toEqual(['kept']);
  });

  it('are handed on by review: others’ decisions, and marks of papers that are in none of it, stay', async () => {
    const lib = await library();
    const mine = reviewScreening('mine');
    decide(lib, 'Ann', 1, { status: 'included' });
    decide(lib, 'Ann', 2, { status: 'maybe' }, mine);
    for (const n of [1, 2]) record(lib, 'Ann', [{ kind: 'note', work: id(lib, arxiv(n)), to: `note ${n}` }]);
    record(lib, 'Ann', [{ kind: 'reading', work: id(lib, arxiv(2)), to: 1 }]);
    record(lib, 'Ann', [{ kind: 'query', name: 'q', to: { line: 'role:method' } }]);
    expect(handedOn(lib, mine).map(({ kind, work: name }) => [kind, name])).toEqual([
      ['decide', arxiv(2)],
      ['note', arxiv(2)],
    ]);
    expect(handedOn(lib, null).map(({ kind }) => kind)).toEqual(['decide', 'decide', 'note', 'note']);
    const query = [...journalLines(lib)].at(-1)!;
    expect(sharedLineOf({ ...query, undoes: undefined })).toBeNull();
    expect(sharedLineOf({ ...query, kind: 'decide' })).toHaveProperty('wrong');
  });

  it('hand on the claims and audits of a hub, whose answers stay each reader’s own, under the names others have', async () => {
    const lib = await library();
    const [one, two] = [id(lib, arxiv(1)), id(lib, arxiv(2))];
    const ask = { screening: HUB, size: 2, seed: 7 } as const;
    record(lib, 'Ann', [
      { kind: 'claim', screening: HUB, work: one, claim: 'Sheep sleep.', to: { stance: 'supports' } },
      { kind: 'claim', screening: hubScreening(arxiv(3)), work: two, claim: 'Goats wake.', to: { stance: 'refutes' } },
      { kind: 'sample', ...ask, work: one, to: 6 },
      { kind: 'sample', ...ask, work: two, to: 6 },
      { kind: 'answer', ...ask, work: two, reader: 'Ann', to: 'method' },
    ]);
    const kinds = (screening: Screening | null): string[] => handedOn(lib, screening).map(({ kind }) => kind);
    expect(kinds(HUB)).toEqual(['claim', 'sample', 'sample', 'answer']);
    expect(kinds(reviewScreening('mine'))).toEqual([]);
    expect(kinds(null)).toHaveLength(5);
    const other = await library('doi');
    const bo = { kind: 'answer', ...ask, reader: 'Bo', to: 'none' } as const;
    record(other, 'Bo', [{ ...bo, work: id(other, arxiv(2)) }]);
    expect(takeShared(other, handedOn(lib))).toMatchObject({ added: 4, unknown: [], screenings: [] });
    expect(takeShared(other, handedOn(lib))).toMatchObject({ added: 0, known: 4 });
    const audit = auditOf(other, 'Bo', id(other, arxiv(0)), { size: 2, seed: 7 })!.audit;
    const given = (who: string): unknown[] =>
      questionsOf(other, audit, who).map(({ work: number, answer }) => [number, answer]);
    const here = [1, 2].map((n) => id(other, arxiv(n)));
    expect(given('Ann')).toEqual([
      [here[0], undefined],
      [here[1], 'method'],
    ]);
    expect(given('Bo')).toEqual([
      [here[0], undefined],
      [here[1], 'none'],
    ]);
  });
});

const paper = (n: number, said: Partial<Said> = {}, more: Partial<DecidedPaper> = {}): DecidedPaper => ({
  place: `line ${n + 1}`,
  ids: [arxiv(n)],
  votes: [],
  tags: [],
  notes: [],
  ...said,
  ...more,
});

describe('a table of decisions', () => {
  it('is taken once, however often it comes, and never over what was decided since', async () => {
    const lib = await library();
    const table = [
      paper(1, {
        votes: [
          { who: 'Ann', status: 'included' },
          { who: 'Bo', status: 'excluded', reason: 'language' },
        ],
        tags: ['x'],
      }),
      paper(2, { votes: [{ status: 'maybe', at: '2024-05-01T10:00:00.000Z' }], notes: ['read again'] }),
      paper(9),
      paper(2, { votes: [{ status: 'included' }] }, { place: 'line 5' }),
    ];
    const report = takeTable(lib, HUB, 'me', table);
    expect(report).toMatchObject({
      added: { included: 1, excluded: 1, maybe: 1, later: 0 },
      known: 0,
      readers: ['Ann', 'Bo', 'me'],
      marks: 2,
    });
    expect(report.left.map(({ paper: { place }, why }) => [place, why])).toEqual([
      ['line 10', 'no paper of the library has this id'],
      ['line 5', 'line 3 is of the same paper'],
    ]);
    expect(conflictsIn(lib, HUB)).toHaveLength(1);
    expect([...journalLines(lib)].find(({ who }) => who === 'me')!.at).toBe('2024-05-01T10:00:00.000Z');
    const before = stateOf(lib);
    expect(takeTable(lib, HUB, 'me', table)).toMatchObject({ added: { included: 0, maybe: 0 }, known: 3, marks: 0 });
    expect(stateOf(lib)).toEqual(before);
    decide(lib, 'me', 2, { status: 'included' });
    takeTable(lib, HUB, 'me', table);
    expect(decisionsIn(lib, HUB).values.get(id(lib, arxiv(2)))).toEqual({ status: 'included' });
  });

  it('takes a reader’s rows in one step, which undo takes back, and rows of papers that come later then', async () => {
    const lib = await library();
    const table = [1, 9, 2, 3].map((n) =>
      paper(n, { votes: [{ status: 'included', at: `2024-05-0${n}T10:00:00.000Z` }] }),
    );
    expect(takeTable(lib, HUB, 'me', table)).toMatchObject({ added: { included: 3 }, left: [{}] });
    expect(undoStack(lib, 'me').undo).toHaveLength(1);
    undo(lib, 'me', undoStack(lib, 'me').undo[0]![0]!);
    expect(decisionsIn(lib, HUB).values.size).toBe(0);
    undo(lib, 'me', undoStack(lib, 'me').redo[0]![0]!);
    // A decision made since is later than the table's.
    decide(lib, 'me', 2, { status: 'maybe' });
    await load(lib, [work(9), cites(9, 0)]);
    expect(takeTable(lib, HUB, 'me', table)).toMatchObject({ added: { included: 1 }, known: 3, left: [] });
    const said = [1, 2, 3, 9].map((n) => decisionsIn(lib, HUB).values.get(id(lib, arxiv(n)))?.status);
    expect(said).toEqual(['included', 'maybe', 'included', 'included']);
  });

  it('is taken back by who imported it, other readers’ decisions too, and done again is their word again', async () => {
    const lib = await library();
    const at = '2019-05-01T10:00:00.000Z';
    decide(lib, 'me', 6, { status: 'later' });
    const table = [1, 2, 3].map((n) =>
      paper(n, {
        votes: [
          { who: 'Ann', status: 'included', at },
          { who: 'Bo', status: n === 3 ? 'excluded' : 'included', at },
        ],
      }),
    );
    takeTable(lib, HUB, 'me', table);
    const [before, agreed, readers] = [
      stateOf(lib),
      agreementOf(votesIn(lib, HUB)),
      flowOf(lib, id(lib, arxiv(0)), HUB).readers,
    ];
    expect(before.decisions).toHaveLength(4);
    expect(agreed).toMatchObject([{ readers: ['Ann', 'Bo'], pairs: 3, agreed: 2 }]);
    // Ann's word and Bo's are one step of who imported them.
    const back = (): void => {
      const together = undoStack(lib, 'me').undo.at(-1)!;
      expect(together).toHaveLength(2);
      for (const step of together.toReversed()) undo(lib, 'me', step);
    };
    back();
    expect(undoStack(lib, 'me')).toMatchObject({ undo: [[expect.any(String)]], redo: [{ length: 2 }] });
    expect(decisionsIn(lib, HUB).values.size).toBe(1);
    expect(agreementOf(votesIn(lib, HUB))).toEqual([]);
    expect(undoStack(lib, 'Ann').undo).toHaveLength(1);
    for (const step of undoStack(lib, 'me').redo.at(-1)!.toReversed()) undo(lib, 'me', step);
    expect(undoStack(lib, 'me').undo.map((together) => together.length)).toEqual([1, 2]);
    expect(undoStack(lib, 'me').redo).toEqual([]);
    expect(stateOf(lib)).toEqual(before);
    expect(agreementOf(votesIn(lib, HUB))).toEqual(agreed);
    expect(flowOf(lib, id(lib, arxiv(0)), HUB).readers).toEqual(readers);
    expect(conflictsIn(lib, HUB)).toEqual([
      {
        work: id(lib, arxiv(3)),
        sides: [
          { who: 'Ann', status: 'included' },
          { who: 'Bo', status: 'excluded' },
        ],
      },
    ]);
    expect(decidedBy(lib, HUB, id(lib, arxiv(1)))!.who).toMatch(/^(?:Ann|Bo)$/u);
    const other = await library('doi');
    takeShared(other, handedOn(lib));
    expect(conflictsIn(other, HUB)).toMatchObject([{ sides: [{ who: 'Ann' }, { who: 'Bo' }] }]);
    back();
    undo(lib, 'me', undoStack(lib, 'me').undo.at(-1)![0]!);
    expect(decisionsIn(lib, HUB).values.size).toBe(0);
  });

  it('adds to notes and tags that are there', async () => {
    const lib = await library();
    record(lib, 'me', [
      { kind: 'note', work: id(lib, arxiv(1)), to: 'mine' },
      { kind: 'tag', work: id(lib, arxiv(1)), tag: 'old', to: true },
    ]);
    takeTable(lib, HUB, 'me', [paper(1, { notes: ['theirs'], tags: ['new'] })]);
    expect(marksOf(lib, 'note').values.get(id(lib, arxiv(1)))).toBe('mine\n\ntheirs');
    expect(marksOf(lib, 'tag').values.get(id(lib, arxiv(1)))).toEqual(['new', 'old']);
  });

  it('names papers by any id, or by title and year where nothing is against it', async () => {
    const lib = await libraryOf([
      work(1, { ids: [arxiv(1), 'doi:10.1000/one'], title: 'Pruning networks at random', date: '2020' }),
      work(2, { title: 'The same title of two', date: '2021' }),
      work(3, { title: 'The same title of two', date: '2021' }),
      work(4, { title: 'Undated work on goats' }),
      work(5, { title: 'ImageNet', date: '2009' }),
    ]);
    const told = (title: string, year?: number, ids: string[] = []) =>
      paperTold(lib, { ids, title, ...(year !== undefined && { year }) });
    const one = id(lib, arxiv(1));
    expect(told('whatever', 1900, ['pmid:1', 'doi:10.1000/one'])).toBe(one);
    expect(told('{P}runing Networks, at Random!', 2020)).toBe(one);
    expect(told('Pruning networks at random')).toBe(one);
    expect(told('Pruning networks at random', 2020, ['pmid:77'])).toBe(one);
    expect(told('imagenet', 2009)).toBe(id(lib, arxiv(5)));
    expect(told('Undated work on goats', 2020)).toMatch(/another year, none/u);
    expect(told('Pruning networks at random', 2019)).toMatch(/another year, 2020/u);
    expect(told('Pruning networks at random', 2020, ['doi:10.1000/other'])).toMatch(/another DOI/u);
    expect(told('The same title of two', 2021)).toMatch(/^2 papers/u);
    expect(told('Nothing of the kind "here" AND *', 2020)).toMatch(/^no paper/u);
    expect(told('!!!')).toMatch(/^no paper/u);
  });
});

describe('agreement', () => {
  it('is the kappa of an independent count over what readers decided by themselves', async () => {
    for (const seed of seeds(3, 30)) {
      const random = seeded(seed);
      const [ann, bo] = await Promise.all([library(), library()]);
      act(ann, 'Ann', random, 25);
      act(bo, 'Bo', random, 25);
      const own = [ann, bo].map(
        (lib) => new Map([...decisionsIn(lib, HUB).values].map(([at, { status }]) => [at, status])),
      );
      takeShared(ann, handedOn(bo));
      const rows = PAPERS.flatMap((n) => {
        const pair = [own[0]!.get(id(ann, arxiv(n))), own[1]!.get(id(bo, arxiv(n)))];
        return pair.every((status) => status !== undefined && status !== 'later') ? [pair as [string, string]] : [];
      });
      const [found] = agreementOf(votesIn(ann, HUB));
      if (rows.length === 0) {
        expect(found).toBeUndefined();
        continue;
      }
      const agreed = rows.filter(([one, other]) => one === other).length;
      const share = (at: 0 | 1, status: string): number =>
        rows.filter((row) => row[at] === status).length / rows.length;
      const chance = ['included', 'excluded', 'maybe'].reduce(
        (sum, status) => sum + share(0, status) * share(1, status),
        0,
      );
      expect(found).toMatchObject({ readers: ['Ann', 'Bo'], pairs: rows.length, agreed });
      if (chance > 1 - 1e-9) expect(found!.kappa).toBeNull();
      else expect(found!.kappa).toBeCloseTo((agreed / rows.length - chance) / (1 - chance), 10);
    }
  });
});

describe('the documentation of lines', () => {
  it('has an example that is taken', () => {
    const page = readFileSync(new URL('../../../data/README.md', import.meta.url), 'utf8');
    const section = page.slice(page.indexOf('# Decisions handed on'), page.indexOf('# Dumps'));
    const example: unknown = JSON.parse(/```jsonl\n(.+)\n```/u.exec(section)![1]!);
    const taken = sharedLineOf(example);
    expect(taken).toMatchObject({ who: 'Ann', kind: 'decide', to: { status: 'excluded', reason: 'off-topic' } });
    // Every field that a line can have is named.
    for (const field of [...Object.keys(example as object), 'undoes', 'item', 'over'])
      expect(section).toContain(`\`${field}\``);
  });
});
