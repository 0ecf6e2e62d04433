/** `pith-tui cites` and `cited-by`: the papers that cite a paper, and those that it cites. */
import { showId } from '../../../hub/ids/identifier.js';
import { citedRows, citedWorks } from '../../../library/graph/cited.js';
import type { Library } from '../../../library/library.js';
import type { Row, WorkNumber } from '../../../library/model.js';
import { workLines } from '../../../library/read/rows.js';
import { labelsOf } from '../../../library/search/facets/facets.js';
import { runQuery } from '../../../library/search/view.js';
import { countFlag, type Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { say } from '../../output.js';
import { onePaper, requiredPaper } from '../../paper.js';
import { cut } from '../../plain.js';
import { printRows } from '../list/row-lines.js';
import { nothingFound, rowsOf } from '../list.js';

export async function cites(invocation: Invocation): Promise<number> {
  const { library, work, limit } = await asked(invocation);
  const query = { where: null, sort: { key: 'date', descending: true } } as const;
  const view = runQuery(library, work, query);
  await printRows(rowsOf(library, work, view, limit), invocation.switches, {
    labels: (field) => labelsOf(library, work, field),
  });
  if (view.total > 0) return EXIT.ok;
  say(nothingFound(library, work, query));
  return EXIT.nothing;
}

export async function citedBy(invocation: Invocation): Promise<number> {
  const { library, work, limit } = await asked(invocation);
  const found = citedRows(library, work, citedWorks(library, work).slice(0, limit));
  const ofField: Record<'role' | 'polarity', (row: Row) => string[]> = {
    role: ({ roles }) => roles,
    polarity: ({ polarities }) => polarities,
  };
  await printRows(found, invocation.switches, {
    labels: (field) => [...new Set(found.flatMap(ofField[field]))],
  });
  if (found.length > 0) return EXIT.ok;
  const [line] = workLines(library, [work]);
  say(
    `pith-tui: Nothing that "${cut(line!.title, 80)}" cites is in the library; it comes with the citing papers of what it cites, and with dumps of citations (${showId(line!.id)}).`,
  );
  return EXIT.nothing;
}

async function asked(invocation: Invocation): Promise<{ library: Library; work: WorkNumber; limit: number }> {
  const { paper, query } = requiredPaper(invocation);
  if (query !== '')
    throw new UserError(
      `pith-tui ${invocation.command.name} takes no query; for the citing papers that match: pith-tui list PAPER ${query}`,
    );
  const limit = countFlag(invocation, 'limit') ?? Number.POSITIVE_INFINITY;
  const library = await libraryFor(invocation);
  return { library, work: onePaper(library, paper, invocation.named), limit };
}
