import { describe, expect, it } from 'vitest';
import {
  type Change,
  hubScreening,
  reviewScreening,
  type Screening,
  STATUSES,
  type Status,
} from '../../../src/hub/decisions/decision.js';
import { journalLineOf, printedLine } from '../../../src/hub/decisions/journal-line.js';
import { examine } from '../../../src/library/checking/whole.js';
import { decisionCodes, markCodes } from '../../../src/library/decisions/codes.js';
import { countsOf } from '../../../src/library/decisions/counts.js';
import { isLeftUnread, leaveUnread, record, undo, undoStack } from '../../../src/library/decisions/journal.js';
import { journalLines, takeLines } from '../../../src/library/decisions/lines.js';
import { reasonsOf, savedQueries } from '../../../src/library/decisions/lists.js';
import { decisionsIn, marksOf } from '../../../src/library/decisions/live.js';
import { columnsOf } from '../../../src/library/derived/columns.js';
import { rebuildDerived } from '../../../src/library/derived/derive.js';
import { mergeWorks, splitWork } from '../../../src/library/identity/merge-split.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import { preparing } from '../../../src/library/search/prepare.js';
import { runQuery } from '../../../src/library/search/view.js';
import { finished } from '../../../src/library/steps.js';
import { arxiv, cites, emptyLibrary, id, libraryOf, load, seeded, work } from '../support.js';

const HUB = hubScreening(arxiv(0));
const MINE = reviewScreening('mine');
const PAPERS = [1, 2, 3, 4, 5];

const hubOf = (papers: readonly number[]): Promise<Library> =>
  libraryOf([work(0), ...papers.flatMap((n) => [work(n), cites(n, 0)])]);

/** Everything the reader left behind, by the names of works. */
function stateOf(lib: Library, screenings: readonly Screening[] = [HUB]): unknown {
  const name = new Map(
    (
      lib.db.prepare("SELECT work, scheme || ':' || value AS id FROM aliases WHERE position = 0").all() as {
        work: WorkNumber;
        id: string;
      }[]
    ).map((row) => [row.work, row.id]),
  );
  const named = (values: ReadonlyMap<WorkNumber, unknown>): unknown =>
    [...values].map(([number, value]) => [name.get(number), value]).sort();
  return {
    decisions: screenings.map((screening) => named(decisionsIn(lib, screening).values)),
    stars: named(marksOf(lib, 'star').values),
    tags: named(marksOf(lib, 'tag').values),
    notes: named(marksOf(lib, 'note').values),
    reading: named(marksOf(lib, 'reading').values),
    corrections: [...marksOf(lib, 'override').values]
      .map(([number, all]) => [name.get(number), all.map(({ item, to }) => [item, to])])
      .sort(),
    reasons: [...reasonsOf(lib)],
    queries: [...savedQueries(lib)],
    judged: lib.db
      .prepare(
        `SELECT kind, screening, work, item, "to" FROM standing JOIN journal USING (seq, kind, screening, work, item)
         WHERE kind IN ('claim', 'sample', 'answer') AND "to" IS NOT NULL ORDER BY kind, work, item`,
      )
      .raw()
      .all(),
  };
}

const decide = (lib: Library, n: number, status: Status, reason?: string) =>
  record(lib, 'ada', [
    {
      kind: 'decide',
      screening: HUB,
      work: id(lib, arxiv(n)),
      to: { status, ...(reason !== undefined && { reason }) },
    },
  ]);

const statusOf = (lib: Library, n: number, screening: Screening = HUB) =>
  decisionsIn(lib, screening).values.get(id(lib, arxiv(n)));

