/** Two thousand records written as BibTeX and BibLaTeX and read back by other programs. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parse as astrocite } from 'astrocite-bibtex';
import { bibtexParser } from 'latex-utensils';
import { describe, expect, it } from 'vitest';
import { bibtexFile } from '../../src/export/bibtex/bibtex.js';
import type { Dialect } from '../../src/export/bibtex/latex.js';
import type { CslItem } from '../../src/export/csl.js';
import { seeds } from '../seeds.js';
import { hostile, known, random } from './generate.js';
import { MATH, readLatex } from './latex-reader.js';
import { readCsl } from './read-csl.js';

const DIALECTS: readonly Dialect[] = ['bibtex', 'biblatex'];
const CASES = new URL('../../../shared/data/bib-hard-cases.json', import.meta.url);

interface Entry {
  type: string;
  key: string;
  fields: Map<string, string>;
}

/** The entries as a parser of LaTeX editors sees them. */
function entriesOf(text: string): Entry[] {
  return bibtexParser.parse(text).content.flatMap((entry) => {
    if (!bibtexParser.isEntry(entry)) return [];
    return [
      {
        type: entry.entryType,
        key: entry.internalKey ?? '',
        fields: new Map(entry.content.map((field) => [field.name, String(field.value.content)])),
      },
    ];
  });
}

