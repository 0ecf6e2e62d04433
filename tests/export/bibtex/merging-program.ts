/** A program that merges papers into a file for as long as it is let: FILE NAME COUNT. It says each paper it has merged. */
import { writeSync } from 'node:fs';
import { mergeIntoFile } from '../../../src/export/bibtex/merge-file.js';

const [file = '', name = '', count = '0'] = process.argv.slice(2);
for (let i = 0; i < Number(count); i += 1) {
  const title = `Paper ${name} ${i}`;
  mergeIntoFile(file, [{ id: title, type: 'article', title, issued: { 'date-parts': [[2020]] } }]);
  writeSync(1, `${title}\n`);
}
