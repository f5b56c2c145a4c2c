import { describe, expect, it } from 'vitest'
import { TrajectoryPreference } from '../../../planning/e2e/trajectory-preference.ts'
import type { RankedTrajectory } from '../../../src/common/manifest/decoders/trajectory-scores.ts'
import type { TrackedObject } from '../../../src/core/scene.ts'
import { CAR, egoState, sceneAt, trackedObject } from '../scene-fixtures.ts'

/** Straight to x, and over to y by its end, in 4 s. */
function to(x: number, y: number, score: number): RankedTrajectory {
  const points = [1, 2, 3, 4].map((time) => ({ time, x: 0.25 * x * time, y: 0.25 * y * time, yaw: 0, speed: null }))
  return { trajectory: 0, score, points }
}

/** The same way, more slowly and more slowly, to a stand. */
function stopAt(x: number, y: number, score: number): RankedTrajectory {
  const { points, ...rest } = to(x, y, score)
  const share = (time: number) => 1 - (1 - time / 4) ** 2
  return { ...rest, points: points.map((point) => ({ ...point, x: x * share(point.time), y: y * share(point.time) })) }
}

/** The end of what is preferred at each moment; `speed` m/s, moments `step` s apart. */
function preferred(
  moments: number,
  candidates: (moment: number) => readonly RankedTrajectory[],
  { speed = 0, step = 0.1, objects = [] as readonly TrackedObject[] } = {},
): readonly (readonly [number, number])[] {
  const preference = new TrajectoryPreference(CAR)
  return Array.from({ length: moments }, (_, i) => {
    const stamp = Math.round(i * step * 1e9)
    const scene = sceneAt(stamp, { ego: egoState({ stamp, speed }), objects: [...objects] })
    const end = preference.order(candidates(i), scene, stamp)[0]!.points.at(-1)!
    return [end.x, end.y] as const
  })
}

