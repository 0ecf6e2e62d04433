/** A long list takes hardly more memory than its text: what is kept for each of its works would add up. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { measured } from '../measured.js';
import { type Home, makeHome } from '../run-program.js';

const ENTRIES = 30_000;
const TITLE = 'On the memory that a long list takes when each of its works is kept until the last';

let home: Home;
beforeAll(() => {
  home = makeHome();
  mkdirSync(home.folder, { recursive: true });
});
afterAll(() => home.remove());

const FORMS: Record<string, (n: number) => string> = {
  // Every entry inherits, and after every hundredth stands their parent, which is no paper itself.
  'a.bib': (n) =>
    `${n % 100 === 99 ? `@proceedings{p${Math.floor(n / 100)}, title={Meeting ${n}}, year=2020, publisher={Ox}}\n` : ''}` +
    `@inproceedings{k${n}, author={Ox, A. and Ur, B. and Elk, C.}, title={${TITLE} ${n}}, pages={${n}--${n + 9}}, doi={10.1000/${n}}, crossref={p${Math.floor(n / 100)}}}\n`,
  'a.ris': (n) =>
    `TY  - JOUR\nAU  - Ox, A.\nAU  - Ur, B.\nTI  - ${TITLE} ${n}\nJO  - Journal\nPY  - 2020\nDO  - 10.1000/${n}\nER  - \n`,
};

it.each(Object.entries(FORMS))('of 30,000 entries, %s', async (name, entry) => {
  const file = path.join(home.folder, name);
  writeFileSync(file, Array.from({ length: ENTRIES }, (_, n) => entry(n)).join(''));
  const ended = await measured(home, 'import', file, '--cited', 'doi:10.1000/hub');
  expect(ended.code).toBe(0);
  expect(ended.stdout).toContain('30,000 citations');
  // It is some 150 MB; a kilobyte or two kept for each entry, as objects take, makes it 400.
  expect(ended.kilobytes).toBeLessThan(260_000);
});
