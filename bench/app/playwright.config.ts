import { defineConfig } from '@playwright/test'

/** The running app with a large organization, measured: `npm run --silent bench:app`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../test-results',
  timeout: 600_000,
  workers: 1,
  reporter: [['line']],
})
