/** Saved queries in a query line: `@NAME` stands for what is saved under that name, `@"NAME"` for a name with blanks. */

const NAME = /(?<=^|\s)@(?:"([^"]+)"|([^\s"]+))(?=\s|$)/gu;

/** The saved queries that a line names, and what else it says. */
export function savedNames(line: string): { names: string[]; rest: string } {
  const names = [...line.matchAll(NAME)].map(([, quoted, plain]) => (quoted ?? plain!).trim());
  return { names, rest: line.replace(NAME, '').trim() };
}
