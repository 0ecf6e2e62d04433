/** Files of arXiv metadata: Atom and JSON Lines. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectSource } from '../../../src/sources/detect.js';
import { collect } from '../collect.js';
import { inputOf, wanting } from '../input-of.js';
import { NO_REAL_DATA, realFile, realJson } from '../real-data.js';
import { atom } from '../replay/services.js';

const read = (content: string, options = {}) =>
  collect(detectSource(inputOf(content)).source.decode(inputOf(content, 71), { at: '2026-01-02', ...options }));

/** The shape of a line of the metadata dump; the values are made up. */
const PAPER = {
  id: '0704.0001',
  submitter: 'Ada Shepherd',
  authors: "Ada Shepherd, B. Bal\\'azs Jr (The Flock)",
  title: 'Counting sheep\n  at scale',
  comments: '9 pages',
  'journal-ref': 'J.Wool 7:1-9,2007',
  doi: '10.1000/Sheep',
  'report-no': null,
  categories: 'hep-ph math.CO',
  license: null,
  abstract: '  We count sheep. All\nof them.\n  Then goats.\n',
  versions: [
    { version: 'v1', created: 'Mon, 2 Apr 2007 23:18:42 GMT' },
    { version: 'v2', created: 'Tue, 24 Jul 2007 20:10:27 GMT' },
  ],
  update_date: '2008-11-26',
  authors_parsed: [
    ['Shepherd', 'Ada', ''],
    ["Bal\\'azs", 'B.', 'Jr', 'The Flock'],
    ['ATLAS Collaboration', '', ''],
  ],
};
const jsonl = (...lines: object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

describe('a paper of arXiv', () => {
  it.each([
    ['Withdrawn', 'We count sheep.', true],
    ['9 pages, withdrawn by the author', 'We count sheep.', true],
    ['This submission has been withdrawn by arXiv administrators', 'We count sheep.', true],
    ['9 pages', 'This paper has been withdrawn by the authors due to an error in Lemma 2.', true],
    ['', '  The article is now withdrawn.', true],
    ['', 'Withdrawn: the sheep were goats.', true],
    ['9 pages', 'We count sheep. The paper has been withdrawn from the journal by its editors, we show.', undefined],
    ['sheep that were withdrawn', 'We count withdrawn sheep.', undefined],
    ['not withdrawn', 'We count sheep.', undefined],
  ])(
    'of which its authors say “%s” and “%s” is withdrawn: %s, in dumps and feeds',
    async (comment, summary, retracted) => {
      const dump = await read(jsonl({ ...PAPER, comments: comment, abstract: summary }));
      expect(dump.of('work')[0]!.retracted).toBe(retracted);
      const entry = `<entry><id>http://arxiv.org/abs/0704.0001v2</id><title>Sheep</title><summary>${summary}</summary>
      <arxiv:comment>${comment}</arxiv:comment></entry>`;
      expect((await read(atom([entry]))).of('work')[0]!.retracted).toBe(retracted);
    },
  );
});

describe('the metadata dump of arXiv', () => {
  it('gives papers as of their first version', async () => {
    const { records, problems } = await read(
      jsonl(PAPER, { ...PAPER, id: 'hep-th/9711200', doi: null }, { ...PAPER, id: 'x' }),
    );
    expect(records).toHaveLength(2);
    expect(records[0]).toEqual({
      type: 'work',
      ids: ['arxiv:0704.0001', 'doi:10.1000/sheep'],
      title: 'Counting sheep at scale',
      authors: [
        { name: 'Ada Shepherd', family: 'Shepherd', given: 'Ada' },
        { name: 'B. Balázs Jr', family: 'Balázs', given: 'B.' },
        { name: 'ATLAS Collaboration', group: true },
      ],
      date: '2007-04-02',
      kind: 'article',
      category: 'hep-ph',
      abstract: 'We count sheep. All of them.\n\nThen goats.',
    });
    expect(records[1]).toMatchObject({ ids: ['arxiv:hep-th/9711200'] });
    expect(problems).toEqual([{ place: 'line 3', message: 'no arXiv id: “x”' }]);
  });

  it('is cut to papers that are known', async () => {
    const reading = { lines: 0, passed: new Map<string, number>() };
    const { of } = await read(jsonl(PAPER, { ...PAPER, id: '0704.0002', doi: null }), {
      wanted: wanting([['doi:10.1000/sheep']]),
      reading,
    });
    expect(of('work').map(({ ids }) => ids[0])).toEqual(['arxiv:0704.0001']);
    expect([...reading.passed.values()]).toEqual([1]);
  });
});

describe('an Atom file', () => {
  const feed = (inside: string): string =>
    `<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/x</id>${inside}</feed>`;

  it('gives its papers', async () => {
    const { records } = await read(
      feed(
        '<entry><id>http://arxiv.org/abs/0704.0001v2</id><title>Counting\n sheep</title><author><name>Ada</name></author></entry>',
      ),
    );
    expect(records).toMatchObject([{ ids: ['arxiv:0704.0001'], title: 'Counting sheep' }]);
  });

  it('that is broken, or says only what is wrong, is refused', async () => {
    await expect(read(feed('<entry>'))).rejects.toThrow(/not a complete Atom feed/u);
    await expect(
      read(
        feed(
          '<entry><id>https://arxiv.org/api/errors#x</id><title>Error</title><summary>incorrect id</summary></entry>',
        ),
      ),
    ).rejects.toThrow(/only an error from arXiv: incorrect id\.$/u);
  });
});

describe.skipIf(NO_REAL_DATA)('recorded feeds of arXiv (skipped without ../shared/data)', () => {
  const folder = 'arxiv/arxiv.py-2026-04/';
  const files = NO_REAL_DATA ? [] : readdirSync(realFile(folder)).filter((name) => name.endsWith('.json'));

  it.each(files)('%s has as many papers as it has entries', async (name) => {
    const { body, status_code: status } = realJson(folder + name) as { body: string; status_code: number };
    if (status !== 200) {
      await expect(read(body)).rejects.toThrow(/only an error from arXiv/u);
      return;
    }
    const { of, problems } = await read(body);
    expect(problems).toEqual([]);
    expect(of('work')).toHaveLength(body.split('<entry>').length - 1);
  });
});
