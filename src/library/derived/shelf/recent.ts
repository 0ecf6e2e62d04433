/** Memory for what is costly to work out again: of each kind, what was used last. */

/** What is kept under this key, or else made now; where more than `most` are kept, what was not used for longest goes. */
export function recent<Key, Value>(kept: Map<Key, Value>, key: Key, most: number, make: () => Value): Value {
  const found = kept.has(key) ? kept.get(key)! : make();
  kept.delete(key);
  kept.set(key, found);
  if (kept.size > most) kept.delete(kept.keys().next().value!);
  return found;
}
