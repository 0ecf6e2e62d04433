/**
 * What a query means, said in plain SQL over the facts alone: no derived table, no array, no index of words. Slow, and the
 * measure of the fast way. Only folding and the counting of typing errors are functions of this program and of this file.
 */
import type { CueKind } from '../../src/hub/sentences/cue-kinds.js';
import { cuesIn } from '../../src/hub/sentences/cue-phrases.js';
import { labelWords } from '../../src/hub/vocabulary.js';
import { foldText } from '../../src/library/derived/tokens.js';
import type { Library } from '../../src/library/library.js';
import type { Facet, WorkNumber } from '../../src/library/model.js';
import type { Query, Sort, Term } from '../../src/query/query.js';

/** What the reader corrected last, if that stands: nobody's word is newer. */
const NAMES = (work: string): string => `(SELECT scheme || ':' || value FROM aliases WHERE work = ${work})`;
const CORRECTED = (axis: string, cited?: string): string => `(
  SELECT "to" FROM journal WHERE kind = 'override' AND work IN ${NAMES('c.citing')} AND item ${
    cited === undefined
      ? `= '${axis}'`
      : `IN (SELECT '${axis} ' || value FROM (SELECT scheme || ':' || value AS value FROM aliases WHERE work = ${cited}))`
  } ORDER BY seq DESC LIMIT 1)`;
const LABELS = (axis: number): string => `coalesce(${CORRECTED(axis === 0 ? 'role' : 'polarity', 'c.cited')}, (
  SELECT labels FROM judgements JOIN judges ON judges.id = judgements.judge
  WHERE cited = c.cited AND citing = c.citing AND axis = ${axis}
  ORDER BY judges.rank, judgements.at DESC, judges.name, judgements.id DESC LIMIT 1))`;
/** Who said the role in force. */
const JUDGE = `iif(${CORRECTED('role', 'c.cited')} IS NOT NULL, 'human', (
  SELECT judges.name FROM judgements JOIN judges ON judges.id = judgements.judge
  WHERE cited = c.cited AND citing = c.citing AND axis = 0
  ORDER BY judges.rank, judgements.at DESC, judges.name, judgements.id DESC LIMIT 1))`;
const JUDGE_KIND = `CASE WHEN judge = 'human' OR judge LIKE 'human:%' THEN 'human'
  WHEN judge = 'labelled' OR judge LIKE 'labelled:%' THEN 'labelled' WHEN judge = 'computed' OR judge LIKE 'computed:%' THEN 'computed'
  WHEN judge IN ('pith', 'semantic-scholar') THEN judge WHEN judge IS NOT NULL THEN 'other' END`;
const REVIEWED = (column: 'verdict' | 'novelty'): string => `coalesce(${CORRECTED(column)} ->> '$', (
  SELECT ${column} FROM reviews WHERE work = c.citing AND ${column} IS NOT NULL
  ORDER BY CASE WHEN source LIKE 'human:%' THEN 0 WHEN source = 'pith' THEN 1 WHEN source LIKE 'computed:%' THEN 3 ELSE 2 END, reviewed_at IS NULL, reviewed_at DESC, source LIMIT 1))`;
/** The gravest of the findings that were not taken back; clean where there is none; NULL where nobody checked. */
const INTEGRITY = `(SELECT coalesce((
    SELECT found.value ->> 'severity' FROM integrity AS own, json_each(own.findings) AS found
    WHERE own.work = c.citing AND coalesce(found.value ->> 'basis', '') <> 'rescinded'
    ORDER BY CASE found.value ->> 'severity' WHEN 'critical' THEN 0 WHEN 'advisory' THEN 1 WHEN 'informational' THEN 2 ELSE 3 END,
      found.value ->> 'severity' LIMIT 1), 'clean')
  FROM integrity WHERE work = c.citing)`;
const ALIAS = (scheme: string): string =>
  `EXISTS (SELECT 1 FROM aliases WHERE work = c.citing AND scheme = '${scheme}')`;

