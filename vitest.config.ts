import { defineConfig } from 'vitest/config'
import { verifierPage } from './scripts/verifierPage.ts'

/** Unit, property and architecture tests: plain Node, real SQLite. The running app is tested by playwright.config.ts. */
export default defineConfig({
  plugins: [verifierPage()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Every test file is a fresh module graph in one of two worker threads; SQLite is in memory, so files do not meet.
    pool: 'threads',
    maxWorkers: 2,
    // Two files share the machine with the processes that some of them start, and it may be busy besides.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
