/** The tables of a library, and the steps that lift one from version to version. */
import type Database from 'better-sqlite3';
import type { WorkField } from '../hub/work-fields.js';
import { WRITTEN, watch } from './change-triggers.js';
import { liftIntoJournal } from './lift-into-journal.js';
import { USUAL_PRECEDENCE } from './precedence.js';

/** Marks a SQLite file as a pith-tui library: "Pith" in ASCII. */
export const APPLICATION_ID = 0x50697468;

/**
 * Facts, as sources gave them. Small vocabularies that repeat a million times (sources, judges) are numbers; labels stay
 * text because they are open.
 */
const FACTS = `
CREATE TABLE sources(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE imports(
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES sources(id), origin TEXT NOT NULL, at TEXT NOT NULL,
  counts TEXT NOT NULL
) STRICT;
-- source: who described the work first, and so may correct what it said; NULL while only its name is known.
CREATE TABLE works(
  id INTEGER PRIMARY KEY, title TEXT, date TEXT, venue TEXT, kind TEXT, category TEXT, volume TEXT, issue TEXT, pages TEXT,
  publisher TEXT, url TEXT, cited_by INTEGER, retracted INTEGER, source INTEGER REFERENCES sources(id),
  import INTEGER REFERENCES imports(id)
) STRICT;
-- Long texts apart, so that scans of works stay short.
CREATE TABLE texts(work INTEGER PRIMARY KEY REFERENCES works(id), summary TEXT, abstract TEXT) STRICT;
CREATE TABLE aliases(
  scheme TEXT NOT NULL, value TEXT NOT NULL, work INTEGER NOT NULL REFERENCES works(id), position INTEGER NOT NULL,
  PRIMARY KEY(scheme, value)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX aliases_by_work ON aliases(work, position);
CREATE TABLE authors(
  work INTEGER NOT NULL REFERENCES works(id), position INTEGER NOT NULL, name TEXT NOT NULL, family TEXT, given TEXT,
  is_group INTEGER NOT NULL, PRIMARY KEY(work, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE citations(
  cited INTEGER NOT NULL REFERENCES works(id), citing INTEGER NOT NULL REFERENCES works(id), places INTEGER,
  influential INTEGER, source INTEGER NOT NULL REFERENCES sources(id),
  PRIMARY KEY(cited, citing), CHECK(cited <> citing)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_by_citing ON citations(citing, cited);
-- A number is never given twice, since the search index may still know a sentence that another program deleted.
CREATE TABLE contexts(
  id INTEGER PRIMARY KEY AUTOINCREMENT, cited INTEGER NOT NULL, citing INTEGER NOT NULL, text TEXT NOT NULL, section TEXT, labels TEXT,
  FOREIGN KEY(cited, citing) REFERENCES citations(cited, citing)
) STRICT;
CREATE INDEX contexts_by_citation ON contexts(cited, citing);
CREATE TABLE judges(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, rank INTEGER NOT NULL) STRICT;
-- A row a set, only ever appended. axis: 0 role, 1 polarity; labels: a JSON array.
CREATE TABLE judgements(
  id INTEGER PRIMARY KEY, cited INTEGER NOT NULL, citing INTEGER NOT NULL, axis INTEGER NOT NULL,
  judge INTEGER NOT NULL REFERENCES judges(id), labels TEXT NOT NULL, confidence REAL, at TEXT NOT NULL,
  FOREIGN KEY(cited, citing) REFERENCES citations(cited, citing)
) STRICT;
CREATE INDEX judgements_by_citation ON judgements(cited, citing, axis);
-- rest: the record's other fields as JSON, those unknown to this program included.
CREATE TABLE reviews(
  work INTEGER NOT NULL REFERENCES works(id), source TEXT NOT NULL, verdict TEXT, novelty REAL, reviewed_at TEXT,
  rest TEXT NOT NULL, PRIMARY KEY(work, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE claims(
  id INTEGER PRIMARY KEY, work INTEGER NOT NULL REFERENCES works(id), kind TEXT NOT NULL, text TEXT NOT NULL, source TEXT,
  status TEXT, attestation TEXT, claim_id TEXT
) STRICT;
CREATE INDEX claims_by_work ON claims(work);
-- A hub as its source printed it; at is '' where the source has no date. printed: the record's other fields as JSON.
CREATE TABLE hubs(
  work INTEGER NOT NULL REFERENCES works(id), source TEXT NOT NULL, at TEXT NOT NULL, printed TEXT NOT NULL,
  PRIMARY KEY(work, source, at)
) STRICT, WITHOUT ROWID;
-- A reading of a service's list of citing papers (fetches.ts). paper: the name it was asked by, hub: the service's own for it;
-- cursor: from where to go on, NULL at the end; most: how many papers were asked for, NULL for all; notes: a JSON array.
CREATE TABLE fetches(
  id INTEGER PRIMARY KEY, paper TEXT NOT NULL, hub TEXT NOT NULL, service INTEGER NOT NULL REFERENCES sources(id), cursor TEXT,
  most INTEGER, pages INTEGER NOT NULL, papers INTEGER NOT NULL, total INTEGER, notes TEXT NOT NULL,
  started TEXT NOT NULL, updated TEXT NOT NULL, finished TEXT
) STRICT;
CREATE INDEX fetches_by_paper ON fetches(paper);
-- In which reading of a service's list a citing paper first stood, and in which last.
CREATE TABLE sightings(
  cited INTEGER NOT NULL, citing INTEGER NOT NULL, service INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY(cited, citing, service)
) STRICT, WITHOUT ROWID;
-- What a later reading of a list changed of a citing paper: field by field what was known before and after.
CREATE TABLE changes(
  id INTEGER PRIMARY KEY, fetch INTEGER NOT NULL, cited INTEGER NOT NULL, citing INTEGER NOT NULL, field TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL
) STRICT;
CREATE INDEX changes_by_citation ON changes(cited, citing);
`;

