/** Where what the library says of a hub's citing papers comes from. */
import type { WorkId } from './model.js';
import { type Library, reading } from './open.js';

export interface SourceLine {
  source: string;
  gave: 'citing papers' | 'judgements' | 'reviews' | 'hub page' | 'list of citing papers' | 'descriptions';
  count: number;
  /** When: of citing papers the last import from the source (UTC), else as the source says. Absent where nobody said. */
  at?: string;
}

const SOURCES = `
  SELECT name AS source, 'citing papers' AS gave, citing AS count,
    (SELECT max(at) FROM imports WHERE imports.source = sources.id) AS at
  FROM (SELECT source, count(*) AS citing FROM citations WHERE cited = @hub GROUP BY source) AS counted
  JOIN sources ON sources.id = counted.source
  UNION ALL
  SELECT name, iif(name IN ('arxiv', 'crossref'), 'descriptions', 'list of citing papers'), fetches.papers, max(finished) FROM fetches JOIN sources ON sources.id = service
  WHERE finished IS NOT NULL AND paper IN (SELECT scheme || ':' || value FROM aliases WHERE work = @hub) GROUP BY name
  UNION ALL
  SELECT name, 'judgements', count(*), max(at) FROM judgements JOIN judges ON judges.id = judge WHERE cited = @hub GROUP BY name
  UNION ALL
  SELECT source, 'reviews', count(*), max(reviewed_at) FROM reviews
  WHERE work IN (SELECT citing FROM citations WHERE cited = @hub) GROUP BY source
  UNION ALL
  SELECT source, 'hub page', count(*), nullif(max(at), '') FROM hubs WHERE work = @hub GROUP BY source
  ORDER BY 2, 3 DESC, 1`;

/** Who gave the hub's citing papers, and who said what of them. */
export function sourcesOf(lib: Library, hub: WorkId): SourceLine[] {
  return reading(lib, () => {
    const found = lib.sql(SOURCES).all({ hub }) as (Omit<SourceLine, 'at'> & { at: string | null })[];
    return found.map(({ at, ...line }) => ({ ...line, ...(at !== null && { at }) }));
  });
}
