/** What lists say of the kind of a work. */

/** True for what a thesis of a master is called. */
export function isMasters(genre: string): boolean {
  return /master|m\.? ?sc|\bma\b|diplom/iu.test(genre);
}

/** True for what a thesis of a doctor is called. */
export function isDoctors(genre: string): boolean {
  return /\bph\.? ?d\b|doctor|phdthesis/iu.test(genre);
}

/** Where a number belongs: a report, patent or standard has one of its own, anything else that of an issue. */
export function numbered(
  kind: string | undefined,
  number: string | undefined,
): { issue: string | undefined; number: string | undefined } {
  const isOwn = /^(?:report|patent|standard)$/u.test(kind ?? '');
  return { issue: isOwn ? undefined : number, number: isOwn ? number : undefined };
}