describe('record', () => {
  it('keeps a decision with its reason, and a line that says who, when, what, from and to', async () => {
    const lib = await hubOf(PAPERS);
    decide(lib, 1, 'maybe');
    const { step, changed } = decide(lib, 1, 'excluded', 'off-topic');
    expect(changed).toBe(1);
    expect(statusOf(lib, 1)).toEqual({ status: 'excluded', reason: 'off-topic' });
    const [first, second] = [...journalLines(lib)];
    expect(second).toMatchObject({
      id: `${step}.1`,
      step,
      who: 'ada',
      kind: 'decide',
      screening: HUB,
      work: arxiv(1),
      from: { status: 'maybe' },
      to: { status: 'excluded', reason: 'off-topic' },
      over: [first!.id],
    });
    expect(second!.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
  });

  it('writes nothing where everything is so already, and of two changes of one thing the later', async () => {
    const lib = await hubOf(PAPERS);
    decide(lib, 1, 'included');
    expect(decide(lib, 1, 'included')).toEqual({ step: null, changed: 0 });
    const one = { kind: 'tag', work: id(lib, arxiv(2)), tag: 'x' } as const;
    expect(
      record(lib, 'ada', [
        { ...one, to: true },
        { ...one, to: null },
      ]),
    ).toEqual({ step: null, changed: 0 });
    expect([...journalLines(lib)]).toHaveLength(1);
  });

  it('keeps stars, tags, notes, the reading list, reasons, queries and corrections', async () => {
    const lib = await hubOf(PAPERS);
    const [one, two] = [id(lib, arxiv(1)), id(lib, arxiv(2))];
    record(lib, 'ada', [
      { kind: 'star', work: one, to: true },
      { kind: 'tag', work: one, tag: 'b', to: true },
      { kind: 'tag', work: one, tag: 'a', to: true },
      { kind: 'note', work: two, to: 'A list:\n\n  - one\u202e\n  - two' },
      { kind: 'reading', work: two, to: 1.5 },
      { kind: 'override', work: one, axis: 'role', cited: arxiv(0), to: ['method'] },
      { kind: 'reason', key: 'x', to: 'no data' },
      { kind: 'reason', key: 'd', to: false },
      { kind: 'query', name: 'methods', to: { hub: arxiv(0), line: 'role:method', key: 1 } },
    ]);
    expect(stateOf(lib)).toMatchObject({
      stars: [[arxiv(1), true]],
      tags: [[arxiv(1), ['a', 'b']]],
      notes: [[arxiv(2), 'A list:\n\n  - one\n  - two']],
      reading: [[arxiv(2), 1.5]],
      corrections: [[arxiv(1), [[`role ${arxiv(0)}`, ['method']]]]],
      queries: [['methods', { hub: arxiv(0), line: 'role:method', key: 1 }]],
    });
    expect(reasonsOf(lib).get('x')).toBe('no data');
    expect(reasonsOf(lib).has('d')).toBe(false);
  });

  it('refuses what cannot stand there', async () => {
    const lib = await hubOf(PAPERS);
    const change = { kind: 'decide', screening: HUB, work: 1, to: { status: 'good' } } as unknown as Change<WorkNumber>;
    expect(() => record(lib, 'ada', [change])).toThrow('That cannot be kept as decide: {"status":"good"}.');
  });

  it('is only ever added to', async () => {
    const lib = await hubOf(PAPERS);
    decide(lib, 1, 'included');
    for (const sql of ['DELETE FROM journal', 'UPDATE journal SET "to" = NULL', 'DELETE FROM steps'])
      expect(() => lib.db.exec(sql)).toThrow('the journal is only added to');
  });
});

describe('counts', () => {
  it('add up to the papers at hand', async () => {
    const lib = await hubOf(PAPERS);
    decide(lib, 1, 'included');
    decide(lib, 2, 'excluded', 'off-topic');
    decide(lib, 3, 'excluded');
    decide(lib, 0, 'maybe');
    expect(countsOf(lib, HUB, id(lib, arxiv(0)))).toEqual({
      total: 5,
      included: 1,
      excluded: 2,
      maybe: 0,
      later: 0,
      conflict: 0,
      unscreened: 2,
      reasons: [
        { reason: '', count: 1 },
        { reason: 'off-topic', count: 1 },
      ],
    });
  });
});

describe('undo', () => {
  it('takes a step back, and the undoing too', async () => {
    const lib = await hubOf(PAPERS);
    decide(lib, 1, 'maybe');
    const { step } = decide(lib, 1, 'included');
    const undone = undo(lib, 'ada', step!);
    expect(undone).toMatchObject({ changed: 1, left: 0 });
    expect(statusOf(lib, 1)).toEqual({ status: 'maybe' });
    undo(lib, 'ada', undone.step!);
    expect(statusOf(lib, 1)).toEqual({ status: 'included' });
    expect([...journalLines(lib)].map(({ undoes }) => undoes)).toEqual([undefined, undefined, step, undone.step]);
  });

  it('leaves alone what was changed since, and says how much', async () => {
    const lib = await hubOf(PAPERS);
    const { step } = record(
      lib,
      'ada',
      PAPERS.map((n) => ({ kind: 'decide', screening: HUB, work: id(lib, arxiv(n)), to: { status: 'included' } })),
    );
    decide(lib, 3, 'maybe');
    expect(undo(lib, 'ada', step!)).toMatchObject({ changed: 4, left: 1 });
    expect([...decisionsIn(lib, HUB).values]).toEqual([[id(lib, arxiv(3)), { status: 'maybe' }]]);
  });

  it('has a stack for each reader, which a new change cuts off at the redoing end', async () => {
    const lib = await hubOf(PAPERS);
    const a = decide(lib, 1, 'maybe').step!;
    const b = decide(lib, 2, 'maybe').step!;
    const undone = undo(lib, 'ada', b).step!;
    expect(undoStack(lib, 'ada')).toEqual({ undo: [[a]], redo: [[undone]] });
    const redone = undo(lib, 'ada', undone).step!;
    expect(undoStack(lib, 'ada')).toEqual({ undo: [[a], [redone]], redo: [] });
    undo(lib, 'ada', redone);
    const c = decide(lib, 3, 'maybe').step!;
    expect(undoStack(lib, 'ada')).toEqual({ undo: [[a], [c]], redo: [] });
    expect(undoStack(lib, 'ben')).toEqual({ undo: [], redo: [] });
  });

  it('of any sequence of changes gives the first state, and redoing the last', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const lib = await hubOf(PAPERS);
      const random = seeded(seed);
      for (let i = 0; i < 10; i += 1) record(lib, 'ada', someChanges(lib, random));
      const first = stateOf(lib);
      const steps: string[] = [];
      for (let i = 0; i < 40; i += 1) {
        const { step } = record(lib, 'ada', someChanges(lib, random));
        if (step !== null) steps.push(step);
      }
      const last = stateOf(lib);
      const undone = steps.reverse().map((step) => undo(lib, 'ada', step));
      expect(undone.map(({ left }) => left)).toEqual(steps.map(() => 0));
      expect(stateOf(lib)).toEqual(first);
      for (const { step } of undone.reverse()) undo(lib, 'ada', step!);
      expect(stateOf(lib)).toEqual(last);
      expect(examine(lib).damage).toEqual([]);
    }
  });
});

