import { describe, expect, it } from 'vitest'
import type { Message, Payload } from '../../src/core/messages.ts'
import type { Observation } from '../../src/core/observations.ts'
import type { StageResult } from '../../src/core/ports.ts'
import { NO_WARNINGS } from '../../src/core/ports.ts'
import type { Stamp } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { LineRunner, type RunEvent, type RunnerConfig } from '../../src/runtime/line-runner.ts'
import { DEFAULT_ORDER } from '../../src/runtime/order.ts'
import type { Line } from '../../src/runtime/pipeline.ts'
import { createStageCell, type StageCell, type StageProbe } from '../../src/runtime/stage-cell.ts'

const MS = 1e6

function message(topic: string, stamp: number, sequence: number): Message {
  const payload: Payload = { kind: 'opaque', schema: '', bytes: new Uint8Array(0) }
  return { topic, stamp: stamp * MS, arrival: stamp * MS, sequence, payload }
}

interface Work {
  readonly message: Message
  finish(): void
  fail(error: Error): void
}

/** A line whose perceive takes a picture's time until a test ends it, and whose scenes are what fuse was given. */
function slowLine(work: Work[]) {
  type Perceived = StageResult<null, readonly Observation[]>
  const perceive = (_: null, { topic, stamp, sequence }: Message): Perceived | Promise<Perceived> => {
    const observation = { kind: 'radar', sensor: topic, stamp, sequence, detections: [] } as const
    const warnings: Warning[] = [{ code: `seen-${topic}`, stamp, detail: `${sequence}` }]
    const result: Perceived = { state: null, output: [observation], warnings }
    if (!topic.startsWith('/camera')) return { ...result, warnings: NO_WARNINGS }
    const about = message(topic, stamp / MS, sequence)
    return new Promise((resolve, reject) => work.push({ message: about, finish: () => resolve(result), fail: reject }))
  }
  return (probe: StageProbe): Line => {
    const pass = (name: string): StageCell<unknown, never> =>
      createStageCell(name, null, (state, input) => ({ state, output: input as never, warnings: NO_WARNINGS }), probe)
    const fuse = (state: null, observations: readonly Observation[], stamp: Stamp) => ({
      state,
      output: { stamp, ego: null, fused: observations.map(({ sensor, sequence }) => `${sensor} ${sequence}`) } as never,
      warnings: NO_WARNINGS,
    })
    return {
      perceive: createStageCell('perceive', null, perceive, probe),
      fuse: createStageCell('fuse', null, fuse, probe),
      plan: pass('plan'),
      supervise: pass('supervise'),
      control: pass('control'),
      limit: pass('limits'),
      encode: () => new Uint8Array(0),
      ticksPerPlan: 5,
      plansBeside: false,
    }
  }
}

interface Tick {
  readonly stamp: number
  readonly seen: readonly string[]
  readonly warnings: readonly string[]
}

function runnerWith(changes: Partial<RunnerConfig> = {}) {
  const work: Work[] = []
  const ticks: Tick[] = []
  const order = { ...DEFAULT_ORDER, mode: 'arrival' } as const
  const config = {
    createLine: slowLine(work),
    order,
    isRealtime: false,
    clock,
    ...changes,
  }
  const runner = new LineRunner(config, ({ tick, warnings }: RunEvent) => {
    const { fused } = tick.scene as unknown as { fused: readonly string[] }
    ticks.push({
      stamp: tick.stamp / MS,
      seen: fused,
      warnings: warnings.map(({ code, detail }) => `${code} ${detail}`),
    })
  })
  const feed = (messages: readonly Message[], now: number) => runner.feed({ messages, now: now * MS, wall: 0 })
  return { work, ticks, runner, feed }
}

const PICTURES = [
  message('/imu', 1, 0),
  message('/camera/front/image', 2, 0),
  message('/camera/back/image', 3, 0),
  message('/imu', 4, 1),
  message('/camera/front/image', 6, 1),
]
/** ns, as the runs see it: the machine's own timers may fire early. */
let wall = 0
const clock = () => (wall += 1000)

