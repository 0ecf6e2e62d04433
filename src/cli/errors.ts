/** Exit codes: the shell's own convention, as grep and diff keep it. */
export const EXIT = {
  /** Something was found and done. */
  ok: 0,
  /** Nothing was found: no such paper, no match. */
  nothing: 1,
  /** Wrong usage, unreadable input, or a failure. */
  trouble: 2,
  /** Broken off by Ctrl-C. */
  interrupted: 130,
} as const;

/** What a person is told instead of a result: one sentence (more lines only to show places or candidates), and the exit code. */
export class UserError extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT.trouble) {
    super(message);
    this.exitCode = exitCode;
  }
}
