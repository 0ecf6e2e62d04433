/** The lock of a file that several programs write. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FileLockedError, withLock } from '../../src/files/lock.js';
import { folder } from '../library/support.js';

describe("a wait for a lock, when the system's clock is set back", () => {
  afterEach(() => void vi.restoreAllMocks());

  it('ends all the same', () => {
    const file = join(folder(), 'refs.bib');
    const lock = join(file, '..', '.refs.bib.lock');
    writeFileSync(lock, '1 elsewhere 1-0');
    let now = Date.now();
    vi.spyOn(Date, 'now').mockImplementation(() => {
      now -= 3_600_000;
      return now;
    });
    expect(() => withLock(file, () => {}, 50)).toThrow(FileLockedError);
    expect(existsSync(lock)).toBe(true);
  });
});
