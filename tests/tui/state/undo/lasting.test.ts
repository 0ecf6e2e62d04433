/** Decisions, tags, notes and the reading list are undone from the list in which they were made, also in a later session. */
import { describe, expect, it } from 'vitest';
import { auditOf, questionsOf, USUAL_SAMPLE } from '../../../../src/library/audit/audits.js';
import { journalLines } from '../../../../src/library/decisions/lines.js';
import type { Library } from '../../../../src/library/library.js';
import { claimLines, linksOf } from '../../../../src/library/reader/claim-links.js';
import { printQuery } from '../../../../src/query/print.js';
import { makeTheme } from '../../../../src/text/theme.js';
import { listOf } from '../../../../src/tui/resume/reopen.js';
import { parseSaved, savedText } from '../../../../src/tui/resume/saved.js';
import { savedState } from '../../../../src/tui/resume/saving.js';
import { libraryServices } from '../../../../src/tui/services/library-services.js';
import { explorerGeometry } from '../../../../src/tui/state/geometry.js';
import { selectedIds } from '../../../../src/tui/state/selection.js';
import type { Store } from '../../../../src/tui/state/store.js';
import { arxiv, cites, id, load, seeded } from '../../../library/support.js';
import { seeds } from '../../../seeds.js';
import { explorerOn, hubOf, list, NOWHERE, press, shown, storeOf } from '../../support.js';

/** All that the reader has said of all papers of the hub, with query and selection. */
function seen(store: Store): unknown {
  const { query, selection, hub } = list(store);
  const all = store.services.query(hub, { where: null, sort: null });
  const works = all.works(0, all.total);
  return {
    query: printQuery(query),
    selected: [...selectedIds(selection)].sort((a, b) => a - b),
    said: works.map((work) => {
      const { by: _, ...said } = store.services.decisions.said(hub, work);
      return said;
    }),
    rows: store.services.rows(hub, works).map(({ roles, verdict }) => [...roles, verdict]),
    reasons: store.services.decisions.reasons(),
    review: store.services.decisions.review(),
  };
}

/** The next session on the library. */
function again(lib: Library, before: Store): Store {
  const saved = parseSaved(savedText(savedState(before.get(), before.services, '2026-11-28T00:00:00.000Z')));
  const services = libraryServices(lib, 'ada', NOWHERE);
  services.decisions.enterReview(saved.review);
  const places = { services, geometry: explorerGeometry(120, 30, true), saved, left: new Map() };
  const { list: first } = listOf(places, id(lib, arxiv(0)), '');
  return storeOf(services, makeTheme('none'), first, 120, 30, { saved });
}

