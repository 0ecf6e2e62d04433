/** The version of the program. */
declare const PITH_TUI_VERSION: string | undefined;

/** The version the bundle was built from; sources that run unbundled, in tests, say so. */
export function version(): string {
  return typeof PITH_TUI_VERSION === 'string' ? PITH_TUI_VERSION : '0.0.0-unbundled';
}
