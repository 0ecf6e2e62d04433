/** The claims ledger of a hub, as a sheet: its claims, the papers that bear on them, and the sentences that may. */

import type { CueKind } from '../../hub/sentences/cue-phrases.js';
import { countWords, sourceTitle } from '../../hub/share.js';
import { STANCES, type Stance } from '../../hub/stance.js';
import { labelWords } from '../../hub/vocabulary.js';
import { type CueSentences, cueSentences, cueSentencesIn, type Ledger, ledger } from '../../library/graph/ledger.js';
import type { Row, WorkNumber } from '../../library/model.js';
import { rows } from '../../library/read/rows.js';
import { partOf } from '../../library/steps.js';
import { bearing } from '../../query/terms.js';
import { listWords } from '../../text/list-words.js';
import { highlight, type Line, wrapLine } from '../../text/spans.js';
import type { Glyphs } from '../../text/theme.js';
import { displayText } from '../../text/width.js';
import { baseWords, told, workText } from './ranking.js';
import { type Item, papers, plainItems, type Section, type SheetKind } from './sheet.js';

interface ClaimsData {
  ledger: Ledger;
  rows: Map<WorkNumber, Row>;
  cues: Record<CueKind, CueSentences & { papers: number }>;
}

/** Papers and sentences shown of a group. */
const SHOWN = 50;
const SENTENCES = 20;

const CUES: readonly CueKind[] = ['contrast', 'support'];

export const claimsSheet: SheetKind<'claims', ClaimsData> = {
  name: 'Claims ledger',
  *read(library, { work: hub }) {
    for (const [at, kind] of CUES.entries())
      yield* partOf(cueSentencesIn(library, hub, kind), (0.4 * at) / CUES.length, (0.4 * (at + 1)) / CUES.length);
    const found = ledger(library, hub);
    const cues = Object.fromEntries(
      CUES.map((kind) => {
        const { base, sentences } = cueSentences(library, hub, kind);
        const who = new Set(sentences.map(({ work }) => work));
        return [kind, { base, papers: who.size, sentences: sentences.slice(0, SENTENCES) }];
      }),
    ) as ClaimsData['cues'];
    const named = new Set([
      ...STANCES.flatMap((stance) => found.bearing[stance].slice(0, SHOWN).map(({ work }) => work)),
      ...found.claims.flatMap(({ linked }) => linked.map(({ work }) => work)),
      ...CUES.flatMap((kind) => cues[kind].sentences.map(({ work }) => work)),
    ]);
    return {
      ledger: found,
      rows: new Map(rows(library, hub, [...named]).map((row) => [row.work, row])),
      cues,
    };
  },
  draw(data, { work: hub }, cells, glyphs) {
    const { base, claims } = data.ledger;
    return {
      sections: [
        {
          title: 'Claims',
          items:
            claims.length === 0
              ? plainItems([[{ text: 'None known here: F asks the services.', style: 'muted' }]])
              : claims.flatMap((claim) => claimItems(claim, data, hub, cells, glyphs)),
        },
        told(cells, `${baseWords('Polarity known', base)}.`),
        ...STANCES.filter((stance) => data.ledger.bearing[stance].length > 0).map((stance) =>
          stanceSection(stance, data, hub, cells, glyphs),
        ),
        told(cells, withoutEvidence(data)),
        ...(data.cues.contrast.base.of === 0
          ? [told(cells, 'No citing sentence is known here.')]
          : CUES.map((kind) => cueSection(kind, data, hub, cells, glyphs))),
      ],
      about:
        'Papers stand under what their polarity does to the claims: support, extend, contrast (and disagreement), refute; using its method or naming it as background does not bear on a claim. Sentences that may contrast or support are candidates by the cue phrases they hold, marked, and never stored as a label. Enter on a paper shows it among the citing papers; + links it to a claim by hand.',
    };
  },
  reordered: null,
  isWide: true,
};