/** What is computed from the facts and can be dropped and rebuilt; derive.ts and columns.ts fill it. */
const DERIVED = `
CREATE TABLE effective(
  cited INTEGER NOT NULL, citing INTEGER NOT NULL, axis INTEGER NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY(cited, citing, axis, label)
) STRICT, WITHOUT ROWID;
-- A work as lists show it; ref: the name to show; citing: citers in this library, classified: those of them with a role.
CREATE TABLE listed(
  work INTEGER PRIMARY KEY, ref TEXT NOT NULL, first_author TEXT NOT NULL, author_count INTEGER NOT NULL, verdict TEXT,
  novelty REAL, year INTEGER, citing INTEGER NOT NULL, classified INTEGER NOT NULL, title_key TEXT NOT NULL
) STRICT;
CREATE INDEX listed_by_citing ON listed(citing) WHERE citing > 0;
-- Tokens come ready-made from tokens.ts, separated by blanks: the ascii tokenizer leaves every other letter alone. Which
-- words a text has is indexed, not where: a third of the size, and what is found for several words is read again.
CREATE VIRTUAL TABLE title_search USING fts5(
  words, content='', contentless_delete=1, detail='none', tokenize='ascii'
);
CREATE VIRTUAL TABLE abstract_search USING fts5(
  words, content='', contentless_delete=1, detail='none', tokenize='ascii'
);
CREATE VIRTUAL TABLE context_search USING fts5(
  words, content='', contentless_delete=1, detail='none', tokenize='ascii'
);
-- The arrays of a large hub, see columns.ts: an outline as JSON, the arrays as little-endian numbers in segments.
-- generation tells arrays that were made anew from those a program has already read.
CREATE TABLE hub_columns(
  generation INTEGER PRIMARY KEY AUTOINCREMENT, work INTEGER NOT NULL UNIQUE, version INTEGER NOT NULL,
  outline TEXT NOT NULL
) STRICT;
CREATE TABLE hub_segments(
  id INTEGER PRIMARY KEY, work INTEGER NOT NULL, name TEXT NOT NULL, segment INTEGER NOT NULL, data BLOB NOT NULL,
  UNIQUE(work, name, segment)
) STRICT;
-- Facts that another program changed and nothing was derived from since (change-triggers.ts): a citation, or with cited 0 a work.
CREATE TABLE touched(cited INTEGER NOT NULL, citing INTEGER NOT NULL, PRIMARY KEY(cited, citing)) STRICT, WITHOUT ROWID;
`;

