/** MathML, as publishers put it into titles, to TeX. */
import { decodeReferences } from '../../text/entities.js';

interface Element {
  name: string;
  attributes: string;
  children: (Element | string)[];
}

const TAG = /<(\/?)(?:[a-z]+:)?([a-z]+)((?:\s[^<>]*?)?)(\/?)>/gi;
const DEEPEST = 60;

/** The TeX of a `<math>` element's content; still to be checked as a formula. */
export function mathmlToTex(content: string): string {
  return textOf(parse(content));
}

function parse(content: string): Element {
  const root: Element = { name: 'mrow', attributes: '', children: [] };
  const open: Element[] = [root];
  let from = 0;
  const words = (until: number): void => {
    const text = content
      .slice(from, until)
      .replace(/<[^<>]*>/g, '')
      .trim();
    if (text !== '') open.at(-1)!.children.push(decodeReferences(text));
  };
  for (const tag of content.matchAll(TAG)) {
    words(tag.index);
    from = tag.index + tag[0].length;
    const name = tag[2]!.toLowerCase();
    if (tag[1] === '/') {
      const at = open.findLastIndex((element) => element.name === name);
      if (at > 0) open.length = at;
      continue;
    }
    const element: Element = { name, attributes: tag[3]!, children: [] };
    open.at(-1)!.children.push(element);
    if (tag[4] !== '/' && open.length < DEEPEST) open.push(element);
  }
  words(content.length);
  return root;
}

function textOf(node: Element | string): string {
  if (typeof node === 'string') return escaped(node);
  const parts = node.children.map(textOf);
  const part = (i: number): string => `{${parts[i] ?? ''}}`;
  const all = parts.join('');
  switch (node.name) {
    case 'mi':
      return identifier(node.children.filter((child) => typeof child === 'string').join(''), node.attributes);
    case 'mtext':
    case 'ms':
      return all.trim() === '' ? '' : `\\text{${all}}`;
    case 'msub':
      return `${part(0)}_${part(1)}`;
    case 'msup':
      return `${part(0)}^${part(1)}`;
    case 'msubsup':
      return `${part(0)}_${part(1)}^${part(2)}`;
    case 'mmultiscripts':
      return multiscripts(node, parts);
    case 'mfrac':
      return `\\frac${part(0)}${part(1)}`;
    case 'msqrt':
      return `\\sqrt{${all}}`;
    case 'mroot':
      return /^\w+$/.test(parts[1] ?? '') ? `\\sqrt[${parts[1]}]${part(0)}` : `${part(0)}^{1/${parts[1] ?? ''}}`;
    case 'mover':
      return over(parts[0] ?? '', (parts[1] ?? '').trim());
    case 'munder':
      return `${part(0)}_${part(1)}`;
    case 'munderover':
      return `${part(0)}_${part(1)}^${part(2)}`;
    case 'mfenced': {
      const fence = (which: string, otherwise: string): string =>
        new RegExp(`${which}\\s*=\\s*["']([^"']*)["']`, 'i').exec(node.attributes)?.[1] ?? otherwise;
      return `${escaped(decodeReferences(fence('open', '(')))}${parts.join(',')}${escaped(decodeReferences(fence('close', ')')))}`;
    }
    case 'mspace':
      return ' ';
    case 'semantics':
      return parts[0] ?? '';
    case 'annotation':
    case 'mprescripts':
    case 'none':
      return '';
    default:
      return all;
  }
}

function escaped(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u2060-\u2064]/g, '')
    .replace(/\\/g, '\\backslash ')
    .replace(/[{}]/g, '\\$&')
    .replace(/[$_^]/g, ' ');
}

const VARIANTS: Readonly<Record<string, string>> = {
  normal: 'mathrm',
  bold: 'mathbf',
  'bold-italic': 'boldsymbol',
  'double-struck': 'mathbb',
  script: 'mathcal',
  fraktur: 'mathfrak',
  'sans-serif': 'mathsf',
  monospace: 'mathtt',
};

function identifier(name: string, attributes: string): string {
  const text = escaped(name.trim());
  if (text === '') return '';
  const variant = /mathvariant\s*=\s*["']([a-z-]+)["']/i.exec(attributes)?.[1]?.toLowerCase() ?? '';
  if (/^(?:sin|cos|tan|log|ln|exp|max|min|lim|det)$/.test(text)) return `\\${text} `;
  const command =
    VARIANTS[variant] ?? (text.length > 1 && /^[A-Za-z0-9.]+$/.test(text) && variant !== 'italic' ? 'mathrm' : '');
  return command === '' ? text : `\\${command}{${text}}`;
}

const ACCENTS: Readonly<Record<string, string>> = {
  '¯': 'bar',
  '‾': 'bar',
  '\u0304': 'bar',
  '-': 'bar',
  '−': 'bar',
  '^': 'hat',
  ˆ: 'hat',
  '\u0302': 'hat',
  '~': 'tilde',
  '˜': 'tilde',
  '\u0303': 'tilde',
  '∼': 'tilde',
  '→': 'vec',
  '\u20d7': 'vec',
  '˙': 'dot',
  '.': 'dot',
  '¨': 'ddot',
  '´': 'acute',
  '`': 'grave',
  ˇ: 'check',
  '˘': 'breve',
};

function over(base: string, mark: string): string {
  // A circumflex has been made a blank by the escaping of text.
  const accent = mark === '' ? 'hat' : ACCENTS[mark];
  return accent === undefined ? `{${base}}^{${mark}}` : `\\${accent}{${base}}`;
}

/** Base, then pairs of scripts; those behind `<mprescripts/>` stand before the base, as in isotopes. */
function multiscripts(node: Element, parts: readonly string[]): string {
  const at = node.children.findIndex((child) => typeof child !== 'string' && child.name === 'mprescripts');
  const after = parts.slice(1, at < 0 ? undefined : at);
  const before = at < 0 ? [] : parts.slice(at + 1);
  const scripts = (pair: readonly string[]): string =>
    (pair[0] ? `_{${pair[0]}}` : '') + (pair[1] ? `^{${pair[1]}}` : '');
  return `${before.length > 0 ? `{}${scripts(before)}` : ''}{${parts[0] ?? ''}}${scripts(after)}`;
}
