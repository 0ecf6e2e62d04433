/** The three hubs, and how many lines in a million cite each. */
export const HUBS: readonly { corpusId: number; inAMillion: number }[];
/** The lines without their ends. */
export function shardLines(count: number, seed?: number): Generator<string>;
