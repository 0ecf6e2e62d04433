/** A line typed over the explorer: a note, tags, a new reason, a new review. */
import { countWords } from '../../../hub/share.js';
import type { WorkNumber } from '../../../library/model.js';
import { fit, truncate } from '../../../text/fit.js';
import type { Line } from '../../../text/spans.js';
import { displayText } from '../../../text/width.js';
import type { Context } from '../../keymap.js';
import { aimed } from '../../mouse/target.js';
import { explorerOf } from '../../state/app-state.js';
import { target } from '../../state/motion.js';
import type { Store } from '../../state/store.js';
import { lineOf, type TypedLine, viewLine } from '../../typed-line.js';
import { type Frame, framed, listPane, overListPane } from '../frame.js';
import { asItWas, closeLayer, type Drawing, type LayerKind } from '../layer.js';
import { completed, completions } from './tags.js';

/** What is typed. */
export type LineAbout =
  | { what: 'note'; work: WorkNumber }
  /** `before`: the tags that all of the papers had; `known`: all tags in use. */
  | { what: 'tags'; works: readonly WorkNumber[]; before: readonly string[]; known: readonly string[] }
  | { what: 'reason'; count: number }
  | { what: 'review' }
  | { what: 'query' };

export interface LineLayer {
  kind: 'line';
  about: LineAbout;
  input: TypedLine;
  /** Which of the completions is under the cursor. */
  at: number;
}

export function openLine(store: Store, about: LineAbout, text: string): void {
  store.push({ kind: 'line', about, input: lineOf(text), at: 0 });
}

const CONTEXTS: Record<LineAbout['what'], Context> = {
  note: 'note',
  tags: 'tags',
  reason: 'name',
  review: 'name',
  query: 'name',
};

export const lineKind: LayerKind<LineLayer> = {
  context: ({ about }) => CONTEXTS[about.what],
  frame: lineFrame,
  move(store, layer, motion) {
    const total = offered(layer).length;
    store.replace({ ...layer, at: Math.max(0, Math.min(target(motion, layer.at, 1, total), total - 1)) });
  },
  typing: {
    line: ({ input }) => input,
    typesKeys: () => true,
    typed: (store, layer, input) => store.replace({ ...layer, input, at: 0 }),
  },
  answer: null,
  leave: closeLayer,
  resized: asItWas,
};

/** Most completions that are shown. */
const OFFERED = 6;

/** The tags that what is typed may go on with. */
export const offered = ({ about, input }: LineLayer): string[] =>
  about.what === 'tags' ? completions(input, about.known).slice(0, OFFERED) : [];

/** Puts the completion under the cursor in the place of what is typed. */
export function completeTag(store: Store, layer: LineLayer): void {
  const tag = offered(layer)[layer.at];
  if (tag !== undefined) store.replace({ ...layer, input: completed(layer.input, tag), at: 0 });
}

const TITLES: Record<LineAbout['what'], string> = {
  note: 'Note',
  tags: 'Tags, with commas between',
  reason: 'Exclude for another reason',
  review: 'A new review',
  query: 'Save this query as',
};

function lineFrame(layer: LineLayer, { state, services, theme, below }: Drawing): Frame {
  const { about, input } = layer;
  const cells = Math.min(listPane(state).cells - 2, 72);
  const room = Math.max(8, cells - 2);
  const { text, cursor } = viewLine(input, room);
  const body: Line[] = [[{ text: ' ' }, { text: fit(text, room), style: 'title' }]];
  for (const [at, tag] of offered(layer).entries())
    body.push(
      aimed(
        [
          { text: at === layer.at ? ` ${theme.glyphs.cursor} ` : '   ', style: 'accent' },
          { text: displayText(tag), style: at === layer.at ? 'cursor' : undefined },
        ],
        { does: { on: 'item', item: at, does: 'completeTag' } },
      ),
    );
  const context = lineKind.context(layer);
  const title = truncate(lineTitle(about, state, services), cells - 4);
  return overListPane(state, below(), context, framed(title, body, cells, theme), {
    x: 2 + cursor,
    y: 1,
  });
}

/** What is typed, and of which paper. */
export function lineTitle(about: LineAbout, state: Drawing['state'], services: Drawing['services']): string {
  const explorer = explorerOf(state);
  const works = about.what === 'note' ? [about.work] : about.what === 'tags' ? about.works : [];
  if (works.length === 0 || explorer === undefined) return TITLES[about.what];
  const [first] = works.length === 1 ? services.rows(explorer.hub, works) : [];
  const of = first === undefined ? `${countWords(works.length)} papers` : displayText(first.title);
  return `${TITLES[about.what]}: ${of}`;
}
