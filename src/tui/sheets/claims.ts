/** The claims ledger of a hub, as a sheet: its claims, the papers that bear on them, and the sentences that may. */

import type { CueKind } from '../../hub/sentences/cue-kinds.js';
import { baseWords, countWords, sourceTitle } from '../../hub/share.js';
import { STANCES, type Stance } from '../../hub/stance.js';
import { labelWords } from '../../hub/vocabulary.js';
import {
  type CueSentences,
  cueSentences,
  cueSentencesIn,
  type Ledger,
  ledgerIn,
  papersThat,
} from '../../library/graph/ledger.js';
import type { Row, WorkNumber } from '../../library/model.js';
import { rows } from '../../library/read/rows.js';
import { partOf } from '../../library/steps.js';
import { printTerm } from '../../query/print.js';
import type { Term } from '../../query/query.js';
import { bearing } from '../../query/terms.js';
import { listWords } from '../../text/list-words.js';
import { highlight, type Line, lineWidth, type Span, wrapLine } from '../../text/spans.js';
import { displayText } from '../../text/width.js';
import { claimLines } from '../panes/overview/works.js';
import { PITH_TELLS, told, workLines } from './ranking.js';
import { type Item, type Look, papers, plainItems, type Section, type SheetKind } from './sheet.js';

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
      yield* partOf(cueSentencesIn(library, hub, kind), (0.6 * at) / CUES.length, (0.6 * (at + 1)) / CUES.length);
    const found = yield* partOf(ledgerIn(library, hub, SHOWN), 0.6, 0.95);
    const cues = Object.fromEntries(
      CUES.map((kind) => {
        const { base, sentences } = cueSentences(library, hub, kind);
        const who = new Set(sentences.map(({ work }) => work));
        return [kind, { base, papers: who.size, sentences: sentences.slice(0, SENTENCES) }];
      }),
    ) as ClaimsData['cues'];
    const named = new Set([
      ...STANCES.flatMap((stance) => found.bearing[stance].map(({ work }) => work)),
      ...found.claims.flatMap(({ linked }) => linked.map(({ work }) => work)),
      ...CUES.flatMap((kind) => cues[kind].sentences.map(({ work }) => work)),
    ]);
    return {
      ledger: found,
      rows: new Map(rows(library, hub, [...named]).map((row) => [row.work, row])),
      cues,
    };
  },
  draw(data, { work: hub }, cells, look) {
    const { base, claims } = data.ledger;
    return {
      sections: [
        {
          title: 'Claims',
          items:
            claims.length === 0
              ? plainItems(wrapLine([{ text: `None known here. ${PITH_TELLS}`, style: 'muted' }], cells))
              : claims.flatMap((claim) => claimItems(claim, data, hub, cells, look)),
        },
        told(cells, `${baseWords('Polarity known', base)}.`),
        ...STANCES.filter((stance) => data.ledger.bearing[stance].length > 0).map((stance) =>
          stanceSection(stance, data, hub, cells, look),
        ),
        told(cells, withoutEvidence(data)),
        ...(data.cues.contrast.base.of === 0
          ? [told(cells, 'No citing sentence is known here.')]
          : CUES.map((kind) => cueSection(kind, data, hub, cells, look))),
      ],
      about:
        'Papers stand under what their polarity does to the claims: support, extend, contrast (and disagreement), refute; using its method or naming it as background does not bear on a claim. Sentences that may contrast or support are candidates by the cue phrases they hold, marked, and never stored as a label. Enter on a paper shows it among those that its heading counts; + links it to a claim by hand.',
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
  look: Look,
): Item[] {
  const linked = claim.linked.map(({ work, stance, author, at }): Item => {
    const own: Line = [{ text: `    ${stance}  `, style: 'accent' }];
    const who: Span = { text: `by ${displayText(author)}, ${at.slice(0, 10)}`, style: 'muted' };
    const lines = paperLines(work, data, cells - lineWidth(own), look, [who]);
    return {
      lines: lines.map(
        (line, row): Line => (row === 0 ? [...own, ...line] : [{ text: ' '.repeat(lineWidth(own)) }, ...line]),
      ),
      door: { opens: 'paper', hub, paper: work, query: '' },
      work,
    };
  });
  return [{ lines: claimLines(claim, claim.source, cells, look.glyphs) }, ...linked];
}

/** A citing paper and what is said of it. */
function paperLines(
  work: WorkNumber,
  { rows }: ClaimsData,
  cells: number,
  look: Look,
  more: readonly Span[] = [],
): Line[] {
  const row = rows.get(work);
  return row === undefined ? [] : workLines(row, cells, look, more);
}

/** What no paper is known to do, by its polarity or by a reader's link, in one line. */
function withoutEvidence({ ledger }: ClaimsData): string {
  const none = STANCES.filter((stance) => papersThat(stance, ledger).size === 0).map((stance) =>
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

function stanceSection(stance: Stance, data: ClaimsData, hub: WorkNumber, cells: number, look: Look): Section {
  const found = data.ledger.bearing[stance];
  const title = STANCE_TITLES[stance];
  const count = data.ledger.papers[stance];
  const door = papers(hub, bearing(stance), count);
  return {
    title,
    items: [
      { lines: [[{ text: `${countWords(count)} ${count === 1 ? 'paper' : 'papers'}`, style: 'accent' }]], door },
      ...found.map(({ work, polarities, judge, at, sentences }): Item => {
        const who = judge === undefined ? '' : `, says ${displayText(sourceTitle(judge))}`;
        const when = judge === undefined || at === undefined ? '' : ` on ${at.slice(0, 10)}`;
        const said: Span = {
          text: `${displayText(polarities.map(labelWords).join(', '))}${who}${when}`,
          style: 'muted',
        };
        return {
          lines: [
            ...paperLines(work, data, cells, look, [said]),
            ...sentences.flatMap(({ text }) => sentenceLines([{ text: displayText(text) }], cells)),
          ],
          door: { opens: 'paper', hub, paper: work, query: printTerm(bearing(stance)) },
          work,
        };
      }),
      ...(count > found.length
        ? plainItems([
            [{ text: `and ${countWords(count - found.length)} more: Enter on their number opens all`, style: 'muted' }],
          ])
        : []),
    ],
  };
}

function sentenceLines(line: Line, cells: number): Line[] {
  return wrapLine(line, cells - 4).map((part): Line => [{ text: '    ' }, ...part]);
}

function cueSection(kind: CueKind, data: ClaimsData, hub: WorkNumber, cells: number, look: Look): Section {
  const { base, sentences, papers: count } = data.cues[kind];
  const title = `May ${kind}`;
  const cue: Term = { kind: 'cue', what: kind };
  const words = `${countWords(base.known)} of ${countWords(base.of)} citing sentences hold a cue, in ${countWords(count)} ${count === 1 ? 'paper' : 'papers'}`;
  return {
    title,
    items: [
      {
        lines: wrapLine([{ text: words, style: 'accent' }], cells),
        door: papers(hub, cue, count),
      },
      ...sentences.map(({ work, text, hits }): Item => {
        const marked = highlight(
          text,
          hits.map(({ start, end }) => [start, end] as const),
          'match',
        );
        return {
          lines: [
            ...paperLines(work, data, cells, look),
            ...sentenceLines(
              marked.map((span) => ({ ...span, text: displayText(span.text) })),
              cells,
            ),
          ],
          door: { opens: 'paper', hub, paper: work, query: printTerm(cue) },
          work,
        };
      }),
      ...(base.known > sentences.length
        ? plainItems([
            [
              {
                text: `and ${countWords(base.known - sentences.length)} more sentences, whose cues say less: Enter on their number opens all papers`,
                style: 'muted',
              },
            ],
          ])
        : []),
    ],
  };
}
