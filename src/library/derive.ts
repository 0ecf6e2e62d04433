/** What follows from the facts: the label sets in force, the list row of a work, the search index. All of it can be rebuilt. */
import type { WorkId } from './model.js';
import type { Library } from './open.js';
import { foldText } from './words.js';

/** Axes as the tables number them. */
export const AXES = ['role', 'polarity'] as const;

/** Longest title key; titles that differ only after this many characters sort as equal. */
const TITLE_KEY = 200;

/** Whom to believe first: a person, the site itself, a labelled corpus, Semantic Scholar, anybody else, a computation. */
export function judgeRank(judge: string): number {
  if (judge === 'human' || judge.startsWith('human:')) return 0;
  if (judge === 'pith') return 1;
  if (judge.startsWith('labelled:')) return 2;
  if (judge === 'semantic-scholar') return 3;
  return judge === 'computed' || judge.startsWith('computed:') ? 5 : 4;
}

/** A title as it is compared: case, accents, TeX and punctuation make no difference. Empty where there is none. */
export function titleKey(title: string | null): string {
  return title === null ? '' : foldText(title).slice(0, TITLE_KEY);
}

/** The judgement in force comes first; of one judge, the newest. */
export const JUDGEMENT_ORDER = 'judges.rank, judgements.at DESC, judges.name, judgements.id DESC';

/** Reviews in the order they are believed: the site's own first, then the newest. */
export const REVIEW_ORDER =
  "reviews.source <> 'pith', reviews.reviewed_at IS NULL, reviews.reviewed_at DESC, reviews.source";

/** Derives the labels in force of one citation on one axis. */
export function deriveLabels(lib: Library, cited: WorkId, citing: WorkId, axis: number): void {
  const best = lib
    .sql(
      `SELECT labels FROM judgements JOIN judges ON judges.id = judgements.judge
       WHERE cited = ? AND citing = ? AND axis = ? ORDER BY ${JUDGEMENT_ORDER} LIMIT 1`,
    )
    .get(cited, citing, axis) as { labels: string } | undefined;
  lib.sql('DELETE FROM effective WHERE cited = ? AND citing = ? AND axis = ?').run(cited, citing, axis);
  if (!best) return;
  const insert = lib.sql('INSERT OR IGNORE INTO effective(cited, citing, axis, label) VALUES (?, ?, ?, ?)');
  for (const label of JSON.parse(best.labels) as string[]) insert.run(cited, citing, axis, label);
}

/** Derives the list row of a work and what is searched of it. */
export function deriveWork(lib: Library, id: WorkId): void {
  const work = lib
    .sql('SELECT title, date, venue, abstract, summary FROM works LEFT JOIN texts ON work = id WHERE id = ?')
    .get(id) as
    | {
        title: string | null;
        date: string | null;
        venue: string | null;
        abstract: string | null;
        summary: string | null;
      }
    | undefined;
  if (!work) return;
  const reviews = lib
    .sql(`SELECT verdict, novelty, rest FROM reviews WHERE work = ? ORDER BY ${REVIEW_ORDER}`)
    .all(id) as { verdict: string | null; novelty: number | null; rest: string }[];
  const { citing } = lib.sql('SELECT count(*) AS citing FROM citations WHERE cited = ?').get(id) as { citing: number };
  const authors = lib.sql('SELECT name FROM authors WHERE work = ? ORDER BY position').all(id) as { name: string }[];
  const { ref } = lib
    .sql("SELECT scheme || ':' || value AS ref FROM aliases WHERE work = ? ORDER BY position LIMIT 1")
    .get(id) as { ref: string };
  lib
    .sql(
      `INSERT OR REPLACE INTO listed(work, ref, first_author, author_count, verdict, novelty, year, citing, title_key)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      ref,
      authors[0]?.name ?? '',
      authors.length,
      reviews.find((review) => review.verdict !== null)?.verdict ?? null,
      reviews.find((review) => review.novelty !== null)?.novelty ?? null,
      work.date === null ? null : Number(work.date.slice(0, 4)),
      citing,
      titleKey(work.title),
    );
  const summaries = [work.summary, ...reviews.map((review) => summaryOf(review.rest))].filter((text) => text !== null);
  const searched = [
    foldText(work.title ?? ''),
    authors.map((author) => foldText(author.name)).join(' '),
    [...new Set(summaries)].map(foldText).join(' '),
  ];
  index(lib, 'search', 'title, authors, summary', id, searched);
  index(lib, 'text_search', 'abstract, venue', id, [foldText(work.abstract ?? ''), foldText(work.venue ?? '')]);
}

function summaryOf(rest: string): string | null {
  const { summary } = JSON.parse(rest) as { summary?: unknown };
  return typeof summary === 'string' ? summary : null;
}

function index(lib: Library, table: string, columns: string, id: number, texts: string[]): void {
  lib.sql(`DELETE FROM ${table} WHERE rowid = ?`).run(id);
  if (texts.every((text) => text === '')) return;
  lib.sql(`INSERT INTO ${table}(rowid, ${columns}) VALUES (?${', ?'.repeat(texts.length)})`).run(id, ...texts);
}

/** Puts a citing sentence into the search index. */
export function deriveContext(lib: Library, id: number, text: string): void {
  index(lib, 'context_search', 'text', id, [foldText(text)]);
}

/** Drops a work from what is derived, before the work itself goes. */
export function forgetWork(lib: Library, id: WorkId): void {
  for (const table of ['search', 'text_search']) lib.sql(`DELETE FROM ${table} WHERE rowid = ?`).run(id);
  lib.sql('DELETE FROM listed WHERE work = ?').run(id);
}

/** Makes everything derived anew from the facts. */
export function rebuildDerived(lib: Library): void {
  lib.db
    .transaction(() => {
      for (const table of ['effective', 'listed', 'search', 'text_search', 'context_search']) {
        lib.db.exec(`DELETE FROM ${table}`);
      }
      for (const { id } of lib.sql('SELECT id FROM works').all() as { id: WorkId }[]) deriveWork(lib, id);
      for (const { id, text } of lib.sql('SELECT id, text FROM contexts').all() as { id: number; text: string }[]) {
        deriveContext(lib, id, text);
      }
      const judged = lib.sql('SELECT DISTINCT cited, citing, axis FROM judgements').all() as {
        cited: WorkId;
        citing: WorkId;
        axis: number;
      }[];
      for (const { cited, citing, axis } of judged) deriveLabels(lib, cited, citing, axis);
    })
    .immediate();
  lib.kept.clear();
}
