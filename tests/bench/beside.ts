/** The figures that matter, each beside what another program takes for the like in the same sitting, as a ratio. */
import { CUT_LINES, type Runs } from './commands.js';
import type { Figures } from './measure.js';
import type { SizeFigures } from './run.js';
import { shown, table } from './table.js';

export interface Beside {
  citers: number;
  what: string;
  unit: 'ms' | 'a second' | 'MB' | 'B';
  /** Undefined where it was not measured. */
  own: number | undefined;
  /** The other program; absent where there is none to compare with. */
  peer?: string;
  /** Undefined where the other program is not installed, or did not do it. */
  theirs?: number | undefined;
}

/** What a row is made of but for the number of papers. */
type Row = Omit<Beside, 'citers'>;

export function besideOthers(size: SizeFigures): Beside[] {
  const { commands, starts, screen, wide, peers, memory } = size;
  const rows: Row[] = [
    ...['--version', '--help', 'completion bash'].map((name) => quick(commands, name as keyof Runs, 'bare Node')),
    ms('start to the first row', starts.coldFirstRow, 'bare Node', commands['bare Node']),
    ms('start to the complete frame', starts.warm, 'bare Node', commands['bare Node']),
    quick(commands, 'list --limit 10', 'hubs'),
    quick(commands, 'show'),
    rate(commands, 'list --tsv', size.citers, 'sqlite3 -tabs'),
    rate(commands, 'list --json', size.citers, 'sqlite3 -json'),
    rate(commands, 'list --jsonl', size.citers, 'sqlite3 -json'),
    rate(commands, 'export csv', size.citers, 'sqlite3 -csv'),
    rate(commands, 'export bibtex', size.citers),
    rate(commands, 'import --hub', CUT_LINES, 'DuckDB, the recipe'),
    { what: 'import, works', unit: 'a second', own: size.import.papers / size.import.seconds },
    quick(commands, 'merge'),
    quick(commands, 'split'),
    quick(commands, 'doctor'),
  ];
  const theirs = (peer: string, what: string): Figures | undefined =>
    peers.find((line) => line.peer === peer && line.what === what)?.ms;
  for (const { name, ms: figures } of screen) {
    if (name.startsWith('letter: ')) {
      const other = theirs('fzf', name);
      rows.push(ms(name, figures, 'fzf', other), { ...ms(`${name}, p95`, figures, 'fzf', other), own: figures?.p95 });
    }
    if (name === 'next row' || name === 'next page')
      for (const peer of ['less', 'vd', 'fzf']) rows.push(ms(name, figures, peer, theirs(peer, name)));
    if (name === 'toggle role')
      rows.push(ms(name, figures, 'sqlite3', theirs('sqlite3', 'whole run of role:method with two facets')));
    if (name === 'letter: common words') rows.push(ms(name, figures, 'rg', theirs('rg', 'the same in any case')));
  }
  rows.push(ms('start to the complete frame', starts.warm, 'less', theirs('less', 'opening, until it rests')));
  rows.push(ms('start to the complete frame', starts.warm, 'vd', theirs('vd', 'opening, until it rests')));
  rows.push(
    { what: 'memory after 200 keys', unit: 'MB', own: memory.after200Keys?.now },
    { what: 'library, a paper with an abstract', unit: 'B', own: (size.import.megabytes * 1e6) / size.import.papers },
    { what: 'next row, 120 × 40, bytes', unit: 'B', own: screen.find(({ name }) => name === 'next row')?.bytes?.p50 },
    { what: 'next row, 200 × 60, bytes', unit: 'B', own: wide[0]?.bytes?.p50 },
  );
  return rows.map((row) => ({ citers: size.citers, ...row }));
}

function ms(what: string, own: Figures | undefined, peer?: string, theirs?: Figures): Row {
  return { what, unit: 'ms', own: own?.p50, ...(peer === undefined ? {} : { peer, theirs: theirs?.p50 }) };
}

function quick(commands: Runs, name: keyof Runs, peer?: keyof Runs): Row {
  return ms(name, commands[name], peer, peer && commands[peer]);
}

function rate(commands: Runs, name: keyof Runs, count: number, peer?: keyof Runs): Row {
  const perSecond = (figures: Figures | undefined): number | undefined => figures && (count / figures.p50) * 1000;
  const row = { what: name, unit: 'a second', own: perSecond(commands[name]) } as const;
  return peer === undefined ? row : { ...row, peer, theirs: perSecond(commands[peer]) };
}

/** @param before rows of an earlier sitting, to compare with where they are of the same size */
export function reportBeside(citers: number, rows: readonly Beside[], before: readonly Beside[]): string {
  const ratio = (one: number | undefined, other: number | undefined): string =>
    one === undefined || other === undefined ? '' : `${shown(one / other)} ×`;
  const lines = rows.map((row) => {
    const { what, unit, own, peer, theirs } = row;
    const earlier = before.find(
      (other) => other.citers === row.citers && other.what === what && other.peer === peer,
    )?.own;
    const beside = peer === undefined ? ['', '', ''] : [peer, theirs ?? 'skipped', ratio(own, theirs)];
    return [what, own, unit, ...beside, ...(before.length === 0 ? [] : [earlier, ratio(own, earlier)])];
  });
  const columns = ['p50', 'own', '', 'beside', 'takes', 'ratio'];
  if (before.length > 0) columns.push('earlier', 'now');
  return `${table(`Beside others, ${shown(citers)} citing papers`, columns, lines)}\n`;
}
