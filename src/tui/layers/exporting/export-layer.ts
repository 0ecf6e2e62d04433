/** The export dialog on the stack, and the formats it offers. */
import { FORMAT_TABLE, NOTES_ENTRY } from '../../../export/format-table.js';
import type { Context } from '../../keymap.js';
import type { ExportChoice } from '../../services/services.js';
import type { TypedLine } from '../../typed-line.js';

export type ExportScope = 'selected' | 'matching' | 'row';

export interface ExportLayer {
  kind: 'export';
  scope: ExportScope;
  scopes: { scope: ExportScope; count: number }[];
  format: ExportChoice;
  path: TypedLine;
  /** With role, verdict, novelty and what the reader decided in each entry. */
  annotate: boolean;
  /** The first entry as it will be written. */
  preview: string;
  /** The file is there already: asks what to do with it. */
  confirm: boolean;
  problem: string | null;
}

/** The formats to choose from, as the command line names them. */
export const CHOICES: readonly { name: ExportChoice; what: string; endings: readonly string[] }[] = [
  ...FORMAT_TABLE,
  NOTES_ENTRY,
];

export const exportContext = (layer: ExportLayer): Context =>
  !layer.confirm ? 'export' : isBib(layer.format) ? 'existingBib' : 'existing';

/** How many papers are to be written. */
export const papersIn = ({ scope, scopes }: ExportLayer): number =>
  scopes.find((one) => one.scope === scope)?.count ?? 0;

/** Formats that papers can be added to. */
export const isBib = (format: ExportChoice): boolean => format === 'bibtex' || format === 'biblatex';
