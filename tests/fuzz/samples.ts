/** A small sound file of every form that is read, to be mutated. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECORDS } from '../sources/pith/records/samples.js';
import * as services from '../sources/replay/services.js';

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
const jsonLines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

const BIBTEX = `@string{wool = "Journal of Wool"}
% The first of three.
@article{shepherd20, author = {Shepherd, Ada and de la Cruz, Bo and {The Flock Collaboration}}, journal = wool # { B},
  title = {On \\emph{counting} {Sheep}, H$_2$O and $\\alpha^{2}$}, year = 2020, month = "9~" # dec, volume = {7}, pages = {1--9},
  doi = {10.1000/wool.1}, eprint = {2101.00002v2}, archivePrefix = {arXiv}, url = {https://example.org/a_b}}
@inproceedings{ram21, author = "Ram, Bo and others", title = "Sh{\\'e}ep {\\"u}ber \\textsubscript{x}", crossref = {flock}}
@proceedings{flock, title = {Proceedings of the Flock}, year = 2021, editor = {Ewe, C.}, publisher = {Meadow Press}}
@thesis{ewe19, author = {Ewe, C.}, title = {Wolves}, type = {mathesis}, date = {2019-02-30/2020}, note = {See 10.1000/wool.2}}
@comment{nothing} @preamble{"\\newcommand{\\x}{y}"}
`;

const RIS = `TY  - JOUR
AU  - Shepherd, Ada
AU  - Ram, Bo
TI  - On counting <i>sheep</i> &amp; lambs
JO  - Journal of Wool
PY  - 2020/05/06/
VL  - 7
SP  - 1
EP  - 9
DO  - https://doi.org/10.1000/wool.1
UR  - https://arxiv.org/abs/2101.00002
AB  - We count. ER - is not the end.
KW  - sheep
ER  - 

TY  - THES
A1  - Ewe, C.
T1  - Wolves, without a year
M3  - Master's thesis
ER  - 
`;

const PUBMED = `PMID- 12345678
OWN - NLM
DP  - 2020 May 6
TI  - On counting <i>sheep</i> &amp; lambs, which goes on
      in another line.
PG  - 1-9
LID - 10.1000/wool.1 [doi]
AB  - We count.
FAU - Shepherd, Ada
AU  - Shepherd A
FAU - de la Cruz, Bo
AU  - de la Cruz B
CN  - The Flock Collaboration
PT  - Journal Article
OT  - sheep
JT  - Journal of Wool
VI  - 7
PMC - PMC1234567

PMID- 12345679
DP  - 2019 Nov-Dec
BTI - Wolves
AU  - Ewe C
PB  - Meadow Press
PT  - Book
`;

const WEB_OF_SCIENCE = `FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Shepherd, A
   Ram, B
AF Shepherd, Ada
   Ram, Bo
CA The Flock Collaboration
TI On counting <i>sheep</i> &amp; lambs
   and rams
SO JOURNAL OF WOOL
DT Article
DE sheep; wool
AB We count.
PD MAY 6
PY 2020
VL 7
BP 1
EP 9
DI 10.1000/wool.1
PM 12345678
ER

PT B
AU Ewe, C
TI Wolves
PY 2019
PU MEADOW PRESS
ER

EF
`;

const ENDNOTE = `%0 Journal Article
%A Shepherd, Ada
%A Ram, Bo
%T On counting <i>sheep</i> &amp; lambs
%J Journal of Wool
%D 2020
%8 May 6, 2020
%V 7
%N 2
%P 1-9
%R 10.1000/wool.1
%U https://arxiv.org/abs/2101.00002
%K sheep
wool
%X We count.

%0 Thesis
%A Ewe, C.
%T Wolves
%9 Master's thesis
%D 2019
%I Meadow Press
`;

const CSL = [
  {
    id: 'shepherd20',
    type: 'article-journal',
    title: 'On counting <i>sheep</i>',
    author: [{ family: 'Shepherd', given: 'Ada' }, { literal: 'The Flock Collaboration' }],
    issued: { 'date-parts': [[2020, 5, 6]] },
    DOI: '10.1000/wool.1',
    'container-title': 'Journal of Wool',
    page: '1-9',
    keyword: 'sheep, wool',
  },
  {
    id: 'ewe19',
    type: 'thesis',
    genre: "Master's thesis",
    title: 'Wolves',
    author: [{ family: 'Ewe' }],
    issued: { raw: '2019?' },
  },
];

const PAGE = `pith.
super hub
Canonical reference
Counting Sheep at Scale
Canonical reference. 76% of citing Pith papers cite this work as background.
204 Pith papers citing it
Background 76% of classified citations
abstract
We count sheep.
citation-role summary
background 22
method 1
claims ledger
abstract We count sheep.
authors
Ada Shepherd and Bo Ram
co-cited works
Goats, a Survey
representative citing papers
Rams and Ewes: a Taxonomy
cs.CV · 2024-05-01 · accept · novelty 8.5 · 3 refs
Sorts sheep into three kinds.
Sheep Without Names
cs.LG · 2023-11-30 · conditional · novelty 6.0
citing papers explorer
Showing 2 of 204 citing papers.
Rams and Ewes: a Taxonomy
cs.CV · 2024-05-01 · accept · background · none
`;

const S2AG_CITATIONS = [1, 2, 3].map((citingcorpusid) => ({
  citationid: 90 + citingcorpusid,
  citingcorpusid,
  citedcorpusid: 77,
  isinfluential: citingcorpusid === 2,
  contexts: ['Sheep follow [4].', null],
  intents: [['methodology'], null],
}));

const S2AG_PAPERS = [1, 2, 77].map((corpusid) => ({
  corpusid,
  externalids: { DOI: `10.1000/sheep.${corpusid}`, ArXiv: null, CorpusId: String(corpusid) },
  title: `On counting sheep, part ${corpusid}`,
  authors: [{ authorId: '1', name: 'Ada Shepherd' }],
  venue: 'Journal of Wool',
  year: 2020,
  citationcount: 3,
  publicationtypes: ['JournalArticle'],
  publicationdate: '2020-01-02',
  journal: { name: 'J. Wool', pages: '1-9', volume: '2' },
}));

const INTERCHANGE = [
  { format: 'pith-tui-hub', version: 1 },
  {
    type: 'work',
    ids: ['arxiv:2101.00001', 'doi:10.1000/hub'],
    title: 'Counting Sheep at Scale',
    authors: [{ name: 'Ada Shepherd' }],
    date: '2021-01-02',
  },
  {
    type: 'work',
    ids: ['arxiv:2201.00002'],
    title: 'On counting sheep',
    date: '2022',
    venue: 'Journal of Wool',
    kind: 'article-journal',
    abstract: 'We count.',
  },
  { type: 'hub', work: 'arxiv:2101.00001', source: 'pith', total: 204, roles: [{ label: 'background', count: 22 }] },
  {
    type: 'citation',
    citing: 'arxiv:2201.00002',
    cited: 'arxiv:2101.00001',
    places: 2,
    influential: true,
    contexts: [{ text: 'Sheep follow [4].', section: 'Method' }],
    judgements: [{ axis: 'role', labels: ['method'], judge: 'pith', at: '2026-01-01' }],
  },
  { type: 'review', work: 'arxiv:2201.00002', source: 'pith', verdict: 'accept', novelty: 7.5, summary: 'Counts.' },
  {
    type: 'review',
    work: 'arxiv:2201.00002',
    source: 'pith',
    model: 'm-1',
    reviewedAt: '2026-01-02',
    pith: 'It counts.',
  },
  {
    type: 'integrity',
    work: 'arxiv:2201.00002',
    source: 'pith',
    at: '2026-01-02',
    findings: [{ detector: 'doi_compliance', finding: 'broken_identifier', severity: 'critical', reference: 4 }],
  },
  { type: 'claim', work: 'arxiv:2101.00001', kind: 'abstract', text: 'We count sheep.', number: 1 },
];

const ARXIV_METADATA = [2, 3].map((number) => ({
  id: `2101.0000${number}`,
  authors_parsed: [
    ['Shepherd', 'Ada', ''],
    ['Ram', 'Bo', 'Jr'],
  ],
  categories: 'cs.CL cs.LG',
  title: `On H$_2$O and sh\\'eep, part ${number}`,
  doi: `10.1000/wool.${number}`,
  abstract: 'We\n  count \\emph{all}.',
  versions: [{ version: 'v1', created: 'Mon, 2 Apr 2007 19:18:42 GMT' }],
}));

const INDEX = `oci,citing,cited,creation,timespan,journal_sc,author_sc
06101-06180,omid:br/06101 doi:10.1000/sheep.1,omid:br/06180 doi:10.1000/hub,2021-03-10,P1Y,no,no
06102-06180,omid:br/06102 pmid:123,omid:br/06180 doi:10.1000/hub,2021,P1Y,no,yes
`;

const META = `"id","title","author","issue","volume","venue","page","pub_date","type","publisher","editor"
"doi:10.1000/sheep.1 omid:br/06101","On ""counting"" sheep","Shepherd, Ada [orcid:0000-0001]; Ram, Bo","1","7","Journal of Wool [issn:1234-5678]","1-9","2020-05","journal article","Meadow Press",""
"omid:br/06102","Wolves","The Flock Collaboration","","","","","2019","book","",""
`;

export interface Sample {
  /** As the program calls the form. */
  form: string;
  /** As people call their files. */
  file: string;
  content: string;
}

