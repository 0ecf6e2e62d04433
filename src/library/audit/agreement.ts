/** How far the judges of a hub's citations agree with a reader who judged a sample of them without seeing their labels. */
import { readerAsJudge } from '../../hub/judging/judges.js';
import { inVocabularyOrder, NONE, ROLES } from '../../hub/vocabulary.js';
import { type Agreement, cohensKappa, type JudgedPair } from '../../statistics/kappa.js';
import { type Share, wilson } from '../../statistics/wilson.js';
import { readerName } from '../decisions/journal.js';
import { type Library, reading } from '../library.js';
import { rankOf } from '../precedence.js';
import { judgementsOf } from '../read/citations.js';
import { type Audit, answersOf, type Question, questionsOf, UNCLEAR } from './audits.js';

/** Of the citations to which a judge gave a role, those on which the reader agrees. */
interface RoleAgreement {
  role: string;
  labelled: number;
  agreed: number;
  share: Share;
}

export interface JudgeAgreement {
  judge: string;
  /** Over what both judged: the reader's role is among those the judge gave. */
  agreement: Agreement;
  share: Share;
  /** A citation with several roles counts for each of them. */
  roles: RoleAgreement[];
}

export interface AuditReport {
  audit: Audit;
  who: string;
  drawn: number;
  answered: number;
  /** Answered, but the sentences did not tell. */
  unclear: number;
  /** The one whose word counts most first. */
  judges: JudgeAgreement[];
}

/** The role a reader gave and those a judge did. */
interface Pair {
  given: string;
  labels: readonly string[];
}

/** Figures over the answers there are. What readers correct, who have seen the labels, counts for none that answers. */
export function auditReport(lib: Library, audit: Audit, who: string): AuditReport {
  return reading(lib, () => {
    const questions = questionsOf(lib, audit, who);
    const answered = questions.filter(({ answer }) => answer !== undefined);
    const told = answered.filter(({ answer }) => answer !== UNCLEAR);
    return {
      audit,
      who,
      drawn: questions.length,
      answered: answered.length,
      unclear: answered.length - told.length,
      judges: inOrder(lib, [...pairsByJudge(lib, audit, who, told)]).map(([judge, pairs]) =>
        agreementWith(judge, pairs),
      ),
    };
  });
}

/** What the reader and each judge said last, by judge; other readers who judged the sample blind count as judges by their answers. */
function pairsByJudge(lib: Library, audit: Audit, who: string, told: readonly Question[]): Map<string, Pair[]> {
  const pairs = new Map<string, Pair[]>();
  const add = (judge: string, pair: Pair): void => {
    pairs.set(judge, [...(pairs.get(judge) ?? []), pair]);
  };
  const own = readerName(who);
  const blind = [...answersOf(lib, audit)].filter(([reader]) => reader !== own);
  const answering = new Set([who, own, ...blind.map(([reader]) => reader)].map(readerAsJudge));
  for (const { work, answer } of told) {
    const given = answer!;
    for (const [reader, answers] of blind) {
      const other = answers.get(work);
      if (other !== undefined && other !== UNCLEAR)
        add(readerAsJudge(reader), { given, labels: other === NONE ? [] : [other] });
    }
    const said = judgementsOf(lib, audit.hub, work).filter(({ axis }) => axis === 'role');
    for (const [judge, all] of Map.groupBy(said, (judgement) => judgement.judge)) {
      if (answering.has(judge)) continue;
      const last = all.filter(({ at }) => at === all[0]!.at);
      add(judge, { given, labels: [...new Set(last.flatMap(({ labels }) => labels))] });
    }
  }
  return pairs;
}

/** By whose word counts, then by name. */
function inOrder<T>(lib: Library, judges: [judge: string, T][]): [judge: string, T][] {
  const rank = lib.sql(`SELECT ${rankOf('@judge')}`).pluck();
  const placed = judges.map((one) => ({ one, place: rank.get({ judge: one[0] }) as number }));
  return placed.sort((a, b) => a.place - b.place || (a.one[0] < b.one[0] ? -1 : 1)).map(({ one }) => one);
}

/** A judge's set of labels as one word. */
const BETWEEN = ' ';

/** A role agrees with a set that has it, `none` with an empty one. */
function agrees(given: string, set: string): boolean {
  return set === '' ? given === NONE : set.split(BETWEEN).includes(given);
}

function agreementWith(judge: string, pairs: readonly Pair[]): JudgeAgreement {
  const judged = pairs.map(({ given, labels }): JudgedPair => [given, labels.join(BETWEEN)]);
  const agreement = cohensKappa(judged, agrees);
  const roles = inVocabularyOrder([...new Set(pairs.flatMap(({ labels }) => labels))], ROLES);
  return {
    judge,
    agreement,
    share: wilson(agreement.agreed, agreement.pairs)!,
    roles: roles.map((role): RoleAgreement => {
      const own = judged.filter(([, set]) => set.split(BETWEEN).includes(role));
      const agreed = own.filter(([given, set]) => agrees(given, set)).length;
      return { role, labelled: own.length, agreed, share: wilson(agreed, own.length)! };
    }),
  };
}
