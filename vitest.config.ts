import { defineConfig } from 'vitest/config';

// The gate asks for a machine-readable report beside the one for people.
const reportFile = process.env.AISPM_TEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    reporters: reportFile ? ['default', ['json', { outputFile: reportFile }]] : ['default'],
  },
});
