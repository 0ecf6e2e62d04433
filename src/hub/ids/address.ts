/** What web addresses name: the sites that addresses of papers are copied from. No look-ups, only text. */

interface Site {
  /** With all hosts below them. */
  hosts: readonly string[];
  /** Decoded paths, and what the first that fits names: an id with its prefix, or another address. */
  names: readonly (readonly [path: RegExp, id: string])[];
}

const SITES: readonly Site[] = [
  {
    hosts: ['arxiv.org', 'xxx.lanl.gov', 'ar5iv.org', 'alphaxiv.org', 'scirate.com'],
    names: [
      [/^(?:abs|pdf|html|format|ps|src|e-print|tex|overview|audio|resources|arxiv)\/(?:arxiv:)?(.+)$/i, 'arxiv:$1'],
    ],
  },
  {
    hosts: ['huggingface.co', 'hf.co', 'emergentmind.com', 'arxiv-vanity.com'],
    names: [[/^papers\/([^/]+)$/i, 'arxiv:$1']],
  },
  { hosts: ['adsabs.harvard.edu'], names: [[/^abs\/(?:\d{4}arxiv(\d{4})(\d{5})[a-z].*)$/i, 'arxiv:$1.$2']] },
  {
    hosts: ['doi.org'],
    names: [
      [/^(10[./].+)$/, 'doi:$1'],
      // A short DOI without its 10/; pages of the site's own have no digits.
      [/^((?=[a-z]*\d)[a-z0-9]{3,9})$/i, 'doi:10/$1'],
    ],
  },
  {
    hosts: ['pith.science'],
    names: [
      [/^citations\/([^/]+?)(?:\.json|\/citers\.json)?$/i, 'uuid:$1'],
      [/^(?:paper|p)\/([a-z2-7]{8}|[a-z2-7]{26})$/i, 'pith:$1'],
      [/^(?:paper|p|ref\/arxiv)\/(.+?)(?:\.json)?$/i, 'arxiv:$1'],
      [/^ref\/([a-z0-9]+)\/(.+)$/i, '$1:$2'],
      [/^(?:pith|api\/pith-number)\/([a-z2-7]{8,26})(?:\.json|\/.*)?$/i, 'pith:$1'],
      [/^pith\/((?:[a-z-]+\/)?\d[\d.v]+)\/(?:integrity|claims)\.json$/i, 'arxiv:$1'],
    ],
  },
  {
    hosts: ['openalex.org'],
    names: [
      [/^(?:works\/)?(w\d+)$/i, 'openalex:$1'],
      [/^works\/((?:https?:\/\/|[a-z]+:).+)$/i, '$1'],
    ],
  },
  {
    hosts: ['semanticscholar.org'],
    names: [
      [/^(?:paper|reader)\/(?:.*\/)?([0-9a-f]{40})(?:\/.*)?$/i, 's2:$1'],
      [/^(?:(?:graph\/)?v1\/paper\/)?([0-9a-f]{40})(?:\/[a-z]+)?$/i, 's2:$1'],
      [/^(?:(?:graph\/)?v1\/paper\/)?([a-z]+:.+?)(?:\/(?:citations|references|authors))?$/i, '$1'],
      [/^arxiv\/(.+)$/i, 'arxiv:$1'],
    ],
  },
  {
    hosts: ['pubmed.ncbi.nlm.nih.gov', 'pubmed.gov'],
    names: [[/^(\d+)$/, 'pmid:$1']],
  },
  {
    hosts: ['ncbi.nlm.nih.gov'],
    names: [
      [/^(?:pmc\/)?(?:articles\/)?(pmc\d+)(?:\/.*)?$/i, 'pmcid:$1'],
      [/^(?:m\/)?pubmed\/(\d+)$/i, 'pmid:$1'],
    ],
  },
  {
    hosts: ['europepmc.org'],
    names: [
      [/^(?:articles?|abstract)\/med\/(\d+)(?:\/.*)?$/i, 'pmid:$1'],
      [/^(?:articles?|abstract)\/(?:pmc\/)?(pmc\d+)(?:\/.*)?$/i, 'pmcid:$1'],
    ],
  },
  {
    hosts: ['aclanthology.org', 'aclweb.org', 'aclanthology.info'],
    names: [[/^(?:anthology\/|papers\/(?:.*\/)?)?([^/]+)$/i, 'acl:$1']],
  },
  {
    hosts: ['dblp.org', 'uni-trier.de', 'dblp.dagstuhl.de'],
    names: [
      [
        /^rec\/(?:(?:bib|bibtex|html|xml|rdf|ris|nt|ttl)\d?\/)?(.+?)(?:\.(?:html|bib|xml|rdf|ris|nt|ttl))?$/i,
        'dblp:$1',
      ],
    ],
  },
  { hosts: ['opencitations.net'], names: [[/^meta\/(br\/\d+)/i, 'omid:$1']] },
  { hosts: ['w3id.org'], names: [[/^oc\/meta\/(br\/\d+)$/i, 'omid:$1']] },
  // The last part of Nature's addresses is that of the DOI.
  { hosts: ['nature.com'], names: [[/^articles\/([a-z][\w-]*\d[\w-]*)(?:\.pdf)?$/i, 'doi:10.1038/$1']] },
  {
    hosts: ['biorxiv.org', 'medrxiv.org'],
    names: [
      [/^content\/(?:biorxiv\/)?early\/\d{4}\/\d\d\/\d\d\/(\d+)(?:\.\D.*)?$/i, 'doi:10.1101/$1'],
      [/^content\/(10\.\d+\/[\d.]+?)(?:v\d.*|\.\D.*)?$/i, 'doi:$1'],
    ],
  },
];

/** Pages that publishers hang to the DOI of an article in its address: `/abstract`, `.full.pdf`. */
const PAGE =
  /(?:\/(?:abstract|summary|full|full-?text|pdf|e?pdf|epub|pdfdirect|html|meta|figures|references|citations?|metrics|suppl_file|issuetoc|cite)(?:[/.].*)?|(?:\.(?:pdf|epub|html?|xml|full|abstract|short|full-text|long))+)$/iu;

/**
 * What an address names, as an id with its prefix or another address to be read in its turn; null for addresses of nothing
 * known. Any site's path or parameter may hold a DOI, as those of publishers and of libraries' proxies do.
 * @param host in lower case
 * @param rest what follows it, from behind the slash
 */
export function namedByAddress(host: string, rest: string, decoded: (text: string) => string): string | null {
  const path = decoded(rest.replace(/[?#].*$/su, '')).replace(/\/+$/u, '');
  // Libraries' proxies make one name of a host's: `doi-org.proxy.example.edu`.
  const hosts = [host, host.slice(0, host.indexOf('.')).replaceAll('-', '.')];
  for (const { hosts: known, names } of SITES) {
    if (!hosts.some((one) => known.some((name) => one === name || one.endsWith(`.${name}`)))) continue;
    for (const [pattern, id] of names) if (pattern.test(path)) return path.replace(pattern, id);
  }
  const inner = /https?:\/\/.+$/isu.exec(decoded(rest))?.[0];
  if (inner !== undefined) return inner;
  const doi = /(?:^|\/)(?:doi:)?(10\.\d{4,9}(?:\.\d+)*\/.+)$/isu.exec(path)?.[1];
  if (doi !== undefined) return `doi:${doi.replace(PAGE, '')}`;
  const asked = /[?&](?:id|doi|doid|articledoi)=(10\.\d{4,9}(?:\.\d+)*(?:\/|%2f)[^&#]+)/isu.exec(rest)?.[1];
  return asked === undefined ? null : `doi:${decoded(asked)}`;
}
