/** Saved hub pages of Pith, text or HTML. */
import { Excess, PAGE_BYTES } from '../bounds.js';
import { SourceError } from '../decoded.js';
import { wholeText } from '../input.js';
import type { Source } from '../source.js';
import { decodeHubPage, looksLikeHubPage } from './decode.js';
import { type Page, textPage } from './lines.js';

const HTML = /^\s*<(?:!doctype html|html|!--[\s\S]*?--\s*>\s*<(?:!doctype html|html))/iu;

export const pith: Source = {
  id: 'pith',
  expects: 'a saved hub page of Pith (text or HTML)',
  recognise(head) {
    // A page's head may be long: what kind of HTML it is shows when it is read.
    if (HTML.test(head)) return 'hub page of Pith, HTML';
    return looksLikeHubPage(textPage(head)) ? 'hub page of Pith, text' : undefined;
  },
  async *decode(input, options) {
    const text = await wholeText(input, PAGE_BYTES);
    const page = await pageOf(text, input.name);
    if (!looksLikeHubPage(page))
      throw new SourceError(
        `${input.name} is a web page, but no hub page of Pith: neither its count of citing papers nor its sections are there.`,
      );
    yield* decodeHubPage(page, input.name, { ...options, fileName: input.fileName });
  },
};

async function pageOf(text: string, name: string): Promise<Page> {
  try {
    return HTML.test(text) ? (await import('./html.js')).htmlPage(text) : textPage(text);
  } catch (error) {
    if (error instanceof Excess) throw new SourceError(`${name} is not read: it is ${error.message}.`);
    throw error;
  }
}
