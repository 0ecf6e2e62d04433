/** Mutated files, some of them packed, through the built program: 8 inputs, with PITH_TUI_TESTS=all 200. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chanceOf, pick } from '../bench/random.js';
import { makeHome } from '../cli/run-program.js';
import { seeds } from '../seeds.js';
import { mutated } from './mutate.js';
import { FILES } from './samples.js';

/** Inputs of one seed, which share a library. */
const INPUTS = 4;
/** What is told of an import: lines of text, without anything that works a terminal. */
const HARMFUL = /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/u;
const TRACE = /^\s+at |Something went wrong|\bundefined\b|\bNaN\b|Maximum call stack/mu;

describe('a file that is not as it should be', () => {
  it.each(seeds(2, 50))(
    'is imported, or refused in a sentence, and the library stays sound (seed %i)',
    async (seed) => {
      // Other inputs than those that are read in process.
      const chance = chanceOf(1000 + seed);
      const home = makeHome();
      onTestFinished(home.remove);
      for (let number = 0; number < INPUTS; number += 1) {
        const sample = pick(chance, FILES);
        const sound = mutated(chance, sample.content);
        const file = join(home.folder, sample.file);
        writeFileSync(file, chance() < 0.2 ? mutated(chance, gzipSync(sound).toString('latin1')) : sound);
        const argv = ['import', file, '--cited', 'arxiv:1911.11134'];
        const first = await home.run(...argv);
        const again = await home.run(...argv);
        const about = `seed ${seed}, input ${number} (${sample.form})`;
        for (const { code, signal, stdout, stderr } of [first, again]) {
          expect([0, 1, 2], about).toContain(code);
          expect(signal, about).toBeNull();
          expect(stdout + stderr, about).not.toMatch(HARMFUL);
          expect(stdout + stderr, about).not.toMatch(TRACE);
        }
        expect(again.code, about).toBe(first.code);
        if (again.stdout !== '') expect(again.stdout, about).toMatch(/: (?:nothing new|nothing to import)/u);
        else expect(again.stderr, about).toMatch(/^pith-tui: .*[.!?]$/mu);
      }
      const { code, stdout } = await home.run('doctor');
      expect(stdout).not.toMatch(TRACE);
      expect(code).toBe(0);
    },
  );
});
