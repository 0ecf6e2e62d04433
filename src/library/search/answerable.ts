/** What a query asks that the library cannot tell, and over how much of a hub it tells the rest. */
import { shortId, showId } from '../../hub/ids/identifier.js';
import { countWords } from '../../hub/share.js';
import { fieldNamed } from '../../query/fields.js';
import { leafOfHub } from '../../query/needs-hub.js';
import type { FlagField, LabelField, NumberField, Query, Term } from '../../query/query.js';
import { nearest } from '../../query/suggest.js';
import { fieldOf, type Leaf, leaves, not } from '../../query/tree.js';
import type { Columns } from '../derived/columns.js';
import { selfCitations } from '../graph/authors/authors.js';
import { type Base, isEnough, neighbourhoodOf } from '../graph/neighbourhood.js';
import { type Library, reading } from '../library.js';
import { ALL_WORKS, type WorkNumber } from '../model.js';
import { workWithId } from '../works/ids.js';
import { maskOf } from './filter.js';
import { countOf } from './masks.js';

const leavesOf = (where: Term | null): Leaf[] => (where === null ? [] : [...leaves(where)]);

export interface Unanswerable {
  /** A sentence. */
  message: string;
  /** The condition that has no answer. */
  about: Leaf;
}

/** Why a query has no answer here; null where it has one. An empty answer would say that there are no such papers. */
export function whyUnanswerable(lib: Library, hub: WorkNumber, { where }: Query): Unanswerable | null {
  const about = hub === ALL_WORKS ? leafOfHub(where) : null;
  if (about !== null)
    return { message: `${fieldOf(about)}: asks how papers cite a hub; open one, or leave it out.`, about };
  return reading(lib, () => {
    for (const leaf of leavesOf(where)) {
      const message = whyNotLeaf(lib, hub, leaf);
      if (message !== null) return { message, about: leaf };
    }
    return null;
  });
}

/** A label of a query that means nothing anywhere, and is near one that does; null where there is none. */
export function misspelt(lib: Library, { where }: Query): Unanswerable | null {
  return reading(lib, () => {
    for (const leaf of leavesOf(where)) {
      const message = leaf.kind === 'label' ? misspeltLabel(lib, leaf) : null;
      if (message !== null) return { message, about: leaf };
    }
    return null;
  });
}

function whyNotLeaf(lib: Library, hub: WorkNumber, leaf: Leaf): string | null {
  if (leaf.kind === 'linked' && workWithId(lib, leaf.id) === undefined)
    return `${showId(leaf.id)} is not in the library, so who cites it and what it cites is not known here; pith-tui fetch ${shortId(leaf.id)} brings its citing papers.`;
  if (leaf.kind === 'label') return misspeltLabel(lib, leaf);
  if (leaf.kind !== 'school') return null;
  const { base } = neighbourhoodOf(lib, hub);
  if (!isEnough(base))
    return `Schools are withheld: references are known of ${countWords(base.known)} of ${countWords(base.of)} citing papers, and at least half must be.`;
  return null;
}

/** Where the labels of a field are that have a vocabulary. */
const LABELLED: Partial<Record<LabelField, string>> = {
  role: 'SELECT 1 FROM effective WHERE axis = 0 AND label = ? LIMIT 1',
  polarity: 'SELECT 1 FROM effective WHERE axis = 1 AND label = ? LIMIT 1',
  verdict: 'SELECT 1 FROM listed WHERE verdict = ? LIMIT 1',
  integrity: 'SELECT 1 FROM listed WHERE integrity = ? LIMIT 1',
};

/** For a label that is in no vocabulary and on no paper, where one is near that is: sources may have labels of their own. */
function misspeltLabel(lib: Library, { field: name, value }: Leaf & { kind: 'label' }): string | null {
  const field = fieldNamed(name);
  const asked = LABELLED[name];
  if (field?.kind !== 'label' || asked === undefined || value === 'none') return null;
  const known = field.known.map(({ label }) => label);
  const near = known.includes(value) ? undefined : nearest(value, known);
  if (near === undefined || lib.sql(asked).get(value) !== undefined) return null;
  return `No paper has the ${name} ${value}; did you mean ${name}:${near}?`;
}

/** What the answer to a query over a hub is told over; `isEmpty`: no paper matches, and what single fields do not say of all is told, too. */
export function basesOf(
  lib: Library,
  columns: Columns,
  { where }: Query,
  isEmpty: boolean,
): readonly (Base & { what: string })[] {
  return reading(lib, () => {
    const { hub, size: of } = columns;
    const asked = leavesOf(where);
    const isAsked = (kind: Leaf['kind']): boolean => asked.some((leaf) => leaf.kind === kind);
    const bases = new Map<string, Base>();
    if (asked.some((leaf) => leaf.kind === 'school' || (leaf.kind === 'linked' && leaf.how !== 'cited-by')))
      bases.set('References', neighbourhoodOf(lib, hub).base);
    if (isAsked('self')) bases.set('Authors', selfCitations(lib, hub, 'any').base);
    if (isAsked('cue')) bases.set('Sentences', withSentences(lib, columns));
    for (const { what, holds } of isEmpty ? asked.flatMap(knownBy) : []) {
      if (bases.has(what)) continue;
      const known = countOf(columns, maskOf(lib, columns, holds, 'none'));
      if (known < of) bases.set(what, { known, of });
    }
    return [...bases].map(([what, base]) => ({ what, ...base }));
  });
}

/** What a condition on a single field asks, and what holds of the papers of which that is known; nothing for what every paper has. */
function knownBy(leaf: Leaf): { what: string; holds: Term }[] {
  switch (leaf.kind) {
    case 'label':
      return [{ what: FIELDS[leaf.field], holds: not({ kind: 'label', field: leaf.field, value: 'none' }) }];
    case 'number':
    case 'flag':
    case 'none':
      return [{ what: FIELDS[leaf.field], holds: not({ kind: 'none', field: leaf.field }) }];
    case 'date':
      return [{ what: 'Date', holds: not({ kind: 'none', field: 'year' }) }];
    case 'label-by':
      return [{ what: FIELDS.role, holds: not({ kind: 'label', field: 'role', value: 'none' }) }];
    case 'text':
      return leaf.field === 'abstract' || leaf.field === 'context' ? knownBy({ kind: 'has', what: leaf.field }) : [];
    case 'has':
      return leaf.what === 'note' ? [] : [{ what: HAD[leaf.what], holds: leaf }];
    default:
      return [];
  }
}

const FIELDS: Readonly<Record<LabelField | NumberField | FlagField, string>> = {
  role: 'Role',
  polarity: 'Polarity',
  verdict: 'Verdict',
  integrity: 'Integrity',
  category: 'Category',
  novelty: 'Novelty',
  year: 'Year',
  refs: 'Places in the text',
  citations: 'Citations',
  influential: 'Influence',
  retracted: 'Retraction status',
};

/** What `has:` asks for, the reader's own notes left out: these are known. */
const HAD: Readonly<Record<Exclude<Extract<Leaf, { kind: 'has' }>['what'], 'note'>, string>> = {
  context: 'Citing sentences',
  abstract: 'Abstract',
  summary: 'Summary',
  review: 'Review',
  novelty: FIELDS.novelty,
  doi: 'DOI',
  arxiv: 'arXiv number',
  role: FIELDS.role,
  polarity: FIELDS.polarity,
  claims: 'Claims',
};

function withSentences(lib: Library, { hub, size }: Columns): Base {
  const known = lib.sql('SELECT count(DISTINCT citing) FROM contexts WHERE cited = ?').pluck().get(hub) as number;
  return { known, of: size };
}