/** What was written of a paper last, under one of its names. */
const SAID = (kind: string, item = "''"): string => `(SELECT "to" FROM temp.lines
  WHERE work = c.citing AND kind = '${kind}' AND item = ${item}
    AND screening IN ('', (SELECT 'hub:' || scheme || ':' || value FROM aliases WHERE work = c.cited AND position = 0))
  ORDER BY seq DESC LIMIT 1)`;
/** What was decided of it, over the whole library in any hub: the latest of what stands there. */
const DECIDED = `CASE WHEN c.cited <> 0 THEN ${SAID('decide')} ELSE (SELECT "to" FROM temp.lines AS own
  WHERE work = c.citing AND kind = 'decide' AND screening LIKE 'hub:%' AND "to" IS NOT NULL
    AND seq = (SELECT max(seq) FROM temp.lines WHERE work = own.work AND kind = 'decide' AND screening = own.screening)
  ORDER BY seq DESC LIMIT 1) END`;
/** What is to be read. */
const TO_READ = `(starred OR reading IS NOT NULL OR coalesce(decision ->> 'status', '') = 'later')`;
/** Words as they are compared. */
const KEYED = (words: string): string => `lower(replace(replace(${words}, '_', '-'), ' ', '-'))`;

/** One row a citing paper, as the facts say it. */
const PAPERS = (citations: string): string => `
  SELECT c.cited AS hub, c.citing AS paper, coalesce(${LABELS(0)}, '[]') AS role, coalesce(${LABELS(1)}, '[]') AS polarity, ${JUDGE} AS judge,
    ${REVIEWED('verdict')} AS verdict, ${REVIEWED('novelty')} AS novelty, ${INTEGRITY} AS integrity,
    w.retracted, w.category, w.date,
    CAST(substr(w.date, 1, 4) AS INTEGER) AS year, c.places AS refs, c.influential,
    coalesce(w.cited_by, (SELECT nullif(count(*), 0) FROM citations WHERE cited = c.citing)) AS citations,
    nullif(folded(w.title), '') AS title, folded(w.venue) AS venue, folded(t.abstract) AS abstract,
    folded((SELECT group_concat(name, ', ') FROM (SELECT name FROM (
      SELECT position, name FROM authors WHERE work = c.citing UNION ALL
      SELECT 1000 + key, value ->> 'name' FROM json_each(t.author_set)) ORDER BY position))) AS author,
    (SELECT json_group_array(folded(text)) FROM (SELECT t.summary AS text UNION ALL
      SELECT rest ->> 'summary' FROM reviews WHERE work = c.citing)) AS summaries,
    (SELECT json_group_array(folded(text)) FROM contexts WHERE cited = c.cited AND citing = c.citing) AS contexts,
    t.abstract IS NOT NULL AS has_abstract, ${ALIAS('doi')} AS has_doi, ${ALIAS('arxiv')} AS has_arxiv,
    t.summary IS NOT NULL OR EXISTS
      (SELECT 1 FROM reviews WHERE work = c.citing AND rest ->> 'summary' IS NOT NULL) AS has_summary,
    EXISTS (SELECT 1 FROM reviews WHERE work = c.citing) AS has_review,
    EXISTS (SELECT 1 FROM claims WHERE work = c.citing) AS has_claims,
    EXISTS (SELECT 1 FROM contexts WHERE cited = c.cited AND citing = c.citing) AS has_context,
    (SELECT json_group_array(text) FROM contexts WHERE cited = c.cited AND citing = c.citing) AS sentences,
    (SELECT count(*) FROM citations JOIN ${citations} AS own ON own.citing = citations.citing AND own.cited = c.cited
      WHERE citations.cited = c.citing) AS local,
    EXISTS (SELECT 1 FROM aliases JOIN owned USING (scheme, value) WHERE work = c.citing) AS mine,
    ${DECIDED} AS decision, ${SAID('star')} IS NOT NULL AS starred, ${SAID('reading')} + 0.0 AS reading, ${SAID('note')} IS NOT NULL AS has_note,
    (SELECT json_group_array(tag) FROM (SELECT DISTINCT item AS tag FROM temp.lines AS one WHERE work = c.citing AND kind = 'tag'
      AND ${SAID('tag', 'one.item')} IS NOT NULL)) AS tags
  FROM ${citations} c JOIN works w ON w.id = c.citing LEFT JOIN texts t ON t.work = c.citing WHERE c.cited = ?`;
