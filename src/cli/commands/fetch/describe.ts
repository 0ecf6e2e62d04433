/** What a service says of a hub and its citing papers by their names, a batch after the other into the library. */

import { splitId } from '../../../hub/ids/identifier.js';
import { type DescribingServiceName, SERVICES } from '../../../hub/services.js';
import { counted, countWords } from '../../../hub/share.js';
import type { FetchRequest, FetchRun } from '../../../library/history/fetches.js';
import type { WorkNumber } from '../../../library/model.js';
import { askableWorks, countAskable } from '../../../library/read/works-by-scheme.js';
import { storeDescribed } from '../../../library/write/write-page.js';
import { DESCRIBERS } from '../../../sources/fetchers.js';
import { type Page, readCursor } from '../../../sources/page.js';
import type { Fetching, Kept } from './service.js';

/** Unknown names told. */
const EXAMPLES = 3;

/** From where to go on: after this work of the library. */
interface Place {
  of: DescribingServiceName;
  after: WorkNumber;
  /** Works asked for so far. */
  asked: number;
  /** Names of the first of those that the service does not know. */
  unknown: string[];
}

export async function* describePapers(
  { library, client, signal }: Fetching,
  service: DescribingServiceName,
  start: FetchRun | FetchRequest,
): AsyncGenerator<Kept> {
  const { scheme } = SERVICES[service].describes;
  const { batch, fetch } = DESCRIBERS[service];
  const { paper, max = Infinity } = start;
  let place = placeOf(service, start);
  let run = start;
  let known = 'id' in run ? run.papers : 0;
  const total = countAskable(library, paper, scheme);
  for (let more = true; more && known < max; ) {
    const next = askableWorks(library, paper, scheme, place.after, batch + 1);
    const works = next.slice(0, Math.min(batch, max - known));
    more = works.length < next.length;
    const ids = works.flatMap((work) => work.ids);
    const pages: Page[] = [];
    for await (const page of fetch(client, ids, { signal })) pages.push(page);
    const records = pages.flatMap((page) => page.records);
    const found = new Set(records.flatMap((record) => (record.type === 'work' ? record.ids : [])));
    const unknown = works.filter((work) => !work.ids.some((id) => found.has(id)));
    place = {
      of: service,
      after: works.at(-1)?.work ?? place.after,
      asked: place.asked + works.length,
      unknown: [...place.unknown, ...unknown.map((work) => splitId(work.ids[0]!).value)].slice(0, EXAMPLES),
    };
    known += works.length - unknown.length;
    const kept = await storeDescribed(library, run, {
      records,
      cursor: more ? JSON.stringify(place) : null,
      works: works.map(({ work }) => work),
      known: works.length - unknown.length,
      total: more ? Math.max(total, place.asked) : place.asked,
      notes: unknownWords(place, place.asked - known),
    });
    run = kept.run;
    yield { ...kept, problems: pages.flatMap((page) => page.problems ?? []) };
  }
}

function placeOf(service: DescribingServiceName, start: FetchRun | FetchRequest): Place {
  if (!('id' in start) || start.cursor === null) return { of: service, after: 0, asked: 0, unknown: [] };
  return readCursor<Place>(
    service,
    start.cursor,
    (value) => Number.isSafeInteger(value.after) && Number.isSafeInteger(value.asked) && Array.isArray(value.unknown),
  );
}

function unknownWords({ of, asked, unknown }: Place, count: number): string[] {
  if (count === 0) return [];
  const more = count > unknown.length ? ' and others' : '';
  return [
    `${SERVICES[of].title} does not know ${countWords(count)} of ${counted(asked, 'paper')}: ${unknown.join(', ')}${more}.`,
  ];
}
