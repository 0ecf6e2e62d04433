/** SHA-256 (FIPS 180-4) of a short text: Node's own, with all of its cryptography, takes longer to load than the first frame to draw. */

/** The first 32 bits of what is behind the point of a root of each of the first primes. */
const fractions = (count: number, root: (prime: number) => number): Uint32Array =>
  Uint32Array.from(primes(count), (prime) => (root(prime) % 1) * 2 ** 32);

function primes(count: number): number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number += 1)
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  return found;
}

const right = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

/** The hash of the text's UTF-8 bytes in hexadecimal digits. */
export function sha256(text: string): string {
  const constants = fractions(64, Math.cbrt);
  const hash = fractions(8, Math.sqrt);
  const words = new Uint32Array(64);
  const message = padded(Buffer.from(text));
  for (let block = 0; block < message.length; block += 64) {
    for (let i = 0; i < 16; i += 1) words[i] = message.readUInt32BE(block + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      const near = words[i - 2]!;
      const far = words[i - 15]!;
      words[i] =
        words[i - 16]! +
        (right(far, 7) ^ right(far, 18) ^ (far >>> 3)) +
        words[i - 7]! +
        (right(near, 17) ^ right(near, 19) ^ (near >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i += 1) {
      const one =
        (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + constants[i]! + words[i]!) | 0;
      const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = hash[i]! + word;
  }
  return Array.from(hash, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** A one bit after the end, and at the end of the last block the length in bits. */
function padded(bytes: Buffer): Buffer {
  const message = Buffer.alloc(64 * Math.ceil((bytes.length + 9) / 64));
  bytes.copy(message);
  message[bytes.length] = 0x80;
  message.writeBigUInt64BE(BigInt(8 * bytes.length), message.length - 8);
  return message;
}
