/** Ids in every spelling, and their canonical form. */
import { describe, expect, it } from 'vitest';
import { fallbackId, idUrl, parseId, showId, splitId } from '../../../src/hub/ids/identifier.js';

const UUID = '0b5a7c1e-93d2-4f6b-8a11-5d0c2e7f9a34';
const SHA = '649def34f8be52c8b66281af98ae884c09aef38b';
const PITH = 'S644O7FLM6W7PE5FHLZRWB7SYS';

const SPELLINGS: Record<string, string[]> = {
  'arxiv:2504.13837': [
    '2504.13837',
    '2504.13837v2',
    ' 2504.13837 ',
    'arXiv:2504.13837',
    'ARXIV:2504.13837V3',
    'arxiv: 2504.13837',
    'arXiv 2504.13837',
    'arXiv:2504.13837v2 [cs.AI]',
    'arXiv:2504.13837v2 [cs.AI] 21 May 2025',
    '2504.13837v1.pdf',
    '(arXiv:2504.13837),',
    '\u200b2504.13837\u00a0',
    'https://arxiv.org/abs/2504.13837',
    'http://arxiv.org/abs/2504.13837v2',
    'arxiv.org/abs/2504.13837',
    'https://www.arxiv.org/pdf/2504.13837',
    'https://arxiv.org/pdf/2504.13837v2.pdf',
    'https://export.arxiv.org/abs/2504.13837?context=cs.LG#S1',
    'https://arxiv.org/html/2504.13837v1/',
    'HTTPS://ARXIV.ORG/ABS/2504.13837',
    '<https://arxiv.org/abs/2504.13837>',
    'https://arxiv.org/abs/2504.13837.',
    'URL:https://arxiv.org/abs/2504.13837',
    '10.48550/arXiv.2504.13837',
    'doi:10.48550/ARXIV.2504.13837',
    'https://doi.org/10.48550/arXiv.2504.13837v2',
    'https://doi.org/10.48550%2FarXiv.2504.13837',
    'https://pith.science/paper/2504.13837',
    'pith.science/p/2504.13837v1',
    'https://pith.science/ref/arxiv/2504.13837?x=1',
    'https://ar5iv.labs.arxiv.org/html/2504.13837',
    'https://api.semanticscholar.org/graph/v1/paper/ARXIV:2504.13837/citations?limit=5',
    'https://api.semanticscholar.org/arXiv:2504.13837',
    'https://www.semanticscholar.org/arxiv/2504.13837',
    'arXiv:arXiv:2504.13837v1',
    '2504.13837v2 [cs.AI]',
    'arXiv:2504.13837 (cs.AI)',
    'arXiv preprint arXiv:2504.13837',
    'arXiv preprint arXiv:2504.13837 (2025).',
    'arXiv e-prints, arXiv:2504.13837, 2025',
    'CoRR abs/2504.13837',
    'CoRR, abs/2504.13837, 2025',
    'https://arxiv.org/abs/arXiv:2504.13837',
    'https://arxiv.org/abs/2504.13837%20',
    'https://arxiv.org/pdf/2504.13837v2.pdf?download=1#page=3',
    'https://huggingface.co/papers/2504.13837',
    'https://www.alphaxiv.org/overview/2504.13837v1',
    'https://scirate.com/arxiv/2504.13837',
    'https://ui.adsabs.harvard.edu/abs/2025arXiv250413837Y/abstract',
    'https://arxiv-org.proxy.example.edu/abs/2504.13837',
    'https://api.openalex.org/works/https://doi.org/10.48550/arXiv.2504.13837',
    '\\url{https://arxiv.org/abs/2504.13837}',
    '\\href{https://arxiv.org/abs/2504.13837}{2504.13837}',
  ],
  'arxiv:hep-th/9711200': [
    'hep-th/9711200',
    'hep-th/9711200v3',
    'HEP-TH/9711200',
    'arXiv:hep-th/9711200v3',
    'https://arxiv.org/abs/hep-th/9711200',
    'https://arxiv.org/pdf/hep-th/9711200v3.pdf',
    'https://export.arxiv.org/abs/hep-th%2F9711200',
    '10.48550/arXiv.hep-th/9711200',
    'https://pith.science/ref/arxiv/hep-th/9711200',
    'https://www.alphaxiv.org/abs/hep-th/9711200',
  ],
  'arxiv:math/0601001': [
    'math.AG/0601001',
    'math/0601001',
    'arXiv:math.AG/0601001v1',
    'https://arxiv.org/abs/math.AG/0601001',
    'arXiv:math/0601001 [math.AG]',
  ],
  'arxiv:cond-mat/0703001': ['cond-mat.str-el/0703001'],
  'arxiv:0704.0001': ['0704.0001', '0704.0001v1'],
  'doi:10.1093/mind/lix.236.433': [
    '10.1093/MIND/LIX.236.433',
    'doi:10.1093/mind/LIX.236.433',
    'DOI: 10.1093/mind/lix.236.433',
    'https://doi.org/10.1093/mind/LIX.236.433',
    'http://dx.doi.org/10.1093%2Fmind%2FLIX.236.433',
    'doi.org/10.1093/mind/lix.236.433?utm=1',
    '10.1093/mind/lix.236.433.',
    '(10.1093/mind/lix.236.433)',
    '"10.1093/mind/lix.236.433",',
    'https://doi.org/10.1093/mind/lix.236.433).',
    'doi:https://doi.org/10.1093/mind/lix.236.433',
    'DOI 10.1093/mind/lix.236.433',
    'doi = 10.1093/mind/lix.236.433',
    '10.1093/mind/lix.236.433/',
    '10.1093/mind/lix.236.433%20',
    '10.1093/mind/lix.236.433\\',
    '\\url{https://doi.org/10.1093/mind/lix.236.433}',
    'http://doi.acm.org/10.1093/mind/lix.236.433',
    'https://onlinelibrary.wiley.com/doi/10.1093/mind/lix.236.433/abstract',
    'https://onlinelibrary.wiley.com/doi/epdf/10.1093/mind/lix.236.433',
    'https://onlinelibrary-wiley-com.proxy.example.edu/doi/full/10.1093/mind/lix.236.433',
    'https://link.springer.com/content/pdf/10.1093%2Fmind%2Flix.236.433.pdf',
    'https://link.springer.com/article/10.1093/mind/lix.236.433#Sec2',
    'https://journals.aps.org/prl/abstract/10.1093/mind/lix.236.433',
    'https://journals.example.org/article?id=10.1093/mind/lix.236.433&rev=2',
    'https://doi-org.ezproxy.lib.example.edu/10.1093/mind/lix.236.433',
    'https://proxy.example.edu/login?url=https://doi.org/10.1093/mind/lix.236.433',
    'https://web.archive.org/web/2020/https://doi.org/10.1093/mind/lix.236.433',
    'https://api.crossref.org/works/10.1093/mind/lix.236.433',
    'https://api.openalex.org/works/doi:10.1093/mind/lix.236.433',
    'https://api.openalex.org/works/https://doi.org/10.1093/mind/lix.236.433',
  ],
  'doi:10.1007/978-3-319-89366-2_8': [
    '10.1007/978-3-319-89366-2\\_8',
    '10.1007/978-3-319-89366-2{\\_}8',
    '10.1007/978-3-319-89366-2\\textunderscore{}8',
    'https://doi.org/10.1007/978-3-319-89366-2\\_8',
  ],
  'doi:10/dvzd5z': ['10/dvzd5z', 'doi:10/DVZD5Z', 'https://doi.org/10/dvzd5z', 'https://doi.org/dvzd5z'],
  'doi:10.1101/2020.01.01.123456': [
    'https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf',
    'https://www.medrxiv.org/content/10.1101/2020.01.01.123456v1',
    'https://www.biorxiv.org/content/10.1101/2020.01.01.123456.abstract',
  ],
  'doi:10.1101/123456': ['https://www.biorxiv.org/content/early/2018/01/02/123456'],
  'doi:10.1038/s41586-020-0001-2': ['https://www.nature.com/articles/s41586-020-0001-2.pdf'],
  'doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o': [
    '10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O',
    'https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O',
    '10.1002/(SICI)1097-4571(199806)49:8\\textless{}693::AID-ASI4\\textgreater{}3.0.CO;2-O',
    '10.1002/(SICI)1097-4571(199806)49:8{\\textless}693::AID-ASI4{\\textgreater}3.0.CO;2-O',
    '10.1002/(SICI)1097-4571(199806)49:8$<$693::AID-ASI4$>$3.0.CO;2-O',
    '10.1002/(SICI)1097-4571(199806)49:8$\\less$693::AID-ASI4$\\greater$3.0.CO;2-O',
    '10.1002/(SICI)1097-4571(199806)49:8\\ensuremath{<}693::AID-ASI4\\ensuremath{>}3.0.CO;2-O',
    '10.1002/(SICI)1097-4571(199806)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O',
    '10.1002/(SICI)1097-4571(199806)49:8&amp;lt;693::AID-ASI4&amp;gt;3.0.CO;2-O',
    '10.1002/(SICI)1097-4571(199806)49:8&#60;693::AID-ASI4&#x3E;3.0.CO;2-O',
  ],
  'doi:10.1016/s0370-2693(97)01234-5': ['10.1016/S0370-2693(97)01234-5', '10.1016/S0370-2693(97)01234-5)'],
  'doi:10.1145/3292500.3330701': ['https://dl.acm.org/doi/abs/10.1145/3292500.3330701'],
  [`pith:2026:${PITH}`]: [`pith:2026:${PITH}`, `PITH:2026:${PITH.toLowerCase()}`],
  [`pith:${PITH}`]: [
    `https://pith.science/pith/${PITH}.json`,
    `https://pith.science/pith/${PITH}/bundle.json`,
    `https://pith.science/api/pith-number/${PITH}/graph.json`,
  ],
  'pith:S644O7FL': ['pith:S644O7FL', 'pith:s644o7fl', 'pith:2026:S644O7FL'],
  'pith:S644O7FLM6W7': ['pith:S644O7FLM6W7'],
  'pith:S644O7FLM6W7PE5F': ['pith:S644O7FLM6W7PE5F'],
  [`uuid:${UUID}`]: [
    `https://pith.science/citations/${UUID}`,
    `https://pith.science/citations/${UUID}.json`,
    `pith.science/citations/${UUID}?polarity=use_method`,
    `https://pith.science/citations/${UUID}.json?role=method&x=1`,
    UUID,
    UUID.toUpperCase(),
    `uuid:${UUID}`,
    `urn:uuid:${UUID}`,
  ],
  'openalex:W4409671083': [
    'W4409671083',
    'w4409671083',
    'https://openalex.org/W4409671083',
    'https://api.openalex.org/works/W4409671083?select=id',
    'openalex:W4409671083',
    'openalex.org/works/w4409671083',
  ],
  [`s2:${SHA}`]: [
    SHA,
    SHA.toUpperCase(),
    `https://www.semanticscholar.org/paper/Some-Title-Words/${SHA}`,
    `https://www.semanticscholar.org/paper/${SHA}?sort=x`,
    `https://www.semanticscholar.org/reader/${SHA}`,
    `s2:${SHA}`,
    `https://api.semanticscholar.org/graph/v1/paper/${SHA}`,
  ],
  'corpus:215416146': [
    'CorpusId:215416146',
    'CorpusID: 215416146',
    'corpus:215416146',
    'https://api.semanticscholar.org/CorpusID:215416146',
  ],
  'pmid:37589603': [
    'PMID:37589603',
    'pmid: 37589603',
    'PubMed:37589603',
    'https://pubmed.ncbi.nlm.nih.gov/37589603/',
    'https://www.ncbi.nlm.nih.gov/pubmed/37589603',
    'PMID 37589603',
    'PubMed ID: 37589603',
    'https://europepmc.org/article/MED/37589603',
    'https://europepmc.org/abstract/med/37589603',
    'https://api.openalex.org/works/pmid:37589603',
  ],
  'pmcid:PMC10483029': [
    'PMCID:PMC10483029',
    'PMCID:10483029',
    'PMC10483029',
    'PubMedCentral:10483029',
    'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC10483029/',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC10483029',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC10483029/pdf/x.pdf',
    'https://europepmc.org/articles/PMC10483029',
    'https://europepmc.org/article/PMC/PMC10483029',
    'PMCID PMC10483029',
  ],
  'mag:3196436997': ['MAG:3196436997', 'mag:3196436997'],
  'acl:P07-2045': [
    'P07-2045',
    'ACL:P07-2045',
    'p07-2045',
    'https://aclanthology.org/P07-2045/',
    'https://aclanthology.org/P07-2045.pdf',
    'https://www.aclweb.org/anthology/P07-2045',
  ],
  'acl:J79-1036f': ['J79-1036f', 'ACL:J79-1036F', 'https://aclanthology.org/J79-1036f.pdf'],
  'acl:2023.eacl-main.132': [
    '2023.eacl-main.132',
    'ACL:2023.eacl-main.132',
    'https://aclanthology.org/2023.eacl-main.132.pdf',
  ],
  'acl:2021.findings-acl.245': ['2021.findings-acl.245'],
  'dblp:conf/case/AvellanedaMS23': [
    'DBLP:conf/case/AvellanedaMS23',
    'https://dblp.org/rec/conf/case/AvellanedaMS23.html',
    'https://dblp.uni-trier.de/rec/conf/case/AvellanedaMS23.bib',
    'https://dblp.uni-trier.de/rec/bibtex/conf/case/AvellanedaMS23',
    'https://dblp2.uni-trier.de/rec/bib1/conf/case/AvellanedaMS23.bib',
    'http://dblp.dagstuhl.de/rec/html/conf/case/AvellanedaMS23',
  ],
  'omid:br/06101801781': [
    'omid:br/06101801781',
    'OMID:06101801781',
    'https://opencitations.net/meta/br/06101801781',
    'https://w3id.org/oc/meta/br/06101801781',
    'omid:meta:br/06101801781',
  ],
  'synthetic:100000': ['synthetic:100000', 'Synthetic:100000'],
  'synthetic:100000-17': ['synthetic:100000-17'],
  'key:on-the-lottery/2019/frankle': ['key:on-the-lottery/2019/frankle', 'KEY:on-the-lottery/2019/Frankle'],
};

