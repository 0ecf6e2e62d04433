/** The built program with how much memory it took. */
import path from 'node:path';
import type { Ended, Home } from './run-program.js';

/** Prints what the program took at most, in KB. */
const MEASURE =
  "--import=data:text/javascript,process.on('exit',()=>process.stderr.write('MAX'+process.resourceUsage().maxRSS))";

export interface Measured extends Ended {
  kilobytes: number;
}

let runs = 0;

/** Runs the program on a library of its own. */
export async function measured(home: Home, ...argv: string[]): Promise<Measured> {
  runs += 1;
  const library = path.join(home.folder, `measured-${runs}.sqlite`);
  const ended = await home.runWith({ env: { NODE_OPTIONS: MEASURE } }, ...argv, '--library', library);
  return { ...ended, kilobytes: Number(/MAX(\d+)$/u.exec(ended.stderr)?.[1] ?? Number.NaN) };
}
