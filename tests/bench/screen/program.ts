/** The built program on a library of the bench. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bytesOf } from '../../e2e/harness/keys.js';
import { type Figures, figures, timed } from '../figures/measure.js';
import { dropFromCache } from '../figures/system.js';
import { openScreen, type Screen } from './terminal.js';

/** A library with the program that opens it. */
export interface Place {
  /** The sitting's folder, with `dist/` in it. */
  folder: string;
  library: string;
  hub: string;
  /** What the first row begins with. */
  wanted: string;
}

export function openProgram({ folder, library, hub, wanted }: Place, size: readonly [number, number]): Promise<Screen> {
  const program = join(folder, 'dist/pith-tui.js');
  return openScreen([process.execPath, program, '--library', library, hub], {
    size,
    wanted,
    cwd: folder,
    // The folder of temporary files is where Node keeps compiled code.
    env: { HOME: folder, TMPDIR: folder },
  });
}

export interface Starts {
  /** Whether the system did forget the library before each start. */
  dropped: boolean;
  /** Milliseconds from exec to the complete frame, the library not in the system's cache. */
  cold: Figures | undefined;
  /** The same once the library is in the cache. */
  warm: Figures | undefined;
  /** To the first row on the screen, in the same starts. */
  coldFirstRow: Figures | undefined;
  warmFirstRow: Figures | undefined;
  /** Whole runs of Node with nothing to do, between these starts. */
  bareNode: Figures | undefined;
  /** The very first one of a build, before Node has kept its compiled code. */
  first: number;
}

const STARTS = 7;

export async function starts(place: Place, size: readonly [number, number]): Promise<Starts> {
  const started = async (): Promise<{ seen: number; complete: number }> => {
    const screen = await openProgram(place, size);
    await screen.close(bytesOf('ctrl-c'));
    return screen.start;
  };
  const { complete: first } = await started();
  const cold: { seen: number; complete: number }[] = [];
  const warm: { seen: number; complete: number }[] = [];
  const bare: number[] = [];
  let dropped = true;
  for (let i = 0; i < STARTS; i += 1) {
    dropped = dropFromCache(place.library) && dropped;
    cold.push(await started());
    warm.push(await started());
    bare.push(timed(() => spawnSync(process.execPath, ['-e', '0'], { stdio: 'ignore' })).ms);
  }
  return {
    dropped,
    cold: figures(cold.map(({ complete }) => complete)),
    warm: figures(warm.map(({ complete }) => complete)),
    coldFirstRow: figures(cold.map(({ seen }) => seen)),
    warmFirstRow: figures(warm.map(({ seen }) => seen)),
    bareNode: figures(bare),
    first,
  };
}
