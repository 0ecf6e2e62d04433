/** What lines of the journal call a claim. */
import { createHash } from 'node:crypto';
import { cleanWords, LONGEST_WORDS } from '../hub/decisions/decision.js';
import { cleanLine } from '../hub/text.js';

/**
 * A claim's words as lines of the journal name it, of at most LONGEST_WORDS characters. Long ones that begin alike are told apart by
 * what follows the beginning.
 */
export function claimName(text: string): string {
  const line = cleanLine(text);
  if (line.length <= LONGEST_WORDS) return cleanWords(line);
  // Not between the halves of one letter.
  const beginning = line.slice(0, LONGEST_WORDS - 20).replace(/[\ud800-\udbff]$/u, '');
  return cleanWords(`${beginning}… ${createHash('sha256').update(line).digest('hex').slice(0, 8)}`);
}
