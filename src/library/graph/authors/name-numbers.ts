/** Full names as numbers: names that are one without case, accents, points and a comma are the same number. */
import { foldText } from '../../derived/tokens.js';

export interface NameNumbers {
  /** Each name as it was printed first. */
  names: string[];
  /** The number of a name, a new one where it has none; -1 for one without letters. */
  of(name: string): number;
  /** The number of a name, or -1. */
  find(name: string): number;
}

/** `Evci, Utku` and `Utku Evci` are one, `U. Evci` is another, since it may be. */
function folded(name: string): string {
  const comma = name.indexOf(',');
  const after = comma < 0 ? '' : name.slice(comma + 1).trim();
  return foldText(after === '' ? name : `${after} ${name.slice(0, comma)}`);
}

/** A table of hashes: of names that nobody else has, nearly all, no folded text is made and none is kept. */
export function nameNumbers(): NameNumbers {
  const names: string[] = [];
  let hashes = new Int32Array(1024);
  // Numbers plus one, by hash.
  let table = new Int32Array(4096);
  const placeOf = (name: string, hash: number): number => {
    const mask = table.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const number = table[at]! - 1;
      if (number < 0 || (hashes[number] === hash && isSame(names[number]!, name))) return at;
    }
  };
  const grow = (): void => {
    const larger = new Int32Array(hashes.length * 2);
    larger.set(hashes);
    hashes = larger;
    table = new Int32Array(hashes.length * 4);
    const mask = table.length - 1;
    for (let number = 0; number < names.length; number += 1) {
      let at = hashes[number]! & mask;
      while (table[at] !== 0) at = (at + 1) & mask;
      table[at] = number + 1;
    }
  };
  return {
    names,
    of(name) {
      const hash = hashOf(name);
      if (isNothing(name, hash)) return -1;
      const at = placeOf(name, hash);
      if (table[at] !== 0) return table[at]! - 1;
      const number = names.push(name) - 1;
      hashes[number] = hash;
      table[at] = number + 1;
      if (names.length === hashes.length) grow();
      return number;
    },
    find(name) {
      const hash = hashOf(name);
      return isNothing(name, hash) ? -1 : table[placeOf(name, hash)]! - 1;
    },
  };
}

const isSame = (name: string, other: string): boolean => name === other || folded(name) === folded(other);

/** Whether a name has no letter: then its hash is that of nothing, which others may have by chance. */
const isNothing = (name: string, hash: number): boolean => hash === BASIS && folded(name) === '';

/** FNV-1a, of 32 bits. */
const BASIS = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
/** Longer names may have words that folding cuts. */
const SHORT = 64;

/** A hash of the folded name; of plain names it is worked out without folding. */
function hashOf(name: string): number {
  let hash = BASIS;
  let isBegun = false;
  let isBetween = false;
  for (let i = 0; i < name.length; i += 1) {
    const code = name.charCodeAt(i);
    const small = code >= 65 && code <= 90 ? code + 32 : code;
    if ((small >= 97 && small <= 122) || (small >= 48 && small <= 57)) {
      if (isBetween && isBegun) hash = Math.imul(hash ^ 32, PRIME);
      isBetween = false;
      isBegun = true;
      hash = Math.imul(hash ^ small, PRIME);
    } else if (isPlain(code) && name.length <= SHORT) isBetween = true;
    else return hashOfFolded(folded(name));
  }
  return name.length <= SHORT ? hash : hashOfFolded(folded(name));
}

/** Whether a sign parts words and is nothing else: no comma, none of TeX, none beyond ASCII. */
const isPlain = (code: number): boolean =>
  code >= 32 && code <= 126 && code !== 44 && code !== 92 && code !== 123 && code !== 125;

function hashOfFolded(name: string): number {
  let hash = BASIS;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), PRIME);
  return hash;
}
