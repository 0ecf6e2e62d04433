/**
 * Recorded lists of Semantic Scholar, and of the same papers a list in the shape of OpenAlex made from them: with fewer
 * identifiers, titles and names spelt otherwise, other years, versions listed apart, papers of its own, and others that only
 * look the same. Which is which is known here, so that what is joined wrongly, and what is missed and why, can be counted.
 */
import { describe, expect, it } from 'vitest';
import { splitId } from '../../src/hub/ids/identifier.js';
import { matchKey, titleKey } from '../../src/library/derived/title-keys.js';
import type { Library } from '../../src/library/library.js';
import { libraryDigest } from '../../src/library/read/digest.js';
import { runQuery } from '../../src/library/search/view.js';
import { workWithId } from '../../src/library/works/ids.js';
import { storePage } from '../../src/library/write/write-page.js';
import { fetchOpenAlexCitations } from '../../src/sources/openalex/fetch.js';
import { fetchSemanticScholarCitations } from '../../src/sources/semantic-scholar/fetch.js';
import { emptyLibrary, seeded } from '../library/support.js';
import { seeds } from '../seeds.js';
import { NO_REAL_DATA, realJson } from './real-data.js';
import { withServer } from './replay/fetching.js';
import { openalex, openalexWork, type S2Row, semanticScholar } from './replay/services.js';

const HUB = 'arxiv:2101.00001';

/** A work of the made list. `of`: the paper of Semantic Scholar's that it is; none: it is in OpenAlex only. */
interface Twin {
  work: Record<string, unknown>;
  of?: string;
  /** What was done to it that the rule does not forgive. */
  spoilt?: 'title' | 'first author' | 'year';
}

type Paper = S2Row['citingPaper'] & {
  paperId: string;
  externalIds: Record<string, string> | null;
  authors: { name: string }[] | null;
};

function twinsOf(rowsOf: readonly S2Row[], seed: number): Twin[] {
  const random = seeded(seed);
  const chance = (share: number): boolean => random() < share;
  const twins: Twin[] = [];
  const add = (paper: Paper, fields: Partial<Shape>, more: Omit<Twin, 'work'>): void => {
    twins.push({ ...more, work: shaped(twins.length + 1, { ...shapeOf(paper), ...fields }) });
  };
  for (const row of rowsOf) {
    const paper = row.citingPaper as Paper;
    if (paper.paperId === null || paper.title === null || chance(0.12)) continue;
    const of = paper.paperId;
    const own = shapeOf(paper);
    const doi = chance(0.85) ? own.doi : undefined;
    const arxiv = chance(0.5) ? own.arxiv : undefined;
    const spelt = { title: respelt(own.title, random), authors: renamed(own.authors, random), doi, arxiv };
    if (own.doi !== undefined && own.arxiv !== undefined && chance(0.2)) {
      // The preprint and the published version, each as a work of its own.
      add(paper, { ...spelt, doi: undefined, arxiv: own.arxiv, preprint: true }, { of });
      add(paper, { ...spelt, doi: own.doi, arxiv: undefined, year: own.year && own.year + 1 }, { of });
    } else if (chance(0.04))
      add(paper, { ...spelt, title: `${own.title} with an afterthought` }, { of, spoilt: 'title' });
    else if (chance(0.03) && own.authors.length > 1)
      add(paper, { ...spelt, authors: own.authors.toReversed() }, { of, spoilt: 'first author' });
    else if (chance(0.03) && own.year !== undefined)
      add(paper, { ...spelt, year: own.year + 4 }, { of, spoilt: 'year' });
    else if (chance(0.1) && own.year !== undefined && own.arxiv !== undefined)
      // Out in a journal two years after the preprint that Semantic Scholar has.
      add(paper, { ...spelt, year: own.year + 2 }, { of, ...(isPreprint(paper) ? {} : { spoilt: 'year' as const }) });
    else add(paper, spelt, { of });
    const nameless = { doi: undefined, arxiv: undefined };
    if (chance(0.05)) add(paper, { ...nameless, authors: ['Zebulon Quack-Sandpiper'] }, {});
    if (chance(0.05) && own.year !== undefined) add(paper, { ...nameless, year: own.year - 6 }, {});
    if (chance(0.05) && own.doi !== undefined && !isPreprint(paper))
      add(paper, { doi: `10.5555/other.${twins.length}`, arxiv: undefined }, {});
    if (chance(0.1)) add(paper, { ...nameless, title: `${own.title}: what came of it` }, {});
  }
  return twins;
}

