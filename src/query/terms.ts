/** The conditions that numbers around a hub stand for: what opens exactly the papers behind each. */
import type { Id } from '../hub/record.js';
import type { Stance } from '../hub/stance.js';
import type { LabelField, Term } from './query.js';
import { not } from './tree.js';

export const labelled = (field: LabelField, value: string): Term => ({ kind: 'label', field, value });
/** Papers with any label. */
export const classified = (field: LabelField): Term => not(labelled(field, 'none'));
/** Whether their role in force was computed. */
export const computedRole: Term = { kind: 'label-by', judge: 'computed' };
export const inYear = (year: number): Term => ({ kind: 'number', field: 'year', from: year, to: year });
export const beforeYear = (year: number): Term => ({ kind: 'number', field: 'year', to: year, openTo: true });
export const undated: Term = { kind: 'none', field: 'year' };
/** Between two dates, both included. */
export const within = (from: string, to: string): Term => ({ kind: 'date', from, to });
/** A year or a month of a timeline. */
export const inPeriod = (period: string): Term =>
  period.length === 4 ? inYear(Number(period)) : within(period, period);
export const citing = (id: Id): Term => ({ kind: 'linked', how: 'cites', id });
export const coupledTo = (id: Id): Term => ({ kind: 'linked', how: 'coupled', id });
export const bearing = (how: Stance): Term => ({ kind: 'bears', how });
/** null: papers of no school. */
export const ofSchool = (number: number | null): Term => ({ kind: 'school', number });
