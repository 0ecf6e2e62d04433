/** THE table of the sheets. */

import type { Screening } from '../../hub/decisions/decision.js';
import type { Library } from '../../library/library.js';
import type { Steps } from '../../library/steps.js';
import { authorsSheet } from './authors.js';
import { claimsSheet } from './claims.js';
import { coCitedSheet } from './co-cited.js';
import { compareSheet } from './compare.js';
import { coupledSheet } from './coupled.js';
import { overviewSheet } from './overview.js';
import { pathSheet } from './path.js';
import { referencesSheet } from './references.js';
import { flowSheet } from './review/flow.js';
import { schoolsSheet } from './schools.js';
import type { Drawn, Look, SheetAsk, SheetKind, SheetName } from './sheet.js';
import { suggestedSheet } from './suggested.js';
import { timelineSheet } from './timeline.js';

const SHEETS = {
  overview: overviewSheet,
  timeline: timelineSheet,
  cocited: coCitedSheet,
  coupled: coupledSheet,
  schools: schoolsSheet,
  authors: authorsSheet,
  claims: claimsSheet,
  compare: compareSheet,
  path: pathSheet,
  references: referencesSheet,
  suggested: suggestedSheet,
  flow: flowSheet,
} satisfies { [S in SheetName]: unknown };

declare const DATA: unique symbol;
/** What a sheet shows, of whichever kind; only its own kind looks into it. */
export type SheetData = { readonly [DATA]: SheetName };

/** The table pairs each name with its own data, which the compiler cannot follow through the index. */
const kindOf = (name: SheetName): SheetKind<SheetName, SheetData> =>
  SHEETS[name] as unknown as SheetKind<SheetName, SheetData>;

export function sheetName(ask: SheetAsk): string {
  const { name } = kindOf(ask.sheet);
  return typeof name === 'string' ? name : name(ask);
}

export const readSheet = (library: Library, ask: SheetAsk, screening: Screening): Steps<SheetData> =>
  kindOf(ask.sheet).read(library, ask, screening);

/** Whether what it shows follows from what the reader decides. */
export const isOfDecisions = ({ sheet }: SheetAsk): boolean => sheet === 'flow';

export const drawSheet = (data: SheetData, ask: SheetAsk, cells: number, look: Look, page: number): Drawn =>
  kindOf(ask.sheet).draw(data, ask, cells, look, page);

/** The same sheet in its next order; null where there is one only. */
export const reordered = (ask: SheetAsk, data: SheetData): SheetAsk | null =>
  kindOf(ask.sheet).reordered?.(ask, data) ?? null;

export const isWide = ({ sheet }: SheetAsk): boolean => kindOf(sheet).isWide;
