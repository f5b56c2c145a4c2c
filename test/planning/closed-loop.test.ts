import { describe, expect, it } from 'vitest'
import { createConstantVelocityPlanner } from '../../planning/baselines/constant-velocity.ts'
import { createIdmPlanner } from '../../planning/baselines/idm.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import type { Planner, StageResult } from '../../src/core/ports.ts'
import type { Scene } from '../../src/core/scene.ts'
import type { Stamp } from '../../src/core/time.ts'
import { type Actor, gapTo, type LoopRecord, runClosedLoop } from './closed-loop.ts'
import { planAlong } from './path-plan.ts'
import { CAR, freshSensors } from './scene-fixtures.ts'

/** A planner with its state inside, as the pipeline holds it. */
function running<State>(planner: Planner<State>): (scene: Scene, plant: unknown, stamp: Stamp) => Trajectory {
  let state = planner.initialState()
  return (scene, _plant, stamp) => {
    const result = planner.plan(state, scene, stamp)
    if (result instanceof Promise) throw new Error('expected a baseline that answers at once')
    const { state: next, output }: StageResult<State, Trajectory> = result
    state = next
    return output
  }
}

const standingAt = (x: number): Actor => ({ id: 7, at: () => ({ x, y: 0, yaw: 0, speed: 0, acceleration: 0 }) })

/** Drives with `speed`, brakes with `braking` m/s² from `from` s on until it stands. */
function brakingLead(start: number, speed: number, braking: number, from: number): Actor {
  return {
    id: 7,
    at(time) {
      const stop = speed / braking
      const t = Math.min(stop, Math.max(0, time - from))
      const x = start + speed * Math.min(time, from) + speed * t - 0.5 * braking * t * t
      const isBraking = time > from && t < stop
      return { x, y: 0, yaw: 0, speed: speed - braking * t, acceleration: isBraking ? -braking : 0 }
    },
  }
}

const fromTime = (records: readonly LoopRecord[], time: number) => records.filter((record) => record.time >= time)
const worst = (values: readonly number[]) => Math.max(...values.map(Math.abs))

describe('the controlled car', () => {
  it('stays within 5 cm of a circle of 50 m at 10 m/s', () => {
    // Lower half of a circle about (0, 50): driven for a quarter turn.
    const path = { y: (x: number) => 50 - Math.sqrt(Math.max(1, 2500 - x * x)) }
    const { records } = runClosedLoop({
      seconds: 6,
      start: { speed: 10, frontWheelAngle: Math.atan(2.7 / 50) },
      plan: (_scene, plant, stamp) => planAlong(path, plant, 10, stamp),
    })
    const errors = records
      .filter(({ plant }) => plant.x < 42)
      .map(({ plant }) => Math.hypot(plant.x, plant.y - 50) - 50)
    expect(errors.length).toBeGreaterThan(400)
    expect(worst(errors)).toBeLessThan(0.05)
  })

  it.each([
    { delayTicks: 0, bound: 0.15 },
    { delayTicks: 5, bound: 0.15 },
  ])('stays within $bound m of a slalom at 15 m/s with $delayTicks ticks of delay', ({ delayTicks, bound }) => {
    // Amplitude 1 m, wavelength 80 m: 1.4 m/s² of lateral acceleration.
    const path = { y: (x: number) => 1 - Math.cos((2 * Math.PI * x) / 80) }
    const { records } = runClosedLoop({
      seconds: 20,
      start: { speed: 15 },
      delayTicks,
      vehicle: { ...CAR, latency: { actuation: 0.05 + 0.01 * delayTicks } },
      plan: (_scene, plant, stamp) => planAlong(path, plant, 15, stamp),
    })
    expect(worst(fromTime(records, 3).map(({ plant }) => plant.y - path.y(plant.x)))).toBeLessThan(bound)
  })

  it.each([3, 10, 20, 35])('comes back from 1.5 m beside its lane at %d m/s without swinging over', (speed) => {
    const { records } = runClosedLoop({
      seconds: 15,
      start: { speed, y: 1.5 },
      delayTicks: 5,
      plan: (_scene, plant, stamp) => planAlong({ y: () => 0 }, plant, speed, stamp),
    })
    expect(worst(fromTime(records, 10).map(({ plant }) => plant.y))).toBeLessThan(0.05)
    expect(Math.min(...records.map(({ plant }) => plant.y))).toBeGreaterThan(-0.15)
  })

  it('takes out a heading error of 10 degrees', () => {
    const { records } = runClosedLoop({
      seconds: 10,
      start: { speed: 12, yaw: 0.17 },
      plan: (_scene, plant, stamp) => planAlong({ y: () => 0 }, plant, 12, stamp),
    })
    expect(worst(fromTime(records, 8).map(({ plant }) => plant.y))).toBeLessThan(0.05)
    expect(worst(fromTime(records, 8).map(({ plant }) => plant.yaw))).toBeLessThan(0.01)
  })

  it('starts from standstill and reaches the planned speed without overshooting by 0.3 m/s', () => {
    const { records } = runClosedLoop({ seconds: 30, plan: running(createIdmPlanner(CAR, { desiredSpeed: 8 })) })
    const speeds = records.map(({ plant }) => plant.speed)
    expect(Math.max(...speeds)).toBeLessThan(8.3)
    expect(speeds.at(-1)).toBeGreaterThan(7)
  })
})