function someChanges(lib: Library, random: () => number): Change<WorkNumber>[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: 1 + Math.floor(random() * 4) }, (): Change<WorkNumber> => {
    const number = id(lib, arxiv(pick(PAPERS)));
    return pick<() => Change<WorkNumber>>([
      () => ({
        kind: 'decide',
        screening: pick([HUB, MINE]),
        work: number,
        to: pick([null, { status: pick(STATUSES) }, { status: 'excluded', reason: pick(['a', 'b']) }]),
      }),
      () => ({ kind: 'star', work: number, to: pick([null, true]) }),
      () => ({ kind: 'tag', work: number, tag: pick(['x', 'y']), to: pick([null, true]) }),
      () => ({ kind: 'note', work: number, to: pick([null, 'one', 'two']) }),
      () => ({ kind: 'reading', work: number, to: pick([null, 1, 2]) }),
      () => ({ kind: 'override', work: number, axis: 'verdict', to: pick([null, 'accept', 'reject']) }),
      () => ({
        kind: 'claim',
        screening: HUB,
        work: number,
        claim: pick(['Sheep sleep.', 'Goats wake.']),
        to: pick([null, { stance: 'extends' }, { stance: 'refutes', claimId: 'C1' }]),
      }),
      () => ({ kind: 'sample', screening: HUB, work: number, size: pick([1, 2]), seed: 7, to: pick([null, 40]) }),
      () => ({
        kind: 'answer',
        screening: HUB,
        work: number,
        size: 1,
        seed: 7,
        reader: pick(['ada', 'ben van der']),
        to: pick([null, 'method', 'none']),
      }),
      () => ({ kind: 'reason', key: pick(['x', 'd']), to: pick([null, false, 'no data']) }),
      () => ({ kind: 'query', name: 'q', to: pick([null, { line: 'a' }, { line: 'b', key: 2 }]) }),
    ])();
  });
}

