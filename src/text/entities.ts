/** Character references of HTML and XML in bibliographic data. */
import { decodeHTMLStrict } from 'entities';

/** HTML has a hyphen of its own for it; bibliographic data mean the one on the keyboard. */
const HYPHEN = /&hyphen;/gu;
/** Characters no text holds. */
const NONE = /&#(?:0+|[xX]0+);/gu;

/** References decoded, also those that were encoded twice or three times on their way. An unknown one is text. */
export function decodeReferences(text: string): string {
  let decoded = text;
  for (let round = 0; round < 3 && decoded.includes('&'); round += 1) {
    const before = decoded;
    decoded = decodeHTMLStrict(before.replace(HYPHEN, '-').replace(NONE, ''));
    if (decoded === before) break;
  }
  return decoded;
}
