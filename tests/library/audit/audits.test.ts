/** Samples of labelled citations, answers that are kept, and the agreement that comes of them. */
import { describe, expect, it } from 'vitest';
import { auditReport } from '../../../src/library/audit/agreement.js';
import {
  type Answer,
  type Audit,
  answerQuestions,
  auditOf,
  questionsOf,
  rolesToGive,
} from '../../../src/library/audit/audits.js';
import { record, undo } from '../../../src/library/decisions/journal.js';
import { journalLines, takeLines } from '../../../src/library/decisions/lines.js';
import { mergeWorks } from '../../../src/library/identity/merge-split.js';
import type { Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { arxiv, cites, emptyLibrary, id, libraryOf, load, role, work } from '../support.js';

const ASK = { size: 10, seed: 7 };
const said = (n: number): { contexts: { text: string; labels: string[] }[] } => ({
  contexts: [{ text: `Sentence of paper ${n}.`, labels: ['method'] }],
});

/** Forty citing papers, most of them background; every tenth without a sentence, and one without a role. */
const hub = (): Promise<Library> =>
  libraryOf([
    work(0),
    ...Array.from({ length: 40 }, (_, at) => work(at + 1)),
    ...Array.from({ length: 40 }, (_, at) => {
      const n = at + 1;
      const label = n % 8 === 0 ? 'method' : 'background';
      return cites(n, 0, n === 1 ? [] : [role('semantic-scholar', '2026-01-01', label)], n % 10 === 0 ? {} : said(n));
    }),
  ]);

const drawn = (lib: Library, who = 'ada'): Audit => auditOf(lib, who, id(lib, arxiv(0)), ASK)!.audit;
const answers = (lib: Library, audit: Audit, given: Answer[], who = 'ada'): string | null =>
  answerQuestions(lib, who, audit, given).step;

describe('a sample', () => {
  it('is of citations with a role and a sentence, and shows no label', async () => {
    const lib = await hub();
    const audit = drawn(lib);
    expect(audit).toMatchObject({ outOf: 35, size: 10, seed: 7 });
    const questions = questionsOf(lib, audit, 'ada');
    expect(questions).toHaveLength(10);
    for (const { id: paper, sentences } of questions) {
      expect([arxiv(1), arxiv(10), arxiv(20), arxiv(30), arxiv(40)]).not.toContain(paper);
      expect(Object.keys(sentences[0]!)).toEqual(['text']);
    }
    expect(JSON.stringify(questions)).not.toMatch(/background|method/u);
    expect(rolesToGive(lib, id(lib, arxiv(0)))).toEqual(['background', 'method', 'none', 'unclear']);
  });

  it('is drawn once, and the same elsewhere from the same papers', async () => {
    const lib = await hub();
    const first = questionsOf(lib, drawn(lib), 'ada').map(({ id: paper }) => paper);
    await load(lib, [work(50), cites(50, 0, [role('pith', '2026-01-01', 'method')], said(50))]);
    expect(questionsOf(lib, drawn(lib), 'ada').map(({ id: paper }) => paper)).toEqual(first);
    const other = await hub();
    expect(questionsOf(other, drawn(other), 'ada').map(({ id: paper }) => paper)).toEqual(first);
    const otherSeed = auditOf(other, 'ada', id(other, arxiv(0)), { size: 10, seed: 8 })!.audit;
    expect(questionsOf(other, otherSeed, 'ada').map(({ id: paper }) => paper)).not.toEqual(first);
  });

  it('cannot be drawn where no citation has a role and a sentence', async () => {
    const lib = emptyLibrary();
    await load(lib, [work(0), work(1), cites(1, 0, [role('pith', '2026-01-01', 'method')]), cites(0, 1, [], said(0))]);
    expect(auditOf(lib, 'ada', id(lib, arxiv(0)), ASK)).toBeNull();
    expect(auditOf(lib, 'ada', id(lib, arxiv(1)), ASK)).toBeNull();
  });
});

describe('answers', () => {
  it('are kept by reader, can be given anew and taken back, and are there when the library is opened again', async () => {
    const lib = await hub();
    const audit = drawn(lib);
    const [one, two] = questionsOf(lib, audit, 'ada');
    answers(lib, audit, [
      { work: one!.work, role: 'method' },
      { work: two!.work, role: 'background' },
    ]);
    answers(lib, audit, [
      { work: one!.work, role: 'none' },
      { work: two!.work, role: null },
    ]);
    answers(lib, audit, [{ work: two!.work, role: 'unclear' }], 'bo');
    const again = openLibrary(lib.file);
    const given = (who: string): unknown[] => questionsOf(again, drawn(again), who).map(({ answer }) => answer);
    expect(given('ada').slice(0, 3)).toEqual(['none', undefined, undefined]);
    expect(given('bo').slice(0, 3)).toEqual([undefined, 'unclear', undefined]);
  });

  it('follow papers that turn out to be one', async () => {
    const lib = await hub();
    const audit = drawn(lib);
    const [one] = questionsOf(lib, audit, 'ada');
    answers(lib, audit, [{ work: one!.work, role: 'method' }]);
    await load(lib, [work(60), cites(60, 0)]);
    const kept = mergeWorks(lib, id(lib, arxiv(60)), one!.work);
    expect(questionsOf(lib, audit, 'ada')[0]).toMatchObject({ id: one!.id, work: kept, answer: 'method' });
  });
});

describe('in the journal', () => {
  it('samples and answers are lines without a label, which are undone and done again', async () => {
    const lib = await hub();
    const audit = drawn(lib);
    const [one] = questionsOf(lib, audit, 'ada');
    const step = answers(lib, audit, [{ work: one!.work, role: 'method' }])!;
    const lines = [...journalLines(lib)];
    expect(lines).toHaveLength(11);
    expect(lines[0]).toMatchObject({
      kind: 'sample',
      screening: `hub:${arxiv(0)}`,
      item: '10 7',
      who: 'ada',
      from: null,
      to: 35,
    });
    expect(lines.slice(0, 10).map(({ work: paper }) => paper)).toEqual(audit.papers);
    expect(lines[10]).toMatchObject({ kind: 'answer', work: one!.id, item: '10 7 ada', from: null, to: 'method' });
    expect(JSON.stringify(lines.slice(0, 10))).not.toMatch(/background|method/u);
    const { step: back } = undo(lib, 'ada', step);
    expect(questionsOf(lib, audit, 'ada')[0]).not.toHaveProperty('answer');
    undo(lib, 'ada', back!);
    expect(questionsOf(lib, audit, 'ada')[0]).toMatchObject({ answer: 'method' });
    const { step: away } = undo(lib, 'ada', lines[0]!.step);
    await load(lib, [work(50), cites(50, 0, [role('pith', '2026-01-01', 'method')], said(50))]);
    undo(lib, 'ada', away!);
    expect(drawn(lib).papers).toEqual(audit.papers);
  });

  it('they make the same audit in a library that was empty, and of a hub and papers with other names', async () => {
    const lib = await hub();
    const audit = drawn(lib);
    const asked = questionsOf(lib, audit, 'ada');
    answers(lib, audit, [
      { work: asked[1]!.work, role: 'none' },
      { work: asked[2]!.work, role: 'unclear' },
    ]);
    const empty = emptyLibrary();
    takeLines(empty, [...journalLines(lib)]);
    await load(
      empty,
      [0, ...Array.from({ length: 40 }, (_, at) => at + 1)].flatMap((n) => [
        work(n, { ids: [`doi:10.1000/${n}`, arxiv(n)] }),
        ...(n === 0 ? [] : [cites(n, 0)]),
      ]),
    );
    expect(auditOf(empty, 'ada', id(empty, arxiv(0)), ASK)).toMatchObject({
      audit: { drawnAt: audit.drawnAt, outOf: 35, papers: audit.papers },
      drawn: { step: null, changed: 0 },
    });
    const seen = (own: Library): unknown =>
      questionsOf(own, drawn(own), 'ada').map(({ place, id: paper, answer }) => [place, paper, answer]);
    expect(seen(empty)).toEqual(seen(lib));
  });
});

describe('agreement', () => {
  it('is over what both judged, role by role, with intervals and kappa', async () => {
    const lib = await hub();
    const audit = drawn(lib);
    const questions = questionsOf(lib, audit, 'ada');
    // All eight of the others are background. The reader says so of six of them, and method of the methods.
    const isMethod = ({ id: paper }: { id: string }): boolean => Number(paper.slice(-5)) % 8 === 0;
    const methods = questions.filter(isMethod).length;
    expect(methods).toBe(1);
    const background = questions.filter((one) => !isMethod(one));
    answers(lib, audit, [
      ...questions.filter(isMethod).map((one) => ({ work: one.work, role: 'method' })),
      ...background.slice(0, 6).map((one) => ({ work: one.work, role: 'background' })),
      { work: background[6]!.work, role: 'method' },
      { work: background[7]!.work, role: 'unclear' },
    ]);
    const report = auditReport(lib, audit, 'ada');
    expect(report).toMatchObject({ drawn: 10, answered: 9, unclear: 1 });
    const [judge, ...more] = report.judges;
    expect(more).toEqual([]);
    expect(judge).toMatchObject({ judge: 'semantic-scholar', agreement: { pairs: 8, agreed: 7, observed: 0.875 } });
    // By hand: both say background on 6, method on 1; the reader says method once more.
    expect(judge!.agreement.expected).toBeCloseTo((6 / 8) * (7 / 8) + (2 / 8) * (1 / 8), 12);
    expect(judge!.agreement.kappa).toBeCloseTo((0.875 - 0.6875) / (1 - 0.6875), 12);
    expect(judge!.roles.map(({ role: name, labelled, agreed }) => [name, labelled, agreed])).toEqual([
      ['background', 7, 6],
      ['method', 1, 1],
    ]);
    // Wilson's interval of 6 in 7, by its closed form.
    expect(judge!.roles[0]!.share.low).toBeCloseTo(0.4869, 3);
    expect(judge!.roles[0]!.share.high).toBeCloseTo(0.9743, 3);
  });

  it('counts a judge who gives several roles as agreeing on any of them, each judge by what he said last', async () => {
    const lib = await libraryOf([
      work(0),
      ...[1, 2, 3].map((n) => work(n)),
      cites(
        1,
        0,
        [
          role('pith', '2025-01-01', 'dataset'),
          role('pith', '2026-01-01', 'background', 'method'),
          role('semantic-scholar', '2026-01-01', 'result'),
        ],
        said(1),
      ),
      cites(2, 0, [role('pith', '2026-01-01', 'result')], said(2)),
      cites(3, 0, [role('pith', '2026-01-01', 'result'), role('other', '2026-01-01')], said(3)),
    ]);
    const audit = drawn(lib);
    answers(lib, audit, [
      { work: id(lib, arxiv(1)), role: 'method' },
      { work: id(lib, arxiv(2)), role: 'method' },
      { work: id(lib, arxiv(3)), role: 'none' },
    ]);
    const judges = (who = 'ada'): unknown =>
      auditReport(lib, audit, who).judges.map(({ judge, agreement: { pairs, agreed }, roles }) => [
        judge,
        agreed,
        pairs,
        roles.map(({ role: name, labelled, agreed: own }) => `${name} ${own}/${labelled}`).join(', '),
      ]);
    expect(judges()).toEqual([
      ['pith', 1, 3, 'background 1/1, method 1/1, result 0/2'],
      ['semantic-scholar', 0, 1, 'result 0/1'],
      ['other', 1, 1, ''],
    ]);
    // What she corrects herself is no other judge; what somebody else does is.
    const correct = (who: string): unknown =>
      record(lib, who, [{ kind: 'override', work: id(lib, arxiv(2)), axis: 'role', cited: arxiv(0), to: ['method'] }]);
    correct('ada');
    expect(judges()).toHaveLength(3);
    correct('bo');
    record(lib, 'bo', [{ kind: 'override', work: id(lib, arxiv(3)), axis: 'role', cited: arxiv(0), to: ['method'] }]);
    expect(judges()).toContainEqual(['human:bo', 0, 1, 'method 0/1']);
    // What he says blind counts instead, once he does.
    answers(
      lib,
      audit,
      [
        { work: id(lib, arxiv(1)), role: 'method' },
        { work: id(lib, arxiv(2)), role: 'unclear' },
        { work: id(lib, arxiv(3)), role: 'none' },
      ],
      'bo',
    );
    expect(judges()).toContainEqual(['human:bo', 2, 2, 'method 1/1']);
    expect(judges('bo')).toContainEqual(['human:ada', 2, 2, 'method 1/1']);
  });
});