/** What the reader did with the papers: no facts of theirs, and nothing that can be made again. */
const READER = `
-- Citation keys that were given out, by the pattern that made them. The first of a work is its key for ever; others come
-- from works that turned out to be the same, and are never given to another.
CREATE TABLE citation_keys(
  id INTEGER PRIMARY KEY, pattern TEXT NOT NULL, key TEXT NOT NULL COLLATE NOCASE,
  work INTEGER NOT NULL REFERENCES works(id), UNIQUE(pattern, key)
) STRICT;
CREATE INDEX citation_keys_by_work ON citation_keys(work, pattern, id);
-- The reader's own bibliographies, and the names of what stands in them (own-bibliographies.ts): identifiers, and as the scheme 'title'
-- the year and the folded title. Names and not works, so that papers that come later are known too.
CREATE TABLE bibliographies(id INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE, read TEXT NOT NULL) STRICT;
CREATE TABLE owned(
  scheme TEXT NOT NULL, value TEXT NOT NULL, bibliography INTEGER NOT NULL REFERENCES bibliographies(id),
  entry INTEGER NOT NULL, PRIMARY KEY(scheme, value, bibliography, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX owned_by_entry ON owned(bibliography, entry);
`;

/**
 * What more than one source says of a work (descriptions.ts), and which works a reader said are not one (merge-split.ts).
 */
const SEVERAL_SOURCES = `
-- Only of works that are described more than once. names: a JSON array; same: the fields the source has as the work's row
-- has them, a bit each; other: those it has otherwise, as a JSON object.
CREATE TABLE descriptions(
  id INTEGER PRIMARY KEY AUTOINCREMENT, work INTEGER NOT NULL REFERENCES works(id),
  source INTEGER NOT NULL REFERENCES sources(id), names TEXT NOT NULL, same INTEGER NOT NULL, other TEXT NOT NULL
) STRICT;
CREATE INDEX descriptions_by_work ON descriptions(work);
-- Names of two works that are to stay two, whatever sources say.
CREATE TABLE kept_apart(
  one TEXT NOT NULL, other TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(one, other)
) STRICT, WITHOUT ROWID;
-- By which description of the citing paper it was said: NULL for the only one, or for several.
ALTER TABLE citations ADD COLUMN via INTEGER;
ALTER TABLE contexts ADD COLUMN via INTEGER;
ALTER TABLE judgements ADD COLUMN via INTEGER;
ALTER TABLE reviews ADD COLUMN via INTEGER;
ALTER TABLE claims ADD COLUMN via INTEGER;
-- Derived: see matchKey in title-keys.ts.
ALTER TABLE listed ADD COLUMN match_key INTEGER;
UPDATE listed SET match_key = match_key(title_key);
CREATE INDEX listed_by_match ON listed(match_key) WHERE match_key IS NOT NULL;
`;

/** Texts that hold a letter, or TeX for one, that words were not folded by until then. */
const NEWLY_FOLDED = (text: string): string =>
  `(${text} GLOB '*[ŧŦəƏĸȷ]*' OR ${text} || ' ' GLOB '*\\[DdNnTtSs][GgHhJjSs][^A-Za-z]*' OR ${text} GLOB '*\\h[ {\\]*')`;

