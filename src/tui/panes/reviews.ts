/** Reviews in full: what they say in short side by side, then their texts. */
import type { ReviewRecord } from '../../hub/record.js';
import { labelWords } from '../../hub/vocabulary.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { fitLine, type Line, type Span, wrapLine } from '../../text/spans.js';
import { labelStyle, noveltyStyle, type StyleName } from '../../text/theme.js';
import { displayParagraphs, displayText, width } from '../../text/width.js';
import { NAME } from './details/writing.js';

type Field = Exclude<keyof ReviewRecord, 'type' | 'work' | 'source'>;
type Drawn = { short: string } | { text: string } | { as: 'head' | 'with the verdict' | 'elsewhere' };

/** How each field is drawn, in order: in a line of the table, as a text under a heading, or otherwise. */
const DRAWN: Readonly<Record<Field, Drawn>> = {
  model: { as: 'head' },
  reviewedAt: { as: 'head' },
  verdict: { short: 'Verdict' },
  verdictConfidence: { as: 'with the verdict' },
  recommendation: { short: 'Asks for' },
  novelty: { short: 'Novelty' },
  confidence: { short: 'Confidence' },
  correctnessRisk: { short: 'Risk' },
  verification: { short: 'Grade' },
  formalVerification: { short: 'Formal' },
  discoveryKind: { short: 'Discovery' },
  // The details have it under a heading of its own.
  summary: { as: 'elsewhere' },
  pith: { text: 'The pith' },
  coreClaim: { text: 'Core claim' },
  argument: { text: 'What carries the argument' },
  implications: { text: 'If this is right' },
  inferences: { text: 'Between the lines' },
  weakestAssumption: { text: 'Weakest assumption' },
  falsifier: { text: 'What would settle it' },
  report: { text: 'Report' },
};
const FIELDS = Object.entries(DRAWN) as [Field, Drawn][];

/** Cells of the longest name before the values, and the least of a column of values. */
const LONGEST_NAME = 10;
const NARROWEST = 14;
/** The same of texts; wider ones are hard to read. */
const NARROWEST_TEXT = 36;
const WIDEST_TEXT = 80;

/**
 * The reviews of a paper, the one in force first: parts to be parted by a line.
 * @param marked a text with the words searched for marked
 * @param known fields that are shown elsewhere
 */
export function reviewParts(
  reviews: readonly ReviewRecord[],
  cells: number,
  glyphs: Glyphs,
  marked: (text: string) => Span[],
  known: readonly Field[] = [],
): Line[][] {
  if (reviews.length === 0) return [];
  const names = namesOf(reviews, known);
  const texts = FIELDS.flatMap(([field, drawn]): Line[][] => {
    if (!('text' in drawn)) return [];
    const said = reviews.filter((review) => review[field] !== undefined);
    if (said.length === 0) return [];
    const wide = columnOf(reviews, cells, names);
    if (reviews.length > 1 && wide >= NARROWEST_TEXT) {
      const texts = reviews.map((review) =>
        wrapLine(
          review[field] === undefined
            ? [{ text: glyphs.dash, style: 'muted' }]
            : marked(displayParagraphs(String(review[field]))),
          wide - 2,
        ),
      );
      return [[heading(drawn.text), ...beside('', texts, wide, names)]];
    }
    const lines = said.flatMap((review, at): Line[] => [
      ...(at > 0 ? [[]] : []),
      ...(reviews.length > 1 ? [[{ text: whoWords(review, glyphs), style: 'muted' as const }]] : []),
      ...wrapLine(marked(displayParagraphs(String(review[field]))), cells),
    ]);
    return [[heading(drawn.text), ...lines]];
  });
  return [tableLines(reviews, cells, glyphs, known), ...texts];
}

/** Cells of the names before the values: those of the details, so that all values stand below each other, unless a name is longer. */
function namesOf(reviews: readonly ReviewRecord[], known: readonly Field[]): number {
  const names = FIELDS.flatMap(([field, drawn]) =>
    'short' in drawn && !known.includes(field) && reviews.some((review) => review[field] !== undefined)
      ? [drawn.short]
      : [],
  );
  const all = [...names, ...unknownFields(reviews).map(nameOfUnknown)];
  return Math.max(NAME, ...all.map((name) => width(name) + 1));
}

