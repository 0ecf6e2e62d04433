/** Correcting papers: which role, polarity, verdict or novelty they have, in the reader's own word. */
import type { Corrected, Correction } from '../../../hub/decisions/decision.js';
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
import { attempt, chosenPapers, showAgain } from '../decisions/deciding.js';
import { counted } from '../frame.js';
import type { MenuEntry } from '../menu.js';

/** What a correction of labels sets: the whole set, or one label more, or less where all have it. */
type To = Correction | { toggled: string } | null;

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
  if (works.length === 0) {
    store.toast('There is no paper to correct.', 'warning');
    return;
  }
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
          choose: { do: 'correctAxis', axis, count },
        }),
      ),
      { key: 'x', label: 'take your corrections back', choose: { do: 'revoke', count } },
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
      return ofCitation(axis) ? [{ key, label: 'none of these', choose: { do: 'correct', axis, to: [], count } }] : [];
    return [
      {
        key,
        label: displayText(labelWords(label)),
        state: isSet ? 'included' : null,
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
  const wanted: To = more && label !== undefined ? { toggled: label } : to;
  const papers = counted(works.length, 'paper');
  put(store, explorer, works, axis, wanted, (changed) =>
    changed === 0 ? 'Nothing changed: you said so before.' : `Corrected the ${axis} of ${papers}.`,
  );
}

/** Takes back what the reader corrected of what is chosen. */
export function revoke(store: Store, explorer: ExplorerLayer, count: number): void {
  const { works } = chosenPapers(explorer, count);
  put(store, explorer, works, null, null, (changed) =>
    changed === 0 ? 'You have not corrected anything here.' : `Took ${counted(changed, 'correction')} back.`,
  );
}

function put(
  store: Store,
  explorer: ExplorerLayer,
  works: readonly WorkNumber[],
  axis: Corrected | null,
  to: To,
  said: (changed: number) => string,
): void {
  const { decisions } = store.services;
  const changed = attempt(store, () => {
    if (axis === null) return decisions.revoke(explorer.hub, works);
    if (to === null || typeof to !== 'object' || Array.isArray(to))
      return decisions.correct(
        explorer.hub,
        works.map((work) => ({ work, axis, to: to as Correction })),
      );
    const { toggled } = to as { toggled: string };
    const rows = chosenRows(store, explorer, works);
    const isSet = rows.every((row) => inForce(axis, row).includes(toggled));
    return decisions.correct(
      explorer.hub,
      rows.map((row) => {
        const others = inForce(axis, row)
          .map(String)
          .filter((label) => label !== toggled);
        return { work: row.work, axis, to: isSet ? others : [...others, toggled] };
      }),
    );
  });
  if (changed === undefined) return;
  showAgain(store);
  store.toast(said(changed), changed === 0 ? 'warning' : 'ok');
}
