/** The built program as a person or a script meets it: first start, help, messages, exit codes, pipes. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { type Ended, ended, type Home, makeHome, PROGRAM, ROOT } from './run-program.js';

let home: Home;
/** What the very first start printed. */
let first: Ended;
beforeAll(async () => {
  home = makeHome();
  first = await home.run('hubs', '--json');
});
afterAll(() => home.remove());

const ESCAPE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const json = (end: Ended): unknown => JSON.parse(end.stdout);

describe('the first start', () => {
  it('makes the library with the bundled hubs and says so on standard error', () => {
    expect(first.code).toBe(0);
    expect(first.stderr).toBe(
      'Loaded 3 bundled hubs (2,791 citing papers) into ~/.local/share/pith-tui/library.sqlite.\n',
    );
    const hubs = json(first) as { id: string; citing: number; total: number | null }[];
    // Papers with many citers of their own follow the hubs that a source presented.
    expect(
      hubs
        .slice(0, 3)
        .map((hub) => [hub.id, hub.citing])
        .sort(),
    ).toEqual([
      ['arxiv:1911.11134', 370],
      ['arxiv:2504.13837', 7],
      ['arxiv:hep-th/9711200', 2414],
    ]);
    expect(hubs.find((hub) => hub.id === 'arxiv:2504.13837')?.total).toBe(117);
  });
  it('lists what a source presented as a hub, and in data also what only the graph makes one', async () => {
    const plain = (await home.run('hubs')).stdout.trimEnd().split('\n');
    expect(plain).toHaveLength(3);
    expect(plain[0]).toMatch(/ {2}super hub \(counted\) {2}2,414 of 2,414 .* {2}arXiv:hep-th\/9711200$/);
    const all = json(first) as { presented: boolean; citing: number }[];
    expect(all.filter((hub) => hub.presented)).toHaveLength(3);
    expect(all.filter((hub) => !hub.presented).every((hub) => hub.citing >= 10)).toBe(true);
    expect(all.length).toBeGreaterThan(100);
  });
  it('is said once, and leaves nothing beside the library', async () => {
    expect((await home.run('hubs')).stderr).toBe('');
    expect(readdirSync(path.dirname(home.library))).toEqual(['library.sqlite']);
  });
  it('obeys XDG_DATA_HOME', async () => {
    const end = await home.runWith({ env: { XDG_DATA_HOME: path.join(home.folder, 'xdg') } }, 'hubs');
    expect(end.code).toBe(0);
    expect(existsSync(path.join(home.folder, 'xdg', 'pith-tui', 'library.sqlite'))).toBe(true);
  });
  it('loads them into a library named by flag or environment that a reading command makes', async () => {
    const byFlag = path.join(home.folder, 'my.sqlite');
    expect((await home.run('list', '2504.13837', '--jsonl', '--library', byFlag)).stdout.split('\n')).toHaveLength(8);
    const byEnvironment = path.join(home.folder, 'environment.sqlite');
    const end = await home.runWith({ env: { PITH_TUI_LIBRARY: byEnvironment } }, 'hubs', '--tsv');
    expect(end.stdout.split('\n').length).toBeGreaterThan(4);
    expect(end.stderr).toMatch('into ~/environment.sqlite');
  });
  it('may happen twice at once', async () => {
    const file = path.join(home.folder, 'at-once.sqlite');
    const ends = await Promise.all([1, 2, 3].map(() => home.run('hubs', '--json', '--library', file)));
    for (const end of ends) {
      expect(end.code).toBe(0);
      expect(json(end)).toEqual(json(ends[0]!));
    }
    expect(ends.filter((end) => end.stderr !== '')).toHaveLength(1);
    expect(readdirSync(home.folder).filter((name) => name.startsWith('at-once'))).toEqual(['at-once.sqlite']);
  });
  it('clears away what a killed first start left, and nothing else', async () => {
    const folder = path.join(home.folder, 'killed');
    mkdirSync(folder);
    const mine = ['l.sqlite.bak', 'l.sqlite.new', 'other.sqlite.4194999.new'];
    for (const name of [...mine, 'l.sqlite.4194999.new', 'l.sqlite.4194999.new-wal'])
      writeFileSync(path.join(folder, name), '');
    expect((await home.run('hubs', '--library', path.join(folder, 'l.sqlite'))).code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['l.sqlite', ...mine].sort());
  });
  it('says where a library cannot be', async () => {
    const end = await home.run('hubs', '--library', '/dev/null/folder/l.sqlite');
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(/^pith-tui: [^\n]*\/dev\/null\/folder\/l\.sqlite\b(?!\.)[^\n]*\n$/);
  });
  it('refuses a file that is no library and leaves it alone', async () => {
    const file = path.join(home.folder, 'notes.txt');
    writeFileSync(file, 'my notes, not a library\n'.repeat(50));
    const end = await home.run('hubs', '--library', file);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(/^pith-tui: .*not a pith-tui library.*\n$/);
    expect(readFileSync(file, 'utf8')).toBe('my notes, not a library\n'.repeat(50));
  });
});

