import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Latency and throughput are measured by `bench`, never asserted while other files run beside them.
    maxWorkers: 2,
  },
})
