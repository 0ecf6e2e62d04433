/** The sections of who cites a hub, when, in which roles, and what that means for its claims. */

import { baseWords, counted, countWords, coverageWords, percent } from '../../../hub/share.js';
import { STANCES } from '../../../hub/stance.js';
import { labelWords } from '../../../hub/vocabulary.js';
import { citingAuthors, SELF_CITATIONS, selfCitations } from '../../../library/graph/authors/authors.js';
import { cueSentences, ledger, papersThat } from '../../../library/graph/ledger.js';
import {
  halfLifeWords,
  STACKS,
  type Stack,
  type Timeline,
  timeline,
  timelineRule,
} from '../../../library/graph/time.js';
import type { Library } from '../../../library/library.js';
import type { WorkNumber } from '../../../library/model.js';
import { workLines } from '../../../library/read/rows.js';
import { overview } from '../../../library/search/overview.js';
import { printTerm } from '../../../query/print.js';
import { inPeriod } from '../../../query/terms.js';
import { bar } from '../../../text/bar.js';
import { UNICODE_GLYPHS } from '../../../text/look/glyphs.js';
import { jsonWork } from '../../row-format.js';
import { type Answer, named, prose } from './answer.js';
import type { Asked } from './around.js';

export function roles(library: Library, hub: WorkNumber): Answer {
  const { roles: own, computedRoles, polarities, printed } = overview(library, hub);
  const lines = (
    [
      ['role', own],
      ['computed role', computedRoles],
      ['polarity', polarities],
    ] as const
  ).flatMap(([axis, { counts, classified }]) =>
    counts.map(({ label, count }) => ({
      cells: [axis, countWords(count), percent(count, classified)],
      text: prose(labelWords(label)),
    })),
  );
  return {
    told: `Roles: ${coverageWords(own.classified, own.of)}${computedWords(computedRoles.classified)}; polarities: ${coverageWords(polarities.classified, polarities.of)}.`,
    ...(lines.length > 0 && {
      rule: 'Shares are of the papers classified; a paper can have several roles, so they may add up to more than all.',
    }),
    table: { columns: lines.length === 0 ? [] : ['axis', 'papers', 'share', 'label'], rows: lines },
    json: {
      roles: own,
      computedRoles,
      polarities,
      printed: printed.map(({ source, at = null, roles = [], polarities: said = [] }) => ({
        source,
        at,
        roles,
        polarities: said,
      })),
    },
  };
}

function computedWords(computed: number): string {
  return computed === 0 ? '' : `, and ${countWords(computed)} computed besides`;
}

export function authors(library: Library, hub: WorkNumber, { limit, min }: Asked): Answer {
  const { base, authors: all } = citingAuthors(library, hub, null, Number.MAX_SAFE_INTEGER);
  const wanted = all.filter(({ papers }) => papers >= (min ?? 1));
  const self = SELF_CITATIONS.map((which) => ({ which, ...selfCitations(library, hub, which) }));
  const known = self[0]!.base.known;
  const own =
    known === 0
      ? 'self-citations: not known here'
      : `self-citations by names as printed (others may be too): ${self.map(({ which, places }) => `${which} ${countWords(places.length)}`).join(', ')} of ${countWords(known)}`;
  return {
    told: `Citing authors: ${countWords(wanted.length)}; ${baseWords('authors known', base)}; ${own}.`,
    rule: 'Authors are told apart by their full names without case, accents and points, since the library holds no ids of people: one who is printed in two ways counts as two. Self-citations: any, a shared author; first, the same first author; last, the same last author.',
    table: {
      columns: ['papers', 'author'],
      of: wanted.length,
      rows: wanted.slice(0, limit).map(({ name, papers }) => ({ cells: [countWords(papers)], text: prose(name) })),
    },
    json: {
      base,
      total: wanted.length,
      authors: wanted.slice(0, limit),
      selfCitations:
        known === 0
          ? null
          : { of: known, ...Object.fromEntries(self.map(({ which, places }) => [which, places.length])) },
    },
  };
}

const BAR = 40;

export function time(library: Library, hub: WorkNumber, { by }: Asked): Answer {
  const stack = (Object.keys(STACKS) as Stack[]).find((known) => known === by) ?? 'role';
  const found = timeline(library, hub, stack);
  const most = Math.max(0, ...found.periods.map(({ papers }) => papers));
  const labels = found.labels.length > 1 ? found.labels : [];
  const rule = timelineRule(found);
  return {
    told: [`Citing papers by ${found.unit}: ${baseWords('date known', found.base)}.`, ...figureWords(found)].join(' '),
    ...(rule !== '' && { rule }),
    table: {
      columns: [found.unit, 'papers', ...labels.map(labelWords)],
      rows: found.periods.map(({ from, papers, counts }) => ({
        cells: [from, countWords(papers), ...labels.map((_, i) => countWords(counts[i]!))],
        text: (wide) => [bar(papers, most, Math.min(BAR, wide), UNICODE_GLYPHS).trimEnd()],
      })),
    },
    json: {
      ...found,
      periods: found.periods.map((period) => ({ ...period, query: printTerm(inPeriod(period.from)) })),
      stack,
    },
  };
}