/** 5 ms pass, and what is finished comes in. */
const settle = () => {
  wall += 5 * MS
  return new Promise((resolve) => setTimeout(resolve, 5))
}

describe('pictures that are decoded beside the line', () => {
  it('are begun side by side and waited for by the tick, in message order whichever is done first', async () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const { work, ticks, feed, runner } = runnerWith()
      const running = feed(PICTURES, 11)
      await settle()
      expect(work).toHaveLength(3)
      expect(ticks).toEqual([])
      for (const index of order) {
        work[index]!.finish()
        await settle()
      }
      await running
      expect(ticks).toHaveLength(1)
      expect(ticks[0]).toMatchObject({
        stamp: 10,
        seen: ['/imu 0', '/imu 1', '/camera/front/image 0', '/camera/back/image 0', '/camera/front/image 1'],
        warnings: ['seen-/camera/front/image 0', 'seen-/camera/back/image 0', 'seen-/camera/front/image 1'],
      })
      await runner.finish()
    }
  })

  it('live hold up no tick: those that are there go in, the others with a later tick', async () => {
    const { work, ticks, feed, runner } = runnerWith({ isRealtime: true })
    await feed(PICTURES, 11)
    expect(ticks.map(({ seen }) => seen)).toEqual([['/imu 0', '/imu 1']])
    work[2]!.finish()
    await settle()
    await feed([], 21)
    work[0]!.finish()
    await settle()
    await feed([], 31)
    await feed([], 41)
    expect(ticks.map(({ seen }) => seen.join())).toEqual([
      '/imu 0,/imu 1',
      '/camera/front/image 1',
      '/camera/front/image 0',
      '',
    ])
    work[1]!.finish()
    const { latency } = await runner.finish()
    // When it was really there stands in the latencies.
    expect(latency.end_to_end['/camera/front/image']!.n).toBe(2)
    expect(latency.end_to_end['/camera/front/image']!.attribution_ms['perceive']).toBeGreaterThan(4)
  })

  it('live come in between the ticks of a line that catches up', async () => {
    const { work, ticks, feed, runner } = runnerWith({ isRealtime: true })
    await feed(PICTURES, 11)
    work[0]!.finish()
    await feed([], 41)
    expect(ticks.map(({ seen }) => seen.join())).toEqual(['/imu 0,/imu 1', '', '/camera/front/image 0', ''])
    for (const one of work) one.finish()
    await runner.finish()
  })

  it('in real time and measurement order are waited for: the result must not depend on the clock', async () => {
    const { work, ticks, feed } = runnerWith({ isRealtime: true, order: DEFAULT_ORDER })
    const running = feed(PICTURES, 230)
    await settle()
    expect(ticks).toEqual([])
    for (const one of work) one.finish()
    await running
    expect(ticks[0]!.seen).toHaveLength(5)
  })

  it('count against the health of their topic when they are taken', async () => {
    const { work, feed, ticks, runner } = runnerWith()
    const running = feed([message('/camera/front/image', 2, 0)], 1011)
    await settle()
    work[0]!.finish()
    await running
    await runner.finish()
    expect(ticks.flatMap(({ warnings }) => warnings)).toContainEqual(
      expect.stringMatching(/^topic-invalid \/camera\/front\/image/),
    )
  })

  it('end the run with what their stage threw, when it is their turn', async () => {
    const { work, feed } = runnerWith()
    const running = feed(PICTURES, 11)
    await settle()
    work[1]!.fail(new Error('a fault of the program'))
    await settle()
    work[0]!.finish()
    work[2]!.finish()
    await expect(running).rejects.toThrow('a fault of the program')
  })

  it('are taken at the end of the run, so that what they warned of is counted', async () => {
    const { work, feed, runner } = runnerWith({ isRealtime: true })
    await feed(PICTURES, 11)
    const finishing = runner.finish()
    for (const one of work) one.finish()
    const { warnings } = await finishing
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([
      ['seen-/camera/front/image', 2],
      ['seen-/camera/back/image', 1],
    ])
  })
})