/** Every work, as a row that cites nothing. */
const WORKS = '(SELECT 0 AS cited, id AS citing, NULL AS places, NULL AS influential FROM works)';

/** The readings of lists of the hub's citing papers, and whether each can be compared with an earlier one. */
const READINGS = `
  SELECT f.id, f.service, f.started, f.finished IS NOT NULL AS whole, EXISTS (
    SELECT 1 FROM fetches e WHERE e.paper = f.paper AND e.service = f.service AND e.id < f.id
      AND (e.finished IS NOT NULL OR e.most = f.most)) AS comparable
  FROM fetches f JOIN aliases ON scheme || ':' || value = f.paper WHERE work = ?`;

/** Conditions on what the readings since a day said, or for null the last of each service. */
function news(since: string | null): Record<'yes' | 'changed' | 'gone', string> {
  const own = 'cited = papers.hub AND citing = papers.paper';
  const chosen =
    since === null
      ? `NOT EXISTS (SELECT 1 FROM readings n WHERE n.comparable AND n.service = r.service AND n.id > r.id)`
      : `r.started >= '${since}'`;
  const later = `SELECT id FROM readings r WHERE r.comparable AND ${chosen}`;
  const whole = `SELECT id FROM readings r WHERE r.whole AND r.service = s.service`;
  const firstLater = `(SELECT min(id) FROM (${whole} INTERSECT ${later}))`;
  const said = `FROM changes WHERE ${own} AND field = k.field AND fetch IN (${later})`;
  return {
    yes: `coalesce((SELECT min(first) FROM sightings WHERE ${own}) IN (${later}), FALSE)`,
    changed: `EXISTS (SELECT 1 FROM changes k WHERE ${own}
      AND (SELECT before ${said} ORDER BY id LIMIT 1) <> (SELECT after ${said} ORDER BY id DESC LIMIT 1))`,
    gone: `EXISTS (SELECT 1 FROM sightings s WHERE ${own} AND last < (SELECT max(id) FROM (${whole}))
      AND last >= (SELECT coalesce(max(id), 0) FROM (${whole}) WHERE id < ${firstLater}) AND ${firstLater} IS NOT NULL)`,
  };
}

/** Who wrote a work, in order where that is known; people are one whose full names are alike. */
const PEOPLE = (work: string): string => `
  SELECT position, person(name, given, family) AS person FROM authors WHERE work = ${work}
  UNION ALL SELECT NULL, person(value ->> 'name', value ->> 'given', value ->> 'family')
  FROM texts, json_each(author_set) WHERE work = ${work} AND NOT EXISTS (SELECT 1 FROM authors WHERE work = ${work})`;
/** The full names among which one must be the same on both sides. */
function namesOf(work: string, which: 'any' | 'first' | 'last'): string {
  const end = which === 'first' ? 'min' : 'max';
  const at = which === 'any' ? '' : `AND position = (SELECT ${end}(position) FROM authors WHERE work = ${work})`;
  return `SELECT person FROM (${PEOPLE(work)}) WHERE person <> '' ${at}`;
}

export interface Answer {
  works: WorkNumber[];
  fuzzy: boolean;
  /** By facet and label as a person reads it, labels without papers under the filters included. */
  facets: Record<Exclude<Facet['field'], 'school'>, Map<string, number>>;
  /** By role the papers whose role was computed, which are in no count of the facet. */
  computed: Map<string, number>;
}