const nameOfUnknown = (field: string): string => displayText(labelWords(field)).slice(0, LONGEST_NAME);

/** How wide a column of the table is behind names, of which each review has one. */
function columnOf(reviews: readonly ReviewRecord[], cells: number, names: number): number {
  const most = reviews.length > 1 ? WIDEST_TEXT : cells;
  return Math.max(8, Math.min(most, Math.floor((cells - names) / reviews.length)));
}

/** Texts beside each other behind a name, each wrapped already. */
function beside(name: string, columns: readonly (readonly Line[])[], wide: number, names: number): Line[] {
  return Array.from({ length: Math.max(...columns.map((lines) => lines.length)) }, (_, at) => [
    { text: (at === 0 ? name : '').padEnd(names), style: 'muted' as const },
    ...columns.flatMap((lines): Line => fitLine(lines[at] ?? [], wide)),
  ]);
}

function heading(text: string): Line {
  return [{ text, style: 'heading' }];
}

/** Who reviewed, with what and when: `grok-4.3 · 2026-05-13`. */
function whoWords({ source, model, reviewedAt }: ReviewRecord, glyphs: Glyphs): string {
  const parts = [model ?? source, reviewedAt?.slice(0, 10) ?? 'as listed'];
  return displayText(parts.join(` ${glyphs.bullet} `));
}

/** What reviews say in a word or a number: a column a review where there is room for them, else one after the other. */
function tableLines(reviews: readonly ReviewRecord[], cells: number, glyphs: Glyphs, known: readonly Field[]): Line[] {
  const names = namesOf(reviews, known);
  const wide = columnOf(reviews, cells, names);
  if (reviews.length > 1 && wide < NARROWEST)
    return reviews.flatMap((review, at) => [...(at > 0 ? [[]] : []), ...tableLines([review], cells, glyphs, known)]);
  const row = (name: string, values: readonly Line[]): Line[] =>
    beside(
      name,
      values.map((value) => wrapLine(value, Math.max(8, wide - 1))),
      wide,
      names,
    );
  return [
    heading(reviews.length > 1 ? `${reviews.length} reviews` : 'Review'),
    ...row(
      'By',
      reviews.map((review) => [{ text: displayText([review.source, review.model].filter(Boolean).join(' ')) }]),
    ),
    ...row(
      'On',
      reviews.map(({ reviewedAt }) =>
        reviewedAt === undefined
          ? [{ text: 'no date: as lists print it', style: 'muted' }]
          : [{ text: reviewedAt.replace('T', ' ').replace('Z', ' UTC') }],
      ),
    ),
    ...FIELDS.flatMap(([field, drawn]) => {
      if (!('short' in drawn) || known.includes(field) || reviews.every((review) => review[field] === undefined))
        return [];
      return row(
        drawn.short,
        reviews.map((review) => shortSpans(review, field, glyphs)),
      );
    }),
    ...unknownFields(reviews).flatMap((field) =>
      row(
        nameOfUnknown(field),
        reviews.map((review) => [
          { text: displayText(String((review as unknown as Record<string, unknown>)[field] ?? '')) },
        ]),
      ),
    ),
  ];
}

/** Fields this program does not know that hold a word or a number. */
function unknownFields(reviews: readonly ReviewRecord[]): string[] {
  const known = new Set<string>([...Object.keys(DRAWN), 'type', 'work', 'source']);
  const found = reviews.flatMap((review) =>
    Object.entries(review).flatMap(([field, value]) =>
      !known.has(field) && (typeof value === 'string' || typeof value === 'number') ? [field] : [],
    ),
  );
  return [...new Set(found)];
}

function shortSpans(review: ReviewRecord, field: Field, glyphs: Glyphs): Line {
  const value = review[field];
  if (value === undefined) return [{ text: glyphs.dash, style: 'muted' }];
  if (field === 'novelty') return [{ text: (value as number).toFixed(1), style: noveltyStyle(value as number) }];
  const words = displayText(typeof value === 'string' ? labelWords(value) : String(value));
  if (field !== 'verdict') return [{ text: words }];
  const sure = review.verdictConfidence;
  const style: StyleName | undefined = labelStyle('verdict', review.verdict!);
  return [
    { text: words, style },
    ...(sure === undefined ? [] : [{ text: `, ${displayText(labelWords(sure))} confidence`, style: 'muted' as const }]),
  ];
}
