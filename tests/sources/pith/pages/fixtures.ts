/** Pages we made up, in all the forms that pages are saved in. */
import { readFileSync } from 'node:fs';
import { pith } from '../../../../src/sources/pith/source.js';
import { newReading } from '../../../../src/sources/source.js';
import { type Collected, collect } from '../../collect.js';
import { inputOf } from '../../input-of.js';

const AT = '2026-01-02';

export function page(name: string): string {
  return readFileSync(new URL(`../../../fixtures/pith/${name}`, import.meta.url), 'utf8');
}

export interface Read extends Collected {
  notes: string[];
}

/** A page as an import reads it. @param name what its file is called */
export async function read(content: string, name = 'page.txt'): Promise<Read> {
  const reading = newReading();
  const found = await collect(pith.decode(inputOf(content, 64 * 1024, name), { at: AT, reading }));
  return { ...found, notes: reading.notes };
}
