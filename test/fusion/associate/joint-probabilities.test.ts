import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JointProbabilities } from '../../../fusion/associate/joint-probabilities.ts'

/** Marginals by listing every one-to-one assignment. */
function enumerated(ratios: readonly number[], tracks: number, detections: number): number[] {
  const sums = new Array<number>(tracks * detections).fill(0)
  let total = 0
  const choose = (track: number, weight: number, used: readonly number[]): void => {
    if (track === tracks) {
      total += weight
      used.forEach((detection, i) => {
        if (detection >= 0) sums[i * detections + detection]! += weight
      })
      return
    }
    choose(track + 1, weight, [...used, -1])
    for (let d = 0; d < detections; d++) {
      const ratio = ratios[track * detections + d]!
      if (ratio > 0 && !used.includes(d)) choose(track + 1, weight * ratio, [...used, d])
    }
  }
  choose(0, 1, [])
  return sums.map((sum) => sum / total)
}

function marginals(ratios: readonly number[], tracks: number, detections: number): Float64Array {
  const out = new Float64Array(tracks * detections)
  new JointProbabilities().marginals(out, Float64Array.from(ratios), tracks, detections)
  return out
}

describe('joint association probabilities', () => {
  it('equal the sum over all assignments', () => {
    const group = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .chain(([tracks, detections]) =>
        fc.record({
          tracks: fc.constant(tracks),
          detections: fc.constant(detections),
          ratios: fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 100, noNaN: true })), {
            minLength: tracks * detections,
            maxLength: tracks * detections,
          }),
        }),
      )
    fc.assert(
      fc.property(group, ({ tracks, detections, ratios }) => {
        const expected = enumerated(ratios, tracks, detections)
        marginals(ratios, tracks, detections).forEach((value, i) => {
          expect(value).toBeCloseTo(expected[i]!, 9)
        })
      }),
    )
  })

  it('share one detection between two tracks by their likelihoods, and leave room for a miss', () => {
    const [first, second] = marginals([3, 1], 2, 1)
    expect(first).toBeCloseTo(3 / 5, 12)
    expect(second).toBeCloseTo(1 / 5, 12)
  })

  it('refuse groups that would take too long', () => {
    expect(() => marginals(new Array(9).fill(1), 1, 9)).toThrow(/at most 8/)
  })
})