/** More letters are folded (fold.ts): what has one is derived anew at the next reading. */
const MORE_LETTERS = `
INSERT OR IGNORE INTO touched(cited, citing) SELECT 0, id FROM works WHERE ${NEWLY_FOLDED('title')};
INSERT OR IGNORE INTO touched(cited, citing) SELECT 0, work FROM texts WHERE ${NEWLY_FOLDED('abstract')};
INSERT OR IGNORE INTO touched(cited, citing) SELECT cited, citing FROM contexts WHERE ${NEWLY_FOLDED('text')};
UPDATE OR REPLACE owned SET value = title_key(value) WHERE scheme = 'title' AND ${NEWLY_FOLDED('value')};
`;

/** Fields that bibliographies give. */
const MORE_FIELDS = `
ALTER TABLE works ADD COLUMN genre TEXT;
ALTER TABLE works ADD COLUMN number TEXT;
ALTER TABLE works ADD COLUMN keywords TEXT;
`;

/** Polarities of a sentence, a JSON array as its roles (labels) are. */
const SENTENCE_POLARITIES = 'ALTER TABLE contexts ADD COLUMN polarities TEXT;';

/** Texts in which a TeX command stands directly before something that its name was one word with until then. */
const BEFORE_ITS_ARGUMENT = (text: string): string =>
  `(${text} GLOB '*\\[A-Za-z]*[{}0-9]*' OR ${text} GLOB '*\\[A-Za-z]*[^ -~]*')`;

/** Names of TeX commands are words of their own (tokens.ts), in what the reader owns as far as the library has the paper. */
const COMMANDS_APART = `
INSERT OR IGNORE INTO touched(cited, citing) SELECT 0, id FROM works WHERE ${BEFORE_ITS_ARGUMENT('title')};
INSERT OR IGNORE INTO touched(cited, citing)
  SELECT 0, work FROM texts WHERE ${BEFORE_ITS_ARGUMENT('abstract')} OR ${BEFORE_ITS_ARGUMENT('summary')};
INSERT OR IGNORE INTO touched(cited, citing) SELECT 0, work FROM authors WHERE ${BEFORE_ITS_ARGUMENT('name')};
INSERT OR IGNORE INTO touched(cited, citing)
  SELECT 0, work FROM reviews WHERE ${BEFORE_ITS_ARGUMENT("rest ->> 'summary'")};
INSERT OR IGNORE INTO touched(cited, citing) SELECT cited, citing FROM contexts WHERE ${BEFORE_ITS_ARGUMENT('text')};
UPDATE OR REPLACE owned SET value = renamed.so FROM (
  SELECT who || ' ' || title_key AS was, who || ' ' || title_key(title) AS so FROM (
    SELECT coalesce(listed.year, author_key(listed.first_author), '') AS who, listed.title_key, works.title
    FROM works JOIN listed ON listed.work = works.id WHERE ${BEFORE_ITS_ARGUMENT('works.title')}
  )
) AS renamed WHERE owned.scheme = 'title' AND owned.value = renamed.was;
`;

/**
 * What Pith publishes beside lists: several reviews of one work, a row each, whose dates and models tell them apart; views of a
 * hub's page that are filtered (view: the filter as JSON, '' for the whole page); checks of a work, a row a source, whose
 * findings are a JSON array as records have them; authors without order (a JSON array) and how many there are in all.
 */
