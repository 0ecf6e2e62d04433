/** Plain text of titles, names and abstracts in HTML, JATS or MathML. */
import { cleanLine, cleanText } from '../../hub/text.js';
import { decodeReferences } from '../../text/entities.js';
import { raised } from '../../text/raised.js';

/** A title or name with tags and character references in it, as one clean line. */
export function plainLine(marked: unknown): string | undefined {
  if (typeof marked !== 'string') return undefined;
  return cleanLine(/[<&]/u.test(marked) ? withoutTags(marked, ' ') : marked) || undefined;
}

/** An abstract in HTML or JATS, paragraph by paragraph. */
export function plainText(marked: unknown): string | undefined {
  if (typeof marked !== 'string') return undefined;
  if (!/[<&]/u.test(marked)) return cleanText(marked) || undefined;
  // Where elements make the paragraphs, the ends of lines make none.
  const text = /<(?:jats:)?(?:p|sec|div|title)\b/iu.test(marked) ? marked.replace(/\s+/gu, ' ') : marked;
  return cleanText(withoutTags(text, '\n\n')) || undefined;
}

/** Elements of HTML and JATS that stand on lines of their own. */
const BLOCKS = new Set(
  'p title sec section list list-item li ul ol dl dt dd div br hr break h1 h2 h3 h4 h5 h6 table tr td th thead tbody disp-formula disp-quote blockquote abstract'.split(
    ' ',
  ),
);
/** Elements within a line. Others are text in angle brackets. */
const INLINE = new Set(
  'i em italic b strong bold sub sup inf sc scp small-caps tt code kbd var samp monospace span font u a q abbr acronym cite big small s strike del ins mark nobr wbr label underline overline roman sans-serif named-content styled-content inline-formula alternatives tex-math ext-link xref html body head bdi bdo fn footnote-ref inline-graphic img math ruby rb rt rp script style'.split(
    ' ',
  ),
);
/** With a prefix of these it is an element of JATS, MathML or HTML, whatever its name. */
const PREFIX = /^(?:jats|mml|m|xhtml|html):$/iu;
/** What is set so is a word or more, which publishers' data join to its neighbours. */
const ITALIC = new Set(['i', 'em', 'italic']);
/** Their content is for programs. */
const FOR_PROGRAMS = new Set(['script', 'style', 'annotation', 'annotation-xml']);

const VALUE = String.raw`(?:"[^"<]*"|'[^'<]*'|[^\s"'<>=]+)`;
const TAG = new RegExp(
  String.raw`<(\/?)([a-z]{1,8}:)?([a-z][a-z0-9-]{0,30})(?:\s+[\w:.-]+\s*=\s*${VALUE})*\s*(\/?)>`,
  'giu',
);
const COMMENT = /<!--|<\?|<!\[CDATA\[|\]\]>/gu;

/** The text of markup; references and tags that were escaped once or twice more on their way are read as such, too. */
function withoutTags(marked: string, between: string): string {
  let text = tagsGone(marked, between);
  for (let round = 0; round < 3 && text.includes('&'); round += 1) {
    const decoded = decodeReferences(text);
    if (decoded === text) break;
    text = tagsGone(decoded, between);
  }
  return text;
}

function tagsGone(marked: string, between: string): string {
  if (!marked.includes('<')) return marked;
  const text = withoutComments(marked);
  const printed: string[] = [];
  const print = (piece: string): void => {
    if (piece !== '') printed.push(piece);
  };
  let from = 0;
  /** Where the italic that is open begins among what is printed. */
  let italic: number | undefined;
  let script: number | undefined;
  let silent: string | undefined;
  for (const tag of text.matchAll(TAG)) {
    const [whole, closing, prefix = '', given, alone] = tag;
    const name = given!.toLowerCase();
    const isBlock = BLOCKS.has(name);
    if (!isBlock && !INLINE.has(name) && !PREFIX.test(prefix) && !FOR_PROGRAMS.has(name)) continue;
    if (silent === undefined) print(text.slice(from, tag.index));
    from = tag.index + whole.length;
    if (silent !== undefined) {
      if (closing === '/' && name === silent) silent = undefined;
      continue;
    }
    if (isBlock) print(between);
    else if (alone === '/') continue;
    else if (FOR_PROGRAMS.has(name)) silent = closing === '/' ? undefined : name;
    else if (ITALIC.has(name)) {
      if (closing === '') italic = printed.length;
      else if (italic !== undefined) {
        const inner = printed.splice(italic).join('');
        print(apart(lastWord(printed), inner, text.slice(from, from + 30)));
        italic = undefined;
      }
    } else if (name === 'sup') {
      if (closing === '') script = printed.length;
      else if (script !== undefined) {
        const inner = printed.splice(script).join('');
        print(raised(inner.trim(), printed.at(-1)?.at(-1) ?? '') || inner);
        script = undefined;
      }
    }
  }
  if (silent === undefined) print(text.slice(from));
  return printed.join('');
}

/** Comments, instructions and the marks of character data gone. */
export function withoutComments(text: string): string {
  if (text.search(COMMENT) < 0) return text;
  const kept: string[] = [];
  let from = 0;
  for (COMMENT.lastIndex = 0; ; ) {
    const found = COMMENT.exec(text);
    if (found === null) break;
    kept.push(text.slice(from, found.index));
    from = found.index + found[0].length;
    const end = found[0] === '<!--' ? '-->' : found[0] === '<?' ? '?>' : undefined;
    if (end === undefined) continue;
    const until = text.indexOf(end, from);
    // What never ends is text, and so is all that begins like it behind.
    if (until < 0) return kept.join('') + text.slice(found.index);
    from = until + end.length;
    COMMENT.lastIndex = from;
  }
  return kept.join('') + text.slice(from);
}

/** The end of what is printed, as far as a word before counts. */
function lastWord(printed: readonly string[]): string {
  let end = '';
  for (let at = printed.length - 1; at >= 0 && end.length < 8; at -= 1) end = printed[at]!.slice(-8) + end;
  return end;
}

/**
 * Words in italics with the blanks that publishers' data lack around them: `the<i>Lyophyllum</i>sp.`. A name of a genus, several
 * words, or what touches words on both sides; a part of a word in italics (`<i>trans</i>formation`) stays one.
 */
function apart(before: string, inner: string, behind: string): string {
  const touchesBefore = /\p{L}{2}$/u.test(before) && /^\p{L}(?:\p{L}|\. )/u.test(inner);
  const touchesBehind = /\p{L}{2}\.?$/u.test(inner) && /^(?!(?:s|es|like)\b)\p{L}{2}/u.test(behind);
  const isWhole = /^\p{Lu}\p{Ll}{3}/u.test(inner) || /\p{L}\.? \p{L}/u.test(inner) || (touchesBefore && touchesBehind);
  if (!isWhole) return inner;
  return `${touchesBefore ? ' ' : ''}${inner}${touchesBehind ? ' ' : ''}`;
}
