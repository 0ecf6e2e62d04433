/** THE table of the sheets. */

import type { Library } from '../../library/library.js';
import type { Steps } from '../../library/steps.js';
import type { Glyphs } from '../../text/theme.js';
import { authorsSheet } from './authors.js';
import { claimsSheet } from './claims.js';
import { coCitedSheet } from './co-cited.js';
import { compareSheet } from './compare.js';
import { coupledSheet } from './coupled.js';
import { overviewSheet } from './overview.js';
import { pathSheet } from './path.js';
import { referencesSheet } from './references.js';
import { schoolsSheet } from './schools.js';
import type { Drawn, SheetAsk, SheetKind, SheetName } from './sheet.js';
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

export const readSheet = (library: Library, ask: SheetAsk): Steps<SheetData> => kindOf(ask.sheet).read(library, ask);

export const drawSheet = (data: SheetData, ask: SheetAsk, cells: number, glyphs: Glyphs, page: number): Drawn =>
  kindOf(ask.sheet).draw(data, ask, cells, glyphs, page);

/** The same sheet in its next order; null where there is one only. */
export const reordered = (ask: SheetAsk, data: SheetData): SheetAsk | null =>
  kindOf(ask.sheet).reordered?.(ask, data) ?? null;

export const isWide = ({ sheet }: SheetAsk): boolean => kindOf(sheet).isWide;
