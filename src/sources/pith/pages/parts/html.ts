/** The lines of a saved HTML page. */
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { linesIn } from '../../../lines/lines-in.js';
import { boundedTree } from '../../../markup/html-tree.js';
import { addLine, lineOf, type Page, type PageLine } from './lines.js';

type Element = Tree.Element;

/** Elements with nothing to read, menus among them. Head is gone through apart, for the page's own addresses. */
const UNSEEN = new Set(
  'head nav script style template noscript svg math iframe object select datalist textarea audio video canvas'.split(
    ' ',
  ),
);
/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 ' +
    'h6 header hgroup hr li main menu nav ol p pre search section summary table tbody tfoot thead tr ul'
  ).split(' '),
);

const BULLET = '•';
/** Of a line made of more elements nobody asks for each. */
const MOST_PARTS = 200;

/**
 * The visible text of a page saved as HTML, with its links. HTML has no invalid text.
 * @throws Excess for a page of too many elements or lines, or of elements too deep
 */
export function htmlPage(html: string): Page {
  const page: Page = { lines: [], addresses: [], isHtml: true };
  let line: Written = { ...lineOf('', 1), parts: [] };
  const finish = (): void => {
    const text = oneLine(line.text);
    // A list item's mark waits for the first line inside it.
    if (text === BULLET) return;
    const { parts, ...rest } = line;
    if (text !== '') addLine(page, { ...rest, text, ...(parts.length > 1 && parts.length <= MOST_PARTS && { parts }) });
    line = { ...lineOf('', line.number), parts: [] };
  };
  const gap = (): void => {
    finish();
    if (line.text.trim() !== BULLET && page.lines.at(-1)?.text !== '') addLine(page, lineOf('', line.number));
  };
  // A stack of our own: pages nest deeper than calls may.
  const open: (Tree.Node | (() => void))[] = [
    parse(html, { sourceCodeLocationInfo: true, treeAdapter: boundedTree() }),
  ];
  let pre = 0;
  const links: string[] = [];
  let rank = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node === 'function') {
      node();
      continue;
    }
    if (node.nodeName === '#comment') {
      const saved = /saved from url=\(\d+\)(\S+)/u.exec((node as Tree.CommentNode).data);
      if (saved) page.addresses.push(saved[1]!);
      continue;
    }
    if (node.nodeName === '#text') {
      const { value, sourceCodeLocation } = node as Tree.TextNode;
      if (line.text.trim() === '') line.number = sourceCodeLocation?.startLine ?? line.number;
      let isFirst = true;
      for (const part of pre > 0 ? linesIn(value, /\n/gu) : [value]) {
        if (!isFirst) finish();
        isFirst = false;
        line.text += part;
        if (part.trim() !== '') {
          for (const link of links) if (!line.links.includes(link)) line.links.push(link);
          line.heading ||= rank;
          line.parts.push(oneLine(part));
        }
      }
      continue;
    }
    if (!('childNodes' in node)) continue;
    const element = node as Element;
    const name = element.nodeName;
    if (name === 'head') page.addresses.push(...ownAddresses(element));
    if (UNSEEN.has(name) || isHidden(element) || isFooter(element)) continue;
    if (name === 'br') {
      finish();
      continue;
    }
    const block = BLOCKS.has(name);
    if (block) gap();
    if (name === 'td' || name === 'th') line.text += ' ';
    if (name === 'li') line.text = `${BULLET} `;
    if (name === 'pre') pre += 1;
    const before = rank;
    if (/^h[1-6]$/u.test(name)) rank = Number(name[1]);
    const href = name === 'a' ? attribute(element, 'href') : undefined;
    if (href !== undefined) links.push(href);
    open.push(() => {
      if (name === 'li' && line.text.trim() === BULLET) line.text = '';
      if (block) gap();
      if (name === 'pre') pre -= 1;
      rank = before;
      if (href !== undefined) links.pop();
    });
    for (const child of element.childNodes.toReversed()) open.push(child);
  }
  finish();
  return page;
}

interface Written extends PageLine {
  parts: string[];
}

function oneLine(text: string): string {
  return text.replace(/[ \t\n\f\r]+/gu, ' ').trim();
}

/** The page's own; an article has one, too. */
function isFooter({ nodeName, parentNode }: Element): boolean {
  return nodeName === 'footer' && parentNode?.nodeName === 'body';
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs?.find((attr) => attr.name === name)?.value;
}

function isHidden(element: Element): boolean {
  return (
    attribute(element, 'hidden') !== undefined ||
    /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(attribute(element, 'style') ?? '')
  );
}

/** The page's canonical address and those it gives to other programs. */
function ownAddresses(head: Element): string[] {
  return head.childNodes.flatMap((node) => {
    if (node.nodeName === 'link') {
      const rel = attribute(node as Element, 'rel')?.toLowerCase();
      const href = attribute(node as Element, 'href');
      return rel === 'canonical' && href ? [href] : [];
    }
    if (node.nodeName === 'meta') {
      const content = attribute(node as Element, 'content');
      return attribute(node as Element, 'property') === 'og:url' && content ? [content] : [];
    }
    return [];
  });
}
