// CSL-JSON in, BibTeX or (with --biblatex among the arguments) BibLaTeX out: the exporter as a plain function for tools that
// judge exporters. It bundles the sources as they are and needs neither the library nor a newer Node.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { outputFiles } = await build({
  stdin: {
    contents:
      "export { bibtexFile } from './src/export/bibtex/bibtex.ts'; export { readCsl } from './tests/export/read-csl.ts';",
    resolveDir: root,
  },
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'esnext',
});
const { bibtexFile, readCsl } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

const dialect = process.argv.includes('--biblatex') ? 'biblatex' : 'bibtex';

export default function bib(items) {
  return bibtexFile(items.map(readCsl), { dialect }).text;
}
