/** Whose word counts where sources describe a work differently: the order of sources, field by field. */
import { SERVICE_NAMES, SERVICES } from '../../hub/services.js';
import { factsOfField, WORK_FIELD_NAMES, WORK_FIELDS, type WorkField } from '../../hub/work-fields.js';

/** Services from the most trusted on: who registers publications, who holds the text, who gathers from others. */
const TRUSTED = SERVICE_NAMES.toSorted((a, b) => SERVICES[a].trust - SERVICES[b].trust);

/** For each field its own order. */
const ORDERS = new Map(
  WORK_FIELD_NAMES.map((field): [WorkField, readonly string[]] => [
    field,
    [...new Set([...(factsOfField(field).best ?? []), ...TRUSTED])],
  ]),
);

/** A smaller number for a source trusted more in a field; files of no known service come last. */
export function trustOf(field: WorkField, source: string): number {
  const order = ORDERS.get(field)!;
  const place = order.indexOf(source);
  return place < 0 ? order.length : place;
}

/** Differs between versions, as titles and authors do, too: the word of the published version comes first. */
export function isVersionField(field: WorkField): boolean {
  return WORK_FIELDS[field].version !== null;
}

/** Makes sense only with others of its version: it is never taken from a preprint where the published version is described. */
export function isOfWholeVersion(field: WorkField): boolean {
  return WORK_FIELDS[field].version === 'whole';
}