describe('parseId', () => {
  it.each(Object.entries(SPELLINGS).flatMap(([ref, texts]) => texts.map((text) => [text, ref])))(
    'reads %s as %s',
    (text, ref) => {
      expect(parseId(text)).toBe(ref);
    },
  );

  it.each(Object.keys(SPELLINGS))('reads %s, canonical, as itself, also as shown and by its address', (ref) => {
    expect(parseId(ref)).toBe(ref);
    expect(parseId(showId(ref))).toBe(ref);
    const url = idUrl(ref);
    if (url !== undefined) expect(parseId(url)).toBe(ref.replace('pith:2026:', 'pith:'));
  });

  it.each([
    '',
    ' ',
    'Rigging the Lottery',
    'lottery',
    '1984',
    '2001: A Space Odyssey',
    'W3',
    'W2V',
    'CS/1',
    'P vs NP',
    'GPT-4',
    'R-CNN 2015',
    'Attention: All You Need',
    'Key: value stores',
    'key:',
    'DOI: a survey',
    'Pith: Overview',
    'arXiv',
    'arXiv: the first ten years',
    'PMID',
    'MAG: a network',
    'The 10.1 problem',
    '10.1/x',
    '10.1000/',
    '10.1000/a b',
    'words/9711200',
    'hep-th/9713200',
    'hep-th/0704001',
    'math.AG',
    '2513.12345',
    '2504.1383',
    '2504.138377',
    '0703.0001',
    '1412.12345',
    '9912.0001',
    'a 2504.13837 b',
    'arXiv:2504.13837 and more',
    'https://arxiv.org/list/cs.CV/recent',
    'https://openreview.net/forum?id=ryg7vA4tPB',
    'https://www.sciencedirect.com/science/article/pii/S0925231220300001',
    'https://example.org/10.1000/',
    'https://www.doi.org/overview',
    'https://www.nature.com/articles/',
    '10/12',
    '10/many',
    'PubMed 2020',
    'DOI names',
    'PMID and friends',
    'arXiv preprint servers',
    'https://example.org/abs/2504.13837',
    'https://notarxiv.org/abs/2504.13837',
    'https://arxiv.org.evil.test/abs/2504.13837',
    'https://pith.science/citations/not-a-uuid',
    'pith:S644O7F1',
    'pith:SHORT',
    'https://pith.science/',
    'openalex:A5081161558',
    'https://openalex.org/A5081161558',
    'corpus:linguistics',
    'pmid:12a',
    'dblp:x',
    'Synthetic: data for all',
    'synthetic:017',
    'toString:1',
    '__proto__:1',
    'constructor: a word',
    'cs.CV',
    '%E0%A4%A',
    'https://doi.org/%E0%A4%A',
    `${SHA}0`,
  ])('takes %j for no identifier', (text) => {
    expect(parseId(text)).toBeNull();
  });

  it('takes nothing of absurd length for an identifier, and at once', () => {
    for (const piece of ['x', '10.1000/', '(', ')', 'a.', 'https://a.b/', 'doi:', '%41', 'arXiv:2504.13837 '])
      expect(parseId(piece.repeat(100_000))).toBeNull();
    for (const piece of [')', 'a.', 'doi:', '10.1000/%2f'])
      expect(parseId(piece.repeat(2_000 / piece.length))).not.toBe(undefined);
    expect(parseId(`10.1000/${'x'.repeat(5_000)}`)).toBeNull();
  });

  it('leaves a percent sign of a DOI alone where the slash is plain', () => {
    expect(parseId('10.1000/a%23b')).toBe('doi:10.1000/a%23b');
    expect(parseId('doi:10.1000/a%23b')).toBe('doi:10.1000/a%23b');
    expect(parseId('10.1000%2Fa%23b')).toBe('doi:10.1000/a#b');
  });

  it('never brings control characters into a name', () => {
    expect(parseId('10.1000/a\x1b[31mb')).toBe('doi:10.1000/ab');
    expect(parseId('https://doi.org/10.1000/a%1B%5B31mb')).toBe('doi:10.1000/ab');
    expect(parseId('https://doi.org/10.1000/a%0Ab')).toBeNull();
  });
});

