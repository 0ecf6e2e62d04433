/** What is pressed on the screen of a hub, and what each press is counted as. */
import { labelToken, POLARITIES, ROLES, VERDICTS } from '../../../src/hub/vocabulary.js';
import type { Phrases, Search } from '../made-up/searches.js';

/** A key by its name in the key table, or a letter typed; counted under `as`, or not at all. */
export interface Press {
  key: string;
  /** The key is a text, all of which is typed at once. */
  isText?: true;
  as?: string;
  /** Pressed where the key drew nothing: what it was for is still open then. */
  otherwise?: string;
}

/** Presses that begin and end in the same state; a part stops between two rounds when its time is over. */
export interface Part {
  /** Seconds. */
  time: number;
  before?: readonly Press[];
  rounds: readonly (readonly Press[])[];
  after?: readonly Press[];
}

const times = <T>(count: number, what: T): T[] => Array.from({ length: count }, () => what);

function sorting(): Press[][] {
  const keys = { n: 'novelty', d: 'date', t: 'title', c: 'citations' };
  const once = Object.entries(keys).map(([key, name]) => [
    { key: 's', as: 'menu opens' },
    { key, as: `sort by ${name}` },
  ]);
  return times(4, once).flat();
}

/** Every value of the facets with menus: on and off again. */
function toggles(present: Presence): Press[][] {
  const menus = [
    { menu: 'r', name: 'role', known: ROLES, has: present.role },
    { menu: 'v', name: 'verdict', known: VERDICTS, has: present.verdict },
    { menu: 'P', name: 'polarity', known: POLARITIES, has: present.polarity },
  ];
  const rounds = menus.flatMap(({ menu, name, known, has }) =>
    known
      .filter(({ label }) => has.some((shown) => labelToken(shown) === label))
      .map(({ letter }) =>
        times(2, [
          { key: menu, as: 'menu opens' },
          { key: letter, as: `toggle ${name}`, otherwise: 'escape' },
        ]).flat(),
      ),
  );
  const influential = times(2, { key: 'i', as: 'toggle influential' });
  return [...rounds, influential, influential, influential];
}

/** Labels that papers of the hub have, as the facets show them. */
export interface Presence {
  role: readonly string[];
  verdict: readonly string[];
  polarity: readonly string[];
}

/** Filters upon filters: each narrows what the others left. */
const PILED: readonly Press[] = [
  { key: 'r' },
  { key: 'm', as: 'toggle upon toggles' },
  { key: 'v' },
  { key: 'a', as: 'toggle upon toggles' },
  { key: 'P' },
  { key: 'b', as: 'toggle upon toggles' },
  { key: 'i', as: 'toggle upon toggles' },
  { key: 'c', as: 'clear filters' },
];

/** Each search letter by letter; the first one of each is that of a search that has not begun. */
export function typing(searches: readonly Search[]): Press[][] {
  return searches.map(({ kind, text }) => [
    ...[...text].map((letter, at) => ({ key: letter, as: at === 0 ? 'first letter' : `letter: ${kind}` })),
    { key: 'ctrl-u', as: 'clear the search line' },
  ]);
}

/** Phrases are there with the quotation mark that closes them: only that is counted. */
function closing(phrases: readonly string[], before: string, as: string): Press[][] {
  return phrases.map((phrase) => [{ key: `${before}"${phrase}`, isText: true }, { key: '"', as }, { key: 'ctrl-u' }]);
}

/** Moving and scrolling: three hundred keys, after which memory is looked at. */
export function movingParts(): [rows: Part, pages: Part, ends: Part] {
  return [
    { time: 30, rounds: times(200, [{ key: 'j', as: 'next row' }]), after: [{ key: 'g' }] },
    { time: 20, rounds: times(80, [{ key: 'pagedown', as: 'next page' }]), after: [{ key: 'g' }] },
    {
      time: 20,
      rounds: times(10, [
        { key: 'G', as: 'end' },
        { key: 'g', as: 'home' },
      ]),
    },
  ];
}

export function partsFor(searches: readonly Search[], phrases: Phrases, present: Presence): Part[] {
  return [
    { time: 20, rounds: sorting(), after: [{ key: 's' }, { key: 'n' }] },
    { time: 30, rounds: toggles(present), after: [{ key: 'c' }] },
    { time: 15, rounds: times(5, PILED) },
    {
      time: 20,
      before: [{ key: 'f' }],
      rounds: times(20, [
        { key: 'space', as: 'toggle in the filters pane' },
        { key: 'space', as: 'toggle in the filters pane' },
        { key: 'j' },
      ]),
      after: [{ key: 'f' }, { key: 'c' }],
    },
    { time: 90, before: [{ key: '/' }], rounds: typing(searches), after: [{ key: 'escape' }, { key: 'c' }] },
    {
      time: 20,
      before: [{ key: '/' }],
      rounds: closing(phrases.title, '', 'phrase in titles'),
      after: [{ key: 'escape' }, { key: 'c' }],
    },
    {
      time: 30,
      before: [{ key: ':' }],
      rounds: closing(phrases.abstract, 'abstract:', 'phrase in abstracts'),
      after: [{ key: 'escape' }, { key: 'c' }],
    },
    { time: 10, rounds: times(20, [{ key: 'A', as: 'select all, or none' }]) },
    {
      time: 20,
      rounds: times(5, [
        { key: 'o', as: 'overview (co-cited works)' },
        { key: 'o', as: 'back to the list' },
      ]),
    },
  ];
}
