/** How sure labels must be, and how much must be known. */

/** A role is only given from this likelihood on; below, the classifier abstains. */
export const GIVEN_FROM = 0.8;

/** A role is learned that so many citing papers have, what fewer have cannot even be tested; and a hub is no stranger. */
export const FEWEST_PAPERS = 10;
