import { InputError } from '../../../src/core/errors.ts'
import { serveJobs } from '../../../src/io/workers/serve-jobs.ts'

export type OddJob = { readonly double: number } | { readonly act: 'die' | 'throw' | 'throw input' | 'exit' | 'hang' }

/** Doubles numbers, and fails in every way that a thread can; `starts`: [how many, what those that hang wait for]. */
await serveJobs(async ({ starts, refusal }: { starts: SharedArrayBuffer; refusal: 'die' | 'input' | 'none' }) => {
  const start = Atomics.add(new Int32Array(starts), 0, 1) + 1
  if (refusal === 'die') process.exit(3)
  if (refusal === 'input') throw new InputError('expected a file, found none: there')
  return {
    ready: start,
    run(job: OddJob): number {
      if ('double' in job) return 2 * job.double
      if (job.act === 'exit') process.exit(7)
      if (job.act === 'hang') {
        Atomics.wait(new Int32Array(starts), 1, 0)
        return -1
      }
      if (job.act === 'throw') throw new Error('a fault of the program')
      if (job.act === 'throw input') throw new InputError('expected this, found that: here')
      // What nobody catches ends the thread.
      setImmediate(() => {
        throw new Error('out of the blue')
      })
      return 0
    },
  }
})
