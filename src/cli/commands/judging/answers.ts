/** Answers to the questions of an audit, as JSON Lines: `{"id": "arxiv:…", "role": "method"}`. */
import { parseId } from '../../../hub/ids/identifier.js';
import { cleanLine } from '../../../hub/text.js';
import { labelToken } from '../../../hub/vocabulary.js';
import { type Answer, type Audit, answerQuestions, questionsOf, rolesToGive } from '../../../library/audit/audits.js';
import type { Library } from '../../../library/library.js';
import { workWithId } from '../../../library/works/ids.js';
import { nearest } from '../../../query/suggest.js';
import { INTERCHANGE_LINE_BYTES } from '../../../sources/bounds.js';
import { lines, openInput } from '../../../sources/input.js';
import { jsonOf } from '../../../sources/lines/json-lines.js';
import { UserError } from '../../errors.js';

/**
 * Takes all answers of a file, or of standard input for `-`, or none. A role of null takes an answer back.
 * @returns how many
 * @throws UserError naming file, line and field
 */
export async function takeAnswers(library: Library, audit: Audit, who: string, file: string): Promise<number> {
  const roles = rolesToGive(library, audit.hub);
  // By works: an answer may name a paper by another of its ids.
  const sample = new Set(questionsOf(library, audit, who).map(({ work }) => work));
  const input = await openInput(file);
  const answers: Answer[] = [];
  try {
    for await (const batch of lines(input.chunks, INTERCHANGE_LINE_BYTES)) {
      for (const line of batch) {
        const read = jsonOf(line);
        if (read === undefined) continue;
        const wrong = (what: string): UserError =>
          new UserError(`${cleanLine(input.name)}, line ${line.number}: ${what}`);
        if ('problem' in read) throw wrong(`${read.problem.problem.message}.`);
        const { id, role } = read.value;
        const named = typeof id === 'string' ? parseId(id) : null;
        if (named === null)
          throw wrong('id needs to be that of a citing paper, as pith-tui audit --questions prints it.');
        const work = workWithId(library, named);
        if (work === undefined || !sample.has(work))
          throw wrong(`${named} is not in this sample; check --sample and --seed.`);
        answers.push({ work, role: role === null ? null : roleOf(role, roles, wrong) });
      }
    }
  } finally {
    input.close();
  }
  answerQuestions(library, who, audit, answers);
  return answers.length;
}

function roleOf(role: unknown, roles: readonly string[], wrong: (what: string) => UserError): string {
  const token = typeof role === 'string' ? labelToken(role) : undefined;
  if (token !== undefined && roles.includes(token)) return token;
  const near = token === undefined ? undefined : nearest(token, roles);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  throw wrong(`role needs to be null or one of ${roles.join(', ')}${meant}`.replace(/(?<!\?)$/u, '.'));
}
