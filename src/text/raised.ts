/** Raised figures in plain text. */

const RAISED: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [String(digit), sign])),
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  '–': '⁻',
};

/**
 * A superscript as plain text: figures directly behind a figure are raised, since 10⁵ is not 105; anything else stays as it is.
 * @param last the character before
 */
export function raised(script: string, last: string): string {
  return /\d$/u.test(last) && /^[+−–-]?\d{1,9}$/u.test(script)
    ? [...script].map((sign) => RAISED[sign] ?? sign).join('')
    : script;
}
