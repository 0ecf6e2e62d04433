/** Content as a source is given it, in pieces of a chosen size. */
import type { Input } from '../../src/sources/input.js';

export function inputOf(content: string | Uint8Array, pieceBytes = 64 * 1024, name = 'the file'): Input {
  const bytes = Buffer.from(content);
  return {
    name,
    fileName: name,
    head: bytes.subarray(0, 64 * 1024),
    chunks: pieces(bytes, pieceBytes),
    progress: () => undefined,
    close: () => {},
  };
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What is wanted of a dump: these hubs, by all these names, and works of these names. */
export function wanting(hubs: string[][], known: string[] = []) {
  const names = new Set([...hubs.flat(), ...known]);
  return { hubs, knows: (ref: string) => names.has(ref) };
}
