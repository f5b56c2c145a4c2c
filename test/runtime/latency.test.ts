import { describe, expect, it } from 'vitest'
import type { ControlCommand } from '../../src/core/command.ts'
import type { Message } from '../../src/core/messages.ts'
import { LatencyMeter } from '../../src/runtime/latency.ts'

const MS = 1e6
const command = { sequence: 7 } as ControlCommand
const AT_ONCE = { arrived: 0, released: 0, perceiveBegan: 0, perceiveEnded: 0 }
const message = { topic: '/imu' } as Message

describe('the latency of a command', () => {
  it('is attributed along the critical path without a gap: the segments add up to the whole', () => {
    const meter = new LatencyMeter(true)
    meter.ran('perceive', 14 * MS, 15 * MS)
    meter.ran('decode', 11 * MS, 12 * MS)
    const perceive = { perceiveBegan: 14 * MS, perceiveEnded: 15 * MS }
    meter.perceived(message, { arrived: 10 * MS, released: 13 * MS, ...perceive })
    meter.tickBegan(20 * MS)
    meter.ran('fuse', 20 * MS, 22 * MS)
    meter.ran('plan', 22.5 * MS, 25 * MS)
    const { sequence, endToEnd } = meter.commanded(command, true, 26 * MS)
    expect(sequence).toBe(7)
    const [path] = endToEnd
    expect(path?.total).toBe(16 * MS)
    expect(path?.segments.reduce((sum, { duration }) => sum + duration, 0)).toBeCloseTo(16 * MS, 3)
    expect(Object.fromEntries(path!.segments.map(({ stage, duration }) => [stage, duration / MS]))).toEqual({
      wait: 3,
      queue: 6,
      perceive: 1,
      fuse: 2,
      plan: 2.5,
      encode: 1.5,
    })
  })

  it('says nothing about the way from arrival when the drive was replayed fast', () => {
    const meter = new LatencyMeter(false)
    meter.ran('perceive', 0, MS)
    meter.perceived(message, AT_ONCE)
    meter.tickBegan(0)
    expect(meter.commanded(command, true, MS).endToEnd).toEqual([])
    expect(meter.report().end_to_end).toEqual({})
  })

  it('through a plan ends with the first command that drives by a plan which has seen the message', () => {
    const meter = new LatencyMeter(true)
    const arrive = (arrived: number) =>
      meter.perceived(message, { ...AT_ONCE, arrived: arrived * MS, perceiveEnded: arrived * MS })
    const command10 = (end: number, isNewPlan: boolean) => {
      meter.tickBegan((end - 1) * MS)
      meter.commanded(command, isNewPlan, end * MS)
    }
    arrive(1)
    command10(10, true)
    arrive(11)
    arrive(15)
    command10(20, false)
    meter.planBegan()
    // Too late for the plan under way.
    arrive(22)
    command10(30, false)
    command10(40, true)
    const seen = meter.report().through_plan['/imu']!
    expect(seen.n).toBe(2)
    expect(seen.max_ms).toBeCloseTo(25, 5)
    command10(50, true)
    expect(meter.report().through_plan['/imu']!.max_ms).toBeCloseTo(28, 5)
  })

  it('counts what missed its deadline', () => {
    const meter = new LatencyMeter(true)
    for (const end of [40, 60]) {
      meter.ran('perceive', 0, 0)
      meter.perceived(message, AT_ONCE)
      meter.tickBegan(0)
      meter.commanded(command, true, end * MS)
    }
    expect(meter.report().deadline).toEqual({ budget_ms: 50, misses: 1 })
  })
})
