/** The table of services. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ASKED_SERVICES,
  isDescribing,
  isService,
  KEYED_SERVICES,
  ownSchemes,
  SERVICE_NAMES,
  SERVICES,
  serviceOf,
} from '../../src/hub/services.js';

describe('the table of services', () => {
  it('trusts no two alike, and knows of each whether it lists or describes', () => {
    const trust = SERVICE_NAMES.map((name) => SERVICES[name].trust).sort((a, b) => a - b);
    expect(trust).toEqual(trust.map((_, at) => at + 1));
    expect([...ASKED_SERVICES].sort()).toEqual([...SERVICE_NAMES].sort());
    expect(ASKED_SERVICES.slice(ASKED_SERVICES.findIndex(isDescribing)).every(isDescribing)).toBe(true);
  });

  it('has addresses that paths can be put behind', () => {
    for (const name of SERVICE_NAMES) expect(serviceOf(name).base).toMatch(/^https:\/\/[^?#]+[^/?#]$/u);
  });

  it('says nothing of files that are of no service', () => {
    expect(isService('bibliography')).toBe(false);
    expect(isService('toString')).toBe(false);
    expect(isDescribing('bibliography')).toBe(false);
    expect(ownSchemes('bibliography')).toEqual([]);
    expect(ownSchemes('openalex')).toEqual(['openalex']);
  });

  it('is in the README, with every variable a key is taken from', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const name of SERVICE_NAMES) expect(readme).toContain(serviceOf(name).title);
    for (const name of KEYED_SERVICES) expect(readme).toContain(SERVICES[name].key.variable);
  });
});
