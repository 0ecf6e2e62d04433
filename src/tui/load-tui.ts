/**
 * Loads the screen. Yoga, Ink's layout engine, decodes its WebAssembly by fetching a data: address, for which Node would load its
 * whole HTTP client; where there is no fetch it decodes it by itself, 30 ms sooner.
 */
export async function loadTui(): Promise<typeof import('./run.js')> {
  const { fetch } = globalThis;
  Object.assign(globalThis, { fetch: undefined });
  try {
    return await import('./run.js');
  } finally {
    globalThis.fetch = fetch;
  }
}
