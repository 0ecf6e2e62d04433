/** What sheets say above their lists, of one as of one. */
import { expect, it } from 'vitest';
import { cites, libraryOf, work } from '../../library/support.js';
import { exploring, press, shown } from '../support.js';

it('speaks of one reference as of one, and says what brings references where there is none', async () => {
  const lib = await libraryOf([...[0, 1, 2].map((n) => work(n)), cites(1, 0), cites(2, 0), cites(2, 1)]);
  const store = exploring(lib, { hub: 0, line: '"Title 1"' });
  press(store, '<');
  expect(shown(store)).toContain('1 reference is known here.');
  const two = exploring(lib, { hub: 0, line: '"Title 2"' });
  press(two, '<');
  expect(shown(two)).toContain('2 references are known here, those most cited in this library first.');
});

it('asks no service for co-cited works, which no service brings', async () => {
  const lib = await libraryOf([...[0, 1, 2].map((n) => work(n)), cites(1, 0), cites(2, 0)]);
  const store = exploring(lib);
  store.resize(120, 60);
  press(store, 'o');
  const words = shown(store).replaceAll(/\s+/gu, ' ');
  expect(words).toMatch(/Not known here: (?!.*co-cited works.*F asks).*F asks the services\./u);
  expect(words).toContain('Nor are co-cited works. References come with dumps of citations');
});

it('asks no service for claims but Pith, which alone has them', async () => {
  const store = exploring(await libraryOf([work(0), work(1), cites(1, 0)]));
  press(store, 'O', 'l');
  const words = shown(store).replaceAll(/\s+/gu, ' ');
  expect(words).toContain('None known here. Only Pith has them: pith-tui fetch --from pith asks it,');
  expect(words).not.toContain('F asks');
});
