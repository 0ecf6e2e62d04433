/** A real HTTP server on loopback for the length of a test. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  /** Path and query as they came. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a server says: a JSON body is written as JSON, a text as it is. */
export interface Said {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

export type Handler = (asked: Asked) => Said;
/** Sends what was to be said, or something worse. */
export type Sender = (response: ServerResponse, said: Said, asked: Asked) => void;

export interface TestServer {
  origin: string;
  asked: Asked[];
  close(): Promise<void>;
}

export async function serve(handler: Handler, send: Sender = sendPlainly): Promise<TestServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one: Asked = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      asked.push(one);
      send(response, handler(one), one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function bytesOf(said: Said): Buffer {
  return Buffer.from(typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
}

export function sendPlainly(response: ServerResponse, said: Said): void {
  const bytes = bytesOf(said);
  const type = typeof said.body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(said.status ?? 200, { 'content-type': type, 'content-length': bytes.length, ...said.headers });
  response.end(bytes);
}