/** Lays the hub's papers out; the queries that follow are about them. */
export function layOut(lib: Library, hub: WorkNumber): void {
  lib.db.function('folded', (text: unknown) => (text === null ? '' : foldText(text as string)));
  lib.db.function('nearly', (text: unknown, word: unknown) => Number(hasNearly(text as string, word as string)));
  lib.db.function('person', (name: unknown, given: unknown, family: unknown) =>
    person(name as string | null, given as string | null, family as string | null),
  );
  lib.db.function('cued', (sentence: unknown, kind: unknown) =>
    Number(cuesIn(sentence as string, kind as CueKind).length > 0),
  );
  lib.db.exec(`DROP TABLE IF EXISTS temp.lines; CREATE TEMP TABLE lines AS SELECT aliases.work, kind, screening, item, "to", seq
    FROM journal JOIN aliases ON scheme || ':' || value = journal.work; CREATE INDEX temp.lines_of ON lines(work, kind)`);
  lib.db.exec('DROP TABLE IF EXISTS temp.papers');
  lib.db.prepare(`CREATE TEMP TABLE papers AS ${PAPERS(hub === 0 ? WORKS : 'citations')}`).run(hub);
  lib.db.exec('DROP TABLE IF EXISTS temp.readings');
  lib.db.prepare(`CREATE TEMP TABLE readings AS ${READINGS}`).run(hub);
}

export function answer(lib: Library, query: Query): Answer {
  const terms = conditions(query.where);
  const words = terms.filter(isOfWords);
  const count = (typos: Typos, missing = 0): number =>
    lib.db
      .prepare(`SELECT count(*) FROM temp.papers WHERE ${all(words, typos, missing)}`)
      .pluck()
      .get() as number;
  const exact = count('none');
  const forgiving = exact > 0 ? 'texts' : 'names';
  const plain = words.filter(isPlain).length;
  const steps = [0, ...(plain >= 3 ? [1] : []), ...(plain >= 6 ? [2] : [])];
  const near = words.length > 0 && exact < 10 ? steps.find((missing) => count(forgiving, missing) > 0) : undefined;
  const missing = near ?? 0;
  const fuzzy = near !== undefined && count(forgiving, missing) > exact;
  const typos = fuzzy ? forgiving : 'none';
  const works = lib.db
    .prepare(`SELECT paper FROM temp.papers WHERE ${all(terms, typos, missing)} ORDER BY ${order(lib, query.sort)}`)
    .pluck()
    .all() as WorkNumber[];
  const computed = new Map<string, number>();
  const facets = Object.fromEntries(
    Object.entries(FACETS).map(([field, { from, label }]) => {
      const others = terms.filter((term) => !leaves(term).every((leaf) => fieldOf(leaf) === field));
      const counted = lib.db
        .prepare(
          `SELECT ${label} AS label,
             count(DISTINCT paper) FILTER (WHERE ${apart(field)} AND ${all(others, typos, missing)}) AS papers,
             count(DISTINCT paper) FILTER (WHERE NOT ${apart(field)} AND ${all(others, typos, missing)}) AS computed
           FROM temp.papers ${from} GROUP BY 1`,
        )
        .all() as { label: string | number; papers: number; computed: number }[];
      const shown = (name: string): string => (field === 'category' ? name : labelWords(name));
      if (field === 'role')
        for (const row of counted) if (row.computed > 0) computed.set(shown(String(row.label)), row.computed);
      return [field, new Map(counted.map((row) => [shown(String(row.label)), row.papers]))];
    }),
  ) as Answer['facets'];
  return { works, fuzzy, facets, computed };
}

/** Whether a paper is in the counts of a facet, and not beside them. */
const apart = (field: string): string => (field === 'role' ? `(${JUDGE_KIND}) IS NOT 'computed'` : 'TRUE');

