import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The end-to-end tests start real programs; two workers keep them from starving each other on a small machine.
    maxWorkers: 2,
  },
});
