/** Files written whole or not at all. */
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileLockedError, withLock } from '../../src/files/lock.js';
import { FileExistsError, IsFolderError, writeWhole } from '../../src/files/write-whole.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pith-tui-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function* failing(): Generator<string> {
  yield 'x'.repeat(200_000);
  throw new Error('half way');
}

describe('writing a file', () => {
  it('puts the pieces together and leaves nothing beside', () => {
    const file = path.join(folder, 'a.bib');
    writeWhole(file, ['a', 'ü'.repeat(100_000), 'z'], false);
    expect(readFileSync(file, 'utf8')).toBe(`a${'ü'.repeat(100_000)}z`);
    expect(readdirSync(folder)).toEqual(['a.bib']);
  });
  it('leaves an existing file alone unless it may be replaced', () => {
    const file = path.join(folder, 'a.bib');
    writeFileSync(file, 'mine');
    expect(() => writeWhole(file, ['theirs'], false)).toThrow(FileExistsError);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    chmodSync(file, 0o640);
    writeWhole(file, ['theirs'], true);
    expect(readFileSync(file, 'utf8')).toBe('theirs');
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });
  it('leaves the old file, or none, when it fails half way', () => {
    const file = path.join(folder, 'a.bib');
    expect(() => writeWhole(file, failing(), false)).toThrow('half way');
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(file, 'mine');
    expect(() => writeWhole(file, failing(), true)).toThrow('half way');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['a.bib']);
  });
  it('calls what is to be done before when all is written, and stays as it was where that throws', () => {
    const file = path.join(folder, 'a.bib');
    const refuse = (): void => {
      throw new Error('not yet');
    };
    expect(() => writeWhole(file, ['theirs'], false, refuse)).toThrow('not yet');
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(file, 'mine');
    expect(() => writeWhole(file, ['theirs'], true, refuse)).toThrow('not yet');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['a.bib']);
  });
  it('does not replace what another program put there while it wrote', () => {
    const file = path.join(folder, 'a.bib');
    function* meanwhile(): Generator<string> {
      yield 'late';
      writeFileSync(file, 'early');
    }
    expect(() => writeWhole(file, meanwhile(), false)).toThrow(FileExistsError);
    expect(readFileSync(file, 'utf8')).toBe('early');
    expect(readdirSync(folder)).toEqual(['a.bib']);
  });
  it('writes through a link and into a device', () => {
    const file = path.join(folder, 'a.bib');
    const link = path.join(folder, 'link.bib');
    writeFileSync(file, 'old');
    symlinkSync(file, link);
    writeWhole(link, ['new'], true);
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    writeWhole('/dev/null', ['gone'], false);
    expect(statSync('/dev/null').isFile()).toBe(false);
  });
  it('refuses a folder', () => {
    expect(() => writeWhole(folder, ['x'], true)).toThrow(IsFolderError);
  });
});

describe('the temporary file', () => {
  it('has a name nobody can foresee, and follows no link', () => {
    const names = new Set<string>();
    function* looking(): Generator<string> {
      for (const name of readdirSync(folder)) if (name.endsWith('.part')) names.add(name);
      yield 'x';
    }
    for (let at = 0; at < 20; at++) writeWhole(path.join(folder, 'a.bib'), looking(), true);
    expect(names.size).toBe(20);
    expect(readdirSync(folder)).toEqual(['a.bib']);
  });

  it('has room beside a name as long as a name may be, and leaves no trace', () => {
    const names = ['a'.repeat(251), 'ü'.repeat(125)].map((name) => `${name}.bib`);
    for (const name of names) {
      const file = path.join(folder, name);
      writeWhole(file, ['first'], false);
      writeWhole(file, ['second'], true);
      withLock(file, () => expect(() => withLock(file, () => {}, 50)).toThrow(FileLockedError));
      expect(readFileSync(file, 'utf8')).toBe('second');
    }
    expect(readdirSync(folder).sort()).toEqual(names.sort());
    expect(() => writeWhole(path.join(folder, 'a'.repeat(256)), ['x'], false)).toThrow(
      /^ENAMETOOLONG: name too long,/u,
    );
  });

  it('stands beside the end of a link that leads to nothing yet', () => {
    symlinkSync('end.bib', path.join(folder, 'link.bib'));
    writeWhole(path.join(folder, 'link.bib'), ['x'], false);
    expect(readFileSync(path.join(folder, 'end.bib'), 'utf8')).toBe('x');
    expect(lstatSync(path.join(folder, 'link.bib')).isSymbolicLink()).toBe(true);
  });
});
