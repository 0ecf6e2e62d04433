/** TF-IDF: how much each feature of a sentence says, by how rare it is among the sentences that are learned from. */
import { type Features, NUMBERS } from './features.js';

export interface Weighing {
  /** For each number of a feature its place among those that are learned, -1 where it is not. */
  places: Int32Array;
  /** By place. */
  rarity: Float32Array;
}

/** A sentence as it is learned from: places of features, and how much each says. */
export interface Vector {
  places: Int32Array;
  values: Float32Array;
}

/** What stands in fewer sentences cannot be learned. */
const FEWEST = 2;
/** Parts of words repeat what the words say: together they count this much. */
const PARTS = 0.5;

export function weighing(sentences: readonly Features[]): Weighing {
  const places = new Int32Array(NUMBERS);
  for (const { numbers } of sentences) for (const number of numbers) places[number]! += 1;
  const rarity: number[] = [];
  for (let number = 0; number < NUMBERS; number += 1) {
    const having = places[number]!;
    places[number] = having < FEWEST ? -1 : rarity.length;
    if (having >= FEWEST) rarity.push(Math.log((1 + sentences.length) / (1 + having)) + 1);
  }
  return { places, rarity: Float32Array.from(rarity) };
}

/** Words have the length 1 together, and parts of words theirs, however long the sentence is. */
export function vectorOf({ numbers, counts, parts }: Features, { places, rarity }: Weighing): Vector {
  const own = new Int32Array(numbers.length);
  const values = new Float32Array(numbers.length);
  let size = 0;
  const add = (from: number, to: number, length: number): void => {
    const first = size;
    let squares = 0;
    for (let i = from; i < to; i += 1) {
      const place = places[numbers[i]!]!;
      if (place < 0) continue;
      const value = (1 + Math.log(counts[i]!)) * rarity[place]!;
      own[size] = place;
      values[size] = value;
      squares += value * value;
      size += 1;
    }
    const scale = squares === 0 ? 0 : length / Math.sqrt(squares);
    for (let i = first; i < size; i += 1) values[i]! *= scale;
  };
  add(0, parts, 1);
  add(parts, numbers.length, PARTS);
  return { places: own.slice(0, size), values: values.slice(0, size) };
}