describe('what is preferred among trajectories of like score', () => {
  it('goes on with the last plan while two take turns to be the better one by little, and leaves it for a much better one', () => {
    const taking = (lead: number) => (i: number) => [
      to(40, 3, i % 2 === 0 ? 0 : -lead),
      to(40, -3, i % 2 === 1 ? 0 : -lead),
    ]
    expect(new Set(preferred(20, taking(0.3), { speed: 10 }).map(([, y]) => y))).toEqual(new Set([3]))
    expect(preferred(4, taking(2), { speed: 10 }).map(([, y]) => y)).toEqual([3, -3, 3, -3])
  })

  it('knows the last plan again though the car has driven on along it', () => {
    // 10 m/s all the time: where the car is 0.4 s later, the same plan leads 40 m ahead again.
    const ends = preferred(2, (i) => (i === 0 ? [to(40, 0, 0), to(20, 0, -1)] : [to(20, 0, 0), to(40, 0, -0.3)]), {
      speed: 10,
      step: 0.4,
    })
    expect(ends.map(([x]) => x)).toEqual([40, 40])
  })

  it('stops where it wanted to stop, and not a little farther each time; drives on where the way is free', () => {
    // 4 m/s, and the better score always for the stop that is 8 m ahead of where the car has got.
    const stopping = (i: number) => [stopAt(8, 0, 0), stopAt(8 - 0.4 * i, 0, -1.5), to(20, 0, -3)]
    const ends = preferred(8, stopping, { speed: 4 }).map(([x]) => x)
    expect(ends.slice(0, 3)).toEqual([8, 8, 8])
    expect(ends.slice(6)).toEqual([8 - 0.4 * 6, 8 - 0.4 * 7])
    const free = (i: number) => (i < 3 ? stopping(i) : [...stopping(i), to(40, 0, 0.5)])
    expect(preferred(8, free, { speed: 4 }).at(-1)).toEqual([40, 0])
    // What cannot be reached any more by braking gently holds nobody.
    expect(preferred(8, stopping, { speed: 7 }).at(-1)).toEqual([8, 0])
  })

  it('drives on after a stand where that is hardly worse, and never where it is much worse', () => {
    const standing = (worse: number) => () => [to(0, 0, 0), to(10, 0, -worse)]
    const hardly = preferred(250, standing(0.8)).map(([x]) => x)
    expect(hardly.slice(0, 30)).toEqual(Array(30).fill(0))
    expect(hardly.at(-1)).toBe(10)
    expect(new Set(preferred(600, standing(4)).map(([x]) => x))).toEqual(new Set([0]))
    expect(new Set(preferred(250, standing(0.8), { speed: 2 }).map(([x]) => x))).toEqual(new Set([0]))
  })

  it('looks for a way past what stands as long as the car, though it is much worse than to stand on', () => {
    const objects = [trackedObject({ position: [14, 0, 0], velocity: [0, 0], size: [4.5, 1.8, 1.5] })]
    const ends = preferred(250, () => [to(0, 0, 0), to(12, -6, -5), to(30, 0, -1)], { objects })
    expect(ends[100]).toEqual([0, 0])
    expect(ends.at(-1)).toEqual([12, -6])
    const free = preferred(250, () => [to(0, 0, 0), to(12, -6, -5)])
    expect(free.at(-1)).toEqual([0, 0])
    const passer = trackedObject({ id: 2, position: [2, 3.5, 0], velocity: [20, 0] })
    const into = preferred(250, () => [to(0, 0, -4), to(30, 0, -1)], { objects: [...objects, passer] })
    expect(into.at(-1)).toEqual([0, 0])
  })

  it('stops where it can still steer past what stands, passes it, and does not lead into it', () => {
    const objects = [trackedObject({ position: [15, 0, 0], velocity: [0, 0], size: [4.5, 1.8, 1.5] })]
    const close = stopAt(8, 0, 0)
    const far = stopAt(4, 0, -0.5)
    const through = to(40, 0, 0.5)
    const past = to(40, 12, -0.7)
    expect(preferred(1, () => [through, close, far], { objects })).toEqual([[4, 0]])
    expect(preferred(1, () => [through, close, far])).toEqual([[40, 0]])
    expect(preferred(1, () => [close, past], { objects })).toEqual([[40, 12]])
    const driving = [trackedObject({ position: [15, 0, 0], velocity: [8, 0], size: [4.5, 1.8, 1.5] })]
    expect(preferred(1, () => [through, close, far], { objects: driving })).toEqual([[40, 0]])
  })

  it('leaves no room before what is ahead of a bend that it drives through', () => {
    const objects = [trackedObject({ position: [15, 0, 0], velocity: [0, 0], size: [4.5, 1.8, 1.5] })]
    expect(preferred(1, () => [to(8, 0, 0), to(4, 0, -1.5)], { objects })).toEqual([[8, 0]])
    expect(preferred(1, () => [stopAt(8, 0, 0), stopAt(4, 0, -1.5)], { objects })).toEqual([[4, 0]])
  })

  it('sees what stands 100 m ahead on a motorway in time', () => {
    const objects = [trackedObject({ position: [100, 0, 0], velocity: [0, 0], size: [4.5, 1.8, 1.5] })]
    const changing = () => [to(110, 0, 0), to(105, 3.5, -3)]
    expect(preferred(1, changing, { speed: 27, objects })).toEqual([[105, 3.5]])
    expect(preferred(1, changing, { speed: 27 })).toEqual([[110, 0]])
  })

  it('waits less long where others drive past beside it, and as long while it creeps', () => {
    const stalled = trackedObject({ position: [14, 0, 0], velocity: [0, 0], size: [4.5, 1.8, 1.5] })
    const passer = trackedObject({ id: 2, position: [2, 3.5, 0], velocity: [20, 0] })
    const ways = () => [to(0, 0, 0), to(12, -6, -5)]
    const leaves = (objects: readonly TrackedObject[], speed = 0) =>
      preferred(250, ways, { objects, speed }).findIndex(([x]) => x > 0)
    const alone = leaves([stalled])
    expect(alone).toBeGreaterThan(150)
    expect(leaves([stalled, passer])).toBeLessThan(100)
    expect(leaves([stalled], 0.2)).toBe(alone)
    expect(leaves([stalled], 3)).toBe(-1)
  })

  it('goes through with a way past that it has begun, until it has got away', () => {
    const preference = new TrajectoryPreference(CAR)
    const objects = [trackedObject({ position: [14, 0, 0], velocity: [0, 0], size: [4.5, 1.8, 1.5] })]
    const ends: number[] = []
    for (let i = 0; i < 300; i++) {
      const stamp = i * 1e8
      const speed = i < 200 ? 0 : 2
      const scene = sceneAt(stamp, { ego: egoState({ stamp, speed }), objects })
      ends.push(preference.order([to(0, 0, 0), to(12, -6, -5)], scene, stamp)[0]!.points.at(-1)!.x)
    }
    expect(ends.slice(180, 255)).toEqual(Array(75).fill(12))
    expect(ends.at(-1)).toBe(0)
  })

  it('gives way to who crosses its way at the same time, and not to who is past by then or comes from behind', () => {
    const crossing = (y: number) => [trackedObject({ position: [22, y, 0], velocity: [0, 5], yaw: Math.PI / 2 })]
    const on = to(40, 0, 0)
    const slower = to(12, 0, -0.6)
    // Both are 22 m ahead after two seconds; or it is past by 10 m.
    expect(preferred(1, () => [on, slower], { speed: 10, objects: crossing(-10) })).toEqual([[12, 0]])
    expect(preferred(1, () => [on, slower], { speed: 10, objects: crossing(2) })).toEqual([[40, 0]])
    const behind = [trackedObject({ position: [-12, 0, 0], velocity: [15, 0] })]
    expect(preferred(1, () => [slower, on], { speed: 10, objects: behind })).toEqual([[40, 0]])
    expect(preferred(1, () => [to(12, 0, 0), to(40, 0, -0.6)], { speed: 10, objects: behind })).toEqual([[12, 0]])
  })
})
