import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { opticalFromEgo, toOptical } from '../../../src/common/geometry/camera-pose.ts'
import { pixelRay, projectPoint } from '../../../src/common/geometry/lens.ts'
import type { Lens } from '../../../src/core/lens.ts'

const lens: Lens = {
  width: 768,
  height: 384,
  fx: 700,
  fy: 690,
  cx: 383.5,
  cy: 190,
  distortion: [-0.06, 0.012, 0.0004, -0.0003, 0.001],
}
const pixel = new Float64Array(2)

describe('a lens', () => {
  test('maps the optical axis to the principal point', () => {
    expect(projectPoint(lens, 0, 0, 7, pixel)).toBe(true)
    expect([...pixel]).toEqual([383.5, 190])
  })

  test('bends a point by the polynomial of Brown and Conrady', () => {
    const [k1, k2, p1, p2, k3] = lens.distortion
    const [x, y] = [0.5, -0.2]
    const r2 = 0.29
    const radial = 1 + k1 * r2 + k2 * r2 ** 2 + k3 * r2 ** 3
    projectPoint(lens, 5, -2, 10, pixel)
    expect(pixel[0]).toBeCloseTo(383.5 + 700 * (x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x)), 9)
    expect(pixel[1]).toBeCloseTo(190 + 690 * (y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y), 9)
  })

  test('has rays that project back to their pixel anywhere in the image', () => {
    const ray = new Float64Array(2)
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 767, noNaN: true }),
        fc.double({ min: 0, max: 383, noNaN: true }),
        (u, v) => {
          pixelRay(lens, u, v, ray)
          projectPoint(lens, 3 * ray[0]!, 3 * ray[1]!, 3, pixel)
          expect(pixel[0]).toBeCloseTo(u, 6)
          expect(pixel[1]).toBeCloseTo(v, 6)
        },
      ),
    )
  })

  test('sees nothing behind it', () => {
    expect(projectPoint(lens, 1, 1, 0, pixel)).toBe(false)
    expect(projectPoint(lens, 1, 1, -2, pixel)).toBe(false)
  })
})

describe('the optical frame', () => {
  const level = { position: [1.5, 0, 1.4] as const, yaw: 0, pitch: 0, roll: 0 }
  const out = new Float64Array(3)

  test('has x to the right, y down and z ahead', () => {
    toOptical(out, opticalFromEgo(level), level.position, 11.5, 2, 0.4)
    expect([...out].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([-2, 1, 10])
  })

  test('turns with yaw to the left, and nose down with pitch', () => {
    const left = { ...level, yaw: Math.PI / 2 }
    toOptical(out, opticalFromEgo(left), left.position, 1.5, 10, 1.4)
    expect(out[2]).toBeCloseTo(10)
    const down = { ...level, pitch: 0.1 }
    toOptical(out, opticalFromEgo(down), down.position, 11.5, 0, 1.4)
    expect(out[1]).toBeLessThan(-0.9)
  })

  test('is a rotation, whatever the angles', () => {
    const angle = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(angle, angle, angle, (yaw, pitch, roll) => {
        const r = opticalFromEgo({ ...level, yaw, pitch, roll })
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++) {
            const dot = [0, 1, 2].reduce((sum, k) => sum + r[3 * i + k]! * r[3 * j + k]!, 0)
            expect(dot).toBeCloseTo(i === j ? 1 : 0, 9)
          }
        }
      }),
    )
  })
})
