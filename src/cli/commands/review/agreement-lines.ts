/** How far readers agree, a line for each two of them. */
import type { Screening } from '../../../hub/decisions/decision.js';
import { counted, countWords, percent } from '../../../hub/share.js';
import { agreementOf, type PairAgreement, votesIn } from '../../../library/decisions/agreement.js';
import type { Library } from '../../../library/library.js';
import { displayText } from '../../../text/width.js';

export function agreementLines(library: Library, screening: Screening): string[] {
  return agreementOf(votesIn(library, screening)).map(pairLine);
}

/** `Ann and Bo decided alike on 34 of 40 papers (85%); Cohen's kappa 0.62 (95% interval 0.40 to 0.84).` */
function pairLine({ readers, pairs, agreed, kappa, interval }: PairAgreement): string {
  const [one, other] = readers.map(displayText);
  const range = interval === null ? '' : ` (95% interval ${twoDigits(interval.low)} to ${twoDigits(interval.high)})`;
  const figure =
    kappa === null ? 'is not defined, since chance alone would have them agree' : `${twoDigits(kappa)}${range}`;
  return `${one} and ${other} decided alike on ${countWords(agreed)} of ${counted(pairs, 'paper')} (${percent(agreed, pairs)}), each without the other; Cohen’s kappa ${figure}.`;
}

/** A rounded 0 has no sign. */
function twoDigits(number: number): string {
  return number.toFixed(2).replace(/^-(?=0\.00$)/u, '');
}
