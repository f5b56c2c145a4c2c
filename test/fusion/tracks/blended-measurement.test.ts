import { describe, expect, it } from 'vitest'
import { Measurement } from '../../../fusion/filters/measurement.ts'
import { BoxMeasurement } from '../../../fusion/models/box-measurement.ts'
import { BlendedMeasurement } from '../../../fusion/tracks/blended-measurement.ts'
import { settleHeading } from '../../../fusion/tracks/heading.ts'
import { RobustBoxMeasurement } from '../../../fusion/tracks/robust-box-measurement.ts'

function boxAt(x: number, y: number, variance: number, model = new BoxMeasurement()): BoxMeasurement {
  model.x = x
  model.y = y
  model.covariance.set([variance, 0, 0, 0, variance, 0, 0, 0, 0.01])
  return model
}

function linearized(model: { linearize(out: Measurement, x: Float64Array): void }, x = new Float64Array(6)) {
  const out = new Measurement(6, 4)
  model.linearize(out, x)
  return out
}

describe('a blended measurement', () => {
  it('of one sure detection is that detection', () => {
    const blended = new BlendedMeasurement(4)
    blended.add(boxAt(1, 2, 0.04), 1)
    const out = linearized(blended)
    const alone = linearized(boxAt(1, 2, 0.04))
    for (let i = 0; i < 3; i++) expect(out.residual[i]).toBeCloseTo(alone.residual[i]!, 12)
    for (let i = 0; i < 9; i++) expect(out.covariance[i]).toBeCloseTo(alone.covariance[i]!, 12)
    expect([...out.jacobian.slice(0, 18)]).toEqual([...alone.jacobian.slice(0, 18)])
  })

  it('of two equally likely ones lies between them and is as uncertain as they are apart', () => {
    const blended = new BlendedMeasurement(4)
    blended.add(boxAt(1, 0, 0.04), 0.5)
    blended.add(boxAt(3, 0, 0.04), 0.5)
    const out = linearized(blended)
    expect(out.residual[0]).toBeCloseTo(2, 12)
    expect(out.covariance[0]).toBeCloseTo(0.04 + 1, 12)
    expect(out.covariance[4]).toBeCloseTo(0.04, 12)
  })

  it('is wider by the probability that no detection is right', () => {
    const blended = new BlendedMeasurement(4)
    blended.add(boxAt(1, 0, 0.04), 0.25)
    expect(linearized(blended).covariance[0]).toBeCloseTo(0.16, 12)
  })
})

describe('a robust box measurement', () => {
  it('keeps the variance of a plausible heading and widens that of a blunder, but never the position', () => {
    const robust = boxAt(1, 2, 0.04, new RobustBoxMeasurement())
    robust.yaw = 0.2
    expect(linearized(robust).covariance[8]).toBeCloseTo(0.01, 12)
    robust.yaw = 1.2
    const out = linearized(robust)
    expect(out.covariance[8]).toBeCloseTo((0.1 * 1.2) / 3, 12)
    expect(out.covariance[0]).toBeCloseTo(0.04, 12)
  })
})

describe('settling a heading', () => {
  const states = (yaw: number, speed: number) => ({
    probabilities: Float64Array.of(1),
    means: [Float64Array.of(0, 0, yaw, speed, 0.1, 1)],
    covariances: [Float64Array.from({ length: 36 }, (_, i) => 1 + (i % 7))],
  })

  it('turns a track round that most detections contradict, and leaves its motion as it is', () => {
    const turned = states(0.5, -3)
    expect(settleHeading(turned, -3, -2)).toBeGreaterThan(0)
    const x = turned.means[0]!
    expect(x[2]).toBeCloseTo(0.5 - Math.PI, 12)
    expect(x[3]).toBe(3)
    expect(x[4]).toBe(0.1)
    expect(x[3]! * Math.cos(x[2]!)).toBeCloseTo(-3 * Math.cos(0.5), 12)
  })

  it('leaves a track alone on a single contrary vote, and does not collect votes without end', () => {
    const kept = states(0.5, 0)
    expect(settleHeading(kept, 0, -1)).toBe(-1)
    expect(settleHeading(kept, 20, 1e6)).toBeLessThan(100)
    expect(kept.means[0]![2]).toBe(0.5)
  })
})
