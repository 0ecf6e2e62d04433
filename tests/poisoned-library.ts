/** A library that another program has written to: its texts would work a terminal if they came there as they are. */
import { rebuildDerived } from '../src/library/derived/derive.js';
import { closeLibrary } from '../src/library/library.js';
import { openLibrary } from '../src/library/open.js';
import { workWithId } from '../src/library/works/ids.js';
import { importRecords } from '../src/library/write/import-records.js';
import { arxiv, cites, role, work } from './library/support.js';

/** A title set, colours, a link, a device control string, an 8-bit sequence, writing turned round. */
export const POISON = [
  '\x1b]0;owned\x07',
  '\x1b[31;7m',
  '\x1b]8;;owned:\x1b\\',
  '\x1bPowned\x1b\\',
  '\x9b777m',
  '\u202e',
];
/** As they, or their beginnings, would come to the terminal. */
const COME_THROUGH = ['\x1b]0;', '\x1b[31;7m', '\x1b]8;', '\x1bP', '\x9b', '\u202e'];

/** What of it stands in what was written, each with what is around it. */
export function comeThrough(written: string): string[] {
  return COME_THROUGH.flatMap((sequence) => {
    const at = written.indexOf(sequence);
    return at < 0 ? [] : [written.slice(Math.max(0, at - 80), at + 40)];
  });
}

/** A hub with more citing papers than fit a screen; then another program writes into all its texts. */
export async function poisonedLibrary(file: string): Promise<void> {
  const lib = openLibrary(file);
  const labels = ['method', 'background', 'dataset', 'other'];
  const citing = Array.from({ length: 80 }, (_, at) => at + 1);
  await importRecords(
    lib,
    [
      work(0, {
        title: 'Counting Sheep at Scale',
        authors: [{ name: 'Ada Shepherd' }],
        date: '2020',
        abstract: 'We count.',
      }),
      {
        type: 'hub',
        work: arxiv(0),
        source: 'pith',
        total: 90,
        tier: 'super hub',
        roles: [{ label: 'method', count: 9 }],
      },
      { type: 'claim', work: arxiv(0), kind: 'abstract', text: 'Sheep can be counted.' },
      ...citing.flatMap((n) => [
        work(n, {
          title: `On counting 羊 sheep, part ${n}`,
          authors: [n % 8 === 5 ? { name: 'The Flock Collaboration', group: true } : { name: 'Bo Ram' }],
          date: `20${10 + (n % 10)}-0${1 + (n % 9)}`,
          venue: 'Journal of Wool',
          category: 'cs.CL',
          abstract: `Part ${n} counts on. `.repeat(n),
        }),
        cites(
          n,
          0,
          [role('pith', '2026-01-01', labels[n % 4]!), { ...role('pith', '2026-01-01', 'support'), axis: 'polarity' }],
          {
            contexts: [{ text: `Sheep follow [${n}].`, section: 'Method' }],
          },
        ),
        {
          type: 'review' as const,
          work: arxiv(n),
          source: 'pith',
          verdict: n % 2 === 0 ? 'accept' : 'reject',
          novelty: n % 10,
          summary: 'Counts.',
        },
      ]),
    ],
    { source: 'pith', from: 'a test' },
  );
  const poison = POISON.join('');
  const texts = {
    works: ['title', 'venue', 'category'],
    texts: ['summary', 'abstract'],
    authors: ['name'],
    contexts: ['text', 'section'],
    claims: ['text'],
    reviews: ['verdict'],
  };
  for (const [table, columns] of Object.entries(texts))
    for (const column of columns)
      lib.db
        .prepare(`UPDATE ${table} SET ${column} = substr(${column}, 1, 5) || ? || substr(${column}, 6)`)
        .run(poison);
  // Two readings of a list, of which the later one has a paper more, one less and one that changed.
  const run = (sql: string, ...values: unknown[]): void => void lib.db.prepare(sql).run(...values);
  run("INSERT INTO sources(id, name) VALUES (99, 'semantic-scholar')");
  for (const [id, day] of [
    [1, '2026-01-01'],
    [2, '2026-02-01'],
  ] as const)
    run(
      `INSERT INTO fetches(id, paper, hub, service, pages, papers, notes, started, updated, finished)
       VALUES (?, ?, 'x', 99, 1, 79, '[]', ?, ?, ?)`,
      ...[id, arxiv(0), `${day}T09:00:00Z`, `${day}T09:00:01Z`, `${day}T09:00:01Z`],
    );
  const of = (n: number): unknown => workWithId(lib, arxiv(n));
  for (const n of citing)
    run('INSERT INTO sightings VALUES (?, ?, 99, ?, ?)', of(0), of(n), n === 79 ? 2 : 1, n === 80 ? 1 : 2);
  run(
    "INSERT INTO changes(fetch, cited, citing, field, before, after) VALUES (2, ?, ?, 'role', ?, ?)",
    ...[of(0), of(3), `method${poison}`, `back${poison}ground`],
  );
  const inJson = JSON.stringify(poison).slice(1, -1);
  lib.db.prepare("UPDATE hubs SET printed = replace(printed, 'super', 'super' || ?)").run(inJson);
  lib.db.prepare("UPDATE judgements SET labels = replace(labels, 'o', 'o' || ?)").run(inJson);
  rebuildDerived(lib);
  closeLibrary(lib);
}
