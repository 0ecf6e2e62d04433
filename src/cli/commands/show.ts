/** `pith-tui show`: the hub's overview as plain text, in the order of a hub page, or as JSON. */
import { showId } from '../../hub/identifier.js';
import type { HubRecord, LabelCount } from '../../hub/record.js';
import { completenessWords, countWords, coverageWords, shareWords, tierOf } from '../../hub/share.js';
import { cleanLine, cleanText } from '../../hub/text.js';
import { labelWords } from '../../hub/vocabulary.js';
import type { Coverage, Overview, Row } from '../../library/model.js';
import { overview } from '../../library/search/overview.js';
import { bar } from '../../text/bar.js';
import { UNICODE_GLYPHS } from '../../text/theme.js';
import { width } from '../../text/width.js';
import type { Invocation } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { counted, print } from '../output.js';
import { onePaper, requiredPaper, workLine } from '../paper.js';
import { cell, cut, plainWidth, wrapped } from '../plain.js';
import { jsonRow, jsonWork } from '../row-format.js';
import { jsonProvenance, provenanceLines } from './show/provenance.js';

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
  const seen = overview(library, work);
  if (invocation.switches.has('json')) await print([`${JSON.stringify(jsonOverview(seen), null, 2)}\n`]);
  else await print(plainOverview(seen, wide).map((line) => `${line}\n`));
  return EXIT.ok;
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
    abstract: work.abstract ?? null,
    tier: head.tier ?? tierOf(head.citing) ?? null,
    class: head.class ?? null,
    sentence: head.sentence ?? null,
    headline: head.headline ?? null,
    citing: head.citing,
    total: head.total ?? null,
    importedAt: head.importedAt,
    printed: seen.printed,
    roles: coverage(seen.roles),
    polarities: coverage(seen.polarities),
    claims: seen.claims,
    coCited: seen.coCited.map((other) => ({ ...jsonWork(other), shared: other.shared })),
    representative: seen.representative.map(jsonRow),
    perYear: seen.perYear,
    undated: seen.undated,
  });
}

/** Every text in it cleaned: foreign control characters do not leave in JSON either. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)]));
  return value;
}

const BAR = 20;

function plainOverview(seen: Overview, wide: number): string[] {
  const { head, work } = seen;
  const lines: string[] = [];
  const indented = (text: string): string[] => wrapped(text, wide - 2).map((line) => `  ${line}`);
  const item = (text: string): string[] =>
    wrapped(text, wide - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`);
  const section = (title: string, body: readonly string[], nothing: string): void => {
    lines.push('', title, ...(body.length > 0 ? body : [`  ${nothing}`]));
  };

  const tier = [head.tier ?? tierOf(head.citing), head.class]
    .filter((part) => part !== undefined)
    .map((part) => cleanLine(part));
  if (tier.length > 0) lines.push(tier.join(' · '));
  lines.push(...wrapped(head.title, wide));
  if (head.sentence !== undefined) lines.push(...wrapped(head.sentence, wide));
  lines.push(`Citing papers: ${completenessWords(head.citing, head.total)}`);
  if (head.headline !== undefined)
    lines.push(
      `Headline as printed: ${cleanLine(labelWords(head.headline.label))} ${head.headline.percent}% of classified citations`,
    );
  lines.push(work.ids.map((id) => cleanLine(showId(id))).join(' · '));

  section('Abstract', work.abstract === undefined ? [] : indented(work.abstract), 'not in this library');
  section('Citation roles', counts(seen, 'roles', seen.roles), 'not indexed');
  section('Citation polarities', counts(seen, 'polarities', seen.polarities), 'not indexed');
  section(
    'Claims ledger',
    seen.claims.flatMap((claim) => {
      const said = [claim.status, claim.attestation]
        .filter((part) => part !== undefined)
        .map((part) => labelWords(part));
      return item(
        `• ${labelWords(claim.kind)}${said.length === 0 ? '' : ` (${said.join(', ')})`}: ${cleanLine(claim.text)}`,
      );
    }),
    'no claims in this library',
  );
  section('Authors', indented(work.authors.map((author) => cleanLine(author.name)).join(', ')), 'not known');
  section(
    'Co-cited works',
    seen.coCited.flatMap((other) => item(`${countWords(other.shared)} shared: ${workLine(other)}`)),
    'none: the library holds nothing else that these papers cite',
  );
  section(
    'Representative citing papers',
    seen.representative.flatMap((row) => representative(row, wide)),
    'none',
  );
  section('Citing papers per year', perYear(seen), 'no citing paper has a date');
  return lines;
}

/** What the sources printed, as printed, then what the library's own judgements come to; each over what. */
function counts(seen: Overview, axis: 'roles' | 'polarities', computed: Coverage): string[] {
  const lines: string[] = [];
  for (const hub of seen.printed) {
    const printed = hub[axis];
    if (printed === undefined || printed.length === 0) continue;
    const classified = printed.reduce((total, entry) => total + entry.count, 0);
    // A source that does not say how many papers cite the work counts over what it classified.
    const citing = hub.total ?? classified;
    lines.push(
      `  As printed by ${source(hub)}: ${coverageWords(classified, citing)}`,
      ...bars(printed, classified, citing),
    );
  }
  if (computed.classified > 0)
    lines.push(
      `  In this library: ${coverageWords(computed.classified, computed.of)}`,
      ...bars(computed.counts, computed.classified, computed.of),
    );
  else if (lines.length > 0) lines.push(`  In this library: none of ${countWords(computed.of)} classified`);
  return lines;
}

function source(hub: HubRecord): string {
  return cleanLine(hub.at === undefined ? hub.source : `${hub.source} on ${hub.at}`);
}

function bars(entries: readonly LabelCount[], classified: number, citing: number): string[] {
  const names = entries.map((entry) => cut(labelWords(entry.label), 24));
  const cells = Math.max(...names.map(width));
  const numberCells = Math.max(...entries.map((entry) => countWords(entry.count).length));
  return entries.map(
    ({ count }, at) =>
      `    ${cell(names[at]!, cells)}  ${countWords(count).padStart(numberCells)}  ${bar(count, classified, BAR, UNICODE_GLYPHS)}  ${shareWords(count, classified, citing)}`,
  );
}

function representative(row: Row, wide: number): string[] {
  const facts = [
    row.category,
    row.date === '' ? undefined : row.date,
    row.verdict === undefined ? undefined : labelWords(row.verdict),
    row.novelty === undefined ? undefined : `novelty ${row.novelty.toFixed(1)}`,
    row.refs === undefined || row.refs === 1 ? undefined : `${row.refs} refs`,
    // A name made up from the title says nothing beside the title.
    row.id.startsWith('key:') ? undefined : showId(row.id),
  ];
  return [
    ...wrapped(row.title, wide - 2).map((line) => `  ${line}`),
    ...wrapped(facts.filter((fact) => fact !== undefined).join(' · '), wide - 4).map((line) => `    ${line}`),
  ];
}

function perYear(seen: Overview): string[] {
  const most = Math.max(...seen.perYear.map((year) => year.count));
  const cells = countWords(most).length;
  const lines = seen.perYear.map(({ year, count: papers }) =>
    `  ${year}  ${countWords(papers).padStart(cells)}  ${bar(papers, most, 2 * BAR, UNICODE_GLYPHS)}`.trimEnd(),
  );
  if (seen.undated > 0) lines.push(`  ${counted(seen.undated, 'paper')} without a date`);
  return lines;
}
