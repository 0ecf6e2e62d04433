/** `pith-tui hubs`: the hubs in the library. */
import { showId } from '../../hub/ids/identifier.js';
import { countWords, differentPapers, tierOfHub } from '../../hub/share.js';
import type { HubLine } from '../../library/model.js';
import { listHubs } from '../../library/read/hubs.js';
import { displayText, width } from '../../text/width.js';
import type { Invocation } from '../arguments.js';
import { EXIT } from '../errors.js';
import { libraryFor, shownPath } from '../library.js';
import { counted, print, say } from '../output.js';
import { cell, plainWidth } from '../plain.js';
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
  };
}

export async function hubs(invocation: Invocation): Promise<number> {
  const library = await libraryFor(invocation);
  const lines = listHubs(library);
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
      ]),
      ...lines.map((hub) => tsvLine(Object.values(jsonHub(hub)))),
    ]);
  else {
    const presented = lines.filter((hub) => hub.presented);
    await print(plainLines(presented.length > 0 ? presented : lines));
    const others = lines.length - presented.length;
    if (presented.length > 0 && others > 0 && process.stdout.isTTY)
      say(`and ${counted(others, 'more paper')} with ten or more citing papers; --json and --tsv list them too`);
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

function* plainLines(lines: readonly HubLine[]): Generator<string> {
  const cells = lines.map((hub) => ({
    title: hub.title === hub.id ? `${showId(hub.id)} (no title yet)` : hub.title,
    tier: tierWords(hub),
    citing: `${countWords(hub.citing)} of ${hub.total === undefined ? '?' : countWords(differentPapers(hub.total, hub.listedTwice))}`,
    classified: countWords(hub.classified),
    imported: hub.importedAt.slice(0, 10),
    id: displayText(showId(hub.id)),
  }));
  const wide = (column: keyof (typeof cells)[number], least: number): number =>
    Math.max(least, ...cells.map((hub) => width(hub[column])));
  const tier = wide('tier', 4);
  const citing = wide('citing', 6);
  const classified = wide('classified', 10);
  const id = wide('id', 10);
  const all = plainWidth();
  const title = Math.max(30, Math.min(wide('title', 5), all - tier - citing - classified - 10 - id - 10));
  const line = (values: readonly [string, string, string, string, string, string]): string =>
    `${cell(values[0], title)}  ${cell(values[1], tier)}  ${values[2].padStart(citing)}  ${values[3].padStart(classified)}  ${cell(values[4], 10)}  ${values[5]}\n`;
  if (process.stdout.isTTY) yield line(['title', 'tier', 'citing', 'classified', 'imported', 'id']);
  for (const hub of cells) yield line([hub.title, hub.tier, hub.citing, hub.classified, hub.imported, hub.id]);
}
