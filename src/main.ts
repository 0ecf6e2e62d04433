#!/usr/bin/env node
/**
 * The bin. It must parse and run on Node versions far older than the program's own, because what it does there is hand
 * over or explain: so nothing is imported here but Node's own modules, and the rest only after the check.
 */
import module from 'node:module';

const OLDEST_NODE = 22;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  const { handOver } = await import('./cli/older-node.js');
  handOver(OLDEST_NODE);
} else {
  module.enableCompileCache();
  const { run } = await import('./cli/run.js');
  process.exitCode = await run(process.argv.slice(2));
}
