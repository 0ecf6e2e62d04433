/** The program as it is shipped, built from the sources as they are now. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Builds older than this belong to runs that have ended. */
const OLD_MS = 3_600_000;

let built: string | undefined;

/**
 * The path of the bundle's start-up file. Builds are kept by the age of the sources, beside and not in dist/, so that test
 * files share one and nobody's running program is pulled from under it.
 */
export function program(): string {
  if (built !== undefined) return built;
  const builds = path.join(ROOT, 'node_modules', '.pith-tui-test');
  const folder = path.join(builds, String(newest()));
  if (!existsSync(folder)) {
    mkdirSync(builds, { recursive: true });
    for (const name of readdirSync(builds)) {
      const old = path.join(builds, name);
      if (Date.now() - statSync(old).mtimeMs > OLD_MS) rmSync(old, { recursive: true, force: true });
    }
    const fresh = `${folder}.${process.pid}`;
    execFileSync(process.execPath, ['build.mjs', fresh], { cwd: ROOT, stdio: 'pipe' });
    try {
      renameSync(fresh, folder);
    } catch (error) {
      // Another worker was first.
      rmSync(fresh, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  built = path.join(folder, 'pith-tui.js');
  return built;
}

/** When the sources were changed last, in whole milliseconds. */
function newest(): number {
  const files = readdirSync(path.join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Math.floor(
    Math.max(
      ...[...files, path.join(ROOT, 'build.mjs'), path.join(ROOT, 'package.json')].map(
        (file) => statSync(file).mtimeMs,
      ),
    ),
  );
}
