import { defineConfig } from 'vitest/config';

/** Tests that run the built program: by itself, in a terminal, and as the README says. */
const PROGRAM = ['tests/cli/**/*.test.ts', 'tests/e2e/*.test.ts', 'tests/readme.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The end-to-end tests start real programs; two workers keep them from starving each other on a small machine.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/**/*.test.{ts,tsx}'], exclude: PROGRAM } },
      { extends: true, test: { name: 'program', include: PROGRAM, globalSetup: ['tests/e2e/build.ts'] } },
    ],
  },
});