describe('behind a leader', () => {
  it('idm stops behind a standing car, never leaves service and stays where it stopped', () => {
    const lead = standingAt(150)
    const { records } = runClosedLoop({
      seconds: 40,
      start: { speed: 15 },
      actors: [lead],
      plan: running(createIdmPlanner(CAR)),
    })
    const gaps = records.map((record) => gapTo(lead, record))
    expect(Math.min(...gaps)).toBeGreaterThan(0.5)
    expect(records.at(-1)!.plant.speed).toBeLessThan(0.02)
    expect(gaps.at(-1)).toBeLessThan(4)
    expect(records.every(({ command }) => command.mode === 'drive' && command.acceleration >= -3.5)).toBe(true)
    const settled = fromTime(records, 38).map(({ plant }) => plant.x)
    expect(settled.at(-1)! - settled[0]!).toBeLessThan(0.01)
  })

  it.each([
    { speed: 14, headway: 1.5 },
    { speed: 25, headway: 1.5 },
    { speed: 33, headway: 1.2 },
  ])('idm does not hit a leader that brakes with 3.5 m/s² from $speed m/s, $headway s ahead', ({ speed, headway }) => {
    const lead = brakingLead(3.6 + 2.25 + headway * speed, speed, 3.5, 2)
    const { records } = runClosedLoop({
      seconds: 30,
      start: { speed },
      actors: [lead],
      delayTicks: 5,
      plan: running(createIdmPlanner(CAR, { desiredSpeed: speed })),
    })
    expect(Math.min(...records.map((record) => gapTo(lead, record)))).toBeGreaterThan(0.3)
    expect(records.at(-1)!.plant.speed).toBeLessThan(0.05)
  })

  it('the supervisor keeps constant velocity from hitting a leader that brakes fully', () => {
    const lead = brakingLead(3.6 + 2.25 + 1.5 * 20, 20, 8, 2)
    const { records, warnings } = runClosedLoop({
      seconds: 12,
      start: { speed: 20 },
      actors: [lead],
      delayTicks: 5,
      plan: running(createConstantVelocityPlanner(CAR)),
    })
    expect(Math.min(...records.map((record) => gapTo(lead, record)))).toBeGreaterThan(0)
    expect(Math.min(...records.map(({ command }) => command.acceleration))).toBeLessThan(-5)
    expect(warnings.filter(({ code }) => code === 'supervisor-emergency-collision')).toHaveLength(1)
    for (const { command, supervised } of records) {
      if (command.acceleration < -4) expect(supervised.threat).not.toBeNull()
      if (command.mode === 'emergency') expect(command.reason).toMatch(/collision.*object 7/)
    }
  })

  it('the supervisor stops constant velocity before a standing car inside the minimal-risk envelope', () => {
    const lead = standingAt(150)
    const { records } = runClosedLoop({
      seconds: 25,
      start: { speed: 15 },
      actors: [lead],
      plan: running(createConstantVelocityPlanner(CAR)),
    })
    expect(Math.min(...records.map((record) => gapTo(lead, record)))).toBeGreaterThan(0.2)
    expect(Math.min(...records.map(({ command }) => command.acceleration))).toBeGreaterThanOrEqual(-4)
    expect(records.some(({ command }) => command.mode === 'minimal-risk')).toBe(true)
  })

  it('a car in the next lane changes nothing', () => {
    const beside: Actor = {
      id: 3,
      at: (time) => ({ x: 20 + 10 * time, y: 3.6, yaw: 0, speed: 10, acceleration: 0 }),
    }
    const options = { seconds: 10, start: { speed: 20 }, plan: () => null }
    const plan = () => running(createIdmPlanner(CAR, { desiredSpeed: 20 }))
    const alone = runClosedLoop({ ...options, plan: plan() })
    const accompanied = runClosedLoop({ ...options, plan: plan(), actors: [beside] })
    expect(accompanied.records.map(({ command }) => command)).toEqual(alone.records.map(({ command }) => command))
  })
})

describe('when inputs fail', () => {
  it('a wheel speed that stops coming leads to a braking stop in lane, with the reason in the command', () => {
    const { records, warnings } = runClosedLoop({
      seconds: 20,
      start: { speed: 20, frontWheelAngle: Math.atan(2.7 / 400) },
      plan: running(createConstantVelocityPlanner(CAR)),
      newest: (stamp) => freshSensors(stamp).set('wheel-speeds', Math.min(stamp, 3e9)),
    })
    expect(fromTime(records, 0.1).find(({ command }) => command.mode !== 'drive')?.time).toBeCloseTo(4.01, 6)
    const last = records.at(-1)!
    expect(last.plant.speed).toBe(0)
    expect(last.command).toMatchObject({ mode: 'minimal-risk', turnSignal: 'hazard' })
    expect(last.command.reason).toContain('speed-stale')
    expect(Math.min(...records.map(({ command }) => command.acceleration))).toBeGreaterThanOrEqual(-4)
    // Still on its circle of 400 m about (0, 400).
    expect(Math.abs(Math.hypot(last.plant.x, last.plant.y - 400) - 400)).toBeLessThan(0.3)
    expect(warnings.map(({ code }) => code)).toEqual(['supervisor-minimal-risk-speed-stale'])
  })

  it('a planner that dies leads to a stop, and driving goes on a second after it is back', () => {
    const planner = running(createConstantVelocityPlanner(CAR))
    let last: Trajectory | null = null
    const { records } = runClosedLoop({
      seconds: 6,
      start: { speed: 20 },
      plan: (scene, plant, stamp) => (last = stamp > 2e9 && stamp < 4e9 ? last : planner(scene, plant, stamp)),
    })
    const modeAt = (time: number) => fromTime(records, time)[0]!.command.mode
    expect([modeAt(2.3), modeAt(2.6), modeAt(4.5), modeAt(5.1)]).toEqual([
      'drive',
      'minimal-risk',
      'minimal-risk',
      'drive',
    ])
    expect(fromTime(records, 4)[0]!.plant.speed).toBeLessThan(18)
  })
})
