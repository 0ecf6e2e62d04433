/** Which lines of the journal stand (decisions/heads.ts), worked out from the journal as a whole. */
import type { Library } from './library.js';

/** The lines that stand, by the journal alone. */
export const STANDING = `
SELECT seq, kind, screening, work, item FROM journal WHERE seq NOT IN (
  SELECT covered.seq FROM journal AS over JOIN json_each(over.over) AS name
    JOIN steps ON steps.name = substr(name.value, 1, instr(name.value, '.') - 1)
    JOIN journal AS covered ON covered.step = steps.id AND covered.line = substr(name.value, instr(name.value, '.') + 1) + 0
)`;

/** Works out anew which lines stand. */
export function deriveStanding(lib: Library): void {
  lib.db.exec('DELETE FROM standing');
  lib.db.exec(`INSERT INTO standing(seq, kind, screening, work, item) ${STANDING}`);
}
