/** What each order of a list goes by, and which one holds where none is asked for, in words. */
import type { SortKey } from './query.js';

export const UNASKED_ORDER =
  'Without sort: the best match comes first where words are searched for, else the highest novelty where a review gives any paper of the list one, else the newest.';

export const ORDER_RULES: Readonly<Record<SortKey, string>> = {
  novelty: 'By the novelty of the review in force, out of 10; equals by date, the newest first.',
  date: 'By date of publication.',
  title: 'By title, whatever its case and accents.',
  citations: 'By the citations a source counts, else by the citing papers in this library.',
  local: 'By how many other papers of the list cite a paper; the hub itself does not count.',
  pagerank: 'By PageRank over the citations among the papers of the list.',
  reading: 'By the place on your reading list; papers that are not on it come last, the newest first.',
  relevance: 'By how well title, authors and summary match the words searched for.',
};
