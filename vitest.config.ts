import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    // No test replaces a module or leaves a global changed, so files can share what they load: a third of the time is loading.
    isolate: false,
    pool: 'forks',
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
})
