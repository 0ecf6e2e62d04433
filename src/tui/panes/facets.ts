/** The facets: every value with its count under the other filters. */
import { countWords } from '../../hub/share.js';
import { labelToken, labelWords } from '../../hub/vocabulary.js';
import type { Facet, FacetValue } from '../../library/model.js';
import { isActive, isInRange } from '../../query/edit.js';
import { fit } from '../../text/fit.js';
import { fitLine, type Line } from '../../text/spans.js';
import { labelStyle, type StyleName, type Theme } from '../../text/theme.js';
import { displayText } from '../../text/width.js';
import { keyFor } from '../keymap.js';
import { aimed } from '../mouse/target.js';
import type { ActionName } from '../state/actions.js';
import { type ExplorerLayer, facetLines } from '../state/explorer.js';
import { standingStyle } from './decided.js';

/** The name of each facet, and what filters by it at a key. */
export const FACETS: Record<Facet['field'], { name: string; action: ActionName | null }> = {
  role: { name: 'Role', action: 'roleMenu' },
  polarity: { name: 'Polarity', action: 'polarityMenu' },
  verdict: { name: 'Verdict', action: 'verdictMenu' },
  novelty: { name: 'Novelty', action: null },
  year: { name: 'Year', action: null },
  category: { name: 'Category', action: null },
  influential: { name: 'Influential', action: 'influential' },
  integrity: { name: 'Integrity', action: null },
  retracted: { name: 'Retracted', action: null },
  school: { name: 'School', action: null },
  status: { name: 'Status', action: 'unscreened' },
  reason: { name: 'Excluded because', action: null },
  tag: { name: 'Tags', action: null },
};

/** `height` lines of the pane from its first line shown, each `cells` wide. */
export function facetPane(
  explorer: ExplorerLayer,
  cells: number,
  height: number,
  focused: boolean,
  theme: Theme,
): Line[] {
  const lines = facetLines(explorer.view.facets);
  const shown = lines.slice(explorer.facet.top, explorer.facet.top + height);
  return shown.map((line): Line => {
    if (line.kind === 'blank') return fitLine([], cells);
    if (line.kind === 'name') {
      const { name, action } = FACETS[line.facet.field];
      const hint = action === null ? [] : [{ text: ` ${keyFor(action, 'facets')}`, style: 'key' as const }];
      const named = fitLine([{ text: ' ' }, { text: name, style: 'heading' }, ...hint], cells);
      return action === null ? named : aimed(named, { does: { on: 'action', action } });
    }
    if (line.kind === 'absent') {
      const names = line.facets.map(({ field }) => FACETS[field].name.toLowerCase()).join(', ');
      const text = `${line.first ? 'no data: ' : ' '}${names}${line.last ? '' : ','}`;
      return fitLine([{ text: ` ${text}`, style: 'muted' }], cells);
    }
    const { value, facet } = line;
    const state = isActive(explorer.query, value.term);
    const count = `${countWords(value.count)}${computedCount(value)}`;
    const mark =
      state === 'included'
        ? theme.glyphs.asked
        : state === 'excluded'
          ? theme.glyphs.without
          : isInRange(explorer.query, value.term)
            ? theme.glyphs.within
            : ' ';
    const cursor = focused && line.index === explorer.facet.cursor;
    const label = fit(displayText(labelWords(value.label)), Math.max(1, cells - count.length - 5));
    const style: StyleName | undefined =
      value.count === 0 && state === null ? 'muted' : facetStyle(facet.field, value.label);
    return aimed(
      fitLine(
        [
          { text: cursor ? theme.glyphs.cursor : ' ', style: 'accent' },
          { text: mark, style: state === 'excluded' ? 'error' : 'selected' },
          { text: ' ' },
          { text: label, style: cursor ? 'cursor' : style },
          { text: ' ' },
          { text: countWords(value.count), style: value.count === 0 ? 'muted' : undefined },
          { text: computedCount(value), style: 'muted' },
        ],
        cells,
      ),
      { does: { on: 'facet', value: line.index } },
    );
  });
}

/** Beside what sources gave: how many more have the label from a computation. */
export const computedCount = ({ computed }: FacetValue): string =>
  computed === undefined ? '' : ` +${countWords(computed)}`;

/** The style of a value, in the pane and in the line. */
export function facetStyle(field: Facet['field'], label: string): StyleName | undefined {
  switch (field) {
    case 'role':
    case 'polarity':
    case 'verdict':
    case 'integrity':
      return labelStyle(field, labelToken(label));
    case 'status':
      return standingStyle(label);
    default:
      return undefined;
  }
}
