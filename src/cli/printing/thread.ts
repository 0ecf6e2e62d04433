/** The thread that prints the parts of a long answer that it is given. */
import { workerData } from 'node:worker_threads';
import { NOTHING_SAID, toCsl } from '../../export/csl.js';
import type { ItemNotes, ItemsBeside, ItemsOrder } from '../../export/csl-items.js';
import { PRINT_ENTRY } from '../../export/formats.js';
import type { Library } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import { openLibrary } from '../../library/open.js';
import { describedReader } from '../../library/read/bibliographic.js';
import { loadFacts } from '../../library/read/citation-facts.js';
import { printedTexts } from '../../library/read/printing/printing.js';
import { roomForTexts, type Texts } from '../../library/read/printing/room.js';
import { rowReader } from '../../library/read/rows.js';
import { type RowForm, rowPrinter } from './row-forms.js';
import type { Answer, Asked, ThreadData } from './threads.js';

type PrintPart = (asked: Asked) => { texts: Texts; said?: unknown };

function printingRows(library: Library, hub: WorkNumber, all: number, form: RowForm): PrintPart {
  const read = rowReader(library, hub, all);
  const print = rowPrinter(form);
  return ({ works, places, beside }) => {
    const more = (beside as string[]).values();
    return {
      texts: printedTexts(room, read(works), places, (row, at) => print(room, row, at, more.next().value!)),
    };
  };
}

function printingItems(library: Library, { hub, abstracts, format, options }: ItemsOrder, all: number): PrintPart {
  const read = describedReader(library, hub, all, abstracts);
  const print = PRINT_ENTRY[format]!;
  return ({ works, places, beside }) => {
    const { beside: keys, said } = beside as ItemsBeside;
    const saidOf = new Map(said);
    const notes: [at: number, noted: unknown][] = [];
    let i = 0;
    const texts = printedTexts(room, read(works), places, (described, at) => {
      const item = toCsl(described, saidOf.get(i) ?? NOTHING_SAID);
      room.put(print(item, { key: keys[i] as string, at }, options, (noted) => notes.push([at, noted])));
      i += 1;
    });
    return { texts, said: notes satisfies ItemNotes };
  };
}

const room = roomForTexts();
const { file, order, all, port } = workerData as ThreadData;
const library = openLibrary(file);
loadFacts(library, order.hub);
const print =
  order.kind === 'rows' ? printingRows(library, order.hub, all, order.form) : printingItems(library, order, all);
const answer = (said: Answer, ...moved: ArrayBuffer[]): void => port.postMessage(said, moved);

port.on('message', (asked: Asked) => {
  const { part } = asked;
  try {
    const { texts, said } = print(asked);
    answer({ part, texts, said }, texts.bytes.buffer, texts.ends.buffer);
  } catch {
    room.take();
    // What is wrong is told where it is printed then.
    answer({ part });
  }
});
answer('ready');
