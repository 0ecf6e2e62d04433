/** THE table of the sections that `pith-tui show --section` prints. */
import type { Library } from '../../../library/library.js';
import type { WorkNumber } from '../../../library/model.js';
import { authors, claims, roles, time } from './about.js';
import type { Answer } from './answer.js';
import { type Asked, coCited, coupled, local, schools, suggested } from './around.js';
import { SECTIONS, type SectionName } from './section-names.js';

export type NamedSection = Exclude<SectionName, 'overview'>;

/** A section that is named in sections.ts and not here does not compile. `overview` is the whole of show. */
const ANSWERS: Readonly<Record<NamedSection, (library: Library, hub: WorkNumber, asked: Asked) => Answer>> = {
  roles,
  claims,
  authors,
  cocited: coCited,
  coupled,
  suggested,
  schools,
  timeline: time,
  local,
};

export function sectionNamed(text: string): NamedSection | undefined {
  const found = SECTIONS.find((name) => name === text);
  return found === 'overview' ? undefined : found;
}

export function answer(library: Library, hub: WorkNumber, section: NamedSection, asked: Asked): Answer {
  return ANSWERS[section](library, hub, asked);
}
