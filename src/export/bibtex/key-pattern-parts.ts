/** What patterns of citation keys are made of (key-pattern.ts reads them); the help prints these tables. */

interface Token<Name extends string> {
  name: Name;
  /** What the numbers in parentheses are when they are left out; as many as it takes. */
  defaults: readonly number[];
  help: string;
}

export type KeyTokenName =
  | 'auth'
  | 'authors'
  | 'authlast'
  | 'year'
  | 'shortyear'
  | 'month'
  | 'title'
  | 'shorttitle'
  | 'veryshorttitle'
  | 'firstpage'
  | 'lastpage'
  | 'volume'
  | 'eprint';
export type KeyToken = Token<KeyTokenName>;

/** The names of the parts of a key. */
export const KEY_TOKENS: readonly KeyToken[] = [
  { name: 'auth', defaults: [0], help: "the first author's family name; auth(3): its first 3 letters" },
  {
    name: 'authors',
    defaults: [0],
    help: 'the family names of all authors; authors(2): of the first 2, and EtAl where there are more',
  },
  { name: 'authlast', defaults: [], help: "the last author's family name" },
  { name: 'year', defaults: [], help: 'the year, 2025' },
  { name: 'shortyear', defaults: [], help: 'its last two digits, 25' },
  { name: 'month', defaults: [], help: 'the month, 04' },
  { name: 'title', defaults: [], help: 'every word of the title that carries meaning, with a capital each' },
  {
    name: 'shorttitle',
    defaults: [3, 0],
    help: 'shorttitle(3,0): the first 3 of these words, 0 of them with a capital',
  },
  { name: 'veryshorttitle', defaults: [1, 0], help: 'veryshorttitle(1,0): the same of the first word' },
  { name: 'firstpage', defaults: [], help: 'the first page' },
  { name: 'lastpage', defaults: [], help: 'the last page' },
  { name: 'volume', defaults: [], help: 'the volume' },
  { name: 'eprint', defaults: [], help: 'the arXiv number' },
];

export interface KeyFilter {
  name: string;
  help: string;
  apply: (text: string) => string;
}

export const KEY_FILTERS: readonly KeyFilter[] = [
  { name: 'lower', help: 'small letters', apply: (text) => text.toLowerCase() },
  { name: 'upper', help: 'capitals', apply: (text) => text.toUpperCase() },
  {
    name: 'capitalize',
    help: 'a capital at the beginning',
    apply: (text) => text.slice(0, 1).toUpperCase() + text.slice(1),
  },
];

/** What keys are made by where nobody says otherwise: `yue2025does`. */
export const DEFAULT_KEY_FORMULA = 'auth.lower + year + veryshorttitle.lower';
