/** THE table of commands and flags. Reading the arguments, every --help, and the checks of the README are made from it. */
import { DEFAULT_KEY_FORMULA, KEY_FILTERS, KEY_TOKENS } from '../export/bibtex/key-pattern-parts.js';
import { FORMAT_TABLE, NETWORK_TABLE, NOTES_ENTRY } from '../export/format-table.js';
import { STATUSES } from '../hub/decisions/decision.js';
import { JUDGE_KINDS } from '../hub/judging/judges.js';
import { DESCRIBING_SERVICES, KEYED_SERVICES, LISTING_SERVICES, SERVICES } from '../hub/services.js';
import { FEWEST_PAPERS, GIVEN_FROM } from '../learn/limits.js';
import { UNASKED_ORDER } from '../query/order-rules.js';
import { listWords } from '../text/list-words.js';
import { SECTIONS, WITH_LEAST } from './commands/show/section-names.js';

interface FlagEntry {
  name: string;
  short?: string;
  /** What stands for its value in help; a flag without one is a switch. */
  value?: string;
  choices?: readonly string[];
  /** May be given several times. */
  many?: true;
  help: string;
}

/** What one wants to do with a command: the headings of the help, in its order. */
export const AIMS = {
  explore: 'Explore',
  decide: 'Decide',
  'take along': 'Take along',
  library: 'The library',
  program: 'The program',
} as const;

interface CommandEntry {
  aim: keyof typeof AIMS;
  /** After the program's and the command's name. */
  usage: string;
  summary: string;
  takes: 'paper and query' | 'paper and query, or nothing' | 'paper' | 'papers' | 'files' | 'words' | 'nothing';
  flags: readonly FlagEntry[];
  /** Paragraphs below the flags. */
  notes: readonly string[];
  examples: readonly string[];
}

/** What `export` can write, with the file endings that choose it. */
export const EXPORT_FORMATS = [
  ...FORMAT_TABLE,
  ...NETWORK_TABLE,
  {
    name: 'hub',
    endings: ['.hub.jsonl', '.jsonl'],
    what: 'the whole hub in the interchange format, which import reads back',
  },
  NOTES_ENTRY,
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number]['name'];

/** What `config path` can say the place of. */
export const OWN_PLACES = ['config', 'library', 'state', 'cache', 'log'] as const;
export type OwnPlace = (typeof OWN_PLACES)[number];

export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;

const GLOBAL = [
  {
    name: 'library',
    value: 'FILE',
    help: 'the library file to use instead of the default one (or set PITH_TUI_LIBRARY)',
  },
  {
    name: 'color',
    value: 'WHEN',
    choices: COLOR_CHOICES,
    help: 'colours on the screen: auto, always or never; auto obeys NO_COLOR and FORCE_COLOR',
  },
  {
    name: 'screen-reader',
    help: 'write what happens as lines of text for a screen reader, without drawing a screen (or set INK_SCREEN_READER=true)',
  },
  { name: 'help', short: 'h', help: 'show the help for the command' },
  { name: 'version', help: 'show the version' },
] as const satisfies readonly FlagEntry[];

const JSON_FLAG = { name: 'json', help: 'as one JSON array' } as const;
const LIMIT_FLAG = { name: 'limit', value: 'N', help: 'only the first N' } as const;
/** The review that decisions belong to. */
const REVIEW_FLAG = {
  name: 'review',
  value: 'NAME',
  help: 'the named review that decisions belong to; without it, the one that each hub has by itself',
} as const;
const TSV_FLAG = { name: 'tsv', help: 'as tab-separated values under a line of column names' } as const;

const OUTPUT_FLAGS = [
  { name: 'output', short: 'o', value: 'FILE', help: 'where to write; - (the default) is standard output' },
  { name: 'force', help: 'replace FILE if it exists' },
] as const;

const PAPER_RULE =
  'PAPER is an id (arXiv, DOI, OpenAlex, Semantic Scholar, Pith, PubMed or ACL; with or without a prefix, or as a URL) or words from a title. ' +
  'An id is one word, and a title in quotes is one word; a title without quotes ends before the first word with a field (role:method, -cat:cs.CV), ' +
  'the first words in quotes, or --. What follows is the query.';

const NEW_LIBRARY_RULE =
  'A library that does not exist yet is created on first use, with the bundled hubs in it (import into a new --library FILE creates it without them). The folder of FILE must be there. Doctor creates none.';

/** Flags of commands that ask services. */
const SERVICE_FLAGS = [
  {
    name: 'base',
    value: 'SERVICE=URL',
    many: true,
    help: 'use another address for a service (or set PITH_TUI_OPENALEX_BASE and so on)',
  },
  {
    name: 'key',
    value: 'SERVICE=KEY',
    many: true,
    help: `your API key for a service; safer in the environment (${KEYED_SERVICES.map((name) => SERVICES[name].key.variable).join(', ')}) or the config file, since other users can see flags`,
  },
  {
    name: 'rate',
    value: 'SERVICE=N',
    many: true,
    help: 'requests per second, if your key allows more than usual (or set PITH_TUI_OPENALEX_RATE and so on)',
  },
  {
    name: 'contact',
    value: 'MAIL',
    help: 'an email address at which the services can reach you (or set PITH_TUI_CONTACT)',
  },
  {
    name: 'timeout',
    value: 'SECONDS',
    help: 'how long to wait for an answer to start or go on, 30 by default (or set PITH_TUI_TIMEOUT)',
  },
] as const satisfies readonly FlagEntry[];

