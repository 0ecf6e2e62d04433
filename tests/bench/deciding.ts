/** What deciding costs in the library, and the view after it, nothing drawn. */
import type { Status } from '../../src/hub/decisions/decision.js';
import { record, undo } from '../../src/library/decisions/journal.js';
import { ownScreening } from '../../src/library/decisions/screening.js';
import type { Library } from '../../src/library/library.js';
import type { WorkNumber } from '../../src/library/model.js';
import { rows } from '../../src/library/read/rows.js';
import { runQuery } from '../../src/library/search/view.js';
import type { Query } from '../../src/query/query.js';
import { figures, timed } from './figures/measure.js';
import type { InsideLine } from './inside.js';

const ROWS = 50;
const ALL: Query = { where: null, sort: null };
const UNSCREENED: Query = { where: { kind: 'status', what: 'unscreened' }, sort: null };

export function decidingLines(library: Library, hub: WorkNumber): InsideLine[] {
  const measured = new Map<string, number[]>();
  const measure = <T>(name: string, work: () => T): T => {
    const { ms, result } = timed(work);
    measured.set(name, [...(measured.get(name) ?? []), ms]);
    return result;
  };
  const screening = ownScreening(library, hub);
  const papers = runQuery(library, hub, ALL);
  const works = papers.works(0, papers.total);
  const decide = (some: readonly WorkNumber[], status: Status): string =>
    record(
      library,
      'reader',
      some.map((work) => ({ kind: 'decide', screening, work, to: { status } })),
    ).step!;
  const view = (query: Query): number => {
    const { facets, works: shown } = runQuery(library, hub, query);
    return facets.length + rows(library, hub, shown(0, ROWS)).length;
  };
  const each = (before: string): void => {
    for (const [at, work] of works.slice(0, 200).entries()) {
      const step = measure(`${before}: a decision`, () => decide([work], at % 4 < 2 ? 'later' : 'included'));
      measure(`${before}: the view after it`, () => view(ALL));
      measure(`${before}: that of the unscreened`, () => view(UNSCREENED));
      if (at % 2 === 0) measure(`${before}: undo`, () => undo(library, 'reader', step));
    }
  };
  view(ALL);
  view(UNSCREENED);
  each('nothing decided');
  for (const status of ['included', 'excluded', 'maybe'] as const) {
    const step = measure('a decision over all', () => decide(works, status));
    measure('the view after it', () => view(UNSCREENED));
    const undone = measure('undo over all', () => undo(library, 'reader', step));
    measure('redo over all', () => undo(library, 'reader', undone.step!));
  }
  view(ALL);
  each('all decided');
  return [...measured].map(([name, ms]) => ({ name, ms: figures(ms) }));
}
