/**
 * Links by hand: which citing papers bear on which claim of a hub, as a reader sees it. They are lines of the journal that name the
 * claim by its words, and note its own id where it has one: so they are found wherever it came from, and when it is worded anew.
 */
import { type Change, type HubScreening, hubScreening } from '../../hub/decisions/decision.js';
import type { Id } from '../../hub/record.js';
import type { Stance } from '../../hub/stance.js';
import { claimName } from '../claim-name.js';
import { latest } from '../decisions/heads.js';
import { type Recorded, record } from '../decisions/journal.js';
import { namesOfScreening, ownScreening } from '../decisions/screening.js';
import { LibraryError } from '../error.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf, workWithId } from '../works/ids.js';

/** A reader's link. */
export interface Linked {
  work: WorkNumber;
  stance: Stance;
  author: string;
  /** UTC time. */
  at: string;
}

export interface ClaimLine {
  /** Its number in the library. */
  claim: number;
  kind: string;
  text: string;
}

/** The claims of a hub that papers can be linked to. */
export function claimLines(lib: Library, hub: WorkNumber): ClaimLine[] {
  return reading(
    lib,
    () => lib.sql('SELECT id AS claim, kind, text FROM claims WHERE work = ? ORDER BY id').all(hub) as ClaimLine[],
  );
}

/** Links a citing paper to a claim in the place of the links they had; null takes these away. @param who the reader's name */
export function linkClaim(
  lib: Library,
  who: string,
  claim: number,
  citing: WorkNumber,
  stance: Stance | null,
): Recorded {
  return reading(lib, () => {
    const known = claimOf(lib, claim);
    if (known === undefined)
      throw new LibraryError(`The library ${lib.file} has no claim ${claim}; open the hub again.`);
    const { hub, name, claimId } = known;
    const to = stance === null ? null : { stance, ...(claimId !== null && { claimId }) };
    const own = standingOn(lib, known).filter(({ work }) => work === citing);
    // Under words it had before, nothing is to stand beside it.
    const names = new Set(own.map(({ item }) => item)).add(name);
    return record(
      lib,
      who,
      [...names].map(
        (item): Change<WorkNumber> => ({
          kind: 'claim',
          screening: hub,
          work: citing,
          claim: item,
          to: item === name ? to : null,
        }),
      ),
    );
  });
}

/**
 * The papers linked to a claim, in the order in which they were: of each reader the last link. Those that are no longer in the library
 * are left out.
 */
export function linksOf(lib: Library, claim: number): Linked[] {
  const known = claimOf(lib, claim);
  if (known === undefined) return [];
  const ofReader = Map.groupBy(standingOn(lib, known), ({ work, who }) => `${work} ${who}`);
  return [...ofReader.values()]
    .map((own) => latest(own) as StandingLink)
    .map(({ work, stance, who, at }) => ({ work, stance, author: who, at }))
    .sort((a, b) => (a.at === b.at ? a.work - b.work : a.at < b.at ? -1 : 1));
}

/** A claim of a hub that a reader linked a paper to. */
export interface LinkedClaim {
  text: string;
  stance: Stance;
  author: string;
}

/** The claims of a hub that a citing paper is linked to, in their order. */
export function claimsLinkedTo(lib: Library, hub: WorkNumber, citing: WorkNumber): LinkedClaim[] {
  return reading(lib, () => {
    // Few papers are linked to any.
    const standing = lib.sql(
      `SELECT 1 FROM standing WHERE kind = 'claim' AND screening IN (SELECT value FROM json_each(?))
         AND work IN (SELECT value FROM json_each(?)) LIMIT 1`,
    );
    const hubs = namesOfScreening(lib, ownScreening(lib, hub));
    if (standing.get(JSON.stringify(hubs), JSON.stringify(idsOf(lib, citing))) === undefined) return [];
    return claimLines(lib, hub).flatMap(({ claim, text }) =>
      linksOf(lib, claim).flatMap(({ work, stance, author }) => (work === citing ? [{ text, stance, author }] : [])),
    );
  });
}

interface KnownClaim {
  /** The hub by the name under which the claim came, so that it is still this hub's when it is split. */
  hub: HubScreening;
  /** All names of the hub. */
  hubs: readonly string[];
  name: string;
  claimId: string | null;
}

function claimOf(lib: Library, claim: number): KnownClaim | undefined {
  const row = lib
    .sql(
      `SELECT claims.work, text, claim_id AS claimId, names ->> 0 AS via
       FROM claims LEFT JOIN descriptions ON descriptions.id = claims.via WHERE claims.id = ?`,
    )
    .get(claim) as { work: WorkNumber; text: string; claimId: string | null; via: Id | null } | undefined;
  if (row === undefined) return undefined;
  const { work, text, claimId, via } = row;
  const hub = hubScreening(via !== null && workWithId(lib, via) === work ? via : idsOf(lib, work)[0]!);
  return { hub, hubs: namesOfScreening(lib, ownScreening(lib, work)), name: claimName(text), claimId };
}

interface StandingLink {
  work: WorkNumber;
  item: string;
  stance: Stance;
  to: string;
  who: string;
  at: string;
  id: string;
}

/** The links that stand on a claim: by its words, and by its own id where these were others. */
function standingOn(lib: Library, { hubs, name, claimId }: KnownClaim): StandingLink[] {
  return lib
    .sql(
      `SELECT aliases.work, standing.item, journal."to" ->> '$.stance' AS stance, journal."to", steps.who, steps.at,
         steps.name || '.' || journal.line AS id
       FROM standing JOIN journal USING (seq) JOIN steps ON steps.id = journal.step
         JOIN aliases ON aliases.scheme = substr(standing.work, 1, instr(standing.work, ':') - 1)
           AND aliases.value = substr(standing.work, instr(standing.work, ':') + 1)
       WHERE standing.kind = 'claim' AND standing.screening IN (SELECT value FROM json_each(@hubs)) AND journal."to" IS NOT NULL
         AND (standing.item = @name OR journal."to" ->> '$.claimId' = @claimId)`,
    )
    .all({ hubs: JSON.stringify(hubs), name, claimId }) as StandingLink[];
}
