/** Which venues are preprint servers. */
import { expect, it } from 'vitest';
import { isArxivVenue, isPreprintDoi, isPreprintVenue } from '../../../src/hub/ids/preprint.js';

it.each([
  'arXiv',
  'arXiv (Cornell University)',
  'arXiv.org',
  'arXiv preprint arXiv:2504.13837',
  'CoRR',
  'CoRR abs/1911.11134',
  'bioRxiv',
  'bio Rxiv',
  'ChemRxiv',
  'SSRN Electronic Journal',
  'Research Square (Research Square)',
  'Preprints.org',
  'Zenodo (CERN European Organization for Nuclear Research)',
  'HAL (Le Centre pour la Communication Scientifique Directe)',
  'OpenReview.net',
])('%s is a server of preprints', (venue) => {
  expect(isPreprintVenue(venue)).toBe(true);
  expect(isArxivVenue(venue)).toBe(/^(?:arXiv|CoRR)/u.test(venue));
});

it.each(['Nature', 'Corr. Sci.', 'Hallmarks of Cancer', 'Preprints in Dialogue', 'Journal of arXiv Studies', ''])(
  '«%s» is none',
  (venue) => {
    expect(isPreprintVenue(venue)).toBe(false);
    expect(isArxivVenue(venue)).toBe(false);
  },
);

it('knows DOIs of preprint servers from those of journals, also where both are of one publisher', () => {
  for (const id of ['doi:10.1101/2020.03.22.002386', 'doi:10.2139/ssrn.3247865', 'doi:10.5281/zenodo.3509134'])
    expect(isPreprintDoi(id), id).toBe(true);
  for (const id of ['doi:10.1101/gr.1239303', 'doi:10.1038/nature14539', 'arxiv:2504.13837'])
    expect(isPreprintDoi(id), id).toBe(false);
});
