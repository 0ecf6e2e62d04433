/** `pith-tui show --provenance`: which source says what of a paper, and where they disagree. */

import type { Correction } from '../../../hub/decisions/decision.js';
import { showId } from '../../../hub/ids/identifier.js';
import { counted, countWords, sourceTitle } from '../../../hub/share.js';
import { cleanLine } from '../../../hub/text.js';
import { labelWords } from '../../../hub/vocabulary.js';
import { WORK_FIELDS } from '../../../hub/work-fields.js';
import type { Library } from '../../../library/library.js';
import type { WorkNumber } from '../../../library/model.js';
import type { CorrectionLine } from '../../../library/read/corrected.js';
import { hubHead } from '../../../library/read/hubs.js';
import { provenanceOf, type SourceLine, sourcesOf } from '../../../library/read/provenance.js';
import { cell, cut, wrapped } from '../../plain.js';

/** For other programs. */
export function jsonProvenance(library: Library, work: WorkNumber): unknown {
  const { ids, fields, versions, listedTwice, keptApart, corrections } = provenanceOf(library, work);
  return {
    names: ids.map(({ id, sources }) => ({ ref: id, sources })),
    fields,
    versions: versions.map(({ version, ids: names, sources, ...published }) => ({
      version,
      ...published,
      names,
      sources,
    })),
    listedTwice: listedTwice.map(({ source, ids: names }) => ({ source, names })),
    keptApart,
    corrections,
    citing: sourcesOf(library, work),
  };
}

/** Longest value shown: of an abstract its beginning tells which it is. */
const LONGEST = 300;
const LABEL = 11;

/** For people: in each field what is in force, then what others say. @param wide cells */
export function provenanceLines(library: Library, work: WorkNumber, wide: number): string[] {
  const { ids: names, fields, versions, listedTwice, keptApart, corrections } = provenanceOf(library, work);
  const shown = (refs: readonly string[]): string => refs.map((ref) => cleanLine(showId(ref))).join(' · ');
  const by = (sources: readonly string[]): string =>
    sources.length === 0 ? 'nobody' : sources.map(cleanLine).join(', ');
  const labelled = (label: string, text: string): string[] =>
    wrapped(text, wide - LABEL - 4).map((line, at) => `  ${cell(at === 0 ? label : '', LABEL)}  ${line}`);
  const lines = [...wrapped(hubHead(library, work).title, wide), '', 'Ids'];
  for (const { id, sources } of names)
    lines.push(...labelled('', `${shown([id])} (${by(sources)})`).map((line) => `  ${line.trim()}`));
  for (const { source, ids } of listedTwice)
    lines.push(
      '',
      ...wrapped(`Listed ${timesWords(ids.length)} by ${cleanLine(sourceTitle(source))}: ${shown(ids)}`, wide),
    );
  lines.push('', 'Versions');
  if (versions.length === 0)
    lines.push(...wrapped('no source describes it; only its id is known', wide - 2).map((line) => `  ${line}`));
  for (const { version, date = 'no date', venue = 'no venue', ids, sources } of versions)
    lines.push(...labelled(version, `${date} · ${cut(venue, 60)} · ${shown(ids)} (${by(sources)})`));
  lines.push('', ...wrapped('Fields: first the value in use, then what other sources say', wide));
  for (const { field, values } of fields)
    values.forEach(({ value, sources }, at) => {
      lines.push(
        ...labelled(
          at === 0 ? WORK_FIELDS[field].words : '',
          `${at === 0 ? '' : '≠ '}${cut(value, LONGEST)} (${by(sources)})`,
        ),
      );
    });
  const citing = sourcesOf(library, work);
  if (citing.length > 0) lines.push('', 'Citing papers');
  for (const { source, gave, count, listedTwice: twice, at } of citing)
    lines.push(
      ...labelled(
        '',
        `${cleanLine(source)}: ${gaveWords(gave, count)}${twice === undefined ? '' : `, ${countWords(twice)} of them listed twice`}${at === undefined ? '' : `, ${at.slice(0, 10)}`}`,
      ).map((line) => `  ${line.trim()}`),
    );
  if (corrections.length > 0) lines.push('', ...wrapped('Corrections, in the order in which they were made', wide));
  for (const line of corrections) lines.push(...labelled(line.at.slice(0, 10), correctionWords(line)));
  if (keptApart.length > 0) lines.push('', ...wrapped(`Kept apart by hand from ${shown(keptApart)}`, wide));
  return lines;
}

/** `ada: role in citing arXiv:1911.11134: method` */
function correctionWords({ who, axis, cited, from, to }: CorrectionLine): string {
  const said = (value: Correction): string =>
    [value].flat().length === 0
      ? 'none'
      : [value]
          .flat()
          .map((one) => labelWords(String(one)))
          .join(', ');
  const what = to !== null ? said(to) : from === null ? 'nothing' : `taken back (it was ${said(from)})`;
  return cleanLine(`${who}: ${axis}${cited === undefined ? '' : ` in citing ${showId(cited)}`}: ${what}`);
}

function timesWords(times: number): string {
  return times === 2 ? 'twice' : `${times} times`;
}

function gaveWords(gave: SourceLine['gave'], count: number): string {
  if (gave === 'hub page') return 'the hub page';
  if (gave === 'list of citing papers') return `a list of ${counted(count, 'citing paper')}`;
  return counted(count, gave.replace(/s$/u, ''));
}
