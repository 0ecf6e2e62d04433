/** The hubs that come with the program, made from the recorded data they are taken from: facts only, no text of others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { HubLibraryRecord, Id, WorkRecord } from '../../src/hub/record.js';
import type { Decoded } from '../../src/sources/decoded.js';
import { decodeHubPage } from '../../src/sources/pith/pages/hub-page.js';
import { textPage } from '../../src/sources/pith/pages/parts/lines.js';
import { decodeCitations } from '../../src/sources/semantic-scholar/decode.js';
import { authorsOfListing, publicationOfListing, withoutTexAccents } from './arxiv-listing.js';

/**
 * What the hub page of 2504.13837 does not say of the hub and the papers it shows, by how their titles begin: arXiv ids and
 * authors as arXiv has them, and a summary in our own words.
 */
const ADDED: readonly { title: string; id: string; authors: string; summary: string }[] = [
  {
    title: 'Does Reinforcement Learning',
    id: '2504.13837',
    authors: 'Yang Yue, Zhiqi Chen, Rui Lu, Andrew Zhao, Zhaokai Wang, Yang Yue, Shiji Song, Gao Huang',
    summary:
      'Asks whether RL with verifiable rewards teaches a language model anything new, and finds that it mostly makes answers the base model already had come up sooner, while distillation can add some.',
  },
  {
    title: 'GIANTS:',
    id: '2604.09793',
    authors:
      'Joy He-Yueya, Anikait Singh, Ge Gao, Michael Y. Li, Sherry Yang, Chelsea Finn, Emma Brunskill, Noah D. Goodman',
    summary:
      'A 4B model learns by RL to foresee what a paper will make of the papers it builds on; over 17,000 cases it outscores gemini-3-pro by a third, and a citation predictor prefers its ideas.',
  },
  {
    title: 'Spurious Rewards:',
    id: '2506.10947',
    authors:
      'Rulin Shao, Shuyue Stella Li, Rui Xin, Scott Geng, Yiping Wang, Sewoong Oh, Simon Shaolei Du, Nathan Lambert, Sewon Min, Ranjay Krishna, Yulia Tsvetkov, Hannaneh Hajishirzi, Pang Wei Koh, Luke Zettlemoyer',
    summary:
      'Rewards without any signal can still raise the mathematics scores of some models, because clipping in GRPO strengthens habits from pretraining such as reasoning in code.',
  },
  {
    title: 'Residual Skill',
    id: '2605.21792',
    authors:
      'Jiongli Zhu, Haoquan Guan, Parjanya Prajakta Prashant, Nikki Lijing Kuang, Seyedeh Baharan Khatami, Canwen Xu, Xiaodong Yu, Yingyu Lin, Zhewei Yao, Yuxiong He, Babak Salimi',
    summary:
      'Every new text-to-SQL agent is trained on what the ensemble before it got wrong, so that the agents complement one another; better on Spider2-Lite, and it carries over to other dialects.',
  },
  {
    title: 'Learning Agentic Policy',
    id: '2605.12004',
    authors:
      'Yuxiang Ji, Zengbin Wang, Yong Wang, Shidong Yang, Ziyu Ma, Guanhua Chen, Zonghua Sun, Liaoni Wu, Xiangxiang Chu',
    summary:
      'Recorded human actions serve as plans that lead an agent past the hard start of RL; on search tasks it does as well as fine-tuning first.',
  },
  {
    title: 'Render-in-the-Loop:',
    id: '2604.20730',
    authors: 'Guotao Liang, Zhangcheng Wang, Juncheng Hu, Haitao Zhou, Ziteng Xue, Jing Zhang, Dong Xu, Qian Yu',
    summary:
      'Writes SVG in steps and looks at the drawing after each of them; ahead of the baselines on MMSVGBench, from text as from images.',
  },
  {
    title: 'Skill-Conditioned',
    id: '2604.09025',
    authors: 'Chengjie Yang, Yutian Jiang, Yutong Deng, Chenyu Wu',
    summary:
      'Finds out where a photograph was taken with a graph of skills that grows out of its own successes and failures on images from the web.',
  },
  {
    title: 'GRIT:',
    id: '2505.15879',
    authors:
      'Yue Fan, Xuehai He, Diji Yang, Kaizhi Zheng, Ching-Chen Kuo, Yuting Zheng, Sravana Jyothi Narayanaraju, Xinze Guan, Xin Eric Wang',
    summary:
      'Multimodal models learn by RL to point at parts of the image while they reason in words; twenty examples without annotation are enough.',
  },
];

/** Semantic Scholar gave the list in autumn 2023; the day is not recorded. */
const LIST_TAKEN = '2023-11-01';

function records(decoded: Iterable<Decoded>): HubLibraryRecord[] {
  return [...decoded].flatMap((item) => ('record' in item ? [item.record] : []));
}

function unpacked(path: string): string {
  return gunzipSync(readFileSync(path)).toString('utf8');
}

