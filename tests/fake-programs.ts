/** Programs by the names of others, as the only ones on a PATH. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What a shell does in place of a program, by its name. */
const DOES = {
  /** Keeps what it reads. */
  takes: '/bin/cat >"$0.got"',
  fails: 'exit 1',
  /** Reads nothing and never ends. */
  hangs: 'exec /usr/bin/tail -f /dev/null',
  /** Goes on when it is let. */
  waits: '/bin/cat >"$0.got"; until [ -e "$0.go" ]; do :; done',
} as const;

export interface FakePrograms {
  PATH: string;
  /** The bytes that one of them took; null where it took none. */
  got(name: string): Buffer | null;
  letGo(name: string): void;
}

export function fakePrograms(programs: Readonly<Record<string, keyof typeof DOES>>): FakePrograms {
  const PATH = mkdtempSync(join(tmpdir(), 'pith-tui-path-'));
  onTestFinished(() => rmSync(PATH, { recursive: true, force: true }));
  for (const [name, does] of Object.entries(programs)) {
    writeFileSync(join(PATH, name), `#!/bin/sh\n${DOES[does]}\n`);
    chmodSync(join(PATH, name), 0o755);
  }
  return {
    PATH,
    got(name) {
      const file = join(PATH, `${name}.got`);
      return existsSync(file) ? readFileSync(file) : null;
    },
    letGo: (name) => writeFileSync(join(PATH, `${name}.go`), ''),
  };
}
