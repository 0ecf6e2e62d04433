import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    // The end-to-end tests and the commands' run the built program.
    globalSetup: ['tests/e2e/build.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The end-to-end tests start real programs; two workers keep them from starving each other on a small machine.
    maxWorkers: 2,
  },
});
