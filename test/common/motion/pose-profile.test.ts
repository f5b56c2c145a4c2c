import { describe, expect, it } from 'vitest'
import { poseOnArc } from '../../../src/common/motion/arc.ts'
import { PoseProfileFit } from '../../../src/common/motion/pose-profile.ts'

const posesAlong = (steps: number, pose: (k: number) => readonly [number, number, number]) =>
  Float64Array.from({ length: 3 * (steps + 1) }, (_, i) => pose(Math.floor(i / 3))[i % 3]!)

describe('fitting speed and curvature to poses', () => {
  it('finds the speed and the curvature of an arc driven at constant speed', () => {
    const fit = new PoseProfileFit(40, 0.1)
    const poses = posesAlong(40, (k) => {
      const { x, y, yaw } = poseOnArc(0.02, 0.8 * k)
      return [x, y, yaw]
    })
    fit.fit(poses, 0)
    for (let k = 0; k < 40; k++) {
      expect(fit.speeds[k]!).toBeCloseTo(8, 2)
      expect(fit.curvatures[k]!).toBeCloseTo(0.02, 4)
    }
  })

  it('agrees with the dense least squares of the reference implementation', () => {
    // NumPy 2.4: pinv of the normal equations in (v0, accelerations) and (κ0, curvature rates), penalties 1e-4 and 1e-2.
    const x = [0, 0.9, 1.9, 3.1, 4.2, 5, 5.7, 6.3, 6.8]
    const y = [0, 0.01, 0.05, 0.12, 0.25, 0.4, 0.6, 0.8, 1.05]
    const yaw = [0, 0.02, 0.05, 0.1, 0.16, 0.22, 0.3, 0.37, 0.45]
    const fit = new PoseProfileFit(8, 0.1)
    // The poses need not begin at element 0.
    const shifted = new Float64Array(30)
    shifted.set(
      posesAlong(8, (k) => [x[k]!, y[k]!, yaw[k]!]),
      3,
    )
    fit.fit(shifted, 3)
    const speeds = [9.39610687, 10.380969, 10.96972425, 10.39129629, 8.92487307, 7.53317551, 6.39084703, 5.40709693]
    const curvatures = [0.02821429, 0.03433158, 0.04630323, 0.05914517, 0.07350372, 0.09286122, 0.10465089, 0.11444711]
    for (let k = 0; k < 8; k++) {
      expect(fit.speeds[k]!).toBeCloseTo(speeds[k]!, 6)
      expect(fit.curvatures[k]!).toBeCloseTo(curvatures[k]!, 6)
    }
  })

  it('gives a standing car speed and curvature zero', () => {
    const fit = new PoseProfileFit(10, 0.1)
    fit.fit(
      posesAlong(10, () => [3, 4, 1]),
      0,
    )
    expect(Math.max(...fit.speeds.map(Math.abs))).toBe(0)
    expect(Math.max(...fit.curvatures.map(Math.abs))).toBe(0)
  })

  it('is not thrown by a heading that passes ±π', () => {
    const fit = new PoseProfileFit(20, 0.1)
    fit.fit(
      posesAlong(20, (k) => {
        const { x, y, yaw } = poseOnArc(0.05, 0.5 * k)
        return [-x, -y, yaw + Math.PI > Math.PI + 0.2 ? yaw - Math.PI : yaw + Math.PI]
      }),
      0,
    )
    for (const curvature of fit.curvatures) expect(curvature).toBeCloseTo(0.05, 3)
  })
})
