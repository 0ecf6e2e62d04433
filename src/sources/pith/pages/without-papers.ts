/** Pages of Pith, and about it, that say nothing a library could hold. */

/** Completes "FILE is …"; each is told by headings or names that stand on no other page. */
const PAGES: readonly [what: string, is: RegExp][] = [
  [
    'Pith’s protocol of integrity checks, which says what they look for and has no findings',
    /^Pith Integrity Protocol\b/mu,
  ],
  [
    'Pith’s page on what its checks find, without the findings on any paper',
    /^What automated verification finds\b|^About the integrity layer\b/mu,
  ],
  ['the editorial policy of Pith’s journal, which is about no paper', /^Editorial policy$[\s\S]*\bPith Journal\b/mu],
  ['the front page of Pith’s journal, which is about no paper', /^Pith Journal$|^How publishing works$/mu],
  [
    'Pith’s page for submitting a paper to peer review, which is about none',
    /^peer review$[\s\S]*\bPith Peer Review\b|^what the journal rubric reads$/mu,
  ],
  ['Pith’s explanation of Pith Numbers, which is about no paper', /^What a Pith Number is$|^Pith Number vs DOI$/mu],
  ['a description of Pith’s tools for programs, which lists no papers', /\bpith\.science\/mcp\b|^get_review\b/mu],
];

/** Names of things that only texts about Pith speak of. */
const ABOUT_PITH = /\bpith\.science\b|\bPith (?:Journal|Numbers?|Integrity|Peer Review|Reviews?|Ed25519)\b/u;

/** What a page of Pith, or a text about it, is that is of no paper; undefined for anything else. */
export function withoutPapers(text: string): string | undefined {
  const found = PAGES.find(([, is]) => is.test(text))?.[0];
  if (found !== undefined) return found;
  const hasBar = /^(?:#+ )?pith\.(?: [\p{Ll} ]+\.)?(?:\s+sign in)?$/mu.test(text.slice(0, 2_000));
  if (hasBar) return 'a page of Pith, but of no hub, paper or Pith Number';
  return ABOUT_PITH.test(text) ? 'a text about Pith, but of no hub, paper or Pith Number' : undefined;
}
