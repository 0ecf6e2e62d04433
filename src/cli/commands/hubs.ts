/** `pith-tui hubs`: the hubs in the library. */
import { showId } from '../../hub/ids/identifier.js';
import { counted, countWords, differentPapers, tierOfHub } from '../../hub/share.js';
import type { HubLine } from '../../library/model.js';
import { countHubs, listHubs, presentedHubs } from '../../library/read/hubs.js';
import type { Column } from '../../text/columns.js';
import { displayText, width } from '../../text/width.js';
import type { Invocation } from '../arguments.js';
import { EXIT } from '../errors.js';
import { libraryFor, shownPath } from '../library.js';
import { print, say } from '../output.js';
import { plainWidth, tableLines, wrapped } from '../plain.js';
import { jsonArray, jsonWork, tsvLine } from '../row-format.js';

function jsonHub(hub: HubLine): Record<string, unknown> {
  return {
    ...jsonWork(hub),
    tier: tierOfHub(hub)?.name ?? null,
    class: hub.class ?? null,
    citing: hub.citing,
    total: hub.total ?? null,
    classified: hub.classified,
    presented: hub.presented,
    importedAt: hub.importedAt,
    tierCounted: tierOfHub(hub)?.isCounted ?? false,
    computed: hub.computed,
  };
}

export async function hubs(invocation: Invocation): Promise<number> {
  const library = await libraryFor(invocation);
  const isForPrograms = invocation.switches.has('json') || invocation.switches.has('tsv');
  // Of the others people are told the number alone.
  const presented = isForPrograms ? [] : presentedHubs(library);
  const lines = presented.length > 0 ? presented : listHubs(library);
  if (invocation.switches.has('json')) await print(jsonArray(lines.map(jsonHub)));
  else if (invocation.switches.has('tsv'))
    await print([
      tsvLine([
        'id',
        'title',
        'authors',
        'date',
        'tier',
        'class',
        'citing',
        'total',
        'classified',
        'presented',
        'imported_at',
        'tier_counted',
        'computed',
      ]),
      ...lines.map((hub) => tsvLine(Object.values(jsonHub(hub)))),
    ]);
  else {
    await print(plainLines(lines));
    const others = presented.length > 0 && process.stdout.isTTY ? countHubs(library) - presented.length : 0;
    if (others > 0)
      say(
        wrapped(
          `and ${counted(others, 'more paper')} with ten or more citing papers; --json and --tsv list them too`,
          plainWidth(),
        ).join('\n'),
      );
  }
  if (lines.length > 0) return EXIT.ok;
  say(
    `pith-tui: There is no hub in ${shownPath(library.file)} yet; to bring one in: pith-tui fetch PAPER, or pith-tui import FILE`,
  );
  return EXIT.nothing;
}

/** A tier that no source printed is counted from the library. */
function tierWords(hub: HubLine): string {
  const tier = tierOfHub(hub);
  return tier === undefined ? '-' : `${tier.name}${tier.isCounted ? ' (counted)' : ''}`;
}

/** Where nobody said how many there are, or counted fewer than are here, the whole is not known. */
function citingWords({ citing, total, listedTwice }: HubLine): string {
  const whole = differentPapers(citing, total, listedTwice);
  return `${countWords(citing)} of ${whole === undefined ? '?' : countWords(whole)}`;
}

function* plainLines(lines: readonly HubLine[]): Generator<string> {
  const cells = lines.map((hub) => ({
    title: hub.title === hub.id ? `${showId(hub.id)} (no title yet)` : hub.title,
    tier: tierWords(hub),
    citing: citingWords(hub),
    classified: `${countWords(hub.classified)}${hub.computed === 0 ? '' : ` +${countWords(hub.computed)} computed`}`,
    imported: hub.importedAt.slice(0, 10),
    id: showId(hub.id),
  }));
  const heads = {
    title: 'title',
    tier: 'tier',
    citing: 'citing',
    classified: 'classified',
    imported: 'imported',
    id: 'id',
  };
  type ColumnId = keyof typeof heads;
  const wide = (column: ColumnId): number =>
    Math.max(heads[column].length, ...cells.map((hub) => width(displayText(hub[column]))));
  const whole = (id: ColumnId, priority: number): Column<ColumnId> => ({ id, min: wide(id), want: wide(id), priority });
  const [title, id] = [wide('title'), wide('id')];
  const line = tableLines<ColumnId>([
    { id: 'title', min: Math.min(18, title), want: Math.min(40, title), max: title, grow: 4, priority: 10 },
    whole('tier', 7),
    whole('citing', 6),
    whole('classified', 3),
    whole('imported', 2),
    { id: 'id', min: Math.min(20, id), want: Math.min(32, id), max: id, grow: 1, priority: 9 },
  ]);
  const right = (hub: typeof heads): typeof heads => ({
    ...hub,
    citing: hub.citing.padStart(wide('citing')),
    classified: hub.classified.padStart(wide('classified')),
  });
  if (process.stdout.isTTY) yield line(right(heads));
  for (const hub of cells) yield line(right(hub));
}
