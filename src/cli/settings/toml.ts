/** TOML that a person wrote, with the places of what is in it. */
import { parse, TomlError } from 'smol-toml';
import { cleanLine } from '../../hub/text.js';
import { UserError } from '../errors.js';

interface Toml {
  tables: Record<string, unknown>;
  /** Where a key was written, for a person to correct it: `config.toml, line 3 (timeout)`. */
  placeOf(...keys: string[]): string;
}

/**
 * @param shown the file as people are told of it
 * @throws UserError naming line and column of what is no TOML, but not the text, which could be a key
 */
export function parseToml(text: string, shown: string): Toml {
  let tables: Record<string, unknown>;
  try {
    tables = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new UserError(`${shown}, line ${error.line}, column ${error.column} is not valid TOML; correct it.`);
  }
  const placeOf = (...keys: string[]): string => {
    const line = lineOf(text, keys);
    return `${shown}${line === undefined ? '' : `, line ${line}`} (${cleanLine(keys.join('.'))})`;
  };
  return { tables, placeOf };
}

/** The line on which a setting stands, where it is written the usual way; TOML's readers do not tell. */
function lineOf(text: string, keys: readonly string[]): number | undefined {
  const wanted = keys.join('.');
  const plain = (key: string): string => key.replaceAll(/["'\s]/gu, '');
  let table = '';
  let near: number | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    const header = /^\s*\[([^\]]+)\]/u.exec(line)?.[1];
    if (header !== undefined) table = `${plain(header)}.`;
    const key = /^\s*([^=#[]+?)\s*=/u.exec(line)?.[1];
    const full = header === undefined ? (key === undefined ? undefined : table + plain(key)) : plain(header);
    if (full === wanted) return at + 1;
    // An inline table: its own line.
    if (full !== undefined && wanted.startsWith(`${full}.`)) near = at + 1;
  }
  return near;
}
