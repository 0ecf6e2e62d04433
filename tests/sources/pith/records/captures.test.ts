/** Captured records of Pith, most of them cut after some 2,000 characters. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mendRecord } from '../../../../src/hub/record-fields.js';
import { detectSource } from '../../../../src/sources/detect.js';
import { numberOf } from '../../../../src/sources/pith/records/digest.js';
import { newReading } from '../../../../src/sources/source.js';
import { type Collected, collect } from '../../collect.js';
import { inputOf } from '../../input-of.js';
import { NO_REAL_DATA, realFile } from '../../real-data.js';

const CITERS = 'citations_7e7cb2f9_citers.json.txt';
const HUB = 'uuid:7e7cb2f9-b15b-4715-8b17-aa26dce859ea';

async function read(file: string): Promise<Collected & { format: string; notes: string[] }> {
  const input = inputOf(readFileSync(realFile(`pith/${file}`)), 64 * 1024, file);
  const { source, format } = detectSource(input);
  const reading = newReading();
  const options = { at: '2026-01-02', reading, ...(file === CITERS && { cited: HUB }) };
  return { ...(await collect(source.decode(input, options))), format, notes: reading.notes };
}

describe.skipIf(NO_REAL_DATA)('captured records of Pith', () => {
  const files = NO_REAL_DATA ? [] : readdirSync(realFile('pith')).filter((file) => file.includes('json'));

  it('are read, or refused for what they are', async () => {
    for (const file of files) {
      if (file.startsWith('schemas_')) {
        await expect(read(file), file).rejects.toThrow(/is a JSON schema, which describes records and is none/u);
        continue;
      }
      const { of, records, problems } = await read(file);
      expect(of('work').length, file).toBeGreaterThan(0);
      for (const record of records)
        expect(
          mendRecord(record, (message) => expect.fail(`${file}: ${message}`)),
          file,
        ).not.toBeNull();
      // One of them is whole.
      const whole = file === 'api_pith-number_Y7J7RLYRLGSQF6NTSSSA6WHNWE_graph.json';
      expect(
        problems.map(({ place, message }) => `${place}: ${message}`),
        file,
      ).toEqual(whole ? [] : [expect.stringMatching(/^line 1, column \d+: the record is cut off here/u)]);
    }
  });

  it('give of the list of citing papers all that stands before the cut', async () => {
    const { of } = await read(CITERS);
    expect(of('hub')).toEqual([{ type: 'hub', work: HUB, source: 'pith', total: 15 }]);
    expect(of('citation').map(({ citing, reference }) => [citing, reference])).toEqual([
      ['arxiv:2607.02110', 175],
      ['arxiv:2606.23773', 158],
      ['arxiv:2606.10823', 100],
    ]);
    expect(of('review').map(({ verdict, novelty }) => [verdict, novelty])).toEqual([
      ['unverdicted', 4],
      ['unverdicted', 4],
      ['unverdicted', 5],
    ]);
  });

  it('name their authors in the order of the paper in records of hubs, and without order elsewhere', async () => {
    const hub = await read('citations_cce0f4b3.json.txt');
    expect(
      hub
        .of('work')[0]!
        .authors?.map(({ name }) => name)
        .slice(0, 2),
    ).toEqual(['Shen Nie', 'Fengqi Zhu']);
    const number = await read('pith_SCOG7NB4N72NGDMBWJV74AOGG6.json.txt');
    expect(number.of('work')[0]).not.toHaveProperty('authors');
    expect(number.of('work')[0]!.authorSet).toHaveLength(5);
    const graph = await read('api_pith-number_XFWJD6TACLJLAK3KSRQZUE3KSH_graph.json.txt');
    expect(graph.of('work')[0]!.authorSet?.at(-1)).toEqual({ name: 'Vincent Larivière' });
  });

  it('hold a finding with what its event adds', async () => {
    const { of } = await read('pith_2604.23340_integrity.json.txt');
    const [{ findings, detectors }] = of('integrity') as [ReturnType<typeof of<'integrity'>>[number]];
    expect(detectors).toEqual(['ai_meta_artifact', 'doi_compliance']);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      severity: 'advisory',
      reference: 19,
      detectedDoi: '10.1007/978-1-84800-044-5_11.URL',
      snippet: expect.stringContaining('978-1-84800') as string,
    });
  });

  it('have the numbers that their checksums are: 30 of 30', () => {
    const rows = readFileSync(realFile('pith/numbers.tsv'), 'utf8').trim().split('\n');
    const wrong = rows.map((row) => row.split('\t')).filter(([number, , digest]) => numberOf(digest!) !== number);
    expect([rows.length, wrong]).toEqual([30, []]);
  });
});
