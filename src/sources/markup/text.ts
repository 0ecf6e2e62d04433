/** Bytes of text files, some of which are older than UTF-8. */
import { isUtf8 } from 'node:buffer';

const LINE_FEED = 10;

/**
 * The text of bytes without a byte order mark: UTF-8, and a line that is none in Windows-1252, whose letters are Latin-1's. Line
 * by line, since people put files of two programs together.
 */
export function decodeText(bytes: Buffer): string {
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  const old = new TextDecoder('windows-1252');
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    const line = bytes.subarray(start, end);
    lines.push(isUtf8(line) ? line.toString('utf8') : old.decode(line));
    start = end;
  }
  return lines.join('').replace(/^\ufeff/u, '');
}
