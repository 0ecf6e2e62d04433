/** The sequence that begins or ends a link (OSC 8). */

const END = '\x1b]8;;\x1b\\';
/** Longer ones terminals drop. */
const LONGEST = 2000;

/**
 * What follows is a link to a web address until the next such sequence; with '' it is none. Addresses have been made of what others
 * wrote: one of another kind, or too long, gives none, and of what would end the sequence nothing is left as it is.
 */
export function hyperlink(address: string): string {
  const safe = address === '' ? null : webAddress(address);
  return safe === null ? END : `\x1b]8;;${safe}\x1b\\`;
}

function webAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  // Terminals expect ASCII without blanks and controls.
  return (protocol === 'https:' || protocol === 'http:') && href.length <= LONGEST && /^[!-~]+$/u.test(href)
    ? href
    : null;
}