describe('--help and --version', () => {
  it('answer for every command without making a library', async () => {
    const elsewhere = makeHome();
    for (const command of COMMANDS) {
      const end = await elsewhere.run(command.name, '--help');
      expect(end).toMatchObject({ code: 0, stderr: '' });
      expect(end.stdout).toMatch(`$ pith-tui ${command.name}`);
      for (const flag of command.flags) expect(end.stdout).toMatch(`--${flag.name}`);
      expect(end.stdout).not.toMatch(ESCAPE);
      for (const line of end.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(84);
    }
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    expect(await elsewhere.run('--version')).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect((await elsewhere.run('-h')).stdout).toMatch(/^ {2}import {2,}bring hubs/mu);
    expect(readdirSync(elsewhere.folder)).toEqual([]);
    elsewhere.remove();
  });
  it('load neither Ink nor SQLite', async () => {
    // The library's code cannot be loaded where better-sqlite3 is missing: away from the checkout the program still answers.
    const bare = path.join(home.folder, 'bare');
    execFileSync('cp', ['-r', path.dirname(PROGRAM), bare]);
    for (const flag of ['--version', '--help']) {
      const child = await home.shell(`${process.execPath} ${bare}/pith-tui.js ${flag}`);
      expect(child).toMatchObject({ code: 0, stderr: '' });
    }
    expect((await home.shell(`${process.execPath} ${bare}/pith-tui.js hubs`)).code).toBe(2);
  });
});

describe('wrong usage', () => {
  it.each([
    [['list'], /^pith-tui: Say which paper: /],
    [['list', 'role:method'], /^pith-tui: Say which paper: pith-tui list PAPER role:method/],
    [['list', '1911.11134', '--jsno'], /^pith-tui: There is no flag --jsno; did you mean --json\?\n$/],
    [['list', '1911.11134', '--limit', 'x'], /^pith-tui: --limit needs a whole number/],
    [['shwo', '1911.11134'], /^pith-tui: There is no command shwo.*did you mean pith-tui show\?\n$/],
    [['hubs', 'x'], /^pith-tui: pith-tui hubs takes no x/],
    [['import'], /^pith-tui: pith-tui import needs a file/],
    [['show', '1911.11134', 'role:method'], /^pith-tui: pith-tui show takes no query/],
    [['export', '1911.11134', 'role:method', '--format', 'hub'], /^pith-tui: The hub format holds the whole hub/],
  ])('%j ends with one sentence and exit code 2', async (argv, sentence) => {
    const end = await home.run(...argv);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(sentence);
    expect(end.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
  it('a mistake in the query is shown with its place', async () => {
    const end = await home.run('list', '1911.11134', 'sparse', 'rol:method');
    expect(end).toMatchObject({ code: 2, stdout: '' });
    const [sentence, line, mark] = end.stderr.trimEnd().split('\n');
    expect(sentence).toMatch(/role.*\(column 8\)$/);
    expect(line).toBe('  sparse rol:method');
    expect(mark).toBe('         ^');
  });
});

describe('list', () => {
  const ids = async (...argv: string[]): Promise<string[]> =>
    (json(await home.run('list', ...argv, '--json')) as { id: string }[]).map((row) => row.id);

  it('counts as the source recorded', async () => {
    expect(await ids('1911.11134')).toHaveLength(370);
    expect(await ids('1911.11134', 'role:method')).toHaveLength(165);
    expect(await ids('1911.11134', 'role:background')).toHaveLength(239);
  });
  it('gives the same papers in the same order in every form', async () => {
    const json = await ids('1911.11134', 'role:method', 'sort:-date');
    const jsonl = (await home.run('list', '1911.11134', 'role:method', 'sort:-date', '--jsonl')).stdout;
    const tsv = (await home.run('list', '1911.11134', 'role:method', 'sort:-date', '--tsv')).stdout;
    expect(
      jsonl
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(json);
    const [header, ...lines] = tsv.slice(0, -1).split('\n');
    expect(header).toBe(
      'id\ttitle\tfirst_author\tauthor_count\tdate\tyear\tcategory\troles\tpolarities\tverdict\tnovelty\tinfluential\trefs\tciting\tcited_by',
    );
    expect(lines.map((line) => line.split('\t')[0])).toEqual(json);
    for (const line of lines) expect(line.split('\t')).toHaveLength(header!.split('\t').length);
    expect(await ids('1911.11134', 'role:method', 'sort:-date', '--limit', '5')).toEqual(json.slice(0, 5));
  });
  it('prints one aligned line a paper into a pipe, without escapes', async () => {
    const end = await home.run('list', '1911.11134', 'has:arxiv');
    expect(end).toMatchObject({ code: 0, stderr: '' });
    const lines = end.stdout.trimEnd().split('\n');
    for (const line of lines) {
      expect(line).not.toMatch(ESCAPE);
      expect(line).toMatch(/^[BMC-]+ +- +- +- +(\d{4}|-) {2,3}\S.* {2}arXiv:\S+$/);
    }
    // Whether a title is wide or long, what follows begins in the same cell.
    const narrow = lines.filter((line) => /^[\x20-\x7e…]*$/u.test(line));
    expect(narrow.length).toBeGreaterThan(200);
    expect(new Set(narrow.map((line) => line.lastIndexOf('  arXiv:'))).size).toBe(1);
    const reviewed = (await home.run('list', '2504.13837', '--limit', '1')).stdout;
    expect(reviewed).toMatch(/^- {2}- {4}unverdicted {2}8\.0 {3}2026 {2}\S/);
  });
  it('finds the paper by every spelling of its identifier and by a title with a typing error', async () => {
    for (const paper of ['https://arxiv.org/abs/1911.11134v2', 'ARXIV:1911.11134', '10.48550/arXiv.1911.11134'])
      expect(await ids(paper, 'role:method'), paper).toHaveLength(165);
    expect(await ids('Riging the Lottery: Making All Tickets Winners', 'role:method')).toHaveLength(165);
    expect(await ids('rigging', 'the', 'lottery', 'role:method')).toHaveLength(165);
  });
  it('says when nothing matches: empty output, exit code 1', async () => {
    const query = ['1911.11134', 'year:1950'];
    expect(await home.run('list', ...query)).toMatchObject({ code: 1, stdout: '' });
    const none = await home.run('list', ...query, '--json');
    expect(none).toMatchObject({ code: 1, stdout: '[]\n' });
    expect(none.stderr).toMatch(
      /^pith-tui: Year known of 368 of 370 citing papers\.\npith-tui: None of the 370 papers citing "Rigging the Lottery.*" matches year:1950\.\n$/,
    );
    expect((await home.run('list', ...query, '--tsv')).stdout.split('\n')).toHaveLength(2);
  });
  it('says what to do about a paper that is not there: exit code 1', async () => {
    const unknown = await home.run('list', '2401.99999');
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toBe(
      'pith-tui: arXiv:2401.99999 is not in the library; to bring in its citing papers: pith-tui fetch 2401.99999\n',
    );
    const title = await home.run('list', 'photosynthesis of the zebrafish');
    expect(title).toMatchObject({ code: 1, stdout: '' });
    expect(title.stderr).toMatch(
      /No paper in the library is called "photosynthesis of the zebrafish".*pith-tui import FILE/s,
    );
  });
  it('adds the fields asked for to the JSON of a list, and says which there are', async () => {
    const end = await home.run(
      'list',
      '1911.11134',
      '--limit',
      '2',
      '--jsonl',
      '--fields',
      'authors,ids,venue,sentences',
    );
    const [paper] = end.stdout.split('\n').map((line) => JSON.parse(line || 'null'));
    expect(paper.authors.length).toBe(paper.authorCount);
    expect(paper.ids[0]).toBe(paper.id);
    expect(Object.keys(paper)).toEqual(expect.arrayContaining(['venue', 'sentences', 'title']));
    expect(paper).not.toHaveProperty('abstract');
    expect((await home.run('list', '1911.11134', '--json', '--fields', 'wool')).stderr).toMatch(
      /--fields can be authors, .* and toRead, not wool\./u,
    );
    expect((await home.run('list', '1911.11134', '--fields', 'ids')).code).toBe(2);
    const trailing = await home.run('list', '1911.11134', '--json', '--fields', 'authors,');
    expect(trailing).toEqual(await home.run('list', '1911.11134', '--json', '--fields', 'authors'));
    expect(trailing).toMatchObject({ code: 0, stderr: '' });
  });
  it.each([['show'], ['cites'], ['cited-by'], ['fetch']])(
    '%s takes no colon for a paper, which stands for all',
    async (command) => {
      const end = await home.run(command, ':');
      expect(end).toMatchObject({ code: 2, stdout: '' });
      expect(end.stderr).toMatch(/^pith-tui: A colon stands for all papers of the library, which only /u);
    },
  );
  it('says so of an address that names no paper: exit code 1', async () => {
    const end = await home.run('show', 'https://goats.example.org/forum?id=x7');
    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toBe(
      'pith-tui: https://goats.example.org/forum?id=x7 is the address of no paper that can be told from it; give an id, such as an arXiv number or a DOI, or words from the title.\n',
    );
  });
  it.each(['10.1/none', '1911.1113', 'arxiv:1911', 'hep-th/971120'])(
    'takes %s, which has the form of an id, for no word of a title: exit code 1',
    async (text) => {
      const end = await home.run('export', text);
      expect(end).toMatchObject({ code: 1, stdout: '' });
      expect(end.stderr).toBe(
        `pith-tui: ${text} has the form of an id, but no paper here has it and no kind of id is written so; check it, or give words from the title.\n`,
      );
    },
  );
  it('names the nearest titles of a misspelt word, and takes none: exit code 1', async () => {
    const end = await home.run('show', 'helo');
    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toMatch(/^pith-tui: No paper in the library is called "helo"; the nearest titles are\n/u);
  });
  it.each([
    ['role:methd', 'No paper has the role methd; did you mean role:method?', 6],
    ['-polarity:suport', 'No paper has the polarity suport; did you mean polarity:support?', 11],
    ['role:method,bakground', 'No paper has the role bakground; did you mean role:background?', 13],
  ])('names the nearest label for %s and its column: exit code 2', async (query, sentence, column) => {
    for (const command of ['list', 'export'])
      expect(await home.run(command, '1911.11134', query)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: `pith-tui: ${sentence} (column ${column})\n  ${query}\n  ${' '.repeat(column - 1)}^\n`,
      });
  });
  it('lists the candidates where several papers are meant: exit code 1', async () => {
    const end = await home.run('list', 'black holes');
    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toMatch(/^pith-tui: Several papers are called "black holes"; choose one by its id:\n {2}1\. /);
    expect(end.stderr).toMatch(/\n {2}2\. .*\(arXiv:hep-th\/\d{7}\)\n/);
  });
});

describe('without a terminal', () => {
  it('pith-tui PAPER prints the list and pith-tui alone the hubs', async () => {
    expect((await home.run('1911.11134', 'role:method')).stdout).toBe(
      (await home.run('list', '1911.11134', 'role:method')).stdout,
    );
    expect((await home.run()).stdout).toBe((await home.run('hubs')).stdout);
  });
  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }, {}])('no escapes with %j', async (env) => {
    for (const argv of [['1911.11134'], ['hubs'], ['show', '2504.13837'], ['--help'], ['list', 'nothing like it']]) {
      const end = await home.runWith({ env }, ...argv);
      expect(end.stdout + end.stderr).not.toMatch(ESCAPE);
    }
  });
});

describe('show', () => {
  it('prints the sections of a hub page in their order, every count with what it is out of', async () => {
    const { code, stdout } = await home.run('show', '2504.13837');
    expect(code).toBe(0);
    const titles = [
      'super hub · Canonical reference',
      'Does Reinforcement Learning',
      '76% of citing Pith papers',
      '7 of 117 in this library',
      '\nSummary\n',
      '\nCitation roles\n',
      '\nVerdicts\n',
      '\nAuthors\n',
      '\nRepresentative citing papers\n',
      '\nCiting papers per year\n',
      '\nNot known here: abstract; ',
      ' Nor are claims, and',
      'papers polarities. ',
      ' Nor are co-cited works. ',
    ];
    const places = titles.map((title) => stdout.indexOf(title));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(stdout).toMatch(/As printed by pith.*: 25 of 117 classified/);
    expect(stdout).toMatch(/background +22 /);
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
  });
  it('says of a citing paper who wrote it, when, and which hubs it cites, as what', async () => {
    const { stdout } = await home.run('show', '2308.06767');
    expect(stdout).toMatch(/^Hongrong Cheng, Miao Zhang, Javen Qinfeng Shi · 2023$/mu);
    expect(stdout).toMatch(
      /^Cites\n {2}Rigging the Lottery: Making All Tickets Winners\n {4}background · method · ★ influential .*· 370 citing papers$/mu,
    );
    const { cites } = json(await home.run('show', '2308.06767', '--json')) as Record<string, unknown>;
    expect(cites).toMatchObject({ total: 1, hubs: [{ id: 'arxiv:1911.11134', roles: ['background', 'method'] }] });
  });
  it('says the coverage of its own counts', async () => {
    const { stdout } = await home.run('show', '1911.11134');
    expect(stdout).toMatch(/In this library: \d+ of 370 classified/);
    expect(stdout).toMatch(/In this library: 291 of 370 classified\n.*\n +method +165 {2}57% {2}\S+\n/);
  });
  it('gives the same as one JSON object', async () => {
    const shown = json(await home.run('show', '2504.13837', '--json')) as Record<string, unknown>;
    expect(shown).toMatchObject({ id: 'arxiv:2504.13837', citing: 7, total: 117, headline: { percent: 76 } });
    expect(JSON.stringify(shown)).not.toMatch(/"work":\d|"id":\d/);
  });
});

describe('import', () => {
  const header = '{"format":"pith-tui-hub","version":1}\n';
  const work = (id: string, title: string): string => `${JSON.stringify({ type: 'work', ids: [id], title })}\n`;
  const citation = (citing: string): string =>
    `${JSON.stringify({ type: 'citation', citing, cited: 'doi:10.1000/hub' })}\n`;
  const hub = '{"type":"hub","work":"doi:10.1000/hub","source":"test"}\n';
  const good =
    header +
    work('doi:10.1000/hub', 'A small hub') +
    hub +
    work('doi:10.1000/one', 'One citer') +
    citation('doi:10.1000/one') +
    work('doi:10.1000/two', 'Another citer') +
    citation('doi:10.1000/two');

  it('reports what is new, and on the second time that nothing is', async () => {
    writeFileSync(path.join(home.folder, 'good.jsonl'), good);
    const args = ['import', 'good.jsonl', '--library', 'own.sqlite'];
    const once = await home.run(...args);
    expect(once).toMatchObject({ code: 0, stderr: '' });
    expect(once.stdout).toBe('good.jsonl (interchange format): 3 works, 2 citations, 1 hub added.\n');
    const again = await home.run(...args);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toMatch(
      /^good\.jsonl \(interchange format\): nothing new \(3 works, 2 citations.* already there\)\.\n$/,
    );
    expect((await home.run('hubs', '--library', 'own.sqlite', '--jsonl')).code).toBe(2);
    expect(json(await home.run('hubs', '--library', 'own.sqlite', '--json'))).toHaveLength(1);
    expect(json(await home.run('list', 'doi:10.1000/hub', '--library', 'own.sqlite', '--json'))).toHaveLength(2);
  });
  it('reads back without loss what export --format hub writes', async () => {
    const written = await home.run('export', '1911.11134', '-o', 'rigl.hub.jsonl');
    expect(written.code).toBe(0);
    expect((await home.run('import', 'rigl.hub.jsonl', '--library', 'copy.sqlite')).code).toBe(0);
    const copy = await home.run('export', '1911.11134', '--format', 'hub', '--library', 'copy.sqlite');
    expect(copy.stdout).toBe(readFileSync(path.join(home.folder, 'rigl.hub.jsonl'), 'utf8'));
    const sorted = (end: Ended): string[] => end.stdout.split('\n').sort();
    expect(sorted(await home.run('list', '1911.11134', '--jsonl', '--library', 'copy.sqlite'))).toEqual(
      sorted(await home.run('list', '1911.11134', '--jsonl')),
    );
  });
  it('tells every mistake with its line and takes the rest, a bounded number of them', async () => {
    writeFileSync(path.join(home.folder, 'bad.jsonl'), `${good}{"type":"work"\n${'{"type":"paper"}\n'.repeat(30)}`);
    const end = await home.run('import', 'bad.jsonl', '--library', 'bad.sqlite');
    expect(end.code).toBe(0);
    expect(end.stdout).toMatch('3 works, 2 citations');
    const lines = end.stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[0]).toMatch(/^ {2}bad\.jsonl, line 8: not JSON/);
    expect(lines[1]).toMatch(/^ {2}bad\.jsonl, line 9: /);
    expect(lines[20]).toBe('  … and 11 more problems');
  });
  it('--strict stops at the first mistake in any file and imports none', async () => {
    const end = await home.run('import', 'good.jsonl', 'bad.jsonl', '--strict', '--library', 'strict.sqlite');
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(/^pith-tui: bad\.jsonl, line 8: not JSON.*\n$/);
    const hubs = await home.run('hubs', '--library', 'strict.sqlite', '--json');
    expect(hubs).toMatchObject({ code: 1, stdout: '[]\n' });
  });
  it('refuses what is none of the formats, saying what it is and where the formats are listed, and goes on to the next file', async () => {
    writeFileSync(path.join(home.folder, 'letter.txt'), 'Dear editor,\n');
    const end = await home.run('import', 'letter.txt', 'missing.json', 'good.jsonl', '--library', 'mixed.sqlite');
    expect(end.code).toBe(2);
    const [letter, missing] = end.stderr.trimEnd().split('\n');
    expect(letter).toBe(
      'pith-tui: letter.txt is text of another kind; pith-tui help import lists what can be imported.',
    );
    expect(missing).toBe('pith-tui: missing.json does not exist.');
    expect(end.stdout).toMatch('good.jsonl (interchange format): 3 works');
  });
  it('takes no id for a file, and says what brings in a paper', async () => {
    expect(await home.run('import', '10.1038/nature14539')).toMatchObject({
      code: 2,
      stderr:
        'pith-tui: There is no file 10.1038/nature14539; to fetch the papers that cite it: pith-tui fetch 10.1038/nature14539\n',
    });
  });
  it('into the default library starts from the bundled hubs', async () => {
    const fresh = makeHome();
    writeFileSync(path.join(fresh.folder, 'good.jsonl'), good);
    const end = await fresh.run('import', 'good.jsonl');
    expect(end.stderr).toMatch(/^Loaded 3 bundled hubs/);
    expect((json(await fresh.run('hubs', '--json')) as { id: string }[]).slice(0, 4).map((hub) => hub.id)).toContain(
      'doi:10.1000/hub',
    );
    fresh.remove();
  });
  it('broken off by Ctrl-C ends with 130 and leaves the library as it was', async () => {
    const pipe = path.join(home.folder, 'endless.jsonl');
    execFileSync('mkfifo', [pipe]);
    const library = path.join(home.folder, 'own.sqlite');
    const before = (await home.run('hubs', '--json', '--library', library)).stdout;
    const child = home.start({}, 'import', 'endless.jsonl', '--library', 'own.sqlite');
    const end = ended(child);
    // Opens when the program does, and takes more than a pipe holds only as the program reads it.
    const writer = await openFile(pipe, 'w');
    await writer.write(
      good.replaceAll('One citer', 'One citer, changed') + work('doi:10.1000/three', 'Three').repeat(5000),
    );
    child.kill('SIGINT');
    const { code, signal, stdout } = await end;
    await writer.close();
    // Which a shell calls 130.
    expect(signal ?? code).toBe('SIGINT');
    expect(stdout).toBe('');
    expect((await home.run('hubs', '--json', '--library', library)).stdout).toBe(before);
    expect((await home.run('list', 'doi:10.1000/hub', '--library', library)).stdout).not.toMatch('changed');
  });
});

