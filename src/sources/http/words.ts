/** What a service says when it declines, out of every shape errors come in. */
import { decodeHTMLStrict } from 'entities';
import { cleanLine } from '../../hub/text.js';
import { textOf } from '../values.js';

/**
 * One cleaned line of at most 200 characters: the `error`, `message` or `detail` of JSON, the summary of arXiv's error
 * feed, the heading of an HTML page, or the text itself; empty where there is nothing to say.
 */
export function serverWords(text: string): string {
  const said = cleanLine(words(text.slice(0, 100_000)));
  return said.length > 200 ? `${said.slice(0, 199).replace(/[\uD800-\uDBFF]$/u, '')}…` : said.replace(/[.\s]+$/u, '');
}

function words(text: string): string {
  const json = object(text);
  if (json !== undefined) return fromJson(json);
  if (/^\s*</u.test(text)) {
    const feed = /<entry[\s>][\s\S]*?<summary[^>]*>([^<]*)/iu.exec(text)?.[1];
    const page = /<h1[^>]*>([^<]*)/iu.exec(text)?.[1] ?? /<title[^>]*>([^<]*)/iu.exec(text)?.[1];
    return decodeHTMLStrict(feed ?? page ?? '');
  }
  return text;
}

function object(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function fromJson(json: Record<string, unknown>): string {
  // OpenAlex: `error` names the class, `message` says what is wrong. Crossref: a list of messages. JSON-RPC: an object.
  for (const value of [json.message, json.error, json.detail]) {
    if (typeof value === 'string' && value !== '') return value;
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'object' && first !== null && 'message' in first && typeof first.message === 'string')
      return first.message;
  }
  return '';
}

/** The budget an error of OpenAlex speaks of, where it is spent: how many seconds until there is a new one. */
export function spentBudget(text: string): { resetSeconds?: number } | undefined {
  const json = object(text);
  if (json === undefined) return undefined;
  const { creditsRequired, creditsRemaining, retryAfter, message } = json;
  const short =
    typeof creditsRequired === 'number' && typeof creditsRemaining === 'number' && creditsRequired > creditsRemaining;
  if (!short && !/insufficient budget/iu.test(textOf(message))) return undefined;
  return typeof retryAfter === 'number' && retryAfter > 0 ? { resetSeconds: retryAfter } : {};
}