describe('what lasts', () => {
  it('are links to claims and answers of audits, too, which are undone where they were made or in the list below', async () => {
    const lib = await hubOf(3);
    await load(lib, [
      { type: 'claim', work: arxiv(0), kind: 'strongest_claim', text: 'Goats can be counted.' },
      ...[1, 2, 3].map((n) => cites(n, 0, undefined, { contexts: [{ text: `We count goats in paper ${n}.` }] })),
    ]);
    const store = explorerOn(lib);
    const { hub, under } = list(store);
    const claim = claimLines(lib, hub)[0]!.claim;
    const answers = (): unknown[] => {
      const { audit } = auditOf(lib, 'ada', hub, USUAL_SAMPLE)!;
      return questionsOf(lib, audit, 'ada').map(({ answer }) => answer);
    };
    press(store, '+', 's');
    expect(linksOf(lib, claim)).toMatchObject([{ work: under, stance: 'supports', author: 'ada' }]);
    const named = 'Claim     supports “Goats can be cou…” (yours)';
    expect(shown(store)).toContain(named);
    press(store, 'O', 'l');
    expect(shown(store)).toContain('No evidence known here: extending, contrasting or refuting.');
    press(store, 'q');
    press(store, 'O', 'x', 'b', 'm', 'q');
    expect(answers()).toEqual(['background', 'method', undefined]);
    press(store, 'u');
    expect(shown(store)).toContain('Undone: answer given on 1 paper.');
    expect(answers()).toEqual(['background', undefined, undefined]);
    press(store, 'u', 'u');
    expect(shown(store)).toContain('Undone: sample of 3 papers drawn.');
    press(store, 'u');
    expect(shown(store)).toContain('Undone: 1 paper linked to a claim (it supports).');
    expect(linksOf(lib, claim)).toEqual([]);
    expect(shown(store)).not.toContain(named);
    press(store, ...Array(4).fill('ctrl-r'));
    expect(linksOf(lib, claim)).toMatchObject([{ work: under, stance: 'supports' }]);
    expect(answers()).toEqual(['background', 'method', undefined]);
  });

  it('is undone and done again, one key a step, with what the key did to the selection', async () => {
    const store = explorerOn(await hubOf(30));
    const states = [seen(store)];
    const steps: string[][] = [
      ['a'],
      ['d'],
      ['space', 'space', 'm'],
      ['D', 'o'],
      ['b'],
      ['=', 'r', 'd'],
      ['=', 'v', 'a'],
      ['t', 'x', ' ', 'y', 'enter'],
      ['E', 'h', 'i', 'enter'],
      ['T'],
      ['D', '+', 'n', 'e', 'w', 'enter'],
    ];
    for (const keys of steps) {
      press(store, ...keys);
      states.push(seen(store));
    }
    // The two papers were selected by a step each.
    const undone: unknown[] = [];
    while (list(store).past.done !== null) {
      press(store, 'u');
      undone.push(seen(store));
    }
    for (const state of states.slice(0, -1)) expect(undone).toContainEqual(state);
    expect(undone).toHaveLength(steps.length + 2);
    expect(undone.at(-1)).toEqual(states[0]);
    for (const _ of undone) press(store, 'ctrl-r');
    expect(seen(store)).toEqual(states.at(-1));
  });

  it('is told in words when it is undone', async () => {
    const store = explorerOn(await hubOf(30));
    press(store, '3', 'd', 'u');
    expect(shown(store)).toContain('Undone: 3 papers excluded. Ctrl-R does it again.');
    press(store, 'ctrl-r');
    expect(shown(store)).toContain('Done again: 3 papers excluded.');
    press(store, 'D', 'o', 'u');
    expect(shown(store)).toContain('Undone: 1 paper excluded (off-topic).');
  });

  it('says of marks that come back that they are there, and not that they were taken off', async () => {
    const store = explorerOn(await hubOf(30));
    press(store, 'A', 'a', 'u');
    expect(shown(store)).toContain('Undone: 30 papers included; 30 are selected again. Ctrl-R');
    expect(shown(store)).toContain('30 selected');
    press(store, 'ctrl-r');
    expect(shown(store)).toContain('Done again: 30 papers included, 30 papers no longer selected.');
    press(store, 'u', 'escape', 'u');
    expect(shown(store)).toContain('Undone: 30 papers are selected again. Ctrl-R');
    press(store, 'u');
    expect(shown(store)).toContain('Undone: 30 papers selected. Ctrl-R');
    press(store, 'space', 'space', 'k', 'space', 'u');
    expect(shown(store)).toContain('Undone: 1 paper is selected again. Ctrl-R');
  });

  it('is undone in a later session, and redone in the one after', async () => {
    const lib = await hubOf(30);
    const store = explorerOn(lib);
    const first = seen(store);
    press(store, 'a', 'd', 'r', 'm', 'A', 'm', 'b');
    const last = seen(store);
    const next = again(lib, store);
    for (let step = 0; step < 6; step += 1) press(next, 'u');
    expect(list(next).past.done).toBeNull();
    expect(seen(next)).toEqual(first);
    const after = again(lib, next);
    for (let step = 0; step < 6; step += 1) press(after, 'ctrl-r');
    expect(seen(after)).toEqual(last);
  });

  it('is undone in the review that is shown: a change to another one is a step of its own', async () => {
    const lib = await hubOf(30);
    const store = explorerOn(lib);
    const { hub, under } = list(store);
    const excluded = (): boolean => store.services.decisions.said(hub, under!).decision?.status === 'excluded';
    press(store, 'W', 'n', 'a', 'enter', 'd', 'W', 'h', 'u');
    expect(shown(store)).toContain('Undone: change to the hub’s own review.');
    expect([store.services.decisions.review(), excluded()]).toEqual(['a', true]);
    press(store, 'u');
    expect(shown(store)).toContain('Undone: 1 paper excluded.');
    expect([store.services.decisions.review(), excluded()]).toEqual(['a', false]);
    press(store, 'ctrl-r', 'ctrl-r');
    expect(store.services.decisions.review()).toBeNull();
    const next = again(lib, store);
    press(next, 'u');
    expect([next.services.decisions.review(), excluded()]).toEqual(['a', false]);
    expect(next.services.decisions.said(hub, under!).decision?.status).toBe('excluded');
  });

  it('is undone in its own review where another one was begun in another list, or on the command line', async () => {
    const lib = await hubOf(30);
    const store = explorerOn(lib);
    press(store, 'd');
    store.services.decisions.enterReview('Ana');
    const next = again(lib, store);
    expect(next.services.decisions.review()).toBe('Ana');
    press(next, 'u');
    expect(shown(next)).toContain('Undone: change to the review “Ana”.');
    expect(next.services.decisions.review()).toBeNull();
    press(next, 'u');
    expect(shown(next)).toContain('Undone: 1 paper excluded.');
  });

  it('stays where another reader changed it since, and that is said', async () => {
    const lib = await hubOf(30);
    const store = explorerOn(lib);
    press(store, '2', 'a');
    const other = libraryServices(lib, 'bob', NOWHERE);
    const { hub, view } = list(store);
    other.decisions.decide(hub, view.works(0, 1), { status: 'maybe' });
    press(store, 'u');
    expect(shown(store)).toContain('Undone: 2 papers included; 1 changed since and stay.');
    expect(store.services.decisions.progress(hub)).toMatchObject({ included: 0, maybe: 1 });
  });

  it.each(seeds(4, 60))(
    'in any session by chance undone step by step is as it was at first, and the journal is longer (%i)',
    async (seed) => {
      const lib = await hubOf(40);
      let store = explorerOn(lib);
      const first = seen(store);
      const random = seeded(seed);
      const keys =
        'a,d,m,z,X,b,= r d,= v a,= x,3 a,D o,D s,t x enter,T,space,2 space,A,!,r m,c,i,S,j,5 j,u,u,ctrl-r,escape,/ s enter,W n y enter,W h'
          .split(',')
          .map((one) => one.split(' '));
      for (let step = 0; step < 80; step += 1) {
        press(store, ...keys[Math.floor(random() * keys.length)]!);
        if (step % 20 === 19) store = again(lib, store);
      }
      const last = seen(store);
      const lines = [...journalLines(lib)].length;
      let steps = 0;
      for (; list(store).past.done !== null; steps += 1) press(store, 'u');
      expect(seen(store)).toEqual(first);
      expect([...journalLines(lib)].length).toBeGreaterThanOrEqual(lines);
      for (; steps > 0; steps -= 1) press(store, 'ctrl-r');
      expect(seen(store)).toEqual(last);
    },
  );
});
