/** Saved answers of the Semantic Scholar API. */
import { wholeText } from '../input.js';
import type { Source } from '../source.js';
import { decodeCitationsFile } from './decode.js';

export const semanticScholar: Source = {
  id: 'semantic-scholar',
  recognise(head) {
    if (!/^\s*[[{]/u.test(head)) return undefined;
    if (/"citingPaper"\s*:/u.test(head)) return 'citations body of Semantic Scholar';
    if (/"paperId"\s*:/u.test(head)) return 'paper body of Semantic Scholar';
    if (/"offset"\s*:/u.test(head) && /"data"\s*:/u.test(head)) return 'citations body of Semantic Scholar';
    return /^\s*\{\s*"(?:error|message)"\s*:\s*"/u.test(head) ? 'answer of Semantic Scholar' : undefined;
  },
  async *decode(input, options) {
    yield* decodeCitationsFile(await wholeText(input), input.name, options);
  },
};
