/** Where mathematics stands in a text: between dollars, as a script without them, as commands in the middle of words. */
import { formula } from './math.js';

/** Longer ones, in characters, are none, so that a sign that is never closed costs no more than this. */
export const LONGEST_FORMULA = 2_000;
/** The same of what stands without dollars in the middle of a text. */
const LONGEST_LOOSE = 500;

interface Found {
  tex: string;
  end: number;
  unknown: string[];
}

/**
 * The formula that begins here. Between dollars as pandoc reads them, so that money stays money: no blank inside the dollars
 * and no digit behind, unless what is inside can only be a formula.
 */
export function formulaAt(text: string, at: number, until: number): Found | null {
  for (const [open, close] of [
    ['$$', '$$'],
    ['$', '$'],
    ['\\(', '\\)'],
    ['\\[', '\\]'],
  ] as const) {
    if (!text.startsWith(open, at)) continue;
    let end = at + open.length;
    for (; end < until && !text.startsWith(close, end); end += 1) {
      if (text[end] === '\\') end += 1;
      if (end - at > LONGEST_FORMULA) return null;
    }
    if (end >= until) continue;
    const inner = text.slice(at + open.length, end);
    end += close.length;
    if (open === '$' && /^\d[\d.,]*\s/.test(inner) && /\s$/.test(inner)) continue;
    if (open === '$' && !/\\[a-zA-Z]|[\^_{]/.test(inner)) {
      // With blanks on both sides it must look like one: $ N = 2 $.
      const isSpaced = /^\s.*\s$/su.test(inner) && /^\s*\p{L}\s*$|[=<>+]/u.test(inner);
      const isMoney = (/^\s|\s$/.test(inner) && !isSpaced) || /\d/.test(text[end] ?? '');
      const isProse = /\p{L}{2,}\s+\p{L}{2,}/u.test(inner) || /\p{L}{12,}/u.test(inner);
      if (isMoney || isProse) continue;
    }
    const found = formula(inner);
    if (found !== null) return { ...found, end };
  }
  return null;
}

/** A sub- or superscript somebody wrote without dollars: `S_3`, `^{63}Cu`; not the underscore of `snake_case`. */
export function scriptAt(
  text: string,
  at: number,
  until: number,
  partner: ReadonlyMap<number, number>,
  before: string,
): { tex: string; end: number } | null {
  let end = at;
  let tex = '';
  const seen = new Set<string>();
  while (end < until && (text[end] === '_' || text[end] === '^')) {
    // Two of a kind are no formula, however it goes on.
    if (seen.has(text[end]!)) return null;
    seen.add(text[end]!);
    const start = end + 1;
    const close = text[start] === '{' ? partner.get(start) : undefined;
    if (close !== undefined && close - start > LONGEST_LOOSE) return null;
    const bare = /^(?:[+-]?\d{1,3}|[+*\u2212-](?!\p{L})|\p{L}(?!\p{L}))(?![\p{L}\p{N}_^]*_\p{L}{2})/u.exec(
      text.slice(start, start + 40),
    )?.[0];
    const greek = /^\\[a-zA-Z]+/.exec(text.slice(start, start + 20))?.[0];
    if (close !== undefined && close < until) {
      tex += text.slice(end, close + 1);
      end = close + 1;
    } else if (greek !== undefined) {
      tex += `${text[end]}{${greek}}`;
      end = start + greek.length;
    } else if (bare !== undefined) {
      tex += `${text[end]}{${bare}}`;
      end = start + bare.length;
    } else break;
  }
  if (tex === '') return null;
  const base = /[\p{L}\p{N}_.]*$/u.exec(before)?.[0] ?? '';
  const isBraced = /^[_^]\{/.test(text.slice(at, at + 2));
  const isName =
    base.includes('_') || (/^\p{Ll}{3,}$|^\p{L}{6,}$/u.test(base) && text[at] === '_' && !GREEK_NAME.test(base));
  if (isName && !isBraced) return null;
  const found = formula(tex);
  return found === null || found.unknown.length > 0 ? null : { tex: found.tex, end };
}

const GREEK_NAME =
  /^(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega|log|sin|cos)$/i;

/** Commands of mathematics in the middle of text, with what belongs to them: `B \to K^{*}`, `\sqrt{s}`. */
export function looseMath(
  text: string,
  at: number,
  until: number,
  partner: ReadonlyMap<number, number>,
): { tex: string; end: number } | null {
  let end = at;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = end;
    const found = pattern.exec(text)?.[0];
    if (found === undefined || end + found.length > until) return false;
    end += found.length;
    return true;
  };
  while (end < until && end - at < LONGEST_LOOSE) {
    if (!take(/\\[a-zA-Z]+/y)) break;
    for (;;) {
      const scripted =
        take(/[_^](?:[\p{L}\p{N}+*-]|\\[a-zA-Z]+)/uy) ||
        (/[_^]/.test(text[end] ?? '') && text[end + 1] === '{' && take(/[_^]/y));
      const close = text[end] === '{' ? partner.get(end) : undefined;
      if (close !== undefined && close < until && close - at < LONGEST_LOOSE) end = close + 1;
      else if (!scripted || end - at >= LONGEST_LOOSE) break;
    }
  }
  // Accents of mathematics may do without braces: \bar D.
  let found = formula(text.slice(at, end));
  if (found === null && take(/ ?\p{L}/uy)) found = formula(text.slice(at, end));
  return found === null || found.unknown.length > 0 ? null : { tex: found.tex, end };
}
