/** Pith as far as it is asked, over made-up papers: records, pages and tools in the shapes that were captured of it. */
import { createHash } from 'node:crypto';
import type { Asked, Handler, Said } from './server.js';

export const PITH_UUID = '0f9d2c6e-1b7a-4c55-9a43-2e6b8d10f7aa';
export const PITH_ARXIV = '2101.00001';

const NOT_FOUND: Said = { status: 404, body: '<!doctype html><html><h1>Not here</h1></html>' };

export interface PithShape {
  page?: string;
  /** Further pages of the explorer, from the second. */
  pages?: readonly string[];
  neighbours: readonly object[];
  /** The whole list; without it there is none. */
  citers?: readonly object[];
  /** How many it says there are. */
  total?: number;
  integrity?: object;
  /** The paper's own page. */
  paper?: string;
  /** Whether reviews say where the work's page is. */
  namesPage?: boolean;
  /** Answers of the tools as a stream of events, as the protocol allows. */
  stream?: boolean;
  /** Without the tools. */
  toolless?: boolean;
}

export function pith(shape: PithShape): Handler {
  const { page, pages = [], citers, integrity, paper } = shape;
  const total = shape.total ?? citers?.length ?? 117;
  const html = (body: string): Said => ({ headers: { 'content-type': 'text/html' }, body });
  return (asked) => {
    const { pathname, searchParams } = new URL(asked.url, 'http://any');
    if (pathname === '/mcp' && shape.toolless !== true) return tools(asked, shape);
    if (pathname === `/citations/${PITH_UUID}.json`) return { body: hubRecord(total) };
    if (pathname === `/citations/${PITH_UUID}/citers.json` && citers !== undefined)
      return { body: { total, items: citers } };
    if (pathname === `/pith/${PITH_ARXIV}/integrity.json` && integrity !== undefined) return { body: integrity };
    if (pathname === `/paper/${PITH_ARXIV}` && paper !== undefined) return html(paper);
    if (pathname !== `/citations/${PITH_UUID}`) return NOT_FOUND;
    const further = searchParams.get('page');
    const found = further === null ? page : pages[Number(further) - 2];
    return found === undefined ? NOT_FOUND : html(found);
  };
}

/** What stands in `/citations/<uuid>.json`. */
export function hubRecord(total: number): object {
  return {
    work: {
      id: PITH_UUID,
      openalex_id: null,
      doi: null,
      arxiv_id: PITH_ARXIV,
      raw_key: null,
      title: 'Counting Sheep at Scale',
      authors: null,
      authors_text: 'Ada Shepherd, Bo Ram',
      year: 2021,
      venue: 'cs.CV',
      abstract: 'We count sheep.',
      external_url: `https://arxiv.org/abs/${PITH_ARXIV}`,
      cited_by_count: null,
      metadata_source: 'pith',
      pith_arxiv_id: PITH_ARXIV,
      title_quality_ok: false,
      display_title: 'Counting Sheep at Scale',
      render_title: 'Counting Sheep at Scale',
    },
    hub: {
      state: {
        work_id: PITH_UUID,
        tier: 'super_hub',
        tier_reason: '100+ Pith inbound or 10,000+ external citations',
        pith_inbound_count: total,
        external_cited_by_count: 0,
        distinct_field_count: 4,
        first_pith_cited_at: '2020-12-03T10:00:00+00:00',
        author_build_status: null,
      },
    },
  };
}

/** An item of `citers.json`, of a paper that nobody has reviewed or classified but for what is given. */
export function citer(arxiv: string, more: object = {}): object {
  return {
    citing_arxiv_id: arxiv,
    ref_index: 17,
    ref_count: 1,
    confidence: 0.98,
    is_internal_anchor: true,
    paper_title: `Sheep of ${arxiv}`,
    primary_cat: 'cs.CV',
    submitted_at: '2024-05-06T12:43:48+00:00',
    verdict: null,
    verdict_confidence: null,
    novelty_score: null,
    formal_verification: 'none',
    one_line_summary: null,
    context_count: 0,
    top_context_role: null,
    top_context_polarity: null,
    context_text: null,
    ...more,
  };
}

