/** The hub page as a sheet. */
import type { Overview } from '../../library/model.js';
import { overviewIn } from '../../library/search/overview.js';
import { overviewSections } from '../panes/overview.js';
import type { SheetKind } from './sheet.js';

export const overviewSheet: SheetKind<'overview', Overview> = {
  name: 'Overview',
  read: (library, { work }) => overviewIn(library, work),
  draw: (data, { work }, cells, look) => ({
    sections: overviewSections(data, cells, look, 'F asks the services', [
      { after: 'Authors', words: 'who cites it most, and self-citations', ask: { sheet: 'authors', work } },
      { after: 'Co-cited works', words: 'all co-cited works', ask: { sheet: 'cocited', work, order: 'shared' } },
      { after: 'Co-cited works', words: 'schools of citing papers', ask: { sheet: 'schools', work } },
      { after: 'Citing papers per year', words: 'the timeline', ask: { sheet: 'timeline', work, stack: 'role' } },
    ]),
    about:
      'What a source printed is shown as printed, with date and source, and opens papers only where as many are known here. What is computed says out of how much: a paper can have several roles, so shares may add up to more than all. Representative papers are those printed as such, else the first in the usual order. A hub is a work with 10 or more citing papers on Pith, or 1,000 elsewhere; a super hub has 100 on Pith or 10,000 elsewhere. Disruption (the CD index) is not offered: it needs the citing papers of everything the hub cites, of which a library holds few.',
  }),
  reordered: null,
  isWide: true,
};
