/** Correcting papers: which role, polarity, verdict or novelty they have, in the reader's own word. */

import type { Corrected, Correction } from '../../../hub/decisions/decision.js';
import { counted } from '../../../hub/share.js';
import {
  inVocabularyOrder,
  type KnownLabel,
  labelWords,
  lettersFor,
  NONE,
  POLARITIES,
  ROLES,
  VERDICTS,
} from '../../../hub/vocabulary.js';
import { ALL_WORKS, type Row, type WorkNumber } from '../../../library/model.js';
import { displayText } from '../../../text/width.js';
import { keyFor } from '../../keymap.js';
import type { ExplorerLayer } from '../../state/explorer.js';
import type { Store } from '../../state/store.js';
import { changing, chosenPapers, showAgain } from '../decisions/deciding.js';
import type { MenuEntry } from '../menu.js';

const KNOWN: Record<Exclude<Corrected, 'novelty'>, readonly KnownLabel[]> = {
  role: ROLES,
  polarity: POLARITIES,
  verdict: VERDICTS,
};

/** Of a citation, and so of none where all works are listed. */
const ofCitation = (axis: Corrected): boolean => axis === 'role' || axis === 'polarity';

/** The rows of what a key is about. */
function chosenRows(store: Store, { hub }: ExplorerLayer, works: readonly WorkNumber[]): Row[] {
  return store.services.rows(hub, works);
}

/** What is in force on an axis. */
function inForce(axis: Corrected, { roles, polarities, verdict, novelty }: Row): readonly (string | number)[] {
  return { role: roles, polarity: polarities, verdict: [verdict ?? []].flat(), novelty: [novelty ?? []].flat() }[axis];
}

/** What all of these have on an axis, in words. */
function noteOf(axis: Corrected, rows: readonly Row[]): string {
  const words = new Set(
    rows.map(
      (row) =>
        inForce(axis, row)
          .map((one) => displayText(labelWords(String(one))))
          .join(', ') || '-',
    ),
  );
  return words.size === 1 ? [...words][0]! : 'several';
}

/** Asks what is to be corrected: of what is selected, or of `count` papers from the cursor on. */
export function correctMenu(store: Store, explorer: ExplorerLayer, count: number): void {
  const { works } = chosenPapers(explorer, count);
  const rows = chosenRows(store, explorer, works.slice(0, MOST_READ));
  const axes = (['role', 'polarity', 'verdict', 'novelty'] as const).filter(
    (axis) => explorer.hub !== ALL_WORKS || !ofCitation(axis),
  );
  store.push({
    kind: 'menu',
    title: works.length === 1 ? 'Correct' : `Correct ${counted(works.length, 'paper')}`,
    entries: [
      ...axes.map(
        (axis): MenuEntry => ({
          key: axis[0]!,
          label: axis,
          note: noteOf(axis, rows),
          help: `Asks which ${axis} is right; yours counts from then on.`,
          choose: { do: 'correctAxis', axis, count },
        }),
      ),
      {
        key: 'x',
        label: 'take your corrections back',
        help: 'What sources say counts again.',
        choose: { do: 'revoke', count },
      },
    ],
    hint: 'in your name, with the date; what others said stays',
    cursor: 0,
  });
}

/** Papers that are looked at to say what they have. */
const MOST_READ = 200;
const SCORES = Array.from({ length: 11 }, (_, score) => score);

/** Asks for the right label or number. */
export function axisMenu(store: Store, explorer: ExplorerLayer, axis: Corrected, count: number): void {
  const { works } = chosenPapers(explorer, count);
  const rows = chosenRows(store, explorer, works.slice(0, MOST_READ));
  const entries = axis === 'novelty' ? scoreEntries(rows, count) : labelEntries(axis, rows, count);
  store.push({
    kind: 'menu',
    title: `The ${axis} is`,
    entries,
    hint: ofCitation(axis)
      ? 'a capital letter: this one as well, or no longer'
      : `${keyFor('escape', 'menu')} leaves it`,
    cursor: Math.max(
      0,
      entries.findIndex(({ state }) => state === 'included'),
    ),
  });
}