/** Whether Semantic Scholar has it as a preprint: by its venue, or a DOI of bioRxiv and its like. */
function isPreprint({ venue, publicationVenue, externalIds }: Paper): boolean {
  const place = (publicationVenue as { name?: string } | null)?.name ?? String(venue ?? '');
  return (
    /^(?:arxiv|biorxiv|medrxiv)/iu.test(place) || /^10\.(?:1101|2139|21203|20944|36227)\//u.test(externalIds?.DOI ?? '')
  );
}

interface Shape {
  title: string;
  authors: string[];
  year?: number | undefined;
  doi?: string | undefined;
  arxiv?: string | undefined;
  preprint?: boolean;
}

function shapeOf({ title, authors, year, externalIds }: Paper): Shape {
  return {
    title,
    authors: (authors ?? []).map(({ name }) => name),
    year: year ?? undefined,
    doi: /^10\.48550/iu.test(externalIds?.DOI ?? '') ? undefined : externalIds?.DOI,
    arxiv: externalIds?.ArXiv,
  };
}

function shaped(number: number, { title, authors, year, doi, arxiv, preprint }: Shape): Record<string, unknown> {
  const type = preprint ? { type: 'repository', display_name: 'arXiv (Cornell University)' } : null;
  return openalexWork(number, {
    doi: doi === undefined ? null : `https://doi.org/${doi}`,
    display_name: title,
    publication_year: year ?? null,
    publication_date: year === undefined ? null : `${year}-01-01`,
    type: preprint ? 'preprint' : 'article',
    authorships: authors.map((name) => ({ author: { display_name: name }, raw_author_name: name })),
    locations: arxiv === undefined ? [] : [{ landing_page_url: `https://arxiv.org/abs/${arxiv}` }],
    ...(type !== null && { primary_location: { landing_page_url: null, source: type } }),
    abstract_inverted_index: null,
  });
}

/** Differences that are none. */
function respelt(title: string, random: () => number): string {
  const ways = [
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    (text: string) => `${text}.`,
    (text: string) => text.replaceAll('-', ' '),
    (text: string) => text.replace(/(\p{L}+)/u, '<i>$1</i>'),
    (text: string) => text.replace('e', 'é').replace(': ', ' – '),
  ];
  return ways[Math.floor(random() * ways.length)]!(title);
}

function renamed([first, ...others]: readonly string[], random: () => number): string[] {
  if (first === undefined) return [];
  const words = first.split(' ');
  const family = words.at(-1)!;
  const ways = [first, `${first[0]}. ${family}`, `${family}, ${words.slice(0, -1).join(' ')}`];
  return [words.length < 2 ? first : ways[Math.floor(random() * ways.length)]!, ...others];
}

type Fetch = (lib: Library) => Promise<void>;

function fromS2(data: readonly S2Row[]): Fetch {
  return (lib) =>
    withServer(semanticScholar(data), async ({ client }) => {
      let run: Parameters<typeof storePage>[1] = { paper: HUB, service: 'semantic-scholar' };
      for await (const page of fetchSemanticScholarCitations(client, HUB)) run = (await storePage(lib, run, page)).run;
    });
}

function fromOpenAlex(twins: readonly Twin[]): Fetch {
  return (lib) =>
    withServer(openalex(twins.map(({ work }) => work)), async ({ client }) => {
      let run: Parameters<typeof storePage>[1] = { paper: HUB, service: 'openalex' };
      for await (const page of fetchOpenAlexCitations(client, 'openalex:W1000000'))
        run = (await storePage(lib, run, page)).run;
    });
}

function refOf(twin: Twin): string {
  return `openalex:${String(twin.work.id).split('/').at(-1)}`;
}

/** Which names stand together. */
function grouping(lib: Library): string[] {
  const hub = workWithId(lib, HUB)!;
  const view = runQuery(lib, hub, { where: null, sort: null });
  const names = lib.db.prepare("SELECT scheme || ':' || value FROM aliases WHERE work = ? ORDER BY 1").pluck();
  return view
    .works(0, view.total)
    .map((work) =>
      (names.all(work) as string[]).filter((ref) => ['s2', 'openalex'].includes(splitId(ref).scheme)).join(' '),
    )
    .sort();
}

