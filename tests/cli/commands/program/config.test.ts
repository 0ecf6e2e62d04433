/** `pith-tui config path`: where the program's own files are. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWN_PLACES } from '../../../../src/cli/commands.js';
import { type Home, makeHome } from '../../run-program.js';

let home: Home;
beforeAll(() => {
  home = makeHome();
});
afterAll(() => home.remove());

describe('pith-tui config path', () => {
  it('names every place, says which are not there yet, and makes none', async () => {
    const env = { XDG_CONFIG_HOME: path.join(home.folder, 'conf'), XDG_STATE_HOME: path.join(home.folder, 'state') };
    const { code, stdout, stderr } = await home.runWith({ env }, 'config', 'path');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...OWN_PLACES]);
    for (const line of lines) expect(line).toMatch(/^[a-z]+ +\/\S+ \(not there yet\)$/u);
    expect(lines[0]).toContain(` ${home.folder}/conf/pith-tui/config.toml `);
    expect(lines[2]).toMatch(new RegExp(` ${home.folder}/state/pith-tui/libraries/[0-9a-f]{16}\\.json `, 'u'));
    expect(existsSync(path.join(home.folder, 'conf'))).toBe(false);
    expect(existsSync(home.library)).toBe(false);
  });

  it('prints one place alone, for scripts, and it is the one that is used', async () => {
    const file = (await home.run('config', 'path', 'config')).stdout.trimEnd();
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'nme = "Ada"\n');
    expect((await home.run('hubs')).stderr).not.toBe('');
    expect((await home.run('decide', '1911.11134', '2012.00560', '--star')).stderr).toContain('config.toml, line 1');
    writeFileSync(file, 'name = "Ada"\n');
    expect((await home.run('config', 'path', 'library')).stdout).toBe(`${home.library}\n`);
    const other = path.join(home.folder, 'other.sqlite');
    expect((await home.run('config', 'path', 'library', '--library', other)).stdout).toBe(`${other}\n`);
    expect((await home.run('config', 'path')).stdout).toMatch(/^config +\S+config\.toml$/mu);
  });

  it.each([[[]], [['where']], [['path', 'everything']], [['path', 'config', 'log']]])('refuses %j', async (words) => {
    const { code, stderr } = await home.run('config', ...words);
    expect(code).toBe(2);
    expect(stderr).toContain('pith-tui config needs path, alone or with one of config, library, state, cache or log');
  });
});
