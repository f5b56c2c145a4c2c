import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/core/messages.ts'
import { HealthMonitor } from '../../src/runtime/health.ts'

const S = 1e9
const imu = (stamp: number, topic = '/imu'): Message => ({
  topic,
  stamp,
  arrival: stamp,
  sequence: 0,
  payload: { kind: 'opaque', schema: '', bytes: new Uint8Array() },
})

function feed(monitor: HealthMonitor, from: number, to: number, rate: number) {
  for (let t = from; t < to; t += 1 / rate) monitor.message(imu(Math.round(t * S)))
}

describe('health', () => {
  it('is derived from the topic table: alive by maximal age, on rate by nominal rate', () => {
    const monitor = new HealthMonitor()
    expect(monitor.report(0)).toBeNull()
    feed(monitor, 0, 1, 100)
    const [imuHealth] = monitor.report(S)!.topics
    expect(imuHealth).toMatchObject({ topic: '/imu', isAlive: true, isOnRate: true, isValid: true })
    expect(imuHealth?.rate).toBeCloseTo(100, 0)
  })

  it('warns once when a topic falls off its rate, and once when it falls silent', () => {
    const monitor = new HealthMonitor()
    monitor.report(0)
    feed(monitor, 0, 1, 50)
    expect(monitor.report(1 * S)!.warnings.map(({ code }) => code)).toEqual(['topic-off-rate'])
    feed(monitor, 1, 2, 50)
    expect(monitor.report(2 * S)!.warnings).toEqual([])
    expect(monitor.report(3 * S)!.warnings.map(({ code }) => code)).toEqual(['topic-silent'])
    expect(monitor.report(4 * S)!.warnings).toEqual([])
  })

  it('lets a slow topic be a message off, but not silent: one second holds none to two of a topic of 1 Hz', () => {
    const monitor = new HealthMonitor()
    monitor.report(0)
    const counts = [2, 1, 0, 3]
    const found = counts.map((count, second) => {
      for (let i = 0; i < count; i++) monitor.message(imu((second + 0.3 * i) * S, '/navigation/route'))
      return monitor.report((second + 1) * S)!.topics[0]!.isOnRate
    })
    expect(found).toEqual([true, true, true, false])
  })

  it('reports an expected topic that never came', () => {
    const monitor = new HealthMonitor(['/can/0'])
    monitor.report(0)
    const { topics, warnings } = monitor.report(2 * S)!
    expect(topics).toMatchObject([{ topic: '/can/0', isAlive: false }])
    expect(warnings[0]?.detail).toContain('no message yet')
  })
})
