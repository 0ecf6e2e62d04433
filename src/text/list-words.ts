/** Lists in a sentence: `a, b or c`, `a, b and c`. */

const formats: Partial<Record<'or' | 'and', Intl.ListFormat>> = {};

/** Words joined for a sentence; of none ''. The formatter is made when first asked for, since that costs milliseconds. */
export function listWords(words: Iterable<string>, last: 'or' | 'and'): string {
  formats[last] ??= new Intl.ListFormat('en-GB', { type: last === 'or' ? 'disjunction' : 'conjunction' });
  return formats[last].format(words);
}
