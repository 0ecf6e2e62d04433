/** What tells one library file from another that has its place. */
import { statSync } from 'node:fs';

/** Numbers of works mean the same as long as this is the same. */
export function fileMark(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? '' : `${stat.dev} ${stat.ino}`;
}
