/** JSON read whole, with a sentence for where it is broken. */
import { cleanLine } from '../hub/text.js';
import { SourceError } from './decoded.js';

/**
 * Parsed JSON.
 * @throws SourceError saying where it ends too early or goes wrong.
 */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const told = /at position (\d+)/u.exec(message);
    const position = told ? Number(told[1]) : text.length;
    if (/^Unterminated|^Unexpected end/u.test(message) || (told && position >= text.trimEnd().length))
      throw new SourceError(
        `${name} is cut off: its JSON ends unfinished at ${placeOf(text, text.length)}; fetch or copy it again.`,
      );
    // Where the engine tells no position it quotes what stands there.
    const quoted = /, (?:\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/su.exec(message)?.[1] ?? message;
    const where = told ? `at ${placeOf(text, position)}` : `near “${cleanLine(quoted)}”`;
    throw new SourceError(`${name} is not valid JSON: something else was expected ${where}.`);
  }
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  return `line ${line}, column ${position - before.lastIndexOf('\n')}`;
}
