/** What checks found about a paper's references, links and text, with what they found it by. */
import { holds } from '../../hub/findings.js';
import type { Finding } from '../../hub/record.js';
import { inVocabularyOrder, labelWords, SEVERITIES } from '../../hub/vocabulary.js';
import type { Details } from '../../library/model.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { type Line, wrapLine } from '../../text/spans.js';
import { labelStyle } from '../../text/theme.js';
import { displayParagraphs, displayText } from '../../text/width.js';

/** The checks of a paper, the gravest finding first and those taken back last; no lines where nobody checked it. */
export function integrityLines({ checks, references = {} }: Details, cells: number, glyphs: Glyphs): Line[] {
  const order = inVocabularyOrder(
    checks.flatMap(({ findings }) => findings.map(({ severity }) => severity)),
    SEVERITIES,
  );
  const rank = (finding: Finding): number => (holds(finding) ? order.indexOf(finding.severity) : order.length);
  return checks.flatMap(({ source, at, findings }): Line[] => {
    const when = at === undefined ? '' : ` on ${at.slice(0, 10)}`;
    const lines = findings
      .toSorted((a, b) => rank(a) - rank(b))
      .flatMap((one) => findingLines(one, references, cells, glyphs));
    const nothing = findings.some(holds) ? '' : `: nothing found${findings.length > 0 ? ' that still holds' : ''}`;
    return [
      ...wrapLine([{ text: displayText(`Checked by ${source}${when}${nothing}`), style: 'muted' }], cells),
      ...lines,
    ];
  });
}

function findingLines(
  finding: Finding,
  references: NonNullable<Details['references']>,
  cells: number,
  glyphs: Glyphs,
): Line[] {
  const isHeld = holds(finding);
  const about = [
    finding.reference === undefined ? undefined : `reference ${finding.reference}`,
    finding.detectedDoi,
    finding.detectedArxiv,
    finding.url,
  ].filter((part) => part !== undefined);
  const how = [
    labelWords(finding.detector),
    finding.basis === undefined ? undefined : labelWords(finding.basis),
    finding.at?.slice(0, 10),
  ].filter((part) => part !== undefined);
  const head: Line = [
    {
      text: isHeld ? displayText(labelWords(finding.severity)) : 'taken back',
      style: isHeld ? labelStyle('integrity', finding.severity) : 'muted',
    },
    { text: ` ${displayText([labelWords(finding.finding), ...about].join(`, `))}` },
    { text: ` (${displayText(how.join(', '))})`, style: 'muted' },
  ];
  const cited = finding.reference === undefined ? undefined : references[finding.reference];
  const evidence: Line[] = [
    ...(cited === undefined
      ? []
      : [[{ text: 'the reference is to ', style: 'muted' as const }, { text: displayText(cited.title) }]]),
    ...(finding.note === undefined ? [] : [[{ text: displayParagraphs(finding.note) }]]),
    ...(finding.snippet === undefined
      ? []
      : [[{ text: `“${displayText(finding.snippet)}”`, style: 'muted' as const }]]),
    ...(finding.resolvedTitle === undefined
      ? []
      : [[{ text: 'leads to ', style: 'muted' as const }, { text: displayText(finding.resolvedTitle) }]]),
  ];
  const indented = evidence.flatMap((line) => wrapLine(line, cells - 2).map((part): Line => [{ text: '  ' }, ...part]));
  const first = wrapLine([{ text: `${glyphs.bullet} `, style: 'muted' }, ...head], cells - 2);
  return [...first.map((line, at): Line => (at === 0 ? line : [{ text: '  ' }, ...line])), ...indented];
}
