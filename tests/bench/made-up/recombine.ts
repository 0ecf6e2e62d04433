/**
 * Titles and names that nobody has, made of the pieces of those that physicists have: beginnings of real titles go on with
 * ends of others, and family names meet other people's initials.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { WorkRecord } from '../../../src/hub/record.js';
import { between, type Chance, pick } from '../random.js';

/** What the bundled hub of HEP-Th gives to make works from. */
export interface Pieces {
  /** `Absorption Cross Section` */
  beginnings: string[];
  /** With the word that joins it: ` in Supergravity Background` */
  ends: string[];
  givens: string[];
  families: string[];
  /** `MM-DD` */
  days: string[];
}

/** Words at which a title can be taken apart and put together with another. */
const JOINT = /\s(?:in|of|and|on|from|with|for|via|at|near|through|beyond)\s|:\s/iu;
/** Formulas do not survive being taken apart. */
const FORMULA = /[\\${}^_~`]/u;

/** @param file a hub in the interchange format, gzipped */
export function piecesOf(file: string): Pieces {
  const works = gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line.includes('"type":"work"'))
    .map((line) => JSON.parse(line) as WorkRecord);
  const beginnings = new Set<string>();
  const ends = new Set<string>();
  const givens = new Set<string>();
  const families = new Set<string>();
  const days = new Set<string>();
  for (const { title = '', authors = [], date = '' } of works) {
    const joint = FORMULA.test(title) ? null : JOINT.exec(title);
    const beginning = joint === null ? '' : title.slice(0, joint.index);
    const end = joint === null ? '' : title.slice(joint.index).replace(/[.!?]+$/u, '');
    if (beginning.length >= 8 && beginning.length <= 60) beginnings.add(beginning);
    if (end.length >= 8 && end.length <= 60) ends.add(end);
    for (const { name, group } of authors) {
      const [, given, family] = /^([^,]+?) (\p{Lu}[\p{L}'-]+)$/u.exec(name) ?? [];
      if (given === undefined || family === undefined || group) continue;
      givens.add(given);
      families.add(family);
    }
    if (date.length === 10) days.add(date.slice(5));
  }
  return {
    beginnings: [...beginnings],
    ends: [...ends],
    givens: [...givens],
    families: [...families],
    days: [...days],
  };
}

/** One name in five is the beginning of one and the end of another, so that a large library has many, as real ones do. */
export function family(chance: Chance, { families }: Pieces): string {
  // Prolific authors: the front of the list is met far more often than its end.
  const known = families[Math.floor(chance() ** 2 * families.length)]!;
  if (chance() >= 0.2) return known;
  const front = pick(chance, families);
  const back = pick(chance, families);
  const letters = between(chance, 3, 5);
  return (
    front.slice(0, letters).replace(/['-]$/u, '') +
    back
      .slice(-between(chance, 3, 5))
      .replace(/^['-]/u, '')
      .toLowerCase()
  );
}

export function author(chance: Chance, pieces: Pieces): string {
  return `${pick(chance, pieces.givens)} ${family(chance, pieces)}`;
}

/** `Absorption Cross Section of Rotating Black Holes and the Klemann Flow`: two pieces or three, sometimes somebody's name. */
export function title(chance: Chance, pieces: Pieces): string {
  const first = pick(chance, pieces.beginnings) + pick(chance, pieces.ends);
  const more = chance();
  if (more < 0.45) return first;
  if (more < 0.7) return `${first}${pick(chance, pieces.ends)}`;
  if (more < 0.85) return `${first} and the ${family(chance, pieces)} ${pick(chance, THINGS)}`;
  return /^(?:on|a|an|the|towards|comments?|remarks?|notes?|lectures)\b/iu.test(first)
    ? first
    : `${pick(chance, OPENINGS)} ${first}`;
}

const THINGS = [
  'Flow',
  'Limit',
  'Bound',
  'Identity',
  'Vacuum',
  'Expansion',
  'Transform',
  'Conjecture',
  'Ansatz',
  'Invariant',
  'Background',
  'Ensemble',
];
const OPENINGS = [
  'A Note on',
  'Remarks on',
  'Towards',
  'Comments on',
  'A Second Look at',
  'New Aspects of',
  'Lectures on',
  'Revisiting',
  'Numerical Tests of',
  'Uniqueness and',
];