describe('the journal', () => {
  it('gives the same state in an empty library, before or after its papers come', async () => {
    const lib = await hubOf(PAPERS);
    const random = seeded(7);
    for (let i = 0; i < 60; i += 1) {
      const { step } = record(lib, 'ada', someChanges(lib, random));
      if (step !== null && random() < 0.3) undo(lib, 'ada', step);
    }
    const lines = [...journalLines(lib)].map((line) => journalLineOf(JSON.parse(JSON.stringify(printedLine(line)))));
    const empty = emptyLibrary();
    const taken = lines.map((line) => {
      if ('wrong' in line) throw new Error(line.wrong);
      return line;
    });
    expect(takeLines(empty, taken)).toEqual({ added: taken.length, known: 0 });
    expect(takeLines(empty, taken)).toEqual({ added: 0, known: taken.length });
    expect(decisionsIn(empty, HUB).values.size).toBe(0);
    const other = await hubOf([...PAPERS].reverse());
    takeLines(other, [...journalLines(empty)]);
    expect(stateOf(other, [HUB, MINE])).toEqual(stateOf(lib, [HUB, MINE]));
    expect(examine(other).damage).toEqual([]);
  });

  it('is taken in by another connection to the same library', async () => {
    const lib = await hubOf(PAPERS);
    const other = openLibrary(lib.file);
    const { generation } = decisionsIn(other, HUB);
    decide(lib, 2, 'included');
    const live = decisionsIn(other, HUB);
    expect([...live.values]).toEqual([[id(lib, arxiv(2)), { status: 'included' }]]);
    expect(live.generation).toBeGreaterThan(generation);
    closeLibrary(other);
  });

  it('is left unread for as long as somebody asks, but for what was never read', async () => {
    const lib = await hubOf(PAPERS);
    const other = openLibrary(lib.file);
    expect(decisionsIn(other, HUB).values.size).toBe(0);
    const [read, readToo] = [leaveUnread(other), leaveUnread(other)];
    decide(lib, 2, 'included');
    record(lib, 'ada', [{ kind: 'star', work: id(lib, arxiv(2)), to: true }]);
    expect([decisionsIn(other, HUB).values.size, marksOf(other, 'star').values.size]).toEqual([0, 1]);
    read();
    read();
    expect([isLeftUnread(other), decisionsIn(other, HUB).values.size]).toEqual([true, 0]);
    readToo();
    expect([isLeftUnread(other), decisionsIn(other, HUB).values.size]).toEqual([false, 1]);
    closeLibrary(other);
  });

  it('is taken in in steps where many lines came at once, whatever they are about', async () => {
    const papers = Array.from({ length: 600 }, (_, at) => at + 1);
    const lib = await hubOf(papers);
    const other = openLibrary(lib.file);
    const works = papers.map((n) => id(lib, arxiv(n)));
    const columns = columnsOf(other, id(other, arxiv(0)));
    const seen = (): unknown => [
      stateOf(other),
      [...decisionCodes(other, columns, HUB).codes].map((code) => decisionCodes(other, columns, HUB).values[code]),
      [...markCodes(other, columns, 'star').codes],
    ];
    const asNew = (): unknown => {
      const { codes, values } = decisionCodes(lib, columnsOf(lib, id(lib, arxiv(0))), HUB);
      return [stateOf(lib), [...codes].map((code) => values[code]), [...markCodes(lib, columns, 'star').codes]];
    };
    record(lib, 'ada', [{ kind: 'note', work: works[0]!, to: 'one' }]);
    expect(seen()).toEqual(asNew());
    for (const changes of [
      works.map((work): Change<WorkNumber> => ({ kind: 'decide', screening: HUB, work, to: { status: 'maybe' } })),
      works.map((work): Change<WorkNumber> => ({ kind: 'star', work, to: true })),
      [{ kind: 'note', work: works[0]!, to: null } as const],
    ]) {
      const { step } = record(lib, 'ada', changes);
      const read = leaveUnread(other);
      finished(preparing(other, columns.hub, { where: null, sort: null }, HUB));
      read();
      expect(seen()).toEqual(asNew());
      undo(lib, 'ada', step!);
      finished(preparing(other, columns.hub, { where: null, sort: null }, HUB));
      expect(seen()).toEqual(asNew());
    }
    closeLibrary(other);
  });

  it('tells which works changed since', async () => {
    const lib = await hubOf(PAPERS);
    const { generation } = decisionsIn(lib, HUB);
    decide(lib, 2, 'included');
    decide(lib, 4, 'maybe');
    const live = decisionsIn(lib, HUB);
    expect(live.since(generation)).toEqual([id(lib, arxiv(2)), id(lib, arxiv(4))]);
    expect(live.since(live.generation)).toEqual([]);
    expect(live.since(generation - 1)).toBeNull();
  });
});

