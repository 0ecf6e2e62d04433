/** Answers as bad connections and tired services give them, the same for the same seed. */
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { bytesOf, type Said, type Sender, sendPlainly } from './server.js';

export interface Misdeeds {
  /** How often something goes wrong, 0 to 1. */
  share: number;
  /** How often in a row at most, for the same address: less than the tries of a client lets it come through. */
  inARow: number;
}

type Misdeed = (response: ServerResponse, said: Said, random: () => number) => void;

/** What replaces an answer. A stall ends when the client gives up, or the server closes. */
const MISDEEDS: Readonly<Record<string, Misdeed>> = {
  drop: (response) => response.destroy(),
  stall: () => {},
  'stall half-way': (response, said) => {
    const bytes = bytesOf(said);
    response.writeHead(said.status ?? 200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2));
  },
  'half a body': (response, said, random) => {
    const bytes = bytesOf(said);
    response.writeHead(said.status ?? 200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, Math.floor(bytes.length * random())), () => response.destroy());
  },
  'half a body, ended as if whole': (response, said, random) => {
    const bytes = bytesOf(said);
    response.end(bytes.subarray(0, Math.floor((bytes.length - 1) * random())));
  },
  'garbage gzip': (response, said, random) => {
    const bytes = gzipSync(bytesOf(said));
    const from = 10 + Math.floor((bytes.length - 20) * random());
    bytes.fill(0xff, from, from + 10);
    response.writeHead(200, { ...said.headers, 'content-encoding': 'gzip' });
    response.end(bytes);
  },
  'half the gzip': (response, said) => {
    const bytes = gzipSync(bytesOf(said));
    response.writeHead(200, { ...said.headers, 'content-encoding': 'gzip' });
    response.end(bytes.subarray(0, bytes.length / 2));
  },
  'length too long': (response, said) => {
    const bytes = bytesOf(said);
    response.writeHead(200, { ...said.headers, 'content-length': bytes.length + 10 });
    response.write(bytes, () => response.destroy());
  },
  'length too short': (response, said) => {
    const bytes = bytesOf(said);
    response.socket?.end(
      Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${bytes.length - 5}\r\n\r\n`), bytes]),
    );
  },
  'too many requests': (response, _, random) => {
    sendPlainly(response, {
      status: 429,
      ...(random() < 0.5 ? { headers: { 'retry-after': String(Math.floor(random() * 20)) } } : {}),
      body: { message: 'Too Many Requests', code: '429' },
    });
  },
  failure: (response, _, random) =>
    sendPlainly(response, {
      status: [500, 502, 503, 504][Math.floor(random() * 4)]!,
      body: '<html><h1>Oops</h1></html>',
    }),
};

/**
 * Sends rows in another order, an earlier page instead of the one asked for, or one of MISDEEDS, as the numbers fall.
 * @param done told each misdeed by its name
 */
export function misbehaving(
  random: () => number,
  { share, inARow }: Misdeeds,
  done: (misdeed: string) => void,
): Sender {
  const inSequence = new Map<string, number>();
  const earlier = new Map<string, Said>();
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  return (response, said, asked) => {
    const bad = inSequence.get(asked.url) ?? 0;
    const path = `${asked.method} ${asked.url.split('?')[0]}`;
    const stale = asked.method === 'GET' ? earlier.get(path) : undefined;
    earlier.set(path, said);
    if (bad >= inARow || random() >= share) {
      inSequence.set(asked.url, 0);
      if (random() < 0.3) {
        done('reordered rows');
        return sendPlainly(response, reordered(said, random));
      }
      return sendPlainly(response, said);
    }
    inSequence.set(asked.url, bad + 1);
    if (stale !== undefined && random() < 0.2) {
      done('an earlier page');
      return sendPlainly(response, stale);
    }
    const name = pick(Object.keys(MISDEEDS));
    done(name);
    MISDEEDS[name]!(response, said, random);
  };
}

function reordered(said: Said, random: () => number): Said {
  const body = said.body as { data?: unknown[]; results?: unknown[] };
  const shuffled = (rows: unknown[]): unknown[] =>
    rows
      .map((row) => ({ row, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row);
  if (Array.isArray(body)) return { ...said, body: shuffled(body) };
  if (Array.isArray(body?.data)) return { ...said, body: { ...body, data: shuffled(body.data) } };
  if (Array.isArray(body?.results)) return { ...said, body: { ...body, results: shuffled(body.results) } };
  return said;
}
