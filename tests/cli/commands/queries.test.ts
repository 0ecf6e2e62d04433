/** Saved queries on the command line. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeHome } from '../run-program.js';

describe('pith-tui queries', () => {
  it('saves, lists and removes queries, and @NAME stands for one', async () => {
    const home = await makeHome();
    const none = await home.run('queries');
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toContain('No query is saved');
    expect(await home.run('queries', '--save', 'core', 'role:method', 'sort:date')).toMatchObject({
      code: 0,
      stdout: 'Saved as @core, on the number 1: role:method sort:date\n',
    });
    await home.run('queries', '--save', 'to read', 'year:2022');
    expect((await home.run('queries', '1911.11134')).stdout).toBe(
      '1  @core       165  role:method sort:date\n2  @"to read"  116  year:2022\n',
    );
    const hyphen = await home.run('list', '1911.11134', '@to-read', '--tsv');
    expect(hyphen.stdout).toBe((await home.run('list', '1911.11134', 'year:2022', '--tsv')).stdout);
    const listed = await home.run('list', '1911.11134', '@core', '--tsv');
    expect(listed.stdout).toBe((await home.run('list', '1911.11134', 'role:method sort:date', '--tsv')).stdout);
    expect(listed.stdout.split('\n')).toHaveLength(167);
    const both = await home.run('list', '1911.11134', '@core', '@"to read"', 'influential:yes', '--tsv');
    const plain = await home.run('list', '1911.11134', 'role:method year:2022 influential:yes sort:date', '--tsv');
    expect(both.stdout).toBe(plain.stdout);
    expect(await home.run('queries', '--json')).toMatchObject({ code: 0 });
    expect(await home.run('queries', '--save', 'core', 'role:dataset')).toMatchObject({
      code: 0,
      stdout:
        'Saved as @core, on the number 1: role:dataset\nIt replaces what was saved under that name: role:method sort:date\n',
    });
    expect((await home.run('queries', '--save', 'core', 'role:dataset')).stdout.split('\n')).toHaveLength(2);
    expect((await home.run('queries', '--remove', 'to-read')).stdout).toContain('Removed @"to read"');
    await home.run('undo');
    expect((await home.run('queries', '--remove', 'core')).stdout).toContain('Removed @core');
    const gone = await home.run('list', '1911.11134', '@core');
    expect(gone).toMatchObject({ code: 1, stdout: '' });
    expect(gone.stderr).toContain('No query is saved as @core; saved are @"to read".');
    await home.run('undo');
    expect((await home.run('queries')).stdout).toContain('@core');
  });

  it('says what is wrong', async () => {
    const home = await makeHome();
    expect(await home.run('queries', '--save', 'x')).toMatchObject({ code: 2 });
    expect(await home.run('queries', '--save', 'x', 'rol:method')).toMatchObject({ code: 2 });
    expect(await home.run('queries', '--save', 'x', '--remove', 'y')).toMatchObject({ code: 2 });
    const misspelt = await home.run('queries', '--save', 'x', 'year:2022 role:methd');
    expect(misspelt).toMatchObject({ code: 2, stdout: '' });
    expect(misspelt.stderr).toContain('No paper has the role methd; did you mean role:method? (column 16)');
    for (const [name, why] of [
      [' @ ', /needs a name with at least one visible character/u],
      ['a "b"', /has no quotation marks/u],
      ['x'.repeat(201), /at most 200 characters, and this one has 201/u],
    ] as const) {
      const refused = await home.run('queries', '--save', name, 'role:method');
      expect(refused).toMatchObject({ code: 2, stdout: '' });
      expect(refused.stderr).toMatch(why);
    }
    expect(await home.run('queries')).toMatchObject({ code: 1 });
    expect(await home.run('queries', '--remove', 'y')).toMatchObject({ code: 1 });
    expect(await home.run('list', '1911.11134', '@x rol:method')).toMatchObject({ code: 2 });
  });

  it('of another version, with words that mean nothing here, are named with what is wrong', async () => {
    const home = await makeHome();
    const at = '2026-11-28T21:14:00.000Z';
    const line = (at0: number, name: string, query: string): string =>
      JSON.stringify({
        id: `s${at0}.1`,
        step: `s${at0}`,
        at,
        who: 'ada',
        kind: 'query',
        item: name,
        from: null,
        to: { line: query, key: at0 },
      });
    const file = join(home.folder, 'journal.jsonl');
    writeFileSync(
      file,
      [line(1, 'old', 'colour:red'), line(2, 'odd', 'role:methd'), line(3, 'ok', 'year:2022')].join('\n'),
    );
    expect((await home.run('replay', file)).code).toBe(0);
    const all = (await home.run('queries', '1911.11134')).stdout.split('\n');
    expect(all[0]).toContain('@old       colour:red  (no answer: There is no field "colour"');
    expect(all[1]).toContain('role:methd  (no answer: No paper has the role methd; did you mean role:method?)');
    expect(all[2]).toMatch(/^3 {2}@ok {3}116 {2}year:2022$/u);
    const asked = await home.run('list', '1911.11134', '@old');
    expect(asked).toMatchObject({ code: 2, stdout: '' });
    expect(asked.stderr).toContain('The saved query @old cannot be read: There is no field "colour"');
  });
});
