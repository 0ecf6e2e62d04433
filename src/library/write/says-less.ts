/** Values that say less than what the same source has said: of a page that was cut, or of a list that prints less than a page. */
import type { Author } from '../../hub/record.js';
import type { WorkField } from '../../hub/work-fields.js';

/** Whether a value is a part of the known one and tells nothing new: the beginning of a text, a list or a date. */
export function saysLess(field: WorkField, said: unknown, known: unknown): boolean {
  if (typeof said !== 'string' || typeof known !== 'string') return false;
  if (field === 'date') return known.startsWith(`${said}-`);
  if (field === 'authors') return isBeginningOfList(JSON.parse(said), JSON.parse(known));
  return isBeginningOf(said, known);
}

function isBeginningOfList(said: readonly Author[], known: readonly Author[]): boolean {
  return said.length < known.length && said.every(({ name }, at) => name === known[at]!.name);
}

/** Whether a text with the mark of a cut, `…`, is the beginning of one that goes on: it then tells nothing new. */
export function isBeginningOf(said: unknown, known: unknown): boolean {
  if (typeof said !== 'string' || typeof known !== 'string' || !said.endsWith('…')) return false;
  return known.length >= said.length && known.startsWith(said.slice(0, -1));
}
