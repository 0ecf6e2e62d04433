/** Claim links and audits of older libraries, which had tables of their own, as lines of the journal. */
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { type Change, cellOf, type SampleName } from '../hub/decisions/decision.js';
import type { Id } from '../hub/record.js';
import type { Stance } from '../hub/stance.js';
import { claimName } from './claim-name.js';

interface LiftedStep {
  at: string;
  who: string;
  changes: Change[];
}

/** Where nobody's name was kept. */
const SOMEBODY = 'reader';

/** Writes them down as steps of the times and readers they are of, and drops the tables. */
export function liftIntoJournal(db: Database.Database): void {
  // The reader's last step, and all in their order, are asked for by name.
  db.exec('CREATE INDEX steps_by_who ON steps(who, at)');
  const steps = [...linkSteps(db), ...auditSteps(db)].sort((a, b) => (a.at < b.at ? -1 : 1));
  for (const step of steps) write(db, step);
  db.exec('DROP TABLE claim_links; DROP TABLE audit_answers; DROP TABLE audit_sample; DROP TABLE audits;');
}

function linkSteps(db: Database.Database): LiftedStep[] {
  const links = db
    .prepare(
      `SELECT scheme || ':' || value AS hub, claims.text, claims.claim_id AS claimId, citing, stance, author, at
       FROM claim_links JOIN claims ON claims.id = claim JOIN aliases ON aliases.work = claims.work AND position = 0
       ORDER BY at, claim, citing`,
    )
    .all() as {
    hub: Id;
    text: string;
    claimId: string | null;
    citing: Id;
    stance: Stance;
    author: string;
    at: string;
  }[];
  return links.map(({ hub, text, claimId, citing, stance, author, at }) => ({
    at,
    who: author,
    changes: [
      {
        kind: 'claim',
        screening: `hub:${hub}`,
        work: citing,
        claim: claimName(text),
        to: { stance, ...(claimId !== null && { claimId }) },
      },
    ],
  }));
}

function auditSteps(db: Database.Database): LiftedStep[] {
  const audits = db
    .prepare('SELECT id, hub, size, seed, drawn_at AS at, out_of AS outOf FROM audits ORDER BY id')
    .all() as ({ id: number; hub: Id; at: string; outOf: number } & SampleName)[];
  return audits.flatMap(({ id, hub, size, seed, at, outOf }): LiftedStep[] => {
    const papers = db.prepare('SELECT paper FROM audit_sample WHERE audit = ? ORDER BY place').pluck().all(id) as Id[];
    const answers = db
      .prepare('SELECT paper, who, role, at FROM audit_answers WHERE audit = ? ORDER BY at, who, paper')
      .all(id) as { paper: Id; who: string; role: string; at: string }[];
    const about = { screening: `hub:${hub}`, size, seed } as const;
    const drawn: LiftedStep = {
      at,
      who: answers[0]?.who ?? SOMEBODY,
      changes: papers.map((work) => ({ kind: 'sample', ...about, work, to: outOf })),
    };
    // What was answered at once is one step.
    const given = Map.groupBy(answers, (one) => `${one.at} ${one.who}`);
    return [
      drawn,
      ...[...given.values()].map((own) => ({
        at: own[0]!.at,
        who: own[0]!.who,
        changes: own.map(
          ({ paper, who, role }): Change => ({ kind: 'answer', ...about, work: paper, reader: who, to: role }),
        ),
      })),
    ];
  });
}

/** Copies of one library get the same steps, so that they can be brought together. */
function write(db: Database.Database, { at, who, changes }: LiftedStep): void {
  const name = createHash('sha256')
    .update(JSON.stringify([at, who, changes]))
    .digest('base64url')
    .slice(0, 16);
  const step = db.prepare('INSERT INTO steps(name, at, who) VALUES (?, ?, ?)').run(name, at, who).lastInsertRowid;
  const line = db.prepare(
    'INSERT INTO journal(step, line, kind, screening, work, item, "to") VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const stands = db.prepare('INSERT INTO standing(seq, kind, screening, work, item) VALUES (?, ?, ?, ?, ?)');
  for (const [number, change] of changes.entries()) {
    const { kind, screening, work, item } = cellOf(change);
    const { lastInsertRowid } = line.run(step, number + 1, kind, screening, work, item, JSON.stringify(change.to));
    stands.run(lastInsertRowid, kind, screening, work, item);
  }
}
