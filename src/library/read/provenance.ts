/** Where what the library says comes from: of a work field by field, of a hub's citing papers source by source. */
import type { Author, Id } from '../../hub/record.js';
import { isFlag, isList, WORK_FIELD_NAMES, type WorkField } from '../../hub/work-fields.js';
import { NO_LISTS } from '../history/fetches.js';
import { type Library, reading } from '../library.js';
import type { VersionLine, WorkNumber } from '../model.js';
import { saidOf } from '../precedence.js';
import {
  type Description,
  descriptionsOf,
  inForce,
  listedTwice,
  ownId,
  sourceNames,
  versionsOf,
} from '../works/descriptions.js';
import { idsOf } from '../works/ids.js';
import { trustOf } from '../works/trust.js';
import { type CorrectionLine, correctionLines } from './corrected.js';

export interface Provenance {
  /** The work's names, the one to show first, and who gives it each of them; nobody where only a citation named it. */
  ids: { id: Id; sources: string[] }[];
  /** The field's values as texts, that in force first. */
  fields: { field: WorkField; values: { value: string; sources: string[] }[] }[];
  /** Manifestations: the published version, the preprint, and what is told of neither. */
  versions: VersionLine[];
  /** The numbers under which a source lists it as if it were several papers. */
  listedTwice: { source: string; ids: Id[] }[];
  /** Works that are to stay apart from it, by the names with which the reader said so. */
  keptApart: Id[];
  /** What the reader corrected of it, and took back. */
  corrections: CorrectionLine[];
}

/** Who says what of a work. */
export function provenanceOf(lib: Library, work: WorkNumber): Provenance {
  return reading(lib, () => {
    const descriptions = descriptionsOf(lib, work);
    const ids = idsOf(lib, work);
    const own = JSON.stringify(ids);
    return {
      ids: ids.map((id) => ({ id, sources: sourceNames(descriptions.filter((one) => one.ids.includes(id))) })),
      fields: fieldsSaid(descriptions),
      versions: versionsOf(descriptions),
      listedTwice: listingsOf(descriptions),
      keptApart: lib
        .sql(
          `SELECT other FROM kept_apart WHERE one IN (SELECT value FROM json_each(?))
           UNION SELECT one FROM kept_apart WHERE other IN (SELECT value FROM json_each(?)) ORDER BY 1`,
        )
        .pluck()
        .all(own, own) as Id[],
      corrections: correctionLines(lib, work),
    };
  });
}

function listingsOf(descriptions: readonly Description[]): Provenance['listedTwice'] {
  return sourceNames(descriptions).flatMap((source) => {
    const ids = descriptions.flatMap((one) => (one.source.name === source ? (ownId(source, one.ids) ?? []) : []));
    return ids.length > 1 ? [{ source, ids }] : [];
  });
}

function fieldsSaid(descriptions: readonly Description[]): Provenance['fields'] {
  const now = inForce(descriptions);
  return WORK_FIELD_NAMES.flatMap((field) => {
    const values = new Map<string | number, string[]>(now.has(field) ? [[now.get(field)!, []]] : []);
    const saying = descriptions
      .filter(({ said }) => said.has(field))
      .sort((a, b) => trustOf(field, a.source.name) - trustOf(field, b.source.name));
    for (const { said, source } of saying) {
      const sources = values.get(said.get(field)!) ?? [];
      if (!sources.includes(source.name)) sources.push(source.name);
      values.set(said.get(field)!, sources);
    }
    if (values.size === 0) return [];
    return [{ field, values: [...values].map(([value, sources]) => ({ value: inWords(field, value), sources })) }];
  });
}

function inWords(field: WorkField, value: string | number): string {
  if (isList(field)) return (JSON.parse(value as string) as Author[]).map(({ name }) => name).join(', ');
  if (isFlag(field)) return value === 1 ? 'yes' : 'no';
  return String(value);
}

export interface SourceLine {
  source: string;
  gave: 'citing papers' | 'judgements' | 'reviews' | 'hub page' | 'list of citing papers' | 'descriptions';
  count: number;
  /** Of citing papers: listings beyond the first of those that the source lists under several numbers. */
  listedTwice?: number;
  /** When: of citing papers the last import from the source (UTC), else as the source says. Absent where nobody said. */
  at?: string;
}

const SOURCES = `
  SELECT name AS source, 'citing papers' AS gave, citing AS count,
    (SELECT max(at) FROM imports WHERE imports.source = sources.id) AS at
  FROM (SELECT source, count(*) AS citing FROM citations WHERE cited = @hub GROUP BY source) AS counted
  JOIN sources ON sources.id = counted.source
  UNION ALL
  SELECT name, iif(name IN ${NO_LISTS}, 'descriptions', 'list of citing papers'), fetches.papers, max(finished) FROM fetches JOIN sources ON sources.id = service
  WHERE finished IS NOT NULL AND paper IN (SELECT scheme || ':' || value FROM aliases WHERE work = @hub) GROUP BY name
  UNION ALL
  SELECT judge, 'judgements', count(*), max(at) FROM (${saidOf('cited = @hub')}) GROUP BY judge
  UNION ALL
  SELECT source, 'reviews', count(*), max(reviewed_at) FROM reviews
  WHERE work IN (SELECT citing FROM citations WHERE cited = @hub) GROUP BY source
  UNION ALL
  SELECT source, 'hub page', count(*), nullif(max(at), '') FROM hubs WHERE work = @hub GROUP BY source
  ORDER BY 2, 3 DESC, 1`;

/** Who gave the hub's citing papers, and who said what of them. */
export function sourcesOf(lib: Library, hub: WorkNumber): SourceLine[] {
  return reading(lib, () => {
    const found = lib.sql(SOURCES).all({ hub }) as (Omit<SourceLine, 'at'> & { at: string | null })[];
    return found.map(({ at, ...line }) => {
      const twice = line.gave === 'citing papers' ? listedTwice(lib, hub, line.source) : 0;
      return { ...line, ...(twice > 0 && { listedTwice: twice }), ...(at !== null && { at }) };
    });
  });
}
