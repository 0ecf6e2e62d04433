/** Plain text of titles and abstracts in HTML or JATS. */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { cleanLine, cleanText } from '../hub/text.js';
import { TEXT_ELEMENTS } from './bounds.js';
import { boundedTree } from './html-tree.js';

/** Elements of HTML and JATS that stand on lines of their own. */
const BLOCKS = /^(?:jats:)?(?:p|title|sec|list|list-item|li|ul|ol|div|br|disp-formula|disp-quote|abstract)$/u;

/** A title or name with tags and character references in it, as one clean line. */
export function plainLine(marked: unknown): string | undefined {
  if (typeof marked !== 'string') return undefined;
  return cleanLine(/[<&]/u.test(marked) ? textOf(marked, ' ') : marked) || undefined;
}

/** An abstract in HTML or JATS, paragraph by paragraph. */
export function plainText(marked: unknown): string | undefined {
  if (typeof marked !== 'string') return undefined;
  return cleanText(/[<&]/u.test(marked) ? textOf(marked.replace(/\s+/gu, ' '), '\n\n') : marked) || undefined;
}

function textOf(marked: string, between: string): string {
  let text = '';
  // A stack of our own: what is nested may be nested deeper than calls.
  const open: (DefaultTreeAdapterTypes.Node | string)[] = [
    parseFragment(marked, { treeAdapter: boundedTree(TEXT_ELEMENTS) }),
  ];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node === 'string') text += node;
    else if (node.nodeName === '#text') text += (node as DefaultTreeAdapterTypes.TextNode).value;
    else if ('childNodes' in node && !['script', 'style'].includes(node.nodeName)) {
      const edge = BLOCKS.test(node.nodeName) ? between : '';
      open.push(edge);
      for (const child of node.childNodes.toReversed()) open.push(child);
      open.push(edge);
    }
  }
  return text;
}
