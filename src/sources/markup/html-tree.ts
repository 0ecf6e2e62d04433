/** The tree that HTML is parsed into, bounded in what it holds: a few bytes of tags can make a tree without end. */
import { defaultTreeAdapter, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { ELEMENT_DEPTH, Excess, figure, PAGE_ELEMENTS } from '../bounds.js';

/**
 * What parse5 makes elements with.
 * @throws Excess, while parsing, for more elements than PAGE_ELEMENTS, or for elements nested deeper than ELEMENT_DEPTH
 */
export function boundedTree(): typeof defaultTreeAdapter {
  let made = 0;
  const depths = new WeakMap<Tree.ParentNode, number>();
  const place = (parent: Tree.ParentNode, child: Tree.Node): void => {
    const depth = (depths.get(parent) ?? 0) + 1;
    if (depth > ELEMENT_DEPTH) throw new Excess(`HTML nested deeper than ${ELEMENT_DEPTH} elements`);
    if ('childNodes' in child) depths.set(child, depth);
  };
  return {
    ...defaultTreeAdapter,
    createElement(...given) {
      made += 1;
      if (made > PAGE_ELEMENTS) throw new Excess(`HTML of more than ${figure(PAGE_ELEMENTS)} elements`);
      return defaultTreeAdapter.createElement(...given);
    },
    appendChild(parent, child) {
      place(parent, child);
      defaultTreeAdapter.appendChild(parent, child);
    },
    insertBefore(parent, child, before) {
      place(parent, child);
      defaultTreeAdapter.insertBefore(parent, child, before);
    },
  };
}
