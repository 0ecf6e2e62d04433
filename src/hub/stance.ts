/** What a citing paper may do to the claims of the paper it cites. */

export const STANCES = ['supports', 'extends', 'contrasts', 'refutes'] as const;
export type Stance = (typeof STANCES)[number];