const ALL_OF_PITH = `
ALTER TABLE works ADD COLUMN author_count INTEGER;
ALTER TABLE works ADD COLUMN cross_categories TEXT;
ALTER TABLE texts ADD COLUMN author_set TEXT;
ALTER TABLE citations ADD COLUMN reference INTEGER;
ALTER TABLE citations ADD COLUMN confidence REAL;
ALTER TABLE claims ADD COLUMN number INTEGER;
ALTER TABLE reviews RENAME TO single_reviews;
CREATE TABLE reviews(
  id INTEGER PRIMARY KEY, work INTEGER NOT NULL REFERENCES works(id), source TEXT NOT NULL, model TEXT, reviewed_at TEXT,
  verdict TEXT, novelty REAL, rest TEXT NOT NULL, via INTEGER
) STRICT;
INSERT INTO reviews(work, source, model, reviewed_at, verdict, novelty, rest, via)
  SELECT work, source, rest ->> 'model', reviewed_at, verdict, novelty, json_remove(rest, '$.model'), via
  FROM single_reviews ORDER BY work, source;
DROP TABLE single_reviews;
CREATE INDEX reviews_by_work ON reviews(work);
ALTER TABLE hubs RENAME TO whole_hubs;
CREATE TABLE hubs(
  work INTEGER NOT NULL REFERENCES works(id), source TEXT NOT NULL, at TEXT NOT NULL, view TEXT NOT NULL, printed TEXT NOT NULL,
  PRIMARY KEY(work, source, at, view)
) STRICT, WITHOUT ROWID;
INSERT INTO hubs(work, source, at, view, printed) SELECT work, source, at, '', printed FROM whole_hubs;
DROP TABLE whole_hubs;
CREATE TABLE integrity(
  work INTEGER NOT NULL REFERENCES works(id), source TEXT NOT NULL, at TEXT, detectors TEXT, findings TEXT NOT NULL, via INTEGER,
  PRIMARY KEY(work, source)
) STRICT, WITHOUT ROWID;
-- Derived: the worst of the findings that hold, see findings.ts.
ALTER TABLE listed ADD COLUMN integrity TEXT;
`;

/** The tables of what is said of a work beside its fields and citations. */
export const SAID_OF_WORKS = ['reviews', 'claims', 'integrity'] as const;

/**
 * The published version's title and authors go with its venue, and of dates that agree the exacter counts (descriptions.ts): works
 * whose sources differ in these are looked at again at the next reading.
 */
const NEWLY_IN_FORCE = `
INSERT OR IGNORE INTO touched(cited, citing) SELECT DISTINCT 0, work FROM descriptions
WHERE json_type(other, '$.title') IS NOT NULL OR json_type(other, '$.authors') IS NOT NULL OR json_type(other, '$.date') IS NOT NULL;
`;

/** Which citing papers bear on which claim, by a reader's hand (claim-links.ts). Names and not works, as in own bibliographies. */
const CLAIM_LINKS = `
CREATE TABLE claim_links(
  claim INTEGER NOT NULL REFERENCES claims(id) ON DELETE CASCADE, citing TEXT NOT NULL, stance TEXT NOT NULL,
  author TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(claim, citing)
) STRICT, WITHOUT ROWID;
`;

/** What two works had before a reader merged them (merge-record.ts): their names as JSON arrays, their rows as compressed JSON. */
const MERGES = `
CREATE TABLE merges(
  id INTEGER PRIMARY KEY, kept TEXT NOT NULL, gone TEXT NOT NULL, at TEXT NOT NULL, before BLOB NOT NULL
) STRICT;
`;

/**
 * What the reader did, line by line, and never changed (decisions/journal.ts). Names and not works, as in own bibliographies. Values
 * are JSON. standing is derived: the lines that no later one stands over, of which the reader's state consists.
 */
const JOURNAL = `
CREATE TABLE steps(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, at TEXT NOT NULL, who TEXT NOT NULL, undoes TEXT
) STRICT;
CREATE TABLE journal(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, step INTEGER NOT NULL REFERENCES steps(id), line INTEGER NOT NULL,
  kind TEXT NOT NULL, screening TEXT NOT NULL, work TEXT NOT NULL, item TEXT NOT NULL, "from" TEXT, "to" TEXT, over TEXT,
  again TEXT, UNIQUE(step, line)
) STRICT;
CREATE TABLE standing(
  seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, screening TEXT NOT NULL, work TEXT NOT NULL, item TEXT NOT NULL
) STRICT;
CREATE INDEX standing_by_cell ON standing(kind, screening, work, item);
${['steps', 'journal']
  .flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (change) =>
        `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table} BEGIN SELECT raise(ABORT, 'the journal is only added to'); END;`,
    ),
  )
  .join('\n')}
`;

