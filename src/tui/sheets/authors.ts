/** Who cites the hub most, and how far that is its own authors, as a sheet. */
import { baseWords, counted, countWords } from '../../hub/share.js';
import {
  authorshipIn,
  citingAuthors,
  SELF_CITATIONS,
  type SelfCitation,
  selfCitations,
} from '../../library/graph/authors/authors.js';
import type { Base } from '../../library/graph/neighbourhood.js';
import { hubHead } from '../../library/read/hubs.js';
import { runQuery } from '../../library/search/view.js';
import { partOf } from '../../library/steps.js';
import { displayText } from '../../text/width.js';
import { hiddenWords } from '../blind.js';
import { ranking, restWords, sectionCommand, told } from './ranking.js';
import { type Door, papers, type SheetKind } from './sheet.js';

interface AuthorsData {
  id: string;
  base: Base;
  total: number;
  /** `found`: papers that the query for the name finds. */
  authors: { name: string; papers: number; found: number }[];
  self: { which: SelfCitation; known: number; papers: number }[];
}

const SHOWN = 60;

const SELF_WORDS: Readonly<Record<SelfCitation, string>> = {
  any: 'share an author with the hub, by names as printed; others may too',
  first: 'have the same first author, by name as printed',
  last: 'have the same last author, by name as printed',
};

const named = (name: string) => ({ kind: 'text', field: 'author', text: name, phrase: true }) as const;

const ABOUT =
  'Authors are told apart by their full names without case, accents and points, since the library holds no ids of people: one who is printed in two ways counts as two.';

export const authorsSheet: SheetKind<'authors', AuthorsData> = {
  name: 'Citing authors',
  *read(library, { work }) {
    yield* partOf(authorshipIn(library, work), 0, 0.5);
    const { base, total, authors } = citingAuthors(library, work, null, SHOWN);
    const self: AuthorsData['self'] = [];
    for (const which of SELF_CITATIONS) {
      yield 0.5;
      const { base: own, places } = selfCitations(library, work, which);
      self.push({ which, known: own.known, papers: places.length });
    }
    const found: AuthorsData['authors'] = [];
    for (const [at, author] of authors.entries()) {
      yield 0.5 + (0.5 * at) / authors.length;
      found.push({ ...author, found: runQuery(library, work, { where: named(author.name), sort: null }).total });
    }
    return { id: hubHead(library, work).id, base, total, authors: found, self };
  },
  draw({ id, base, total, authors, self }, { work: hub }, cells, { hidden }) {
    if (hidden.includes('authors')) return { sections: [told(cells, hiddenWords('authors'))], about: ABOUT };
    const own = self[0]!.known;
    const door = ({ name, papers: count, found }: AuthorsData['authors'][number]): Door =>
      found === count
        ? papers(hub, named(name), count)
        : {
            opens: 'nothing',
            why: `Words alone do not tell this author from others: author:"${displayText(name)}" finds ${counted(found, 'paper')}.`,
          };
    return {
      sections: [
        told(cells, `${baseWords('Authors known', base)}.`),
        own === 0
          ? told(cells, 'Self-citations: not known here.')
          : ranking(
              'Self-citations',
              ['papers', `of ${countWords(own)} whose authors are known`],
              self.map(({ which, papers: count }) => ({
                cells: [countWords(count)],
                text: [{ text: SELF_WORDS[which] }],
                door: papers(hub, { kind: 'self', which }, count),
              })),
              cells,
            ),
        ranking(
          'Authors of most citing papers',
          ['papers', 'author'],
          authors.map((author) => ({
            cells: [countWords(author.papers)],
            text: [{ text: displayText(author.name) }],
            door: door(author),
          })),
          cells,
        ),
        told(cells, restWords(authors.length, total, sectionCommand('authors', id))),
      ],
      about: ABOUT,
    };
  },
  reordered: null,
  isWide: true,
};
