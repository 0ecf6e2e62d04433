/** The citation keys of papers of a library. */

import type { Library } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import { giveKeys } from '../../library/reader/citation-keys.js';
import { cslItems } from '../csl-items.js';
import { DEFAULT_KEY_PATTERN, type KeyPattern } from './key-pattern.js';
import { assignKeys } from './keys.js';

export interface LibraryKeyOptions {
  pattern?: KeyPattern;
  /** Keys that other entries of the target file have; a paper whose own is among them gets another one in this file. */
  taken?: Iterable<string>;
  /** False: new keys are not handed out, and the library does not keep them. */
  keep?: boolean;
}

/**
 * The papers' keys in their order: those they were given before, whenever and for whatever, and new ones that the library
 * keeps. Only papers without a key are read.
 * @returns whether the library keeps them; it does not where it cannot be written to
 */
export function libraryKeys(
  library: Library,
  hub: WorkNumber,
  works: readonly WorkNumber[],
  { pattern = DEFAULT_KEY_PATTERN, taken = [], keep = true }: LibraryKeyOptions = {},
): { keys: string[]; kept: boolean } {
  const inFile = new Set([...taken].map((key) => key.toLowerCase()));
  return giveKeys(library, pattern.text, works, keep, (given) => {
    const keys = works.map((work) => given.known.get(work) ?? '');
    const open = works.flatMap((work, at) =>
      keys[at] === '' || inFile.has(keys[at]!.toLowerCase()) ? [{ id: work, at }] : [],
    );
    if (open.length === 0) return keys;
    const items = cslItems(
      library,
      hub,
      open.map(({ id: work }) => work),
    );
    // The items come in the order of `open`, each once.
    const places = open.values();
    const assigned = assignKeys(items, {
      make: pattern.make,
      known: () => keys[places.next().value!.at],
      taken: [...inFile, ...given.taken(), ...keys.filter((key) => key !== '' && !inFile.has(key.toLowerCase()))],
    });
    for (const [i, { at }] of open.entries()) keys[at] = assigned[i]!;
    return keys;
  });
}
