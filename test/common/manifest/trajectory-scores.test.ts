import { describe, expect, it } from 'vitest'
import { decodeTrajectoryScores } from '../../../src/common/manifest/decoders/trajectory-scores.ts'
import type { TrajectoryScoreColumn, TrajectoryScoresDecoding } from '../../../src/common/manifest/manifest.ts'
import { parseManifest } from '../../../src/common/manifest/parse-manifest.ts'
import type { Tensor } from '../../../src/core/tensor.ts'

const logit = (probability: number) => Math.log(probability / (1 - probability))
const COLUMNS: readonly TrajectoryScoreColumn[] = [
  { score: 'imitation', combine: 'choice', weight: 0.5 },
  { score: 'nc', combine: 'factor', weight: 2 },
  { score: 'ttc', combine: 'mean', weight: 3 },
  { score: 'ep', combine: 'mean', weight: 1 },
  { score: 'spare', combine: 'none', weight: 1 },
]
/** Three trajectories of two poses: straight on, to the left, standing. */
const DECODING: TrajectoryScoresDecoding = {
  kind: 'trajectory-scores',
  times: [1, 2],
  trajectories: [10, 0, 0, 20, 0, 0, 9, 1, 0.2, 17, 4, 0.5, 0, 0, 0, 0, 0, 0],
  columns: COLUMNS,
  alternatives: 1,
  blend: 0,
  refinement: null,
}
/** [imitation logit, nc, ttc, ep, spare] as a probability each but the first. */
function scores(rows: readonly (readonly number[])[]): Tensor {
  const data = Float32Array.from(
    rows.flatMap(([imitation, ...others]) => [imitation!, ...others.map((value) => logit(value))]),
  )
  return { type: 'float32', shape: [1, rows.length, COLUMNS.length], data }
}

