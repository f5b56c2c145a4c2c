import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMotionState, motionAt, type ScriptedMotion } from '../../../src/simulation/sensors/scripted-path.ts'
import { SCRIPTED_SCENES } from '../../../src/simulation/sensors/scripted-scenes.ts'

const STEP = 1e-4

/** Derivatives at `time` from two neighbours, where the motion has none of its kinks between them. */
function differences(motion: ScriptedMotion, time: number) {
  const before = motionAt(motion, time - STEP, createMotionState())
  const after = motionAt(motion, time + STEP, createMotionState())
  const rate = (a: number, b: number) => (b - a) / (2 * STEP)
  return {
    vx: rate(before.x, after.x),
    vy: rate(before.y, after.y),
    ax: rate(before.vx, after.vx),
    ay: rate(before.vy, after.vy),
    yawRate: rate(0, Math.atan2(Math.sin(after.yaw - before.yaw), Math.cos(after.yaw - before.yaw))),
  }
}

const motions = fc.record({
  x: fc.double({ min: -50, max: 50, noNaN: true }),
  y: fc.double({ min: -50, max: 50, noNaN: true }),
  yaw: fc.double({ min: -3, max: 3, noNaN: true }),
  curvature: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
  speed: fc.double({ min: 0, max: 20, noNaN: true }),
  accelerations: fc.constantFrom([], [{ from: 1, acceleration: -3 }], [{ from: 0, acceleration: 2 }]),
  shifts: fc.constantFrom([], [{ station: 5, length: 30, offset: 3 }], [{ station: 0, length: 20, offset: -2 }]),
})

describe('a scripted motion', () => {
  it('has the velocity, yaw rate and acceleration of its own positions', () => {
    fc.assert(
      fc.property(motions, fc.integer({ min: 1, max: 99 }), (motion, tenths) => {
        // Off the whole tenths, where accelerations change; stops fall on any time and are left out by their speed.
        const time = 0.05 + tenths / 20 + 0.003
        const state = motionAt(motion, time, createMotionState())
        const speed = Math.hypot(state.vx, state.vy)
        if (speed < 0.5) return
        const expected = differences(motion, time)
        expect(state.vx).toBeCloseTo(expected.vx, 4)
        expect(state.vy).toBeCloseTo(expected.vy, 4)
        expect(state.yawRate).toBeCloseTo(expected.yawRate, 4)
        const along = (expected.ax * state.vx + expected.ay * state.vy) / speed
        const across = (expected.ay * state.vx - expected.ax * state.vy) / speed
        expect(state.acceleration).toBeCloseTo(along, 4)
        expect(state.lateralAcceleration).toBeCloseTo(across, 4)
      }),
    )
  })

  it('stops once and stays where it stopped', () => {
    const motion = { x: 0, y: 0, yaw: 0, speed: 10, accelerations: [{ from: 1, acceleration: -5 }] }
    const stopped = motionAt(motion, 3.5, createMotionState())
    const later = motionAt(motion, 9, createMotionState())
    expect(stopped.x).toBeCloseTo(20, 9)
    expect(later).toEqual(stopped)
    expect(later.acceleration).toBe(0)
  })
})

describe.each(SCRIPTED_SCENES.map((scene) => [scene.name, scene] as const))('the scene %s', (_name, scene) => {
  it('keeps its road users apart from ego and from one another', () => {
    const ids = new Set(scene.objects.map(({ id }) => id))
    expect(ids.size).toBe(scene.objects.length)
    for (let time = 0; time <= scene.duration; time += 0.1) {
      const ego = motionAt(scene.ego, time, createMotionState())
      const centre = { x: ego.x + 1.35 * Math.cos(ego.yaw), y: ego.y + 1.35 * Math.sin(ego.yaw) }
      for (const { motion, id } of scene.objects) {
        const other = motionAt(motion, time, createMotionState())
        expect(Math.hypot(other.x - centre.x, other.y - centre.y), `${id} at ${time} s`).toBeGreaterThan(1.8)
      }
    }
  })
})