describe('works that are joined and taken apart', () => {
  const BOTH = {
    status: 'conflict',
    sides: [
      { status: 'included', who: 'ada' },
      { status: 'maybe', who: 'ada' },
    ],
  };

  it('are in conflict while they are one and were decided differently, and have each its own afterwards', async () => {
    const lib = await hubOf(PAPERS);
    decide(lib, 1, 'included');
    decide(lib, 2, 'maybe');
    const kept = mergeWorks(lib, id(lib, arxiv(1)), id(lib, arxiv(2)));
    expect(decisionsIn(lib, HUB).values.get(kept)).toEqual(BOTH);
    expect(countsOf(lib, HUB, id(lib, arxiv(0)))).toMatchObject({ total: 4, conflict: 1, included: 0, maybe: 0 });
    const asked = { where: { kind: 'status', what: 'conflict' }, sort: null } as const;
    expect(runQuery(lib, id(lib, arxiv(0)), asked).works(0, 9)).toEqual([kept]);
    splitWork(lib, kept, [arxiv(2)]);
    expect(statusOf(lib, 1)).toEqual({ status: 'included' });
    expect(statusOf(lib, 2)).toEqual({ status: 'maybe' });
  });

  it('have one decision for all their names, which can be cleared', async () => {
    const lib = await hubOf(PAPERS);
    decide(lib, 1, 'included');
    decide(lib, 2, 'maybe');
    const kept = mergeWorks(lib, id(lib, arxiv(1)), id(lib, arxiv(2)));
    const clear = { kind: 'decide', screening: HUB, work: kept, to: null } as const;
    const { step } = record(lib, 'ada', [clear]);
    expect(decisionsIn(lib, HUB).values.get(kept)).toBeUndefined();
    undo(lib, 'ada', step!);
    expect(decisionsIn(lib, HUB).values.get(kept)).toEqual(BOTH);
    record(lib, 'ada', [{ ...clear, to: { status: 'excluded', reason: 'duplicate' } }]);
    expect(decisionsIn(lib, HUB).values.get(kept)).toEqual({ status: 'excluded', reason: 'duplicate' });
    expect(examine(lib).damage).toEqual([]);
  });

  it('have both what was decided of them while they were one, which is one thing that is undone', async () => {
    for (const to of [
      { status: 'excluded', reason: 'duplicate' },
      { status: 'included' },
      { status: 'maybe' },
      null,
    ] as const) {
      const lib = await hubOf(PAPERS);
      decide(lib, 1, 'included');
      record(lib, 'ben', [{ kind: 'decide', screening: HUB, work: id(lib, arxiv(2)), to: { status: 'maybe' } }]);
      const kept = mergeWorks(lib, id(lib, arxiv(1)), id(lib, arxiv(2)));
      const resolve = { kind: 'decide', screening: HUB, work: kept, to } as const;
      const { step, changed } = record(lib, 'ada', [resolve]);
      expect(changed).toBe(1);
      expect(record(lib, 'ada', [resolve])).toEqual({ step: null, changed: 0 });
      expect(decisionsIn(lib, HUB).values.get(kept)).toEqual(to ?? undefined);
      expect(undo(lib, 'ada', step!)).toMatchObject({ left: 0 });
      expect(decisionsIn(lib, HUB).values.get(kept)).toMatchObject({ status: 'conflict' });
      record(lib, 'ada', [resolve]);
      const other = splitWork(lib, kept, [arxiv(2)]);
      for (const one of [kept, other]) expect(decisionsIn(lib, HUB).values.get(one)).toEqual(to ?? undefined);
      expect(examine(lib).damage).toEqual([]);
    }
  });

  it('are not in conflict where the decisions are the same, whoever made them', async () => {
    const lib = await hubOf(PAPERS);
    decide(lib, 1, 'excluded', 'language');
    record(lib, 'ben', [
      { kind: 'decide', screening: HUB, work: id(lib, arxiv(2)), to: { status: 'excluded', reason: 'off-topic' } },
    ]);
    const kept = mergeWorks(lib, id(lib, arxiv(1)), id(lib, arxiv(2)));
    expect(decisionsIn(lib, HUB).values.get(kept)).toMatchObject({ status: 'excluded' });
  });

  it('name every reader once a decision where readers and papers differ', async () => {
    const lib = await hubOf(PAPERS);
    for (const n of [1, 2]) decide(lib, n, 'included');
    record(lib, 'ben', [{ kind: 'decide', screening: HUB, work: id(lib, arxiv(3)), to: { status: 'maybe' } }]);
    const kept = mergeWorks(lib, id(lib, arxiv(1)), mergeWorks(lib, id(lib, arxiv(2)), id(lib, arxiv(3))));
    expect(decisionsIn(lib, HUB).values.get(kept)).toEqual({
      status: 'conflict',
      sides: [
        { status: 'included', who: 'ada' },
        { status: 'maybe', who: 'ben' },
      ],
    });
  });

  it('have the notes of all, and each its own afterwards', async () => {
    const lib = await hubOf(PAPERS);
    const note = (work: WorkNumber, to: string) => record(lib, 'ada', [{ kind: 'note', work, to }]);
    note(id(lib, arxiv(1)), 'One.');
    note(id(lib, arxiv(2)), 'Two.');
    const kept = mergeWorks(lib, id(lib, arxiv(1)), id(lib, arxiv(2)));
    expect(marksOf(lib, 'note').values.get(kept)).toBe('One.\n\nTwo.');
    const { step } = note(kept, 'Three.');
    expect([...journalLines(lib)].slice(-2)).toMatchObject([
      { work: arxiv(1), from: 'One.', to: 'Three.' },
      { work: arxiv(2), from: 'Two.', to: 'Three.' },
    ]);
    undo(lib, 'ada', step!);
    expect(marksOf(lib, 'note').values.get(kept)).toBe('One.\n\nTwo.');
    note(kept, 'Four.');
    const other = splitWork(lib, kept, [arxiv(2)]);
    expect([kept, other].map((one) => marksOf(lib, 'note').values.get(one))).toEqual(['Four.', 'Four.']);
    const apart = await hubOf(PAPERS);
    takeLines(apart, [...journalLines(lib)].slice(0, 2));
    expect([1, 2].map((n) => marksOf(apart, 'note').values.get(id(apart, arxiv(n))))).toEqual(['One.', 'Two.']);
  });

  it('are screened within their hub under whatever name it has', async () => {
    const lib = await libraryOf([work(0), work(9), work(1), cites(1, 0), cites(1, 9)]);
    decide(lib, 1, 'included');
    mergeWorks(lib, id(lib, arxiv(0)), id(lib, arxiv(9)));
    expect(statusOf(lib, 1, hubScreening(arxiv(9)))).toEqual({ status: 'included' });
  });
});

