/** What files beside another are called: after it, so that whoever looks knows whose they are. */
import path from 'node:path';
import { sha256 } from './sha256.js';

/** Bytes that stand before what such a file is for: a name may have 255 in all. */
const LONGEST = 200;
const DIGITS = 16;

/** The begin of a hidden file's path in the folder of `file`: with its name, or what stands for one that has no room for more. */
export function beside(file: string): string {
  const name = path.basename(file);
  const own = Buffer.byteLength(name) <= LONGEST ? name : sha256(name).slice(0, DIGITS);
  return path.join(path.dirname(file), `.${own}`);
}
