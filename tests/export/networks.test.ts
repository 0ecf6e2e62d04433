/** Networks of hubs, read back by readers that are not ours. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse as parseCsv } from 'csv-parse/sync';
import { DirectedGraph } from 'graphology';
import { parse as readGexf } from 'graphology-gexf';
import { parse as readGraphml } from 'graphology-graphml';
import { beforeAll, describe, expect, it } from 'vitest';
import { NETWORK_TABLE, type NetworkName } from '../../src/export/format-table.js';
import { NETWORKS } from '../../src/export/networks/networks.js';
import type { HubLibraryRecord } from '../../src/hub/record.js';
import { networkOf } from '../../src/library/graph/network.js';
import { closeLibrary, type Library } from '../../src/library/library.js';
import { openLibrary } from '../../src/library/open.js';
import { runQuery } from '../../src/library/search/view.js';
import { workWithId } from '../../src/library/works/ids.js';
import { arxiv, cites, libraryOf, load, role, work } from '../library/support.js';

const written = (lib: Library, name: NetworkName, hub: string): string => {
  const cited = workWithId(lib, hub)!;
  const view = runQuery(lib, cited, { where: null, sort: null });
  return [...NETWORKS[name](networkOf(lib, cited, view.works(0, view.total)))].join('');
};

const HOSTILE = 'A "quoted" <b>title</b> & \'more\' with \u{1F40F} é and $x<y$';

const SMALL: HubLibraryRecord[] = [
  work(0, { title: 'The hub', authors: [{ name: 'Ada "A" Ørsted' }], date: '2020' }),
  work(1, { title: HOSTILE, date: '2021-02' }),
  work(2, { title: 'The hub', date: '2022' }),
  work(3),
  work(9),
  cites(1, 0, [role('human', '2026-01-01', 'method', 'dataset')]),
  cites(2, 0),
  cites(2, 1, [role('human', '2026-01-01', 'background')]),
  cites(1, 2),
  cites(3, 9),
  cites(9, 1),
];

it('has the hub, its papers and the citations among them, with roles and years', async () => {
  const lib = await libraryOf(SMALL);
  for (const [name, read] of [
    ['graphml', readGraphml],
    ['gexf', readGexf],
  ] as const) {
    const graph = read(DirectedGraph, written(lib, name, arxiv(0)));
    expect(graph.nodes().sort()).toEqual([arxiv(0), arxiv(1), arxiv(2)]);
    expect(
      graph
        .edges()
        .map((edge) => graph.extremities(edge).join(' → '))
        .sort(),
    ).toEqual(
      [
        [1, 0],
        [1, 2],
        [2, 0],
        [2, 1],
      ].map(([a, b]) => `${arxiv(a!)} → ${arxiv(b!)}`),
    );
    expect(graph.getNodeAttributes(arxiv(1))).toMatchObject({
      title: `A “quoted” title & 'more' with \u{1F40F} é and $x<y$`,
      label: '2021 arXiv:2001.00001',
      year: 2021,
      roles: 'method; dataset',
      citing: 2,
    });
    expect(graph.getNodeAttributes(arxiv(0))).toMatchObject({ author: 'Ada “A” Ørsted', year: 2020, citing: 2 });
    expect(graph.getNodeAttribute(arxiv(2), 'roles')).toBeUndefined();
    expect(graph.getEdgeAttribute(graph.edge(arxiv(2), arxiv(1)), 'roles')).toBe('background');
  }
});

it('gives a work that is only an id no title', async () => {
  const lib = await libraryOf([work(0), { type: 'work', ids: [arxiv(1)] }, cites(1, 0)]);
  const graph = readGraphml(DirectedGraph, written(lib, 'graphml', arxiv(0)));
  expect(graph.getNodeAttribute(arxiv(0), 'title')).toMatch(/./u);
  expect(graph.getNodeAttribute(arxiv(1), 'title')).toBeUndefined();
  expect(graph.getNodeAttribute(arxiv(1), 'label')).toBe('arXiv:2001.00001');
  const [row] = parseCsv(written(lib, 'csv-edges', arxiv(0)), { columns: true }) as Record<string, string>[];
  expect(row).toMatchObject({ citing: arxiv(1), citing_title: '' });
});

it('is a table of citations with both ends', async () => {
  const lib = await libraryOf(SMALL);
  const rows = parseCsv(written(lib, 'csv-edges', arxiv(0)), { columns: true }) as Record<string, string>[];
  expect(
    rows.map(({ citing, cited, citing_year, cited_year, roles }) => [citing, cited, citing_year, cited_year, roles]),
  ).toEqual([
    [arxiv(2), arxiv(0), '2022', '2020', ''],
    [arxiv(2), arxiv(1), '2022', '2021', 'background'],
    [arxiv(1), arxiv(0), '2021', '2020', 'method; dataset'],
    [arxiv(1), arxiv(2), '2021', '2022', ''],
  ]);
});

it('is a Pajek network of numbered vertices with labels of their own', async () => {
  const lib = await libraryOf(SMALL);
  expect(written(lib, 'pajek', arxiv(0)).split('\r\n')).toEqual([
    '*Vertices 3',
    `1 "Orsted 2020 arXiv:2001.00000"`,
    '2 "2022 arXiv:2001.00002"',
    '3 "2021 arXiv:2001.00001"',
    '*Arcs',
    '2 1 1',
    '2 3 1',
    '3 1 1',
    '3 2 1',
    '',
  ]);
});

describe('the bundled hubs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-networks-'));
  let lib: Library;
  const hubs: { hub: string; nodes: number; edges: number }[] = [];

  beforeAll(async () => {
    lib = openLibrary(join(folder, 'library.sqlite'));
    for (const [hub, name] of [
      ['arxiv:1911.11134', '1911.11134.jsonl'],
      ['arxiv:hep-th/9711200', 'hep-th-9711200.jsonl.gz'],
    ] as const) {
      const bytes = readFileSync(fileURLToPath(new URL(`../../data/${name}`, import.meta.url)));
      const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
      const records = text
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => JSON.parse(line) as HubLibraryRecord);
      await load(lib, records);
      const citations = records.filter((record) => record.type === 'citation');
      const nodes = new Set([hub, ...citations.filter(({ cited }) => cited === hub).map(({ citing }) => citing)]);
      const edges = citations.filter(({ citing, cited }) => nodes.has(citing) && nodes.has(cited)).length;
      hubs.push({ hub, nodes: nodes.size, edges });
    }
    return () => {
      closeLibrary(lib);
      rmSync(folder, { recursive: true, force: true });
    };
  }, 60_000);

  it('come back from GraphML and GEXF with every node and edge', () => {
    expect(hubs.map(({ nodes }) => nodes)).toEqual([371, 2415]);
    for (const { hub, nodes, edges } of hubs) {
      for (const graph of [
        readGraphml(DirectedGraph, written(lib, 'graphml', hub)),
        readGexf(DirectedGraph, written(lib, 'gexf', hub)),
      ])
        expect([hub, graph.order, graph.size]).toEqual([hub, nodes, edges]);
    }
  });

  it('are whole as Pajek networks and tables', () => {
    for (const { hub, nodes, edges } of hubs) {
      const [vertices, arcs] = written(lib, 'pajek', hub).split('*Arcs\r\n');
      expect(vertices!.trim().split('\r\n').length - 1).toBe(nodes);
      expect(arcs!.trim().split('\r\n').length).toBe(edges);
      expect((parseCsv(written(lib, 'csv-edges', hub)) as unknown[]).length - 1).toBe(edges);
    }
  });

  it('name schools where references are known', () => {
    const graph = readGraphml(DirectedGraph, written(lib, 'graphml', 'arxiv:hep-th/9711200'));
    const schools = graph
      .nodes()
      .flatMap((node) => (graph.getNodeAttribute(node, 'school') as string | undefined) ?? []);
    expect(schools.length).toBeGreaterThan(1500);
    expect(schools[0]).toMatch(/^\d+( \S+){1,3}$/u);
  });

  const hasNetworkx = spawnSync('python3', ['-c', 'import networkx']).status === 0;
  it.skipIf(!hasNetworkx)('are read by networkx (needs python3 with networkx)', () => {
    const script = `
import sys, networkx as nx
for name in sys.argv[1:]:
    read = {'graphml': nx.read_graphml, 'gexf': lambda f: nx.read_gexf(f, version='1.3'), 'net': nx.read_pajek}[name.split('.')[-1]]
    graph = read(name)
    print(name.split('/')[-1], graph.is_directed(), len(graph), graph.number_of_edges())
`;
    const files = hubs.flatMap(({ hub }, i) =>
      NETWORK_TABLE.filter(({ name }) => name !== 'csv-edges').map(({ name, endings }) => {
        const file = join(folder, `${i}${endings[0]}`);
        writeFileSync(file, written(lib, name, hub));
        return file;
      }),
    );
    const { stdout, stderr } = spawnSync('python3', ['-c', script, ...files], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual(
      hubs.flatMap(({ nodes, edges }, i) =>
        ['graphml', 'gexf', 'net'].map((ending) => `${i}.${ending} True ${nodes} ${edges}`),
      ),
    );
  });
});
