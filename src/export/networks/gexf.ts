/** GEXF 1.3 (gexf.net): works as nodes, citations as directed edges from the citing to the cited. */
import type { Network } from '../../library/graph/network.js';
import { CITATION_ATTRIBUTES, labelOf, WORK_ATTRIBUTES, xml } from './attributes.js';

const TYPES = { string: 'string', int: 'integer', double: 'double' } as const;

export function* gexf({ works, citations }: Network): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n';
  yield '  <graph mode="static" defaultedgetype="directed">\n';
  yield declared('node', WORK_ATTRIBUTES);
  yield declared('edge', CITATION_ATTRIBUTES);
  yield '    <nodes>\n';
  const ids: string[] = [];
  for (const work of works) {
    ids.push(xml(work.id));
    yield `      <node id="${xml(work.id)}" label="${xml(labelOf(work))}">${values(WORK_ATTRIBUTES, work)}</node>\n`;
  }
  yield '    </nodes>\n    <edges>\n';
  let edge = 0;
  for (const citation of citations) {
    yield `      <edge id="${edge}" source="${ids[citation.citing]}" target="${ids[citation.cited]}">${values(CITATION_ATTRIBUTES, citation)}</edge>\n`;
    edge += 1;
  }
  yield '    </edges>\n  </graph>\n</gexf>\n';
}

function declared(of: 'node' | 'edge', attributes: readonly { name: string; type: keyof typeof TYPES }[]): string {
  const lines = attributes.map(
    ({ name, type }) => `      <attribute id="${name}" title="${name}" type="${TYPES[type]}"/>\n`,
  );
  return `    <attributes class="${of}" mode="static">\n${lines.join('')}    </attributes>\n`;
}

function values<Of>(
  attributes: readonly { name: string; of: (of: Of) => string | number | undefined }[],
  of: Of,
): string {
  const known = attributes
    .map(({ name, of: value }) => ({ name, value: value(of) }))
    .filter(({ value }) => value !== undefined);
  if (known.length === 0) return '';
  return `<attvalues>${known.map(({ name, value }) => `<attvalue for="${name}" value="${xml(String(value))}"/>`).join('')}</attvalues>`;
}
