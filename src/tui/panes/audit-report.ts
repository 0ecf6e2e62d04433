/** How far judges agree with a reader, in lines for the screen and for plain text. */
import { countWords, percent, sourceTitle } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import type { AuditReport, JudgeAgreement } from '../../library/audit/agreement.js';
import type { Interval, Share } from '../../statistics/wilson.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { type Line, wrapLine } from '../../text/spans.js';
import { displayText, width } from '../../text/width.js';

/** What was drawn and answered, then each judge: how often it agrees, kappa, and its roles one by one. */
export function auditReportLines(report: AuditReport, cells: number, glyphs: Glyphs): Line[] {
  const { audit, who, drawn, answered, unclear, judges } = report;
  const told = [
    `A sample of ${countWords(drawn)} of ${countWords(audit.outOf)} citations with a role and a citing sentence, drawn on ${audit.drawnAt.slice(0, 10)} with seed ${audit.seed}, from each role in proportion but at least one.`,
    `${countWords(answered)} of ${countWords(drawn)} judged by ${displayText(who)}${unclear === 0 ? '' : `, ${countWords(unclear)} of them unclear and left out`}.`,
  ];
  const lines = told.flatMap((sentence) => wrapLine([{ text: sentence }], cells));
  for (const judge of judges) lines.push([], ...judgeLines(judge, cells, glyphs));
  if (judges.length > 0) lines.push([], ...wrapLine([{ text: RULE, style: 'muted' }], cells));
  return lines;
}

const RULE =
  "A judge who gives several roles agrees where the reader's is among them. Intervals are 95%: Wilson's for shares, by the large-sample error for kappa, which is what agreement there is beyond chance.";

function judgeLines({ judge, agreement, share, roles }: JudgeAgreement, cells: number, glyphs: Glyphs): Line[] {
  const head: Line = [
    { text: displayText(sourceTitle(judge)), style: 'heading' },
    {
      text: ` agrees on ${countWords(agreement.agreed)} of ${countWords(agreement.pairs)}, ${shareWords(share, glyphs)}; kappa ${kappaWords(agreement.kappa, agreement.interval, glyphs)}`,
    },
  ];
  const rows = [
    ['role', 'labelled', 'agreed', 'share'],
    ...roles.map(({ role, labelled, agreed, share: own }) => [
      displayText(labelWords(role)),
      countWords(labelled),
      countWords(agreed),
      shareWords(own, glyphs),
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => width(row[column]!))));
  return [
    ...wrapLine(head, cells),
    ...rows.map(([role = '', labelled = '', agreed = '', own = ''], at): Line => {
      const text = `  ${role}${' '.repeat(widths[0]! - width(role))}  ${labelled.padStart(widths[1]!)}  ${agreed.padStart(widths[2]!)}  ${own}`;
      return [{ text, style: at === 0 ? 'muted' : undefined }];
    }),
  ];
}

/** `87% (70–95%)` */
function shareWords({ share, low, high }: Share, { unicode }: Glyphs): string {
  const whole = (part: number): number => Math.round(100 * part);
  return `${percent(share, 1)} (${whole(low)}${unicode ? '–' : '-'}${whole(high)}%)`;
}

/** `0.71 (0.53 to 0.89)` */
function kappaWords(kappa: number | null, interval: Interval | null, { unicode }: Glyphs): string {
  if (kappa === null) return 'not defined, since chance alone would have them agree';
  const figure = (number: number): string => number.toFixed(2).replace('-', unicode ? '−' : '-');
  return interval === null ? figure(kappa) : `${figure(kappa)} (${figure(interval.low)} to ${figure(interval.high)})`;
}
