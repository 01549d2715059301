import { defineConfig } from '@playwright/test'

/**
 * The built app on a real Electron. Run it with `npm run test:e2e`, which builds, finds the Electron and a display, and
 * hands both on in the environment.
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // The longest test takes 40 s with nothing beside it, most of it axe; beside six others it was seen to take 170 s.
  timeout: 480_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '.reports/playwright.json' }]],
})