const SETTINGS_RULE =
  'Flags take precedence over environment variables, and these over the config file ~/.config/pith-tui/config.toml ' +
  "(in the platform's config folder elsewhere). It holds contact and timeout, and base, key and rate in a table for each service, such as [openalex].";

const PRECEDENCE_RULE =
  `Of several judges the first in this order is believed: ${JUDGE_KINDS.join(', ')}; the newest of one. ` +
  'The config file sets another, as in precedence = "human, semantic-scholar"; those it leaves out follow, and -computed switches off what was computed (or set PITH_TUI_PRECEDENCE).';

const ALL_RULE =
  'A colon in the place of PAPER asks for all papers of the library: pith-tui list : QUERY. Conditions on how a paper cites a hub (role, polarity, influential, refs, context, self, school, cue, new, since) need one.';

const TABLE = {
  open: {
    aim: 'explore',
    usage: '[PAPER|:] [QUERY…]',
    summary: 'explore the papers citing PAPER on the screen; without PAPER, choose among the hubs in the library',
    takes: 'paper and query, or nothing',
    flags: [
      REVIEW_FLAG,
      { name: 'pick', help: 'print the ids of the papers that you select on the screen, which may so stand in a pipe' },
    ],
    notes: [
      PAPER_RULE,
      ALL_RULE,
      'Without a terminal on standard input and output, the list is printed as plain text.',
      'The word open is needed only before a title that begins with the name of a command. The words help, help COMMAND and version stand for the flags, too.',
      NEW_LIBRARY_RULE,
      'Exit codes: 0 done, 1 nothing found, 2 wrong usage or a failure, 130 interrupted by Ctrl-C.',
    ],
    examples: [
      'pith-tui',
      'pith-tui 1911.11134 role:method',
      'pith-tui rigging the lottery role:method novelty:>=7',
      'pith-tui 1911.11134 --pick | pith-tui decide 1911.11134 - --as included',
    ],
  },
  tutorial: {
    aim: 'explore',
    usage: '',
    summary: 'learn the screen in two minutes, on a made-up hub in a library of its own',
    takes: 'nothing',
    flags: [],
    notes: [
      'The last line of the screen says what to do, and goes on when it is done, whichever keys did it. Leave at any time: the same command goes on at the step you were at, and begins anew after the last one. Nothing of it touches your library.',
    ],
    examples: ['pith-tui tutorial', 'pith-tui tutorial --screen-reader'],
  },
  list: {
    aim: 'explore',
    usage: 'PAPER|: [QUERY…]',
    summary: 'print the citing papers that match, one per line, in the order of the screen',
    takes: 'paper and query',
    flags: [
      JSON_FLAG,
      { name: 'jsonl', help: 'as one JSON object per line' },
      TSV_FLAG,
      {
        name: 'fields',
        value: 'FIELD,…',
        help: 'with --json or --jsonl, these as well: authors, authorSet, ids, venue, url, abstract, sentences, reviews, claims, checks; what you decided (status, reason, starred, tags, note) is in every row',
      },
      LIMIT_FLAG,
      REVIEW_FLAG,
    ],
    notes: [
      PAPER_RULE,
      ALL_RULE,
      UNASKED_ORDER,
      PRECEDENCE_RULE,
      'The columns are role, polarity, verdict, novelty, year, title, first author and id; on a terminal a line names them, and those that nothing fills are left out. Roles are capital letters and polarities small ones, with several letters for a paper cited in several ways.',
      'The exit code is 1 if nothing matches.',
    ],
    examples: [
      'pith-tui list 1911.11134 role:method --json | jq length',
      'pith-tui list hep-th/9711200 year:1998 author:witten',
      "pith-tui list : 'cites:hep-th/9802109 -cites:hep-th/9711200'",
      'pith-tui list 1911.11134 --jsonl --fields authors,venue,sentences',
    ],
  },
  show: {
    aim: 'explore',
    usage: 'PAPER',
    summary: 'print an overview of the hub, in the order of a hub page, or one section of it',
    takes: 'paper',
    flags: [
      {
        name: 'section',
        value: 'NAME',
        choices: SECTIONS,
        help: `only this, with its base and rule: ${SECTIONS.join(', ')}`,
      },
      {
        name: 'by',
        value: 'WHAT',
        help: 'cocited: shared (the default) or strength first; timeline: by role (the default), polarity or verdict',
      },
      { name: 'min', value: 'N', help: `${WITH_LEAST.join(', ')}: leave out what has fewer than N` },
      { name: 'limit', value: 'N', help: 'only the first N lines of the section; 20 by default, all with --json' },
      { name: 'provenance', help: 'print instead which source says what about the paper, and where they disagree' },
      { name: 'json', help: 'as one JSON object' },
    ],
    notes: [
      PAPER_RULE,
      'All of it is counted from the library. What cannot be told from it is said to be unknown, never 0. The disruption index (CD) is not offered: it needs the references of all papers that cite what PAPER cites, and those that do not cite PAPER are not in its list.',
    ],
    examples: [
      'pith-tui show 2504.13837',
      'pith-tui show hep-th/9711200 --section cocited --by strength',
      'pith-tui show hep-th/9711200 --section schools --json',
      'pith-tui show 1911.11134 --provenance',
    ],
  },
  cites: {
    aim: 'explore',
    usage: 'PAPER',
    summary: 'print the papers that cite PAPER, the newest first',
    takes: 'paper',
    flags: [JSON_FLAG, { name: 'jsonl', help: 'as one JSON object per line' }, TSV_FLAG, LIMIT_FLAG],
    notes: [PAPER_RULE, 'The columns are those of pith-tui list, which takes a query as well.'],
    examples: ['pith-tui cites hep-th/9802109'],
  },
  'cited-by': {
    aim: 'explore',
    usage: 'PAPER',
    summary: 'print what PAPER cites, as far as the library knows, the most cited first',
    takes: 'paper',
    flags: [JSON_FLAG, { name: 'jsonl', help: 'as one JSON object per line' }, TSV_FLAG, LIMIT_FLAG],
    notes: [PAPER_RULE, 'Roles and polarities are those in which PAPER cites them.'],
    examples: ['pith-tui cited-by hep-th/9905111'],
  },
  path: {
    aim: 'explore',
    usage: 'PAPER OTHER',
    summary: 'print the shortest chains of citations from PAPER to OTHER, or else from OTHER to PAPER',
    takes: 'papers',
    flags: [{ name: 'json', help: 'as one JSON object' }, LIMIT_FLAG],
    notes: [
      'Each paper of a chain cites the next. All of the shortest chains are counted, and 10 are printed unless --limit says otherwise. PAPER and OTHER are ids, or titles in quotes. Chains of more than 8 citations are not looked for. The exit code is 1 if there is none.',
    ],
    examples: ['pith-tui path hep-th/0304259 hep-th/9711200'],
  },
  compare: {
    aim: 'explore',
    usage: 'PAPER OTHER [THIRD]',
    summary: 'print who cites only one of two or three papers, and who several of them, with roles',
    takes: 'papers',
    flags: [{ name: 'json', help: 'as one JSON object, with the papers of each part' }],
    notes: ['PAPER, OTHER and THIRD are ids, or titles in quotes.'],
    examples: ['pith-tui compare hep-th/9711200 hep-th/9802109'],
  },
  export: {
    aim: 'take along',
    usage: 'PAPER|: [QUERY…]',
    summary: 'write the citing papers that match, as BibTeX or in another format',
    takes: 'paper and query',
    flags: [
      { name: 'ids', value: 'ID,…', many: true, help: 'only these citing papers, in this order' },
      { name: 'output', short: 'o', value: 'FILE', help: 'where to write; - (the default) is standard output' },
      {
        name: 'format',
        value: 'FORMAT',
        choices: EXPORT_FORMATS.map((format) => format.name),
        help: `${EXPORT_FORMATS.map((format) => `${format.name} (${format.what})`).join(', ')}; by default the one that the ending of FILE names, or else bibtex`,
      },
      {
        name: 'key-pattern',
        value: 'PATTERN',
        help: `how new citation keys are made, as in Better BibTeX or JabRef; by default ${DEFAULT_KEY_FORMULA}`,
      },
      { name: 'ascii', help: 'write LaTeX commands instead of Unicode letters wherever there is one' },
      { name: 'abbreviate-authors', value: 'N', help: 'end longer author lists after N names with "and others"' },
      {
        name: 'annotate',
        help: 'add role, polarity, verdict, novelty and what you decided as keywords, groups of JabRef and annotation',
      },
      REVIEW_FLAG,
      {
        name: 'receipt',
        help: 'also write FILE.receipt.json (query, sources, counts, program and checksum), for pith-tui verify',
      },
      {
        name: 'append',
        help: 'add the papers that FILE, a .bib, does not have yet, without changing a byte of what is there',
      },
      { name: 'update', help: 'like --append, and fill in fields that the entries of these papers lack in FILE' },
      { name: 'dry-run', help: 'with --append or --update: print the difference and write nothing' },
      { name: 'force', help: 'replace FILE if it exists' },
    ],
    notes: [
      PAPER_RULE,
      ALL_RULE,
      'A paper keeps the key it was first given in every later export and copy from the same library. Keys made by another --key-pattern are kept beside it.',
      'With --append, a paper counts as already there if its DOI is, or else its arXiv number, or else its exact title and year. New entries go to the end of FILE, in its dialect, line endings and encoding, under keys that it does not use yet. A FILE that is not BibTeX is refused, with the line and column of the problem.',
      'With --format notes, FILE is a folder, such as one of a vault. Each paper gets a note with properties (front matter in YAML), links to the papers it cites, and its citation key as name; PAPER has one as well. Of notes that are there already, under whatever name, only these properties are set: what you wrote below them, properties and tags of your own stay as they are.',
      `PATTERN is a formula, auth.lower + year + '_' + shorttitle(3,3), or in brackets, [auth:lower][year]_[shorttitle]. Its parts are ${KEY_TOKENS.map(({ name, help }) => `${name} (${help})`).join(', ')}; each takes ${KEY_FILTERS.map(({ name, help }) => `.${name} (${help})`).join(', ')}. A paper for which none of its parts is known gets the default key.`,
    ],
    examples: [
      'pith-tui export 1911.11134 role:method -o method.bib',
      'pith-tui export hep-th/9711200 --format hub -o ads-cft.hub.jsonl',
      'pith-tui export 1911.11134 role:method --format notes -o vault/papers',
    ],
  },
  review: {
    aim: 'decide',
    usage: 'import|export|merge|conflicts [FILE] [PAPER]',
    summary: 'bring decisions in from tables, exchange them with other readers, and list where readers disagree',
    takes: 'papers',
    flags: [
      REVIEW_FLAG,
      {
        name: 'as',
        value: 'STATUS',
        choices: STATUSES,
        help: 'import: all papers in FILE were decided so, whatever else it says',
      },
      { name: 'json', help: 'conflicts: as one JSON object' },
      ...OUTPUT_FLAGS,
    ],
    notes: [
      'import reads exports of Rayyan (CSV or RIS), ASReview (CSV or RIS), Covidence (CSV or RIS, whose name or --as says which list it is) and Zotero (CSV or RIS, by tags such as include, maybe or exclude: reason), and tables with a column title or doi and a column status or decision. Papers are found by an id, or else by title and year; rows that are of no paper here are listed. Where a table names its readers, each decision is theirs; else it is yours. Importing a table twice changes nothing.',
      'export writes the decisions of a review, or of all, with the tags, notes and stars of their papers and, of a hub’s own review, its links to claims and its audits, as JSON Lines; merge takes such files of other readers. Nothing is lost: both readers’ decisions are kept, and the same files in any order, or twice, come to the same. What is not in this library yet holds as soon as it is.',
      'Where readers decided differently, each without knowing of the other, conflicts lists it (exit code 1: nothing), and status:conflict finds it; it is resolved by deciding again. Cohen’s kappa counts only what readers decided independently.',
      'Your name as a reader is name in the config file, or else PITH_TUI_NAME or your user name.',
    ],
    examples: [
      'pith-tui review import articles.csv 1911.11134',
      'pith-tui review export 1911.11134 -o ann.jsonl',
      'pith-tui review merge bo.jsonl',
      'pith-tui review conflicts 1911.11134',
    ],
  },
  flow: {
    aim: 'decide',
    usage: 'PAPER',
    summary: 'print the flow of a review of the papers citing PAPER in numbers that add up (PRISMA 2020, TARCiS)',
    takes: 'paper',
    flags: [
      REVIEW_FLAG,
      { name: 'json', help: 'as one JSON object' },
      { name: 'svg', help: 'as a diagram' },
      ...OUTPUT_FLAGS,
    ],
    notes: [
      PAPER_RULE,
      'The boxes are those of the PRISMA 2020 flow diagram, for studies found by citation searching; below them, what TARCiS asks reports of citation searching to say, as far as the library knows it. What it cannot know is said to be unknown. Should boxes not add up, the difference is named, and the exit code is 2.',
      'Screening of titles is not told apart from that of full texts; papers excluded for the reason no full text are counted as reports that were not retrieved.',
    ],
    examples: [
      'pith-tui flow 1911.11134',
      'pith-tui flow 1911.11134 --svg -o flow.svg',
      'pith-tui flow 1911.11134 --review mine --json',
    ],
  },
  verify: {
    aim: 'take along',
    usage: 'FILE',
    summary: 'check whether an export would come out the same today',
    takes: 'files',
    flags: [],
    notes: [
      'FILE is an export with its FILE.receipt.json beside it (export --receipt). Its query is run again: + marks new papers, - papers that are gone, ~ papers that changed, with the fields that differ.',
      'The exit code is 0 if the same bytes come out, 1 if other bytes do or FILE was edited by hand, and 2 if there is no receipt.',
    ],
    examples: ['pith-tui export 1911.11134 role:comparison --receipt -o compared.bib', 'pith-tui verify compared.bib'],
  },
  hubs: {
    aim: 'library',
    usage: '',
    summary: 'print the hubs in the library',
    takes: 'nothing',
    flags: [JSON_FLAG, TSV_FLAG],
    notes: [
      'Hubs are the papers that a source presented as such. After them, --json and --tsv also list every other paper with ten or more citing papers in the library.',
    ],
    examples: ['pith-tui hubs'],
  },
  import: {
    aim: 'library',
    usage: 'FILE…',
    summary: 'bring hubs and citing papers from files, folders and dumps into the library',
    takes: 'files',
    flags: [
      {
        name: 'cited',
        value: 'PAPER',
        help: 'the paper whose citing papers a bibliography or a list of Pith or Semantic Scholar has',
      },
      {
        name: 'cited-from',
        value: 'TABLE',
        help: 'the same for many files: each line of TABLE is a file, a tab and the paper it is about',
      },
      {
        name: 'hub',
        value: 'PAPER',
        many: true,
        help: 'keep from dumps only what concerns this paper; may be given several times',
      },
      {
        name: 'mine',
        help: 'FILE is a bibliography of your own: mark the papers in it as yours, for mine:yes and mine:no',
      },
      { name: 'strict', help: 'stop at the first problem and leave the library as it was' },
    ],
    notes: [
      'These can be imported: a saved page of Pith (text or HTML) and its records (JSON; citers.json with --cited); a Semantic Scholar citations answer (JSON, with --cited); a bibliography (BibTeX, CSL-JSON, RIS, or a file of PubMed (.nbib), Web of Science (.ciw) or EndNote (.enw)) as a list of the papers that cite --cited; the interchange format that export --format hub writes; ' +
        'and dumps: S2AG (papers, citations, abstracts, tldrs, paper-ids), OpenAlex snapshot (works), OpenCitations Index and Meta (CSV), arXiv (Atom, metadata JSON Lines).',
      'FILE is a file, a folder (all files below it) or - for standard input, plain or gzipped. The format is detected from the content, not from the name. A file of @strings is named before the BibTeX files that use them.',
      'With --hub, only the citations of and by these papers are kept from a dump, and of papers, abstracts and the like only those of papers in the library. Citations are therefore read before papers, and papers before the rest, in whatever order they are named. ' +
        'The recipes in data/recipes cut a dump where it lies, with DuckDB.',
      'Problems are reported with their place, and the rest is imported. Importing the same file twice changes nothing. Ctrl-C leaves the library as it was before the file; of a dump, and of a large file whose first third can be read while the rest goes on, what is there stays, and importing it again completes it.',
      '--mine reads bibliographies and imports nothing: it remembers which papers you have, by DOI, arXiv number or another id, or else by title and year. Run it again when the file has changed: papers no longer in it lose the mark. Papers that enter the library later are marked too.',
      NEW_LIBRARY_RULE,
    ],
    examples: [
      'pith-tui import citations.json.gz --cited 1911.11134',
      'pith-tui import answers/ --cited-from answers/hubs.tsv',
      'pith-tui import hub-page.html',
      'pith-tui import citers.json --cited 2504.13837',
      'pith-tui import s2ag/ --hub corpus:208267757',
    ],
  },
  fetch: {
    aim: 'library',
    usage: 'PAPER',
    summary: 'fetch the papers citing PAPER into the library from the services that know them',
    takes: 'paper',
    flags: [
      {
        name: 'from',
        value: 'SERVICE,…',
        many: true,
        help: `the services to ask, in this order: ${LISTING_SERVICES.join(', ')}; and then, about the papers already there, ${DESCRIBING_SERVICES.join(', ')}; or a folder of hubs, by its path or http(s) address`,
      },
      { name: 'max', value: 'N', help: 'at most N papers from each service; run it without --max later for the rest' },
      { name: 'restart', help: 'start from the first page, even if a list was read to its end or interrupted' },
      ...SERVICE_FLAGS,
    ],
    notes: [
      'PAPER is an id, or words from the title of a paper in the library. Semantic Scholar (roles, citing sentences, influential citations) is asked first, ' +
        'then OpenAlex (complete lists, venues, abstracts, retractions); for a Pith address or a full Pith number, Pith. What they say is combined in the library: ' +
        'papers are matched by id, or else by title, first author and year together, and each field comes from the source trusted most for it (pith-tui show --provenance).',
      'arXiv and Crossref list no citations. With --from arxiv,crossref they describe PAPER and those of its citing papers that are in the library, always after the lists: ' +
        'arXiv those with an arXiv id (categories, abstracts), Crossref those with a DOI (venues, pages, retractions).',
      'A folder of hubs is what the recipes of data/recipes cut from a whole graph: an index and the files of each hub, in a folder or on any file server. PAPER is then an id, or words from the title that the index has for it.',
      'Every page is kept as it arrives. After an interruption, by Ctrl-C or otherwise, the same command continues where it stopped. A line for each page is written to fetch.log ' +
        "in ~/.local/state/pith-tui (in the platform's log folder elsewhere).",
      SETTINGS_RULE,
      NEW_LIBRARY_RULE,
      'Exit codes: 0 done, 1 no service knows the paper, 2 wrong usage or a failure (what arrived is kept), 130 interrupted by Ctrl-C.',
    ],
    examples: [
      'pith-tui fetch 1911.11134',
      'pith-tui fetch 10.1038/nature14539 --from openalex --max 5000',
      'pith-tui fetch 1911.11134 --from arxiv,crossref',
      'pith-tui fetch 1911.11134 --from https://files.example.org/hubs',
    ],
  },
  update: {
    aim: 'library',
    usage: 'PAPER | --all',
    summary: 'fetch the lists that were fetched again, and say which papers are new, gone or changed',
    takes: 'paper',
    flags: [
      { name: 'all', help: 'every paper whose citing papers were fetched' },
      { name: 'from', value: 'SERVICE,…', many: true, help: 'only from these services' },
      {
        name: 'max',
        value: 'N',
        help: 'at most N citing papers from each service; by default as many as last time',
      },
      ...SERVICE_FLAGS,
    ],
    notes: [
      'New papers are those that no list had before; gone are those missing from a list that was read to its end (they stay in the library); changed are those with another role, ' +
        'polarity, verdict or retraction than before. A list that was interrupted is continued; the others are read from the beginning. ' +
        'arXiv and Crossref, where they were asked before, are asked again, about the new papers too.',
      'If update --all is interrupted, running it again within twelve hours continues with the lists that it had not read.',
      SETTINGS_RULE,
      'The exit codes are those of pith-tui fetch.',
    ],
    examples: ['pith-tui update 1911.11134', 'pith-tui update --all'],
  },
  diff: {
    aim: 'library',
    usage: 'PAPER --since DATE',
    summary: 'print which papers are new, gone or changed by the updates since DATE',
    takes: 'paper',
    flags: [
      { name: 'since', value: 'DATE', help: 'a day, month or year: 2026-03-01, 2026-03, 2026' },
      { name: 'json', help: 'as one JSON object' },
    ],
    notes: ['DATE refers to the updates, not to the papers. The exit code is 1 if nothing is new, gone or changed.'],
    examples: ['pith-tui diff 1911.11134 --since 2026-03'],
  },
  merge: {
    aim: 'library',
    usage: 'PAPER OTHER',
    summary: 'tell the library that two of its papers are one',
    takes: 'papers',
    flags: [],
    notes: [
      'PAPER and OTHER are ids, or titles in quotes. What is known about both is combined: ids, citations, what each source says. Later imports find the one paper by any of its ids; pith-tui split takes it apart again.',
    ],
    examples: ['pith-tui merge arxiv:2012.00560 10.1007/s10994-021-06063-x'],
  },
  split: {
    aim: 'library',
    usage: 'PAPER ID…',
    summary: 'tell the library that some ids of a paper belong to another one',
    takes: 'papers',
    flags: [],
    notes: [
      'The IDs become a paper of their own, with what the sources say about it under them, and it stays one in later imports, whatever these say. pith-tui show PAPER --provenance lists the ids of a paper.',
    ],
    examples: ['pith-tui split 1911.11134 corpus:208267757'],
  },
  decide: {
    aim: 'decide',
    usage: 'PAPER|: ID…|--query QUERY',
    summary: 'keep what you decide of papers that cite PAPER: status, reason, star, tags, note',
    takes: 'papers',
    flags: [
      {
        name: 'as',
        value: 'STATUS',
        choices: [...STATUSES, 'none'],
        help: `${listWords(STATUSES, 'or')}; none takes the decision back`,
      },
      { name: 'reason', value: 'REASON', help: 'why, with --as excluded; without it, a paper keeps the reason it has' },
      { name: 'star', help: 'give a star' },
      { name: 'unstar', help: 'take the star away' },
      { name: 'tag', value: 'TAG', many: true, help: 'add a tag, or several with commas between' },
      { name: 'untag', value: 'TAG', many: true, help: 'take a tag away, or several' },
      { name: 'note', value: 'TEXT', help: 'a note, in the place of the one there is' },
      { name: 'no-note', help: 'take the note away' },
      {
        name: 'read',
        value: 'PLACE',
        help: 'a place on the reading list: a number from 1 on, last, or none to take it off',
      },
      { name: 'query', value: 'QUERY', help: 'of all papers that match, in the place of ids' },
      REVIEW_FLAG,
    ],
    notes: [
      'PAPER and ID are ids, or titles in quotes; - in the place of an ID reads ids from standard input, one on each line. Either all papers are decided, or none is.',
      'Decisions belong to the work: they stay with it whatever it is merged with, split from or imported as. Every change is a line of the journal, and one command is one step, which pith-tui undo takes back and pith-tui redo does again.',
    ],
    examples: [
      'pith-tui decide 1911.11134 2012.00560 --as included --tag core',
      "pith-tui decide 1911.11134 --query 'year:<2021' --as excluded --reason off-topic",
      'cut -f1 chosen.tsv | pith-tui decide 1911.11134 - --as later',
    ],
  },
  queries: {
    aim: 'decide',
    usage: '[PAPER|: | --save NAME QUERY… | --remove NAME]',
    summary: 'print the saved queries, and how many papers that cite PAPER match each, now and newly',
    takes: 'papers',
    flags: [
      {
        name: 'save',
        value: 'NAME',
        help: 'save the query that follows under a name, on the first number that is free',
      },
      { name: 'remove', value: 'NAME', help: 'take a saved query away' },
      JSON_FLAG,
    ],
    notes: [
      'In a query line @NAME stands for what is saved under that name, @"NAME" for a name with blanks, and other conditions may stand beside it. On the screen @ and the number open it.',
      'New are papers that did not match when the query was opened last on the screen. The exit code is 1 if no query is saved.',
    ],
    examples: [
      "pith-tui queries --save to-read 'role:method status:unscreened'",
      'pith-tui queries 1911.11134',
      'pith-tui list 1911.11134 @to-read year:2022',
    ],
  },
  undo: {
    aim: 'decide',
    usage: '',
    summary: 'take back the last thing you decided or changed',
    takes: 'nothing',
    flags: [],
    notes: [
      'Each goes one step further, back to the first; a step is what one key or one command did. What was changed since by somebody else stays. The exit code is 1 if there is nothing to take back.',
    ],
    examples: ['pith-tui undo'],
  },
  redo: {
    aim: 'decide',
    usage: '',
    summary: 'do again what pith-tui undo took back last',
    takes: 'nothing',
    flags: [],
    notes: [
      'Each goes one step further, until something new is decided or changed. The exit code is 1 if there is nothing to do again.',
    ],
    examples: ['pith-tui redo'],
  },
  journal: {
    aim: 'decide',
    usage: '',
    summary: 'print everything you decided and changed: when, who, what, from and to',
    takes: 'nothing',
    flags: [{ name: 'jsonl', help: 'as one JSON object per line' }, REVIEW_FLAG],
    notes: ['Lines are only ever added, by undoing too. pith-tui replay takes them into another library.'],
    examples: ['pith-tui journal', 'pith-tui journal --jsonl > journal.jsonl'],
  },
  replay: {
    aim: 'decide',
    usage: 'FILE…',
    summary: 'take the lines of a journal into the library: an empty one then says what the other said',
    takes: 'files',
    flags: [],
    notes: [
      'FILE is what pith-tui journal --jsonl printed, or - for standard input. Lines that are known already change nothing. What is decided of papers that are not in the library is kept until they come.',
    ],
    examples: ['pith-tui replay journal.jsonl --library other.sqlite'],
  },
  learn: {
    aim: 'decide',
    usage: '[PAPER…|--all]',
    summary: 'learn from the roles that are known here, and label citing sentences of PAPER whose roles nobody gave',
    takes: 'papers',
    flags: [
      { name: 'all', help: 'label the citations of every paper' },
      { name: 'forget', help: 'take the learned labels away again, of PAPER or of every paper' },
      { name: 'json', help: 'as one JSON object' },
    ],
    notes: [
      `It learns from every citation in the library that has sentences and a role: of each, the role in force, be it your own, from Pith, or from Semantic Scholar. Nothing leaves the machine. Roles that fewer than ${FEWEST_PAPERS} papers have are not learned.`,
      `Labels are judgements of computed:learn-1@DATE with their likelihood. Every other judge is believed before it, and citations that another judge has looked at are not labelled. A role is given only if it is at least ${GIVEN_FROM * 100}% likely; pith-tui list PAPER label-by:computed shows which papers have one. Learning again replaces the labels; --forget takes them away, and the setting precedence = "-computed" leaves them out of account.`,
      `How good the labels are is measured on papers that were not learned from, and printed: shares, precision, recall and F1 for each role, beside those of always giving the commonest role. Without PAPER and --all, the figures of the last time are printed. Hubs with fewer than ${FEWEST_PAPERS} known citations are labelled only if labels hold for hubs that were not learned from.`,
      'The exit code is 1 if there is too little to learn from. Ctrl-C leaves the library as it was.',
    ],
    examples: ['pith-tui learn 1911.11134', 'pith-tui learn --all', 'pith-tui learn --forget'],
  },
  correct: {
    aim: 'decide',
    usage: 'PAPER ID…',
    summary: 'say what the role, polarity, verdict or novelty of citing papers is, in your own name',
    takes: 'papers',
    flags: [
      { name: 'role', value: 'ROLE,…', help: 'what they cite PAPER for; none: for nothing of the kind' },
      { name: 'polarity', value: 'POLARITY,…', help: 'how they cite it' },
      { name: 'verdict', value: 'VERDICT', help: 'your verdict on the citing papers' },
      { name: 'novelty', value: 'N', help: 'their novelty, from 0 to 10' },
      { name: 'revoke', help: 'take all corrections of these papers as citing PAPER back' },
    ],
    notes: [
      'PAPER is an id, or a title in quotes; each ID is that of one of its citing papers. A correction is one more judgement, by human:NAME with its date (name in the config file, or PITH_TUI_NAME), and is believed first unless another order is set. What sources say stays as it is. The journal keeps corrections and what was taken back.',
      PRECEDENCE_RULE,
    ],
    examples: [
      'pith-tui correct 1911.11134 2103.06561 --role method,comparison --novelty 7',
      'pith-tui correct 1911.11134 2103.06561 --revoke',
    ],
  },
  audit: {
    aim: 'decide',
    usage: 'PAPER',
    summary: 'judge a sample of the labelled citations without seeing their roles, and see how far each judge agrees',
    takes: 'paper',
    flags: [
      { name: 'sample', value: 'N', help: 'how many citations to draw, 50 by default' },
      { name: 'seed', value: 'N', help: 'which ones: the same number draws the same sample, 1 by default' },
      { name: 'questions', help: 'print what is not answered yet, one JSON object per line' },
      {
        name: 'answers',
        value: 'FILE',
        help: 'take answers from FILE, or - for standard input: one JSON object per line, such as {"id": "arxiv:…", "role": "method"}',
      },
      { name: 'json', help: 'the figures as one JSON object' },
    ],
    notes: [
      PAPER_RULE,
      'On a terminal each citation is shown with its sentences and without its labels, and one key answers; Esc leaves it, and the same command continues. Then, and without a terminal at once, it prints for each judge and role on how many citations judge and reader agree, with 95% intervals, and Cohen’s kappa.',
      'The sample is drawn from the citations that have a role and a citing sentence, from each role in proportion but at least one. Sample and answers are kept in the library, the answers under your name (name in the config file, or PITH_TUI_NAME).',
      'In --answers, a role of none means none of them, unclear that the sentences do not tell, null takes an answer back.',
      'The exit code is 1 if no citation has both a role and a sentence.',
    ],
    examples: [
      'pith-tui audit 1911.11134 --sample 50 --seed 7',
      'pith-tui audit 1911.11134 --questions > questions.jsonl',
      'pith-tui audit 1911.11134 --answers answers.jsonl --json',
    ],
  },
  doctor: {
    aim: 'library',
    usage: '',
    summary:
      'check that the library is sound, mend what earlier versions misread, or rebuild what is derived from its facts',
    takes: 'nothing',
    flags: [
      { name: 'whole', help: 'read every page, and compare all that is derived with the facts' },
      {
        name: 'rebuild',
        help: 'the same; then drop the derived arrays, indexes and labels, and rebuild them from the facts',
      },
    ],
    notes: [
      'A library is a plain SQLite file. The exit code is 2 if it is damaged. --rebuild also makes derived tables, indexes and triggers that are missing.',
      'A library of more than 50 MB is looked at for a second: its tables, indexes and triggers, pages spread over the whole file, the arrays of its hubs, and all that is kept of some papers, with what is derived of them. It is read as a whole with --whole, which takes about a minute for five gigabytes; a smaller one always is.',
      'Where NODE_OPTIONS has an option that Node refuses, no command gets as far as this one: Node ends in words of its own. Unset it, or run with NODE_OPTIONS= in front.',
    ],
    examples: ['pith-tui doctor', 'pith-tui doctor --whole', 'pith-tui doctor --rebuild'],
  },
  config: {
    aim: 'program',
    usage: `path [${OWN_PLACES.join('|')}]`,
    summary: 'print where the config file is, the library, and what the program keeps of its own',
    takes: 'words',
    flags: [],
    notes: [
      'Without a name after it, path prints all of them, each with its name, and says which are not there yet. With one it prints that path alone: config is the file you write your settings in, library the one that --library or PITH_TUI_LIBRARY names or else the usual one, state the file that holds where you were in that library, cache the folder with answers of services, and log what was asked of them.',
      'Nothing is made or read. XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME and XDG_CACHE_HOME are obeyed where the platform has them.',
    ],
    examples: ['pith-tui config path', '$EDITOR "$(pith-tui config path config)"'],
  },
  completion: {
    aim: 'program',
    usage: 'bash|zsh|fish',
    summary: 'print the script with which your shell completes commands, flags and their values',
    takes: 'words',
    flags: [],
    notes: [
      'For bash, put source <(pith-tui completion bash) into ~/.bashrc; for zsh, source <(pith-tui completion zsh) into ~/.zshrc below compinit; for fish, pith-tui completion fish > ~/.config/fish/completions/pith-tui.fish.',
    ],
    examples: ['pith-tui completion bash'],
  },
} as const satisfies Record<string, CommandEntry>;

export type CommandName = keyof typeof TABLE;

type AnyFlag = (typeof GLOBAL)[number] | (typeof TABLE)[CommandName]['flags'][number];
/** A flag with a value, `--limit 10`. */
export type ValueFlag = Extract<AnyFlag, { value: string }>['name'];
/** A flag without one, `--json`. */
export type Switch = Exclude<AnyFlag['name'], ValueFlag>;

export interface Flag extends FlagEntry {
  name: ValueFlag | Switch;
}

export interface Command extends CommandEntry {
  name: CommandName;
  flags: readonly Flag[];
}

export const GLOBAL_FLAGS: readonly Flag[] = GLOBAL;

export const COMMAND_NAMES = Object.keys(TABLE) as CommandName[];

/** In the order of the help. */
export const COMMANDS: readonly Command[] = COMMAND_NAMES.map(commandNamed);

export function commandNamed(name: CommandName): Command {
  return { name, ...TABLE[name] };
}
