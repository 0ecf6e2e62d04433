/** What is printed of how good learned labels are. */
import { counted, countWords, percent } from '../../../hub/share.js';
import { labelWords } from '../../../hub/vocabulary.js';
import type { Figures, RoleFigures } from '../../../learn/figures.js';
import { FEWEST_PAPERS, GIVEN_FROM } from '../../../learn/limits.js';
import type { KeptFigures } from '../../../library/learning/computed-labels.js';
import { displayText } from '../../../text/width.js';

/** For people, a line each. */
export function figureLines({
  known,
  sentences,
  parts,
  rare,
  figures,
  acrossHubs,
  seconds,
  ...kept
}: KeptFigures): string[] {
  const { citations, folds, coverage, precision, calibrationError } = figures;
  return [
    `Learned from ${citations < known ? `${countWords(citations)} of ` : ''}${counted(known, 'citation')} with known roles (${counted(sentences, 'sentence')}): words and pairs of words${parts ? ', and parts of words' : ''}.`,
    `Tested on papers it had not learned from (${folds} folds; no citing paper on both sides):`,
    '',
    ...table(figures),
    '',
    `A role is given from a likelihood of ${share(GIVEN_FROM)} on: so ${share(coverage)} of the citations get one, and ${precision === null ? 'none was given in the test' : `${share(precision)} of the roles given are right`}.`,
    `Likelihoods are off by ${(100 * calibrationError).toFixed(1)} points on average (expected calibration error).`,
    ...(acrossHubs === null ? [] : [acrossWords(acrossHubs)]),
    ...(rare.length === 0
      ? []
      : [
          `Not learned, since fewer than ${FEWEST_PAPERS} papers have them: ${rare.map(({ role, papers }) => `${displayText(labelWords(role))} (${countWords(papers)})`).join(', ')}.`,
        ]),
    timeWords({ seconds, ...kept }),
  ];
}

function acrossWords({ macroF1, precision, calibrationError }: Figures): string {
  const right = precision === null ? 'no role would be given' : `${share(precision)} of the roles given would be right`;
  const holds = (precision ?? 0) >= GIVEN_FROM;
  return `With whole hubs held out: macro-F1 ${macroF1.toFixed(2)}, ${right}, likelihoods off by ${(100 * calibrationError).toFixed(1)} points. Hubs with fewer than ${FEWEST_PAPERS} known citations are ${holds ? 'labelled on that footing' : 'therefore not labelled'}.`;
}

function timeWords({ seconds, sentencesPerSecond }: Pick<KeptFigures, 'seconds' | 'sentencesPerSecond'>): string {
  const pace = sentencesPerSecond === null ? '' : `; ${countWords(sentencesPerSecond)} sentences labelled a second`;
  return `Training took ${secondWords(seconds.training)}, testing ${secondWords(seconds.validation)}${pace}.`;
}

function secondWords(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;
}

const COLUMNS = ['citations', 'share', 'majority F1', 'precision', 'recall', 'F1', 'given', 'right'];

function table({ roles, majority, macroF1 }: Figures): string[] {
  const rows = roles.map((line) => [displayText(labelWords(line.role)), ...cellsOf(line, majority)]);
  const all = ['macro', '', '', majority.macroF1.toFixed(2), '', '', macroF1.toFixed(2), '', ''];
  const lines = [['role', ...COLUMNS], ...rows, all];
  const wide = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(wide[0]!) : cell.padStart(wide[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

function cellsOf(
  { role, count, baseRate, precision, recall, f1, given }: RoleFigures,
  majority: Figures['majority'],
): string[] {
  return [
    countWords(count),
    share(baseRate),
    (role === majority.role ? majority.f1 : 0).toFixed(2),
    precision.toFixed(2),
    recall.toFixed(2),
    f1.toFixed(2),
    countWords(given.count),
    given.precision === null ? '-' : share(given.precision),
  ];
}

/** `88%` of a number from 0 to 1. */
function share(part: number): string {
  return percent(part, 1);
}
