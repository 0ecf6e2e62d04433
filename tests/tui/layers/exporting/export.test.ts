/** The export dialog: what it shows of what will be written. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { FORMAT_TABLE } from '../../../../src/export/format-table.js';
import type { HubHead } from '../../../../src/library/model.js';
import { fileName } from '../../../../src/tui/layers/exporting/export.js';
import type { ExportLayer } from '../../../../src/tui/layers/exporting/export-layer.js';
import type { Store } from '../../../../src/tui/state/store.js';
import { cites, folder, libraryOf, work } from '../../../library/support.js';
import { exploring, hubOf, press, shown } from '../../support.js';

async function opened(columns = 120): Promise<Store> {
  const store = exploring(await hubOf(5), { columns });
  press(store, 'e');
  return store;
}
const dialog = (store: Store): ExportLayer => store.top() as ExportLayer;
const type = (store: Store, text: string): void => press(store, 'ctrl-u', ...text);

describe('the export dialog', () => {
  it('names every format with its ending, and what the chosen one is', async () => {
    const store = await opened();
    for (const { name, endings } of FORMAT_TABLE)
      expect(shown(store)).toMatch(new RegExp(` ${name} +${endings[0].replaceAll('.', '\\.')} `, 'u'));
    expect(shown(store)).toMatch(/\( \) notes +a folder/u);
    expect(shown(store)).toContain('BibTeX, for LaTeX with any bibliography style');
  });

  it('is seen whole in a small terminal, with its counts and the file', async () => {
    const store = exploring(await hubOf(370), { columns: 40 });
    store.resize(40, 10);
    press(store, 'e');
    const lines = shown(store).split('\n');
    expect(lines).toHaveLength(10);
    expect(lines[1]).toMatch(/all papers that match 370│$/u);
    expect(lines[2]).toMatch(/under the … +1│$/u);
    expect(lines.some((line) => /^│ File +\S+\.bib /u.test(line))).toBe(true);
    expect(lines.some((line) => /^╰─+╯$/u.test(line))).toBe(true);
    expect(lines[9]).toContain('Enter write');
  });

  it.each([
    [80, 24],
    [120, 36],
  ])('says each of its keys once, at %i×%i', async (columns, rows) => {
    const store = exploring(await hubOf(5), { columns });
    store.resize(columns, rows);
    press(store, 'e');
    for (const key of ['Tab', '↑?↓', 'Ctrl-T', 'Ctrl-Y', 'Enter write', 'Esc'])
      expect([key, shown(store).match(new RegExp(key, 'gu'))]).toEqual([key, [expect.any(String)]]);
  });

  it('has its numbers end below each other', async () => {
    const store = exploring(await hubOf(12), { columns: 120 });
    press(store, 'e');
    const lines = shown(store)
      .split('\n')
      .flatMap((line) => /^.*(?:that match|under the cursor) +\d+/u.exec(line)?.[0].length ?? []);
    expect(lines).toHaveLength(2);
    expect(new Set(lines).size).toBe(1);
  });

  it('tells what is one of several from what is on or off', async () => {
    const store = await opened();
    expect(shown(store)).toMatch(/\(•\) all papers that match +5/u);
    expect(shown(store)).toContain('[ ] role, verdict, novelty, decision');
    press(store, 'tab', 'ctrl-t');
    expect(shown(store)).toMatch(/\( \) all papers/u);
    expect(shown(store)).toMatch(/\(•\) the paper under the cursor 1/u);
    expect(shown(store)).toContain('[x] role, verdict, novelty, decision');
  });

  it('shows the first entry as it will be written, and of how many, and where', async () => {
    const store = await opened();
    expect(shown(store)).toMatch(/The first of 5 entries/u);
    expect(shown(store)).toMatch(/@misc\{.*\n.*title = \{Sparse counting/u);
    press(store, 'down', 'down');
    expect(shown(store)).toContain('{"id":');
    press(store, 'tab');
    expect(shown(store)).toContain('The entry');
    type(store, '~/papers.bib');
    expect(shown(store)).toContain(join(process.env.HOME ?? '', 'papers.bib'));
  });

  it('shows nothing of the entry on a blind screen, and that the file has it', async () => {
    const store = exploring(await hubOf(5), { columns: 120 });
    press(store, 'B', 'e');
    expect(shown(store)).not.toMatch(/@misc|title = /u);
    expect(shown(store)).toContain('Hidden here, not in the file: authors, venue and citations.');
  });

  it('shows nothing of an entry that a terminal obeys', async () => {
    const lib = await hubOf(1);
    const store = exploring(lib);
    press(store, 'e');
    store.replace({ ...dialog(store), preview: 'a\x1b[2Jb\tc\u202ed' });
    expect(shown(store)).toContain('a[2Jb  cd');
  });

  it('takes the format from the ending that is typed, and the ending from the format that is chosen', async () => {
    const store = await opened();
    type(store, 'own.ris');
    expect(dialog(store)).toMatchObject({ format: 'ris' });
    expect(dialog(store).preview).toMatch(/^TY {2}- /u);
    press(store, 'down');
    expect(dialog(store).path.text).toBe('own.csv');
    press(store, 'down', 'down');
    expect(dialog(store)).toMatchObject({ format: 'notes', path: { text: 'own' } });
    press(store, 'down');
    expect(dialog(store)).toMatchObject({ format: 'bibtex', path: { text: 'own.bib' } });
  });

  it('gives no key away before something is written', async () => {
    const lib = await hubOf(3);
    const store = exploring(lib);
    press(store, 'e', 'down', 'up', 'escape');
    expect(lib.sql('SELECT count(*) AS n FROM citation_keys').get()).toEqual({ n: 0 });
  });

  it('says how many warnings there are, and which command prints them', async () => {
    const lib = await libraryOf([work(0), work(1), cites(1, 0), work(2, { date: '2020' }), cites(2, 0)]);
    const store = exploring(lib, { columns: 80 });
    store.resize(80, 24);
    press(store, 'e');
    type(store, join(folder(), 'a.bib'));
    press(store, 'enter');
    expect(store.get().toast?.text).toMatch(/^Wrote 2 papers to .*a\.bib; 1 warning, see pith-tui export\.$/u);
  });

  it('writes notes into a folder, and of those that are there keeps what the reader wrote', async () => {
    const place = join(folder(), 'notes');
    const store = await opened();
    press(store, 'up');
    expect(dialog(store).preview).toMatch(/^---\npaper: /u);
    type(store, place);
    press(store, 'enter');
    expect(store.get().toast?.text).toBe(`Wrote 6 new notes in ${place}, that of the hub among them.`);
    const [name] = readdirSync(place);
    writeFileSync(join(place, name!), `${readFileSync(join(place, name!), 'utf8')}\nMine.\n`);
    press(store, 'e', 'up');
    type(store, place);
    press(store, 'enter');
    expect(store.get().toast?.text).toBe(
      `Wrote 0 new notes, found 6 notes as they are in ${place}, that of the hub among them.`,
    );
    expect(readFileSync(join(place, name!), 'utf8')).toMatch(/Mine\.\n$/u);
  });

  it('says why notes cannot be written, and that they are not for the clipboard', async () => {
    const place = folder();
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'file'), '');
    const store = await opened();
    press(store, 'up', 'ctrl-y');
    expect(dialog(store).problem).toMatch(/choose another format to copy/u);
    type(store, join(place, 'file'));
    press(store, 'enter');
    expect(dialog(store).problem).toMatch(/is a file; type the name of a folder\.$/u);
    expect(existsSync(join(place, 'file'))).toBe(true);
  });

  it('cuts no count for a key that the last line has, too', async () => {
    const store = await opened(44);
    expect(shown(store)).toMatch(/ \(•\) all papers that match +5 /u);
    expect(shown(store)).toMatch(/ \[ \] role, verdict, novelty, deci/u);
    expect(shown(store)).not.toMatch(/…Tab|…Ctrl-T/u);
  });

  it('says of a folder that it is one, and does not ask whether to overwrite it', async () => {
    const place = folder();
    mkdirSync(place, { recursive: true });
    const store = await opened();
    type(store, place);
    press(store, 'enter');
    expect(dialog(store)).toMatchObject({ confirm: false });
    expect(dialog(store).problem).toBe(`${place} is a folder; type another name.`);
  });

  it('stays with the path and the reason where the file cannot be written, however many papers it would have', async () => {
    for (const papers of [5, 300]) {
      const place = join(folder(), 'nowhere', 'x.bib');
      const store = exploring(await hubOf(papers));
      press(store, 'e');
      type(store, place);
      press(store, 'enter');
      expect(dialog(store).problem).toBe(`${place} cannot be written: no such file or directory.`);
      expect(dialog(store).path.text).toBe(place);
    }
  });

  it('comes back with the path where the file could not be written to its end', async () => {
    const running = () => ({
      result: Promise.reject(new Error('x.bib cannot be written: no space left on device.')),
      done: () => 0,
      stop: () => {},
    });
    const store = exploring(await hubOf(300), { services: { beside: () => running() as never } });
    const place = join(folder(), 'x.bib');
    mkdirSync(dirname(place), { recursive: true });
    press(store, 'e');
    type(store, place);
    press(store, 'enter');
    expect(store.top().kind).toBe('explorer');
    press(store, 'space');
    await vi.waitFor(() => expect(store.top().kind).toBe('export'));
    expect(dialog(store)).toMatchObject({ path: { text: place }, scope: 'matching' });
    expect(dialog(store).problem).toBe('x.bib cannot be written: no space left on device.');
    expect(dialog(store).scopes.map(({ scope }) => scope)).toEqual(['selected', 'matching', 'row']);
  });

  it('fits terminals in which not all of it has room', async () => {
    for (const columns of [40, 60, 80, 200])
      for (const rows of [10, 12, 16, 24, 50]) {
        const store = await opened(columns);
        store.resize(columns, rows);
        const lines = shown(store).split('\n');
        expect(lines).toHaveLength(rows);
        expect(lines.some((line) => line.includes('1900.00000') || line.includes('.bib'))).toBe(true);
      }
  });
});

it.each([
  ['arxiv:1911.11134', '1911.11134'],
  ['arxiv:hep-th/9711200', 'hep-th-9711200'],
  ['doi:10.1038/nature14539', '10.1038-nature14539'],
  ['synthetic:1', 'synthetic-1'],
  ['corpus:208267757', 'corpus-208267757'],
  ['doi:..//', 'papers'],
  ['key:.hidden goats/2001/goat', 'hidden-goats-2001-goat'],
  [`doi:10.1000/${'x'.repeat(300)}`, `10.1000-${'x'.repeat(72)}`],
])('the file for %s is called %s: never hidden, never empty, and as what it is', (id, name) => {
  expect(fileName({ hub: 7, head: { id } as HubHead })).toBe(name);
});
