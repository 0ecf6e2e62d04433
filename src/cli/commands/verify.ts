/** `pith-tui verify`: whether an export would come out the same today, and if not what is new, gone or changed. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { difference, type ReceiptPaper, readReceipt, receiptFile } from '../../export/receipt.js';
import { systemReason } from '../../files/system-error.js';
import { counted } from '../../hub/share.js';
import type { Library } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import { libraryDigest } from '../../library/read/digest.js';
import { workLines } from '../../library/read/rows.js';
import { findWorks } from '../../library/search/find.js';
import { readBibtex } from '../../sources/lists/bibtex/read.js';
import { displayText } from '../../text/width.js';
import type { Invocation } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { print } from '../output.js';
import { onePaper } from '../paper.js';
import { cut } from '../plain.js';
import { version } from '../version.js';
import { chosenPapers, papersText, receiptPapers } from './export/papers.js';

/** Papers named of those that are new, gone or changed. */
const SHOWN = 20;

type Read = NonNullable<ReturnType<typeof readReceipt>>;

export async function verify(invocation: Invocation): Promise<number> {
  const [file, another] = invocation.words.map((word) => word.text);
  if (another !== undefined) throw new UserError('pith-tui verify takes one file at a time.');
  const bytes = read(file!, `${file} cannot be read`);
  const receipt = readReceipt(read(receiptFile(file!), `${file} has no receipt`).toString());
  if (receipt === null)
    throw new UserError(`${receiptFile(file!)} is not a pith-tui receipt, or it is damaged; export the file again.`);
  const isUntouched = sha256(bytes) === receipt.sha256;
  const library = await libraryFor(invocation);
  const now = runAgain(library, receipt);
  const shown = displayText(file!);
  const when = receipt.written.slice(0, 10);
  if (isUntouched && sha256(now.text) === receipt.sha256) {
    await print([
      `${shown} is exactly what its query gives today: ${counted(now.papers.length, 'paper')}, the same bytes.\n`,
    ]);
    return EXIT.ok;
  }
  const lines: string[] = [];
  if (!isUntouched)
    lines.push(
      receipt.merged?.sha256 === sha256(bytes)
        ? `${shown} was exported on ${when}, and papers were merged into it by pith-tui export on ${receipt.merged.at.slice(0, 10)}.`
        : `${shown} was edited after it was exported on ${when}.`,
    );
  if (sha256(now.text) === receipt.sha256)
    lines.push('Its query gives today what was exported: the same papers, the same bytes.');
  else lines.push(...differences(library, receipt, now, bytes.toString(), isUntouched, when));
  await print(lines.map((line) => `${line}\n`));
  return EXIT.nothing;
}

interface Now {
  hub: WorkNumber;
  papers: ReceiptPaper[];
  text: string;
}

/** The export as it would come out now; without a word where its hub is not in the library. */
function runAgain(library: Library, { request }: Read): Now {
  const chosen = chosenPapers(library, onePaper(library, request.paper, true), request, true);
  const { pieces, keys } = papersText(library, chosen, request.settings, false, () => {});
  return {
    hub: chosen.hub,
    text: [...pieces].join(''),
    papers: receiptPapers(library, chosen, request.settings, keys),
  };
}

function differences(
  library: Library,
  receipt: Read,
  now: Now,
  text: string,
  isUntouched: boolean,
  when: string,
): string[] {
  const { came, went, changed, reordered } = difference(receipt.papers, now.papers);
  const { format } = receipt.request.settings;
  // Only an untouched file still says what the fields were.
  const fields = isUntouched && /^bib/u.test(format) ? changedFields(text, now.text) : () => '';
  const lines = [
    `The query gives a different file than on ${when}: ${came.length} new, ${went.length} gone, ${changed.length} changed.`,
    ...named(library, '+', came, () => ''),
    ...named(library, '-', went, () => ''),
    ...named(library, '~', changed, fields),
  ];
  if (reordered) lines.push('The same papers are in another order.');
  const isNewer = receipt.program !== `pith-tui ${version()}`;
  if (came.length + went.length + changed.length === 0 && !reordered)
    lines.push('The papers are the same, but they are written differently.');
  if (isNewer) lines.push(`It was written by ${cut(receipt.program, 40)}; this is pith-tui ${version()}.`);
  lines.push(
    libraryDigest(library, now.hub) === receipt.library.digest
      ? 'The library says the same about these papers as it did then.'
      : 'What the library says about these papers has changed since then.',
  );
  return lines;
}

function named(
  library: Library,
  mark: string,
  papers: readonly ReceiptPaper[],
  more: (paper: ReceiptPaper) => string,
): string[] {
  const lines = papers.slice(0, SHOWN).map((paper) => {
    const found = findWorks(library, paper.id);
    const title = found.kind === 'one' ? `  ${cut(workLines(library, [found.work])[0]!.title, 80)}` : '';
    return `  ${mark} ${cut(paper.key === '' ? paper.id : paper.key, 60)}${title}${more(paper)}`;
  });
  if (papers.length > SHOWN) lines.push(`  ${mark} … and ${counted(papers.length - SHOWN, 'more paper')}`);
  return lines;
}

/** Which fields of an entry differ, ` (year, doi)`. */
function changedFields(then: string, now: string): (paper: ReceiptPaper) => string {
  const [before, after] = [then, now].map(
    (text) =>
      new Map(
        [...readBibtex(text)].flatMap((found) =>
          'entry' in found
            ? [[found.entry.key, new Map([...found.entry.fields, ['type', found.entry.type]])] as const]
            : [],
        ),
      ),
  );
  return ({ key }) => {
    const [old, fresh] = [before!.get(key), after!.get(key)];
    if (old === undefined || fresh === undefined) return ' (key)';
    const fields = [...new Set([...old.keys(), ...fresh.keys()])].filter((name) => old.get(name) !== fresh.get(name));
    return fields.length === 0 ? '' : ` (${fields.join(', ')})`;
  };
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function read(file: string, otherwise: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && file.endsWith('.receipt.json'))
      throw new UserError(`${otherwise}: there is no ${file}; pith-tui export --receipt writes one.`);
    throw new UserError(`${otherwise}: ${systemReason(error) ?? message}.`);
  }
}
