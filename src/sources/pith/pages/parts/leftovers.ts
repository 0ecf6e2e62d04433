/** What of a page was not understood: told, never dropped. */
import { type Decoded, problem } from '../../../decoded.js';
import type { PageLine } from './lines.js';

type Line = Pick<PageLine, 'text' | 'number'>;

/** Lines that are quoted. */
const QUOTED = 3;

export interface Leftovers {
  add(...lines: readonly Line[]): void;
  /** One problem for all of them, with their lines. */
  told(): Generator<Decoded>;
}

export function leftovers(): Leftovers {
  const found: Line[] = [];
  return {
    add: (...lines) => {
      found.push(...lines.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)));
    },
    *told() {
      if (found.length === 0) return;
      const numbers = found.map(({ number }) => number).sort((a, b) => a - b);
      const quoted = found.slice(0, QUOTED).map(({ text }) => `“${shortened(text)}”`);
      const more = found.length > QUOTED ? ` and ${found.length - QUOTED} more` : '';
      yield problem(
        found.length === 1 ? `line ${numbers[0]}` : `lines ${numbers[0]} to ${numbers.at(-1)}`,
        `${found.length === 1 ? '1 line' : `${found.length} lines`} not understood: ${quoted.join(', ')}${more}`,
      );
    },
  };
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${[...text].slice(0, 59).join('')}…`;
}