describe('names', () => {
  it('fall into scheme and value at the first colon', () => {
    expect(splitId('pith:2026:ABC')).toEqual({ scheme: 'pith', value: '2026:ABC' });
    expect(splitId('doi:10.1/a:b')).toEqual({ scheme: 'doi', value: '10.1/a:b' });
  });

  it('are shown as people write them', () => {
    expect(showId('arxiv:1911.11134')).toBe('arXiv:1911.11134');
    expect(showId('doi:10.1/x')).toBe('doi:10.1/x');
    expect(showId('other:1')).toBe('other:1');
  });

  it('have one address', () => {
    expect(idUrl('arxiv:hep-th/9711200')).toBe('https://arxiv.org/abs/hep-th/9711200');
    expect(idUrl('doi:10.1002/(sici)1<693::a>2;b%23#c')).toBe(
      'https://doi.org/10.1002/(sici)1%3C693::a%3E2;b%2523%23c',
    );
    expect(idUrl('acl:P07-2045')).toBe('https://aclanthology.org/P07-2045/');
    for (const ref of ['key:a/2019', 'mag:1', 'pith:S644O7FL', 'other:1']) expect(idUrl(ref)).toBeUndefined();
  });
});

describe('fallbackId', () => {
  it('is the same for the spellings of several sources, and parses to itself', () => {
    const id = fallbackId('The Poincaré Conjecture: A Proof', 2003, 'Perelman, Grigori');
    expect(id).toBe('key:the-poincare-conjecture-a-proof/2003/perelman');
    expect(fallbackId('THE  Poincare\u0301 conjecture — a proof.', 2003, 'Grigori Perelman')).toBe(id);
    expect(parseId(id)).toBe(id);
  });

  it('tells works apart by year and author, and does without them', () => {
    const ids = [
      fallbackId('A'),
      fallbackId('A', 2003),
      fallbackId('A', 2004),
      fallbackId('A', 2003, 'B'),
      fallbackId('', 2003),
    ];
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(parseId(id)).toBe(id);
  });

  it('keeps other scripts, parses back whatever the title, and stays short', () => {
    expect(fallbackId('深度学习', 2016, '周志华')).toBe('key:深度学习/2016/周志华');
    for (const title of [
      'İstanbul ΣΑΣ',
      'क्षमा',
      '½ Å ﬁ',
      '???',
      'x/y: z',
      '한국어 논문',
      '-'.repeat(500),
      'é '.repeat(2_000),
      '𝔸'.repeat(400),
      'ａ．ｂ',
    ]) {
      const id = fallbackId(title, 2020, 'Ünal, Ö.');
      expect(parseId(id)).toBe(id);
      expect(id.length).toBeLessThan(700);
    }
  });
});
