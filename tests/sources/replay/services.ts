/** The services as far as they are asked, over made-up papers: each answers in the shape that was recorded of it. */
import type { Asked, Handler, Said } from './server.js';

const NOT_FOUND: Said = { status: 404, body: { error: 'Not found' } };

function query({ url }: Asked): { path: string; value: (name: string) => string | null } {
  const { pathname, searchParams } = new URL(url, 'http://any');
  return { path: decodeURIComponent(pathname), value: (name) => searchParams.get(name) };
}

export interface S2Row {
  contexts: string[];
  intents: string[];
  isInfluential: boolean;
  citingPaper: Record<string, unknown> & { title: string; year: number | null; publicationDate: string | null };
}

export function s2Row(
  number: number,
  date: string | null,
  year = date === null ? null : Number(date.slice(0, 4)),
): S2Row {
  return {
    contexts: number % 3 === 0 ? [] : [`Sheep number ${number} follows [4].`],
    intents: number % 3 === 0 ? [] : ['methodology'],
    isInfluential: number % 5 === 0,
    citingPaper: {
      paperId: number.toString(16).padStart(40, '0'),
      externalIds: { CorpusId: number },
      title: `On counting sheep, part ${number}`,
      year,
      publicationDate: date,
      authors: [{ authorId: '1', name: 'Ada Shepherd' }],
    },
  };
}

export const S2_PAPER = {
  paperId: 'ab'.repeat(20),
  externalIds: { ArXiv: '2101.00001', CorpusId: 77 },
  title: 'Counting Sheep at Scale',
  year: 2019,
  authors: [{ authorId: '1', name: 'Ada Shepherd' }],
};

/** With its cap of 9,999 rows to one list, and papers without a day dated to 1 January. */
export function semanticScholar(rows: readonly S2Row[], citationCount = rows.length): Handler {
  const newest = rows.toSorted((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0));
  return (asked) => {
    const { path, value } = query(asked);
    if (/^\/paper\/(?!.*\/citations$)/u.test(path)) return { body: { ...S2_PAPER, citationCount } };
    if (path !== `/paper/${S2_PAPER.paperId}/citations`) return NOT_FOUND;
    const offset = Number(value('offset'));
    const limit = Number(value('limit'));
    if (offset + limit >= 10_000) return { status: 400, body: { error: 'offset + limit must be < 10000' } };
    const [from, to] = (value('publicationDateOrYear') ?? ':').split(':') as [string, string];
    const dated = from !== '' || to !== '';
    const of = newest.filter(
      (row) => !dated || (dayOf(row) !== '' && dayOf(row) >= from && (to === '' || dayOf(row) <= to)),
    );
    const data = of.slice(offset, offset + limit);
    const next = offset + limit < of.length ? { next: offset + limit } : {};
    return { body: { offset, ...next, data } };
  };
}

function dayOf({ citingPaper }: S2Row): string {
  return citingPaper.publicationDate ?? (citingPaper.year === null ? '' : `${citingPaper.year}-01-01`);
}

export function openalexWork(number: number, more: object = {}): Record<string, unknown> {
  const id = `https://openalex.org/W${1_000_000 + number}`;
  return {
    id,
    doi: number % 3 === 2 ? null : `https://doi.org/10.1000/sheep.${number}`,
    display_name: `On counting sheep, part ${number}`,
    publication_year: 2020,
    publication_date: '2020-05-06',
    ids: { openalex: id },
    type: 'article',
    primary_location: { landing_page_url: null, source: { display_name: 'Journal of Wool', type: 'journal' } },
    locations: [],
    authorships: [{ author: { display_name: 'Ada Shepherd' }, raw_author_name: 'A. Shepherd' }],
    biblio: { volume: '1', issue: null, first_page: '2', last_page: '9' },
    cited_by_count: 3,
    is_retracted: false,
    abstract_inverted_index: { sheep: [1, 3], We: [0], after: [2] },
    ...more,
  };
}

export interface OpenalexShape {
  /** As until 2025: a cursor after the last rows too, and an empty page there. */
  emptyLast?: boolean;
  count?: number;
  headers?: Record<string, string>;
}

