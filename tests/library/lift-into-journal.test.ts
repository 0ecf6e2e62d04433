/** Claim links and audits of libraries of earlier versions, which are lines of the journal since. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { auditOf, questionsOf } from '../../src/library/audit/audits.js';
import { examine } from '../../src/library/checking/whole.js';
import { record, undoStack } from '../../src/library/decisions/journal.js';
import { journalLines, takeLines } from '../../src/library/decisions/lines.js';
import { closeLibrary, type Library } from '../../src/library/library.js';
import { openLibrary } from '../../src/library/open.js';
import { claimLines, linksOf } from '../../src/library/reader/claim-links.js';
import { MIGRATIONS } from '../../src/library/schema.js';
import { arxiv, emptyLibrary, folder, id } from './support.js';

/** How many steps there were when links and audits had tables of their own. */
const BEFORE = 16;
const LATER = '2099-01-01T00:00:00.000Z';

/** A library as it was written then: a hub with a claim, two links, and a sample that two readers judged. */
function oldLibrary(): string {
  const file = join(folder(), 'library.sqlite');
  const old = openLibrary(file, MIGRATIONS.slice(0, BEFORE));
  old.db.exec(`
    INSERT INTO sources(id, name) VALUES (1, 'pith');
    INSERT INTO works(id, title, source) VALUES (1, 'Hub', 1), (2, 'One', 1), (3, 'Two', 1);
    INSERT INTO claims(id, work, kind, text, claim_id) VALUES (7, 1, 'axiom', 'Sheep sleep.', 'C1'), (8, 1, 'axiom', 'Goats wake.', NULL);`);
  const alias = old.db.prepare("INSERT INTO aliases(scheme, value, work, position) VALUES ('arxiv', ?, ?, 0)");
  for (const n of [1, 2, 3]) alias.run(arxiv(n).slice('arxiv:'.length), n);
  const link = old.db.prepare('INSERT INTO claim_links(claim, citing, stance, author, at) VALUES (?, ?, ?, ?, ?)');
  link.run(7, arxiv(2), 'supports', 'ada', '2026-01-03T00:00:00.000Z');
  link.run(8, arxiv(3), 'refutes', 'bo', '2026-01-02T00:00:00.000Z');
  old.db
    .prepare(
      "INSERT INTO audits(id, hub, size, seed, drawn_at, out_of) VALUES (1, ?, 10, 7, '2026-02-01T00:00:00.000Z', 40)",
    )
    .run(arxiv(1));
  const drawn = old.db.prepare('INSERT INTO audit_sample(audit, place, paper, stratum) VALUES (1, ?, ?, ?)');
  drawn.run(1, arxiv(3), 'method');
  drawn.run(2, arxiv(2), 'background');
  const answer = old.db.prepare('INSERT INTO audit_answers(audit, paper, who, role, at) VALUES (1, ?, ?, ?, ?)');
  answer.run(arxiv(3), 'ada', 'method', '2026-02-02T00:00:00.000Z');
  answer.run(arxiv(2), 'ada', 'none', '2026-02-02T00:00:00.000Z');
  answer.run(arxiv(2), 'bo', 'unclear', '2026-02-03T00:00:00.000Z');
  record(old, 'ada', [{ kind: 'star', work: 2, to: true }]);
  closeLibrary(old);
  return file;
}

function opened(file: string): Library {
  const lib = openLibrary(file);
  onTestFinished(() => closeLibrary(lib));
  return lib;
}

/** What became of links and audit in a library. */
function judged(lib: Library): unknown {
  const hub = id(lib, arxiv(1));
  const { audit } = auditOf(lib, 'ada', hub, { size: 10, seed: 7 })!;
  return {
    links: claimLines(lib, hub).map(({ text, claim }) => [text, ...linksOf(lib, claim)]),
    sample: [audit.drawnAt, audit.outOf, audit.papers],
    answers: ['ada', 'bo'].map((who) => questionsOf(lib, audit, who).map(({ answer }) => answer)),
  };
}

it('are as they were, with the readers and times they are of', () => {
  const lib = opened(oldLibrary());
  expect(judged(lib)).toEqual({
    links: [
      ['Sheep sleep.', { work: 2, stance: 'supports', author: 'ada', at: '2026-01-03T00:00:00.000Z' }],
      ['Goats wake.', { work: 3, stance: 'refutes', author: 'bo', at: '2026-01-02T00:00:00.000Z' }],
    ],
    sample: ['2026-02-01T00:00:00.000Z', 40, [arxiv(3), arxiv(2)]],
    answers: [
      ['method', 'none'],
      [undefined, 'unclear'],
    ],
  });
  expect(examine(lib).damage).toEqual([]);
  const tables = lib.db.prepare("SELECT name FROM sqlite_master WHERE name LIKE 'audit%' OR name LIKE 'claim_links%'");
  expect(tables.all()).toEqual([]);
});

it('are steps in the order of their times, so that what was done after them is undone before', () => {
  const lib = opened(oldLibrary());
  const steps = [...journalLines(lib)]
    .filter(({ who }) => who === 'ada')
    .map(({ step, at, kind }) => ({ step, at, kind }));
  const inOrder = [...new Map(steps.sort((a, b) => (a.at < b.at ? -1 : 1)).map((one) => [one.step, one.kind]))];
  expect(undoStack(lib, 'ada').undo).toEqual(inOrder.map(([step]) => [step]));
  expect(inOrder.map(([, kind]) => kind)).toEqual(['claim', 'sample', 'answer', 'star']);
});

it('are the same lines in every copy of the library, and are lifted once', () => {
  const file = oldLibrary();
  const copy = join(folder(), 'copy.sqlite');
  copyFileSync(file, copy);
  const [lib, other] = [opened(file), opened(copy)];
  const lines = [...journalLines(lib)];
  expect([...journalLines(other)]).toEqual(lines);
  expect(takeLines(lib, [...journalLines(other)])).toEqual({ added: 0, known: lines.length });
  expect([...journalLines(opened(file))]).toEqual(lines);
});

it('a library of this version that takes the journal in has the same links, samples and answers', async () => {
  const lib = opened(oldLibrary());
  const empty = emptyLibrary();
  takeLines(empty, [...journalLines(lib)]);
  expect([...journalLines(empty)].map(({ seq: _, ...line }) => line)).toEqual(
    [...journalLines(lib)].map(({ seq: _, ...line }) => line),
  );
});

it('a step is later than all of its reader, though lifted ones came into the journal after it', () => {
  const file = oldLibrary();
  const old = openLibrary(file, MIGRATIONS.slice(0, BEFORE));
  old.db.prepare("INSERT INTO steps(name, at, who) VALUES ('later', ?, 'ada')").run(LATER);
  closeLibrary(old);
  const lib = opened(file);
  const { step } = record(lib, 'ada', [{ kind: 'star', work: 3, to: true }]);
  expect([...journalLines(lib, { step: step! })][0]!.at > LATER).toBe(true);
});