const SET = (field: string): { from: string; label: string } => ({
  from: `LEFT JOIN json_each(${field}) AS labels`,
  label: `coalesce(labels.value, 'none')`,
});
const FLAG = (field: string): { from: string; label: string } => ({
  from: '',
  label: `CASE ${field} WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE 'none' END`,
});
const FACETS: Record<keyof Answer['facets'], { from: string; label: string }> = {
  role: SET('role'),
  polarity: SET('polarity'),
  verdict: { from: '', label: `coalesce(verdict, 'none')` },
  category: { from: '', label: `coalesce(category, 'none')` },
  year: { from: '', label: `coalesce(year, 'none')` },
  novelty: {
    from: '',
    label: `CASE WHEN novelty IS NULL THEN 'none' WHEN novelty >= 9 THEN '9–10' ELSE floor(novelty) END`,
  },
  influential: FLAG('influential'),
  integrity: { from: '', label: `coalesce(integrity, 'none')` },
  retracted: FLAG('retracted'),
  status: {
    from: `JOIN (SELECT 'included' AS status UNION ALL VALUES ('excluded'), ('maybe'), ('later'), ('unscreened'), ('starred'), ('to-read')) AS each
      ON status = coalesce(decision ->> 'status', 'unscreened') OR (status = 'starred' AND starred)
        OR (status = 'to-read' AND ${TO_READ} AND EXISTS (SELECT 1 FROM temp.papers WHERE reading IS NOT NULL))`,
    label: 'status',
  },
  reason: {
    from: `JOIN (SELECT 1) AS each ON decision ->> 'status' = 'excluded'`,
    label: `coalesce(${KEYED("decision ->> 'reason'")}, 'none')`,
  },
  tag: { from: 'JOIN json_each(tags) AS labels', label: KEYED('labels.value') },
};

/** Of how many papers some reference is known that is no hub with a list of citing papers; local citations need half. */
const KNOWN = `
  SELECT avg(EXISTS (SELECT 1 FROM citations WHERE citing = paper AND cited <> hub AND cited NOT IN (SELECT work FROM hubs)))
  FROM temp.papers`;

/** Whether a review, and not the reader alone, gives a paper a novelty. */
const GIVEN =
  'SELECT EXISTS (SELECT 1 FROM reviews JOIN temp.papers ON paper = work WHERE reviews.novelty IS NOT NULL)';

