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

/** Orders of co-cited works, and what a timeline is parted by. */
export const SECTION_ORDERS = ['shared', 'strength', 'role', 'polarity', 'verdict'] as const;
