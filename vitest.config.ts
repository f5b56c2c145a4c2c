import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const report = process.env['AXDRIVE_TEST_REPORT']

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Latency and throughput are measured by `bench`; two workers are what the smallest supported machine has.
    maxWorkers: 2,
    execArgv: ['--import', fileURLToPath(new URL('test/worker-threads/register.mjs', import.meta.url))],
    ...(report && { reporters: ['default', 'json'], outputFile: { json: report } }),
  },
})
