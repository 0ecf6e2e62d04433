/**
 * Which names an import may have entered into a library that had none: nearly every name of a first import is new, and asking SQLite for
 * one that is not there takes as long as entering it.
 */
export interface NamesEntered {
  add(name: string): void;
  /** False only where it was not added; true for one of a hundred others when two million were. */
  mayHave(name: string): boolean;
}

/** Two bits a name. */
const BITS = 25;

export function namesEntered(): NamesEntered {
  const words = new Uint32Array(2 ** BITS / 32);
  let [one, other] = [0, 0];
  const place = (name: string): void => {
    let hash = 0x811c9dc5;
    for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
    one = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> (32 - BITS);
    other = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> (32 - BITS);
  };
  const has = (bit: number): boolean => (words[bit >>> 5]! & (1 << (bit & 31))) !== 0;
  return {
    add(name) {
      place(name);
      words[one >>> 5]! |= 1 << (one & 31);
      words[other >>> 5]! |= 1 << (other & 31);
    },
    mayHave(name) {
      place(name);
      return has(one) && has(other);
    },
  };
}