/** How many numbers Semantic Scholar has for the paper that has this one. */
function listings(lib: Library, paperId: string): number {
  return lib.db
    .prepare(
      `SELECT count(*) FROM aliases WHERE scheme = 's2'
         AND work = (SELECT work FROM aliases WHERE scheme = 's2' AND value = ?)`,
    )
    .pluck()
    .get(paperId) as number;
}

/** Real lists, the largest last: it is read with all seeds. */
const LISTS = [
  [
    'RS_006_MLRC_2022_06',
    {
      papers: 115,
      twins: 107,
      together: 94,
      missed: { title: 3, year: 4, 'short title': 2, 'no author': 1, 'listed twice': 3 },
    },
  ],
  ['RS_014_MLRC_2022_14', { papers: 11, twins: 7, together: 7, missed: {} }],
  [
    'RS_114_MLRC_2020_21',
    {
      papers: 370,
      twins: 335,
      together: 308,
      missed: { title: 6, year: 9, 'first author': 3, 'no author': 3, 'listed twice': 6 },
    },
  ],
  [
    'RS_130_ICLR_2019_02',
    {
      papers: 732,
      twins: 664,
      together: 614,
      missed: { title: 15, year: 14, 'first author': 5, 'no author': 7, 'listed twice': 9 },
    },
  ],
] as const;

describe.skipIf(NO_REAL_DATA)('lists of two services (skipped without ../shared/data)', () => {
  it.each(LISTS.slice(0, seeds(3, LISTS.length).length))(
    '%s: come together without a wrong match, and with no miss but those the rule means',
    async (name, expected) => {
      const { data } = realJson(`semantic-scholar/citations/${name}.json.gz`) as { data: S2Row[] };
      const twins = twinsOf(data, 7);
      const lib = emptyLibrary();
      await fromS2(data)(lib);
      await fromOpenAlex(twins)(lib);

      const paperOf = (id: string): Paper =>
        data.find(({ citingPaper }) => citingPaper.paperId === id)!.citingPaper as Paper;
      const titles = new Map<string, number>();
      for (const {
        citingPaper: { title },
      } of data)
        titles.set(title, (titles.get(title) ?? 0) + 1);
      const counts = {
        papers: data.length,
        twins: 0,
        together: 0,
        wrong: 0,
        missed: {} as Record<string, number>,
        unexplained: [] as unknown[],
      };
      for (const twin of twins) {
        const work = workWithId(lib, refOf(twin))!;
        const others = lib.db
          .prepare("SELECT value FROM aliases WHERE work = ? AND scheme = 's2'")
          .pluck()
          .all(work) as string[];
        if (twin.of === undefined) {
          if (others.length > 0) counts.wrong += 1;
          continue;
        }
        counts.twins += 1;
        const listed = others.map((other) => paperOf(other));
        // A paper that Semantic Scholar lists twice is not wrong under either.
        if (
          listed.some(
            (other) => other.paperId === twin.of || titleKey(other.title) === titleKey(paperOf(twin.of!).title),
          )
        )
          counts.together += 1;
        else if (others.length > 0) counts.wrong += 1;
        else {
          const paper = paperOf(twin.of);
          const why =
            twin.spoilt ??
            (matchKey(titleKey(paper.title)) === null ? 'short title' : undefined) ??
            // The two listings are one paper, which goes by the other's title.
            (listings(lib, twin.of) > 1 ? 'listed twice' : undefined) ??
            (titles.get(paper.title)! > 1
              ? 'listed twice'
              : (paper.authors ?? []).length === 0
                ? 'no author'
                : paper.year === null
                  ? 'no year'
                  : undefined);
          if (why === undefined)
            counts.unexplained.push([paper.title, paper.externalIds, paper.authors![0], paper.year, twin.work]);
          else counts.missed[why] = (counts.missed[why] ?? 0) + 1;
        }
      }
      expect(counts).toEqual({ ...expected, wrong: 0, unexplained: [] });

      // The other way round the same papers are one; and once more nothing changes.
      const other = emptyLibrary();
      await fromOpenAlex(twins)(other);
      await fromS2(data)(other);
      expect(grouping(other)).toEqual(grouping(lib));
      const before = libraryDigest(lib);
      await fromS2(data)(lib);
      await fromOpenAlex(twins)(lib);
      expect(libraryDigest(lib)).toBe(before);
    },
  );
});
