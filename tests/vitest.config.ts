/** How the tests are run: those of the built program apart. */
import { defineConfig } from 'vitest/config';

/** Tests that run the built program: by itself, in a terminal, and as the README says. */
const PROGRAM = [
  'tests/cli/**/*.test.ts',
  'tests/e2e/*.test.ts',
  'tests/readme.test.ts',
  'tests/fuzz/sessions.test.ts',
  'tests/fuzz/program.test.ts',
];

export default defineConfig({
  test: {
    // Its modules import folders, which Node does not.
    server: { deps: { inline: ['dt-sql-parser'] } },
    // No verdict depends on time: these are for what hangs, on a machine with twenty times as much to do.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // The end-to-end tests start real programs; two workers keep them from starving each other on a small machine.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/**/*.test.{ts,tsx}'], exclude: PROGRAM } },
      {
        extends: true,
        test: {
          name: 'program',
          include: PROGRAM,
          globalSetup: ['tests/e2e/build.ts'],
          // Thousands of programs and terminals in one run: what goes wrong once among them is told as tried again, and not for good.
          retry: process.env.CI ? 1 : 0,
        },
      },
    ],
  },
});
