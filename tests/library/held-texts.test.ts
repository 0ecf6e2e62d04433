/** Texts put down in any order and handed out in their places'. */
import { expect, it } from 'vitest';
import { heldTexts } from '../../src/library/held-texts.js';
import { seeded } from './support.js';

const PARTS = ['plain', 'Peñalba', 'Ω', '中文', '\u{1d400}', '"', '\n', ''];

it('come out as they were put in, by their places, again and again', () => {
  const random = seeded(3);
  const count = 2000;
  const held = heldTexts(count);
  for (const most of [count, 1, 700]) {
    const texts = Array.from({ length: most }, (_, place) => {
      const long = place % 500 === 0 ? 40_000 : Math.floor(random() * 80);
      return `${place} ${Array.from({ length: long }, () => PARTS[Math.floor(random() * PARTS.length)]).join('')}`;
    });
    const places = Array.from(texts.keys()).sort(() => random() - 0.5);
    for (const place of places) held.put(place, texts[place]!);
    const pieces = [...held.inOrder()];
    expect(pieces.join('')).toBe(texts.join(''));
    expect(pieces.length).toBeLessThan(Math.max(2, most / 2));
  }
});

it('are nothing where nothing was put in', () => {
  expect([...heldTexts(0).inOrder()]).toEqual([]);
});
