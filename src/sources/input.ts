/** Bytes from a file or standard input, unpacked where they are gzip, with a sentence for everything that can go wrong. */
import { isUtf8 } from 'node:buffer';
import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip, type ZlibOptions } from 'node:zlib';
import { systemReason } from '../files/system-error.js';
import { MOST_UNPACKED, WHOLE_BYTES } from './bounds.js';
import { SourceError } from './decoded.js';

/** How much of the content the formats are told apart by. */
const HEAD_BYTES = 64 * 1024;
/** Pieces in which files are read and unpacked: large enough that what a piece costs does not count. */
const PIECE_BYTES = 1024 * 1024;
/** How far unpacking, which goes on beside this program on another core, may be ahead of it. */
const AHEAD_BYTES = 4 * 1024 * 1024;

export interface Input {
  /** For messages: the path as given, or `standard input`. */
  name: string;
  /** The name without its folder; empty for standard input. */
  fileName: string;
  /** The first bytes of the content, at most 64 KiB. */
  head: Buffer;
  /** The whole content, the head included; to be read once. */
  chunks: AsyncIterable<Buffer>;
  /** How much of the file has been read, from 0 to 1; undefined where its size is not known. */
  progress(): number | undefined;
  /** Frees the file when the content is not read to its end. */
  close(): void;
}

/**
 * Opens a file, or standard input for `-`, and unpacks gzip by its magic bytes, whatever the name says.
 * @param name what it is called in messages, where it is the copy of something
 * @throws SourceError for a missing, unreadable or empty file, a folder, damaged gzip, UTF-16.
 */
export async function openInput(path: string, name = path === '-' ? 'standard input' : path): Promise<Input> {
  const { raw, size } = path === '-' ? { raw: process.stdin, size: undefined } : await openFile(path, name);
  const stored = raw[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let content: AsyncIterator<Buffer> = stored;
  let close = (): void => void raw.destroy();
  try {
    const first = await take(stored, 2);
    if (first.length === 0) throw new SourceError(`${name} is empty.`);
    if (first[0] === 0x1f && first[1] === 0x8b) {
      const unpacked = createGunzip({ chunkSize: PIECE_BYTES, readableHighWaterMark: AHEAD_BYTES } as ZlibOptions);
      close = () => {
        raw.destroy();
        unpacked.destroy();
      };
      const packed = { bytes: 0 };
      pump(first, stored, unpacked, packed).catch((error: Error) => unpacked.destroy(error));
      content = notSwollen(unpacked, packed, name);
    } else content = chain([first], stored);
    const head = await take(content, HEAD_BYTES);
    if (head.length === 0) throw new SourceError(`${name} holds nothing but an empty gzip archive.`);
    if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
      throw new SourceError(`${name} is UTF-16 text; save it as UTF-8 first.`);
    return {
      name,
      fileName: path === '-' ? '' : basename(path),
      head: head.subarray(0, HEAD_BYTES),
      chunks: named(chain([head], content), name, close),
      progress: () => (size === undefined || !('bytesRead' in raw) ? undefined : Math.min(1, raw.bytesRead / size)),
      close,
    };
  } catch (error) {
    close();
    throw readingError(error, name);
  }
}

async function openFile(path: string, name: string): Promise<{ raw: ReadStream; size: number | undefined }> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new SourceError(`${name} is a folder; name the files in it.`);
    const raw = createReadStream(path, { highWaterMark: PIECE_BYTES });
    // Pipes and devices have no size.
    return { raw, size: found.isFile() && found.size > 0 ? found.size : undefined };
  } catch (error) {
    throw readingError(error, name);
  }
}

async function pump(
  first: Buffer,
  rest: AsyncIterator<Buffer>,
  into: NodeJS.WritableStream,
  packed: { bytes: number },
): Promise<void> {
  for await (const chunk of chain([first], rest)) {
    packed.bytes += chunk.length;
    if (!into.write(chunk)) await new Promise<void>((resolve) => into.once('drain', resolve));
  }
  into.end();
}

