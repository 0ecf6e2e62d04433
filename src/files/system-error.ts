/** What the system says about a file, for a sentence to a person. */

/** The reason in an error of the system: `permission denied`. Undefined for any other error. */
export function systemReason(error: unknown): string | undefined {
  return error instanceof Error ? /^E[A-Z0-9]+: ([^,]+)/u.exec(error.message)?.[1] : undefined;
}
