import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clusterTrajectories } from '../../../planning/training/recipes/planner/cluster-trajectories.ts'
import {
  mirrorOf,
  mirrorTrajectory,
  readVocabulary,
  TRAJECTORY_STRIDE,
  TRAJECTORY_TIMES,
  trajectoryAt,
  writeVocabulary,
} from '../../../planning/training/recipes/planner/trajectory-vocabulary.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-vocabulary-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Along an arc, 1/m, at a speed, m/s. */
function arc(speed: number, curvature: number): Float64Array {
  return Float64Array.from(
    TRAJECTORY_TIMES.flatMap((time) => {
      const yaw = curvature * speed * time
      if (curvature === 0) return [speed * time, 0, 0]
      return [Math.sin(yaw) / curvature, (1 - Math.cos(yaw)) / curvature, yaw]
    }),
  )
}

/** Many drives around four kinds: fast, slow, slow to the left, slow to the right. */
function drives(): Float64Array[] {
  const random = new Random(3)
  return Array.from({ length: 200 }, (_, i) => {
    const kinds = [
      [20, 0],
      [5, 0],
      [5, 0.1],
      [5, -0.1],
    ] as const
    const [speed, curvature] = kinds[i % kinds.length]!
    return arc(speed + random.between(-0.2, 0.2), curvature)
  })
}

describe('the vocabulary of trajectories', () => {
  it('finds the kinds of driving, each with its mirror image', () => {
    const { count, poses } = clusterTrajectories(drives(), 6, 1, 'arcs')
    expect(count).toBe(6)
    const ends = Array.from({ length: 6 }, (_, i) => [...trajectoryAt(poses, i).slice(-3, -1)])
    const near = (x: number, y: number) => ends.some(([a, b]) => Math.hypot(a! - x, b! - y) < 0.5)
    const [leftX, leftY] = [...arc(5, 0.1).slice(-3, -1)]
    for (const [x, y] of [
      [80, 0],
      [20, 0],
      [leftX!, leftY!],
      [leftX!, -leftY!],
    ] as const)
      expect(near(x, y)).toBe(true)
    const mirrored = new Float64Array(TRAJECTORY_STRIDE)
    for (let i = 0; i < count; i++) {
      mirrorTrajectory(trajectoryAt(poses, i), mirrored)
      expect([...trajectoryAt(poses, mirrorOf(i, count))]).toEqual([...mirrored])
    }
  })

  it('is the same for the same seed', () => {
    expect(clusterTrajectories(drives(), 6, 5, 'a').poses).toEqual(clusterTrajectories(drives(), 6, 5, 'b').poses)
  })

  it('comes back from its file as it was', () => {
    const path = join(folder, 'vocabulary.json')
    const vocabulary = clusterTrajectories(drives(), 6, 1, 'arcs')
    writeVocabulary(path, vocabulary)
    expect(readVocabulary(path)).toEqual(vocabulary)
  })

  it('is refused when its halves are not mirror images, or it is something else', () => {
    const path = join(folder, 'broken.json')
    const vocabulary = clusterTrajectories(drives(), 4, 1, 'arcs')
    writeVocabulary(path, vocabulary)
    const text = JSON.parse(readFileSync(path, 'utf8'))
    text.poses[3] += 1
    writeFileSync(path, JSON.stringify(text))
    expect(() => readVocabulary(path)).toThrow(/a second half that mirrors the first/)
    writeFileSync(path, JSON.stringify({ ...text, poses: text.poses.slice(0, TRAJECTORY_STRIDE) }))
    expect(() => readVocabulary(path)).toThrow(/an even number of trajectories/)
    expect(() => readVocabulary(join(folder, 'none.json'))).toThrow(/expected a vocabulary, found ENOENT/)
  })

  it('wants an even size and enough different trajectories', () => {
    expect(() => clusterTrajectories(drives(), 5, 1, '')).toThrow(/an even size of the vocabulary, found 5/)
    expect(() => clusterTrajectories([arc(5, 0), arc(6, 0)], 8, 1, '')).toThrow(/at least 4 different .* found 2/)
  })
})