describe('hostile text', () => {
  it('reaches neither the terminal nor a column', async () => {
    const nasty =
      'Evil\u001b[31m red\u0007 \u009b2J bell\ttab\nline \u202eright\u202c to\u2066 left 世界 e\u0301 👩‍👩‍👧 end';
    const records = [
      { format: 'pith-tui-hub', version: 1 },
      { type: 'work', ids: ['doi:10.1000/nasty'], title: nasty, authors: [{ name: nasty }], abstract: nasty },
      { type: 'hub', work: 'doi:10.1000/nasty', source: 'test', sentence: nasty },
      {
        type: 'work',
        ids: ['doi:10.1000/long'],
        title: `${nasty} ${'long '.repeat(1000)}`,
        authors: [{ name: nasty }],
        venue: nasty,
      },
      {
        type: 'citation',
        citing: 'doi:10.1000/long',
        cited: 'doi:10.1000/nasty',
        judgements: [{ axis: 'role', labels: ['weird\u001b[2Jlabel'], judge: 'human', at: '2026-01-01' }],
      },
    ];
    writeFileSync(
      path.join(home.folder, 'nasty.jsonl'),
      records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    );
    const library = ['--library', 'nasty.sqlite'];
    expect((await home.run('import', 'nasty.jsonl', ...library)).code).toBe(0);
    for (const argv of [
      ['list', '10.1000/nasty'],
      ['list', '10.1000/nasty', '--tsv'],
      ['list', '10.1000/nasty', '--json'],
      ['show', '10.1000/nasty'],
      ['show', '10.1000/nasty', '--json'],
      ['hubs'],
      ['hubs', '--tsv'],
      ['export', '10.1000/nasty'],
      ['export', '10.1000/nasty', '--format', 'csl'],
      ['list', 'evil\u001b[31mnonsense\u202e that is nowhere'],
      ['list', '10.1000/nasty', 'nosuch:\u001b[31m'],
    ]) {
      const end = await home.run(...argv, ...library);
      const text = (end.stdout + end.stderr).replaceAll('\t', ' ');
      expect(text, argv.join(' ')).not.toMatch(ESCAPE);
    }
    const tsv = (await home.run('list', '10.1000/nasty', '--tsv', ...library)).stdout.slice(0, -1).split('\n');
    expect(tsv).toHaveLength(2);
    expect(tsv[1]!.split('\t')).toHaveLength(tsv[0]!.split('\t').length);
    expect((await home.run('list', '10.1000/nasty', ...library)).stdout.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('pipes', () => {
  it('ends quietly when the reader leaves', async () => {
    for (const command of ['list hep-th/9711200 --tsv', 'export hep-th/9711200', 'list hep-th/9711200', 'hubs']) {
      const end = await home.shell(`set -o pipefail; $pith ${command} | head -1`);
      expect(end.stderr, command).toBe('');
      expect(end.code, command).toBe(0);
      expect(end.stdout.split('\n')).toHaveLength(2);
    }
  });
  it('waits for a slow reader and gives it everything', async () => {
    const end = await home.shell('$pith list hep-th/9711200 --tsv | (sleep 0.5; wc -l)');
    expect(end.stdout.trim()).toBe('2415');
  });
  it('says when the disk is full instead of ending well', async () => {
    if (!existsSync('/dev/full')) return;
    const end = await home.shell('$pith list hep-th/9711200 --tsv > /dev/full');
    expect(end.code).toBe(2);
    expect(end.stderr).toBe('pith-tui: Standard output cannot be written: no space left on device.\n');
  });
});

/** A Node too old for the program, where the machine has one and the checkout carries its own. */
const OLD_NODE = ['/usr/bin/node', '/usr/local/bin/node'].find((node) => {
  if (!existsSync(path.join(ROOT, 'node_modules', 'node'))) return false;
  try {
    const major = Number(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }));
    return major >= 18 && major < 22;
  } catch {
    return false;
  }
});

describe.skipIf(OLD_NODE === undefined)('on a Node that is too old (skipped where there is none)', () => {
  const old = OLD_NODE ?? '';
  it("hands over to the checkout's own, with arguments and exit code", async () => {
    const end = await home.runWith({ node: old }, 'list', '1911.11134', 'role:method', '--json');
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(json(end)).toHaveLength(165);
    expect((await home.runWith({ node: old }, 'list', '1911.11134', 'year:1950')).code).toBe(1);
  });
  it('passes a signal on', async () => {
    execFileSync('mkfifo', [path.join(home.folder, 'waiting.jsonl')]);
    const child = home.start({ node: old }, 'import', 'waiting.jsonl', '--library', 'waiting.sqlite');
    const end = ended(child);
    // Opens when the program that was handed over to does.
    const writer = await openFile(path.join(home.folder, 'waiting.jsonl'), 'w');
    child.kill('SIGTERM');
    expect((await end).signal).toBe('SIGTERM');
    await writer.close();
  });
  it('says what is missing where there is no other', async () => {
    const bare = path.join(home.folder, 'old');
    execFileSync('cp', ['-r', path.dirname(PROGRAM), bare]);
    const end = await home.shell(`${old} ${bare}/pith-tui.js hubs`);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(/^pith-tui: Node 22 or newer is needed, and this is Node \d.*\n$/);
  });
});

describe('the published package', () => {
  it('works where it is unpacked, with nothing but better-sqlite3 beside it', async () => {
    const staged = path.join(home.folder, 'staged');
    mkdirSync(staged);
    for (const name of ['package.json', 'data', 'src']) execFileSync('cp', ['-r', path.join(ROOT, name), staged]);
    execFileSync('cp', ['-r', path.dirname(PROGRAM), path.join(staged, 'dist')]);
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: staged, stdio: 'pipe' });
    const tarball = readdirSync(staged).find((name) => name.endsWith('.tgz'))!;
    const modules = path.join(home.folder, 'installed', 'node_modules');
    mkdirSync(modules, { recursive: true });
    execFileSync('tar', ['-xzf', path.join(staged, tarball), '-C', modules]);
    renameSync(path.join(modules, 'package'), path.join(modules, 'pith-tui'));
    symlinkSync(path.join(ROOT, 'node_modules', 'better-sqlite3'), path.join(modules, 'better-sqlite3'));
    expect(readdirSync(path.join(modules, 'pith-tui')).sort()).toEqual(['data', 'dist', 'package.json']);
    const fresh = makeHome();
    const end = await fresh.shell(
      `${process.execPath} ${modules}/pith-tui/dist/pith-tui.js 1911.11134 role:method | wc -l`,
    );
    expect(end.stdout.trim()).toBe('165');
    expect(end.stderr).toMatch(/^Loaded 3 bundled hubs/);
    fresh.remove();
  });
});
