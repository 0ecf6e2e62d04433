/** The sections of what is counted around a hub: co-cited works, coupling, local citations, schools. */

import { showId } from '../../../hub/ids/identifier.js';
import { baseWords, counted, countWords, withheldWords } from '../../../hub/share.js';
import { labelWords } from '../../../hub/vocabulary.js';
import { type CoCitedOrder, coCitedWorks, STRENGTH_RULE, strengthWithheld } from '../../../library/graph/co-cited.js';
import { coupledInLibrary } from '../../../library/graph/coupling.js';
import { localCitations, PAGE_RANK_RULE, pageRank } from '../../../library/graph/local.js';
import { neighbourhoodOf } from '../../../library/graph/neighbourhood.js';
import { schoolLines } from '../../../library/graph/schools/school-lines.js';
import { SCHOOLS_RULE, schoolsOf } from '../../../library/graph/schools/schools.js';
import { SUGGESTED_RULE, suggestedHubs } from '../../../library/graph/suggested.js';
import type { Library } from '../../../library/library.js';
import { isOnlyId, type WorkNumber } from '../../../library/model.js';
import { rows, workLines } from '../../../library/read/rows.js';
import { finished } from '../../../library/steps.js';
import { printTerm } from '../../../query/print.js';
import { citing, ofSchool } from '../../../query/terms.js';
import { jsonRow, jsonWork } from '../../row-format.js';
import { type Answer, named, prose } from './answer.js';

/** How much of a section is asked for. */
export interface Asked {
  limit: number;
  min: number | undefined;
  by: string | undefined;
}

export function coCited(library: Library, hub: WorkNumber, { limit, min, by }: Asked): Answer {
  const order: CoCitedOrder = by === 'strength' ? 'strength' : 'shared';
  const around = neighbourhoodOf(library, hub);
  if (around.base.known === 0) return withheld('Works cited together with it', around.base);
  const found = coCitedWorks(library, around, order, min);
  const fame = found.fame();
  if (order === 'strength' && fame.withheld)
    return {
      told: strengthWithheld(fame.base),
      rule: STRENGTH_RULE,
      table: { columns: [], rows: [] },
      json: { base: fame.base, withheld: true },
    };
  const works = found.slice(0, limit);
  const lines = workLines(
    library,
    works.map(({ work }) => work),
  );
  return {
    told: `Works cited together with it by at least ${counted(found.min, 'paper')}: ${countWords(found.total)}; ${baseWords('references known', found.base)}.${fame.withheld ? ` ${strengthWithheld(fame.base)}` : ''}`,
    rule: `${
      order === 'shared'
        ? 'Ordered by the number of papers that cite both. share: of the papers whose references are known.'
        : 'Ordered by strength: for one hub it orders works by the part of their citing papers that cite the hub, too.'
    } ${STRENGTH_RULE}`,
    table: {
      columns: ['shared', 'share', 'citing', ...(fame.withheld ? [] : ['strength']), 'work'],
      of: found.total,
      rows: works.map(({ shared, share, citers, strength }, i) => ({
        cells: [
          countWords(shared),
          `${Math.round(share * 100)}%`,
          countWords(citers),
          ...(fame.withheld ? [] : [strength.toExponential(1)]),
        ],
        text: isOnlyId(lines[i]!) ? prose(`${showId(lines[i]!.id)} (only its id is known)`) : named(lines[i]!),
      })),
    },
    json: {
      base: found.base,
      min: found.min,
      total: found.total,
      works: works.map(({ shared, share, citers, strength }, i) => ({
        ...jsonWork(lines[i]!),
        onlyId: isOnlyId(lines[i]!),
        shared,
        share,
        citing: citers,
        strength: fame.withheld ? null : strength,
        query: printTerm(citing(lines[i]!.id)),
      })),
    },
  };
}

export function coupled(library: Library, work: WorkNumber, { limit, min }: Asked): Answer {
  const { references, papers } = coupledInLibrary(library, work);
  const wanted = papers.filter(({ shared }) => shared >= (min ?? 1));
  const shown = wanted.slice(0, limit);
  const lines = workLines(
    library,
    shown.map((paper) => paper.work),
  );
  return {
    told:
      references === 0
        ? 'None of its references is known here.'
        : `Papers of the library with references in common: ${countWords(wanted.length)}; ${counted(references, 'reference')} of its own known.`,
    rule: 'Ordered by similarity: shared references over the geometric mean of both numbers of references known (Salton’s cosine, as Glänzel & Czerwon 1996 use it for coupling).',
    table: {
      columns: ['shared', 'similarity', 'paper'],
      of: wanted.length,
      rows: shown.map(({ shared, similarity }, i) => ({
        cells: [countWords(shared), similarity.toFixed(2)],
        text: named(lines[i]!),
      })),
    },
    json: {
      references,
      total: wanted.length,
      papers: shown.map(({ shared, similarity }, i) => ({ ...jsonWork(lines[i]!), shared, similarity })),
    },
  };
}

