/** Saved pages of Pith, text or HTML: of hubs, of papers with their reviews, of Pith Numbers. */
import { Excess, PAGE_BYTES } from '../bounds.js';
import { NoSource, SourceError } from '../decoded.js';
import { wholeText } from '../input.js';
import type { Source } from '../source.js';
import { kindOf } from './pages/kinds.js';
import { type Page, textPage } from './pages/parts/lines.js';
import { withoutPapers } from './pages/without-papers.js';

const HTML = /^\s*<(?:!doctype html|html|!--[\s\S]*?--\s*>\s*<(?:!doctype html|html))/iu;

export const pith: Source = {
  id: 'pith',
  recognise(head) {
    // A page's head may be long: what kind of HTML it is shows when it is read.
    if (HTML.test(head)) return 'page of Pith, HTML';
    const kind = kindOf(textPage(head));
    return kind === undefined ? undefined : `${kind.name}, text`;
  },
  async *decode(input, options) {
    const text = await wholeText(input, PAGE_BYTES);
    const page = await pageOf(text, input.name);
    const kind = kindOf(page);
    if (kind === undefined) {
      const what = withoutPapers([...page.lines.map((line) => line.text), ...page.addresses].join('\n'));
      if (what !== undefined) throw new NoSource(input.name, what, ': there is nothing to import in it.');
      throw new SourceError(
        `${input.name} is a web page, but none of Pith’s on a hub, a paper or a Pith Number: neither a count of citing papers nor a review nor a number is there.`,
      );
    }
    const { cited, at, reading } = options;
    yield* kind.decode(page, input.name, {
      ...(cited !== undefined && { cited }),
      at,
      fileName: input.fileName,
      ...(reading !== undefined && { notes: reading.notes }),
    });
  },
};

async function pageOf(text: string, name: string): Promise<Page> {
  try {
    return HTML.test(text) ? (await import('./pages/parts/html.js')).htmlPage(text) : textPage(text);
  } catch (error) {
    if (error instanceof Excess) throw new SourceError(`${name} is not read: it is ${error.message}.`);
    throw error;
  }
}
