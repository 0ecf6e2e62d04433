/** The folders the platform has for a program's own files. */
import path from 'node:path';
import envPaths from 'env-paths';
import { UserError } from './errors.js';

/**
 * @throws UserError where the environment names none: a relative path (XDG Base Directory Specification: not valid) or an empty HOME
 * would put files into whatever folder the program was started in
 */
export function ownFolder(kind: 'data' | 'config' | 'cache' | 'log'): string {
  const folder = envPaths('pith-tui', { suffix: '' })[kind];
  if (path.isAbsolute(folder)) return folder;
  throw new UserError(
    `The folder for the program's files would be ${folder}, a relative path; set HOME, and the XDG variables if they are set, to absolute paths.`,
  );
}