export function suggested(library: Library, hub: WorkNumber, { limit, min }: Asked): Answer {
  const around = neighbourhoodOf(library, hub);
  if (around.base.known === 0) return withheld('Hubs to go on to', around.base);
  const { base, works } = suggestedHubs(library, around, null, Number.MAX_SAFE_INTEGER);
  const wanted = works.filter(({ shared }) => shared >= (min ?? 2));
  const shown = wanted.slice(0, limit);
  const lines = workLines(
    library,
    shown.map(({ work }) => work),
  );
  return {
    told: `Hubs to go on to: ${countWords(wanted.length)}; ${baseWords('references known', base)}.`,
    rule: `${SUGGESTED_RULE} pith-tui fetch ID brings who cites them.`,
    table: {
      columns: ['citing', 'work'],
      of: wanted.length,
      rows: shown.map(({ shared }, i) => ({ cells: [countWords(shared)], text: named(lines[i]!) })),
    },
    json: {
      base,
      total: wanted.length,
      works: shown.map(({ shared }, i) => ({ ...jsonWork(lines[i]!), shared, query: printTerm(citing(lines[i]!.id)) })),
    },
  };
}

export function local(library: Library, hub: WorkNumber, { limit, min }: Asked): Answer {
  const around = neighbourhoodOf(library, hub);
  const [citations, ranks] = [localCitations(around), pageRank(around)];
  if (citations.withheld || ranks.withheld) return withheld('Local citations', around.base);
  const { counts } = citations;
  const places = Array.from(counts.keys())
    .filter((place) => counts[place]! >= (min ?? 1))
    .sort((a, b) => counts[b]! - counts[a]! || ranks.ranks[b]! - ranks.ranks[a]! || a - b);
  const shown = places.slice(0, limit);
  const papers = shown.map((place) => around.columns.ids[place]!);
  const lines = workLines(library, papers);
  const each = rows(library, hub, papers);
  return {
    told: `Citing papers that other citing papers cite: ${countWords(places.length)}; ${baseWords('references known', around.base)}.`,
    rule: `Ordered by local citations: how many of the hub's other citing papers cite a paper. ${PAGE_RANK_RULE} citations: as a source counts them, else in this library.`,
    table: {
      columns: ['local', 'citations', 'PageRank', 'paper'],
      of: places.length,
      rows: shown.map((place, i) => ({
        cells: [
          countWords(counts[place]!),
          countWords(each[i]!.citedBy ?? each[i]!.citing),
          `${(ranks.ranks[place]! * 100).toFixed(2)}%`,
        ],
        text: named(lines[i]!),
      })),
    },
    json: {
      base: around.base,
      total: places.length,
      papers: shown.map((place, i) => ({ ...jsonRow(each[i]!), local: counts[place], pageRank: ranks.ranks[place] })),
    },
  };
}

export function schools(library: Library, hub: WorkNumber, { limit }: Asked): Answer {
  const around = neighbourhoodOf(library, hub);
  const found = finished(schoolsOf(around));
  if (found.withheld) return withheld('Schools', around.base);
  const lines = schoolLines(library, around.columns, found);
  const shown = lines.slice(0, limit);
  return {
    told: `Schools of citing papers: ${countWords(lines.length)}, and ${counted(found.sizes[0]!, 'paper')} in none; ${baseWords('references known', around.base)}.`,
    rule: SCHOOLS_RULE,
    table: {
      columns: ['school', 'papers', 'years', 'roles', 'words'],
      of: lines.length,
      rows: shown.map(({ number, size, years, roles, words }) => ({
        cells: [
          String(number),
          countWords(size),
          years === null ? '–' : `${years.first}–${years.last}`,
          roles.classified === 0
            ? '–'
            : roles.counts
                .slice(0, 2)
                .map(({ label, count }) => `${labelWords(label)} ${count}`)
                .join(', '),
        ],
        text: prose(words.join(' ')),
      })),
    },
    json: {
      base: around.base,
      inNone: found.sizes[0],
      schools: shown.map((school) => ({ ...school, query: printTerm(ofSchool(school.number)) })),
    },
  };
}

/** Where nothing is known, or too little. */
function withheld(what: string, base: { known: number; of: number }): Answer {
  return { told: withheldWords(what, base), table: { columns: [], rows: [] }, json: { base, withheld: true } };
}