/** What is unpacked, as long as it is not out of all proportion to its archive. */
async function* notSwollen(
  unpacked: AsyncIterable<Buffer>,
  packed: { bytes: number },
  name: string,
): AsyncGenerator<Buffer> {
  const { times, beyondBytes } = MOST_UNPACKED;
  let bytes = 0;
  for await (const chunk of unpacked) {
    bytes += chunk.length;
    if (bytes > beyondBytes && bytes > times * packed.bytes)
      throw new SourceError(
        `${name} unpacks to more than ${times} times its size, which no list of papers does; unpack it yourself if you trust it.`,
      );
    yield chunk;
  }
}

/** Reads until at least `bytes` are there or the content ends. */
async function take(from: AsyncIterator<Buffer>, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let length = 0; length < bytes; ) {
    const next = await from.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(parts);
}

async function* chain(first: Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* named(chunks: AsyncIterable<Buffer>, name: string, close: () => void): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    throw readingError(error, name);
  } finally {
    close();
  }
}

function readingError(error: unknown, name: string): Error {
  if (error instanceof SourceError || !(error instanceof Error)) return error as Error;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SourceError(`${name} does not exist.`);
    case 'EISDIR':
      return new SourceError(`${name} is a folder; name the files in it.`);
    case 'EACCES':
    case 'EPERM':
      return new SourceError(`${name} cannot be read: permission denied.`);
    case 'Z_BUF_ERROR':
      return new SourceError(`${name} is a gzip file cut off before its end; fetch or copy it again.`);
    case 'Z_DATA_ERROR':
      return new SourceError(`${name} is a damaged gzip file (${error.message}); fetch or copy it again.`);
    default:
      return new SourceError(`${name} could not be read: ${systemReason(error) ?? error.message}.`);
  }
}

export interface Line {
  /** 1-based. */
  number: number;
  /** The line without its end; null for a line longer than allowed, which is skipped unread. */
  bytes: Buffer | null;
}

/** The content line by line, never holding more than one line of at most `maxBytes`. */
export async function* lines(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Line[]> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;
  const finish = (last: Buffer): Line => {
    number += 1;
    const whole = length + last.length > maxBytes ? null : parts.length === 0 ? last : Buffer.concat([...parts, last]);
    parts = [];
    length = 0;
    return { number, bytes: whole };
  };
  for await (const chunk of chunks) {
    const ready: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      ready.push(finish(chunk.subarray(start, end)));
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    length += rest.length;
    if (length > maxBytes) parts = [];
    else if (rest.length > 0) parts.push(rest);
    if (ready.length > 0) yield ready;
  }
  if (length > 0) yield [finish(Buffer.alloc(0))];
}

/**
 * The whole content as text, without a byte order mark.
 * @param mayBeCut the half of a letter at its end says that it was cut there, and is left out
 * @throws SourceError where it is larger than `maxBytes` or not UTF-8 (naming the line).
 */
export async function wholeText(input: Input, maxBytes = WHOLE_BYTES, mayBeCut = false): Promise<string> {
  const content = await wholeBytes(input, maxBytes);
  const bytes = mayBeCut ? withoutHalfLetter(content) : content;
  if (!isUtf8(bytes))
    throw new SourceError(`${input.name} is not valid UTF-8 text (first in line ${firstBadLine(bytes)}).`);
  return new TextDecoder().decode(bytes);
}

/** The bytes without a last sequence of UTF-8 that is too short; blanks may stand behind it. */
function withoutHalfLetter(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1]! <= 0x20) end -= 1;
  for (let length = 1; length <= 3 && length <= end; length += 1) {
    const first = bytes[end - length]!;
    if (first < 0x80) break;
    // 110xxxxx begins two bytes, 1110xxxx three, 11110xxx four; 10xxxxxx goes on.
    const whole = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
    if (whole > 0) return length < whole ? bytes.subarray(0, end - length) : bytes;
  }
  return bytes;
}

/**
 * The whole content.
 * @throws SourceError where it is larger than `maxBytes`
 */
export async function wholeBytes(input: Input, maxBytes = WHOLE_BYTES): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of input.chunks) {
    length += chunk.length;
    if (length > maxBytes)
      throw new SourceError(
        `${input.name} is larger than the ${Math.round(maxBytes / 1e6)} MB that can be read as one piece; split it.`,
      );
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

function firstBadLine(bytes: Buffer): number {
  let number = 1;
  for (let start = 0; start <= bytes.length; number += 1) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end))) return number;
    start = end + 1;
  }
  return number;
}
