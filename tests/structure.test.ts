/** The direction of the arrows between the folders of src, and that there is no import circle at run time. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The folders of src from the ground up: one imports those of the levels below its own only. */
const FOLDERS = [
  ['hub'],
  ['text', 'files', 'statistics'],
  ['query', 'sources', 'learn'],
  ['library'],
  ['export'],
  ['tui'],
  ['cli'],
  ['main'],
];

/** The rooms of src/library from the ground up. Files that stand in src/library itself are its ground, but for those on top. */
const GROUND = 'ground';
const TOP = ['open'];
const ROOMS = [
  [GROUND],
  ['derived'],
  ['works'],
  ['decisions'],
  ['reader'],
  ['history'],
  ['identity'],
  ['write'],
  ['read'],
  ['learning'],
  ['audit'],
  ['graph'],
  ['search'],
  ['checking'],
  TOP,
];

interface Import {
  from: string;
  to: string;
  /** Nothing of it is left when the program runs. */
  isOfTypes: boolean;
}

/** `import … from '…'`, `export … from '…'`, `import '…'`. */
const STATIC = /^(?:import|export)\s+(?:(type)\s+)?(?:([^'";]*?)\s+from\s+)?'(\.[^']+)'/gmu;
/** `import('…')`, of a value or of a type. */
const DYNAMIC = /(typeof )?\bimport\(\s*'(\.[^']+)'/gu;

const SRC = join(import.meta.dirname, '../src');
const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/u.test(file));

/** The imports of a file of the program's own files, by their paths below src. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const to = (specifier: string): string => {
    const path = normalize(join(dirname(file), specifier.replace(/\.js$/u, '')));
    const found = FILES.find((other) => other === `${path}.ts` || other === `${path}.tsx`);
    if (found === undefined) throw new Error(`${file} imports ${specifier}, which is not in src`);
    return found;
  };
  const areTypes = (names: string | undefined): boolean =>
    names !== undefined && /^\{[^}]*\}$/u.test(names) && names.slice(1, -1).split(',').every(isTypeOrNothing);
  return [
    ...[...text.matchAll(STATIC)]
      .filter(([, , , specifier]) => specifier!.endsWith('.js'))
      .map(([, type, names, specifier]) => ({
        from: file,
        to: to(specifier!),
        isOfTypes: type !== undefined || areTypes(names),
      })),
    // What is imported when it is needed can be no part of a circle while files are loaded.
    ...[...text.matchAll(DYNAMIC)].map(([, , specifier]) => ({ from: file, to: to(specifier!), isOfTypes: true })),
  ];
}

function isTypeOrNothing(name: string): boolean {
  return /^\s*(?:type\s.*)?$/su.test(name);
}

const IMPORTS = FILES.flatMap(importsOf);
const arrow = ({ from, to }: Import): string => `${from} → ${to}`;

/** The part of src that a file belongs to. */
function folderOf(file: string): string {
  return file.split('/')[0]!.replace(/\.tsx?$/u, '');
}

/** The room of a file of the library; null for other files. */
function roomOf(file: string): string | null {
  const [folder, room, below] = file.replace(/\.tsx?$/u, '').split('/');
  if (folder !== 'library') return null;
  return below !== undefined || TOP.includes(room!) ? room! : GROUND;
}

/** The imports between parts that do not go down. @param levels the parts from the ground up */
function upward(partOf: (file: string) => string | null, levels: readonly (readonly string[])[]): string[] {
  const levelOf = (part: string): number => {
    const level = levels.findIndex((parts) => parts.includes(part));
    if (level < 0) throw new Error(`${part} has no place among the folders of src; give it one in this test`);
    return level;
  };
  return IMPORTS.filter((one) => {
    const [from, to] = [partOf(one.from), partOf(one.to)];
    return from !== null && to !== null && from !== to && levelOf(from) <= levelOf(to);
  }).map(arrow);
}

/** A circle among the imports at run time through a file, or none. */
function circleFrom(start: string): string[] | null {
  const seen = new Set<string>();
  const follow = (file: string, path: readonly string[]): string[] | null => {
    for (const { to } of IMPORTS.filter(({ from, isOfTypes }) => from === file && !isOfTypes)) {
      if (to === start) return [...path, to];
      if (seen.has(to)) continue;
      seen.add(to);
      const found = follow(to, [...path, to]);
      if (found !== null) return found;
    }
    return null;
  };
  return follow(start, [start]);
}

describe('the folders of src', () => {
  it('are read whole', () => {
    expect(FILES.length).toBeGreaterThan(100);
    expect(IMPORTS.length).toBeGreaterThan(FILES.length);
  });

  it('import downwards only, types included', () => {
    expect(upward(folderOf, FOLDERS)).toEqual([]);
  });

  it('of the library import downwards only, types included', () => {
    expect(upward(roomOf, ROOMS)).toEqual([]);
  });
});

describe('the files of src', () => {
  it('make no import circle at run time', () => {
    expect(FILES.map(circleFrom).filter((circle) => circle !== null)).toEqual([]);
  });
});

/** More than a reader takes in at a glance. */
const MOST_FILES = 15;

it('no folder has more than fifteen files of its own', () => {
  const counts = new Map<string, number>();
  for (const file of FILES) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > MOST_FILES)).toEqual([]);
});
