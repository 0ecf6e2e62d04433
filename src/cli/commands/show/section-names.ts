/** The parts of the overview that can be asked for by themselves. */
export const SECTIONS = [
  'overview',
  'roles',
  'claims',
  'authors',
  'cocited',
  'coupled',
  'suggested',
  'schools',
  'timeline',
  'local',
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** Orders of co-cited works, and what a timeline is parted by: the values of --by, by section. */
export const ORDERS_OF: Readonly<Partial<Record<SectionName, readonly string[]>>> = {
  cocited: ['shared', 'strength'],
  timeline: ['role', 'polarity', 'verdict'],
};

/** Sections that --min leaves something out of. */
export const WITH_LEAST: readonly SectionName[] = ['cocited', 'coupled', 'suggested', 'local', 'authors'];