function pithHub(data: string): HubLibraryRecord[] {
  const fileName = 'hub-2504.13837.txt';
  const page = textPage(readFileSync(join(data, 'pith', fileName), 'utf8'));
  const decoded = records(decodeHubPage(page, fileName, { fileName, at: LIST_TAKEN }));
  const added = decoded.flatMap((record) => {
    if (record.type !== 'work') return [];
    const found = ADDED.find(({ title }) => record.title?.startsWith(title));
    if (found === undefined) throw new Error(`Nobody looked up “${record.title}”.`);
    return [{ printed: record.ids[0]!, ...found }];
  });
  const idOf = (printed: Id): Id => `arxiv:${added.find((one) => one.printed === printed)!.id}`;
  return decoded.flatMap((record): HubLibraryRecord[] => {
    switch (record.type) {
      case 'hub': {
        // What the saved copy lacks is no fact about the hub.
        const { lacked: _, ...facts } = record;
        return [{ ...facts, representative: record.representative!.map(idOf) }];
      }
      case 'review': {
        const { summary: _, ...facts } = record;
        return [{ ...facts, work: idOf(record.work) }];
      }
      case 'citation':
        return [{ ...record, citing: idOf(record.citing) }];
      case 'work': {
        const { abstract: _, ...facts } = record;
        const { id, authors, summary } = added.find(({ printed }) => printed === record.ids[0])!;
        return [
          {
            ...facts,
            ids: [`arxiv:${id}`],
            authors: authors.split(', ').map((name) => ({ name })),
            // The page prints no date of the hub.
            ...(id === '2504.13837' && { date: '2025-04-18', category: 'cs.AI' }),
            kind: 'article',
            summary,
          },
        ];
      }
      default:
        return [];
    }
  });
}

function riggingTheLottery(data: string): HubLibraryRecord[] {
  const file = join(data, 'semantic-scholar/citations/RS_114_MLRC_2020_21.json.gz');
  const hub: WorkRecord = {
    type: 'work',
    ids: ['arxiv:1911.11134'],
    title: 'Rigging the Lottery: Making All Tickets Winners',
    authors: ['Utku Evci', 'Trevor Gale', 'Jacob Menick', 'Pablo Samuel Castro', 'Erich Elsen'].map((name) => ({
      name,
    })),
    date: '2019-11-25',
    kind: 'article',
    category: 'cs.LG',
  };
  const decoded = decodeCitations(JSON.parse(unpacked(file)), file, { cited: hub.ids[0]!, at: LIST_TAKEN });
  // The hub that comes along shows the 370 rows as they are listed: an id that two of them share stays with the first.
  const taken = new Set<Id>(hub.ids);
  const citing = new Map<Id, Id>();
  return records(decoded).map((record) => {
    if (record.type === 'citation') {
      const { contexts: _, ...facts } = record;
      return { ...facts, citing: citing.get(facts.citing) ?? facts.citing };
    }
    if (record.type !== 'work') return record;
    if (record.ids.includes(hub.ids[0]!)) return hub;
    const { abstract: _, ...facts } = record;
    const ids = record.ids.filter((id) => !taken.has(id));
    for (const id of ids) taken.add(id);
    for (const id of ids) citing.set(id, ids[0]!);
    return { ...facts, ids };
  });
}

interface ListedPaper {
  id: string;
  node: string;
  title: string;
  authors_raw: string;
  date: string;
  journal_ref: string | null;
}

function hepTh(data: string): HubLibraryRecord[] {
  const hubNode = '9711200';
  const refOf = (node: string): string => `arxiv:hep-th/${node.padStart(7, '0')}`;
  const edges = unpacked(join(data, 'hepth/edges.tsv.gz'))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t') as [citing: string, cited: string]);
  const citing = new Set(edges.filter(([, cited]) => cited === hubNode).map(([node]) => node));
  const papers = unpacked(join(data, 'hepth/papers.jsonl.gz'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ListedPaper)
    .filter(({ node }) => node === hubNode || citing.has(node))
    .sort((a, b) => Number(b.node === hubNode) - Number(a.node === hubNode));
  const works = papers.map(({ node, title, authors_raw, date, journal_ref }): WorkRecord => {
    const published = journal_ref === null ? undefined : publicationOfListing(journal_ref);
    return {
      type: 'work',
      ids: [refOf(node)],
      title: withoutTexAccents(title),
      authors: authorsOfListing(authors_raw),
      date,
      kind: published ? 'article-journal' : 'article',
      category: 'hep-th',
      ...published,
    };
  });
  // The edge list has nine papers citing themselves, which no paper does.
  const citations = edges.filter(([from, to]) => from !== to && citing.has(from) && (to === hubNode || citing.has(to)));
  return [
    ...works.slice(0, 1),
    { type: 'hub', work: refOf(hubNode), source: 'cit-hepth', total: citing.size },
    ...works.slice(1),
    ...citations.map(([from, to]): HubLibraryRecord => ({ type: 'citation', citing: refOf(from), cited: refOf(to) })),
  ];
}

/** The bundled files by name, as records, made from the folder of recorded data. */
export function bundledHubs(data: string): Record<string, HubLibraryRecord[]> {
  return {
    '2504.13837.jsonl': pithHub(data),
    '1911.11134.jsonl': riggingTheLottery(data),
    'hep-th-9711200.jsonl.gz': hepTh(data),
  };
}
