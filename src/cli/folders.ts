/** The folders the platform has for a program's own files. */
import { chmodSync, lstatSync, readdirSync, type Stats } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';
import { UserError } from './errors.js';

const STATE_WITH_DATA: ReadonlySet<string> = new Set(['darwin', 'win32']);

/**
 * @throws UserError where the environment names none: a relative path (XDG Base Directory Specification: not valid) or an empty HOME
 * would put files into whatever folder the program was started in
 */
export function ownFolder(kind: 'data' | 'config' | 'cache' | 'log' | 'state'): string {
  const folders = envPaths('pith-tui', { suffix: '' });
  // What is named after logs is the folder for state on Linux only (XDG_STATE_HOME); elsewhere state lies with the data.
  const folder = folders[kind !== 'state' ? kind : STATE_WITH_DATA.has(process.platform) ? 'data' : 'log'];
  if (path.isAbsolute(folder)) return folder;
  throw new UserError(
    `The folder for the program's files would be ${folder}, a relative path; set HOME, and the XDG variables if they are set, to absolute paths.`,
  );
}

/** The config file in the platform's folder for them; there need not be one. */
export function configFile(): string {
  return path.join(ownFolder('config'), 'config.toml');
}

/**
 * Has one of these folders, and the files right in it, read by their owner only: an older program made them for everybody. What
 * is a link, or belongs to somebody else, is let be.
 */
export function keepToOwner(folder: string): void {
  const owner = process.getuid?.();
  if (owner === undefined) return;
  const tighten = (place: string, { uid, mode }: Stats): void => {
    if (uid === owner && (mode & 0o077) !== 0) chmodSync(place, mode & 0o700);
  };
  try {
    const stat = lstatSync(folder);
    if (!stat.isDirectory() || stat.uid !== owner) return;
    tighten(folder, stat);
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      const found = lstatSync(file);
      if (found.isFile()) tighten(file, found);
    }
  } catch {
    // A file may go meanwhile, and not every file system has permissions.
  }
}

/** Where it is kept where a reader was; nowhere in an environment without a folder for it, which is no reason not to start. */
export function stateFolder(): string | null {
  try {
    const folder = ownFolder('state');
    keepToOwner(folder);
    return path.join(folder, 'libraries');
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
