/** A hub of which next to nothing is known, for tests of panes that are about something else. */
import type { HubHead } from '../../../src/library/model.js';

export const HUB: HubHead = {
  work: 1,
  id: 'arxiv:2001.00001',
  title: 'A hub',
  authors: [],
  date: '2020',
  presented: true,
  citing: 3,
  classified: 0,
  computed: 0,
  importedAt: '',
};
