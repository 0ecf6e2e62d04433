/** Which source a file is of, told from how its content begins. */

import { isUtf8 } from 'node:buffer';
import { cleanLine } from '../hub/text.js';
import { arxivFeed, arxivMetadata } from './arxiv/source.js';
import { NoSource } from './decoded.js';
import type { Input } from './input.js';
import { interchange } from './interchange/source.js';
import { columnsOf } from './lines/csv-rows.js';
import { firstLine } from './lines/json-lines.js';
import { LIST_SOURCES } from './lists/source.js';
import { openalexSnapshot } from './openalex/snapshot.js';
import { opencitationsIndex, opencitationsMeta } from './opencitations/csv.js';
import { withoutPapers } from './pith/pages/without-papers.js';
import { pithRecords } from './pith/records/source.js';
import { pith } from './pith/source.js';
import { s2agAdditions, s2agCitations, s2agPapers } from './s2ag/source.js';
import { semanticScholar } from './semantic-scholar/source.js';
import type { Source } from './source.js';

/** Every source, in the order they are asked. */
export const SOURCES: readonly Source[] = [
  interchange,
  pithRecords,
  s2agCitations,
  s2agPapers,
  s2agAdditions,
  openalexSnapshot,
  opencitationsIndex,
  opencitationsMeta,
  arxivFeed,
  arxivMetadata,
  semanticScholar,
  ...LIST_SOURCES,
  pith,
];

/** Parts of the dumps that say nothing a library could hold. */
const WITHOUT_PAPERS: readonly [what: string, is: (head: string, first: string) => boolean][] = [
  ['the authors of S2AG, which its papers name too', (_, first) => /^\{.*"authorid"\s*:/u.test(first)],
  ['the venues of S2AG, which its papers name too', (_, first) => /^\{.*"alternate_names"\s*:/u.test(first)],
  [
    'a part of the OpenAlex snapshot without works',
    (_, first) => /^\{/u.test(first) && /"id"\s*:\s*"https:\/\/openalex\.org\/[A-VX-Z]\w+"/u.test(first),
  ],
  [
    'a list of the files of the OpenAlex snapshot',
    (head) => /^\s*\{/u.test(head) && /"(?:entries|files)"\s*:/u.test(head) && head.includes('//openalex/'),
  ],
  ['a list of works deleted from OpenAlex', (_, first) => /^"?work_id"?\s*,/u.test(first)],
  [
    'an answer that says what went wrong, and no record',
    (head) => /^\s*\{\s*"(?:detail|ok)"\s*:\s*(?:"|false)/u.test(head),
  ],
  [
    'a JSON schema, which describes records and is none',
    (head) => /^\s*\{/u.test(head) && /"\$schema"\s*:\s*"https?:\/\/json-schema\.org\//u.test(head),
  ],
  [
    'the provenance of OpenCitations',
    (_, first) => first.includes('snapshot') && first.includes('agent') && columnsOf(first).includes('snapshot'),
  ],
];

/**
 * Which source content is of, by how it begins; file names say nothing.
 * @throws NoSource saying what it looks like, and where what can be read is listed.
 */
export function detectSource(input: Input): { source: Source; format: string } {
  const head = new TextDecoder().decode(input.head);
  for (const source of SOURCES) {
    const format = source.recognise(head);
    if (format !== undefined) return { source, format };
  }
  const without = WITHOUT_PAPERS.find(([, is]) => is(head, firstLine(head)))?.[0] ?? withoutPapers(head);
  if (without !== undefined) throw new NoSource(input.name, without, ': there is nothing to import in it.');
  throw new NoSource(input.name, resemblance(input.head, head), '; pith-tui help import lists what can be imported.');
}

/** What a file nobody recognises looks like. */
function resemblance(bytes: Buffer, head: string): string {
  // The head may end inside a character, hence the tolerance of three bytes.
  const cutting = bytes.length >= 64 * 1024 ? [0, 1, 2, 3] : [0];
  if (bytes.includes(0)) return 'a binary file';
  if (!cutting.some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)))) return 'not valid UTF-8 text';
  const start = head.trimStart();
  if (start === '') return 'blank';
  if (/^<(?:!doctype html|html|\?xml|!--)/iu.test(start)) return 'a web page or XML of another kind';
  if (start.startsWith('@')) return 'perhaps BibTeX';
  if (/^[[{]/u.test(start)) return jsonResemblance(start, bytes.length < 64 * 1024);
  return 'text of another kind';
}

function jsonResemblance(start: string, whole: boolean): string {
  if (!whole) return 'JSON of another kind';
  try {
    JSON.parse(start);
    return 'JSON of another kind';
  } catch (error) {
    const several = start.split('\n').filter((line) => line.trim() !== '');
    if (several.length > 1 && several.every(isJson)) return 'JSON Lines without the header of the interchange format';
    return `no whole JSON (${cleanLine((error as Error).message)})`;
  }
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
