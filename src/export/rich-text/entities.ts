/** Character references of HTML and XML in bibliographic data. */

/** The named references of ISO 8859-1 in the order of their code points, from U+00A0. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

/** Greek letters in the order of their code points, from U+0391 and from U+03B1; `-` where there is none. */
const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho - sigma tau upsilon phi chi psi omega';

const OTHERS =
  'amp& lt< gt> quot" apos\' ndash– mdash— lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ hellip… bull• prime′ Prime″ trade™ euro€ dagger† Dagger‡ permil‰ lsaquo‹ rsaquo› larr← rarr→ harr↔ infin∞ ne≠ le≤ ge≥ asymp≈ sim∼ minus− radic√ sum∑ prod∏ int∫ part∂ nabla∇ isin∈ cong≅ equiv≡ sub⊂ sup⊃ perp⊥ sdot⋅ lang⟨ rang⟩ sigmaf\u03c2 thetasym\u03d1 piv\u03d6 OElig\u0152 oelig\u0153 Scaron\u0160 scaron\u0161 Yuml\u0178 fnof\u0192 zwj\u200d zwnj\u200c ensp\u2002 emsp\u2003 thinsp\u2009 hyphen- num# percnt% dollar$ lowbar_ ast* lbrace{ rbrace} Ccaron\u010c ccaron\u010d Zcaron\u017d zcaron\u017e Lstrok\u0141 lstrok\u0142 inodot\u0131 bsol\\ sol/ verbar| vert| colon: semi; comma, period. quest? excl! lpar( rpar) lsqb[ rsqb] lbrack[ rbrack] commat@ grave` equals= plus+ NewLine\n Tab\t';

let table: Map<string, string> | undefined;

function names(): Map<string, string> {
  if (table !== undefined) return table;
  table = new Map();
  LATIN_1.split(' ').forEach((name, i) => void table!.set(name, String.fromCharCode(0xa0 + i)));
  GREEK.split(' ').forEach((name, i) => {
    table!.set(name, String.fromCharCode(0x3b1 + i));
    table!.set(name[0]!.toUpperCase() + name.slice(1), String.fromCharCode(0x391 + i));
  });
  for (const entry of OTHERS.split(' ')) {
    const name = /^[a-zA-Z]+/.exec(entry)![0];
    table.set(name, entry.slice(name.length));
  }
  return table;
}

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,15}));/g;

/** References decoded, also those that were encoded twice or three times on their way. An unknown one is text. */
export function decodeReferences(text: string): string {
  let decoded = text;
  for (let round = 0; round < 3 && decoded.includes('&'); round += 1) {
    const before = decoded;
    decoded = before.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return names().get(name) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    });
    if (decoded === before) break;
  }
  return decoded;
}
