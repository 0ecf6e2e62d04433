/** Scanning a .bib file, and merging papers into its text. */
import { describe, expect, it } from 'vitest';
import { bibtexFile } from '../../../src/export/bibtex/bibtex.js';
import { type MergeOptions, type MergeResult, mergeBib } from '../../../src/export/bibtex/merge.js';
import type { CslItem } from '../../../src/export/csl.js';
import { seeds } from '../../seeds.js';
import { known, random } from '../generate.js';
import { entriesOf } from './entries-of.js';

const item = (title: string, more: Partial<CslItem> = {}): CslItem => ({
  id: title,
  type: 'article-journal',
  title,
  author: [{ family: 'Li', given: 'Wei' }],
  issued: { 'date-parts': [[2025]] },
  'container-title': 'Journal',
  ...more,
});

type Done = Extract<MergeResult, { ok: true }>;
const merged = (target: string | Buffer, items: CslItem[], options: MergeOptions = {}): Done & { text: string } => {
  const bytes = typeof target === 'string' ? Buffer.from(target) : target;
  const result = mergeBib(bytes, items, options);
  if (!result.ok) throw new Error(`${result.line}:${result.column} ${result.message}`);
  return { ...result, text: Buffer.from(result.bytes).toString('utf8') };
};

const GROWN = `% My references. mail me@example.org
@string{jt = "Journal of Tests"}
@preamble{"\\newcommand{\\noop}[1]{#1}"}

@ARTICLE{Waals73,
	author  = "van der Waals, J. D.",
	title   = {On the {Continuity}},
	journal = jt # { B},
	year    = 1873,
	mynote  = {keep me: {@x}},
}

@comment{jabref-meta: databaseType:bibtex; @article{ghost,}}
@Comment this is not closed {

@misc(paren, title = {In parentheses}, year = 2001)

@inproceedings{DBLP:conf/x/Y20, title={Deep {L}earning}, year={2020},
  doi = {https://doi.org/10.1000/ABC}, eprint={1911.11134v2}, eprinttype={arXiv} }`;

describe('scanning', () => {
  it('finds the entries with their fields and takes everything else for comments', () => {
    const entries = entriesOf(GROWN);
    expect(entries.map(({ type, key }) => [type, key])).toEqual([
      ['article', 'Waals73'],
      ['misc', 'paren'],
      ['inproceedings', 'DBLP:conf/x/Y20'],
    ]);
    expect([...entries[0]!.fields]).toEqual([
      ['author', 'van der Waals, J. D.'],
      ['title', 'On the {Continuity}'],
      ['journal', 'Journal of Tests B'],
      ['year', '1873'],
      ['mynote', 'keep me: {@x}'],
    ]);
    for (const { scanned } of entries) {
      expect(GROWN[scanned.start]).toBe('@');
      expect(GROWN[scanned.end - 1]).toMatch(/[})]/);
    }
  });
  it.each([
    ['@a{k, t = {x}', 1, 1, /never closed/],
    ['x\n\n@a{k,\n  t = {x\n}', 3, 1, /never closed/],
    ['@a{k,\n  t = {{x\n}', 2, 7, /never closed/],
    ['@a{k,\n  t = {x}\n  y = 1\n}', 3, 3, /comma is missing/],
    ['@a{k,\n  é é = {x}\n}', 2, 5, /= is missing/],
    ['@a{k\n  t = {x}}', 2, 3, /comma is missing behind the key/],
    ['@a{k, t = }', 1, 11, /value is missing/],
    ['@a{k, t = "x} y"}', 1, 13, /closes nothing/],
    ['@a{k, t = {x}, {y}}', 1, 16, /field's name/],
    ['\ufeff@a{k, t {x}}', 1, 9, /= is missing/],
    ['@string{x {y}}', 1, 11, /@string/],
  ])('%j is refused at line %d, column %d', (text, line, column, message) => {
    const target = Buffer.from(text);
    const result = mergeBib(target, [item('New')]);
    expect(result).toMatchObject({ ok: false, line, column });
    expect((result as { message: string }).message).toMatch(message);
  });
  it('with bytes that are no text is refused', () => {
    expect(mergeBib(Buffer.from([0x9f, 0x0a, 0x00, 0xff]), [])).toEqual({
      ok: false,
      message: 'it is a binary file, not BibTeX',
      line: 2,
      column: 1,
    });
  });

  it('of UTF-16 is refused', () => {
    expect(mergeBib(Buffer.from('\ufeff@a{k,}', 'utf16le'), [])).toMatchObject({ ok: false, line: 1 });
  });
});

