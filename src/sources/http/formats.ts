/**
 * Texts of answers read, so that what arrived damaged shows: each throws where it is not whole, and Excess where it goes beyond
 * the bounds.
 */
import { parseBounded } from '../json.js';

export function json(text: string): unknown {
  return parseBounded(text);
}

/** A page is whole when it ends: HTML itself cannot be invalid. */
export function html(text: string): string {
  if (!/<\/html\s*>/iu.test(text.slice(-10_000))) throw new Error('the page does not end');
  return text;
}
