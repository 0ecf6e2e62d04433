/** Hubs of an import that have no id, and the papers they are (nameless-hubs.ts). */
import { showId } from '../../hub/ids/identifier.js';
import { likenesses } from '../identity/nameless-hubs.js';
import type { WorkNumber } from '../model.js';
import { idsOf } from '../works/ids.js';
import { printedOf } from '../works/printed.js';
import { isNew, type Writing } from './import-state.js';
import { takeHub } from './write-review.js';

/** Joins those that are certain, and tells of the others that the import names. @param join joins two works */
export function joinNamelessHubs(writing: Writing, join: (survivor: WorkNumber, gone: WorkNumber) => void): void {
  const { lib, report } = writing;
  const isNamed = (work: WorkNumber): boolean => writing.outcomes.get(work) > 0;
  for (const { hub, paper, isCertain } of likenesses(lib)) {
    if (!isNamed(hub) && !isNamed(paper)) continue;
    const [own, other] = [hub, paper].map((work) => idsOf(lib, work)[0]!) as [string, string];
    if (!isCertain) {
      report.notes.push(
        `this hub has the title of ${showId(other)} and may be the same paper; if it is: pith-tui merge ${showId(other)} ${showId(own)}`,
      );
      continue;
    }
    const late = isNamed(hub) ? hub : paper;
    const printed = printedOf(lib, late);
    if (isNew(writing, late)) report.hubs.added -= printed.length;
    const survivor = Math.min(hub, paper);
    join(survivor, Math.max(hub, paper));
    // What is printed now comes after what was printed before.
    for (const record of printed) takeHub(writing, { ...record, work: other });
    report.notes.push(
      `this hub has the title, and the figures or citing papers, of ${showId(other)} and is taken for it`,
    );
  }
}
