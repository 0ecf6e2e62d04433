/** A table of citations: RFC 4180, UTF-8, lines ended by CR LF; for Cytoscape, spreadsheets and scripts. */
import type { Network, NetworkWork } from '../../library/graph/network.js';
import { cell } from '../formats/csv.js';
import { CITATION_ATTRIBUTES, WORK_ATTRIBUTES } from './attributes.js';

/** Of both ends; `roles` are those of the citation itself. */
const OF_WORKS = WORK_ATTRIBUTES.filter(({ name }) => ['title', 'author', 'year', 'verdict', 'school'].includes(name));

export function* csvEdges({ works, citations }: Network): Generator<string> {
  const ends = ['citing', 'cited'].flatMap((end) => [end, ...OF_WORKS.map(({ name }) => `${end}_${name}`)]);
  yield `${[...ends, ...CITATION_ATTRIBUTES.map(({ name }) => name)].join(',')}\r\n`;
  const cells = Array.from(works, cellsOf);
  for (const citation of citations) {
    const own = CITATION_ATTRIBUTES.map(({ of }) => cell(String(of(citation) ?? '')));
    yield `${[cells[citation.citing]!, cells[citation.cited]!, ...own].join(',')}\r\n`;
  }
}

function cellsOf(work: NetworkWork): string {
  return [work.id, ...OF_WORKS.map(({ of }) => String(of(work) ?? ''))].map(cell).join(',');
}
