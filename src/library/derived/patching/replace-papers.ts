/**
 * Puts single papers of a hub anew into the arrays that the library has of it, or takes them out: what a merge, a split or a few
 * records change costs one pass over the arrays, and no reading of a million other papers.
 */
import type { Library } from '../../library.js';
import type { WorkNumber } from '../../model.js';
import { finished } from '../../steps.js';
import { GROUPS, isReadable, type Outline, putClasses, type Values, VERSION } from '../column-layout.js';
import { columnsOf, opened, putInPlace } from '../columns.js';
import { makePart } from '../make-columns.js';
import { putOrder } from '../orders.js';
import { putReferences } from '../references.js';
import { libraryShelf, memoryShelf, putAll, type Shelf } from '../shelf/segments.js';
import { PAIRS_FROM, type PairsOutline, putPairs, replacePairs } from '../words/pairs.js';
import { replaceAges, replaceOrders } from './replace-orders.js';
import { replaceReferences } from './replace-references.js';
import { replaceCodes, replaceGroup } from './replace-values.js';
import { replaceWords } from './replace-words.js';
import { type Replacing, replacing, spread } from './replacing.js';

/** Most postings beside the bulk: they are read and written as a whole. */
const MOST_LATE = 1 << 18;
/** From so many papers on, or such a share of the hub's, it is as quick to make all arrays anew. */
const MOST = 1000;
const LARGEST_SHARE = 1 / 4;

/**
 * Brings the arrays of a hub up to date, where few of its papers are out of date.
 * @param works SQL for the works that may be other papers than before, or cite the hub no more, or only now
 * @param mostLate how many postings of papers that were put in are kept beside the others; with more, all are put in their places
 * @param pairsFrom as in storeColumnsIn()
 * @returns whether they are; else the library has none, or too many papers changed
 */
export function replacePapers(
  lib: Library,
  hub: WorkNumber,
  works: string,
  mostLate = MOST_LATE,
  pairsFrom = PAIRS_FROM,
): boolean {
  const stored = lib.sql("SELECT version, outline ->> 'size' AS size FROM hub_columns WHERE work = ?").get(hub) as
    | { version: number; size: number }
    | undefined;
  if (stored === undefined || !isReadable(stored.version)) return false;
  const most = Math.max(MOST, Math.floor(stored.size * LARGEST_SHARE));
  if (lib.sql(`SELECT 1 FROM (${works}) LIMIT 1 OFFSET ?`).get(most) !== undefined) return false;
  const old = columnsOf(lib, hub);
  if (old.generation === null) return false;
  const loose = memoryShelf();
  const fresh = opened(lib, hub, null, makePart(lib, hub, loose, works), loose);
  const changed = replacing(old, fresh, lib.sql(works).pluck().all() as WorkNumber[]);
  const shelf = libraryShelf(lib, hub);
  const values: Values = { ...old.values };
  lib.heed(0.2);
  const references = putReferences(shelf, replaceReferences(changed), old.references());
  const classes = GROUPS.map((_, number) => {
    const group = replaceGroup(changed, values, number);
    putClasses(shelf, number, group, old.groups[number]);
    return group;
  });
  const codes = (['citations', 'refs', 'venue'] as const).map((field) => {
    const own = replaceCodes(changed, values, field);
    putAll(shelf, field, own, old.codes(field));
    return own;
  });
  lib.heed(0.4);
  const ages = replaceAges(lib, changed);
  const noveltyAt = GROUPS.findIndex((fields) => fields.includes('novelty'));
  const { codes: noveltyCodes, fields: noveltyFields } = classes[noveltyAt]!;
  const novelties = noveltyFields[GROUPS[noveltyAt]!.indexOf('novelty')]!;
  const unknown = (list: readonly unknown[]): number => (list.at(-1) === null ? list.length - 1 : -1);
  const novelty = { of: (place: number) => novelties[noveltyCodes[place]!]!, unknown: unknown(values.novelty) };
  const citations = { of: (place: number) => codes[0]![place]!, unknown: unknown(values.citations) };
  for (const order of replaceOrders(lib, changed, ages, novelty, citations)) putOrder(shelf, order, changed.ids);
  putAll(shelf, 'age', ages.of, old.age());
  lib.heed(0.6);
  const flags = spread(changed, { of: old.flags() }, { of: fresh.flags() }, new Uint8Array(changed.size));
  putAll(shelf, 'flags', flags, old.flags());
  putAll(shelf, 'ids', changed.ids, old.ids);
  const outline: Outline = {
    size: changed.size,
    values,
    classes: classes.map(({ papers }) => papers.length),
    words: replaceWords(changed, shelf, mostLate),
    references,
    ...pairsThen(lib, changed, shelf, pairsFrom),
  };
  lib
    .sql('INSERT OR REPLACE INTO hub_columns(work, version, outline) VALUES (?, ?, ?)')
    .run(hub, VERSION, JSON.stringify(outline));
  putInPlace(lib, hub, null);
  return true;
}

/** What is known of common words in the abstracts of a hub that is large, or was. */
function pairsThen(
  lib: Library,
  { old, kept, ids, size }: Replacing,
  shelf: Shelf,
  pairsFrom: number,
): { pairs?: PairsOutline } {
  const before = old.pairs();
  if (before === undefined && size < pairsFrom) return {};
  const text = lib.sql("SELECT outline -> 'pairs' FROM hub_columns WHERE work = ?").pluck().get(old.hub) as
    | string
    | null;
  const left =
    before === undefined || text === null
      ? undefined
      : replacePairs(before, JSON.parse(text) as PairsOutline, shelf, kept, size);
  return { pairs: left ?? finished(putPairs(lib, shelf, ids)) };
}
