import type { Library } from '../library/open.js';
import type { Services } from './services.js';
export function exportServices(_library: Library): Pick<Services, 'bibtex' | 'keys' | 'write'> {
  return { bibtex: () => '', keys: () => [], write: () => 'x' };
}
