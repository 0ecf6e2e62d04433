/** Mutated files of every form, read into a library: 60 inputs, with PITH_TUI_TESTS=all 2,000. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../src/hub/record.js';
import { examine } from '../../src/library/checking/whole.js';
import { rebuildDerived } from '../../src/library/derived/derive.js';
import type { Library } from '../../src/library/library.js';
import { libraryDigest } from '../../src/library/read/digest.js';
import { type ImportReport, importRecords } from '../../src/library/write/import-records.js';
import { decodeWork, messageOf } from '../../src/sources/crossref/decode.js';
import { SourceError } from '../../src/sources/decoded.js';
import { readSource } from '../../src/sources/read.js';
import { chanceOf, pick } from '../bench/random.js';
import { dump, emptyLibrary, folder } from '../library/support.js';
import { seeds } from '../seeds.js';
import { mutated } from './mutate.js';
import { CROSSREF, FILES } from './samples.js';

/** Inputs of one seed, which share a library. */
const INPUTS = 20;
const AT = '2026-01-02';

/** Anything that moves a cursor, turns writing round or rings: no message and no text of the library has it. */
const HARMFUL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/u;
const TRACE = /\n\s+at |\bat \S+:\d+:\d+|Maximum call stack|is not a function|undefined|Cannot read/u;

interface Told {
  report: ImportReport | undefined;
  messages: string[];
}

/** Reads a file into the library, as `import` does. */
async function takeFile(lib: Library, file: string): Promise<Told> {
  const messages: string[] = [];
  try {
    const read = await readSource(file, { at: AT, cited: 'arxiv:1911.11134' });
    const records = async function* (): AsyncGenerator<HubLibraryRecord> {
      for await (const item of read.items)
        if ('record' in item) yield item.record;
        else messages.push(item.problem.place, item.problem.message);
    };
    const report = await importRecords(lib, records(), { source: read.source, from: 'a file' });
    return { report, messages: [...messages, ...report.problems.map(({ message }) => message)] };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    expect(error.message).toMatch(/[.!?]$/u);
    return { report: undefined, messages: [...messages, error.message] };
  }
}

/** Takes in an answer of Crossref as a fetch does. */
async function takeCrossref(lib: Library, text: string): Promise<Told> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // The client says so, whatever the service.
    return { report: undefined, messages: [] };
  }
  const records = (messageOf(body)?.items ?? []).map(decodeWork).filter((work) => work !== undefined);
  const report = await importRecords(lib, records, { source: 'crossref', from: 'an answer' });
  return { report, messages: report.problems.map(({ message }) => message) };
}

/** What the import brought: `1 of works changed`. */
function news({ works, citations, judgements, reviews, claims, hubs, joined }: ImportReport): string[] {
  const of = { works, citations, judgements, reviews, claims, hubs };
  const told = Object.entries(of).flatMap(([what, { added, changed }]) => [
    ...(added > 0 ? [`${added} of ${what} added`] : []),
    ...(changed > 0 ? [`${changed} of ${what} changed`] : []),
  ]);
  return joined > 0 ? [...told, `${joined} joined`] : told;
}

function inOrder(lib: Library): void {
  expect(examine(lib).damage).toEqual([]);
  // What SQL and JSON escape is found as what it stands for.
  const texts = Object.values(dump(lib))
    .flat()
    .flatMap((row) => Object.values(row as object))
    .filter((value) => typeof value === 'string');
  for (const text of texts) expect(text).not.toMatch(HARMFUL);
}

describe('whatever is wrong with a file', () => {
  it.each(seeds(3, 100))('is told in a sentence, and the library stays sound (seed %i)', async (seed) => {
    const chance = chanceOf(seed);
    const lib = emptyLibrary();
    const path = folder();
    for (let number = 0; number < INPUTS; number += 1) {
      const sample = pick(chance, [...FILES, { form: 'Crossref', file: '', content: CROSSREF }]);
      const bytes = mutated(chance, sample.content);
      const file = join(path, sample.file);
      if (sample.file !== '') writeFileSync(file, bytes);
      const take = (): Promise<Told> =>
        sample.file === '' ? takeCrossref(lib, bytes.toString()) : takeFile(lib, file);
      try {
        const { report, messages } = await take();
        for (const message of messages) {
          expect(message).not.toMatch(HARMFUL);
          expect(message).not.toMatch(TRACE);
        }
        inOrder(lib);
        const digest = libraryDigest(lib);
        const again = await take();
        if (report !== undefined) expect(news(again.report!)).toEqual([]);
        expect(libraryDigest(lib)).toBe(digest);
      } catch (error) {
        const shown = bytes.length > 3000 ? `${bytes.length} bytes` : JSON.stringify(bytes.toString('latin1'));
        throw new Error(`seed ${seed}, input ${number} (${sample.form}): ${shown}`, { cause: error });
      }
    }
    const before = libraryDigest(lib);
    const derived = dump(lib);
    rebuildDerived(lib);
    expect(libraryDigest(lib)).toEqual(before);
    expect(dump(lib).listed).toEqual(derived.listed);
    expect(dump(lib).effective).toEqual(derived.effective);
  });
});

describe('the files that are mutated', () => {
  it.each(FILES.map((sample) => [sample.form, sample] as const))('are sound: %s', async (form, { file, content }) => {
    const path = join(folder(), file);
    writeFileSync(path, content);
    const read = await readSource(path, { at: AT, cited: 'arxiv:1911.11134' });
    read.close();
    expect(read.format).toContain(form);
    const lib = emptyLibrary();
    const { report, messages } = await takeFile(lib, path);
    expect(report!.works.added).toBeGreaterThan(0);
    expect({ form, messages }).toEqual({ form, messages: [] });
  });
});
