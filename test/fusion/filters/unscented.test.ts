import { describe, expect, it } from 'vitest'
import { Measurement } from '../../../fusion/filters/measurement.ts'
import type { MeasurementModel } from '../../../fusion/filters/measurement-model.ts'
import { predictExtended } from '../../../fusion/filters/predict.ts'
import { CUBATURE, UnscentedTransform } from '../../../fusion/filters/unscented.ts'
import { innovate, updateGated } from '../../../fusion/filters/update.ts'
import { FilterWorkspace } from '../../../fusion/filters/workspace.ts'
import { CartesianVelocity } from '../../../fusion/models/cartesian-velocity.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { angleDifference } from '../../../src/core/angle.ts'
import { expectClose } from './matrices.ts'

/** Range and bearing of the first two elements. */
class RangeAndBearing implements MeasurementModel {
  readonly maximalSize = 2
  linearize(out: Measurement, x: Float64Array): void {
    const range = Math.hypot(x[0]!, x[1]!)
    out.size = 2
    out.residual[0] = 10 - range
    out.residual[1] = angleDifference(0, Math.atan2(x[1]!, x[0]!))
    out.jacobian.set([x[0]! / range, x[1]! / range, -x[1]! / range ** 2, x[0]! / range ** 2])
    out.covariance.set([0.01, 0, 0, 1e-4])
  }
}

describe.each([
  ['cubature points', CUBATURE],
  ['a scaled set', { alpha: 0.5, beta: 2, kappa: 1 }],
])('the unscented filter with %s', (_name, spread) => {
  it('equals the linear filter on a linear problem', () => {
    const model = new CartesianVelocity([1, 2])
    const workspace = new FilterWorkspace(4, 2)
    const transform = new UnscentedTransform(workspace, spread)
    const linear: MeasurementModel = {
      maximalSize: 2,
      linearize(out, x) {
        out.size = 2
        out.residual.set([3 - x[0]!, 1 - x[1]! - 0.5 * x[3]!])
        out.jacobian.set([1, 0, 0, 0, 0, 1, 0, 0.5])
        out.covariance.set([0.5, 0.1, 0.1, 0.3])
      },
    }
    const x = Float64Array.of(1, 2, 3, 4)
    const P = Float64Array.of(2, 0.3, 0, 0, 0.3, 1, 0.1, 0, 0, 0.1, 3, 0.2, 0, 0, 0.2, 1)
    const expected = { x: x.slice(), P: P.slice() }
    const measurement = new Measurement(4, 2)
    for (let step = 0; step < 10; step++) {
      predictExtended(expected.x, expected.P, model, 0.1, workspace)
      linear.linearize(measurement, expected.x)
      const nis = updateGated(measurement, expected.x, expected.P, workspace)
      transform.predict(x, P, model, 0.1)
      transform.linearize(measurement, linear, x, P)
      expect(updateGated(measurement, x, P, workspace)).toBeCloseTo(nis, 8)
      expectClose(x, expected.x, 1e-9)
      expectClose(P, expected.P, 1e-9)
    }
  })
})

describe('the unscented measurement', () => {
  it('has the innovation covariance that random draws show, where the tangent is too narrow', () => {
    // 10 m away with 1 m along and 4 m across: the range is a curve of the position.
    const x = Float64Array.of(10, 0)
    const P = Float64Array.of(1, 0, 0, 16)
    const workspace = new FilterWorkspace(2, 2)
    const measurement = new Measurement(2, 2)
    const model = new RangeAndBearing()
    const random = new Random(5)
    const n = 100_000
    let sum = 0
    let squares = 0
    for (let i = 0; i < n; i++) {
      const range = Math.hypot(10 + random.normal(), 4 * random.normal()) + 0.1 * random.normal()
      sum += range
      squares += range * range
    }
    const variance = squares / n - (sum / n) ** 2
    new UnscentedTransform(workspace).linearize(measurement, model, x, P)
    innovate(measurement, P, workspace)
    const unscented = workspace.innovationCovariance[0]!
    expect(measurement.residual[0]).toBeCloseTo(10 - sum / n, 1)
    model.linearize(measurement, x)
    innovate(measurement, P, workspace)
    const tangent = workspace.innovationCovariance[0]!
    expect(Math.abs(unscented - variance)).toBeLessThan(Math.abs(tangent - variance))
  })

  it('says so, and changes nothing, when the covariance has no factor', () => {
    const transform = new UnscentedTransform(new FilterWorkspace(4, 2))
    const P = new Float64Array(16)
    P[0] = -1
    const x = new Float64Array(4)
    expect(transform.predict(x, P, new CartesianVelocity([1, 1]), 0.1)).toBe(false)
    expect(P[0]).toBe(-1)
  })
})
