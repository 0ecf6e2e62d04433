/** THE table of the fields of a work. To add one, put it here; the compiler or a test names the rest. */
import {
  type Check,
  count,
  date,
  type FieldsOf,
  line,
  list,
  must,
  object,
  type Read,
  short,
  text,
  yes,
  yesNo,
} from './checks.js';
import type { Author } from './record.js';

interface WorkFieldFacts {
  /** Its kind and limits. */
  check: Check<unknown>;
}

const author: Check<Author> = object({
  name: must(short),
  family: short,
  given: short,
  group: yes,
} satisfies FieldsOf<Author>);

/** In the order in which the interchange format writes them. */
export const WORK_FIELDS = {
  title: { check: line },
  authors: { check: list(author) },
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: as exact as the source is. */
  date: { check: date },
  /** Name of the journal, proceedings or series. */
  venue: { check: line },
  /** CSL type: `article-journal`, `paper-conference`, `article` (preprint), `book`, `chapter`, `thesis`, `report`, `dataset`, … */
  kind: { check: short },
  /** Primary subject class, e.g. `cs.CV`, `hep-th`. */
  category: { check: short },
  volume: { check: short },
  issue: { check: short },
  pages: { check: short },
  publisher: { check: line },
  url: { check: short },
  abstract: { check: text },
  /** One sentence on the paper by a reviewer or indexer. */
  summary: { check: text },
  /** Citations the source counts for this work, anywhere. */
  citedBy: { check: count(0) },
  retracted: { check: yesNo },
} as const satisfies Record<string, WorkFieldFacts>;

type Table = typeof WORK_FIELDS;
/** What records have of a work beside its ids. */
export type WorkFieldValues = { -readonly [Field in keyof Table]?: Read<Table[Field]['check']> };
