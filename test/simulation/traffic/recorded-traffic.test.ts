import { describe, expect, it } from 'vitest'
import { RecordedTraffic } from '../../../src/simulation/traffic/recorded-traffic.ts'
import type { EgoBody } from '../../../src/simulation/traffic/road-user.ts'
import type { RecordedEgo, RecordedTrack } from '../../../src/simulation/world/recorded-track.ts'

const TIMES = Float64Array.from({ length: 101 }, (_, i) => i * 0.1)

/** Eastwards on y = 0 from `x`, at a constant speed. */
function track(id: number, x: number, speed: number): RecordedTrack {
  return {
    id,
    class: 'car',
    size: [4.5, 1.8, 1.5],
    times: TIMES,
    x: TIMES.map((time) => x + speed * time),
    y: TIMES.map(() => 0),
    yaw: TIMES.map(() => 0),
    speed: TIMES.map(() => speed),
  }
}

/** The recorded car drives at 10 m/s from x = 30; its middle is 1.4 m ahead of its rear axle. */
const EGO: RecordedEgo = {
  times: TIMES,
  x: TIMES.map((time) => 30 + 10 * time),
  y: TIMES.map(() => 0),
  yaw: TIMES.map(() => 0),
  speed: TIMES.map(() => 10),
}

const egoAt = (x: number, speed: number): EgoBody => ({
  x,
  y: 0,
  yaw: 0,
  speed,
  length: 4.7,
  width: 1.84,
  frontStation: x,
})

function run(egoX: (time: number) => number, egoSpeed: number, seconds: number) {
  const traffic = new RecordedTraffic([track(1, 0, 10)], EGO)
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < Math.round(seconds / 0.01); i++) {
    const time = i * 0.01
    const ego = egoAt(egoX(time), egoSpeed)
    if (i % 10 === 0) traffic.decide(time, ego)
    traffic.move(time + 0.01, 0.01)
    for (const { x } of traffic.users()) least = Math.min(least, ego.x - x - 4.6)
  }
  return { traffic, least, users: [...traffic.users()] }
}

describe('recorded road users', () => {
  it('follow their log to the letter while the ego car follows its own', () => {
    const { traffic, users } = run((time) => 31.4 + 10 * time, 10, 5)
    expect(traffic.isReacting).toBe(false)
    expect(users[0]!.x).toBeCloseTo(50, 9)
    expect(users[0]!.speed).toBe(10)
  })

  it('react once the ego car stands where it once drove, and do not run into it', () => {
    const { traffic, least, users } = run(() => 31.4, 0, 9)
    expect(traffic.isReacting).toBe(true)
    expect(least).toBeGreaterThan(0.3)
    expect(users[0]!.speed).toBeLessThan(0.5)
  })

  it('are there only while their log lasts', () => {
    expect(run((time) => 31.4 + 10 * time, 10, 11).users).toHaveLength(0)
  })
})
