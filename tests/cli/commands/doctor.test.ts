/** `pith-tui doctor` on sound and damaged libraries. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeLibrary } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { type Home, makeHomeWithHubs } from '../run-program.js';

let home: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
});
afterAll(() => home.remove());

/** A file system of so many kilobytes for the shell line behind it, as `$disk`, where the system lets anybody have one. */
const onDisk = (kilobytes: number, line: string): string =>
  `mkdir -p "$disk" && unshare -rm sh -c 'mount -t tmpfs -o size=${kilobytes}k tmpfs "$disk" && cp "$from" "$disk/library.sqlite" && ${line}'`;
const canMount = ((): boolean => {
  try {
    execFileSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe('doctor', () => {
  it('says what the library holds and that it is sound', async () => {
    const { code, stdout } = await home.run('doctor');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +33,153 {2}citations$/mu);
    expect(stdout).toContain('The file is sound.');
  });

  it('makes everything derived anew, with the same answers', async () => {
    const before = await home.run('list', '1911.11134', 'role:method', 'sparse', '--json');
    const library = openLibrary(home.library);
    library.db.unsafeMode(true);
    library.db.exec('DELETE FROM effective; DELETE FROM title_search_docsize WHERE id = 1');
    closeLibrary(library);
    const told = await home.run('doctor');
    expect(told.code).toBe(2);
    expect(told.stderr).toMatch(/^pith-tui: The content of effective does not follow from the facts\.$/mu);
    expect(told.stderr).toMatch(/^pith-tui: The content of title_search does not follow from the facts\.$/mu);
    expect(told.stderr).toMatch(/"pith-tui doctor --rebuild"/u);
    expect((await home.run('doctor', '--rebuild')).code).toBe(0);
    expect(await home.run('list', '1911.11134', 'role:method', 'sparse', '--json')).toEqual(before);
  });

  it('makes what is missing anew, and says that it can', async () => {
    const before = await home.run('list', '1911.11134', 'role:method', 'sparse', '--json');
    const library = openLibrary(home.library);
    library.db.exec('DROP TABLE touched; DROP TABLE title_search; DROP TABLE listed; DROP INDEX citations_by_citing');
    closeLibrary(library);
    const told = await home.run('doctor');
    expect(told.code).toBe(2);
    expect(told.stderr).toMatch(/^pith-tui: The table touched is missing\.$/mu);
    expect(told.stderr).toMatch(
      /^pith-tui: No fact is damaged; "pith-tui doctor --rebuild" makes what is missing anew\.$/mu,
    );
    expect(await home.run('doctor', '--rebuild')).toMatchObject({ code: 0, stderr: '' });
    expect(await home.run('list', '1911.11134', 'role:method', 'sparse', '--json')).toEqual(before);
  });

  it('makes a search index anew that lost a part', async () => {
    const library = openLibrary(home.library);
    library.db.unsafeMode(true);
    library.db.exec('DROP TABLE title_search_data');
    closeLibrary(library);
    expect((await home.run('doctor')).stderr).toMatch(/^pith-tui: The table title_search_data is missing\.$/mu);
    expect(await home.run('doctor', '--rebuild')).toMatchObject({ code: 0, stderr: '' });
    expect((await home.run('doctor')).code).toBe(0);
  });

  it("says how another program's trigger goes", async () => {
    const change = (sql: string): void => {
      const library = openLibrary(home.library);
      library.db.exec(sql);
      closeLibrary(library);
    };
    change('CREATE TRIGGER "a spy" AFTER INSERT ON works BEGIN INSERT INTO gone VALUES (1); END');
    const { code, stderr } = await home.run('doctor');
    expect(code).toBe(2);
    expect(stderr).toContain("The trigger a spy on works is another program's.\n");
    expect(stderr).toContain('DROP TRIGGER "a spy";');
    expect(stderr).not.toContain('restore');
    change('DROP TRIGGER "a spy"');
    expect((await home.run('doctor')).code).toBe(0);
  });

  it('tells of facts that another program changed', async () => {
    const library = openLibrary(home.library);
    library.db.exec('UPDATE works SET venue = venue WHERE id = 1');
    closeLibrary(library);
    const { code, stdout } = await home.run('doctor');
    expect(code).toBe(0);
    expect(stdout).toMatch(/changed facts of 1 paper or citation; what follows from them is not checked here/u);
    await home.run('hubs');
    expect((await home.run('doctor')).stdout).not.toContain('changed facts');
  });

  it('makes no library, and fills no file that is empty', async () => {
    const file = path.join(home.folder, 'none.sqlite');
    expect(await home.run('doctor', '--library', file)).toMatchObject({
      code: 2,
      stderr: 'pith-tui: There is no library ~/none.sqlite; any other command makes it.\n',
    });
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, '');
    expect((await home.run('doctor', '--library', file)).stderr).toMatch(/^pith-tui: The file .* is empty/u);
    expect(statSync(file).size).toBe(0);
    // Nor does any other command, but one that brings papers into it says so.
    for (const argv of [['hubs'], ['list', '1911.11134'], ['decide', '1911.11134', '2012.00560', '--star']])
      expect(await home.run(...argv, '--library', file)).toMatchObject({
        code: 2,
        stdout: '',
        stderr:
          'pith-tui: The file ~/none.sqlite is empty: there is no library in it; delete it, or name another file with --library.\n',
      });
    expect(statSync(file).size).toBe(0);
    const page = path.join(home.folder, 'none.bib');
    writeFileSync(page, '@misc{a, title={On Goats}, year={2001}, doi={10.1000/goats}}');
    const { code, stderr } = await home.run('import', page, '--cited', '1911.11134', '--library', file);
    expect(code).toBe(0);
    expect(stderr).toContain('The file ~/none.sqlite is empty: it becomes a library.\n');
  });

  it('finds values that are broken in pages that are sound, and other commands name them', async () => {
    const file = path.join(home.folder, 'broken.sqlite');
    copyFileSync(home.library, file);
    const library = openLibrary(file);
    library.db.exec(`UPDATE hubs SET printed = '{"total":'`);
    closeLibrary(library);
    const told = 'The table hubs has 3 rows with broken JSON';
    expect(await home.run('doctor', '--library', file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`pith-tui: ${told}.\n`),
    });
    for (const words of [['hubs'], ['show', '1911.11134']])
      expect((await home.run(...words, '--library', file)).stderr).toContain(`broken.sqlite is damaged (${told});`);
  });

  describe('of a library that is larger than is read in no time', () => {
    const large = (sql = ''): string => {
      const file = path.join(home.folder, 'large.sqlite');
      copyFileSync(home.library, file);
      const library = openLibrary(file);
      // Of another program: it is let be.
      library.db.exec(`CREATE TABLE pictures(picture); INSERT INTO pictures VALUES (zeroblob(60000000)); ${sql}`);
      library.db.exec('DELETE FROM touched');
      closeLibrary(library);
      return file;
    };

    it('looks at what a second tells, says what that was, and reads the whole where it is asked to', async () => {
      const file = large();
      const { code, stdout, stderr } = await home.run('doctor', '--library', file);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^ +33,153 {2}citations$/mu);
      expect(stdout).toMatch(
        /^Looked at the tables, indexes and triggers, 2,000 of [\d,]+ pages, (?:the arrays of \d hubs?, )?and all that is kept of \d+ papers: nothing is wrong\.\nTo read every page, count every table and compare all that is derived with the facts, in some 1 s: pith-tui doctor --whole\n$/mu,
      );
      expect(stdout).not.toContain('sound');
      const whole = await home.run('doctor', '--library', file, '--whole');
      expect(whole).toMatchObject({ code: 0, stderr: '' });
      expect(whole.stdout).toMatch(/\nThe file is sound\.\n$/u);
      expect(whole.stdout).not.toContain('Looked at');
    });

    it('tells what that met of damage, and how all of it is found', async () => {
      const file = large("DELETE FROM effective; UPDATE hubs SET printed = '{'");
      const { code, stderr } = await home.run('doctor', '--library', file);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^pith-tui: The library is damaged; restore a backup/u);
      expect(stderr).toContain('pith-tui: The table hubs has rows with broken JSON.\n');
      expect(stderr).toMatch(
        /\npith-tui: That is what a short look met; to find all that is wrong: pith-tui doctor --whole\n$/u,
      );
    });

    it('has everything derived made anew after reading the whole', async () => {
      const file = large('DELETE FROM effective');
      expect((await home.run('doctor', '--library', file)).stderr).toMatch(
        /^pith-tui: No fact that was looked at is damaged; "pith-tui doctor --rebuild" makes what is missing anew\.\n/u,
      );
      const { code, stdout } = await home.run('doctor', '--library', file, '--rebuild');
      expect(code).toBe(0);
      expect(stdout).toContain('Everything derived was rebuilt from the facts.\n');
      expect((await home.run('doctor', '--library', file)).stdout).toContain(': nothing is wrong.\n');
    });
  });

  it('names an import that was ended in the middle, until it is begun again', async () => {
    const library = openLibrary(home.library);
    const insert = library.db.prepare(
      "INSERT INTO imports(source, origin, at, counts) VALUES (1, 'dump.jsonl', '2026-11-30T10:00:00Z', ?)",
    );
    insert.run('{"underWay":1200}');
    expect((await home.run('doctor')).stdout).toMatch(
      /^An import of dump\.jsonl of 2026-11-30 was ended before its time, after 1,200 papers; if you have not yet, import it again\.$/mu,
    );
    insert.run('{}');
    expect((await home.run('doctor')).stdout).not.toContain('ended before');
    library.db.exec("DELETE FROM imports WHERE origin = 'dump.jsonl'");
    closeLibrary(library);
  });

  it('says what to do before what SQLite says of the pages', async () => {
    const file = path.join(home.folder, 'pages.sqlite');
    const bytes = readFileSync(home.library);
    // How many pages are free, by the header of the file.
    bytes.writeUInt32BE(bytes.readUInt32BE(36) + 7, 36);
    writeFileSync(file, bytes);
    const { code, stderr } = await home.run('doctor', '--library', file);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^pith-tui: The library is damaged; restore a backup, or import its hubs into a new one\.\n/u,
    );
    expect(stderr).toMatch(/^pith-tui: Freelist: /mu);
    expect(stderr).not.toContain('***');
  });

  it('sends nobody to itself', async () => {
    const file = path.join(home.folder, 'cut.sqlite');
    writeFileSync(file, readFileSync(home.library).subarray(0, 100_000));
    for (const flags of [[], ['--rebuild']]) {
      const { code, stderr } = await home.run('doctor', '--library', file, ...flags);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^pith-tui: The library .* is damaged.*with --library\.\n$/u);
    }
    expect((await home.run('hubs', '--library', file)).stderr).toContain(
      '"pith-tui doctor --whole" lists what is wrong.',
    );
  });

  it('says that another program is writing', async () => {
    const library = openLibrary(home.library);
    library.db.exec('BEGIN IMMEDIATE');
    try {
      expect(await home.run('doctor')).toMatchObject({ code: 0, stderr: '' });
      const { code, stderr } = await home.run('doctor', '--rebuild');
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^pith-tui: Another program is writing to the library .*; try again when it has finished\.\n$/u,
      );
    } finally {
      closeLibrary(library);
    }
  });

  it.skipIf(!canMount)('says that the disk is full', async () => {
    const env = { disk: path.join(home.folder, 'disk'), from: home.library };
    const fill = 'dd if=/dev/zero of="$disk/fill" bs=4k 2>/dev/null';
    for (const line of [
      `{ ${fill}; $pith doctor --library "$disk/library.sqlite"; }`,
      `{ $pith doctor --rebuild --library "$disk/library.sqlite"; }`,
    ]) {
      const { code, stderr } = await home.shell(onDisk(Math.ceil(statSync(home.library).size / 1024) + 128, line), env);
      expect(code, line).toBe(2);
      expect(stderr, line).toMatch(/^pith-tui: The disk with the library .* is full; make room and try again\.\n$/u);
    }
  });

  it.skipIf(!canMount)('checks a library on a disk that is only read, and does not rebuild it', async () => {
    const env = { disk: path.join(home.folder, 'disk'), from: home.library };
    const line = `mount -o remount,ro "$disk" && { $pith doctor --library "$disk/library.sqlite"; echo "code $?"; $pith doctor --rebuild --library "$disk/library.sqlite"; }`;
    const { code, stdout, stderr } = await home.shell(onDisk(65_536, line), env);
    expect(stdout).toContain('The file is sound.\ncode 0\n');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^pith-tui: The library .* cannot be written to; check its permissions and its folder's\.\n$/u,
    );
  });

  it('names a row that lost what it speaks of', async () => {
    const library = openLibrary(home.library);
    library.db.pragma('foreign_keys = OFF');
    library.db.exec('DELETE FROM works WHERE id = (SELECT max(citing) FROM citations)');
    closeLibrary(library);
    const { code, stderr } = await home.run('doctor');
    expect(code).toBe(2);
    expect(stderr).toMatch(/names a row of works that is not there/u);
    expect(stderr).toMatch(/damaged/u);
  });
});
