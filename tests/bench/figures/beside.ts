/** The figures that matter, each beside what another program takes for the like in the same sitting, and beside what is wanted. */
import type { RunName, Runs } from '../commands.js';
import type { Cuts } from '../others/cutting.js';
import type { SizeFigures } from '../size.js';
import type { Figures } from './measure.js';
import { shown, table } from './table.js';

export interface Beside {
  /** 0 where it is the same whatever the size. */
  citers: number;
  what: string;
  unit: 'ms' | 's' | 'a second' | 'MB' | 'B';
  /** Undefined where it was not measured. */
  own: number | undefined;
  /** How often it was measured. */
  n?: number | undefined;
  /** The other program; absent where there is none to compare with. */
  peer?: string;
  /** Words say why there is no figure. */
  theirs?: number | string;
  wanted?: Wanted;
}

/** Bounds of the own figure, and of its ratio to the other one. */
interface Wanted {
  most?: number;
  least?: number;
  ratioMost?: number;
  ratioLeast?: number;
}

/** What a row is made of but for the number of papers. */
type Row = Omit<Beside, 'citers'>;

const NOT_INSTALLED = 'not installed';

/** The rows of one size, in the order in which people ask for them. */
export function besideOthers(size: SizeFigures): Beside[] {
  const rows = [
    ...printing(size),
    ...starting(size),
    ...keys(size),
    ...filling(size),
    ...asking(size),
    ...holding(size),
  ];
  return rows.map((row) => ({ citers: size.citers, ...row }));
}

export function cutBesideOthers({ lines, own, duckdb }: Cuts): Beside[] {
  const theirs = typeof duckdb === 'string' ? duckdb : perSecond(lines, duckdb);
  const peer = { peer: 'DuckDB, the recipe', ...(theirs !== undefined && { theirs }) };
  const what = 'import --hub, lines';
  return [
    { citers: 0, what, unit: 'a second', own: perSecond(lines, own), n: own?.n, ...peer, wanted: { ratioLeast: 1 } },
  ];
}

function printing({ commands, citers, listMemory }: SizeFigures): Row[] {
  const rate = (name: RunName, least: number, peer?: RunName, ratioLeast?: number): Row => {
    const figures = commands[name];
    const theirs = peer === undefined ? undefined : (perSecond(citers, commands[peer]) ?? NOT_INSTALLED);
    return {
      what: name,
      unit: 'a second',
      own: perSecond(citers, figures),
      n: figures?.n,
      ...(peer !== undefined && theirs !== undefined && { peer, theirs }),
      wanted: { least, ...(ratioLeast !== undefined && { ratioLeast }) },
    };
  };
  return [
    rate('list --tsv', 100_000, 'sqlite3 -tabs', 1),
    rate('list --json', 60_000, 'sqlite3 -json'),
    rate('list --jsonl', 60_000, 'sqlite3 -json'),
    rate('export csv', 60_000, 'sqlite3 -csv'),
    rate('export bibtex', 15_000),
    quick(commands, 'list --tsv, first row', { most: 150 }),
    quick(commands, 'list --limit 10', { ratioMost: 1.3 }, 'hubs'),
    { what: 'list --tsv, memory', unit: 'MB', own: listMemory },
  ];
}

function starting({ commands, starts, peers }: SizeFigures): Row[] {
  const node = starts.bareNode;
  const others = (['less', 'vd'] as const).map((peer) =>
    ms('start to the complete frame', starts.warm, {}, peer, theirsOf(peers, peer, 'opening, until it rests')),
  );
  return [
    ms('start to the first row', starts.warmFirstRow, { ratioMost: 1.6 }, 'bare Node', node),
    ms('start to the complete frame', starts.warm, { ratioMost: 2.2 }, 'bare Node', node),
    ...others,
    ...(['--version', '--help', 'completion bash'] as const).map((name) =>
      quick(commands, name, { ratioMost: 1.4 }, 'bare Node'),
    ),
  ];
}

/** Milliseconds within which a letter is to be answered, and a phrase in titles or in abstracts, nineteen times in twenty. */
const LETTER = 16;
const PHRASES: Readonly<Record<string, number>> = { 'phrase in titles': 100, 'phrase in abstracts': 400 };

function keys({ screen, peers }: SizeFigures): Row[] {
  const peer = (name: string, what: string): Figures | string => theirsOf(peers, name, what);
  return screen.flatMap(({ name, ms: figures }): Row[] => {
    const late = { own: figures?.p95, what: `${name}, p95` };
    if (name === 'first letter' || name.startsWith('letter: ')) {
      const fzf = peer('fzf', name);
      const rows = [
        ms(name, figures, {}, 'fzf', fzf),
        { ...ms(name, figures, { most: LETTER, ratioMost: 1 }, 'fzf', fzf), ...late },
      ];
      if (name === 'letter: common words') rows.push(ms(name, figures, {}, 'rg', peer('rg', 'the same in any case')));
      return rows;
    }
    const most = PHRASES[name];
    if (most !== undefined) return [{ ...ms(name, figures, { most }), ...late }];
    if (name === 'next row' || name === 'next page')
      return ['less', 'vd', 'fzf'].map((other) => ms(name, figures, {}, other, peer(other, name)));
    if (name === 'toggle role')
      return [ms(name, figures, {}, 'sqlite3', peer('sqlite3', 'whole run of role:method with two facets'))];
    return [];
  });
}

