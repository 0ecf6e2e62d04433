/** Links by hand: which citing papers bear on which claim of a hub, as a reader sees it. */
import type { Id } from '../../hub/record.js';
import type { Stance } from '../../hub/stance.js';
import { LibraryError } from '../error.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf, workWithId } from '../works/ids.js';

export interface ClaimLink {
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

/** Links a citing paper to a claim, in the place of the link they had. @param author who says so */
export function linkClaim(
  lib: Library,
  claim: number,
  citing: WorkNumber,
  { stance, author, at }: Omit<ClaimLink, 'work'>,
): void {
  reading(lib, () => {
    if (lib.sql('SELECT 1 FROM claims WHERE id = ?').get(claim) === undefined)
      throw new LibraryError(`The library ${lib.file} has no claim ${claim}; open the hub again.`);
    lib.db
      .transaction(() => {
        removeLink(lib, claim, citing);
        lib
          .sql('INSERT INTO claim_links(claim, citing, stance, author, at) VALUES (?, ?, ?, ?, ?)')
          .run(claim, idsOf(lib, citing)[0], stance, author, at);
      })
      .immediate();
  });
}

/** Takes the link between a claim and a citing paper away. @returns whether there was one */
export function unlinkClaim(lib: Library, claim: number, citing: WorkNumber): boolean {
  return reading(lib, () => removeLink(lib, claim, citing));
}

function removeLink(lib: Library, claim: number, citing: WorkNumber): boolean {
  // The paper may have had another name first when it was linked.
  const remove = lib.sql('DELETE FROM claim_links WHERE claim = ? AND citing = ?');
  return idsOf(lib, citing).reduce((changes, id) => changes + remove.run(claim, id).changes, 0) > 0;
}

/** The papers linked to a claim, in the order in which they were; those that are no longer in the library are left out. */
export function linksOf(lib: Library, claim: number): ClaimLink[] {
  const found = lib
    .sql('SELECT citing, stance, author, at FROM claim_links WHERE claim = ? ORDER BY at, citing')
    .all(claim) as (Omit<ClaimLink, 'work'> & { citing: Id })[];
  return found.flatMap(({ citing, ...link }) => {
    const work = workWithId(lib, citing);
    return work === undefined ? [] : [{ work, ...link }];
  });
}
