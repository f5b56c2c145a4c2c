import { describe, expect, it } from 'vitest'
import { curvedRoadWorld } from '../../../bench/curved-road.ts'
import { poseOnArc } from '../../../src/common/motion/arc.ts'
import { followLanes } from '../../../src/common/proposals/lane-forecast.ts'
import { SpeedProfile } from '../../../src/common/proposals/speed-profile.ts'
import { agentsOf, type TestAgent } from '../scoring/straight-road.ts'

/** Lanes of the bend: 1 at offset 0 and 2 at 3.5 m lead along it, 3 at 7 m against. */
const RADIUS = 150

const onBend = (station: number, offset: number, part: Partial<TestAgent> = {}): TestAgent => {
  const { x, y, yaw } = poseOnArc(1 / RADIUS, station)
  return { x: x - offset * Math.sin(yaw), y: y + offset * Math.cos(yaw), yaw, speed: 10, ...part }
}

function forecast(agent: TestAgent, acceleration = 0) {
  const agents = agentsOf([agent])
  followLanes(agents, curvedRoadWorld().index, [acceleration])
  const last = agents.steps - 1
  const [x, y] = [agents.x[last]!, agents.y[last]!]
  const radius = Math.hypot(x, y - RADIUS)
  const turn = Math.atan2(x, RADIUS - y)
  return {
    station: turn * RADIUS,
    offset: RADIUS - radius,
    speed: Math.hypot(agents.velocityX[last]!, agents.velocityY[last]!),
    x,
  }
}

describe('a forecast along the lanes', () => {
  it('takes a car round the bend at its speed', () => {
    const { station, offset } = forecast(onBend(20, 0))
    expect(station).toBeCloseTo(60, 0)
    expect(Math.abs(offset)).toBeLessThan(0.05)
  })

  it('keeps the way beside the middle', () => {
    expect(forecast(onBend(20, 3.1)).offset).toBeCloseTo(3.1, 1)
  })

  it('goes on with a change of lanes that has begun, and no farther than one lane', () => {
    const sideways = onBend(20, 0)
    expect(forecast({ ...sideways, yaw: sideways.yaw! + 0.1 }).offset).toBeCloseTo(3, 0)
    expect(forecast({ ...sideways, yaw: sideways.yaw! + 0.3 }).offset).toBeCloseTo(3.6, 1)
  })

  it('brakes on to the stop', () => {
    const { station, speed } = forecast(onBend(20, 0), -5)
    expect(speed).toBe(0)
    expect(station).toBeCloseTo(30, 0)
  })

  it('follows who comes the wrong way', () => {
    const there = onBend(60, -1)
    const { station, offset } = forecast({ ...there, yaw: there.yaw! + Math.PI, speed: 5, objectClass: 'cyclist' })
    expect(station).toBeCloseTo(40, 0)
    expect(offset).toBeCloseTo(-1, 1)
  })

  it('lets people and standing things be', () => {
    const walker = onBend(20, -1.5, { objectClass: 'pedestrian', speed: 1.5 })
    const straight = agentsOf([walker])
    expect(forecast(walker).x).toBe(straight.x[straight.steps - 1])
    const parked = onBend(20, -1.5, { speed: 0 })
    expect(forecast(parked).x).toBe(parked.x)
  })
})

describe('the speed to have', () => {
  const habits = { lateralAcceleration: 0.6, braking: 2, usualSpeed: 10 }

  it('is within the bend and the limit', () => {
    const speeds = new SpeedProfile()
    speeds.prepare(curvedRoadWorld().route, 60, habits)
    expect(speeds.at(80)).toBeCloseTo(Math.sqrt(0.6 * RADIUS), 1)
    speeds.prepare(curvedRoadWorld().route, 60, { ...habits, lateralAcceleration: 5 })
    expect(speeds.at(80)).toBe(13.9)
  })

  it('comes down in time for a slow stretch, by v² = v₀² + 2bΔs', () => {
    const speeds = new SpeedProfile()
    const slow = [{ begin: 120, end: 130, speed: 4 }]
    speeds.prepare(curvedRoadWorld().route, 60, { ...habits, lateralAcceleration: 5 }, slow)
    expect(speeds.at(124)).toBe(4)
    expect(speeds.at(110)).toBeCloseTo(Math.sqrt(16 + 4 * 10), 0)
    expect(speeds.at(60)).toBe(13.9)
    expect(speeds.at(140)).toBe(13.9)
  })
})