describe('scores of a vocabulary of trajectories', () => {
  it('multiply choice and factors with the weighted mean of the others', () => {
    const rows = [
      [2, 0.9, 0.8, 0.6, 0.5],
      [1, 0.5, 0.9, 0.9, 0.5],
      [0, 0.99, 0.5, 0.1, 0.5],
    ]
    const total = Math.exp(2) + Math.exp(1) + Math.exp(0)
    const by = rows.map(([x, nc, ttc, ep]) => Math.sqrt(Math.exp(x!) / total) * nc! ** 2 * ((3 * ttc! + ep!) / 4))
    const { ranked } = decodeTrajectoryScores(scores(rows), DECODING, 'scores', {})
    expect(ranked.map(({ trajectory }) => trajectory)).toEqual([0, 2])
    for (const { trajectory, score } of ranked) expect(Math.exp(score)).toBeCloseTo(by[trajectory]!, 6)
    expect(ranked[0]!.points).toEqual([
      { time: 1, x: 10, y: 0, yaw: 0, speed: null },
      { time: 2, x: 20, y: 0, yaw: 0, speed: null },
    ])
  })

  it('rank what breaks a factor last, however well it imitates, and without underflow', () => {
    const rows = [
      [80, 1e-6, 0.9, 0.9, 0.5],
      [0, 0.999, 0.9, 0.9, 0.5],
      [0, 0.999, 0.9, 0.8, 0.5],
    ]
    const strict = { ...DECODING, columns: COLUMNS.map((one) => (one.score === 'nc' ? { ...one, weight: 30 } : one)) }
    const { ranked } = decodeTrajectoryScores(scores(rows), { ...strict, alternatives: 2 }, 'scores', {})
    expect(ranked.map(({ trajectory }) => trajectory)).toEqual([1, 2, 0])
    expect(ranked.every(({ score }) => Number.isFinite(score))).toBe(true)
  })

  it('rank nothing when one of them is not a number', () => {
    const tensor = scores([
      [0, 0.5, 0.5, 0.5, 0.5],
      [0, 0.5, 0.5, 0.5, 0.5],
      [Number.NaN, 0.5, 0.5, 0.5, 0.5],
    ])
    expect(decodeTrajectoryScores(tensor, DECODING, 'scores', {}).ranked).toEqual([])
  })

  it('blend the best with those around it by score, so that who of equals wins does not matter', () => {
    // The first two are √((1² + 3²)/2 + 1/2 + 4²/2) apart, the third far away.
    const blended = (first: number, second: number, blend: number) => {
      const rows = [
        [0, first, 0.5, 0.5, 0.5],
        [0, second, 0.5, 0.5, 0.5],
        [0, 0.1, 0.5, 0.5, 0.5],
      ]
      return decodeTrajectoryScores(scores(rows), { ...DECODING, blend }, 'scores', {}).ranked
    }
    const [best, other] = blended(0.9, 0.9, 10)
    // d² = 13.5: the neighbour counts (1 - 0.135)² times its share.
    const share = 0.865 ** 2 / (1 + 0.865 ** 2)
    expect(best!.trajectory).toBe(0)
    expect(best!.points[1]!.x).toBeCloseTo(20 - 3 * share, 9)
    expect(best!.points[1]!.y).toBeCloseTo(4 * share, 9)
    expect(best!.points[1]!.yaw).toBeCloseTo(0.5 * share, 9)
    // What was blended in is no alternative.
    expect(other!.trajectory).toBe(2)
    const [less] = blended(0.9, 0.3, 10)
    expect(less!.points[1]!.y).toBeCloseTo((4 * 0.865 ** 2) / (9 + 0.865 ** 2), 6)
    expect(blended(0.9, 0.9, 3.6).map(({ trajectory }) => trajectory)).toEqual([0, 1])
    expect(blended(0.9, 0.9, 3.6)[0]!.points[1]).toEqual({ time: 2, x: 20, y: 0, yaw: 0, speed: null })
  })

  it('move each trajectory by what another output says, no farther than the scale', () => {
    const rows = [
      [0, 0.5, 0.5, 0.5, 0.5],
      [5, 0.5, 0.5, 0.5, 0.5],
      [0, 0.5, 0.5, 0.5, 0.5],
    ]
    const data = Float32Array.from([...Array(6).fill(0), 0.5, -1, 0.5, 7, Number.NaN, -9, ...Array(6).fill(0)])
    const refinement: Tensor = { type: 'float32', shape: [1, 3, 1, 6], data }
    const decoding = { ...DECODING, refinement: { output: 'moved', scale: [2, 1, 0.1] } }
    const { ranked } = decodeTrajectoryScores(scores(rows), decoding, 'scores', { moved: refinement })
    expect(ranked[0]!.points).toEqual([
      { time: 1, x: 10, y: 0, yaw: 0.25, speed: null },
      { time: 2, x: 19, y: 4, yaw: 0.4, speed: null },
    ])
    const short: Tensor = { ...refinement, shape: [1, 3, 1, 5], data: data.subarray(0, 15) }
    expect(() => decodeTrajectoryScores(scores(rows), decoding, 'scores', { moved: short })).toThrow(
      /expected 18 elements in the output moved, found float32 \[1, 3, 1, 5\]/,
    )
    expect(() => decodeTrajectoryScores(scores(rows), decoding, 'scores', {})).toThrow(/in the output moved, found/)
  })

  it('are refused in another number than trajectories and columns make', () => {
    const tensor = scores([[0, 0.5, 0.5, 0.5, 0.5]])
    expect(() => decodeTrajectoryScores(tensor, DECODING, 'scores', {})).toThrow(/expected 3 trajectories of 5 columns/)
  })

  it.each([
    [{ trajectories: [1, 2, 3] }, /6 numbers a trajectory/],
    [{ columns: [{ score: 'a', combine: 'none' }] }, /one that takes part in the score/],
    [{ columns: [{ score: 'a', combine: 'sum' }] }, /choice, factor, mean, none/],
    [{ times: [2, 1] }, /rising/],
    [{ alternatives: 1.5 }, /a whole number/],
    [{ blend: -1 }, /a number from 0 to 100/],
    [{ refinement: { output: 'moved', scale: [1, 0, 1] } }, /three positive numbers/],
  ])('are refused in a manifest with %j', (part, message) => {
    const decode = {
      kind: 'trajectory-scores',
      times: [1, 2],
      trajectories: [1, 0, 0, 2, 0, 0],
      columns: [{ score: 'a', combine: 'factor' }],
      ...part,
    }
    const text = JSON.stringify({
      manifest: 1,
      name: 'mine',
      model: { file: 'm.onnx', sha256: '0'.repeat(64) },
      inputs: [{ name: 'ego', shape: [1, 1], source: { kind: 'constant', values: [0] } }],
      outputs: [{ name: 'scores', decode }],
    })
    expect(() => parseManifest(text, 'm.json')).toThrow(message)
  })
})
