/** What SQL can ask of this program: functions of a connection. */
import type Database from 'better-sqlite3';
import { worstFinding } from '../../hub/findings.js';
import { kindOfJudge } from '../../hub/judging/judges.js';
import type { Finding } from '../../hub/record.js';
import { authorKey, matchKey, titleKey } from './title-keys.js';

/** This program's own functions in SQL. */
export function addFunctions(db: Database.Database): void {
  let last: { title: string | null; key: string } = { title: null, key: '' };
  // A row asks for the key of its title twice.
  db.function('title_key', { deterministic: true }, (given: unknown) => {
    const title = given as string | null;
    if (title !== last.title) last = { title, key: titleKey(title) };
    return last.key;
  });
  db.function('match_key', { deterministic: true }, (key: unknown) => matchKey(key as string));
  db.function('worst_finding', { deterministic: true }, (checks: unknown) =>
    worstFinding((JSON.parse(checks as string) as Finding[][]).flat()),
  );
  db.function('judge_kind', { deterministic: true }, (name: unknown) => kindOfJudge(name as string));
  db.function('author_key', { deterministic: true }, (name: unknown) => authorKey(name as string));
}
