/** Figures as lines of text. */

export type CellValue = string | number | undefined;

/** Milliseconds, megabytes, counts: as many digits as say something. */
export function shown(value: CellValue): string {
  if (value === undefined || (typeof value === 'number' && Number.isNaN(value))) return '–';
  if (typeof value === 'string') return value;
  if (Number.isInteger(value) || value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Columns under their names, where they have names; the first one is text, the others stand to the right. */
export function table(title: string, columns: readonly string[], rows: readonly (readonly CellValue[])[]): string {
  const named = columns.some((name) => name !== '');
  const cells = [...(named ? [columns] : []), ...rows.map((row) => columns.map((_, at) => shown(row[at])))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]!.length)));
  const lines = cells.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '),
  );
  if (named) lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('──'));
  return `${title}\n${lines.map((line) => `  ${line.trimEnd()}\n`).join('')}`;
}
