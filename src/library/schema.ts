import type Database from 'better-sqlite3';

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
CREATE TABLE texts(work INTEGER PRIMARY KEY REFERENCES works(id), abstract TEXT, summary TEXT) STRICT;
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
CREATE TABLE contexts(
  id INTEGER PRIMARY KEY, cited INTEGER NOT NULL, citing INTEGER NOT NULL, text TEXT NOT NULL, section TEXT, labels TEXT,
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
`;

/** What is computed from the facts and can be dropped and rebuilt; derive.ts fills it. */
const DERIVED = `
CREATE TABLE effective(
  cited INTEGER NOT NULL, citing INTEGER NOT NULL, axis INTEGER NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY(cited, axis, label, citing)
) STRICT, WITHOUT ROWID;
CREATE INDEX effective_by_citation ON effective(cited, citing, axis, label);
-- A work as lists show and sort it; ref: the name to show; citing: citers in this library; title_key: see derive.ts.
CREATE TABLE listed(
  work INTEGER PRIMARY KEY, ref TEXT NOT NULL, first_author TEXT NOT NULL, author_count INTEGER NOT NULL, verdict TEXT,
  novelty REAL, year INTEGER, citing INTEGER NOT NULL, title_key TEXT NOT NULL
) STRICT;
CREATE INDEX listed_by_title ON listed(title_key);
CREATE INDEX listed_by_citing ON listed(citing) WHERE citing > 0;
-- Tokens come ready-made from words.ts, separated by blanks: the ascii tokenizer leaves every other letter alone.
CREATE VIRTUAL TABLE search USING fts5(
  title, authors, summary, content='', contentless_delete=1, prefix='1 2 3', tokenize='ascii'
);
CREATE VIRTUAL TABLE text_search USING fts5(abstract, venue, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE context_search USING fts5(text, content='', contentless_delete=1, tokenize='ascii');
`;

/** Each step lifts a library by one version; a step that was once published is never changed, only followed. */
export const MIGRATIONS: readonly ((db: Database.Database) => void)[] = [
  (db) => {
    db.exec(FACTS);
    db.exec(DERIVED);
  },
];