export function openalex(works: readonly object[], shape: OpenalexShape = {}): Handler {
  return (asked) => {
    const { path, value } = query(asked);
    if (path.startsWith('/works/')) return { body: openalexWork(0, { ids: {}, cited_by_count: works.length }) };
    if (!value('filter')?.startsWith('cites:W1000000')) return { body: { meta: { count: 0 }, results: [] } };
    const cursor = value('cursor')!;
    const from = cursor === '*' ? 0 : Number(Buffer.from(cursor, 'base64').toString().split(' ')[1]);
    const to = from + Number(value('per_page'));
    const more = to < works.length || (shape.emptyLast === true && from < works.length);
    return {
      headers: shape.headers ?? {},
      body: {
        meta: {
          count: shape.count ?? works.length,
          page: null,
          per_page: to - from,
          next_cursor: more ? Buffer.from(`at ${Math.min(to, works.length)}`).toString('base64') : null,
        },
        results: works.slice(from, to),
        group_by: [],
      },
    };
  };
}

export function edge(number: number, creation = '2021-03-10'): Record<string, string> {
  return {
    oci: `0610${number}-06180`,
    citing: `omid:br/0610${number} doi:10.1000/sheep.${number} pmid:${number}`,
    cited: 'omid:br/06180 doi:10.1000/hub',
    creation,
    timespan: 'P1Y',
    journal_sc: 'no',
    author_sc: 'no',
  };
}

export function opencitations(edges: readonly object[], counted = edges.length): Handler {
  return (asked) => {
    const { path } = query(asked);
    if (path.startsWith('/citations/doi:10.1000/hub')) return { body: edges };
    if (path.startsWith('/citation-count/')) return { body: [{ count: String(counted) }] };
    return { body: [] };
  };
}

export function atom(entries: readonly string[]): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/x</id>
  <title>arXiv Query</title>
  <opensearch:totalResults>${entries.length}</opensearch:totalResults>
${entries.join('\n')}
</feed>`;
}

export function atomEntry(id: string, more = ''): string {
  return `<entry><id>http://arxiv.org/abs/${id}v2</id><title>Sheep &amp; wool
    of ${id}</title><updated>2022-01-01T00:00:00Z</updated><summary>  p &lt; 0.05 in &#233;t&#xe9;. </summary>
    <category term="cs.XX"/><published>2021-02-03T04:05:06Z</published><arxiv:primary_category term="cs.CV"/>
    <author><name>Ada Shepherd</name><arxiv:affiliation>Hill</arxiv:affiliation></author><author><name>Bo Ram</name></author>${more}</entry>`;
}

export function arxiv(known: ReadonlySet<string>, malformed: ReadonlySet<string> = new Set()): Handler {
  return (asked) => {
    const ids = (query(asked).value('id_list') ?? '').split(',');
    const wrong = ids.find((id) => malformed.has(id));
    if (wrong === undefined) return { body: atom(ids.filter((id) => known.has(id)).map((id) => atomEntry(id))) };
    const entry = `<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_${wrong}</id><title>Error</title><summary>incorrect id format for ${wrong}</summary></entry>`;
    return { status: 400, body: atom([entry]) };
  };
}

export function crossrefWork(doi: string, more: object = {}): Record<string, unknown> {
  return {
    DOI: doi,
    type: 'journal-article',
    title: ['Sheep <i>in situ</i> &amp; wool'],
    'container-title': ['Journal of Wool'],
    author: [{ given: 'Ada', family: 'Shepherd' }, { name: 'The Flock Collaboration' }],
    issued: { 'date-parts': [[2020, 5]] },
    'is-referenced-by-count': 2,
    ...more,
  };
}

export function crossref(works: readonly Record<string, unknown>[]): Handler {
  return (asked) => {
    const { path, value } = query(asked);
    const single = /^\/works\/(.+)$/u.exec(path)?.[1];
    if (single !== undefined) {
      const message = works.find(({ DOI }) => DOI === single);
      return message === undefined
        ? { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Resource not found.' }
        : { body: { status: 'ok', 'message-type': 'work', message } };
    }
    const dois = (value('filter') ?? '').split(',').map((part) => part.replace(/^doi:/u, ''));
    const items = works.filter(({ DOI }) => dois.includes(String(DOI))).slice(0, Number(value('rows')));
    return { body: { status: 'ok', 'message-type': 'work-list', message: { 'total-results': items.length, items } } };
  };
}
