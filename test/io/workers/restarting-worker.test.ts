import { afterEach, describe, expect, it } from 'vitest'
import { InputError } from '../../../src/core/errors.ts'
import { RestartingWorker, WorkerLost, type WorkerWatch } from '../../../src/io/workers/restarting-worker.ts'
import { workerEntry } from '../../../src/io/workers/worker-entry.ts'
import type { OddJob } from './odd-job-worker.ts'

type OddWorker = RestartingWorker<number, OddJob, number>

const open: OddWorker[] = []
afterEach(async () => {
  for (const worker of open.splice(0)) await worker.close()
})

function oddWorker(refusal: 'die' | 'input' | 'none' = 'none', watch?: WorkerWatch) {
  const starts = new SharedArrayBuffer(8)
  const ready: number[] = []
  const entry = workerEntry('odd-job-worker', import.meta.url)
  const worker: OddWorker = new RestartingWorker(
    entry,
    { starts, refusal },
    (start: number) => ready.push(start),
    watch,
  )
  open.push(worker)
  const wake = () => {
    Atomics.store(new Int32Array(starts), 1, 1)
    Atomics.notify(new Int32Array(starts), 1)
  }
  return { worker, ready, starts: () => new Int32Array(starts)[0], wake }
}

describe('a worker thread that is started again', () => {
  it('answers jobs, and survives those that throw', async () => {
    const { worker, ready } = oddWorker()
    await worker.start()
    expect(await worker.run({ double: 21 })).toBe(42)
    await expect(worker.run({ act: 'throw' })).rejects.toThrow('a fault of the program')
    const input = await worker.run({ act: 'throw input' }).catch((error: unknown) => error)
    expect(input).toBeInstanceOf(InputError)
    expect(input).toHaveProperty('message', 'expected this, found that: here')
    expect(await worker.run({ double: 1 })).toBe(2)
    expect(ready).toEqual([1])
    expect(worker.restarts).toBe(0)
  })

  it('loses the job of a thread that exits, and does the next one in a new thread', async () => {
    const { worker, ready } = oddWorker()
    const lost = await worker.run({ act: 'exit' }).catch((error: unknown) => error)
    expect(lost).toBeInstanceOf(WorkerLost)
    expect(lost).toHaveProperty('message', 'expected the worker thread to live, found it dead (exit code 7)')
    expect(await worker.run({ double: 4 })).toBe(8)
    expect(ready).toEqual([1, 2])
    expect(worker.restarts).toBe(1)
  })

  it('notices a thread that dies between jobs of what nobody caught', async () => {
    const { worker, starts } = oddWorker()
    await worker.run({ act: 'die' })
    await expect.poll(() => worker.restarts).toBe(1)
    expect(await worker.run({ double: 5 })).toBe(10)
    expect(starts()).toBe(2)
  })

  it('says what a start failed of, and tries again with the next job, not in a loop', async () => {
    const { worker, starts } = oddWorker('input')
    await expect(worker.start()).rejects.toThrow(InputError)
    await expect(worker.run({ double: 1 })).rejects.toThrow('expected a file, found none: there')
    expect(starts()).toBe(2)
    const dying = oddWorker('die')
    await expect(dying.worker.start()).rejects.toThrow(WorkerLost)
    await expect(dying.worker.run({ double: 1 })).rejects.toThrow(/found it dead \(exit code 3\)/)
    expect(dying.starts()).toBe(2)
  })

  it('refuses a second job while one is under way, and any after close, which lets the last one end', async () => {
    const { worker } = oddWorker()
    await worker.start()
    const first = worker.run({ double: 1 })
    await expect(worker.run({ double: 2 })).rejects.toThrow(RangeError)
    expect(await first).toBe(2)
    const last = worker.run({ double: 3 })
    await worker.close()
    await worker.close()
    expect(await last).toBe(6)
    await expect(worker.run({ double: 1 })).rejects.toThrow(/expected an open worker/)
  })
})

describe('a worker thread that hangs', () => {
  const lostBy = (worker: OddWorker) => worker.run({ act: 'hang' }).catch((error: unknown) => error)

  it('loses its job after the limit, is ended, and the next job finds another', async () => {
    const { worker, ready } = oddWorker('none', { limit: 500, hung: 'end' })
    await worker.start()
    const lost = await lostBy(worker)
    expect(lost).toBeInstanceOf(WorkerLost)
    expect(lost).toHaveProperty('message', 'expected the worker thread to answer within 0.5 s, found it hanging')
    expect(await worker.run({ double: 4 })).toBe(8)
    expect(ready).toEqual([1, 2])
    expect(worker.restarts).toBe(1)
  })

  it('is left where it must not be ended, and is ended when it answers after all; its answer is nobody else’s', async () => {
    const { worker, wake, starts } = oddWorker('none', { limit: 500, hung: 'leave' })
    await worker.start()
    await lostBy(worker)
    expect(await worker.run({ double: 4 })).toBe(8)
    await lostBy(worker)
    // Two hang: a third is not started for them.
    await expect(worker.run({ double: 5 })).rejects.toThrow('expected a worker thread that answers, found 2 that hang')
    expect(starts()).toBe(2)
    wake()
    await expect.poll(() => worker.run({ double: 6 }).catch(() => 0)).toBe(12)
    expect(starts()).toBe(3)
  })

  it('is not taken for one whose answer a busy event loop has not seen yet', async () => {
    const { worker } = oddWorker('none', { limit: 100, hung: 'end' })
    await worker.start()
    const reply = worker.run({ double: 3 })
    const until = performance.now() + 800
    while (performance.now() < until);
    expect(await reply).toBe(6)
    expect(worker.restarts).toBe(0)
  })
})
