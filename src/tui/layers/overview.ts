/** The overview of a hub: the sections of a hub page, in its order, printed figures as printed and computed ones with their coverage. */
import { showId } from '../../hub/identifier.js';
import type { HubRecord } from '../../hub/record.js';
import { completenessWords, countWords, coverageWords, NOT_INDEXED, percent, tierOf } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import type { Coverage, Overview, Row } from '../../library/model.js';
import { bar, columnChart } from '../../text/bar.js';
import { fit } from '../../text/fit.js';
import { fitLine, type Line, wrapLine } from '../../text/spans.js';
import { labelStyle, noveltyStyle, type Theme } from '../../text/theme.js';
import { displayParagraphs, displayText } from '../../text/width.js';
import type { ExplorerLayer } from '../state/explorer.js';
import { movedText } from '../state/motion.js';
import type { Store } from '../state/store.js';
import { counted, type Frame, footer, rule, spread } from './frame.js';
import { asItWas, closeLayer, type Drawing, type LayerKind } from './layer.js';

export interface OverviewLayer {
  kind: 'overview';
  overview: Overview;
  /** The first line shown. */
  top: number;
}

export function openOverview(store: Store, explorer: ExplorerLayer): void {
  store.push({ kind: 'overview', overview: store.services.overview(explorer.hub), top: 0 });
}

export const overviewKind: LayerKind<OverviewLayer> = {
  context: () => 'overview',
  frame: overviewFrame,
  move(store, layer, motion) {
    const { columns, rows } = store.get();
    const total = overviewLines(layer.overview, columns, store.theme).length;
    store.replace({ ...layer, top: movedText(layer.top, motion, pageOf(rows), total) });
  },
  typing: null,
  answer: null,
  leave: closeLayer,
  // Drawing shows no line behind the last one.
  resized: asItWas,
};

/** Lines of the text: the screen less the frame and the footer. */
const pageOf = (rows: number): number => Math.max(1, rows - 3);

const cache = new WeakMap<Overview, { columns: number; theme: Theme; lines: Line[] }>();

/** The whole text, wrapped to the screen. */
function overviewLines(overview: Overview, columns: number, theme: Theme): Line[] {
  const known = cache.get(overview);
  if (known !== undefined && known.columns === columns && known.theme === theme) return known.lines;
  const lines = compose(overview, Math.min(columns - 4, 110), theme).map((line): Line => [{ text: '  ' }, ...line]);
  cache.set(overview, { columns, theme, lines });
  return lines;
}

function compose(overview: Overview, cells: number, theme: Theme): Line[] {
  const { head, work, printed } = overview;
  const { glyphs } = theme;
  const lines: Line[] = [];
  const add = (line: Line): void => {
    lines.push(...wrapLine(line, cells));
  };
  const heading = (text: string): void => {
    if (lines.length > 0) lines.push([]);
    lines.push([{ text, style: 'heading' }]);
  };
  const nothing = (text: string): void => add([{ text, style: 'muted' }]);

  const tier = [head.tier, head.class].filter((part) => part !== undefined).join(` ${glyphs.bullet} `);
  const worked = tierOf(head.citing);
  if (tier !== '') add([{ text: displayText(tier), style: 'accent' }]);
  else if (worked !== undefined) add([{ text: `${worked}, by its citing papers here`, style: 'muted' }]);
  add([{ text: displayText(head.title), style: 'title' }]);
  if (head.sentence !== undefined) add([{ text: displayText(head.sentence) }]);
  if (head.headline !== undefined) {
    add([
      {
        text: `${displayText(labelWords(head.headline.label))} ${head.headline.percent}% of classified citations (as printed)`,
      },
    ]);
  }
  add([{ text: completenessWords(head.citing, head.total), style: 'muted' }]);

  heading('Abstract');
  const abstract = work.abstract ?? work.summary;
  if (abstract === undefined) nothing(NOT_INDEXED);
  else add([{ text: displayParagraphs(abstract) }]);

  const page = printed.findLast((record) => record.roles !== undefined || record.polarities !== undefined);
  heading('Citation roles');
  lines.push(...summary(overview.roles, page?.roles, page, 'role', cells, theme));
  heading('Citation polarity');
  lines.push(...summary(overview.polarities, page?.polarities, page, 'polarity', cells, theme));

  heading('Claims ledger');
  if (overview.claims.length === 0) nothing(NOT_INDEXED);
  for (const claim of overview.claims) {
    add([
      { text: `${glyphs.bullet} ${displayText(labelWords(claim.kind))}`, style: 'accent' },
      { text: ` ${displayText(claim.text)}` },
    ]);
  }

  heading('Authors');
  if (work.authors.length === 0) nothing(NOT_INDEXED);
  else add([{ text: work.authors.map((author) => displayText(author.name)).join(', ') }]);

  heading('Co-cited works');
  if (overview.coCited.length === 0) nothing('none in this library');
  for (const other of overview.coCited) {
    const shared = `${countWords(other.shared)} shared citers`;
    const text = [displayText(other.title), other.date.slice(0, 4), displayText(showId(other.id))].filter(
      (part) => part !== '',
    );
    lines.push(spread([{ text: text.join(` ${glyphs.bullet} `) }], [{ text: shared, style: 'muted' }], cells));
  }

  heading('Representative citing papers');
  if (overview.representative.length === 0) nothing('none');
  for (const row of overview.representative) lines.push(representative(row, cells, theme));

  heading('Citing papers per year');
  lines.push(...perYear(overview, cells, theme));
  return lines;
}

