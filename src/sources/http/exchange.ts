/** One HTTP exchange within its time and size: the answer's text, or why there is none. */

export interface Timeouts {
  /** Until the answer begins. (Node itself gives up connecting after 10 s.) */
  connectMs: number;
  /** Between two pieces of the answer. */
  idleMs: number;
  /** For all of it. */
  totalMs: number;
}

export interface Exchange {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * How often what went wrong is tried again: what may pass patiently; where nobody was reached, once and soon, since without a network no
 * patience helps; never what the next try will not change.
 */
export type Again = 'patiently' | 'once' | 'never';

/** The connection or the answer was damaged on its way. `words` complete "Crossref …". */
export class Damage extends Error {
  constructor(
    readonly kind: 'network' | 'format',
    readonly words: string,
    readonly again: Again = 'patiently',
  ) {
    super(words);
  }
}

/** Only this much of an error's text is read. */
const ERROR_BYTES = 64 * 1024;

/**
 * @param complete is given the text piece by piece, and tells that the rest need not be waited for
 * @throws Damage; the signal's reason when aborted
 */
export async function exchange(
  url: string,
  init: { method: string; headers: Headers; body?: string },
  limits: Timeouts & { maxBytes: number },
  signal?: AbortSignal,
  complete?: (piece: string) => boolean,
): Promise<Exchange> {
  const control = new AbortController();
  const stop = (): void => control.abort(signal!.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const late = (what: string, ms: number): NodeJS.Timeout =>
    setTimeout(() => control.abort(new Damage('network', `${what} within ${ms / 1000} s`)), ms);
  const total = late('did not finish its answer', limits.totalMs);
  let idle = late('did not answer', limits.connectMs);
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: control.signal });
    const { status, headers } = response;
    // Decoded as it comes, so that it is held once.
    const text: string[] = [];
    const decoder = new TextDecoder('utf-8', { fatal: response.ok });
    let size = 0;
    const most = response.ok ? limits.maxBytes : ERROR_BYTES;
    for await (const chunk of pieces(response.body, () => {
      clearTimeout(idle);
      idle = late('stopped in the middle of its answer and did not go on', limits.idleMs);
    })) {
      size += chunk.length;
      const piece = decoded(decoder, chunk);
      text.push(piece);
      if (size > most) {
        if (!response.ok) break;
        const megabytes = Math.round(limits.maxBytes / 1e6);
        throw new Damage('format', `sent an answer larger than the ${megabytes} MB allowed`, 'never');
      }
      if (complete?.(piece)) break;
    }
    const declared = headers.get('content-length');
    if (response.ok && complete === undefined && declared !== null && !headers.has('content-encoding'))
      if (Number(declared) !== size) throw new Damage('network', 'sent an answer of another length than it declared');
    if (complete === undefined && size <= most) text.push(decoded(decoder));
    return { status, headers, text: text.join('') };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw error instanceof Damage ? error : broken(error);
  } finally {
    clearTimeout(idle);
    clearTimeout(total);
    signal?.removeEventListener('abort', stop);
    // Frees the connection where the body was not read to its end.
    control.abort();
  }
}

async function* pieces(body: ReadableStream<Uint8Array> | null, onPiece: () => void): AsyncGenerator<Uint8Array> {
  onPiece();
  if (body === null) return;
  for await (const chunk of body) {
    onPiece();
    yield chunk;
  }
}

/** The text of a piece; without one, what is left of a character cut in two. */
function decoded(decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw new Damage('format', 'sent an answer that is not valid UTF-8 text');
  }
}

/** No way leads there, as where there is no network. */
const UNREACHED = ['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL'];

/** What fetch throws, by its code; its own words could hold anything. */
export function broken(error: unknown): Damage {
  const causes: unknown[] = [];
  for (let at: unknown = error; at instanceof Error && causes.length < 5; at = at.cause) {
    causes.push(at);
    if (at instanceof AggregateError) causes.push(...at.errors);
  }
  const codes = causes.map((cause) => (cause as NodeJS.ErrnoException).code ?? '');
  const code = codes.find((found) => typeof found === 'string' && found !== '') ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new Damage('network', 'cannot be found under its name', 'once');
  if (code === 'ECONNREFUSED') return new Damage('network', 'refuses the connection', 'once');
  if (UNREACHED.includes(code)) return new Damage('network', 'cannot be reached from here', 'once');
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return new Damage('network', 'could not be reached in time');
  if (/^(?:CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/u.test(code))
    return new Damage('network', `shows a certificate that is not trusted (${code})`, 'never');
  // It comes without a code: of the ports of other services, which fetch never asks, each try would say the same.
  if (causes.some((cause) => (cause as Error).message === 'bad port'))
    return new Damage('network', 'has a port that belongs to another kind of service and is never asked', 'never');
  if (code.startsWith('Z_')) return new Damage('format', 'sent an answer that could not be unpacked');
  return new Damage('network', `broke the connection${/^[A-Z_]{3,40}$/u.test(code) ? ` (${code})` : ''}`);
}

/** The wait before the one try more where nobody was reached. */
const SOON_MS = 500;
/** The first wait before another try, doubled with each up to the longest. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** How long to wait after so many tries, of which the last so many reached nobody. @param random 0 to 1 */
export function waitAfter(tried: number, unreached: number, random: number): number {
  const longest = unreached > 0 ? SOON_MS : Math.min(FIRST_WAIT_MS * 2 ** (tried - 1), LONGEST_WAIT_MS);
  return longest * (0.5 + random / 2);
}
