/**
 * Softmax regression over sentences that learns from citations. A source labels a citation with the roles of all its sentences
 * together, and seldom says which sentence has which: so each sentence is given one distribution over the roles, and a citation
 * has a role where at least one of its sentences has it (noisy-or). Trained by AdaGrad (Duchi et al., 2011).
 */
import type { Steps } from './citation.js';
import { shuffled } from './shuffled.js';
import type { Vector } from './weighing.js';

/** What is learned from: sentences, and which of the roles they have together, 1 or 0 each. */
export interface Bag {
  sentences: readonly Vector[];
  has: Uint8Array;
}

export interface Softmax {
  roles: number;
  /** By place of the feature, then by role. */
  weights: Float32Array;
  bias: Float64Array;
}

const ROUNDS = 5;
const RATE = 0.1;
/** A role that few have counts more, so that it is learned at all; never more than this. */
const MOST_WEIGHT = 4;
const TINY = 1e-6;
/** Bags between two steps. */
const STEP = 50;

/** The distribution over the roles of one sentence. */
export function distribution({ roles, weights, bias }: Softmax, { places, values }: Vector): Float64Array {
  const out = Float64Array.from(bias);
  for (let i = 0; i < places.length; i += 1) {
    const from = places[i]! * roles;
    const value = values[i]!;
    for (let role = 0; role < roles; role += 1) out[role]! += weights[from + role]! * value;
  }
  const most = Math.max(...out);
  let sum = 0;
  for (let role = 0; role < roles; role += 1) {
    out[role] = Math.exp(out[role]! - most);
    sum += out[role]!;
  }
  for (let role = 0; role < roles; role += 1) out[role]! /= sum;
  return out;
}

/** How likely it is that at least one of the sentences has the role. */
export function atLeastOne(sentences: readonly Float64Array[], role: number): number {
  let none = 1;
  for (const sentence of sentences) none *= 1 - Math.min(sentence[role]!, 1 - TINY);
  return 1 - none;
}

/** @param features how many places there are; `seed` for the order in which bags are learned */
export function* trained(bags: readonly Bag[], roles: number, features: number, seed: number): Steps<Softmax> {
  const model: Softmax = { roles, weights: new Float32Array(features * roles), bias: new Float64Array(roles) };
  const squares = { weights: new Float32Array(features * roles), bias: new Float64Array(roles) };
  const counts = roleWeights(bags, roles);
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = shuffled(bags.length, seed + round);
    for (let i = 0; i < order.length; i += 1) {
      if (i % STEP === 0) yield (round + i / order.length) / ROUNDS;
      learn(model, squares, bags[order[i]!]!, counts);
    }
  }
  return model;
}

/** How much a bag counts that has the role: more, the fewer have it. */
function roleWeights(bags: readonly Bag[], roles: number): Float64Array {
  const having = new Float64Array(roles);
  for (const { has } of bags) for (let role = 0; role < roles; role += 1) having[role]! += has[role]!;
  const most = Math.max(...having);
  return having.map((count) => Math.min(MOST_WEIGHT, Math.sqrt(most / Math.max(1, count))));
}

function learn(model: Softmax, squares: Omit<Softmax, 'roles'>, { sentences, has }: Bag, counts: Float64Array): void {
  const { roles, weights, bias } = model;
  const said = sentences.map((sentence) => distribution(model, sentence));
  const slopes = slopesOf(said, has);
  let counting = 1;
  for (let role = 0; role < roles; role += 1) if (has[role] === 1) counting = Math.max(counting, counts[role]!);
  sentences.forEach(({ places, values }, at) => {
    for (let role = 0; role < roles; role += 1) {
      const slope = slopes[at]![role]! * counting;
      if (Math.abs(slope) < TINY) continue;
      squares.bias[role]! += slope * slope;
      bias[role]! -= (RATE * slope) / Math.sqrt(squares.bias[role]! + TINY);
      for (let i = 0; i < places.length; i += 1) {
        const place = places[i]! * roles + role;
        const own = slope * values[i]!;
        squares.weights[place]! += own * own;
        weights[place]! -= (RATE * own) / Math.sqrt(squares.weights[place]! + TINY);
      }
    }
  });
}

/**
 * The slopes of the loss in the sentences' scores: cross entropy where one sentence has one role, else that of what the
 * sentences come to together, role by role.
 */
function slopesOf(said: readonly Float64Array[], has: Uint8Array): Float64Array[] {
  const [only] = said;
  if (said.length === 1 && has.reduce((sum, one) => sum + one, 0) === 1)
    return [only!.map((p, role) => p - has[role]!)];
  const together = Float64Array.from(has, (_, role) => within(atLeastOne(said, role)));
  return said.map((sentence) => {
    const slopes = sentence.map((p, role) => {
      const others = 1 / (1 - within(p));
      return has[role] === 1 ? (-(1 - together[role]!) / together[role]!) * others : others;
    });
    const mean = slopes.reduce((sum, slope, role) => sum + slope * sentence[role]!, 0);
    return slopes.map((slope, role) => sentence[role]! * (slope - mean));
  });
}

function within(p: number): number {
  return Math.min(Math.max(p, TINY), 1 - TINY);
}
