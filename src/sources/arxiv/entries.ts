/** The entries of an Atom feed, cut out of it before anything is parsed: one that cannot be read is one problem. */
import { ELEMENT_DEPTH, ENTRY_CHARACTERS, ENTRY_TAGS, Excess, figure, MOST_HELD } from '../bounds.js';

/** What tells where entries begin and end; comments and unparsed text are passed over whole. */
const SIGNS = /<!--|<!\[CDATA\[|<entry(?=[\s>/])|<\/entry\s*>/gu;
const ENDS: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>' };

/**
 * The feed without its entries, and these. An entry that never ends stays in the feed, which then is no whole one.
 * @throws Excess for too many of them
 */
export function cutEntries(xml: string): { feed: string; entries: string[] } {
  const entries: string[] = [];
  const rest: string[] = [];
  let kept = 0;
  let begun = -1;
  SIGNS.lastIndex = 0;
  for (let found = SIGNS.exec(xml); found !== null; found = SIGNS.exec(xml)) {
    const [sign] = found;
    const end = ENDS[sign];
    if (end !== undefined) {
      const at = xml.indexOf(end, SIGNS.lastIndex);
      if (at < 0) break;
      SIGNS.lastIndex = at + end.length;
    } else if (sign.startsWith('</')) {
      if (begun < 0) continue;
      if (entries.length === MOST_HELD) throw new Excess(`of more than ${figure(MOST_HELD)} entries`);
      entries.push(xml.slice(begun, SIGNS.lastIndex));
      rest.push(xml.slice(kept, begun));
      kept = SIGNS.lastIndex;
      begun = -1;
    } else if (begun < 0) begun = found.index;
  }
  rest.push(xml.slice(kept));
  return { feed: rest.join(''), entries };
}

/**
 * Looks at XML before a parser does that would hold all of it as a tree.
 * @throws Excess for what is too long, has too many tags or nests them too deep
 */
export function checkXml(xml: string): void {
  if (xml.length > ENTRY_CHARACTERS) throw new Excess(`longer than ${figure(ENTRY_CHARACTERS)} characters`);
  let tags = 0;
  let depth = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
    tags += 1;
    if (tags > ENTRY_TAGS) throw new Excess(`of more than ${figure(ENTRY_TAGS)} tags`);
    const end = xml.indexOf('>', at);
    if (end < 0) return;
    if (xml[at + 1] === '/') depth -= 1;
    else if (xml[end - 1] !== '/') depth += 1;
    if (depth > ELEMENT_DEPTH) throw new Excess(`nested deeper than ${ELEMENT_DEPTH} elements`);
  }
}