function order(lib: Library, sort: Sort | null): string {
  const by = (key: string, descending: boolean): string => `${key} IS NULL, ${key} ${descending ? 'DESC' : 'ASC'}`;
  const newest = by('date', true);
  const isUnasked = sort === null || sort.key === 'relevance';
  const isWithheld = sort?.key === 'local' && (lib.db.prepare(KNOWN).pluck().get() as number) < 0.5;
  if (isUnasked || isWithheld || (sort.key === 'date' && sort.descending)) {
    const isReviewed = lib.db.prepare(GIVEN).pluck().get() === 1;
    const first = isUnasked && isReviewed ? `${by('novelty', true)}, ` : '';
    return `${first}${newest}, ${isUnasked || !isReviewed ? `${by('title', false)}, ` : ''}paper`;
  }
  return `${by(sort.key, sort.descending)}, ${newest}, paper`;
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const isPlain = (term: Term): boolean => term.kind === 'text' && term.field === undefined && !term.phrase;

/** All conditions, but for `missing` of the plain words. */
/** Typing errors are forgiven in no word, in those of titles and summaries, or in names, too. */
type Typos = 'none' | 'texts' | 'names';

function all(terms: readonly Term[], typos: Typos, missing = 0): string {
  const said = (term: Term): string => condition(term, isOfWords(term) ? typos : 'none');
  if (missing === 0) return terms.map(said).join(' AND ') || 'TRUE';
  const plain = terms.filter(isPlain);
  const enough = `(${plain.map(said).join(' + ')} >= ${plain.length - missing})`;
  return [...terms.filter((term) => !isPlain(term)).map(said), enough].join(' AND ');
}

function condition(term: Term, typos: Typos): string {
  switch (term.kind) {
    case 'and':
    case 'or':
      return `(${term.terms.map((part) => condition(part, typos)).join(` ${term.kind} `)})`;
    case 'not':
      return `NOT coalesce(${condition(term.term, 'none')}, FALSE)`;
    case 'flag':
      return `(${term.field} IS ${Number(term.value)})`;
    case 'mine':
      return `(mine IS ${Number(term.value)})`;
    case 'new': {
      const said = news(null);
      return term.what === 'no' ? `(NOT ${said.yes})` : said[term.what];
    }
    case 'date': {
      const side = (bound: string | undefined, sign: string, open: true | undefined): string => {
        if (bound === undefined) return 'TRUE';
        const shown = (of: string): string => `substr(${of}, 1, min(length(date), ${bound.length}))`;
        const same = `(${shown('date')} = ${shown(`'${bound}'`)} AND length(date) >= ${bound.length})`;
        return `(${shown('date')} ${sign} ${shown(`'${bound}'`)}${open ? '' : ` OR ${same}`})`;
      };
      return `(date IS NOT NULL AND ${side(term.from, '>', term.openFrom)} AND ${side(term.to, '<', term.openTo)})`;
    }
    case 'since': {
      const said = news(term.day);
      return `(${said.yes} OR ${said.changed} OR ${said.gone})`;
    }
    case 'linked': {
      const work = `(SELECT work FROM aliases WHERE scheme || ':' || value = ${text(term.id)})`;
      if (term.how === 'cites')
        return `EXISTS (SELECT 1 FROM citations AS x WHERE x.citing = paper AND x.cited = ${work})`;
      if (term.how === 'cited-by')
        return `EXISTS (SELECT 1 FROM citations AS x WHERE x.cited = paper AND x.citing = ${work})`;
      return `(paper IS NOT ${work} AND EXISTS (SELECT 1 FROM citations AS x JOIN citations AS y ON y.cited = x.cited
        WHERE x.citing = paper AND y.citing = ${work} AND x.cited <> hub))`;
    }
    case 'self':
      return `EXISTS (${namesOf('papers.paper', term.which)} INTERSECT ${namesOf('papers.hub', term.which)})`;
    case 'bears': {
      const does = {
        supports: ['support'],
        extends: ['extend'],
        contrasts: ['contrast', 'disagreement'],
        refutes: ['refute'],
      };
      const labels = does[term.how].map(text).join(', ');
      return `(EXISTS (SELECT 1 FROM json_each(polarity) WHERE value IN (${labels})) OR EXISTS (SELECT 1 FROM contexts, json_each(polarities)
        WHERE contexts.cited = hub AND contexts.citing = paper AND value IN (${labels})))`;
    }
    case 'cue':
      return `EXISTS (SELECT 1 FROM json_each(sentences) WHERE cued(value, ${text(term.what)}))`;
    case 'label-by':
      return `(${JUDGE_KIND} IS ${text(term.judge)})`;
    case 'status':
      if (term.what === 'starred') return 'starred';
      if (term.what === 'to-read') return TO_READ;
      return `(coalesce(decision ->> 'status', 'unscreened') = ${text(term.what)})`;
    case 'own':
      if (term.field === 'tag') {
        if (term.value === null) return `(tags = '[]')`;
        return `EXISTS (SELECT 1 FROM json_each(tags) WHERE ${KEYED('value')} = ${KEYED(text(term.value))})`;
      }
      return `coalesce(decision ->> 'status' = 'excluded'
        AND ${KEYED("decision ->> 'reason'")} IS ${term.value === null ? 'NULL' : KEYED(text(term.value))}, FALSE)`;
    case 'school':
      throw new Error('no SQL says what a school is');
    case 'none':
      return `(${term.field} IS NULL)`;
    case 'number': {
      const bounds = [];
      if (term.from !== undefined) bounds.push(`${term.field} ${term.openFrom ? '>' : '>='} ${term.from}`);
      if (term.to !== undefined) bounds.push(`${term.field} ${term.openTo ? '<' : '<='} ${term.to}`);
      return `coalesce(${bounds.join(' AND ')}, FALSE)`;
    }
    case 'has':
      if (term.what === 'novelty') return '(novelty IS NOT NULL)';
      if (term.what === 'role' || term.what === 'polarity') return `(${term.what} <> '[]')`;
      return `has_${term.what}`;
    case 'label': {
      const { field, value } = term;
      if (field === 'role' || field === 'polarity') {
        if (value === 'none') return `(${field} = '[]')`;
        return `EXISTS (SELECT 1 FROM json_each(${field}) WHERE value = ${text(value)})`;
      }
      if (value === 'none') return `(${field} IS NULL)`;
      if (field !== 'category') return `(${field} IS ${text(value)})`;
      if (!value.endsWith('.*')) return `(category IS ${text(value)} COLLATE NOCASE)`;
      const archive = text(value.slice(0, -2));
      return `coalesce(category = ${archive} COLLATE NOCASE OR category LIKE ${archive} || '.%', FALSE)`;
    }
    case 'text':
      return ofText(term, typos);
  }
}

function ofText(term: Extract<Term, { kind: 'text' }>, typos: Typos): string {
  const words = foldText(term.text);
  if (words === '') return 'TRUE';
  const wanted = text(term.phrase && !term.open ? ` ${words} ` : ` ${words}`);
  if (term.field === 'context')
    return `EXISTS (SELECT 1 FROM json_each(contexts) WHERE instr(' ' || value || ' ', ${wanted}))`;
  const columns = term.field === undefined ? ['title', 'author'] : [term.field];
  const near =
    typos !== 'none' && !term.phrase && !words.includes(' ') && !['venue', 'abstract'].includes(term.field ?? '');
  const nearlyIn = (column: string): string[] => {
    const nearly = `nearly(coalesce(${column}, ''), ${text(words)})`;
    if (column !== 'author') return [nearly];
    const known = `EXISTS (SELECT 1 FROM temp.papers AS other WHERE instr(' ' || other.author || ' ', ${wanted}))`;
    if (term.field === 'author') return [`(${nearly} AND NOT ${known})`];
    return typos === 'names' ? [nearly] : [];
  };
  const found = columns.flatMap((column) => [
    `coalesce(instr(' ' || ${column} || ' ', ${wanted}), 0)`,
    ...(near ? nearlyIn(column) : []),
  ]);
  if (term.field === undefined) {
    const inOne = `instr(' ' || value || ' ', ${wanted})${near ? ` OR nearly(value, ${text(words)})` : ''}`;
    found.push(`EXISTS (SELECT 1 FROM json_each(summaries) WHERE ${inOne})`);
  }
  return `(${found.join(' OR ')})`;
}

/** `Given Family`, folded; `Family, Given` is the same person. */
function person(name: string | null, given: string | null, family: string | null): string {
  if (given !== null && family !== null) return foldText(`${given} ${family}`);
  const [before = '', after = ''] = (name ?? '').split(/,(.*)/su);
  return foldText(after.trim() === '' ? (name ?? '') : `${after} ${before}`);
}

/** Whether a word of the text begins with `word` but for as many errors as its length allows. */
function hasNearly(words: string, word: string): boolean {
  const allowed = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  if (allowed === 0 || word.length > 31) return false;
  return words.split(' ').some((other) => distance(word, other) <= allowed);
}

/** The textbook table: least edits between a word and any beginning of another, neighbours swapped counting once. */
function distance(word: string, other: string): number {
  const table = Array.from({ length: word.length + 1 }, (_, i) =>
    Array.from({ length: other.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= word.length; i += 1) {
    for (let j = 1; j <= other.length; j += 1) {
      const same = word[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, table[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
        best = Math.min(best, table[i - 2]![j - 2]! + 1);
      }
      table[i]![j] = best;
    }
  }
  return Math.min(...table[word.length]!);
}

const conditions = (where: Term | null): readonly Term[] =>
  where === null ? [] : where.kind === 'and' ? where.terms : [where];
const leaves = (term: Term): Term[] =>
  term.kind === 'and' || term.kind === 'or'
    ? term.terms.flatMap(leaves)
    : term.kind === 'not'
      ? leaves(term.term)
      : [term];
const fieldOf = (leaf: Term): string => ('field' in leaf ? (leaf.field ?? 'text') : leaf.kind);
const asked = (term: Term): Term[] =>
  term.kind === 'and' || term.kind === 'or' ? term.terms.flatMap(asked) : term.kind === 'not' ? [] : [term];
const isOfWords = (term: Term): boolean => leaves(term).every((leaf) => leaf.kind === 'text') && asked(term).length > 0;
