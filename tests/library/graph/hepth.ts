/** The citations of arXiv's HEP-Th of 1992–2003 as records and as plain sets, read from the recorded data. */

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { realFile } from '../../sources/real-data.js';
import { authorsOfListing, withoutTexAccents } from '../../tools/arxiv-listing.js';

interface Listed {
  id: string;
  node: string;
  title: string;
  authors_raw: string;
  date: string | null;
}

export interface HepTh {
  /** By id, `hep-th/9711200`. */
  papers: Map<string, Listed>;
  /** citing → cited. */
  edges: [string, string][];
}

const lines = (path: string): string[] =>
  gunzipSync(readFileSync(realFile(path)))
    .toString('utf8')
    .trim()
    .split('\n');
const idOf = (node: string): string => `hep-th/${node.padStart(7, '0')}`;

/** Papers and citations as the files have them, but for the few papers that cite themselves. */
export function readHepTh(): HepTh {
  const papers = new Map<string, Listed>();
  for (const line of lines('hepth/papers.jsonl.gz')) {
    const paper = JSON.parse(line) as Listed;
    papers.set(paper.id, paper);
  }
  const edges = lines('hepth/edges.tsv.gz')
    .slice(1)
    .map((line) => line.split('\t').map(idOf) as [string, string])
    .filter(([citing, cited]) => citing !== cited);
  return { papers, edges };
}

/** The records of these citations and of the papers they are between. */
export function* hepThRecords({ papers }: HepTh, edges: readonly [string, string][]): Generator<HubLibraryRecord> {
  for (const id of new Set(edges.flat())) {
    const paper = papers.get(id);
    if (paper === undefined) continue;
    const { title, authors_raw, date } = paper;
    const authors = authorsOfListing(authors_raw);
    yield {
      type: 'work',
      ids: [`arxiv:${id}`],
      title: withoutTexAccents(title),
      ...(authors && authors.length > 0 && { authors }),
      ...(date !== null && { date }),
      category: 'hep-th',
    };
  }
  for (const [citing, cited] of edges) yield { type: 'citation', citing: `arxiv:${citing}`, cited: `arxiv:${cited}` };
}