function claimItems(
  claim: Ledger['claims'][number],
  data: ClaimsData,
  hub: WorkNumber,
  cells: number,
  glyphs: Glyphs,
): Item[] {
  const said = [claim.status, claim.attestation, claim.source].filter((part) => part !== undefined).map(labelWords);
  const line: Line = [
    { text: `${glyphs.bullet} ${displayText(labelWords(claim.kind))}`, style: 'accent' },
    { text: said.length > 0 ? ` (${displayText(said.join(', '))})` : '', style: 'muted' },
    { text: `: ${displayText(claim.text)}` },
  ];
  const linked = claim.linked.map(({ work, stance, author, at }): Item => {
    const who = ` ${glyphs.bullet} by ${displayText(author)}, ${at.slice(0, 10)}`;
    const row = data.rows.get(work);
    return {
      lines: wrapLine(
        [
          { text: `    ${stance}  `, style: 'accent' },
          ...(row === undefined ? [] : workText(row, glyphs)),
          { text: who, style: 'muted' },
        ],
        cells,
      ),
      door: { opens: 'paper', hub, paper: work },
      work,
    };
  });
  return [{ lines: wrapLine(line, cells) }, ...linked];
}

/** The groups for which nothing is known, in one line. */
function withoutEvidence({ ledger: { bearing } }: ClaimsData): string {
  const none = STANCES.filter((stance) => bearing[stance].length === 0).map((stance) =>
    STANCE_TITLES[stance].toLowerCase(),
  );
  return none.length === 0 ? '' : `No evidence known here: ${listWords(none, 'or')}.`;
}

const STANCE_TITLES: Readonly<Record<Stance, string>> = {
  supports: 'Supporting',
  extends: 'Extending',
  contrasts: 'Contrasting',
  refutes: 'Refuting',
};

function stanceSection(stance: Stance, data: ClaimsData, hub: WorkNumber, cells: number, glyphs: Glyphs): Section {
  const found = data.ledger.bearing[stance];
  const title = STANCE_TITLES[stance];
  const count = found.length;
  const door = papers(hub, bearing(stance), count);
  return {
    title,
    items: [
      { lines: [[{ text: `${countWords(count)} ${count === 1 ? 'paper' : 'papers'}`, style: 'accent' }]], door },
      ...found.slice(0, SHOWN).map(({ work, polarities, judge, at, sentences }): Item => {
        const row = data.rows.get(work);
        const judged =
          judge === undefined
            ? ''
            : `, says ${displayText(sourceTitle(judge))}${at === undefined ? '' : ` on ${at.slice(0, 10)}`}`;
        return {
          lines: [
            ...wrapLine(
              [
                ...(row === undefined ? [] : workText(row, glyphs)),
                {
                  text: ` ${glyphs.bullet} ${displayText(polarities.map(labelWords).join(', '))}${judged}`,
                  style: 'muted',
                },
              ],
              cells,
            ),
            ...sentences.flatMap(({ text }) => sentenceLines([{ text: displayText(text) }], cells)),
          ],
          door: { opens: 'paper', hub, paper: work },
          work,
        };
      }),
      ...(count > SHOWN
        ? plainItems([
            [{ text: `and ${countWords(count - SHOWN)} more: Enter on their number opens all`, style: 'muted' }],
          ])
        : []),
    ],
  };
}

function sentenceLines(line: Line, cells: number): Line[] {
  return wrapLine(line, cells - 4).map((part): Line => [{ text: '    ' }, ...part]);
}

function cueSection(kind: CueKind, data: ClaimsData, hub: WorkNumber, cells: number, glyphs: Glyphs): Section {
  const { base, sentences, papers: count } = data.cues[kind];
  const title = `May ${kind}`;
  const words = `${countWords(base.known)} of ${countWords(base.of)} citing sentences hold a cue, in ${countWords(count)} ${count === 1 ? 'paper' : 'papers'}`;
  return {
    title,
    items: [
      {
        lines: wrapLine([{ text: words, style: 'accent' }], cells),
        door: papers(hub, { kind: 'cue', what: kind }, count),
      },
      ...sentences.map(({ work, text, hits }): Item => {
        const row = data.rows.get(work);
        const marked = highlight(
          text,
          hits.map(({ start, end }) => [start, end] as const),
          'match',
        );
        return {
          lines: [
            ...wrapLine(row === undefined ? [{ text: '' }] : workText(row, glyphs), cells),
            ...sentenceLines(
              marked.map((span) => ({ ...span, text: displayText(span.text) })),
              cells,
            ),
          ],
          door: { opens: 'paper', hub, paper: work },
          work,
        };
      }),
    ],
  };
}
