/** Captures of real pages: what a page prints is what comes out, read here a second time by patterns of the test's own. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HubRecord } from '../../../../src/hub/record.js';
import { overview } from '../../../../src/library/search/overview.js';
import { NoSource } from '../../../../src/sources/decoded.js';
import { readSource } from '../../../../src/sources/read.js';
import { emptyLibrary, id, load } from '../../../library/support.js';
import { type Collected, collect } from '../../collect.js';
import { NO_REAL_DATA, REAL_DATA, realFile } from '../../real-data.js';

/** Records in JSON and tables are no pages. */
const PAGES = NO_REAL_DATA ? [] : readdirSync(`${REAL_DATA}pith`).filter((name) => !/json|\.tsv$/u.test(name));
const REFUSED = /^(?:findings|integrity_protocol|journal|mcpbundles|number\.txt|staging)/u;
const OF_PAPERS = PAGES.filter((name) => !REFUSED.test(name));

interface Read extends Collected {
  format: string;
  notes: string[];
}

async function read(name: string): Promise<Read> {
  const { format, items, reading } = await readSource(realFile(`pith/${name}`), { at: '2026-01-02' });
  return { ...(await collect(items)), format, notes: reading.notes };
}

/** The text with every run of blanks and line ends as one blank. */
function textOf(name: string): string {
  return readFileSync(realFile(`pith/${name}`), 'utf8').replace(/\s+/gu, ' ');
}

/** `a 1 b 2` behind a heading, up to the first thing that is no such pair. */
function printedPairs(text: string, heading: RegExp, label: string): string[] | undefined {
  const found = new RegExp(`${heading.source} ((?:${label} \\d+ ?)+)`, 'u').exec(text)?.[1];
  return found?.match(new RegExp(`${label} \\d+`, 'gu'))?.map((pair) => pair.toLowerCase());
}

function pairs(counts: HubRecord['roles']): string[] | undefined {
  return counts?.map(({ label, count }) => `${label} ${count}`);
}

/** The numbers of a hub that a page prints. */
function printedOf(text: string): object {
  const total = /(\d+) Pith papers? cit/u.exec(text)?.[1];
  const percent = /(\d+)% of classified/u.exec(text)?.[1];
  const facet = (name: string, label = '[a-zA-Z_]+'): string[] | undefined =>
    printedPairs(text, new RegExp(`(?:^|[ \\d])(?<!hub |citation-)${name}`, 'u'), label);
  const cited = /Cited by (\d+) Pith papers/u.exec(text)?.[1];
  const references = /(\d+) extracted · (\d+) resolved · (\d+) Pith anchors/u.exec(text)?.slice(1);
  return {
    total: total && Number(total),
    percent: percent && Number(percent),
    roles: printedPairs(text, /citation-role summary/u, '[a-z_]+'),
    polarities: printedPairs(text, /citation-polarity summary/u, '(?!years)[a-z_]+'),
    years: facet('years', '20\\d\\d'),
    roleFacet: facet('roles'),
    polarityFacet: facet('polarities'),
    verdicts: facet('verdicts'),
    counts: cited ? [Number(cited)] : references?.map(Number).sort((a, b) => a - b),
  };
}

function saidOf(hub: HubRecord | undefined): object {
  return {
    total: hub?.total,
    percent: hub?.headline?.percent,
    roles: pairs(hub?.roles),
    polarities: pairs(hub?.polarities),
    years: pairs(hub?.facets?.years),
    roleFacet: pairs(hub?.facets?.roles),
    polarityFacet: pairs(hub?.facets?.polarities),
    verdicts: pairs(hub?.facets?.verdicts),
    counts: hub?.counts?.map(({ count }) => count).sort((a, b) => a - b),
  };
}

describe.skipIf(NO_REAL_DATA)('captures of pages (skipped without ../shared/data)', () => {
  it('are there', () => {
    expect(OF_PAPERS.length).toBeGreaterThan(40);
  });

  it.each(OF_PAPERS)('%s gives the numbers it prints', async (name) => {
    const text = textOf(name);
    const { of } = await read(name);
    const [hub, ...others] = of('hub');
    expect(others).toEqual([]);
    expect(saidOf(hub)).toEqual(printedOf(text));
    const novelties = [...text.matchAll(/novelty (\d\.\d)/gu)].map(([, score]) => Number(score));
    expect(of('review').flatMap((review) => review.novelty ?? [])).toEqual(novelties);
    const more = /show (\d+) more authors/u.exec(text)?.[1];
    const [work] = of('work');
    const named = work!.authors ?? work!.authorSet ?? [];
    expect(work!.authorCount).toBe(more === undefined ? undefined : named.length + Number(more));
    const links = /(\d+) theorem links?/u.exec(text)?.[0];
    expect(of('review').find((review) => review.work === work!.ids[0])?.formalVerification).toBe(links);
  });

  it.each(OF_PAPERS)('%s has the same numbers in a library, as its overview shows them', async (name) => {
    const { records, of } = await read(name);
    const lib = emptyLibrary();
    await load(lib, records, 'pith');
    const { printed, representative } = overview(lib, id(lib, of('work')[0]!.ids[0]!));
    expect(saidOf(printed[0])).toEqual(printedOf(textOf(name)));
    expect(representative.map(({ title }) => title).sort()).toEqual(
      of('citation')
        .filter(({ cited }) => cited === of('work')[0]!.ids[0])
        .map(({ citing }) => of('work').find(({ ids }) => ids[0] === citing)!.title)
        .sort(),
    );
  });

  it.each(OF_PAPERS)('%s makes no paper of a heading, a filter or a number', async (name) => {
    const { of, problems } = await read(name);
    for (const { title } of of('work'))
      expect(title ?? '').not.toMatch(
        /^(?:clear filters|years|roles|polarities|verdicts|authors)\b|^\d+$|theorem link|^pith\./iu,
      );
    // Filler stands where one reference was, so that its number is missing; all else is understood or was cut.
    const rest = problems.filter(({ message }) => !message.startsWith('the page is cut in '));
    expect(rest.length).toBe(name.includes('3W6OWNBD') ? 1 : 0);
  });

  it.each(OF_PAPERS.filter((name) => /_(?:role|polarity|year)_/u.test(name)))(
    '%s is a view by what its address says',
    async (name) => {
      const { of, notes } = await read(name);
      const filters = of('hub')[0]!.view!.map(({ field, value }) => `${field}_${value}`);
      expect(`_${filters.join('_')}.txt`).toBe(/_(?:role|polarity|year)_.*$/u.exec(name)![0].toLowerCase());
      expect(notes[0]).toMatch(/^a view filtered by /u);
    },
  );

  it.each(PAGES.filter((name) => REFUSED.test(name)))('%s is refused as what it is', async (name) => {
    const refusal = await read(name).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(NoSource);
    expect((refusal as NoSource).what).toMatch(/Pith/u);
  });
});
