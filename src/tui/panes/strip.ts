/** The facets in one line, where their pane is not: what is filtered by, then what is most telling, with counts. */
import { countWords } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import type { Facet, FacetValue } from '../../library/model.js';
import { isActive } from '../../query/edit.js';
import { lineWidth, type Span } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { displayText } from '../../text/width.js';
import { type ExplorerLayer, isAbsent, isIndexed } from '../state/explorer.js';
import { FACETS, facetStyle } from './facets.js';

/** Facets whose values say by themselves what they are about, the most telling first. */
const TELLING: readonly Facet['field'][] = ['role', 'polarity', 'verdict', 'influential', 'integrity', 'status'];
/** What there is room for after them, with its name. */
const FURTHER: readonly Facet['field'][] = ['year', 'category'];

/** As many values as fit into `cells`, whole. */
export function facetStrip({ query, view: { facets } }: ExplorerLayer, cells: number, theme: Theme): Span[] {
  const all = facets.filter(isIndexed).flatMap((facet) => facet.values.map((value) => ({ facet, value })));
  const active = all.filter(({ value }) => isActive(query, value.term) !== null);
  const telling = [...TELLING, ...FURTHER].flatMap((field) =>
    all
      .filter(({ facet, value }) => facet.field === field && value.count > 0 && !isAbsent(value))
      .sort((a, b) => b.value.count - a.value.count),
  );
  const spans: Span[] = [];
  let left = cells;
  for (const entry of [...active, ...telling.filter((one) => !active.includes(one))]) {
    const own = valueSpans(entry.facet, entry.value, isActive(query, entry.value.term), theme);
    const wide = lineWidth(own) + (spans.length > 0 ? 3 : 0);
    if (wide > left) break;
    if (spans.length > 0) spans.push({ text: ` ${theme.glyphs.bullet} `, style: 'border' });
    spans.push(...own);
    left -= wide;
  }
  return spans;
}

function valueSpans(
  { field }: Facet,
  { label, count }: FacetValue,
  state: 'included' | 'excluded' | null,
  { glyphs }: Theme,
): Span[] {
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
            text: `${state === 'included' ? glyphs.selected : glyphs.fail} `,
            style: state === 'included' ? 'selected' : 'error',
          },
        ];
  return [...mark, { text: name, style: facetStyle(field, label) }, { text: ` ${countWords(count)}`, style: 'muted' }];
}