function figureWords({ figures }: Timeline): string[] {
  if (figures === null) return [];
  const { first, last, halfBy, most, halfLife, lastTwelveMonths, beforeHub, bursts } = figures;
  return [
    `First: ${first}, last: ${last}; half of all by ${halfBy}; most in ${most.year} (${countWords(most.papers)}).`,
    `Half-life of interest: ${halfLifeWords(halfLife)}.`,
    ...(lastTwelveMonths === null
      ? []
      : [`Velocity: ${countWords(lastTwelveMonths)} in the last twelve months known.`]),
    ...(beforeHub === null || beforeHub === 0
      ? []
      : [`${counted(beforeHub, 'paper')} dated before it, for later versions cite.`]),
    ...bursts.map(
      ({ from, to, papers }) => `Burst: ${from === to ? from : `${from} to ${to}`} (${counted(papers, 'paper')}).`,
    ),
  ];
}

export function claims(library: Library, hub: WorkNumber, { limit }: Asked): Answer {
  const found = ledger(library, hub);
  const { base, claims: own, bearing } = found;
  const paper = (work: WorkNumber): ReturnType<typeof named> => named(workLines(library, [work])[0]!);
  const isJudged = STANCES.some((stance) => bearing[stance].length > 0);
  const candidates = isJudged ? [] : cuesOf(library, hub, limit);
  const byHand = new Set(own.flatMap(({ linked }) => linked.map(({ work }) => work))).size;
  const counts = STANCES.map((stance) => `${stance} ${countWords(papersThat(stance, found).size)}`).join(', ');
  const known = byHand > 0 ? `${counts} (${countWords(byHand)} linked by hand)` : isJudged ? counts : 'not known here';
  return {
    told: `Claims: ${countWords(own.length)}. Papers by what they do to them: ${known}; ${baseWords('polarity known', base)}.`,
    ...(candidates.length > 0 && {
      rule: 'may contrast, may support: sentences with phrases that often do (data/README.md), the strongest first; nobody judged them.',
    }),
    table: {
      columns: [],
      rows: [
        ...own.flatMap(({ kind, text, linked }) => [
          { cells: [labelWords(kind)], text: prose(text) },
          ...linked.map(({ work, stance, author }) => ({
            cells: [`${stance}, by ${author}`],
            text: paper(work),
          })),
        ]),
        ...STANCES.flatMap((stance) =>
          bearing[stance]
            .slice(0, limit)
            .flatMap(({ work, judge, sentences }) => [
              { cells: [judge === undefined ? stance : `${stance}, by ${judge}`], text: paper(work) },
              ...sentences.map(({ text }) => ({ cells: [''], text: prose(text) })),
            ]),
        ),
        ...candidates.flatMap(({ kind, work, text, cues }) => [
          { cells: [`may ${kind}`], text: paper(work) },
          { cells: [cues.join(', ')], text: prose(text) },
        ]),
      ],
    },
    json: {
      base,
      claims: own.map(({ claim: _, linked, ...claim }) => ({
        ...claim,
        linked: linked.map(({ work, ...link }) => ({ ...jsonWork(workLines(library, [work])[0]!), ...link })),
      })),
      bearing: Object.fromEntries(
        STANCES.map((stance) => [
          stance,
          bearing[stance].map(({ work, ...said }) => ({ ...jsonWork(workLines(library, [work])[0]!), ...said })),
        ]),
      ),
      candidates: candidates.map(({ work, ...said }) => ({ ...jsonWork(workLines(library, [work])[0]!), ...said })),
    },
  };
}

/** Sentences that may contrast, then those that may support. */
function cuesOf(library: Library, hub: WorkNumber, limit: number): CueLine[] {
  return (['contrast', 'support'] as const).flatMap((kind) =>
    cueSentences(library, hub, kind)
      .sentences.slice(0, limit)
      .map(({ work, text, hits }) => ({
        kind,
        work,
        text,
        cues: hits.map(({ start, end }) => text.slice(start, end)),
      })),
  );
}

interface CueLine {
  kind: string;
  work: WorkNumber;
  text: string;
  cues: string[];
}
