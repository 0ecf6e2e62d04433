/** GraphML (graphml.graphdrawing.org): works as nodes, citations as directed edges from the citing to the cited. */
import type { Network } from '../../library/graph/network.js';
import { CITATION_ATTRIBUTES, labelOf, WORK_ATTRIBUTES, xml } from './attributes.js';

export function* graphml({ works, citations }: Network): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield '  <key id="label" for="node" attr.name="label" attr.type="string"/>\n';
  for (const { name, type } of WORK_ATTRIBUTES)
    yield `  <key id="${name}" for="node" attr.name="${name}" attr.type="${type}"/>\n`;
  for (const { name, type } of CITATION_ATTRIBUTES)
    yield `  <key id="cited-${name}" for="edge" attr.name="${name}" attr.type="${type}"/>\n`;
  yield '  <graph edgedefault="directed">\n';
  const ids: string[] = [];
  for (const work of works) {
    ids.push(xml(work.id));
    yield `    <node id="${xml(work.id)}"><data key="label">${xml(labelOf(work))}</data>${data(WORK_ATTRIBUTES, work, '')}</node>\n`;
  }
  for (const citation of citations)
    yield `    <edge source="${ids[citation.citing]}" target="${ids[citation.cited]}">${data(CITATION_ATTRIBUTES, citation, 'cited-')}</edge>\n`;
  yield '  </graph>\n</graphml>\n';
}

function data<Of>(
  attributes: readonly { name: string; of: (of: Of) => string | number | undefined }[],
  of: Of,
  before: string,
): string {
  return attributes
    .map(({ name, of: value }) => ({ name, value: value(of) }))
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => `<data key="${before}${name}">${xml(String(value))}</data>`)
    .join('');
}
