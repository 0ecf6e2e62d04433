/** `pith-tui show`: the hub's overview as plain text, in the order of a hub page, or as JSON. */
import { tierOfHub } from '../../hub/share.js';
import type { Library } from '../../library/library.js';
import type { Coverage, Overview, WorkNumber } from '../../library/model.js';
import { workLines } from '../../library/read/rows.js';
import { overview } from '../../library/search/overview.js';
import { listWords } from '../../text/list-words.js';
import { UNICODE_GLYPHS } from '../../text/look/glyphs.js';
import { plainText } from '../../text/spans.js';
import { overviewLines } from '../../tui/panes/overview.js';
import { countFlag, type Invocation, isGiven } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { print } from '../output.js';
import { onePaper, requiredPaper } from '../paper.js';
import { plainWidth } from '../plain.js';
import { cleaned, jsonFields, jsonRow, jsonWork } from '../row-format.js';
import { answerLines } from './show/answer.js';
import { jsonProvenance, provenanceLines } from './show/provenance.js';
import { ORDERS_OF, WITH_LEAST } from './show/section-names.js';
import { answer, type NamedSection, sectionNamed } from './show/sections.js';

export async function show(invocation: Invocation): Promise<number> {
  const { paper, query } = requiredPaper(invocation);
  if (query !== '')
    throw new UserError(`pith-tui show takes no query; for the papers that match: pith-tui list PAPER ${query}`);
  const library = await libraryFor(invocation);
  const work = onePaper(library, paper, invocation.named);
  const wide = Math.min(100, plainWidth());
  if (invocation.switches.has('provenance')) {
    if (!invocation.switches.has('json')) await print(provenanceLines(library, work, wide).map((line) => `${line}\n`));
    else await print([`${JSON.stringify(cleaned(jsonProvenance(library, work)), null, 2)}\n`]);
    return EXIT.ok;
  }
  const section = sectionNamed(invocation.values.get('section')?.[0] ?? 'overview');
  if (section !== undefined) return printSection(invocation, library, work, section);
  for (const flag of ['by', 'min', 'limit'] as const)
    if (isGiven(invocation, flag))
      throw new UserError(
        isGiven(invocation, 'section')
          ? `--${flag} does not belong with --section overview; leave it out.`
          : `--${flag} belongs with --section; add one, or leave it out.`,
      );
  const seen = overview(library, work);
  if (invocation.switches.has('json')) await print([`${JSON.stringify(jsonOverview(seen), null, 2)}\n`]);
  else await print(overviewLines(seen, wide, UNICODE_GLYPHS).map((line) => `${plainText(line).trimEnd()}\n`));
  return EXIT.ok;
}

const LINES = 20;

/** Refuses what the section would not heed. */
function checkFlags(invocation: Invocation, section: NamedSection): void {
  const by = invocation.values.get('by')?.[0];
  const orders = ORDERS_OF[section];
  if (by !== undefined && orders === undefined)
    throw new UserError(
      `--by belongs with --section ${listWords(Object.keys(ORDERS_OF), 'or')}, not with ${section}; leave it out.`,
    );
  if (by !== undefined && orders?.includes(by) === false)
    throw new UserError(`--by can be ${listWords(orders, 'or')} with --section ${section}, not ${by}.`);
  if (isGiven(invocation, 'min') && !WITH_LEAST.includes(section))
    throw new UserError(
      `--min belongs with --section ${listWords(WITH_LEAST, 'or')}, not with ${section}; leave it out.`,
    );
}

async function printSection(
  invocation: Invocation,
  library: Library,
  work: WorkNumber,
  section: NamedSection,
): Promise<number> {
  checkFlags(invocation, section);
  const isJson = invocation.switches.has('json');
  const asked = {
    limit: countFlag(invocation, 'limit') ?? (isJson ? Number.MAX_SAFE_INTEGER : LINES),
    min: countFlag(invocation, 'min'),
    by: invocation.values.get('by')?.[0],
  };
  const told = answer(library, work, section, asked);
  if (isJson) {
    const { told: words, rule = null, json } = told;
    const [line] = workLines(library, [work]);
    const object = { paper: jsonWork(line!), section, told: words, rule, ...json };
    await print([`${JSON.stringify(cleaned(object), null, 2)}\n`]);
  } else await print(answerLines(told, plainWidth()));
  return told.table.rows.length > 0 ? EXIT.ok : EXIT.nothing;
}

/** The whole overview without the numbers that mean something only inside the library file. */
function jsonOverview(seen: Overview): unknown {
  const { head, work } = seen;
  const coverage = (shares: Coverage): unknown => ({
    counts: shares.counts,
    classified: shares.classified,
    of: shares.of,
  });
  return cleaned({
    ...jsonWork(head),
    ids: work.ids,
    authors: work.authors.map((author) => author.name),
    authorSet: (work.authorSet ?? []).map((author) => author.name),
    authorCount: work.authorCount,
    abstract: work.abstract ?? null,
    tier: tierOfHub(head)?.name ?? null,
    // No source printed it: it is counted from this library.
    tierCounted: tierOfHub(head)?.isCounted ?? false,
    class: head.class ?? null,
    sentence: head.sentence ?? null,
    headline: head.headline ?? null,
    citing: head.citing,
    total: head.total ?? null,
    listedTwice: head.listedTwice?.papers ?? 0,
    importedAt: head.importedAt,
    printed: seen.printed,
    roles: coverage(seen.roles),
    polarities: coverage(seen.polarities),
    verdicts: coverage(seen.verdicts),
    integrity: coverage(seen.integrity),
    retracted: work.retracted ?? null,
    ...jsonFields(work, ['reviews', 'checks']),
    claims: seen.claims,
    cites: { total: seen.cites.total, hubs: seen.cites.hubs.map(jsonRow) },
    coCited: seen.coCited.map((other) => ({ ...jsonWork(other), shared: other.shared })),
    representative: seen.representative.map(jsonRow),
    // Null where a page printed them.
    representativeRule: seen.representativeRule ?? null,
    perYear: seen.perYear,
    undated: seen.undated,
  });
}
