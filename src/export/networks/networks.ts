/** Every format that a network of papers goes out in. */
import type { Network } from '../../library/graph/network.js';
import type { NetworkName } from '../format-table.js';
import { csvEdges } from './csv-edges.js';
import { gexf } from './gexf.js';
import { graphml } from './graphml.js';
import { pajek } from './pajek.js';

/** Pieces of the text, works before citations. */
export const NETWORKS: Readonly<Record<NetworkName, (network: Network) => Iterable<string>>> = {
  graphml,
  gexf,
  pajek,
  'csv-edges': csvEdges,
};
