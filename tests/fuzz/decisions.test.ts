/** Mutated tables of decisions and lines of other readers: 60 inputs, with PITH_TUI_TESTS=all 2,000. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { differences, flowSteps } from '../../src/export/flow/boxes.js';
import { hubScreening } from '../../src/hub/decisions/decision.js';
import { examine } from '../../src/library/checking/whole.js';
import { agreementOf, votesIn } from '../../src/library/decisions/agreement.js';
import { type SharedLine, sharedLineOf, sharedLines, takeShared } from '../../src/library/decisions/exchange.js';
import { takeTable } from '../../src/library/decisions/take-table.js';
import type { Library } from '../../src/library/library.js';
import { flowOf } from '../../src/library/read/flow.js';
import { readDecisions } from '../../src/sources/decisions/read.js';
import { SourceError } from '../../src/sources/decoded.js';
import { chanceOf, pick } from '../bench/random.js';
import { arxiv, cites, dump, folder, id, libraryOf, work } from '../library/support.js';
import { seeds } from '../seeds.js';
import { mutated } from './mutate.js';

const INPUTS = 20;
const HUB = hubScreening(arxiv(0));
/** Anything that moves a cursor, turns writing round or rings. */
const HARMFUL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/u;
const TRACE = /\n\s+at |\bat \S+:\d+:\d+|Maximum call stack|is not a function|undefined|Cannot read/u;

const line = (n: number, who: string, to: object | null, over?: string[]): string =>
  JSON.stringify({
    id: `${who}s.${n}`,
    step: `${who}s`,
    at: '2026-01-02T03:04:05.006Z',
    who,
    kind: 'decide',
    screening: HUB,
    work: arxiv(n),
    from: null,
    to,
    ...(over !== undefined && { over }),
    ids: [arxiv(n), `doi:10.1000/${n}`],
    title: `Title ${n}`,
    year: 2020,
  });

const FILES = [
  {
    file: 'articles.csv',
    content:
      'key,title,year,url,notes,keywords\n' +
      `rayyan-1,Title 1,2020,https://arxiv.org/abs/2001.00001,"RAYYAN-INCLUSION: {""Ann""=>""Included"", ""Bo""=>""Excluded""} | RAYYAN-LABELS: a,b | RAYYAN-EXCLUSION-REASONS: x,y | USER-NOTES: {""Ann""=>[""one"", ""two""]}",z\n` +
      'rayyan-2,Title 2,2020,,"RAYYAN-INCLUSION: {""Ann""=>true}",\n',
  },
  {
    file: 'asreview.csv',
    content:
      'title,arxiv,asreview_label,asreview_time,asreview_note,asreview_user_name\nTitle 1,2001.00001,1,2024-05-01 10:00:00,n,Ann\nTitle 2,2001.00002,0,1714557600,,\n',
  },
  {
    file: 'review_1_excluded_csv_2.csv',
    content:
      'Title,Published Year,DOI,Covidence #,Study,Notes,Tags\nTitle 1,2020,,#1,S,"Exclusion reason: Wrong; ",a; b\nTitle 2,2020,,#2,S,,\n',
  },
  {
    file: 'zotero.csv',
    content:
      '"Key","Title","Publication Year","Url","Manual Tags"\n"K","Title 1","2020","http://arxiv.org/abs/2001.00001","include; x"\n"L","Title 2","","","exclude: why"\n',
  },
  {
    file: 'own.ris',
    content:
      'TY  - JOUR\r\nTI  - Title 1\r\nUR  - https://arxiv.org/abs/2001.00001\r\nN1  - ASReview_relevant\r\nER  - \r\nTY  - JOUR\r\nTI  - Title 2\r\nKW  - excluded: x\r\nN1  - RAYYAN-INCLUSION: {"Ann"=>"Maybe"}\r\nER  - \r\n',
  },
] as const;

const LINES = [
  line(1, 'ann', { status: 'included' }),
  line(2, 'ann', { status: 'excluded', reason: 'off-topic' }),
  line(1, 'bo', { status: 'excluded' }),
  line(2, 'cy', { status: 'maybe' }, ['anns.2', 'cys.2']),
  JSON.stringify({
    ...(JSON.parse(line(1, 'dee', null)) as object),
    kind: 'tag',
    item: 't',
    to: true,
    screening: undefined,
  }),
].join('\n');

/** Nothing harmful is kept, and what is derived follows from the journal. */
function isSound(lib: Library): void {
  expect(examine(lib).damage).toEqual([]);
  const texts = Object.values(dump(lib))
    .flat()
    .flatMap((row) => Object.values(row as object));
  for (const text of texts) if (typeof text === 'string') expect(text).not.toMatch(HARMFUL);
  const flow = flowOf(lib, id(lib, arxiv(0)), HUB);
  expect(differences(flowSteps(flow))).toEqual([]);
  for (const { pairs, agreed } of agreementOf(votesIn(lib, HUB))) expect(agreed).toBeLessThanOrEqual(pairs);
}

async function takeFile(lib: Library, file: string): Promise<void> {
  try {
    const { papers, problems } = await readDecisions(file);
    for (const { message } of problems) expect(message).not.toMatch(TRACE);
    for (const { why } of takeTable(lib, HUB, 'me', papers).left) expect(why).not.toMatch(HARMFUL);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    expect(error.message).toMatch(/[.!?]$/u);
    expect(error.message).not.toMatch(TRACE);
  }
}

function takeLines(lib: Library, text: string): void {
  const lines = text.split('\n').flatMap((one): SharedLine[] => {
    try {
      const shared = sharedLineOf(JSON.parse(one));
      return shared === null || 'wrong' in shared ? [] : [shared];
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return [];
    }
  });
  takeShared(lib, lines);
}

describe('whatever is wrong with decisions', () => {
  it.each(seeds(3, 100))('is told in a sentence, and the library stays sound (seed %i)', async (seed) => {
    const chance = chanceOf(seed);
    const lib = await libraryOf([work(0), ...[1, 2, 3].flatMap((n) => [work(n, { date: '2020' }), cites(n, 0)])]);
    const path = folder();
    for (let number = 0; number < INPUTS; number += 1) {
      const sample = pick(chance, [...FILES, { file: '', content: LINES }]);
      const bytes = mutated(chance, sample.content);
      try {
        if (sample.file === '') takeLines(lib, bytes.toString());
        else {
          writeFileSync(join(path, sample.file), bytes);
          await takeFile(lib, join(path, sample.file));
        }
        isSound(lib);
      } catch (error) {
        const shown = bytes.length > 3000 ? `${bytes.length} bytes` : JSON.stringify(bytes.toString('latin1'));
        throw new Error(`seed ${seed}, input ${number} (${sample.file || 'lines'}): ${shown}`, { cause: error });
      }
    }
    // What such a library hands on another takes.
    const handedOn = [...sharedLines(lib, null)].map((one) => sharedLineOf(JSON.parse(JSON.stringify(one))));
    expect(handedOn.filter((one) => one === null || 'wrong' in one)).toEqual([]);
  });

  it.each(FILES)('$file is sound before it is mutated', async ({ file, content }) => {
    const lib = await libraryOf([work(0), ...[1, 2].flatMap((n) => [work(n, { date: '2020' }), cites(n, 0)])]);
    const path = join(folder(), file);
    writeFileSync(path, content);
    const { papers, problems } = await readDecisions(path);
    expect(problems).toEqual([]);
    const { added, left } = takeTable(lib, HUB, 'me', papers);
    expect(left).toEqual([]);
    expect(Object.values(added).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1);
  });
});
