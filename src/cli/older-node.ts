/** What happens on a Node that is too old: the checkout's own Node takes over, where there is one. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The Node a checkout carries as the dev dependency `node`, looked for from a folder upward. */
function checkoutNode(from: string): string | undefined {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', 'node', 'bin', name);
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/**
 * Runs the same command on the checkout's Node and ends as it ends, or says what is missing (exit code 2).
 * @param from where the program lies
 */
export function handOver(oldest: number, from: string): void {
  const node = checkoutNode(from);
  // A carried Node that is itself too old would hand over to itself for ever.
  if (node === undefined || process.env.PITH_TUI_HANDED_OVER === '1') {
    process.stderr.write(
      `pith-tui: Node ${oldest} or newer is needed, and this is Node ${process.versions.node}; install a newer one from https://nodejs.org and run the command again.\n`,
    );
    process.exitCode = 2;
    return;
  }
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, PITH_TUI_HANDED_OVER: '1' },
  });
  // The terminal sends Ctrl-C to both; this process only waits for what the other makes of it.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(
      `pith-tui: Node ${oldest} or newer is needed, and ${node} does not start: ${error.message}; run npm ci again.\n`,
    );
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 2;
      return;
    }
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
