/** Names of authors from a bibliography through a library into every format, and back: nobody is lost, nothing is made whole. */
import { describe, expect, it } from 'vitest';
import { toCsl } from '../../src/export/csl.js';
import { FORMATS, type FormatName } from '../../src/export/formats.js';
import type { WorkRecord } from '../../src/hub/record.js';
import { describedWorks } from '../../src/library/read/bibliographic.js';
import { LISTS, listed } from '../../src/sources/lists/source.js';
import { arxiv, id, libraryOf, work } from '../library/support.js';

function readFrom(text: string): WorkRecord {
  const list = LISTS.find(({ recognise }) => recognise(text))!;
  const [item] = [...listed(list.read(text, 'a file'), 'a file').items];
  if (item === undefined || !('work' in item) || item.work === undefined) throw new Error(`no work in ${text}`);
  return item.work;
}

/** What a library with this work exports. */
async function exported(listedWork: WorkRecord): Promise<(format: FormatName) => string> {
  const [citing] = listedWork.ids;
  const lib = await libraryOf([work(1), listedWork, { type: 'citation', citing: citing!, cited: arxiv(1) }]);
  const item = toCsl([...describedWorks(lib, id(lib, arxiv(1)), [id(lib, citing!)], true)][0]!);
  return (name) => [...FORMATS.find((format) => format.name === name)!.write([item], {}, () => {})].join('');
}

const bibtex = (author: string): string =>
  `@article{a, title={Wool}, journal={J}, year=2001, doi={10.1000/a}, author={${author}}}`;
const ris = (...authors: string[]): string =>
  `TY  - JOUR\nTI  - Wool\nJO  - J\nDO  - 10.1000/a\nPY  - 2001\n${authors.map((name) => `AU  - ${name}\n`).join('')}ER  - \n`;
const csl = (author: object[]): string =>
  JSON.stringify([{ type: 'article-journal', title: 'Wool', DOI: '10.1000/a', 'container-title': 'J', author }]);
const SMITH = { family: 'Smith', given: 'John' };
const DOE = { family: 'Doe', given: 'Jane' };
const FORMS: FormatName[] = ['bibtex', 'biblatex', 'ris', 'csl'];

describe('a list of authors that is cut', () => {
  it.each([
    ['BibTeX', bibtex('Smith, John and Doe, Jane and others')],
    ['BibTeX with et al.', bibtex('John Smith and Jane Doe et al.')],
    ['RIS', ris('Smith, John', 'Doe, Jane', 'et al.')],
    ['RIS, in the last name', ris('Smith, John', 'Doe, Jane, et al.')],
    ['CSL-JSON', csl([SMITH, DOE, { literal: 'others' }])],
    ['CSL-JSON with et al.', csl([SMITH, DOE, { literal: 'et al.' }])],
    ['EndNote', '%0 Journal Article\n%T Wool\n%J J\n%R 10.1000/a\n%A Smith, John\n%A Doe, Jane\n%A et al.\n'],
    ['PubMed', 'PMID- 1\nTI  - Wool.\nLID - 10.1000/a [doi]\nFAU - Smith, John\nFAU - Doe, Jane\nFAU - et al\n'],
  ])('of %s says so in every format', async (_, text) => {
    const found = readFrom(text);
    expect(found.authors).toHaveLength(2);
    expect(found.authorCount).toBe(3);
    const as = await exported(found);
    for (const form of ['bibtex', 'biblatex'] as const)
      expect(as(form)).toContain('author = {Smith, John and Doe, Jane and others}');
    expect(as('ris')).toContain('AU  - Doe, Jane\r\nAU  - et al.\r\n');
    expect(as('csl')).toContain('{"literal":"others"}]');
    for (const form of FORMS) expect(readFrom(as(form))).toMatchObject({ authors: { length: 2 }, authorCount: 3 });
  });

  it('that names everybody does not', async () => {
    const as = await exported(readFrom(bibtex('Smith, John and Doe, Jane')));
    for (const form of FORMS) {
      expect(as(form)).not.toMatch(/others|et al/u);
      expect(readFrom(as(form)).authorCount).toBeUndefined();
    }
  });

  it('of which nobody is named is none', () => {
    expect(readFrom(bibtex('others'))).not.toHaveProperty('authorCount');
  });
});

describe('what stands behind a name', () => {
  it.each([
    ['BibTeX', bibtex('King, Jr., Martin Luther')],
    ['BibTeX as printed', bibtex('Martin Luther King, Jr.')],
    ['BibLaTeX', bibtex('family=King, given=Martin Luther, suffix=Jr.')],
    ['RIS', ris('King, Martin Luther, Jr.')],
    ['CSL-JSON', csl([{ family: 'King', given: 'Martin Luther', suffix: 'Jr.' }])],
  ])('of %s goes where each format has it', async (_, text) => {
    const as = await exported(readFrom(text));
    for (const form of ['bibtex', 'biblatex'] as const)
      expect(as(form)).toContain('author = {King, Jr., Martin Luther}');
    expect(as('ris')).toContain('AU  - King, Martin Luther, Jr.\r\n');
    expect(as('csl')).toMatch(/"family":"King","given":"Martin Luther","suffix":"Jr\."/u);
    expect(as('csv')).toContain('Martin Luther King Jr.');
    for (const form of FORMS) expect(readFrom(as(form)).authors).toMatchObject([{ name: 'Martin Luther King Jr.' }]);
  });
});
