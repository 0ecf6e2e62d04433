/**
 * What entries have from others: the parent that `crossref` names, by the rules of BibTeX (whatever the child lacks) and of
 * BibLaTeX (a whole's title is its part's booktitle; BibLaTeX's manual, appendix B), and the data that `xdata` names.
 */

/** An entry whose fields are filled in. */
interface Heir {
  type: string;
  key: string;
  fields: Map<string, string>;
}

/**
 * What is inherited: what says where and when something was published, and by whom. Never what tells papers apart: a part has
 * not its volume's DOI, address, abstract or keywords.
 */
const INHERITED =
  'author editor editora translator journal journaltitle journalsubtitle booktitle booksubtitle maintitle issuetitle eventtitle series volume number issue edition publisher school institution organization address location type year month day date language langid'.split(
    ' ',
  );
/** These say when; who has one of them has no other one from elsewhere. */
const DATES = ['year', 'month', 'day', 'date'];

const PARTS =
  /^(?:inbook|bookinbook|suppbook|incollection|inreference|suppcollection|inproceedings|conference|inpaper)$/u;
const WHOLES = /^(?:book|collection|reference|proceedings)$/u;
const SERIES_OF_WHOLES = /^mv(?:book|collection|reference|proceedings)$/u;
const ARTICLES = /^(?:article|suppperiodical)$/u;

/** What a parent's title is to its child, the first of them that the parent does not say itself. */
function titleName(parent: string, child: string): string | undefined {
  if (PARTS.test(child) && WHOLES.test(parent)) return 'booktitle';
  if ((PARTS.test(child) || WHOLES.test(child)) && SERIES_OF_WHOLES.test(parent)) return 'maintitle';
  return ARTICLES.test(child) && parent === 'periodical' ? 'journaltitle' : undefined;
}

/** Ancestors that are asked, and entries that one `xdata` may name: real files have one or two. */
const GENERATIONS = 8;
const NAMED = 16;

/** Fills in what entries inherit. Keys are as they are written or, as BibTeX compares them, in any letter case. */
export function inherit(entries: readonly Heir[]): void {
  const byKey = new Map<string, Heir>();
  for (const entry of entries) {
    for (const key of [entry.key, entry.key.toLowerCase()]) if (!byKey.has(key)) byKey.set(key, entry);
  }
  const done = new Set<Heir>();
  const fill = (entry: Heir, generations: number): void => {
    const { fields } = entry;
    if (done.has(entry) || generations === 0 || !(fields.has('crossref') || fields.has('xdata'))) return;
    done.add(entry);
    const named = (field: string): Heir[] =>
      (fields.get(field) ?? '')
        .split(',', NAMED)
        .map((key) => byKey.get(key.trim()) ?? byKey.get(key.trim().toLowerCase()))
        .filter((other) => other !== undefined && other !== entry) as Heir[];
    for (const data of named('xdata')) {
      fill(data, generations - 1);
      take(fields, data.fields, [...INHERITED, 'title', 'subtitle']);
    }
    for (const parent of named('crossref').slice(0, 1)) {
      fill(parent, generations - 1);
      take(fields, parent.fields, INHERITED);
      const title = parent.fields.get('title');
      const name = titleName(parent.type, entry.type);
      if (title === undefined) continue;
      if (name !== undefined && !fields.has(name)) fields.set(name, title);
      // BibTeX's rule, without which a chapter that has only its number and pages would be nothing.
      if (!fields.has('title')) fields.set('title', title);
    }
  };
  for (const entry of entries) fill(entry, GENERATIONS);
}

function take(fields: Map<string, string>, from: ReadonlyMap<string, string>, names: readonly string[]): void {
  const isDated = DATES.some((name) => fields.has(name));
  for (const name of names) {
    const value = from.get(name);
    if (value !== undefined && !fields.has(name) && !(isDated && DATES.includes(name))) fields.set(name, value);
  }
}
