/** What is the same each time: help, version, completion; printed from files of the build, and as the table of commands has it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_NAMES, COMMANDS } from '../../src/cli/commands.js';
import { completionScript, SHELLS } from '../../src/cli/pages/completion.js';
import { manPage, pages } from '../../src/cli/pages/pages.js';
import { type Home, makeHome, PROGRAM } from './run-program.js';

let home: Home;
beforeAll(() => {
  home = makeHome();
});
afterAll(() => home.remove());

describe('the pages of a build', () => {
  it('are those of the table of commands, and are printed byte for byte as without their files', async () => {
    const { version } = JSON.parse(readFileSync(path.join(path.dirname(PROGRAM), '../package.json'), 'utf8'));
    const folder = path.join(path.dirname(PROGRAM), 'pages');
    const made = pages(version);
    expect(readdirSync(folder).sort()).toEqual([...made.keys()].map((name) => `${name}.txt`).sort());
    for (const [name, text] of made) expect(readFileSync(path.join(folder, `${name}.txt`), 'utf8'), name).toBe(text);
    // A copy without them makes the same.
    const bare = path.join(home.folder, 'bare');
    cpSync(path.dirname(PROGRAM), bare, { recursive: true });
    rmSync(path.join(bare, 'pages'), { recursive: true });
    for (const words of [
      ['--version'],
      ['-h'],
      ['help'],
      ['list', '--help'],
      ['help', 'list'],
      ['completion', 'fish'],
    ]) {
      const [whole, without] = [PROGRAM, path.join(bare, 'pith-tui.js')].map((program) =>
        spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' }),
      );
      expect(whole).toMatchObject({ status: 0, stderr: '' });
      expect(whole!.stdout.length).toBeGreaterThan(0);
      expect(without!.stdout).toBe(whole!.stdout);
    }
  });

  it('are left quietly where the reader goes, and told of where they cannot be written', async () => {
    expect(await home.shell('$pith --help | head -1')).toMatchObject({ code: 0, stderr: '' });
    const full = await home.shell('$pith completion zsh > /dev/full');
    expect(full).toMatchObject({ code: 2, stderr: expect.stringContaining('no space left') });
  });
});

/** What bash offers for a line whose last word is being typed. */
function offered(...words: string[]): string[] {
  const line = ['pith-tui', ...words].map((word) => `'${word}'`).join(' ');
  const script = `${completionScript('bash')}
    COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _pith_tui; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const said = execFileSync('bash', ['--norc', '-c', script], { cwd: home.folder, encoding: 'utf8' });
  return said.split('\n').filter((word) => word !== '');
}

describe('completion', () => {
  it('offers in bash the commands, their flags, and the values of flags', () => {
    expect(offered('')).toEqual(COMMAND_NAMES);
    expect(offered('ex')).toEqual(['export']);
    const shared = ['--library', '--color', '--screen-reader', '--help', '--version'];
    expect(offered('hubs', '--')).toEqual(['--json', '--tsv', ...shared]);
    expect(offered('export', '1911.11134', '--format', 'bib')).toEqual(['bibtex', 'biblatex']);
    expect(offered('completion', '')).toEqual([...SHELLS]);
    expect(offered('list', 'some', '')).toEqual([]);
    expect(offered('--li')).toEqual(['--library']);
  });

  it('offers files where files are meant', () => {
    execFileSync('touch', [path.join(home.folder, 'notes.bib')]);
    expect(offered('import', 'no')).toEqual(['notes.bib']);
    expect(offered('list', '1911.11134', '--library', 'no')).toEqual(['notes.bib']);
  });

  it.each(SHELLS)('has every command and flag for %s', (shell) => {
    const script = completionScript(shell);
    for (const { name, flags } of COMMANDS) {
      expect(script).toMatch(name);
      for (const flag of flags) expect(script).toMatch(shell === 'fish' ? `-l ${flag.name}` : `--${flag.name}`);
    }
    const file = path.join(home.folder, `completion.${shell}`);
    writeFileSync(file, script);
    const { error, status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
    // A shell that is not here parses nothing.
    if (error === undefined) expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.skipIf(spawnSync('fish', ['--version']).error !== undefined)(
    'offers the same in fish (skipped without it)',
    () => {
      const inFish = (line: string): string[] =>
        spawnSync('fish', ['--no-config', '-c', `${completionScript('fish')}\ncomplete -C '${line}'`], {
          encoding: 'utf8',
          cwd: home.folder,
          env: { ...process.env, HOME: home.folder },
        })
          .stdout.split('\n')
          .filter((word) => word !== '')
          .map((word) => word.split('\t')[0]!);
      expect(inFish('pith-tui ex')).toEqual(['export']);
      expect(inFish('pith-tui export --format bib').sort()).toEqual(['biblatex', 'bibtex']);
      expect(inFish('pith-tui hubs --t')).toEqual(['--tsv']);
      expect(inFish('pith-tui completion ')).toEqual(SHELLS.toSorted());
    },
  );

  it('of another shell is not there, and says which are', async () => {
    expect(await home.run('completion', 'tcsh')).toMatchObject({
      code: 2,
      stderr: 'pith-tui: pith-tui completion needs the name of one shell: bash, zsh or fish, not tcsh.\n',
    });
  });
});

describe('the manual page', () => {
  it('has every command, flag and field, and groff reads it without a word', async () => {
    const { version } = JSON.parse(readFileSync(path.join(path.dirname(PROGRAM), '../package.json'), 'utf8'));
    const file = path.join(path.dirname(PROGRAM), 'pith-tui.1');
    const source = readFileSync(file, 'utf8');
    expect(source).toBe(manPage(version));
    // Neither a request nor a sign that no device knows comes from what is said.
    expect(source).toMatch(/^[\n -~]*$/u);
    for (const line of source.split('\n').filter((line) => line.startsWith('.')))
      expect(line).toMatch(/^\.(TH|SH|SS|TP|PP|RS|RE|B|br|nh|ad)\b/u);
    const { error, stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-P-cbou', '-rLL=200n', file], {
      encoding: 'utf8',
    });
    if (error !== undefined) return;
    expect(stderr).toBe('');
    const said = stdout.replaceAll(/\s+/gu, ' ').replaceAll(/[‐−]/gu, '-');
    for (const { name, flags, summary } of COMMANDS) {
      expect(said).toContain(`${name} `);
      expect(said).toContain(summary.slice(1));
      for (const flag of flags) expect(said).toContain(`--${flag.name}`);
    }
  });
});
