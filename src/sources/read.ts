/** A file, whatever it is of, as records and problems. */
import type { Id } from '../hub/record.js';
import { figure, MOST_PROBLEMS } from './bounds.js';
import { type Decoded, SourceError } from './decoded.js';
import { detectSource } from './detect.js';
import { type Input, openInput } from './input.js';
import { type DecodeOptions, newReading, type Reading, type Turn, type Wanted } from './source.js';

export interface ReadOptions {
  /** The cited work, where the source does not name it. */
  cited?: Id;
  /** Date of this import, `YYYY-MM-DD`. */
  at: string;
  /** What of a dump is to be read; other sources are read whole. */
  wanted?: Wanted;
  /** What @strings of the BibTeX files read before define; files add their own. */
  strings?: Map<string, string>;
  /** Ends at the first problem instead of going on after it. */
  strict?: boolean;
}

export interface ReadSource {
  /** The source's folder name, the origin of its records. */
  source: string;
  /** The form found, for people. */
  format: string;
  /** Of a dump: its kind. */
  turn?: Turn;
  /** What has been looked at and left out so far. */
  reading: Reading;
  /** How much of the file has been read, from 0 to 1, where that can be told. */
  progress(): number | undefined;
  /** Frees the file where its items are not read. */
  close(): void;
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
    const { strict, ...rest } = options;
    const reading = newReading();
    const decode: DecodeOptions = { ...rest, reading };
    return {
      source: source.id,
      format,
      ...(source.turn === undefined ? {} : { turn: source.turn }),
      reading,
      progress: input.progress,
      close: input.close,
      items: guarded(input, source.decode(input, decode), strict === true),
    };
  } catch (error) {
    input.close();
    throw error;
  }
}

/**
 * The kind of a dump, by its content; undefined for other sources.
 * @throws SourceError as readSource does
 */
export async function turnOf(path: string): Promise<Turn | undefined> {
  const input = await openInput(path);
  try {
    return detectSource(input).source.turn;
  } finally {
    input.close();
  }
}

/**
 * What a decoder gives, until it is nothing but problems; closes the input.
 * @throws SourceError then, and in strict mode for the first problem
 */
export async function* guarded(
  input: Input,
  decoded: AsyncGenerator<Decoded>,
  strict: boolean,
): AsyncGenerator<Decoded> {
  let [records, problems] = [0, 0];
  try {
    for await (const item of decoded) {
      if ('record' in item) records += 1;
      else if (strict) throw new SourceError(`${input.name}, ${item.problem.place}: ${item.problem.message}.`);
      else if (++problems > MOST_PROBLEMS && problems > records)
        throw new SourceError(
          `${input.name} is left alone after ${figure(MOST_PROBLEMS)} problems, the last in ${item.problem.place}: ${item.problem.message}.`,
        );
      yield item;
    }
  } finally {
    input.close();
  }
}
