/**
 * THE table of commands and flags. Reading the arguments, every --help, and the checks of the README are made from it.
 */

import { DEFAULT_KEY_FORMULA, KEY_FILTERS, KEY_TOKENS } from '../export/bibtex/key-words.js';
import { FORMAT_TABLE } from '../export/format-table.js';
import { DESCRIBING_SERVICES, KEYED_SERVICES, LISTING_SERVICES, SERVICES } from '../hub/services.js';

export interface Flag {
  name: string;
  short?: string;
  /** What stands for its value in help; a flag without one is a switch. */
  value?: string;
  choices?: readonly string[];
  /** May be given several times. */
  many?: true;
  help: string;
}

export const COMMAND_NAMES = [
  'open',
  'list',
  'show',
  'export',
  'verify',
  'hubs',
  'import',
  'fetch',
  'update',
  'diff',
  'merge',
  'split',
  'doctor',
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export interface Command {
  name: CommandName;
  /** After the program's and the command's name. */
  usage: string;
  summary: string;
  takes: 'paper and query' | 'paper and query, or nothing' | 'paper' | 'papers' | 'files' | 'nothing';
  flags: readonly Flag[];
  /** Paragraphs below the flags. */
  notes: readonly string[];
  examples: readonly string[];
}

/** What `export` can write, with the file endings that choose it. */
export const EXPORT_FORMATS = [
  ...FORMAT_TABLE,
  {
    name: 'hub',
    endings: ['.hub.jsonl', '.jsonl'],
    what: 'the whole hub in the interchange format, which import reads back',
  },
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number]['name'];

export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;

export const GLOBAL_FLAGS: readonly Flag[] = [
  {
    name: 'library',
    value: 'FILE',
    help: 'the library to use instead of the default one (also PITH_TUI_LIBRARY)',
  },
  {
    name: 'color',
    value: 'WHEN',
    choices: COLOR_CHOICES,
    help: 'colours on the screen: auto, always or never; auto obeys NO_COLOR and FORCE_COLOR',
  },
  { name: 'help', short: 'h', help: 'help for the command' },
  { name: 'version', help: 'the version' },
];

const JSON_FLAG: Flag = { name: 'json', help: 'as one JSON array' };
const TSV_FLAG: Flag = { name: 'tsv', help: 'as tab-separated values under a line of column names' };

const PAPER_RULE =
  'PAPER is an identifier (arXiv, DOI, OpenAlex, Semantic Scholar, Pith, PubMed, ACL; with or without prefix or URL) or words of a title. ' +
  'An identifier is one word, a title in quotes is one word, and a title without quotes goes on to the first word with a field (role:method, -cat:cs.CV), ' +
  'the first quoted phrase, or --; the query is what follows.';

const NEW_LIBRARY_RULE =
  'A library that does not exist yet is made on first use, with the bundled hubs in it (import into a new --library FILE makes it without them).';

const KEY_VARIABLES = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(
  KEYED_SERVICES.map((name) => SERVICES[name].key.variable),
);

/** Flags of commands that ask services. */
const SERVICE_FLAGS: readonly Flag[] = [
  {
    name: 'base',
    value: 'SERVICE=URL',
    many: true,
    help: 'another address of a service (also PITH_TUI_OPENALEX_BASE and so on)',
  },
  {
    name: 'key',
    value: 'SERVICE=KEY',
    many: true,
    help: `your key at a service; better ${KEY_VARIABLES}, or the config file, since others can see flags`,
  },
  {
    name: 'rate',
    value: 'SERVICE=N',
    many: true,
    help: 'requests a second, where your key allows more than usual (also PITH_TUI_OPENALEX_RATE and so on)',
  },
  {
    name: 'contact',
    value: 'MAIL',
    help: 'a mail address the services can reach you at (also PITH_TUI_CONTACT)',
  },
  {
    name: 'timeout',
    value: 'SECONDS',
    help: 'how long to wait for an answer to begin or go on, 30 by default (also PITH_TUI_TIMEOUT)',
  },
];

const SETTINGS_RULE =
  'Flags come before environment variables, and these before the config file ~/.config/pith-tui/config.toml ' +
  "(the platform's folder elsewhere): contact and timeout, and base, key and rate in a table for each service, such as [openalex].";

export const COMMANDS: readonly Command[] = [
  {
    name: 'open',
    usage: '[PAPER] [QUERY…]',
    summary: 'explore the papers citing PAPER on the screen; without PAPER, the hubs in the library',
    takes: 'paper and query, or nothing',
    flags: [],
    notes: [
      PAPER_RULE,
      'Without a terminal on standard input and output the list is printed as plain text.',
      'The word open is needed only for a title that begins with the name of a command.',
      NEW_LIBRARY_RULE,
      'Exit codes: 0 done, 1 nothing found, 2 wrong usage or a failure, 130 broken off by Ctrl-C.',
    ],
    examples: ['pith-tui', 'pith-tui 1911.11134 role:method', 'pith-tui rigging the lottery role:method novelty:>=7'],
  },
  {
    name: 'list',
    usage: 'PAPER [QUERY…]',
    summary: 'print the citing papers that match, one a line, in the order of the screen',
    takes: 'paper and query',
    flags: [
      JSON_FLAG,
      { name: 'jsonl', help: 'as one JSON object a line' },
      TSV_FLAG,
      { name: 'limit', value: 'N', help: 'the first N only' },
    ],
    notes: [
      PAPER_RULE,
      'The columns are role, polarity, verdict, novelty, year, title, first author, identifier; roles are capital letters and polarities small ones, several where a paper is cited in several.',
      'Exit code 1 where nothing matches.',
    ],
    examples: [
      'pith-tui list 1911.11134 role:method --json | jq length',
      'pith-tui list hep-th/9711200 year:1998 author:witten',
    ],
  },
  {
    name: 'show',
    usage: 'PAPER',
    summary: "print the hub's overview, in the order of a hub page",
    takes: 'paper',
    flags: [
      { name: 'provenance', help: 'instead, which source says what of the paper, and where they disagree' },
      { name: 'json', help: 'as one JSON object' },
    ],
    notes: [PAPER_RULE],
    examples: ['pith-tui show 2504.13837', 'pith-tui show 1911.11134 --provenance'],
  },
  {
    name: 'export',
    usage: 'PAPER [QUERY…]',
    summary: 'write the citing papers that match as BibTeX or another format',
    takes: 'paper and query',
    flags: [
      { name: 'ids', value: 'ID,…', many: true, help: 'these citing papers only, in this order' },
      { name: 'output', short: 'o', value: 'FILE', help: 'where to; - (the default) is standard output' },
      {
        name: 'format',
        value: 'FORMAT',
        choices: EXPORT_FORMATS.map((format) => format.name),
        help: `${EXPORT_FORMATS.map((format) => `${format.name} (${format.what})`).join(', ')}; by default what the ending of FILE says, else bibtex`,
      },
      {
        name: 'key-pattern',
        value: 'PATTERN',
        help: `how new citation keys are made, as in Better BibTeX or JabRef; by default ${DEFAULT_KEY_FORMULA}`,
      },
      { name: 'ascii', help: 'LaTeX commands instead of Unicode letters wherever there is one' },
      { name: 'abbreviate-authors', value: 'N', help: 'longer author lists end after N names with "and others"' },
      { name: 'annotate', help: 'role, polarity, verdict and novelty as keywords and annotation' },
      {
        name: 'receipt',
        help: 'write FILE.receipt.json too: query, sources, counts, program and checksum, for pith-tui verify',
      },
      { name: 'append', help: 'add the papers that FILE, a .bib, does not have; not a byte of what is there changes' },
      { name: 'update', help: 'the same, and fill in fields that entries of these papers lack in FILE' },
      { name: 'dry-run', help: 'with --append or --update: print the difference, and write nothing' },
      { name: 'force', help: 'replace FILE where it exists' },
    ],
    notes: [
      PAPER_RULE,
      'A paper keeps the key it was first given, in every later export and copy out of the same library. Keys of another --key-pattern are kept beside them.',
      'With --append a paper is there already by DOI, by arXiv number, then by exact title and year. New entries go to the end of FILE, in its dialect, line ends and encoding, under keys that it does not have. A FILE that is no BibTeX is refused with line and column.',
      `PATTERN is a formula, auth.lower + year + '_' + shorttitle(3,3), or in brackets, [auth:lower][year]_[shorttitle]; its parts are ${KEY_TOKENS.map(({ name, help }) => `${name} (${help})`).join(', ')}; each takes ${KEY_FILTERS.map(({ name, help }) => `.${name} (${help})`).join(', ')}. A paper of which none of it is known gets the default key.`,
    ],
    examples: [
      'pith-tui export 1911.11134 role:method -o method.bib',
      'pith-tui export hep-th/9711200 --format hub -o ads-cft.hub.jsonl',
    ],
  },
  {
    name: 'verify',
    usage: 'FILE',
    summary: 'tell whether an export would come out the same today',
    takes: 'files',
    flags: [],
    notes: [
      'FILE is an export that has its FILE.receipt.json beside it (export --receipt). Its query is run again: + marks papers that came, - papers that went, ~ papers that changed, with the fields that differ.',
      'Exit code 0 where the same bytes come out, 1 where others do or FILE was changed by hand, 2 without a receipt.',
    ],
    examples: ['pith-tui export 1911.11134 role:comparison --receipt -o compared.bib', 'pith-tui verify compared.bib'],
  },
  {
    name: 'hubs',
    usage: '',
    summary: 'print the hubs in the library',
    takes: 'nothing',
    flags: [JSON_FLAG, TSV_FLAG],
    notes: [
      'These are the papers that a source presented as hubs. --json and --tsv list after them every other paper with ten or more citing papers in the library.',
    ],
    examples: ['pith-tui hubs'],
  },
  {
    name: 'import',
    usage: 'FILE…',
    summary: 'take hubs and citing papers from files, folders and dumps into the library',
    takes: 'files',
    flags: [
      {
        name: 'cited',
        value: 'PAPER',
        help: 'the paper whose citing papers a bibliography or a Semantic Scholar answer lists',
      },
      {
        name: 'hub',
        value: 'PAPER',
        many: true,
        help: 'of dumps keep only what touches this paper; may be given several times',
      },
      {
        name: 'mine',
        help: 'FILE is a bibliography of your own: mark the papers in it as yours, for mine:yes and mine:no',
      },
      { name: 'strict', help: 'stop at the first mistake, and leave the library as it was' },
    ],
    notes: [
      'Read are: a saved Pith hub page (text or HTML), a Semantic Scholar citations answer (JSON, with --cited), a bibliography (BibTeX, CSL-JSON, RIS) as a list of the papers that cite --cited, and the interchange format that export --format hub writes; ' +
        'and the dumps: S2AG (papers, citations, abstracts, tldrs, paper-ids), works of the OpenAlex snapshot, OpenCitations Index and Meta (CSV), arXiv (Atom, metadata JSON Lines).',
      'FILE is a file, a folder (all files below it) or - for standard input; each plain or .gz, told by content, not by name.',
      'With --hub only the citations of and by these papers are kept of a dump, and of papers, abstracts and the like those of papers that are in the library: so citations are read before papers, and papers before the rest, in whatever order they are named. ' +
        'The recipes in data/recipes cut a dump where it lies, with DuckDB.',
      'Mistakes are reported with their place and the rest is imported. The same file twice changes nothing. Ctrl-C leaves the library as it was before the file; of a dump what was read so far stays, and importing it again goes over it.',
      '--mine reads BibTeX, CSL-JSON or RIS and imports nothing: it keeps which papers you have, by DOI, arXiv number or other identifier, else by title and year. Do it again when the file has changed: papers that are gone from it lose the mark. Papers that come into the library later are marked too.',
      NEW_LIBRARY_RULE,
    ],
    examples: [
      'pith-tui import citations.json.gz --cited 1911.11134',
      'pith-tui import hub-page.html',
      'pith-tui import s2ag/ --hub corpus:208267757',
    ],
  },
  {
    name: 'fetch',
    usage: 'PAPER',
    summary: 'get the papers citing PAPER from the services that know them into the library',
    takes: 'paper',
    flags: [
      {
        name: 'from',
        value: 'SERVICE,…',
        many: true,
        help: `whom to ask, in this order: ${LISTING_SERVICES.join(', ')}; and then, about the papers that are there, ${DESCRIBING_SERVICES.join(', ')}`,
      },
      { name: 'max', value: 'N', help: 'at most N papers from each service; without it, later, the rest comes' },
      { name: 'restart', help: 'from the first page again, also where a list was read to its end or broken off' },
      ...SERVICE_FLAGS,
    ],
    notes: [
      'PAPER is an identifier, or words of the title of a paper in the library. Asked are Semantic Scholar (roles, citing sentences, influential citations), ' +
        'then OpenAlex (complete lists, venues, abstracts, retractions); for an address or a whole number of Pith, Pith. What they say comes together in the library: ' +
        'papers by their identifiers, else by title, first author and year together; of a field what the source says that is trusted most in it (pith-tui show --provenance).',
      'arXiv and Crossref list no citations. With --from arxiv,crossref they describe PAPER and those of its citing papers that are in the library: ' +
        'arXiv those with an arXiv id (categories, abstracts), Crossref those with a DOI (venues, pages, retractions), always after the lists.',
      'Every page is kept as it comes. Broken off, by Ctrl-C or otherwise, the same command goes on where it was. A line for each page is written to fetch.log ' +
        "in ~/.local/state/pith-tui (the platform's folder elsewhere).",
      SETTINGS_RULE,
      NEW_LIBRARY_RULE,
      'Exit codes: 0 done, 1 no service knows the paper, 2 wrong usage or a failure (what came is kept), 130 broken off by Ctrl-C.',
    ],
    examples: [
      'pith-tui fetch 1911.11134',
      'pith-tui fetch 10.1038/nature14539 --from openalex --max 5000',
      'pith-tui fetch 1911.11134 --from arxiv,crossref',
    ],
  },
  {
    name: 'update',
    usage: 'PAPER | --all',
    summary: 'fetch again the lists that were fetched, and say who is new, gone or changed',
    takes: 'paper',
    flags: [
      { name: 'all', help: 'of every paper whose citing papers were fetched' },
      { name: 'from', value: 'SERVICE,…', many: true, help: 'of these services only' },
      {
        name: 'max',
        value: 'N',
        help: 'at most N citing papers from each service; by default as many as the last time',
      },
      ...SERVICE_FLAGS,
    ],
    notes: [
      'New are papers that no list had before, gone those that a list read to its end no longer has (they stay in the library), changed those whose roles, ' +
        'polarity, verdict or retraction are others than before. A list that was broken off goes on; the others are read from the beginning. ' +
        'arXiv and Crossref, where they were asked, are asked again, also about the papers that are new.',
      'update --all that was broken off goes on, within twelve hours, with the lists that it had not read.',
      SETTINGS_RULE,
      'Exit codes: as of pith-tui fetch.',
    ],
    examples: ['pith-tui update 1911.11134', 'pith-tui update --all'],
  },
  {
    name: 'diff',
    usage: 'PAPER --since DATE',
    summary: 'print who is new, gone or changed by the updates since DATE',
    takes: 'paper',
    flags: [
      { name: 'since', value: 'DATE', help: 'a day, month or year: 2026-03-01, 2026-03, 2026' },
      { name: 'json', help: 'as one JSON object' },
    ],
    notes: ['DATE is of the updates, not of the papers. Exit code 1 where nothing is new, gone or changed.'],
    examples: ['pith-tui diff 1911.11134 --since 2026-03'],
  },
  {
    name: 'merge',
    usage: 'PAPER OTHER',
    summary: 'say that two papers of the library are one',
    takes: 'papers',
    flags: [],
    notes: [
      'PAPER and OTHER are identifiers, or titles in quotes. What is known of both comes together: names, citations, what each source says. Later imports find the one paper by any of its names; pith-tui split takes it apart again.',
    ],
    examples: ['pith-tui merge arxiv:2012.00560 10.1007/s10994-021-06063-x'],
  },
  {
    name: 'split',
    usage: 'PAPER NAME…',
    summary: 'say that some names of a paper are those of another',
    takes: 'papers',
    flags: [],
    notes: [
      'The NAMEs become a paper of their own, with what the sources say of it that know it by them, and stay one in later imports, whatever these say. The names of a paper are told by pith-tui show PAPER --provenance.',
    ],
    examples: ['pith-tui split 1911.11134 corpus:208267757'],
  },
  {
    name: 'doctor',
    usage: '',
    summary: 'say whether the library is sound, and make anew what is worked out from its facts',
    takes: 'nothing',
    flags: [{ name: 'rebuild', help: 'drop the arrays, indexes and labels in force, and make them from the facts' }],
    notes: ['A library is a plain SQLite file. Exit code 2 where it is damaged.'],
    examples: ['pith-tui doctor', 'pith-tui doctor --rebuild'],
  },
];

export function commandNamed(name: CommandName): Command {
  return COMMANDS.find((command) => command.name === name)!;
}
