/** The hubs that come with the program. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Library } from '../../src/library/library.js';
import { openLibrary } from '../../src/library/open.js';
import { importRecords } from '../../src/library/write/import-records.js';
import { readSource } from '../../src/sources/read.js';

const DATA = fileURLToPath(new URL('../../data/', import.meta.url));

/** A library in memory that holds them; who asks for it closes it. */
export async function bundledLibrary(): Promise<Library> {
  const lib = openLibrary(':memory:');
  for (const name of readdirSync(DATA).filter((file) => /\.jsonl(?:\.gz)?$/u.test(file))) {
    const { source, items } = await readSource(`${DATA}${name}`, { at: '2026-01-01', strict: true });
    async function* records() {
      for await (const item of items) if ('record' in item) yield item.record;
    }
    await importRecords(lib, records(), { source, from: 'bundled' });
  }
  return lib;
}