/** Counts of labels as bars, over what they are a share of; below, the page's own counts where it printed any. */
function summary(
  coverage: Coverage,
  printed: HubRecord['roles'],
  page: HubRecord | undefined,
  axis: 'role' | 'polarity',
  cells: number,
  theme: Theme,
): Line[] {
  const lines: Line[] = [];
  if (coverage.classified > 0) {
    lines.push(...bars(coverage.counts, coverage.classified, axis, cells, theme));
    lines.push([
      { text: `${coverageWords(coverage.classified, coverage.of)}, of those in this library`, style: 'muted' },
    ]);
  }
  if (printed !== undefined && printed.length > 0) {
    const sum = printed.reduce((total, { count }) => total + count, 0);
    if (lines.length > 0) lines.push([]);
    lines.push(...bars(printed, sum, axis, cells, theme));
    const of = page?.total === undefined ? '' : ` of ${countWords(page.total)}`;
    lines.push([
      { text: `${countWords(sum)}${of} classified, as ${displayText(page?.source ?? '')} printed it`, style: 'muted' },
    ]);
  }
  return lines.length === 0 ? [[{ text: NOT_INDEXED, style: 'muted' }]] : lines;
}

function bars(
  counts: readonly { label: string; count: number }[],
  of: number,
  axis: 'role' | 'polarity',
  cells: number,
  theme: Theme,
): Line[] {
  const room = Math.max(10, Math.min(50, cells - 36));
  return counts.map(({ label, count }): Line => {
    return [
      { text: fit(displayText(labelWords(label)), 14), style: labelStyle(axis, label) },
      { text: ' ' },
      { text: bar(count, of, room, theme.glyphs), style: labelStyle(axis, label) },
      { text: ` ${fit(countWords(count), 7, 'right')} ${fit(of === 0 ? '' : percent(count, of), 5, 'right')}` },
    ];
  });
}

function representative(row: Row, cells: number, theme: Theme): Line {
  const { bullet } = theme.glyphs;
  const facts = [row.category, row.date, row.verdict === undefined ? undefined : labelWords(row.verdict)]
    .filter((part) => part !== undefined && part !== '')
    .join(` ${bullet} `);
  const right: Line = [
    { text: displayText(facts), style: 'muted' },
    ...(row.novelty === undefined
      ? []
      : [{ text: ` ${bullet} ${row.novelty.toFixed(1)}`, style: noveltyStyle(row.novelty) }]),
  ];
  return spread([{ text: displayText(row.title) }], right, cells);
}

function perYear({ perYear: years, undated }: Overview, cells: number, theme: Theme): Line[] {
  const first = years[0];
  const last = years.at(-1);
  if (first === undefined || last === undefined) return [[{ text: 'no dates known', style: 'muted' }]];
  const shown = years.slice(-Math.max(1, Math.floor(cells / 5)));
  const height = 5;
  // Two cells a year and a gap of three, so that each column stands over its year.
  const chart = columnChart(
    shown.flatMap(({ count }) => [count, count, count, 0, 0]),
    height,
    theme.glyphs,
  );
  const lines: Line[] = chart.map((line): Line => [{ text: line, style: 'accent' }]);
  lines.push([{ text: shown.map(({ year }) => fit(String(year), 5)).join(''), style: 'muted' }]);
  lines.push([{ text: shown.map(({ count }) => fit(compact(count), 5)).join('') }]);
  if (undated > 0) lines.push([{ text: `${countWords(undated)} without a date`, style: 'muted' }]);
  return lines;
}

/** A count in at most four cells. */
function compact(count: number): string {
  if (count < 10_000) return String(count);
  return count < 1_000_000 ? `${Math.round(count / 1000)}k` : `${Math.round(count / 1_000_000)}M`;
}

function overviewFrame(layer: OverviewLayer, { state, theme }: Drawing): Frame {
  const { columns, rows } = state;
  const all = overviewLines(layer.overview, columns, theme);
  const page = pageOf(rows);
  const top = Math.max(0, Math.min(layer.top, all.length - page));
  const shown = all.slice(top, top + page).map((line) => fitLine(line, columns));
  while (shown.length < page) shown.push(fitLine([], columns));
  const hidden = all.length - page - top;
  return {
    lines: [
      rule('Overview', columns, true, theme),
      ...shown,
      rule(hidden > 0 ? counted(hidden, 'more line') : '', columns, false, theme),
      footer(state, 'overview'),
    ],
    cursor: null,
  };
}