/** How good what was learned is (learning/computed-labels.ts), as JSON: a row a judge that labels are of. */
const LEARNED = `
CREATE TABLE learned(judge INTEGER PRIMARY KEY REFERENCES judges(id), at TEXT NOT NULL, figures TEXT NOT NULL) STRICT;
`;

/**
 * Samples of labelled citations that a reader judges without seeing the labels, and the answers (audits.ts). Names and not works, as in
 * own bibliographies. out_of: how many citations were there to draw from.
 */
const AUDITS = `
CREATE TABLE audits(
  id INTEGER PRIMARY KEY, hub TEXT NOT NULL, size INTEGER NOT NULL, seed INTEGER NOT NULL, drawn_at TEXT NOT NULL,
  out_of INTEGER NOT NULL, UNIQUE(hub, size, seed)
) STRICT;
CREATE TABLE audit_sample(
  audit INTEGER NOT NULL REFERENCES audits(id), place INTEGER NOT NULL, paper TEXT NOT NULL, stratum TEXT NOT NULL,
  PRIMARY KEY(audit, place), UNIQUE(audit, paper)
) STRICT, WITHOUT ROWID;
CREATE TABLE audit_answers(
  audit INTEGER NOT NULL REFERENCES audits(id), paper TEXT NOT NULL, who TEXT NOT NULL, role TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY(audit, paper, who)
) STRICT, WITHOUT ROWID;
`;

/**
 * Derived: what the reader's corrections that stand come to in this library (corrections.ts). cited: 0 where it is of the work
 * alone; axis: as in judgements, then 2 verdict, 3 novelty; value: JSON.
 */
const CORRECTIONS = `
CREATE TABLE corrections(
  work INTEGER NOT NULL, cited INTEGER NOT NULL, axis INTEGER NOT NULL, value TEXT NOT NULL, judge TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY(work, cited, axis)
) STRICT, WITHOUT ROWID;
`;

/** Derived: how the numbers of a segment are packed (derived/shelf/packing.ts); NULL where they are as in memory. */
const PACKING = 'ALTER TABLE hub_segments ADD COLUMN packing INTEGER;';

/** The column of a work's field. */
export function columnOf(field: WorkField): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The tables in which everything is computed from the facts, beside the full-text indexes. */
export const DERIVED_TABLES = [
  'effective',
  'listed',
  'hub_columns',
  'hub_segments',
  'touched',
  'standing',
  'corrections',
] as const;

/** The full-text indexes of the library. */
export const SEARCH_INDEXES = ['title_search', 'abstract_search', 'context_search'] as const;

/** Each step lifts a library by one version; a step that was once published is never changed, only followed. */
export const MIGRATIONS: readonly ((db: Database.Database) => void)[] = [
  (db) => {
    db.exec(FACTS);
    db.exec(DERIVED);
    watch(db, ['works', 'texts', 'aliases', 'authors', 'reviews', 'claims', 'citations', 'contexts', 'judgements']);
  },
  (db) => db.exec(READER),
  (db) => db.exec(SEVERAL_SOURCES),
  (db) => db.exec(MORE_LETTERS),
  (db) => db.exec(MORE_FIELDS),
  (db) => db.exec(SENTENCE_POLARITIES),
  (db) => db.exec(COMMANDS_APART),
  (db) => {
    db.exec(ALL_OF_PITH);
    watch(db, ['reviews', 'integrity']);
  },
  (db) => db.exec(NEWLY_IN_FORCE),
  (db) => db.exec(CLAIM_LINKS),
  (db) => db.exec(MERGES),
  (db) => db.exec(USUAL_PRECEDENCE),
  (db) => db.exec(JOURNAL),
  (db) => db.exec(LEARNED),
  (db) => {
    db.exec(AUDITS);
    db.exec(CORRECTIONS);
  },
  (db) => db.exec(WRITTEN),
  liftIntoJournal,
  (db) => db.exec(PACKING),
];