/** One of every form that files come in. */
export const FILES: readonly Sample[] = [
  { form: 'BibTeX', file: 'a.bib', content: BIBTEX },
  { form: 'RIS', file: 'a.ris', content: RIS },
  { form: 'PubMed', file: 'a.nbib', content: PUBMED },
  { form: 'Web of Science', file: 'a.ciw', content: WEB_OF_SCIENCE },
  { form: 'EndNote', file: 'a.enw', content: ENDNOTE },
  { form: 'CSL-JSON', file: 'a.json', content: json(CSL) },
  { form: 'hub page of Pith, text', file: 'page.txt', content: PAGE },
  {
    form: 'page of Pith, HTML',
    file: 'page.html',
    content: readFileSync(join(import.meta.dirname, '../fixtures/pith/hub.html'), 'utf8'),
  },
  ...(
    [
      ['hub page of Pith, text', 'hub-reader.txt'],
      ['page of a paper on Pith, text', 'paper.txt'],
      ['page of Pith, HTML', 'paper.html'],
      ['page of a Pith Number, text', 'number.txt'],
      ['page of Pith, HTML', 'number.html'],
    ] as const
  ).map(([form, file]) => ({
    form,
    file,
    content: readFileSync(join(import.meta.dirname, '../fixtures/pith', file), 'utf8'),
  })),
  ...Object.entries(RECORDS).map(([form, record]) => ({
    form,
    file: `${form.replaceAll(' ', '-')}.json`,
    content: json(record),
  })),
  {
    form: 'citations body of Semantic Scholar',
    file: 's2.json',
    content: json({ offset: 0, data: [1, 2, 3].map((number) => services.s2Row(number, `2021-0${number}-04`)) }),
  },
  {
    form: 'paper body of Semantic Scholar',
    file: 's2-paper.json',
    content: json({ ...services.S2_PAPER, citations: [{ paperId: 'cd'.repeat(20), title: 'On wool', year: 2021 }] }),
  },
  { form: 'S2AG citations', file: 'citations.jsonl', content: jsonLines(S2AG_CITATIONS) },
  { form: 'S2AG papers', file: 'papers.jsonl', content: jsonLines(S2AG_PAPERS) },
  {
    form: 'OpenAlex snapshot, works',
    file: 'works.jsonl',
    content: jsonLines(
      [1, 2].map((number) => services.openalexWork(number, { referenced_works: ['https://openalex.org/W1000000'] })),
    ),
  },
  { form: 'OpenCitations Index, CSV', file: 'index.csv', content: INDEX },
  { form: 'OpenCitations Meta, CSV', file: 'meta.csv', content: META },
  {
    form: 'arXiv feed, Atom',
    file: 'feed.xml',
    content: services.atom([services.atomEntry('2101.00002'), services.atomEntry('2101.00003')]),
  },
  { form: 'arXiv metadata, JSON Lines', file: 'arxiv.jsonl', content: jsonLines(ARXIV_METADATA) },
  { form: 'interchange', file: 'hub.jsonl', content: jsonLines(INTERCHANGE) },
];

/** An answer of Crossref, which comes in no file. */
export const CROSSREF = json({
  status: 'ok',
  'message-type': 'work-list',
  message: {
    'total-results': 2,
    items: [
      services.crossrefWork('10.1000/wool.1'),
      services.crossrefWork('10.1000/wool.2', { 'updated-by': [{ type: 'retraction', DOI: '10.1000/r' }] }),
    ],
  },
});
