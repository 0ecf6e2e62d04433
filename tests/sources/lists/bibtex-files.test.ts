/** BibTeX files as people have them: comments, @strings, inheritance, keys, encodings, and how they are recognised. */
import { describe, expect, it } from 'vitest';
import type { WorkRecord } from '../../../src/hub/record.js';
import { detectSource } from '../../../src/sources/detect.js';
import { readBibtex } from '../../../src/sources/lists/bibtex/read.js';
import { collect } from '../collect.js';
import { inputOf } from '../input-of.js';

const HUB = 'arxiv:1911.11134';
const read = (content: string | Buffer, strings = new Map<string, string>()) =>
  collect(detectSource(inputOf(content)).source.decode(inputOf(content), { at: '2026-01-02', cited: HUB, strings }));
const works = async (content: string | Buffer): Promise<WorkRecord[]> => (await read(content)).of('work').slice(1);
const only = async (content: string | Buffer): Promise<WorkRecord> => {
  const found = await works(content);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const entry = (text: string) => Object.fromEntries(fields(text));
const fields = (text: string): Map<string, string> => {
  const [first] = readBibtex(text);
  if (first === undefined || !('entry' in first)) throw new Error('no entry');
  return first.entry.fields;
};

describe('an entry inherits', () => {
  const child = '@inproceedings{ox, author={Ox, Al}, title={Ploughs}, pages={1--8}, crossref={Meet20}}\n';

  it('from its crossref, whatever stands first, in any letter case', async () => {
    const parent =
      '@proceedings{meet20, title={Proceedings of the Third Meeting}, booktitle={Third Meeting}, year=2020, publisher={Field Press}, doi={10.1000/all}}\n';
    for (const text of [child + parent, parent + child]) {
      const found = (await works(text)).find(({ title }) => title === 'Ploughs');
      expect(found).toMatchObject({ date: '2020', venue: 'Third Meeting', publisher: 'Field Press', pages: '1-8' });
      // The volume's own id is not its papers'.
      expect(found!.ids).toEqual(['key:ploughs/2020/ox']);
    }
  });

  it('from no more than 50,000 others, which is told', async () => {
    const heirs = Array.from({ length: 50_001 }, (_, n) => `@book{h${n},title={H},crossref={p${n}}}`);
    const parents = [0, 50_000].map((n) => `@mvbook{p${n},title={Whole},year=1999}`);
    const found = [...readBibtex([...heirs, ...parents].join('\n'))];
    const inherited = (key: string): string | undefined =>
      found.flatMap((one) => ('entry' in one && one.entry.key === key ? [one.entry.fields.get('maintitle')] : []))[0];
    expect([inherited('h0'), inherited('h50000')]).toEqual(['Whole', undefined]);
    expect(found.filter((one) => 'problem' in one)).toEqual([
      { line: 1, problem: expect.stringContaining('from more than 50,000 others') },
    ]);
  });

  it.each([
    ['inproceedings', 'proceedings', 'booktitle'],
    ['incollection', 'collection', 'booktitle'],
    ['incollection', 'book', 'booktitle'],
    ['inbook', 'book', 'booktitle'],
    ['suppcollection', 'collection', 'booktitle'],
    ['inreference', 'reference', 'booktitle'],
    ['book', 'mvbook', 'maintitle'],
    ['inproceedings', 'mvproceedings', 'maintitle'],
    ['article', 'periodical', 'journaltitle'],
  ])('as @%s the title of its @%s as %s', (part, whole, name) => {
    expect(fields(`@${part}{a, title={Part}, crossref={b}}\n@${whole}{b, title={Whole}}`).get(name)).toBe('Whole');
  });

  it('the title where it has none, and nothing that it says itself', () => {
    expect(
      entry(
        '@inbook{a, chapter=3, year=1999, crossref={b}}\n@book{b, title={Whole}, author={Ox}, year=2001, month=may}',
      ),
    ).toMatchObject({ title: 'Whole', booktitle: 'Whole', author: 'Ox', year: '1999' });
    const dated = fields('@book{a, title={A}, date={1999}, crossref={b}}\n@book{b, title={B}, year=2001, month=may}');
    expect([...dated.keys()]).toEqual(['title', 'date', 'crossref']);
  });

  it('what tells papers apart from nobody', () => {
    expect(
      entry(
        '@book{a, title={A}, crossref={b}}\n@book{b, title={B}, doi={10.1/x}, url={u}, eprint={1}, abstract={z}, keywords={k}}',
      ),
    ).toEqual({ title: 'A', crossref: 'b' });
  });

  it('from xdata, several and in chains, and from ancestors', () => {
    expect(
      entry(
        '@book{a, title={A}, xdata={p, q}}\n@xdata{p, publisher={P}, xdata={r}}\n@xdata{q, location={Q}, publisher={other}}\n@xdata{r, year=2000}',
      ),
    ).toMatchObject({ publisher: 'P', location: 'Q', year: '2000' });
    expect(
      entry(
        '@inbook{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={c}}\n@mvbook{c, title={C}, publisher={P}}',
      ),
    ).toMatchObject({ booktitle: 'B', publisher: 'P' });
  });

  it('single fields, and single names of a list, of xdata', () => {
    const data =
      '@xdata{our-people, author={Ox, Al and {Barn and Field} and Ram, Bo}, title={Wool}}\n@xdata{press, publisher={P}, location={xdata=places-location-2}}\n@xdata{places, location={X and Y}}';
    expect(
      entry(
        `@book{a, author={xdata=our-people-author-2 and Ewe, C. and xdata=Our-People-author-3}, title={xdata={our-people-title}},\n publisher={xdata=press-publisher}, location={xdata=press-location}, year=2000}\n${data}`,
      ),
    ).toEqual({
      author: '{Barn and Field} and Ewe, C. and Ram, Bo',
      title: 'Wool',
      publisher: 'P',
      location: 'Y',
      year: '2000',
    });
    expect(entry(`@book{a, author={xdata=our-people-author}}\n${data}`)).toEqual({
      author: 'Ox, Al and {Barn and Field} and Ram, Bo',
    });
    const nothing = { author: 'xdata=our-people-author-9', title: 'xdata=a-title', note: 'xdata=nobody-note' };
    expect(
      entry(`@book{a, author={xdata=our-people-author-9}, title={xdata=a-title}, note={xdata=nobody-note}}\n${data}`),
    ).toEqual(nothing);
  });

  it('from a volume, which is no paper itself, as little as data for others, sets and settings of styles', async () => {
    const { of, problems } = await read(`@xdata{press, publisher={Field Press}}
@proceedings{meet, title={Third Meeting}, subtitle={Ploughs and Oxen}, year=2020, xdata={press}}
@inproceedings{ox, title={Ploughs}, author={Ox, Al}, crossref={MEET}}
@set{both, entryset={ox, ram}}
@IEEEtranBSTCTL{bst, CTLuse_forced_etal="yes"}
@collection{barn, title={Barns}, editor={Ox, Al}, year=2001}
@thesis{ram, title={Rams}, author={Ram, Bo}, year=2002}
@misc{on, title={On Rams}, author={Ox, Al}, crossref={ram}}`);
    expect(problems).toEqual([]);
    expect(
      of('work')
        .slice(1)
        .map(({ title, venue }) => [title, venue]),
    ).toEqual([
      ['Ploughs', 'Third Meeting: Ploughs and Oxen'],
      ['Barns', undefined],
      ['Rams', undefined],
      ['On Rams', undefined],
    ]);
  });

  it('no more than memory holds, which is said once', async () => {
    const press = 'P'.repeat(900_000);
    const children = Array.from(
      { length: 60 },
      (_, i) => `@inbook{c${i}, title={Chapter ${i}}, crossref={p}, author={xdata=p-author and xdata=p-author}}\n`,
    ).join('');
    const { of, problems } = await read(`${children}@book{p, title={B}, author={A}, publisher={${press}}, year=2000}`);
    expect(of('work').filter(({ publisher }) => publisher !== undefined)).toHaveLength(35);
    expect(problems).toEqual([
      {
        place: 'the entry in line 36',
        message:
          'what the entries of this file have from others comes to more than 32,000,000 characters; it and 24 others lack some of it',
      },
    ]);
  });

  it('nothing from itself, in a circle, or from nobody', () => {
    expect(entry('@book{a, title={A}, crossref={a}}')).toEqual({ title: 'A', crossref: 'a' });
    expect(entry('@book{a, title={A}, crossref={b}}\n@book{b, year=1, crossref={a}}')).toMatchObject({ year: '1' });
    expect(entry('@book{a, title={A}, crossref={nobody}, xdata={}}')).toMatchObject({ title: 'A' });
  });
});

describe('@strings', () => {
  it('may stand in a file of their own that is named before', async () => {
    const strings = new Map<string, string>();
    const first = await read('% Journals\n@string{j-wool = "Journal of " # "Wool"}\n', strings);
    expect(first.records).toEqual([]);
    const { of, problems } = await read('@article{a, title={A}, journal=J-Wool, year=2000}', strings);
    expect(of('work')[1]).toMatchObject({ venue: 'Journal of Wool' });
    expect(problems).toEqual([]);
  });

  it('that nobody defines are named once, and stand for themselves', async () => {
    const { of, problems } = await read(
      '@article{a, title={A}, journal=j-wool, month=may, year=2000}\n@article{b, title={B}, journal=J-WOOL}',
    );
    expect(of('work')[1]).toMatchObject({ venue: 'j-wool', date: '2000-05' });
    expect(problems).toEqual([
      {
        place: 'the entry in line 1',
        message:
          'no @string defines j-wool, which stands as it is in “journal”; if another file defines it, name that file first',
      },
    ]);
  });

  it('that double themselves fill no memory', () => {
    const names = Array.from({ length: 40 }, (_, i) => `@string{s${i + 1} = s${i} # s${i}}`).join('\n');
    const uses = Array.from({ length: 5000 }, (_, i) => `@misc{k${i}, title = s40 # s40 # s40}`).join('\n');
    let length = 0;
    for (const one of readBibtex(`@string{s0 = "woolwool"}\n${names}\n${uses}`))
      if ('entry' in one) length += one.entry.fields.get('title')!.length;
    expect(length).toBeLessThan(33_000_000);
  });
});

describe('more than memory should hold is told with its bound', () => {
  const last = '\n@article{last, title={Last}, year=2001}';
  it.each([
    [
      'values',
      `@article{a, title={A}, abstract={${'\\(a'.repeat(400_000)}}}`,
      /“abstract” has more than 1,000,000 characters and is left out/u,
    ],
    ['fields', `@article{a, title={A}${', c={d}'.repeat(50_001)}}`, /this entry has more than 50,000 fields/u],
    [
      'parts of a value',
      `@article{a, title={A}, note={a}${' # {a}'.repeat(50_001)}}`,
      /this value has more than 50,000 parts/u,
    ],
    ['nested braces', `@article{a, title={A}, note=${'{'.repeat(100_000)}`, /braces nest more than 10,000 deep here/u],
    [
      'strings',
      Array.from({ length: 50_002 }, (_, i) => `@string{s${i}={}}`).join('') + '@article{a, title={A}}',
      /more than 50,000 strings are defined, of which the first are taken/u,
    ],
  ])('%s', async (_, text, message) => {
    const { of, problems } = await read(text + last);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
    expect(of('work').map(({ title }) => title?.slice(0, 4))).toEqual([
      undefined,
      expect.stringMatching(/^A/u),
      'Last',
    ]);
  });
});

describe('comments', () => {
  it('stand behind % between entries and fields, and as what is outside of entries', async () => {
    const text = [
      'Write to al.ox@field.example or @home (evenings).',
      '% @article{old,',
      '%   title = {Old},',
      '% }',
      '@article{a, % the first',
      '  % title = {Older},',
      '  title = {100% wool}, % checked',
      '  journal = % where',
      '    {J}',
      '}',
      '%@article{b, title={Gone}}',
      '@comment{ @article{c, title={Gone too}} }',
      '@article{d, title={Last}} trailing words',
    ].join('\n');
    const { of, problems } = await read(text);
    expect(
      of('work')
        .slice(1)
        .map(({ title, venue }) => [title, venue]),
    ).toEqual([
      ['100% wool', 'J'],
      ['Last', undefined],
    ]);
    expect(problems).toEqual([]);
    expect((await works(text.replaceAll('\n', '\r'))).map(({ title }) => title)).toEqual(['100% wool', 'Last']);
  });

  it('may hold entries in a value', () => {
    expect(entry('@misc{a, title={A}, annote={as in\n@misc{b, title={B}}\nthere}}')).toMatchObject({
      annote: 'as in\n@misc{b, title={B}}\nthere',
    });
  });
});

it('Entries need no keys', async () => {
  const found = await only(
    '@article{\n   author = {Ox, Al},\n   title = {Wool},\n   year = {2012},\n   DOI = {10.1000/w}\n}\n',
  );
  expect(found).toMatchObject({ ids: ['doi:10.1000/w'], title: 'Wool', date: '2012' });
  expect(
    (await works('@book{title="A", year=2000}\n@book{, title="B"}\n@book{year = 2001, title="C"}')).map(
      ({ title }) => title,
    ),
  ).toEqual(['A', 'B', 'C']);
});

describe('old encodings', () => {
  it('are read as Windows-1252, line by line', async () => {
    const old = Buffer.from(
      '@article{m, author={M\xfcller, J\xf6rg}, title={\xdcber \x93Bojen\x94}, year=1999}\n',
      'latin1',
    );
    const expected = { title: 'Über “Bojen”', authors: [{ name: 'Jörg Müller', family: 'Müller', given: 'Jörg' }] };
    expect(await only(old)).toMatchObject(expected);
    const both = Buffer.concat([old, Buffer.from('@article{n, title={Žluťoučký kůň}}\n')]);
    expect((await works(both)).map(({ title }) => title)).toEqual(['Über “Bojen”', 'Žluťoučký kůň']);
  });

  it('in RIS, too', async () => {
    expect(await only(Buffer.from('TY  - JOUR\r\nTI  - \xdcber\r\nER  - \r\n', 'latin1'))).toMatchObject({
      title: 'Über',
    });
  });
});

describe('a file is recognised', () => {
  const last = '@article{a, title={Last}, year=2001}\n';
  it.each([
    ['70 KB of @string', '@string{jour0000 = "Journal of Many Things"}\n'.repeat(1600)],
    ['70 KB of comments', '% All of this is only a comment that explains nothing.\n'.repeat(1400)],
    ['70 KB of @comment', `@comment{${'jabref-meta: nothing\n'.repeat(3500)}}\n`],
    ['a preamble of many lines', `@preamble{"a"\n${'# "b"\n'.repeat(9)}}\nold: it was otherwise\n`],
    ['a mail address', 'Mistakes to al.ox@field.example, please.\n\n'],
    ['a byte order mark', '\ufeff'],
    ['nothing', ''],
  ])('after %s', async (_, before) => {
    expect(await only(before + last)).toMatchObject({ title: 'Last' });
  });

  it('by its entries where more is said before', async () => {
    const prose = 'A line of many about this list.\n'.repeat(20);
    expect(await works(prose + last.repeat(40))).toHaveLength(40);
    expect(() => detectSource(inputOf(prose + last))).toThrow(/text of another kind/u);
  });

  it.each([
    ['a style sheet', '@font-face {\n  font-family: "Wool";\n}\n@media (max-width: 3em) { a { b: c } }'],
    ['Java', '@Entity\n@Table(name = "wool")\npublic @interface Wool { }'],
    ['JavaScript', '/**\n * @param {string} name\n * @returns {{a: 1}} it\n */'],
    ['LaTeX', '% A paper\n\\documentclass{article}\n% @\n'],
  ])('and %s is not', (_, text) => {
    expect(() => detectSource(inputOf(text))).toThrow(/is (?:text of another kind|perhaps BibTeX)/u);
  });
});
