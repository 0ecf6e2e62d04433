/** SHA-256 (FIPS 180-4) of a short text: Node's own, with all of its cryptography, takes longer to load than the first frame to draw. */

/**
 * The first 32 bits of what is behind the point of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2), written down:
 * the program works out the hash of a name at each start.
 */
// biome-ignore format: eight a line, as the standard has them
const CONSTANTS = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];
/** The same of the square roots of the first eight (5.3.3). */
const FIRST_HASH = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
] as const;

const right = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

/** The hash of the text's UTF-8 bytes in hexadecimal digits. */
export function sha256(text: string): string {
  const hash = Uint32Array.from(FIRST_HASH);
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
        (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + CONSTANTS[i]! + words[i]!) | 0;
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