function filling({ import: imported, described }: SizeFigures): Row[] {
  const { papers, seconds, usable, memory } = imported;
  return [
    { what: 'import, papers', unit: 'a second', own: papers / seconds, n: 1 },
    {
      what: 'import, papers to be found after',
      unit: 's',
      own: usable,
      n: 1,
      peer: 'all of it',
      theirs: seconds,
      wanted: { ratioMost: 0.34 },
    },
    { what: 'import, memory', unit: 'MB', own: memory, n: 1, wanted: { most: 400 } },
    { what: 'import over described works', unit: 'a second', own: described, n: 1, wanted: { least: 8_000 } },
  ];
}

function asking({ commands }: SizeFigures): Row[] {
  const quickly = (name: RunName): Row => quick(commands, name, { most: 1_000 });
  return [
    ...(['merge', 'split'] as const).map((name) => quick(commands, name, { most: 2_000 })),
    ...(['show, the hub', 'show, a citing paper', 'doctor', 'hubs', 'diff'] as const).map(quickly),
    quick(commands, 'doctor --whole', {}),
  ];
}

function holding({ import: { megabytes, papers }, memory, screen, wide }: SizeFigures): Row[] {
  const bytes = (lines: SizeFigures['screen'], size: string, key: string, most?: number): Row => {
    const figures = lines.find(({ name }) => name === key)?.bytes;
    const what = `${key}, ${size}, bytes`;
    return { what, unit: 'B', own: figures?.p50, n: figures?.n, ...(most !== undefined && { wanted: { most } }) };
  };
  return [
    { what: 'library, a paper with an abstract', unit: 'B', own: (megabytes * 1e6) / papers, wanted: { most: 2_000 } },
    { what: 'memory after 300 keys', unit: 'MB', own: memory.after300Keys?.now, n: 1, wanted: { most: 200 } },
    bytes(screen, '120 × 40', 'next row', 1_500),
    bytes(screen, '120 × 40', 'next page'),
    bytes(wide, '200 × 60', 'next row'),
    bytes(wide, '200 × 60', 'next page', 6_000),
  ];
}

/** What another program took, or why nobody knows. */
function theirsOf(peers: SizeFigures['peers'], peer: string, what: string): Figures | string {
  const measured = peers.find((line) => line.peer === peer && line.what === what)?.ms;
  return measured ?? peers.find((line) => line.peer === peer)?.skipped ?? 'not measured';
}

function ms(what: string, own: Figures | undefined, wanted: Wanted, peer?: string, theirs?: Figures | string): Row {
  const other = typeof theirs === 'string' ? theirs : theirs?.p50;
  return {
    what,
    unit: 'ms',
    own: own?.p50,
    n: own?.n,
    ...(peer !== undefined && { peer, ...(other !== undefined && { theirs: other }) }),
    ...(Object.keys(wanted).length > 0 && { wanted }),
  };
}

function quick(commands: Runs, name: RunName, wanted: Wanted, peer?: RunName): Row {
  return ms(name, commands[name], wanted, peer, peer && commands[peer]);
}

function perSecond(count: number, figures: Figures | undefined): number | undefined {
  return figures && (count / figures.p50) * 1000;
}

/** How often the other figure goes into the own one. */
function ratioOf(own: number | undefined, theirs: number | string | undefined): number | undefined {
  return own === undefined || typeof theirs !== 'number' ? undefined : own / theirs;
}

const times = (ratio: number | undefined): string => (ratio === undefined ? '' : `${shown(ratio)} ×`);

function wantedWords({ most, least, ratioMost, ratioLeast }: Wanted): string {
  const bounds: [sign: string, bound: number | undefined, unit: string][] = [
    ['≤', most, ''],
    ['≥', least, ''],
    ['≤', ratioMost, ' ×'],
    ['≥', ratioLeast, ' ×'],
  ];
  return bounds
    .flatMap(([sign, bound, unit]) => (bound === undefined ? [] : [`${sign} ${shown(bound)}${unit}`]))
    .join(', ');
}

/** Whether a row is as it should be; undefined where nothing is wanted, or what it would take to tell was not measured. */
function isReached({ own, theirs, wanted }: Beside): boolean | undefined {
  if (wanted === undefined || own === undefined) return undefined;
  const ratio = ratioOf(own, theirs);
  if (ratio === undefined && (wanted.ratioMost ?? wanted.ratioLeast) !== undefined) return undefined;
  return (
    own <= (wanted.most ?? Number.POSITIVE_INFINITY) &&
    own >= (wanted.least ?? 0) &&
    (ratio ?? 0) <= (wanted.ratioMost ?? Number.POSITIVE_INFINITY) &&
    (ratio ?? 0) >= (wanted.ratioLeast ?? 0)
  );
}

/** @param before rows of an earlier sitting, to compare with where they are of the same size */
export function reportBeside(title: string, rows: readonly Beside[], before: readonly Beside[]): string {
  const lines = rows.map((row) => {
    const { what, unit, own, n, peer, theirs, wanted } = row;
    const earlier = before.find(
      (other) => other.citers === row.citers && other.what === what && other.peer === peer,
    )?.own;
    const reached = isReached(row);
    return [
      what,
      n ?? '',
      own,
      unit,
      ...(peer === undefined ? ['', '', ''] : [peer, theirs, times(ratioOf(own, theirs))]),
      wanted === undefined ? '' : wantedWords(wanted),
      reached === undefined ? '' : reached ? 'yes' : 'no',
      ...(before.length === 0 ? [] : [earlier, times(ratioOf(own, earlier))]),
    ];
  });
  const columns = ['p50', 'n', 'own', '', 'beside', 'takes', 'ratio', 'wanted', 'reached'];
  if (before.length > 0) columns.push('earlier', 'now');
  return `${table(title, columns, lines)}\n`;
}
