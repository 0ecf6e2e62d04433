/** What the benches ask the machine. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { memoryOf } from './system.js';

it.skipIf(!existsSync('/proc/self/status'))('is told no memory of a process that has ended', async () => {
  const { now, peak } = memoryOf(process.pid)!;
  expect(now).toBeGreaterThan(10);
  expect(peak).toBeGreaterThanOrEqual(now);
  // Its parent becomes another program, which never asks what became of it.
  const parent = spawn('sh', ['-c', 'exec 3<&0; cat <&3 > /dev/null & echo $!; exec sleep 60'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  onTestFinished(() => {
    parent.kill();
  });
  const pid = Number(await new Promise((told) => parent.stdout.once('data', told)));
  const become = async (who: number, state: RegExp): Promise<void> => {
    while (!state.test(readFileSync(`/proc/${who}/status`, 'latin1')))
      await new Promise((later) => setTimeout(later, 5));
  };
  await become(parent.pid!, /^Name:\s+sleep$/mu);
  parent.stdin.end();
  await become(pid, /^State:\s+Z/mu);
  expect(memoryOf(pid)).toBeUndefined();
  expect(memoryOf(2 ** 30)).toBeUndefined();
});
