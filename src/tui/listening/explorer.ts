/** The list of citing papers, its filters and the details of a paper, for the ear. */
import { countWords } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import { ALL_WORKS, takenWords } from '../../library/model.js';
import { isActive } from '../../query/edit.js';
import { printQuery } from '../../query/print.js';
import type { Hidden } from '../blind.js';
import { FACETS } from '../panes/facets.js';
import { progressLine } from '../panes/progress.js';
import { type ExplorerLayer, facetLines, isIndexed, paperUnderCursor } from '../state/explorer.js';
import { sortWords } from '../state/filters.js';
import { detailsText, paneOf } from '../state/panes.js';
import { countSelected, isSelected } from '../state/selection.js';
import { decidedWords, rowWords, workWords } from './papers.js';
import { type Decidable, type Fact, fact, type Heard, type Reading, type Telling } from './telling.js';
import { ended, placeWords, sentence, sentences, spoken } from './words.js';

/** As wide as all that the line of progress may say. */
const ANY_WIDTH = 10_000;

export function explorerTelling(explorer: ExplorerLayer, heard: Heard): Telling {
  const about = { facts: explorerFacts(explorer, heard), ...decidable(explorer, heard) };
  switch (paneOf(explorer)) {
    case 'list':
      return {
        place: `list ${explorer.hub}`,
        opening: [hubWords(explorer, heard.state.hidden)],
        again: explorer.hub === ALL_WORKS ? 'All works.' : 'Citing papers.',
        under: rowUnder(explorer, heard),
        ...reading(explorer, heard),
        ...about,
      };
    case 'facets':
      return {
        place: `facets ${explorer.hub}`,
        opening: facetOpening(explorer),
        under: facetUnder(explorer),
        ...about,
      };
    case 'details': {
      const read = reading(explorer, heard);
      const name = read.reading?.name ?? '';
      const title = sentence(`Details of ${placeWords('paper', explorer.scroll.cursor, explorer.view.total)}`);
      return {
        place: `details of ${name}`,
        opening: [title, ...(read.reading?.lines ?? ['Nothing: no paper matches.'])],
        again: sentences(title, read.reading?.lines[read.reading.at] ?? ''),
        isListed: true,
        under: '',
        ...read,
        ...about,
      };
    }
  }
}

function hubWords({ head }: ExplorerLayer, hidden: Hidden): string {
  return head.work === ALL_WORKS
    ? 'All works of the library.'
    : sentence(`Citing papers of: ${workWords(head, hidden)}`);
}

/** What holds of the list, whichever of its panes has the keys. */
export function explorerFacts(explorer: ExplorerLayer, { state, services, theme }: Heard): Fact[] {
  const { hub, head, view, query, selection, rangeFrom } = explorer;
  const { decisions } = services;
  const name = (what: string): string => `${what} ${hub}`;
  const marked = countSelected(selection);
  const progress = progressLine(
    head,
    decisions.review(),
    decisions.progress(hub),
    { papers: view.total, left: () => view.left() },
    ANY_WIDTH,
    ANY_WIDTH,
    theme,
  );
  return [
    { name: name('query'), text: queryWords(explorer), isUsual: false },
    fact(name('order'), query.sort === null ? '' : sentence(sortWords(view.order)), sentence(sortWords(view.order))),
    fact(name('selection'), marked === 0 ? '' : `${countWords(marked)} selected.`, 'Nothing is selected.'),
    fact(
      name('range'),
      rangeFrom === null ? '' : `A range begins at row ${countWords(rangeFrom + 1)}.`,
      'The range has ended.',
    ),
    { name: name('progress'), text: ended(spoken(progress)), isUsual: false },
    fact('hidden', state.hidden.length === 0 ? '' : `Hidden: ${state.hidden.join(', ')}.`, 'Nothing is hidden.'),
  ];
}

function queryWords({ query, view, head }: ExplorerLayer): string {
  const line = printQuery({ ...query, sort: null });
  const of = head.work === ALL_WORKS ? 'works' : 'citing papers';
  if (line === '') return `All ${countWords(view.total)} ${of}.`;
  if (view.total === 0) return sentence(`Query ${line}: no paper matches`);
  const taken = takenWords(view.forgiven());
  const words = taken === '' ? 'With similar words' : `With similar words: ${taken}`;
  const similar = view.fuzzy ? `${words}; in quotes they are taken as typed.` : '';
  return sentences(`Query ${line}: ${countWords(view.total)} of ${countWords(head.citing)} ${of}`, similar);
}

function rowUnder(explorer: ExplorerLayer, { state, services }: Heard): string {
  const { hub, view, scroll, selection } = explorer;
  const work = paperUnderCursor(explorer);
  const [row] = work === undefined ? [] : services.rows(hub, [work]);
  if (work === undefined || row === undefined) return '';
  const [decided] = services.decisions.decided(hub, [work]);
  return rowWords(row, {
    place: placeWords('Row', scroll.cursor, view.total),
    hidden: state.hidden,
    isSelected: isSelected(selection, work),
    decided: decided!,
    standing: view.standing,
  });
}

function decidable(explorer: ExplorerLayer, { services }: Heard): { paper?: Decidable } {
  const work = paperUnderCursor(explorer);
  const [row] = work === undefined ? [] : services.rows(explorer.hub, [work]);
  if (work === undefined || row === undefined) return {};
  const wordsOf = (of: number): string => decidedWords(services.decisions.decided(explorer.hub, [of])[0]!);
  return { paper: { work, title: row.title, wordsOf } };
}

/** The details as lines, and the one they are scrolled to. */
function reading(explorer: ExplorerLayer, heard: Heard): { reading?: Reading } {
  const paper = paperUnderCursor(explorer);
  if (paper === undefined) return {};
  const lines = detailsText(heard, explorer, paper).lines.map(spoken);
  return { reading: { name: String(paper), lines, at: Math.min(explorer.detailTop, lines.length - 1) } };
}

function facetOpening({ view }: ExplorerLayer): string[] {
  const absent = view.facets.filter((facet) => !isIndexed(facet)).map(({ field }) => FACETS[field].name.toLowerCase());
  return ['Filters.', absent.length === 0 ? '' : sentence(`No data: ${absent.join(', ')}`)];
}

/** `Role: method, 59 papers, chosen. Value 3 of 40.` */
function facetUnder({ view, query, facet: { cursor } }: ExplorerLayer): string {
  const values = facetLines(view.facets).filter((line) => line.kind === 'value');
  const line = values[cursor];
  if (line === undefined) return '';
  const { facet, value } = line;
  const state = isActive(query, value.term);
  const chosen = state === null ? '' : state === 'included' ? ', chosen' : ', excluded';
  const papers = `${countWords(value.count)} ${value.count === 1 ? 'paper' : 'papers'}`;
  return sentences(
    `${FACETS[facet.field].name}: ${labelWords(value.label)}, ${papers}${chosen}`,
    placeWords('Value', cursor, values.length),
  );
}
