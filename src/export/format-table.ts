/** THE table of formats that papers go out in, as people name them; formats.ts writes them. */
export const FORMAT_TABLE = [
  {
    name: 'bibtex',
    what: 'BibTeX, for LaTeX with any bibliography style',
    endings: ['.bib', '.bibtex'],
    media: 'application/x-bibtex',
    abstracts: false,
  },
  {
    name: 'biblatex',
    what: 'BibLaTeX, for LaTeX with biblatex and biber',
    endings: ['.biblatex.bib', '.biblatex'],
    media: 'application/x-biblatex',
    abstracts: false,
  },
  {
    name: 'csl',
    what: 'CSL-JSON, for pandoc, Zotero and others',
    endings: ['.csl.json', '.json'],
    media: 'application/vnd.citationstyles.csl+json',
    abstracts: true,
  },
  {
    name: 'csl-lines',
    what: 'the same items, one a line',
    endings: ['.csl.jsonl'],
    media: 'application/x-ndjson',
    abstracts: true,
  },
  {
    name: 'ris',
    what: 'RIS, for EndNote, Mendeley, Zotero and others',
    endings: ['.ris'],
    media: 'application/x-research-info-systems',
    abstracts: false,
  },
  {
    name: 'csv',
    what: 'a table for spreadsheets',
    endings: ['.csv'],
    media: 'text/csv; charset=utf-8',
    abstracts: false,
  },
  {
    name: 'markdown',
    what: 'a reading list by role, with verdict and novelty',
    endings: ['.md', '.markdown'],
    media: 'text/markdown; charset=utf-8',
    abstracts: false,
  },
] as const satisfies readonly PaperFormat[];

/** THE table of formats in which papers go out with the citations among them; networks/networks.ts writes them. */
export const NETWORK_TABLE = [
  {
    name: 'graphml',
    what: 'GraphML: the papers and the citations among them, for Gephi, Cytoscape and others',
    endings: ['.graphml'],
    media: 'application/graphml+xml',
  },
  { name: 'gexf', what: 'the same as GEXF, for Gephi', endings: ['.gexf'], media: 'application/gexf+xml' },
  {
    name: 'pajek',
    what: 'the same as a Pajek network, for Pajek and VOSviewer',
    endings: ['.net'],
    media: 'text/plain; charset=utf-8',
  },
  {
    name: 'csv-edges',
    what: 'the same as a table, a citation a line',
    endings: ['.edges.csv'],
    media: 'text/csv; charset=utf-8',
  },
] as const satisfies readonly Entry[];

/** Notes, which are files of a folder; notes/folder.ts writes them. */
export const NOTES_ENTRY = {
  name: 'notes',
  what: 'a folder with a Markdown note for each paper, for Obsidian and Logseq',
  endings: [],
} as const;

export type NetworkName = (typeof NETWORK_TABLE)[number]['name'];

interface Entry {
  name: string;
  what: string;
  /** Endings of files, with which a file names its format. */
  endings: readonly string[];
  media: string;
}

interface PaperFormat extends Entry {
  /** It has a place for abstracts, which are most of what a library holds: else they are not read. */
  abstracts: boolean;
}

/** The one of these formats that a file's name asks for by its ending; undefined where none does. */
export function formatByEnding<Name extends string>(
  file: string,
  formats: readonly { name: Name; endings: readonly string[] }[],
): Name | undefined {
  const name = file.toLowerCase();
  // The longest ending says most: .csl.json before .json.
  const [best] = formats
    .flatMap((format) => format.endings.map((ending) => ({ ending, name: format.name })))
    .filter(({ ending }) => name.endsWith(ending))
    .sort((a, b) => b.ending.length - a.ending.length);
  return best?.name;
}

export type FormatName = (typeof FORMAT_TABLE)[number]['name'];
