// Writes data/*.jsonl from the recorded data beside the project. From the project's root:
// npx esbuild tests/tools/make-bundled-hubs.ts --bundle --platform=node --format=esm --log-level=warning | npx node --input-type=module -
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { encodeInterchange } from '../../src/sources/interchange/encode.js';
import { bundledHubs } from './bundled-hubs.js';

for (const [name, records] of Object.entries(bundledHubs('../shared/data'))) {
  const text = [...encodeInterchange(records)].join('');
  writeFileSync(`data/${name}`, name.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
  process.stdout.write(`${name}: ${records.length} records, ${text.length} characters\n`);
}
