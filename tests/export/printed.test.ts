/** Items of a library printed in the order in which they lie in its file. */
import { describe, expect, it } from 'vitest';
import type { ExportWarning } from '../../src/export/bibtex/entry.js';
import type { CslItem } from '../../src/export/csl.js';
import { cslItems } from '../../src/export/csl-items.js';
import { FORMATS } from '../../src/export/formats.js';
import { arxiv, cites, id, libraryOf, role, seeded, work } from '../library/support.js';

const COUNT = 1500;

async function made() {
  const lib = await libraryOf([
    work(1),
    ...Array.from({ length: COUNT }, (_, i) => [
      work(i + 2, {
        title: `Title ${i} of $x_{${i}}$${i % 7 === 0 ? ', in "parts"' : ''}`,
        authors: [{ name: `Anna B. Author${i}` }, { name: i % 3 === 0 ? 'Ludwig Van Beethoven' : 'Müller III' }],
        ...(i % 4 !== 0 && { date: `${2000 + (i % 20)}-05` }),
        ...(i % 2 === 0 && { abstract: `Of ${i}.` }),
      }),
      cites(i + 2, 1, i % 5 === 0 ? [role('pith', '2024-01-01', 'method')] : undefined),
    ]).flat(),
  ]);
  const random = seeded(7);
  const order = Array.from({ length: COUNT }, (_, i) => i + 2).sort(() => random() - 0.5);
  return { lib, hub: id(lib, arxiv(1)), works: order.map((i) => id(lib, arxiv(i))) };
}

describe('items of a library', () => {
  it('are written as the same items one after the other, and so are the warnings', async () => {
    const { lib, hub, works } = await made();
    const keys = works.map((_, at) => `key${at}`);
    const text = (format: (typeof FORMATS)[number], items: Iterable<CslItem>) => {
      const warnings: ExportWarning[] = [];
      const pieces = format.write(items, { keys, annotate: true }, (warning) => warnings.push(warning));
      return { text: [...pieces].join(''), warnings };
    };
    for (const format of FORMATS) {
      const items = cslItems(lib, hub, works, undefined, format.abstracts);
      const found = text(format, items);
      expect(found).toEqual(text(format, [...items]));
      expect(found.text).not.toBe('');
    }
  });

  it('are made as they lie in the file and told as they were asked for', async () => {
    const { lib, hub, works } = await made();
    const asked: number[] = [];
    const told = [
      ...cslItems(lib, hub, works).printed(({ id: name }, at, room) => {
        asked.push(works[at]!);
        room.put(`${name}\n`);
      }),
    ];
    expect(told.join('')).toBe([...cslItems(lib, hub, works)].map((item) => `${item.id}\n`).join(''));
    // The first come in a batch of their own, so that they are there at once.
    const first = asked.slice(0, 128);
    expect(first).toEqual([...first].sort((a, b) => a - b));
    expect(new Set(first)).toEqual(new Set(works.slice(0, 128)));
    const later = asked.slice(640);
    expect(later).toEqual([...later].sort((a, b) => a - b));
  });

  it('can be left in the middle, and what is told of how far it is only rises', async () => {
    const { lib, hub, works } = await made();
    const heard: number[] = [];
    lib.heed = (done) => heard.push(done);
    for (const _ of cslItems(lib, hub, works).printed((_, __, room) => room.put('a paper')))
      if (heard.length > 1) break;
    expect(heard.length).toBe(2);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
  });
});
