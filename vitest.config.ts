import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const POSTGRES = './tests/support/global-setup.ts'

/** `npx vitest run --project db`: one project. Those that need Postgres share its global setup, one server each. */
export default defineConfig({
  test: {
    maxWorkers: Math.max(1, Math.min(4, availableParallelism())),
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 60_000 } },
      {
        extends: true,
        test: { name: 'dom', include: ['tests/dom/**/*.test.{ts,tsx}'], environment: 'jsdom', setupFiles: ['tests/dom/empty-tab.ts'], testTimeout: 30_000 },
      },
      { extends: true, test: { name: 'db', include: ['tests/db/**/*.test.ts'], globalSetup: POSTGRES, testTimeout: 60_000, hookTimeout: 60_000 } },
      { extends: true, test: { name: 'api', include: ['tests/api/**/*.test.ts'], globalSetup: POSTGRES, testTimeout: 60_000, hookTimeout: 60_000 } },
      { extends: true, test: { name: 'collab', include: ['tests/collab/**/*.test.ts'], globalSetup: POSTGRES, testTimeout: 120_000, hookTimeout: 60_000 } },
      // Starts whole programs, which wait for each other more than they work: two at a time, also where there are more cores.
      {
        extends: true,
        test: { name: 'ops', include: ['tests/ops/**/*.test.ts'], globalSetup: POSTGRES, testTimeout: 240_000, hookTimeout: 60_000, maxWorkers: 2 },
      },
      { extends: true, test: { name: 'bench', include: ['tests/bench/**/*.test.ts'] } },
    ],
  },
})
