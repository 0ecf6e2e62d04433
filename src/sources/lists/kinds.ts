/** What lists say of the kind of a work. */

/** True for what a thesis of a master is called. */
export function isMasters(genre: string): boolean {
  return /master|m\.? ?sc|\bma\b|diplom/iu.test(genre);
}

/** True for what a thesis of a doctor is called. */
export function isDoctors(genre: string): boolean {
  return /\bph\.? ?d\b|doctor|phdthesis/iu.test(genre);
}

/** True for what a manual is called, which is a document otherwise. */
export function isManual(genre: string): boolean {
  return /\bmanual\b|\bhandbook\b/iu.test(genre);
}

/** True for the type that indexes give to what was retracted; the notice of it is a `Retraction of Publication`. */
export function isRetractedType(type: string): boolean {
  return /\bretracted (?:publication|article|paper)\b/iu.test(type);
}

/** What kind of thesis, report or document a list says something is; no other work has one, and a mere thesis is one by its kind. */
export function genreOfKind(kind: string | undefined, said: string | undefined): string | undefined {
  if (said === undefined || /^(?:thesis|report)$/iu.test(said)) return undefined;
  return kind === 'thesis' || kind === 'report' || (kind === 'document' && isManual(said)) ? said : undefined;
}

/** Where a number belongs: a report, patent or standard has one of its own, anything else that of an issue. */
export function numbered(
  kind: string | undefined,
  number: string | undefined,
): { issue: string | undefined; number: string | undefined } {
  const isOwn = /^(?:report|patent|standard)$/u.test(kind ?? '');
  return { issue: isOwn ? undefined : number, number: isOwn ? number : undefined };
}
