/** Where the reader sits. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Over ssh the desktop of this machine, if it has one, is not the reader's. */
export function isOverSsh({ SSH_CONNECTION, SSH_CLIENT, SSH_TTY }: Env): boolean {
  return [SSH_CONNECTION, SSH_CLIENT, SSH_TTY].some(Boolean);
}
