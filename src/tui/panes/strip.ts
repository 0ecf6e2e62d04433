/** The facets in one line, where their pane is not: what is filtered by, then what is most telling, with counts. */
import { countWords } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import type { Facet, FacetValue } from '../../library/model.js';
import { isActive } from '../../query/edit.js';
import type { Query } from '../../query/query.js';
import { bar } from '../../text/bar.js';
import { type Line, lineWidth, type Span } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { displayText } from '../../text/width.js';
import { aimed } from '../mouse/target.js';
import { type ExplorerLayer, isAbsent, isIndexed } from '../state/explorer.js';
import { computedCount, FACETS, facetStyle } from './facets.js';

/** Facets whose values say by themselves what they are about, the most telling first. */
const TELLING: readonly Facet['field'][] = ['role', 'polarity', 'verdict', 'influential', 'integrity', 'status'];
/** What there is room for after them, with its name. */
const FURTHER: readonly Facet['field'][] = ['year', 'category'];

/** Cells of the longest bar beside a role, the longest that all roles have room for with theirs. */
const BARS = [6, 5, 4, 3];

/** Strips as they were drawn last, by the facets they are of: only what changes the view changes them. */
const drawnOf = new WeakMap<readonly Facet[], { query: Query; cells: number; theme: Theme; strip: Span[] }>();

/** As many values as fit into `cells`, whole; roles with bars of their counts where all of them fit so. */
export function facetStrip({ query, view: { facets } }: ExplorerLayer, cells: number, theme: Theme): Span[] {
  const last = drawnOf.get(facets);
  if (last !== undefined && last.query === query && last.cells === cells && last.theme === theme) return last.strip;
  const strip = stripOf(query, facets, cells, theme);
  drawnOf.set(facets, { query, cells, theme, strip });
  return strip;
}

function stripOf(query: Query, facets: readonly Facet[], cells: number, theme: Theme): Span[] {
  const all = facets.filter(isIndexed).flatMap((facet) => facet.values.map((value) => ({ facet, value })));
  const states = new Map(all.map(({ value }) => [value, isActive(query, value.term)]));
  const active = all.filter(({ value }) => states.get(value) !== null);
  const telling = [...TELLING, ...FURTHER].flatMap((field) =>
    all
      .filter(({ facet, value }) => facet.field === field && papersOf(value) > 0 && !isAbsent(value))
      .sort((a, b) => papersOf(b.value) - papersOf(a.value)),
  );
  const entries = [...active, ...telling.filter((one) => !active.includes(one))];
  const roles = entries.filter(({ facet }) => facet.field === 'role');
  const most = Math.max(0, ...roles.map(({ value }) => value.count));
  const drawn = ({ facet, value }: (typeof entries)[number], longest: number): Line => {
    const isBarred = longest > 0 && facet.field === 'role';
    const wide = isBarred ? bar(value.count, most, longest, theme.glyphs).trimEnd() : '';
    return aimed(valueSpans(facet, value, states.get(value) ?? null, wide, theme), {
      does: { on: 'term', term: value.term },
    });
  };
  const upToRoles = roles.length === 0 ? 0 : entries.indexOf(roles.at(-1)!) + 1;
  const between = (longest: number): Span =>
    longest === 0 ? { text: ` ${theme.glyphs.bullet} `, style: 'border' } : { text: '  ' };
  // There may be hundreds of years and categories: none is drawn for which there is no room.
  const fitting = (longest: number): Line[] => {
    const gap = lineWidth([between(longest)]);
    const own: Line[] = [];
    let left = cells;
    for (const entry of entries) {
      const line = drawn(entry, longest);
      left -= lineWidth(line) + (own.length > 0 ? gap : 0);
      if (left < 0) break;
      own.push(line);
    }
    return own;
  };
  const longest = upToRoles === 0 ? 0 : (BARS.find((one) => fitting(one).length >= upToRoles) ?? 0);
  return joined(fitting(longest), between(longest));
}

const joined = (parts: readonly Line[], between: Span): Span[] =>
  parts.flatMap((part, at) => (at === 0 ? part : [between, ...part]));

const papersOf = ({ count, computed = 0 }: FacetValue): number => count + computed;

function valueSpans(
  { field }: Facet,
  value: FacetValue,
  state: 'included' | 'excluded' | null,
  /** What stands for the count, beside it. */
  counted: string,
  { glyphs }: Theme,
): Span[] {
  const { label, count } = value;
  const words = displayText(labelWords(label));
  const isFlag = field === 'influential' || field === 'retracted';
  const name = isFlag
    ? `${label === 'yes' ? '' : 'not '}${FACETS[field].name.toLowerCase()}`
    : TELLING.includes(field)
      ? words
      : `${FACETS[field].name.toLowerCase()} ${words}`;
  const mark: Span[] =
    state === null
      ? []
      : [
          {
            text: `${state === 'included' ? glyphs.asked : glyphs.without} `,
            style: state === 'included' ? 'selected' : 'error',
          },
        ];
  const style = facetStyle(field, label);
  return [
    ...mark,
    { text: name, style },
    ...(counted === '' ? [] : [{ text: ` ${counted}`, style }]),
    { text: ` ${countWords(count)}${computedCount(value)}`, style: 'muted' },
  ];
}
