/** Why a service gave nothing. */
import type { ServiceName } from '../../hub/services.js';

/**
 * - `not-found`: the service does not know what was asked for
 * - `auth`: a key is missing, wrong or not allowed to
 * - `limit`: too many requests, still so after waiting
 * - `budget`: what may be asked for today is used up
 * - `network`: no answer, or only failures of the service itself, after several tries
 * - `format`: an answer that is damaged, too large or of another shape
 * - `refused`: the service declines the question, or it cannot be put to it
 */
export type FetchErrorKind = 'not-found' | 'auth' | 'limit' | 'budget' | 'network' | 'format' | 'refused';

/** Why nothing came; the message is one sentence for people and holds no key. */
export class FetchError extends Error {
  override name = 'FetchError';

  constructor(
    readonly kind: FetchErrorKind,
    /** Undefined where it concerns all of them. */
    readonly service: ServiceName | undefined,
    message: string,
    /** The HTTP status and what the service said, in one cleaned line. */
    readonly answer?: { status: number; words: string },
  ) {
    super(message);
  }
}
