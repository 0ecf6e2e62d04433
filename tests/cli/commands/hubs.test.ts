/** `pith-tui hubs`, and what is said of papers that a list has twice. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Home, makeHomeWithHubs } from '../run-program.js';

const HUB = '2001.00001';

let home: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
});
afterAll(() => home.remove());

/** A list of ten papers, of which Semantic Scholar has one under two numbers. */
function list(): string {
  const data = Array.from({ length: 11 }, (_, n) => ({
    citingPaper: {
      paperId: n.toString(16).repeat(40),
      title: `On the counting of sheep, part ${n === 10 ? 9 : n}`,
      year: 2020,
      externalIds: { DOI: `10.1000/sheep.${n === 10 ? 9 : n}` },
    },
  }));
  const file = path.join(home.folder, 'list.json');
  writeFileSync(file, JSON.stringify({ offset: 0, data }));
  return file;
}

it('a paper listed twice is told when it is imported and by show --provenance', async () => {
  const file = list();
  const { stdout } = await home.run('import', file, '--cited', HUB);
  expect(stdout).toMatch(/: 11 works, 10 citations, 1 hub added; 1 listed twice by Semantic Scholar\.$/mu);
  expect((await home.run('import', file, '--cited', HUB)).stdout).toMatch(
    /nothing new \(.*\); 1 listed twice by Semantic Scholar\.$/mu,
  );
  expect((await home.run('show', HUB, '--provenance')).stdout).toContain(
    'semantic-scholar: 10 citing papers, 1 of them listed twice',
  );
  expect((await home.run('show', '10.1000/sheep.9', '--provenance')).stdout).toMatch(
    /^Listed twice by Semantic Scholar: S2:9{40} ·\sS2:a{40}$/mu,
  );
});

it('a tier that no source printed is told to be counted', async () => {
  const { stdout } = await home.run('hubs');
  expect(stdout).toMatch(/^arXiv:2001\.00001 \(no title yet\) +hub \(counted\) +10 of 10 /mu);
  const hubs = JSON.parse((await home.run('hubs', '--json')).stdout) as Record<string, unknown>[];
  expect(hubs.find(({ id }) => id === `arxiv:${HUB}`)).toMatchObject({ tier: 'hub', tierCounted: true });
  const table = (await home.run('hubs', '--tsv')).stdout.trimEnd().split('\n');
  expect(table[0]!.split('\t').slice(-3)).toEqual(['imported_at', 'tier_counted', 'computed']);
  // What a page printed is not.
  await home.run('import', printed());
  const said = JSON.parse((await home.run('hubs', '--json')).stdout) as Record<string, unknown>[];
  expect(said.find(({ id }) => id === `arxiv:${HUB}`)).toMatchObject({ tier: 'super hub', tierCounted: false });
});

function printed(): string {
  const file = path.join(home.folder, `hub-${HUB}.txt`);
  writeFileSync(file, 'super hub\nOn sheep\n117 Pith papers citing it\nabstract\nOf sheep.\n');
  return file;
}
