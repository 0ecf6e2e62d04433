/** Texts put down in any order and handed out in their places'. */
import { expect, it } from 'vitest';
import { heldTexts } from '../../../../src/library/read/printing/held-texts.js';
import { roomForTexts } from '../../../../src/library/read/printing/room.js';
import { seeded } from '../../support.js';

const PARTS = ['plain', 'Peñalba', 'Ω', '中文', '\u{1d400}', '"', '\n', '\ud800 half', ''];

it('come out as they were put in, by their places, wherever these begin', () => {
  const random = seeded(3);
  const room = roomForTexts();
  for (const [first, count] of [
    [0, 2000],
    [7, 1],
    [640, 700],
  ] as const) {
    const texts = Array.from({ length: count }, (_, place) => {
      const long = place % 500 === 0 ? 40_000 : Math.floor(random() * 80);
      return [`${place} `, ...Array.from({ length: long }, () => PARTS[Math.floor(random() * PARTS.length)]!)];
    });
    const places = Int32Array.from(texts.keys(), (at) => first + at).sort(() => random() - 0.5);
    const held = heldTexts(first, count);
    for (let from = 0; from < count; from += 300) {
      const some = places.slice(from, from + 300);
      for (const place of some) {
        // Of one put after the other, and of one put whole.
        const parts = texts[place - first]!;
        if (place % 2 === 0) for (const part of parts) room.put(part);
        else room.put(parts.join(''));
        room.end();
      }
      held.put(some, room.take());
    }
    const pieces = [...held.inOrder()];
    expect(pieces.join('')).toBe(texts.map((parts) => parts.join('').toWellFormed()).join(''));
    expect(pieces.length).toBeLessThan(Math.max(2, count / 2));
  }
});

it('are nothing where nothing was put in', () => {
  expect([...heldTexts(0, 0).inOrder()]).toEqual([]);
  const { bytes, ends } = roomForTexts().take();
  expect([bytes.length, ends.length]).toEqual([0, 0]);
});