describe('papers that are imported again', () => {
  it('keep what was decided, under whatever ids they come, and in a library that is made anew', async () => {
    const lib = await hubOf(PAPERS);
    decide(lib, 1, 'excluded', 'language');
    record(lib, 'ada', [
      { kind: 'tag', work: id(lib, arxiv(1)), tag: 'core', to: true },
      { kind: 'note', work: id(lib, arxiv(2)), to: 'Look again.' },
    ]);
    const before = stateOf(lib);
    await load(lib, [work(0), work(1, { title: 'Another title' }), cites(1, 0)], 'openalex');
    expect(stateOf(lib)).toEqual(before);
    // A source that calls the paper, and the hub, otherwise first.
    await load(lib, [
      { type: 'work', ids: ['doi:10.1000/1', arxiv(1)], title: 'Title 1' },
      { type: 'work', ids: ['doi:10.1000/0', arxiv(0)], title: 'Title 0' },
      { type: 'citation', citing: 'doi:10.1000/1', cited: 'doi:10.1000/0' },
    ]);
    expect(decisionsIn(lib, hubScreening('doi:10.1000/0')).values.get(id(lib, 'doi:10.1000/1'))).toEqual({
      status: 'excluded',
      reason: 'language',
    });
    const other = await libraryOf([
      { type: 'work', ids: ['doi:10.1000/0', arxiv(0)], title: 'Title 0' },
      { type: 'work', ids: ['doi:10.1000/1', arxiv(1)], title: 'Title 1' },
      work(2),
    ]);
    takeLines(other, [...journalLines(lib)]);
    expect(decisionsIn(other, hubScreening('doi:10.1000/0')).values.get(id(other, arxiv(1)))).toMatchObject({
      status: 'excluded',
    });
    expect(marksOf(other, 'note').values.get(id(other, arxiv(2)))).toBe('Look again.');
  });
});