function balances(text: string): boolean {
  let depth = 0;
  for (const c of text) {
    if (c === '{') depth += 1;
    if (c === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** `van der Waals, J. D. and {A Group}` as names. */
function readNames(value: string): { family: string; given: string }[] {
  const names: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= value.length; at += 1) {
    if (value[at] === '{') depth += 1;
    if (value[at] === '}') depth -= 1;
    if (at === value.length || (depth === 0 && value.startsWith(' and ', at))) {
      names.push(value.slice(from, at));
      from = at + 5;
    }
  }
  return names.map((name) => {
    const comma = name.lastIndexOf(', ');
    return {
      family: readLatex(comma < 0 ? name : name.slice(0, comma)),
      given: comma < 0 ? '' : readLatex(name.slice(comma + 2)),
    };
  });
}

const same = (text: string): string =>
  text
    .replace(/[’‘`]/g, "'")
    .replace(/\u0131(?=\p{M})/gu, 'i')
    .normalize('NFC');

const next = random(20_261_123);
const records = seeds(500, 2_000).map((_, i) => known(next, i));
const wild = seeds(500, 2_000).map((_, i) => hostile(next, i));

describe.each(DIALECTS)('made-up records as %s', (dialect) => {
  const { text } = bibtexFile(
    records.map(({ item }) => item),
    { dialect },
  );
  const entries = entriesOf(text);

  it('come back with their titles, names, years, DOIs and arXiv numbers', () => {
    expect(entries.length).toBe(records.length);
    records.forEach((record, i) => {
      const { fields } = entries[i]!;
      expect(same(readLatex(fields.get('title')!)), record.item.title!).toBe(same(record.title));
      expect(readNames(fields.get('author')!).map(({ family, given }) => [same(family), same(given)])).toEqual(
        record.authors.map(({ family, given }) => [same(family), same(given)]),
      );
      expect(Number.parseInt(fields.get('year') ?? fields.get('date')!, 10)).toBe(record.year);
      expect(fields.get('doi')?.replaceAll('\\%', '%')).toBe(record.doi);
      expect(fields.get('eprint')).toBe(record.eprint);
    });
  });

  it('are the same entries to a second reader', () => {
    const read = astrocite(text);
    expect(read.map(({ id }) => id)).toEqual(entries.map(({ key }) => key));
    read.forEach((item, i) => {
      const record = records[i]!;
      if (dialect === 'bibtex') expect(Number(item.issued?.['date-parts']?.[0]?.[0])).toBe(record.year);
      if (record.doi !== undefined && !/[%&_]/.test(record.doi)) expect(item.DOI).toBe(record.doi);
    });
  });

  it.skipIf(spawnSync('pandoc', ['--version']).status !== 0)(
    'are read by pandoc as what they were (skipped where pandoc is not installed)',
    () => {
      const run = spawnSync('pandoc', ['-f', dialect, '-t', 'csljson'], {
        input: text,
        encoding: 'utf8',
        maxBuffer: 1e8,
      });
      expect(run.stderr).toBe('');
      const read = JSON.parse(run.stdout) as CslItem[];
      expect(read.map(({ id }) => id)).toEqual(entries.map(({ key }) => key));
      const printed = (html: string): string =>
        same(html.replace(/<\/?(?:i|b|em|strong|su[bp]|span)\b[^<>]*>/g, ''))
          .toLowerCase()
          // It makes the first letter a capital, and İ and I small again.
          .replace(/ı/g, 'i')
          .replace(/[“”"]|''/g, '"')
          .replace(/[\s^_{}]+/g, '');
      // It hands formulas on as TeX.
      const unmath = (title: string): string =>
        title.replace(/\\(?:mathrm|([a-zA-Z]+)) ?/g, (_, name: string) => MATH[name] ?? '');
      read.forEach((item, i) => {
        const record = records[i]!;
        expect(printed(unmath(item.title ?? '')), record.item.title!).toBe(printed(record.title));
        expect(item.issued?.['date-parts'][0]?.[0]).toBe(record.year);
        const families = (item.author ?? []).map((name) =>
          same(
            [name['dropping-particle'], name['non-dropping-particle'], name.family ?? name.literal]
              .filter(Boolean)
              .join(' '),
          ),
        );
        expect(families).toEqual(record.authors.map(({ family }) => same(family)));
      });
    },
  );
});

describe.each(DIALECTS)('hostile records as %s', (dialect) => {
  const items = wild.map(readCsl);
  const { text } = bibtexFile(items, { dialect, annotate: true, abbreviateAuthors: 3 });

  it('give a file that every reader takes whole', () => {
    expect(text.isWellFormed()).toBe(true);
    expect(balances(text)).toBe(true);
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/);
    expect(entriesOf(text).length).toBe(items.length);
    expect(astrocite(text).length).toBe(items.length);
  });

  it('give entries that stand alone, one bad paper breaking nothing', () => {
    for (const entry of text.split(/\n\n(?=@)/)) {
      expect(balances(entry), entry).toBe(true);
      expect(entry).toMatch(/^@[a-z]+\{[A-Za-z0-9][A-Za-z0-9:_.+/-]*,\n[\s\S]*\n\}\n?$/);
      for (const line of entry.split('\n').slice(1, -1)) {
        const value = /^ {2}([a-z]+) = \{(.*)\},?$/.exec(line);
        if (value === null) expect(line).toMatch(/^(?: {2}month = [a-z]{3},?|\}|)$/);
        else if (!/^(?:url|doi)$/.test(value[1]!)) {
          expect(value[2]!.replace(/\\[\\$%]/g, '').split('$').length % 2, line).toBe(1);
          expect(value[2]!.replace(/\\[\\%]/g, ''), line).not.toContain('%');
        }
      }
    }
  });

  it('give every entry a key of its own, letter case aside', () => {
    const keys = entriesOf(text).map(({ key }) => key.toLowerCase());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('give the same bytes again, and every paper the same key in any order', () => {
    expect(bibtexFile(items, { dialect, annotate: true, abbreviateAuthors: 3 }).text).toBe(text);
    const order = items.map((_, i) => (i * 7_919) % items.length);
    const shuffled = entriesOf(
      bibtexFile(
        order.map((i) => items[i]!),
        { dialect },
      ).text,
    );
    const keys = entriesOf(text).map(({ key }) => key);
    expect(shuffled.map(({ key }) => key)).toEqual(order.map((i) => keys[i]));
  });
});

interface Case {
  id: string;
  csl?: unknown;
  batch?: unknown[];
  must?: string[];
  must_not?: string[];
}

describe.skipIf(!existsSync(CASES))('the hard cases (skipped where ../shared is missing)', () => {
  const cases = existsSync(CASES) ? (JSON.parse(readFileSync(CASES, 'utf8')) as Case[]) : [];
  const pattern = (text: string): RegExp =>
    text.startsWith('(?i)') ? new RegExp(text.slice(4), 'iu') : new RegExp(text, 'u');

  describe.each(DIALECTS)('as %s', (dialect) => {
    it.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
      const items = (one.batch ?? [one.csl]).map(readCsl);
      const { text } = bibtexFile(items, { dialect });
      const flat = text.replace(/\s+/g, ' ');
      for (const must of one.must ?? []) expect(flat).toMatch(pattern(must));
      for (const not of one.must_not ?? []) {
        expect(flat).not.toMatch(pattern(not));
        expect(text.replace(/[\n\t]/g, ' ')).not.toMatch(pattern(not));
      }
      expect(balances(text)).toBe(true);
      expect(text.isWellFormed()).toBe(true);
      expect(new Set(entriesOf(text).map(({ key }) => key.toLowerCase())).size).toBe(items.length);
    });
  });
});