function scoreEntries(rows: readonly Row[], count: number): MenuEntry[] {
  return SCORES.map((score) => ({
    key: score === 10 ? 't' : String(score),
    label: `${score} of 10`,
    help: `Its novelty is ${score} of 10.`,
    state: rows.length > 0 && rows.every(({ novelty }) => novelty === score) ? 'included' : null,
    choose: { do: 'correct', axis: 'novelty', to: score, count },
  }));
}

function labelEntries(axis: Exclude<Corrected, 'novelty'>, rows: readonly Row[], count: number): MenuEntry[] {
  const known = KNOWN[axis];
  const own = rows.flatMap((row) => inForce(axis, row).map(String));
  const labels = inVocabularyOrder([...new Set([...known.map(({ label }) => label), ...own])], known);
  const letters = lettersFor(labels, known);
  return labels.flatMap((label): MenuEntry[] => {
    const key = letters.get(label) ?? '';
    const isSet = rows.length > 0 && rows.every((row) => inForce(axis, row).includes(label));
    if (label === NONE)
      return ofCitation(axis)
        ? [
            {
              key,
              label: 'none of these',
              help: 'None of the labels is right.',
              choose: { do: 'correct', axis, to: [], count },
            },
          ]
        : [];
    return [
      {
        key,
        label: displayText(labelWords(label)),
        state: isSet ? 'included' : null,
        help: `${known.find((one) => one.label === label)?.means ?? 'A label as its source writes it'}.`,
        choose: { do: 'correct', axis, to: ofCitation(axis) ? [label] : label, count },
      },
    ];
  });
}

/** Corrects what is chosen. `more`: labels of a citation are changed by this one only. */
export function correct(
  store: Store,
  explorer: ExplorerLayer,
  { axis, to, count }: { axis: Corrected; to: Correction; count: number },
  more: boolean,
): void {
  const { works } = chosenPapers(explorer, count);
  const label = Array.isArray(to) ? (to[0] as string | undefined) : undefined;
  const papers = counted(works.length, 'paper');
  store.task({
    name: 'correct',
    args: [
      explorer.hub,
      more && label !== undefined
        ? withToggled(chosenRows(store, explorer, works), axis, label)
        : works.map((work) => ({ work, axis, to })),
    ],
    title: `Correcting the ${axis} of ${papers}`,
    ...changing(works),
    after(changed) {
      showAgain(store);
      if (changed === 0) store.toast('Nothing changed: you said so before.', 'warning');
      else store.toast(`Corrected the ${axis} of ${papers}.`);
    },
  });
}

/** Corrections of rows by one label more, or one less where all have it. */
function withToggled(
  rows: readonly Row[],
  axis: Corrected,
  toggled: string,
): { work: WorkNumber; axis: Corrected; to: Correction }[] {
  const isSet = rows.every((row) => inForce(axis, row).includes(toggled));
  return rows.map((row) => {
    const others = inForce(axis, row)
      .map(String)
      .filter((label) => label !== toggled);
    return { work: row.work, axis, to: isSet ? others : [...others, toggled] };
  });
}

/** Takes back what the reader corrected of what is chosen. */
export function revoke(store: Store, explorer: ExplorerLayer, count: number): void {
  const { works } = chosenPapers(explorer, count);
  store.task({
    name: 'revoke',
    args: [explorer.hub, works],
    title: `Taking the corrections of ${counted(works.length, 'paper')} back`,
    ...changing(works),
    after(changed) {
      showAgain(store);
      if (changed === 0) store.toast('You have not corrected anything here.', 'warning');
      else store.toast(`Took ${counted(changed, 'correction')} back.`);
    },
  });
}
