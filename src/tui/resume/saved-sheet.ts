/** A sheet as it is written down: which of which works, by their names, and where its cursor was. */
import { CO_CITED_ORDERS } from '../../library/graph/co-cited.js';
import { STACKS, type Stack } from '../../library/graph/time.js';
import type { SheetAsk, SheetName } from '../sheets/sheet.js';
import { array, count, object, oneOf, words, wrong } from './parts.js';

export interface SavedSheet {
  ask: SheetAsk<string>;
  /** Which of its stops the cursor was on, and the first line shown. */
  at: number;
  top: number;
}

type Fields = Record<string, unknown>;

const workOf = ({ work }: Fields): string => words(work, 'ask.work');

/** A sheet that is not here does not compile. */
const ASKS: { readonly [S in SheetName]: (ask: Fields) => SheetAsk<string> & { sheet: S } } = {
  overview: (ask) => ({ sheet: 'overview', work: workOf(ask) }),
  schools: (ask) => ({ sheet: 'schools', work: workOf(ask) }),
  authors: (ask) => ({ sheet: 'authors', work: workOf(ask) }),
  claims: (ask) => ({ sheet: 'claims', work: workOf(ask) }),
  suggested: (ask) => ({ sheet: 'suggested', work: workOf(ask) }),
  flow: (ask) => ({ sheet: 'flow', work: workOf(ask) }),
  timeline: (ask) => ({
    sheet: 'timeline',
    work: workOf(ask),
    stack: oneOf(ask.stack, Object.keys(STACKS) as Stack[], 'ask.stack'),
  }),
  cocited: (ask) => ({ sheet: 'cocited', work: workOf(ask), order: oneOf(ask.order, CO_CITED_ORDERS, 'ask.order') }),
  coupled: (ask) => ({ sheet: 'coupled', work: workOf(ask), paper: words(ask.paper, 'ask.paper') }),
  references: (ask) => ({ sheet: 'references', work: workOf(ask), ...(ask.shared === undefined ? {} : sharedOf(ask)) }),
  compare: (ask) => ({
    sheet: 'compare',
    work: workOf(ask),
    others: array(ask.others, 'ask.others', 2).map((other) => words(other, 'ask.others')),
  }),
  path: (ask) => ({ sheet: 'path', work: workOf(ask), to: words(ask.to, 'ask.to') }),
};

function sharedOf(ask: Fields): { shared: { with: string; hub: string } } {
  const shared = object(ask.shared, 'ask.shared');
  return { shared: { with: words(shared.with, 'ask.shared.with'), hub: words(shared.hub, 'ask.shared.hub') } };
}

/** What a file's object says. @throws NotSaved */
export function savedSheetOf(value: Fields): SavedSheet {
  const ask = object(value.ask, 'ask');
  const { sheet } = ask;
  if (typeof sheet !== 'string' || !Object.hasOwn(ASKS, sheet)) return wrong('ask.sheet', 'the name of a screen');
  return { ask: ASKS[sheet as SheetName](ask), at: count(value.at, 'at'), top: count(value.top, 'top') };
}

/** The same sheet of works that are told otherwise; null where one of them cannot be. */
export function askWith<A, B>(ask: SheetAsk<A>, told: (work: A) => B | undefined): SheetAsk<B> | null {
  const work = told(ask.work);
  if (work === undefined) return null;
  switch (ask.sheet) {
    case 'timeline':
    case 'cocited':
      return { ...ask, work };
    case 'coupled': {
      const paper = told(ask.paper);
      return paper === undefined ? null : { ...ask, work, paper };
    }
    case 'references': {
      if (ask.shared === undefined) return { sheet: ask.sheet, work };
      const [other, hub] = [told(ask.shared.with), told(ask.shared.hub)];
      return other === undefined || hub === undefined ? null : { ...ask, work, shared: { with: other, hub } };
    }
    case 'compare': {
      const others = ask.others.map(told);
      return others.every((other) => other !== undefined) ? { ...ask, work, others: others as B[] } : null;
    }
    case 'path': {
      const to = told(ask.to);
      return to === undefined ? null : { ...ask, work, to };
    }
    default:
      return { sheet: ask.sheet, work };
  }
}
