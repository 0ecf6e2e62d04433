/**
 * What entries have from others: the parent that `crossref` names, by the rules of BibTeX (whatever the child lacks) and of
 * BibLaTeX (a whole's title is its part's booktitle; BibLaTeX's manual, appendix B), and the data that `xdata` names, as a
 * whole or one field of it.
 */

import { VALUE_CHARACTERS, WRITTEN_OUT_CHARACTERS } from '../../bounds.js';
import { listParts } from '../names.js';

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
const INHERITED_OF_DATA = [...INHERITED, 'title', 'subtitle'];
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

/** A field's value, or one of a list's, that stands in another entry: `xdata=key-field`, `xdata=key-author-2`. */
const REFERENCE = /^\{?\s*xdata\s*=\s*\{?([^\s{},]+)-([a-z]+)(?:-(\d{1,4}))?\}?$/iu;
const MAY_REFER = /xdata\s*=/iu;

/** Types of entries that others are parts of. */
export function isWhole(type: string): boolean {
  return WHOLES.test(type) || SERIES_OF_WHOLES.test(type) || type === 'periodical';
}

/** The key of the entry that one with these fields is a part of, as it is written. */
export function keyOfWhole(fields: Heir['fields']): string | undefined {
  return fields.get('crossref')?.replace(/,.*$/su, '').trim();
}

/** The keys of the entries of which one with these fields has something, as they are written. */
export function keysNamed(fields: Heir['fields']): string[] {
  const keys = ['crossref', 'xdata'].flatMap((field) => fields.get(field)?.split(',', NAMED) ?? []);
  for (const [, value] of fields)
    if (MAY_REFER.test(value)) keys.push(...listParts(value).map((part) => REFERENCE.exec(part)?.[1] ?? ''));
  return keys.map((key) => key.trim()).filter((key) => key !== '');
}

/**
 * What fills in what the entries of a file inherit, and tells which of them lack some of it, since all that is inherited in a
 * file is bounded. Keys are as they are written or, as BibTeX compares them, in any letter case.
 * @param parents all of which others inherit
 */
export function inheritance<H extends Heir>(
  parents: Iterable<H>,
): { fill: (entry: H) => void; lacking: () => { first?: H; count: number } } {
  const byKey = new Map<string, H>();
  for (const entry of parents) {
    for (const key of [entry.key, entry.key.toLowerCase()]) if (!byKey.has(key)) byKey.set(key, entry);
  }
  const withKey = (key: string): H | undefined => byKey.get(key.trim()) ?? byKey.get(key.trim().toLowerCase());
  const lacking = new WeakSet<H>();
  const told: { first?: H; count: number } = { count: 0 };
  const lack = (entry: H): void => {
    if (lacking.has(entry)) return;
    lacking.add(entry);
    told.first ??= entry;
    told.count += 1;
  };
  let writtenOut = 0;
  const give = (entry: H, name: string, value: string): void => {
    writtenOut += value.length;
    if (writtenOut > WRITTEN_OUT_CHARACTERS || value.length > VALUE_CHARACTERS) lack(entry);
    else entry.fields.set(name, value);
  };
  const take = (entry: H, from: H, names: readonly string[]): void => {
    const isDated = DATES.some((name) => entry.fields.has(name));
    for (const name of names) {
      const value = from.fields.get(name);
      if (value !== undefined && !entry.fields.has(name) && !(isDated && DATES.includes(name)))
        give(entry, name, value);
    }
  };
  const done = new WeakSet<H>();
  const fill = (entry: H, generations: number): void => {
    const { fields } = entry;
    const references = [...fields].filter(([, value]) => MAY_REFER.test(value));
    if (done.has(entry) || generations === 0) return;
    if (!fields.has('crossref') && !fields.has('xdata') && references.length === 0) return;
    done.add(entry);
    const filled = (key: string): H | undefined => {
      const other = withKey(key);
      if (other === undefined || other === entry) return undefined;
      fill(other, generations - 1);
      return other;
    };
    const named = (field: string): string[] => (fields.get(field) ?? '').split(',', NAMED);
    for (const [name, value] of references) {
      const parts = listParts(value).map((part) => {
        const [, key = '', field = '', place] = REFERENCE.exec(part) ?? [];
        const said = key === '' ? undefined : filled(key)?.fields.get(field.toLowerCase());
        return (place === undefined || said === undefined ? said : listParts(said)[Number(place) - 1]) ?? part;
      });
      if (parts.reduce((sum, part) => sum + part.length, 0) <= VALUE_CHARACTERS) give(entry, name, parts.join(' and '));
      else lack(entry);
    }
    for (const data of named('xdata').map(filled)) if (data !== undefined) take(entry, data, INHERITED_OF_DATA);
    const parent = filled(keyOfWhole(fields) ?? '');
    if (parent === undefined) return;
    take(entry, parent, INHERITED);
    const title = parent.fields.get('title');
    const name = titleName(parent.type, entry.type);
    if (title === undefined) return;
    if (name !== undefined && !fields.has(name)) {
      give(entry, name, title);
      const subtitle = parent.fields.get('subtitle');
      const part = name.replace('title', 'subtitle');
      if (subtitle !== undefined && !fields.has(part)) give(entry, part, subtitle);
    }
    // BibTeX's rule, without which a chapter that has only its number and pages would be nothing.
    if (!fields.has('title')) give(entry, 'title', title);
  };
  return { fill: (entry) => fill(entry, GENERATIONS), lacking: () => told };
}
