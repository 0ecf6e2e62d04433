/** Names of made-up works. */

/** A work by a number: `arxiv:2001.00007` for 7. */
export function arxiv(n: number): string {
  return `arxiv:2001.${String(n).padStart(5, '0')}`;
}
