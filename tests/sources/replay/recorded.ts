/** The recorded exchanges beside a checkout, and a server that answers as they did. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { realFile } from '../real-data.js';
import type { Asked, Handler, Said } from './server.js';

export interface RecordedExchange {
  method: string;
  url: string;
  reqBody: string | null;
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export type RecordedService = 'semantic-scholar' | 'openalex' | 'opencitations' | 'arxiv' | 'crossref';

/** Empty where the recordings are missing. */
export function recorded(service: RecordedService): RecordedExchange[] {
  const file = realFile(`recorded/${service}.jsonl.gz`);
  if (!existsSync(file)) return [];
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as RecordedExchange);
}

/** Path and query, as any client writes them. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url, 'http://any');
  return pathname + search;
}

/** Headers that are of the connection then, not of the answer. */
const NOT_REPLAYED = ['content-length', 'content-encoding', 'transfer-encoding', 'connection'];

/** Answers by method, path and query; where one question was asked several times, in the order recorded. */
export function replay(exchanges: readonly RecordedExchange[]): Handler {
  const answers = new Map<string, RecordedExchange[]>();
  for (const exchange of exchanges) {
    const key = `${exchange.method} ${pathOf(exchange.url)}`;
    answers.set(key, [...(answers.get(key) ?? []), exchange]);
  }
  return ({ method, url }: Asked): Said => {
    const of = answers.get(`${method} ${pathOf(url)}`);
    const found = of !== undefined && of.length > 1 ? of.shift() : of?.[0];
    if (found === undefined) return { status: 418, body: `not recorded: ${method} ${url}` };
    const headers = Object.fromEntries(
      Object.entries(found.headers).filter(([name]) => !NOT_REPLAYED.includes(name.toLowerCase())),
    );
    return { status: found.status, headers, body: found.body };
  };
}
