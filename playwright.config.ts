import { defineConfig } from '@playwright/test'

/**
 * The built app on a real Electron. Run it with `npm run test:e2e`, which builds, finds the Electron and a display, and
 * hands both on in the environment.
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '.reports/playwright.json' }]],
})