describe('appending', () => {
  it('leaves what is there a prefix, byte by byte', () => {
    const { text, report } = merged(GROWN, [item('Learning to reason')]);
    expect(text.startsWith(GROWN)).toBe(true);
    expect(text.slice(GROWN.length)).toBe(
      `\n\n${bibtexFile([item('Learning to reason')], { dialect: 'bibtex' }).text}`,
    );
    expect(report.papers).toEqual([{ item: 0, kind: 'added', key: 'li2025learning' }]);
  });
  it.each([
    ['an empty file', '', ''],
    ['a byte order mark', '\ufeff', ''],
    ['a last line without end', '@misc{a,}', '\n\n'],
    ['a last line with one', '@misc{a,}\n', '\n'],
    ['an empty last line', '@misc{a,}\n\n', ''],
    ['lines ended by CR LF', '@misc{a,\r\n}\r\n', '\r\n'],
    ['lines ended by CR', '@misc{a,\r}\r', '\r\r'],
  ])('to %s goes on in its manner', (_, target, gap) => {
    const { text } = merged(target, [item('New')]);
    expect(text.startsWith(target + gap)).toBe(true);
    const rest = text.slice(target.length + gap.length);
    expect(rest).toMatch(/^@article\{li2025new,/);
    const end = /\r\n?/.exec(target)?.[0] ?? '\n';
    expect(rest.split(/\r\n|\r|\n/).join(end)).toBe(rest);
  });
  it('to a file in Latin-1 is in ASCII, and what has no command there is refused', () => {
    const target = Buffer.from('@misc{m, author = {Müller}, title = {Über}, year = 1999}\n', 'latin1');
    const { bytes, report } = merged(target, [
      item('Crème', { author: [{ family: 'Đặng', given: 'É.' }] }),
      item('强化学习'),
      item('Über', { issued: { 'date-parts': [[1999]] } }),
    ]);
    expect(Buffer.from(bytes).subarray(0, target.length)).toEqual(target);
    const rest = Buffer.from(bytes).subarray(target.length).toString('latin1');
    expect(rest).toMatch(/^[\x00-\x7f]*$/);
    expect(rest).toContain("author = {{\\DJ}{\\d{\\u{a}}}ng, {\\'E}.}");
    expect(report.papers.map(({ kind }) => kind)).toEqual(['added', 'refused', 'present']);
  });
  it('is in the dialect of the file', () => {
    expect(merged('@online{a, date = {2020}, eprinttype = {arxiv}}\n', [item('New')]).text).toContain('journaltitle');
    expect(merged('@misc{a, year = {2020}}\n', [item('New')]).text).not.toContain('journaltitle');
    expect(merged('@misc{a, year = {2020}}\n', [item('New')], { dialect: 'biblatex' }).text).toContain('journaltitle');
  });
  it('gives keys that no entry there has, letter case aside', () => {
    const { report } = merged('@misc{LI2025learning,}\n@misc{li2025learninga,}\n@misc{li2025learninga,}', [
      item('Learning to reason'),
      item('Learning to plan'),
    ]);
    expect(report.papers).toMatchObject([{ key: 'li2025learningc' }, { key: 'li2025learningb' }]);
  });
  it('takes the keys that the caller gives', () => {
    const keys = (added: readonly number[], taken: readonly string[]): string[] =>
      added.map((at) => `${taken.join('-')}-${at}`);
    expect(merged('@misc{a, year=1}', [item('One'), item('Two')], { keys }).report.papers).toMatchObject([
      { key: 'a-0' },
      { key: 'a-1' },
    ]);
  });
});

describe('a paper that is there already', () => {
  const file = (fields: string): string => `@article{mine, ${fields}}\n`;
  it.each<[string, Partial<CslItem>, string]>([
    ['doi = {10.1000/abc}', { DOI: 'https://doi.org/10.1000/ABC' }, 'DOI'],
    ['doi = {https://dx.doi.org/10.1000/ABC}', { DOI: '10.1000/abc' }, 'DOI'],
    ['doi = {10.1000/a\\_b}', { DOI: '10.1000/a_b' }, 'DOI'],
    ['url = {https://doi.org/10.1000/abc}', { DOI: '10.1000/abc' }, 'DOI'],
    ['eprint = {2504.13837v3}', { archive: 'arXiv', archive_location: '2504.13837' }, 'arXiv number'],
    [
      'eprint = "arXiv:2504.13837", archiveprefix = "arXiv"',
      { URL: 'https://arxiv.org/abs/2504.13837v1' },
      'arXiv number',
    ],
    ['doi = {10.48550/arXiv.2504.13837}', { archive: 'arXiv', archive_location: '2504.13837' }, 'arXiv number'],
    [
      'journal = {arXiv preprint arXiv:2504.13837}',
      { archive: 'arXiv', archive_location: '2504.13837' },
      'arXiv number',
    ],
    [
      'journal = {CoRR}, volume = {abs/2504.13837}',
      { archive: 'arXiv', archive_location: '2504.13837' },
      'arXiv number',
    ],
    [
      'url = {http://arxiv.org/pdf/hep-th/9711200v3.pdf}',
      { archive: 'arXiv', archive_location: 'hep-th/9711200' },
      'arXiv number',
    ],
    ['title = {{Learning} to \\emph{reason}!}, year = 2025', {}, 'title and year'],
    ['title = "Learning to R{\\\'e}ason", date = {2025-01-02}', { title: 'learning to réason' }, 'title and year'],
    ['title = {Grains}, subtitle = {A {Study}}, year = 2025', { title: 'Grains: A Study' }, 'title and year'],
    ['title = {Grains}, subtitle = {A {Study}}, year = 2025', { title: 'Grains' }, 'title and year'],
    ['title = {Grains of 1.5 to 5.2~{nm}}, year = 2025', { title: 'Grains of 1.5 to 5.2 nm' }, 'title and year'],
    ['title = {Learning to reason}, author = {Wei Li and others}', { issued: undefined as never }, 'title and author'],
    [
      'title = {Learning to reason}, author = {W. Li}, year = {in press}',
      { issued: undefined as never },
      'title and author',
    ],
  ])('%s is known by its %s', (fields, more, by) => {
    const target = file(fields);
    const { report, text, changed } = merged(target, [item('Learning to reason', more)]);
    expect(report.papers).toEqual([{ item: 0, kind: 'present', key: 'mine', by }]);
    expect([text, changed]).toEqual([target, false]);
  });
  it.each<[string, Partial<CslItem>]>([
    ['doi = {10.1000/x-5_15}', { DOI: '10.1000/x-5_1' }],
    ['title = {Learning to reason}, year = 2024', {}],
    ['title = {Learning to reason}', { issued: undefined as never }],
    ['title = {Learning to reason}, author = {Li, Wei}', {}],
    ['title = {Learning to reason}, author = {Lee, Wei}', { issued: undefined as never }],
    [
      'title = {Learning to reason}, author = {Li, Wei}, doi = {10.1000/x}',
      { issued: undefined as never, DOI: '10.1000/y' },
    ],
    ['title = {Learning to reason}, year = 2025, doi = {10.1000/x}', { DOI: '10.1000/y' }],
    ['eprint = {2504.13837}, eprinttype = {hal}', { archive: 'arXiv', archive_location: '2504.13837' }],
    ['title = {}, year = 2025', { title: '…' }],
    ['title = {Part 1 12}, year = 2025', { title: 'Part 11 2' }],
  ])('is not %s', (fields, more) => {
    expect(merged(file(fields), [item('Learning to reason', more)]).report.papers).toMatchObject([{ kind: 'added' }]);
  });
  it('is the one under a key that the library gave it, where the title is the same', () => {
    const target =
      '@misc{Given, title = {Deep {Learning}}}\n@misc{other, title = {Deep learning}, doi = {10.1000/o}}\n';
    const known = (): string[] => ['given', 'second'];
    expect(merged(target, [item('Deep learning')], { known }).report.papers).toEqual([
      { item: 0, kind: 'present', key: 'Given', by: 'title and key' },
    ]);
    expect(merged(target, [item('Deep learners')], { known }).report.papers).toMatchObject([{ kind: 'added' }]);
    const elsewhere = merged(target, [item('Deep learning', { DOI: '10.1000/x' })], { known: () => ['other'] });
    expect(elsewhere.report.papers).toMatchObject([{ kind: 'added' }]);
  });
  it('that nobody signed and dated is told by its title', () => {
    const page = item('Tides today', { issued: undefined as never, author: undefined as never });
    expect(merged('@misc{a, title = {Tides today}}\n', [page]).changed).toBe(false);
  });
  it('without a year is added once, under one key', () => {
    const undated = item('Notes on tides', { issued: undefined as never });
    const once = merged('', [undated]);
    expect(once.text).not.toContain('year');
    expect(merged(once.text, [undated]).changed).toBe(false);
  });
  it('is not told by an id that unrelated entries of the file share', () => {
    const stamped = (key: string, author: string, year: number): string =>
      `@book{${key}, title = {On ${key}}, author = {${author}}, year = ${year}, eprint = {1011.1669}}\n`;
    const target =
      stamped('tides', 'Eva Alm', 1990) + stamped('kites', 'Per Bo', 1991) + stamped('ants', 'Siv Cox', 1992);
    const { report } = merged(target, [
      item('Wells', { archive: 'arXiv', archive_location: '1011.1669' }),
      item('On ants', { issued: { 'date-parts': [[1992]] } }),
    ]);
    expect(report.papers).toMatchObject([{ kind: 'added' }, { kind: 'present', key: 'ants' }]);
  });
  it('twice among the new ones is added once', () => {
    const twice = [item('One', { DOI: '10.1000/x' }), item('The same', { DOI: '10.1000/X' })];
    const { report, text } = merged('', twice);
    expect(report.papers.map(({ kind }) => kind)).toEqual(['added', 'present']);
    expect(entriesOf(text).length).toBe(1);
  });
  it('is added once however often it is asked for', () => {
    const once = merged(GROWN, [item('A'), item('B', { DOI: '10.1000/b' })]);
    const again = merged(Buffer.from(once.bytes), [item('B', { DOI: '10.1000/b' }), item('A')]);
    expect(again.changed).toBe(false);
    expect(Buffer.from(again.bytes)).toEqual(Buffer.from(once.bytes));
  });
});

describe('updating', () => {
  const full = item('Deep learning', {
    issued: { 'date-parts': [[2020, 5]] },
    DOI: '10.1000/abc',
    volume: '7',
    page: '1-9',
    archive: 'arXiv',
    archive_location: '1911.11134',
  });
  const update = (target: string): string => merged(target, [full], { update: true }).text;
  it('fills in what is missing, in the manner of the entry, and touches nothing else', () => {
    expect(update('% a\n@article{k,\n\ttitle   = {Old title},\n\tdoi     = {10.1000/abc}\n}\n% z\n')).toBe(
      '% a\n@article{k,\n\ttitle   = {Old title},\n\tdoi     = {10.1000/abc},\n\tauthor  = {Li, Wei},\n\tjournal = {Journal},\n\tvolume  = {7},\n\tpages   = {1--9},\n\tyear    = {2020},\n\tmonth   = may,\n\teprint  = {1911.11134},\n\tarchiveprefix = {arXiv}\n}\n% z\n',
    );
  });
  it('keeps a comma at the end, lines ended by CR LF, and entries on one line', () => {
    expect(
      update(
        '@article{k,\r\n  author = {X}, title={T}, journal={J}, year=2020, month=1,\r\n  doi = {10.1000/abc}, volume=1, pages={2},\r\n}',
      ),
    ).toBe(
      '@article{k,\r\n  author = {X}, title={T}, journal={J}, year=2020, month=1,\r\n  doi = {10.1000/abc}, volume=1, pages={2},\r\n  eprint={1911.11134},\r\n  archiveprefix={arXiv},\r\n}',
    );
    expect(entriesOf(update('@article{k,doi={10.1000/abc}}'))[0]!.fields.has('title')).toBe(true);
  });
  it.each([
    ['@article{k, doi={10.1000/abc}, date={2020}, journaltitle={J}}', /year|month|[^l]journal /],
    ['@article{k, doi={10.1000/abc}, title={}, year={}}', /title = \{Deep|year = \{2020/],
    ['@article{k, doi={10.1000/abc}, crossref={x}}', /journal|year|volume/],
    ['@misc{k, doi={10.1000/abc}, eprint={hal-1}, eprinttype={hal}}', /arXiv/],
    ['@article{k, doi={10.1000/abc}, year={2020-05-01}}', /month/],
  ])('does not add to %s what is said there otherwise', (target, pattern) => {
    expect(update(target)).not.toMatch(pattern);
  });
  it('says once where something was published, and at which address', () => {
    const known = item('A page', { type: 'webpage', URL: 'https://field.example/a_b', 'container-title': 'PsyArXiv' });
    const lines = (target: string) =>
      merged(target, [known], { update: true }).report.filled.flatMap(({ lines: one }) =>
        one.map((line) => line.trim()),
      );
    for (const where of ['howpublished={\\url{https://field.example/a\\_b}}', 'note={See https://field.example/a_b.}'])
      expect(lines(`@misc{k, title={A page}, author={Li}, year=2025, ${where}}`).join()).not.toMatch(/url/);
    expect(lines('@article{k, title={A page}, author={Li}, year=2025, journal={{PsyArXiv}}}').join()).not.toMatch(
      /howpublished/,
    );
  });
  it('leaves alone what the file has twice, since what is known may be of the other', () => {
    const twice = '@inproceedings{a, title={Deep}, year=2025}\n@article{b, title={Deep}, year=2025}';
    const known = item('Deep', { volume: '40' });
    expect(merged(twice, [known], { update: true }).text).toBe(twice);
    expect(merged(twice.split('\n')[0]!, [known], { update: true }).text).toContain('volume');
  });
  it.each(['535 BCE', '2017?', '20XX', 'n.d.', 'in press', '6', '-0876', '0999'])(
    'knows a paper of its own with the year %j',
    (year) => {
      const target = `@misc{k, title={Deep}, author={Li, Wei}, year={${year}}}`;
      const { issued: _, ...undated } = item('Deep');
      const dated = /2017/.test(year) ? { ...undated, issued: { 'date-parts': [[2017]] as [[number]] } } : undated;
      expect(merged(target, [dated]).text).toBe(target);
    },
  );
  it('has the years and titles of crossref, and @strings', () => {
    const target =
      '@string{y = "2025"}\n@inproceedings{k, title={Deep}, crossref=p}\n@proceedings{p, title={P}, year=y}\n@misc{l, title={Shallow}, year = y}';
    expect(merged(target, [item('Deep'), item('Shallow')]).text).toBe(target);
  });
  it('changes nothing the second time', () => {
    const once = update(GROWN);
    expect(update(once)).toBe(once);
  });
  it('tells which lines come where', () => {
    const { report } = merged(
      '\n\n@article{k,\n  doi = {10.1000/abc},\n  title = {T}, author = {X}, year = 2020, month = 5, journal = J, volume = 7, pages = 1\n}',
      [full],
      { update: true },
    );
    expect(report.filled).toEqual([
      { key: 'k', line: 3, lines: ['  eprint = {1911.11134}', '  archiveprefix = {arXiv}'] },
    ]);
  });
});

describe('thousands of entries', () => {
  const next = random(3);
  const records = seeds(2_500, 10_000).map((_, i) => known(next, i).item);
  const old = records.length - 10;
  const target = Buffer.from(`% head\r\n${bibtexFile(records.slice(0, old), { dialect: 'biblatex' }).text}% tail`);
  it('take those that are new, and stay what they were', () => {
    const { bytes, report } = merged(target, records);
    expect(Buffer.from(bytes).subarray(0, target.length)).toEqual(target);
    const added = report.papers.filter(({ kind }) => kind === 'added').map((paper) => paper.item);
    expect(added).toEqual(Array.from({ length: 10 }, (_, i) => old + i).filter((at) => added.includes(at)));
    expect(added.length).toBeGreaterThan(0);
    expect(entriesOf(Buffer.from(bytes).toString('latin1')).length).toBe(old + added.length);
  });
});

it('any bytes are refused or kept', () => {
  const next = random(11);
  const parts = [
    '@',
    'article',
    '{',
    '}',
    '(',
    ')',
    ',',
    '=',
    '"',
    '#',
    'k',
    ' ',
    '\n',
    '\r\n',
    '%',
    '\xff',
    'é',
    '@comment',
    '@string',
    'title',
    '{x}',
    '\0',
  ];
  for (let round = 0; round < 3_000; round += 1) {
    const text = Array.from({ length: Math.floor(next() * 30) }, () => parts[Math.floor(next() * parts.length)]).join(
      '',
    );
    const target = Buffer.from(text, round % 2 === 0 ? 'utf8' : 'latin1');
    const result = mergeBib(target, [item('New')], { update: true });
    if (!result.ok) expect(result.line).toBeGreaterThan(0);
    else expect(Buffer.from(result.bytes).subarray(0, target.length)).toEqual(target);
  }
});

describe('ids of entries are read as those of a list', () => {
  it.each([
    'url = {https://link.springer.com/article/10.1000/G-1}',
    'ee = {https://doi.org/10.1000/g-1}',
    'howpublished = {\\url{https://doi.org/10.1000/g-1}}',
    'note = {doi: 10.1000/g-1}',
    'eprint = {10.1000/g-1}, eprinttype = {doi}',
  ])('%s', (field) => {
    const { changed, report } = merged(`@misc{a, title = {Of old}, ${field}}\n`, [
      item('Goats', { DOI: '10.1000/g-1' }),
    ]);
    expect(changed).toBe(false);
    expect(report.papers).toMatchObject([{ kind: 'present', key: 'a', by: 'DOI' }]);
  });

  it('with signs in TeX, too', () => {
    const file = '@misc{a, title = {Of old}, doi = {10.1000/1:1\\textless{}6::A\\textgreater{}3}}\n';
    expect(merged(file, [item('Goats', { DOI: '10.1000/1:1<6::a>3' })]).changed).toBe(false);
  });

  it('what kind of thesis it is is not added to an entry', () => {
    const thesis = item('Goats', { type: 'thesis', genre: 'PhD thesis', publisher: 'U' });
    const { text } = merged('@thesis{a, title={Goats}, author={Li, Wei}, year={2025}}\n', [thesis], { update: true });
    expect(text).not.toMatch(/type *=/u);
  });
});
