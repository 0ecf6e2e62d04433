import type { Ref } from '../hub/record.js';
import { type Decoded, SourceError } from './decoded.js';
import { detectSource } from './detect.js';
import { type Input, openInput } from './input.js';

export interface ReadOptions {
  /** The cited work, where the source does not name it. */
  cited?: Ref;
  /** Date of this import, `YYYY-MM-DD`. */
  at: string;
  /** Ends at the first problem instead of going on after it. */
  strict?: boolean;
}

export interface ReadSource {
  /** The source's folder name, the origin of its records. */
  source: string;
  /** The form found, for people. */
  format: string;
  /** Records and problems in the file's order; to be read once. Throws SourceError. */
  items: AsyncGenerator<Decoded>;
}

/**
 * Opens a file (`-`: standard input), plain or gzip, and decodes it as what its content shows it to be.
 * @throws SourceError, one sentence, for what cannot be opened or is of no known format; `items` throws it for content
 * that turns out damaged, and in strict mode for the first problem, naming its place.
 */
export async function readSource(path: string, options: ReadOptions): Promise<ReadSource> {
  const input = await openInput(path);
  try {
    const { source, format } = detectSource(input);
    const { cited, at } = options;
    const decoded = source.decode(input, cited === undefined ? { at } : { cited, at });
    return { source: source.id, format, items: guarded(input, decoded, options.strict === true) };
  } catch (error) {
    input.close();
    throw error;
  }
}

async function* guarded(input: Input, decoded: AsyncGenerator<Decoded>, strict: boolean): AsyncGenerator<Decoded> {
  try {
    for await (const item of decoded) {
      if (strict && 'problem' in item)
        throw new SourceError(`${input.name}, ${item.problem.place}: ${item.problem.message}.`);
      yield item;
    }
  } finally {
    input.close();
  }
}
