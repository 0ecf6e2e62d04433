/** Works by id: one line, a row of the list, everything. */
import type { Author, ClaimRecord, Context, Ref, ReviewRecord } from '../../hub/record.js';
import { inVocabularyOrder, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import { judgementsInForce } from '../derived/derive.js';
import { LibraryError } from '../error.js';
import { newsAmong, newsOf } from '../history/changes.js';
import { type Library, reading } from '../library.js';
import type { Details, JudgementLine, News, Row, WorkId, WorkLine } from '../model.js';
import { AXES, JUDGEMENT_ORDER, REVIEW_ORDER } from '../precedence.js';
import { hasMine, isMine } from '../reader/own-bibliographies.js';
import { descriptionsOf, sourceNames, versionsOf } from '../works/descriptions.js';
import { authorOf } from '../works/fields.js';
import { namesOf } from '../works/ids.js';
import { type ClaimRow, claimFields, reviewFields } from '../write/write-review.js';

/** Works in one line, in the order of the ids. A work nobody described is shown by its name. */
export function workLines(lib: Library, ids: readonly WorkId[]): WorkLine[] {
  return ids.map((id) => {
    const work = lib.sql('SELECT ref, title, date FROM works JOIN listed ON work = id WHERE id = ?').get(id) as
      | { ref: Ref; title: string | null; date: string | null }
      | undefined;
    if (!work) throw new LibraryError(`The library ${lib.file} has no work ${id}; open the paper again.`);
    const authors = lib.sql('SELECT name FROM authors WHERE work = ? ORDER BY position').all(id) as { name: string }[];
    return {
      id,
      ref: work.ref,
      title: work.title ?? work.ref,
      authors: authors.map((author) => author.name),
      date: work.date ?? '',
    };
  });
}

interface RowColumns {
  ref: Ref;
  title: string | null;
  date: string | null;
  year: number | null;
  category: string | null;
  cited_by: number | null;
  verdict: string | null;
  novelty: number | null;
  citing: number;
  firstAuthor: string;
  authorCount: number;
}

const ROW = `
  SELECT ref, title, date, year, category, cited_by, verdict, novelty, citing, first_author AS firstAuthor,
    author_count AS authorCount
  FROM works JOIN listed ON listed.work = works.id WHERE works.id = ?`;

/**
 * Rows of these works as citers of a hub, in the order of the ids.
 * @param hub null: the works by themselves, without what is known of a citation
 */
export function rows(lib: Library, hub: WorkId | null, ids: readonly WorkId[]): Row[] {
  return reading(lib, () => {
    const asksMine = hasMine(lib);
    const news = hub === null ? undefined : newsAmong(lib, hub, ids);
    return ids.map((id) => row(lib, hub, id, asksMine, news?.get(id)));
  });
}

function row(lib: Library, hub: WorkId | null, id: WorkId, asksMine: boolean, news?: News): Row {
  const work = lib.sql(ROW).get(id) as RowColumns | undefined;
  if (!work) throw new LibraryError(`The library ${lib.file} has no work ${id}; open the paper again.`);
  const citation = lib.sql('SELECT places, influential FROM citations WHERE cited = ? AND citing = ?').get(hub, id) as
    | { places: number | null; influential: number | null }
    | undefined;
  const labels = lib.sql('SELECT axis, label FROM effective WHERE cited = ? AND citing = ?').all(hub, id) as {
    axis: number;
    label: string;
  }[];
  const onAxis = (axis: number): string[] => labels.filter((entry) => entry.axis === axis).map((entry) => entry.label);
  return {
    id,
    ref: work.ref,
    title: work.title ?? work.ref,
    firstAuthor: work.firstAuthor,
    authorCount: work.authorCount,
    date: work.date ?? '',
    ...(work.year !== null && { year: work.year }),
    ...(work.category !== null && { category: work.category }),
    roles: inVocabularyOrder(onAxis(0), ROLES),
    polarities: inVocabularyOrder(onAxis(1), POLARITIES),
    ...(work.verdict !== null && { verdict: work.verdict }),
    ...(work.novelty !== null && { novelty: work.novelty }),
    ...(citation && citation.influential !== null && { influential: citation.influential === 1 }),
    ...(citation && citation.places !== null && { refs: citation.places }),
    citing: work.citing,
    ...(work.cited_by !== null && { citedBy: work.cited_by }),
    ...(asksMine && isMine(lib, id) && { mine: true as const }),
    ...(news !== undefined && { news }),
  };
}

/** The authors of a work in order. */
export function authorsOf(lib: Library, id: WorkId): Author[] {
  const found = lib.sql('SELECT name, family, given, is_group FROM authors WHERE work = ? ORDER BY position').all(id);
  return (found as Parameters<typeof authorOf>[0][]).map(authorOf);
}

/** The reviews of a work, the one to believe first. */
export function reviewsOf(lib: Library, id: WorkId): ReviewRecord[] {
  const [work = ''] = namesOf(lib, id);
  const found = lib.sql(`SELECT * FROM reviews WHERE work = ? ORDER BY ${REVIEW_ORDER}`).all(id) as (Parameters<
    typeof reviewFields
  >[0] & { source: string })[];
  return found.map((review) => ({ type: 'review', work, source: review.source, ...reviewFields(review) }));
}

/** The claims of a work as they came. */
export function claimsOf(lib: Library, id: WorkId): ClaimRecord[] {
  const [work = ''] = namesOf(lib, id);
  const found = lib.sql('SELECT * FROM claims WHERE work = ? ORDER BY id').all(id) as ClaimRow[];
  return found.map((claim) => ({ type: 'claim', work, ...claimFields(claim) }));
}

/** The citing sentences of a citation as they came. */
export function contextsOf(lib: Library, cited: WorkId, citing: WorkId): Context[] {
  const found = lib
    .sql('SELECT text, section, labels FROM contexts WHERE cited = ? AND citing = ? ORDER BY id')
    .all(cited, citing) as { text: string; section: string | null; labels: string | null }[];
  return found.map((context) => ({
    text: context.text,
    ...(context.section !== null && { section: context.section }),
    ...(context.labels !== null && { labels: JSON.parse(context.labels) as string[] }),
  }));
}

/** Every set anybody gave a citation: by axis, the one in force first. */
function judgementsOf(lib: Library, cited: WorkId, citing: WorkId): JudgementLine[] {
  const found = lib
    .sql(
      `SELECT axis, labels, name AS judge, confidence, at, via FROM judgements JOIN judges ON judges.id = judgements.judge
       WHERE cited = ? AND citing = ? ORDER BY axis, ${JUDGEMENT_ORDER}`,
    )
    .all(cited, citing) as {
    axis: number;
    labels: string;
    judge: string;
    confidence: number | null;
    at: string;
    via: number | null;
  }[];
  const inForce = AXES.flatMap((_, axis) => judgementsInForce(found.filter((judgement) => judgement.axis === axis)));
  return found.map((judgement) => ({
    axis: AXES[judgement.axis]!,
    labels: JSON.parse(judgement.labels) as string[],
    judge: judgement.judge,
    ...(judgement.confidence !== null && { confidence: judgement.confidence }),
    at: judgement.at,
    effective: inForce.includes(judgement),
  }));
}

interface DetailColumns {
  venue: string | null;
  kind: string | null;
  volume: string | null;
  issue: string | null;
  pages: string | null;
  publisher: string | null;
  url: string | null;
  abstract: string | null;
  summary: string | null;
  retracted: number | null;
}

/**
 * All that is known of a work, and of its citation of the hub where there is one. The summary is the work's own, else that
 * of the review to believe first.
 */
export function details(lib: Library, hub: WorkId | null, id: WorkId): Details {
  return reading(lib, () => {
    const updates = hub === null ? [] : newsOf(lib, hub, id);
    const news = hub === null ? undefined : newsAmong(lib, hub, [id]).get(id);
    const line = row(lib, hub, id, hasMine(lib), news);
    const work = lib
      .sql(
        `SELECT venue, kind, volume, issue, pages, publisher, url, retracted, abstract, summary
         FROM works LEFT JOIN texts ON work = id WHERE id = ?`,
      )
      .get(id) as DetailColumns;
    const reviews = reviewsOf(lib, id);
    const descriptions = descriptionsOf(lib, id);
    const versions = versionsOf(descriptions);
    const { retracted, summary, ...columns } = work;
    const known = Object.entries(columns).filter(([, value]) => value !== null);
    const inShort = summary ?? reviews.find((review) => review.summary !== undefined)?.summary;
    return {
      ...line,
      ids: namesOf(lib, id),
      authors: authorsOf(lib, id),
      ...(Object.fromEntries(known) as Partial<Record<keyof typeof columns, string>>),
      ...(inShort !== undefined && { summary: inShort }),
      ...(retracted !== null && { retracted: retracted === 1 }),
      ...(updates.length > 0 && { updates }),
      sources: sourceNames(descriptions),
      ...(versions.length > 1 && { versions }),
      contexts: hub === null ? [] : contextsOf(lib, hub, id),
      judgements: hub === null ? [] : judgementsOf(lib, hub, id),
      reviews,
      claims: claimsOf(lib, id),
    };
  });
}