/** As most are: judged by the list itself. */
export const JUDGED = {
  verdict: 'UNVERDICTED',
  verdict_confidence: 'LOW',
  novelty_score: 4.0,
  one_line_summary: 'Counts sheep by their shadows.',
};

/** Whether the server has a review of the paper. */
export function isReviewed(arxiv: string): boolean {
  return !arxiv.endsWith('4');
}

function tools(asked: Asked, shape: PithShape): Said {
  const message = JSON.parse(asked.body) as {
    id?: number;
    method: string;
    params?: { name: string; arguments: Record<string, unknown> };
  };
  if (message.id === undefined) return { status: 202, body: '' };
  if (message.method !== 'initialize' && asked.headers['mcp-session-id'] !== 'flock-1')
    return { status: 404, body: { jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' } } };
  const result =
    message.method === 'initialize'
      ? { protocolVersion: '2025-06-18', capabilities: {}, serverInfo: { name: 'pith' } }
      : toolResult(message.params!.name, String(message.params!.arguments.arxiv_id), shape);
  const body = { jsonrpc: '2.0', id: message.id, result };
  const headers: Record<string, string> = message.method === 'initialize' ? { 'mcp-session-id': 'flock-1' } : {};
  if (shape.stream !== true) return { headers, body };
  return {
    headers: { ...headers, 'content-type': 'text/event-stream' },
    body: `: hello\n\nevent: message\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\n\nevent: message\nid: 7\ndata: ${JSON.stringify(body)}\n\n`,
  };
}

function toolResult(name: string, id: string, { neighbours, namesPage = false }: PithShape): object {
  if (name === 'citation_neighbors')
    return {
      structuredContent: {
        ok: true,
        coverage: {},
        resolved: { arxiv_id: id },
        from_graph: { in: neighbours, out: [{ arxiv_id: '1901.00009' }] },
        from_record: [],
      },
    };
  if (name !== 'get_review') return { isError: true, content: [{ type: 'text', text: 'no such tool' }] };
  const page = namesPage && id === PITH_ARXIV ? { citation_url: `https://pith.science/citations/${PITH_UUID}` } : {};
  const review = isReviewed(id)
    ? {
        found: true,
        arxiv_id: id,
        title: `Sheep of ${id}`,
        verdict: 'ACCEPT',
        novelty_score: 7.5,
        confidence: 'moderate',
        core_claim: 'Sheep can be counted.',
        primary_cat: 'cs.CV',
        submitted_at: '2024-05-06T00:00:00Z',
        reviewed_at: '2025-01-02',
        ...page,
      }
    : { found: false, arxiv_id: id, note: 'not reviewed', ...page };
  return { content: [{ type: 'text', text: JSON.stringify(review) }] };
}

export const PITH_NUMBER_RECORD = { id: '2101.00001', kind: 'arxiv', title: 'Counting Sheep at Scale' };

/** A record of a Pith Number, and the number that its checksum is. */
export function numbered(): { number: string; record: Record<string, unknown> } {
  const digest = createHash('sha256').update(JSON.stringify(PITH_NUMBER_RECORD)).digest('hex');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const number = Array.from({ length: 26 }, (_, at) => {
    const bits = BigInt(`0x${digest}`) >> BigInt(256 - 5 * (at + 1));
    return letters[Number(bits & 31n)];
  }).join('');
  const record = {
    record_type: 'pith_number_record',
    pith_number: `pith:2026:${number}`,
    canonical_sha256: digest,
    source: { kind: 'arxiv', id: '2101.00001', version: 1 },
    paper: { title: 'Counting Sheep at Scale', primary_cat: 'cs.CV', submitted_at: '2021-01-02T03:04:05Z' },
    canonical_record: PITH_NUMBER_RECORD,
  };
  return { number, record };
}
