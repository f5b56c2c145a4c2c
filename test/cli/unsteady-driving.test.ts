import { describe, expect, it } from 'vitest'
import { UnsteadyDriving } from '../../src/cli/unsteady-driving.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import { stampFromSeconds } from '../../src/core/time.ts'

const TURN = 10

/** Straight on at `speed`. */
function plan(speed: number): Trajectory {
  const points = Array.from({ length: 21 }, (_, i) => {
    const time = 0.2 * i
    return { time, x: speed * time, y: 0, yaw: 0, speed, acceleration: 0, curvature: 0 }
  })
  return { stamp: 0, planner: 'even', points, reason: 'even' }
}

/** Where a drive at 8 m/s is meant to be 4 s later, in turns of one seed. */
function ends(seed: number, turns: number): { readonly x: number; readonly y: number }[] {
  const unsteady = new UnsteadyDriving(seed, TURN)
  return Array.from({ length: turns }, (_, i) => unsteady.disturb(plan(8), stampFromSeconds(TURN * i)).points.at(-1)!)
}

describe('unsteady driving', () => {
  it('stops, dawdles, hurries and drives beside the path, in turns', () => {
    const all = ends(1, 200)
    const share = (is: (end: { readonly x: number; readonly y: number }) => boolean) => all.filter(is).length / 200
    // At 8 m/s straight on is 32 m, and whoever brakes at 1 to 3 m/s² is still under way, or stands after 11 m at least.
    expect(share(({ x }) => x < 24)).toBeGreaterThan(0.2)
    expect(share(({ x }) => x > 30 && x < 32.5)).toBeGreaterThan(0.2)
    expect(share(({ y }) => Math.abs(y) > 0.5)).toBeGreaterThan(0.3)
    expect(share(({ y }) => Math.abs(y) < 0.01)).toBeGreaterThan(0.3)
    expect(Math.min(...all.map(({ x }) => x))).toBeGreaterThan(10)
    // The path's end is not driven past: who hurries arrives there earlier.
    expect(Math.max(...all.map(({ x }) => x))).toBeLessThan(32.6)
    const hurried = Array.from({ length: 40 }, (_, i) => new UnsteadyDriving(i, TURN).disturb(plan(8), 0))
    expect(hurried.some(({ points }) => points[5]!.x > 8.3)).toBe(true)
  })

  it('keeps to one mistake for a turn, the same for the same seed', () => {
    expect(ends(3, 20)).toEqual(ends(3, 20))
    expect(ends(4, 20)).not.toEqual(ends(3, 20))
    const unsteady = new UnsteadyDriving(3, TURN)
    const first = unsteady.disturb(plan(8), 0)
    expect(unsteady.disturb(plan(8), stampFromSeconds(5)).points).toEqual(first.points)
  })

  it('stands where it has stopped, and leaves alone what is no plan', () => {
    const standing = { ...plan(0), points: plan(0).points }
    for (let seed = 0; seed < 30; seed++) {
      const { points } = new UnsteadyDriving(seed, TURN).disturb(standing, 0)
      expect(Math.hypot(points.at(-1)!.x, points.at(-1)!.y)).toBeLessThan(1e-6)
    }
    const none = { ...plan(0), points: [] }
    expect(new UnsteadyDriving(1, TURN).disturb(none, 0)).toBe(none)
  })
})
