/** Saved queries on the command line. */
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
      '1  @core     165  role:method sort:date\n2  @to read  116  year:2022\n',
    );
    const listed = await home.run('list', '1911.11134', '@core', '--tsv');
    expect(listed.stdout).toBe((await home.run('list', '1911.11134', 'role:method sort:date', '--tsv')).stdout);
    expect(listed.stdout.split('\n')).toHaveLength(167);
    const both = await home.run('list', '1911.11134', '@core', '@"to read"', 'influential:yes', '--tsv');
    const plain = await home.run('list', '1911.11134', 'role:method year:2022 influential:yes sort:date', '--tsv');
    expect(both.stdout).toBe(plain.stdout);
    expect(await home.run('queries', '--json')).toMatchObject({ code: 0 });
    expect((await home.run('queries', '--remove', 'core')).stdout).toContain('Removed @core');
    const gone = await home.run('list', '1911.11134', '@core');
    expect(gone).toMatchObject({ code: 1, stdout: '' });
    expect(gone.stderr).toContain('No query is saved as @core; saved are @to read.');
    await home.run('undo');
    expect((await home.run('queries')).stdout).toContain('@core');
  });

  it('says what is wrong', async () => {
    const home = await makeHome();
    expect(await home.run('queries', '--save', 'x')).toMatchObject({ code: 2 });
    expect(await home.run('queries', '--save', 'x', 'rol:method')).toMatchObject({ code: 2 });
    expect(await home.run('queries', '--save', 'x', '--remove', 'y')).toMatchObject({ code: 2 });
    expect(await home.run('queries', '--remove', 'y')).toMatchObject({ code: 1 });
    expect(await home.run('list', '1911.11134', '@x rol:method')).toMatchObject({ code: 2 });
  });
});
