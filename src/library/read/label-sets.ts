/** The labels in force of a citation, as statements select them and as rows have them. */
import { inVocabularyOrder, POLARITIES, ROLES } from '../../hub/vocabulary.js';

/** For a SELECT: the labels of the citation of @hub by a work as one text, `0method 0other 1support`; labels hold no blank. */
export const SAID = `(SELECT group_concat(axis || label, ' ') FROM effective AS e WHERE e.cited = @hub AND e.citing = works.id)`;

interface LabelSets {
  roles: string[];
  polarities: string[];
}

/** Reads such texts. There are few different ones among many papers, and each is taken apart once. */
export function labelReader(): (said: string | null) => LabelSets {
  const known = new Map<string, LabelSets>();
  return (said) => {
    if (said === null) return { roles: [], polarities: [] };
    let sets = known.get(said);
    if (sets === undefined) {
      sets = setsOf(said.split(' '));
      known.set(said, sets);
    }
    return { roles: [...sets.roles], polarities: [...sets.polarities] };
  };
}

function setsOf(labels: readonly string[]): LabelSets {
  const onAxis = (axis: string): string[] =>
    labels.filter((label) => label.startsWith(axis)).map((label) => label.slice(1));
  return {
    roles: inVocabularyOrder(onAxis('0'), ROLES),
    polarities: inVocabularyOrder(onAxis('1'), POLARITIES),
  };
}