describe('what stands', () => {
  it('is checked against the journal, and worked out anew from it', async () => {
    const lib = await hubOf(PAPERS);
    for (const n of PAPERS) decide(lib, n, 'included');
    decide(lib, 2, 'maybe');
    const before = stateOf(lib);
    expect(examine(lib).damage).toEqual([]);
    for (const harm of [
      'DELETE FROM standing WHERE seq = 3',
      'INSERT INTO standing SELECT seq, kind, screening, work, item FROM journal WHERE seq = 2',
      "UPDATE standing SET screening = 'review:mine' WHERE seq = 1",
    ]) {
      lib.db.exec(harm);
      expect(examine(lib)).toMatchObject({
        damage: ['The content of standing does not follow from the facts.'],
        canBeMended: true,
      });
      rebuildDerived(lib);
      expect(examine(lib).damage).toEqual([]);
      expect(stateOf(lib)).toEqual(before);
    }
  });
});

describe('journals of two readers', () => {
  const both = async (): Promise<[Library, Library]> => {
    const [one, other] = [await hubOf(PAPERS), await hubOf(PAPERS)];
    decide(one, 1, 'included');
    record(other, 'ben', [
      { kind: 'decide', screening: HUB, work: id(other, arxiv(1)), to: { status: 'excluded', reason: 'language' } },
    ]);
    const [first, second] = [[...journalLines(one)], [...journalLines(other)]];
    takeLines(one, second);
    takeLines(other, first);
    return [one, other];
  };
  const conflict = {
    status: 'conflict',
    sides: [
      { who: 'ada', status: 'included' },
      { who: 'ben', status: 'excluded', reason: 'language' },
    ],
  };

  it('conflict where decisions differ, in whatever order they come together', async () => {
    for (const lib of await both()) expect(statusOf(lib, 1)).toEqual(conflict);
  });

  it('agree again when one decides knowing of both, and disagree when that is undone', async () => {
    const [one, other] = await both();
    const { step } = decide(one, 1, 'maybe');
    expect(statusOf(one, 1)).toEqual({ status: 'maybe' });
    takeLines(other, [...journalLines(one)]);
    expect(statusOf(other, 1)).toEqual({ status: 'maybe' });
    undo(one, 'ada', step!);
    expect(statusOf(one, 1)).toEqual(conflict);
  });
});
