/** Pith's public MCP endpoint: JSON-RPC over streamable HTTP, where an answer may be plain JSON or a stream of events. */
import { cleanLine } from '../../hub/text.js';
import { Excess } from '../bounds.js';
import { type Client, request } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { parseBounded } from '../json.js';
import { isObject, type Json, list, object, textOf } from '../values.js';

const PATH = '/mcp';
const PROTOCOL = '2025-06-18';
/** The headers of a conversation. */
const VERSION = 'mcp-protocol-version';
const SESSION = 'mcp-session-id';
const NAMES: readonly string[] = [VERSION, SESSION];

/** An opened conversation, as plain data: a later run of the program may go on with it. */
export interface Session {
  headers: Record<string, string>;
  nextId: number;
}

export async function openSession(client: Client, signal?: AbortSignal): Promise<Session> {
  const session: Session = { headers: {}, nextId: 1 };
  await start(client, session, signal);
  return session;
}

/** Whether a value from a cursor is one. */
export function isSession(value: unknown): value is Session {
  if (!isObject(value) || !isObject(value.headers) || !Number.isSafeInteger(value.nextId)) return false;
  return Object.entries(value.headers).every(
    ([name, text]) => NAMES.includes(name) && typeof text === 'string' && /^[\x21-\x7e]{1,200}$/u.test(text),
  );
}

async function start(client: Client, session: Session, signal: AbortSignal | undefined): Promise<void> {
  session.headers = {};
  const params = {
    protocolVersion: PROTOCOL,
    capabilities: {},
    clientInfo: { name: client.userAgent.split('/')[0], version: /\/(\S+)/u.exec(client.userAgent)?.[1] ?? '0' },
  };
  const { result, headers } = await call(client, session, 'initialize', params, signal);
  const version = result.protocolVersion;
  const id = headers.get(SESSION);
  session.headers = {
    [VERSION]: typeof version === 'string' && /^[\x21-\x7e]{1,40}$/u.test(version) ? version : PROTOCOL,
    ...(id === null ? {} : { [SESSION]: id }),
  };
  await post(client, session, { jsonrpc: '2.0', method: 'notifications/initialized' }, () => undefined, signal);
}

/**
 * What a tool gives: its structured content, or the JSON its text holds.
 * @throws FetchError where the tool reports an error, or its answer is none
 */
export async function callTool(
  client: Client,
  session: Session,
  name: string,
  input: Json,
  signal?: AbortSignal,
): Promise<Json> {
  const params = { name, arguments: input };
  const { result } = await call(client, session, 'tools/call', params, signal).catch(async (error: unknown) => {
    // The service knows the endpoint, since the conversation was opened there: it is the conversation it has forgotten.
    if (!(error instanceof FetchError) || ![400, 404].includes(error.answer?.status ?? 0)) throw error;
    await start(client, session, signal);
    return call(client, session, 'tools/call', params, signal);
  });
  const text = list(result.content)
    .map((part) => object(part).text)
    .filter((part) => typeof part === 'string')
    .join('\n');
  if (result.isError === true) throw declined(name, text);
  if (isObject(result.structuredContent)) return result.structuredContent;
  const value = attempted(text);
  if (isObject(value)) return value;
  throw new FetchError(
    'format',
    'pith',
    `Pith's tool ${name} answered with something else than a record; see whether it has changed.`,
  );
}

/** The JSON of a text; undefined where it is none, or goes beyond the bounds. */
function attempted(text: string): unknown {
  try {
    return parsed(text);
  } catch {
    return undefined;
  }
}

function declined(what: string, words: string): FetchError {
  const said = cleanLine(words).slice(0, 200);
  return new FetchError('refused', 'pith', `Pith declines ${what}${said === '' ? '' : ` (${said})`}.`);
}

async function call(
  client: Client,
  session: Session,
  method: string,
  params: Json,
  signal: AbortSignal | undefined,
): Promise<{ result: Json; headers: Headers }> {
  const id = session.nextId++;
  const read = (text: string): Json => {
    const response = responseIn(text, id);
    if (response === undefined) throw new Error('no answer to the question');
    return response;
  };
  const { body, headers } = await post(client, session, { jsonrpc: '2.0', id, method, params }, read, signal, id);
  if (body.error !== undefined) throw declined(method, textOf(object(body.error).message));
  return { result: object(body.result), headers };
}

function post<T>(
  client: Client,
  session: Session,
  message: Json,
  parse: (text: string) => T,
  signal: AbortSignal | undefined,
  id?: number,
): Promise<{ body: T; headers: Headers }> {
  return request(client, 'pith', PATH, {
    method: 'POST',
    body: JSON.stringify(message),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...session.headers,
    },
    what: 'its MCP endpoint',
    parse,
    signal,
    // A stream may stay open after its answer.
    ...(id === undefined ? {} : { complete: () => untilAnswered(id) }),
  });
}

/** Looks at each event of a stream once, when it has ended, however small the pieces are that it comes in. */
function untilAnswered(id: number): (piece: string) => boolean {
  let pending: string[] = [];
  let isStream: boolean | undefined;
  return (piece) => {
    const before = pending.at(-1)?.slice(-3) ?? '';
    pending.push(piece);
    if (isStream === undefined && piece.trim() !== '') isStream = !isJson(piece);
    if (isStream !== true || !/\r\n\r\n|\n\n|\r\r/u.test(before + piece)) return false;
    const events = pending.join('');
    const end = Math.max(...['\r\n\r\n', '\n\n', '\r\r'].map((gap) => events.lastIndexOf(gap) + gap.length));
    pending = [events.slice(end)];
    try {
      return responseIn(events.slice(0, end), id) !== undefined;
    } catch {
      // What goes beyond the bounds is told where the answer is read.
      return true;
    }
  };
}

function isJson(text: string): boolean {
  return /^\s*[[{]/u.test(text);
}

/**
 * The answer to one question in a body of JSON, or among the whole events of a stream.
 * @throws Excess where it goes beyond the bounds
 */
export function responseIn(text: string, id: number): Json | undefined {
  const messages = isJson(text) ? [parsed(text)] : eventsIn(text).map(parsed);
  return messages.flat().find((message): message is Json => isObject(message) && message.id === id);
}

/** The data of each event that has ended. */
function eventsIn(text: string): string[] {
  const events = text
    .replace(/^\ufeff/u, '')
    .split(/\r\n|\r|\n/u)
    .join('\n')
    .split('\n\n');
  return events.slice(0, -1).map((event) =>
    event
      .split('\n')
      .filter((field) => field.startsWith('data:'))
      .map((field) => field.slice('data:'.length).replace(/^ /u, ''))
      .join('\n'),
  );
}

function parsed(text: string): unknown {
  try {
    return parseBounded(text);
  } catch (error) {
    if (error instanceof Excess) throw error;
    return undefined;
  }
}
