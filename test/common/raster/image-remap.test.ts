import { describe, expect, it } from 'vitest'
import { opticalFromEgo } from '../../../src/common/geometry/camera-pose.ts'
import { pixelRay, projectPoint, scaledLens } from '../../../src/common/geometry/lens.ts'
import { ImageRemap } from '../../../src/common/raster/image-remap.ts'
import type { Lens } from '../../../src/core/lens.ts'

const CURVED: Lens = {
  width: 96,
  height: 64,
  fx: 70,
  fy: 72,
  cx: 47.2,
  cy: 30.9,
  distortion: [-0.2, 0.03, 0.001, -0.0008, 0.002],
}
const STRAIGHT: Lens = { ...CURVED, distortion: [0, 0, 0, 0, 0] }

/** Smooth, and another colour in each direction: red by x, green by y, blue by both. */
const colourAt = (x: number, y: number): readonly number[] => [
  128 + 100 * Math.tanh(x),
  128 + 100 * Math.tanh(y),
  128 + 60 * Math.sin(2 * x + y),
]

/** What a lens shows of a wall that is painted by direction, row by row R, G, B. */
function painted(lens: Lens): Uint8Array {
  const pixels = new Uint8Array(3 * lens.width * lens.height)
  const ray = new Float64Array(2)
  for (let v = 0, at = 0; v < lens.height; v++) {
    for (let u = 0; u < lens.width; u++, at += 3) {
      pixelRay(lens, u, v, ray)
      for (const [k, value] of colourAt(ray[0]!, ray[1]!).entries()) pixels[at + k] = Math.round(value)
    }
  }
  return pixels
}

function remapped(source: Lens, target: Lens, rotation: Float64Array | null = null): Uint8Array {
  const out = new Uint8Array(3 * target.width * target.height).fill(77)
  new ImageRemap(source, target, rotation).write(painted(source), out, 'interleaved')
  return out
}

/** Largest difference of the pixels that the source shows; how many it does not show must be told. */
function largestDifference(
  out: Uint8Array,
  expected: Uint8Array,
): { readonly largest: number; readonly black: number } {
  let [largest, black] = [0, 0]
  for (let at = 0; at < out.length; at += 3) {
    if (out[at] === 0 && out[at + 1] === 0 && out[at + 2] === 0) black++
    else for (let k = 0; k < 3; k++) largest = Math.max(largest, Math.abs(out[at + k]! - expected[at + k]!))
  }
  return { largest, black: black / (out.length / 3) }
}

describe('a remapped picture', () => {
  it('is the same where both lenses are one', () => {
    expect(Buffer.from(remapped(CURVED, CURVED)).equals(painted(CURVED))).toBe(true)
  })

  it('shows straight what a curved lens saw, and curved what a straight one did', () => {
    for (const [source, target] of [
      [CURVED, STRAIGHT],
      [STRAIGHT, CURVED],
    ] as const) {
      const { largest, black } = largestDifference(remapped(source, target), painted(target))
      expect(largest).toBeLessThanOrEqual(2)
      // Beyond the corners of the other one.
      expect(black).toBeLessThan(0.2)
    }
  })

  it('is resized and cut out around the horizon', () => {
    const small = scaledLens(STRAIGHT, 60, 40)
    const horizon = { ...small, height: 12, cy: small.cy - 14 }
    const { largest, black } = largestDifference(remapped(CURVED, horizon), painted(horizon))
    expect(largest).toBeLessThanOrEqual(2)
    expect(black).toBe(0)
  })

  it('is what a camera would see that looks another way', () => {
    const looking = (yaw: number, pitch: number) => opticalFromEgo({ position: [0, 0, 0], yaw, pitch, roll: 0.05 })
    const [source, target] = [looking(0.1, 0.02), looking(-0.05, -0.04)]
    const turned = new Float64Array(9)
    // Rotations are orthogonal: sourceFromTarget = sourceFromEgo · targetFromEgoᵀ.
    for (let i = 0; i < 9; i++) {
      const [row, column] = [3 * Math.floor(i / 3), 3 * (i % 3)]
      for (let k = 0; k < 3; k++) turned[i]! += source[row + k]! * target[column + k]!
    }
    const out = remapped(CURVED, STRAIGHT, turned)
    const [ray, pixel] = [new Float64Array(2), new Float64Array(2)]
    let shown = 0
    for (let v = 4; v < 60; v += 7) {
      for (let u = 4; u < 92; u += 9) {
        pixelRay(STRAIGHT, u, v, ray)
        const at = 3 * (v * STRAIGHT.width + u)
        const [x, y, z] = [0, 3, 6].map((row) => turned[row]! * ray[0]! + turned[row + 1]! * ray[1]! + turned[row + 2]!)
        if (!projectPoint(CURVED, x!, y!, z!, pixel) || out[at]! + out[at + 1]! + out[at + 2]! === 0) continue
        shown++
        for (const [k, value] of colourAt(x! / z!, y! / z!).entries()) {
          expect(Math.abs(out[at + k]! - value)).toBeLessThanOrEqual(3)
        }
      }
    }
    expect(shown).toBeGreaterThan(50)
  })

  it('is black where the source sees nothing, also behind it', () => {
    const backwards = Float64Array.of(-1, 0, 0, 0, 1, 0, 0, 0, -1)
    expect(remapped(CURVED, STRAIGHT, backwards).every((value) => value === 0)).toBe(true)
    const wide = { ...STRAIGHT, fx: 20, fy: 20 }
    const { black } = largestDifference(remapped(CURVED, wide), painted(wide))
    expect(black).toBeGreaterThan(0.5)
  })

  it('lies channel by channel where that is asked for, in memory that is used again', () => {
    const remap = new ImageRemap(CURVED, STRAIGHT)
    const [planar, interleaved] = [new Uint8Array(3 * 96 * 64).fill(9), new Uint8Array(3 * 96 * 64).fill(200)]
    for (let again = 0; again < 2; again++) {
      remap.write(painted(CURVED), planar, 'planar')
      remap.write(painted(CURVED), interleaved, 'interleaved')
      const sorted = interleaved.map((_, i) => interleaved[3 * (i % (96 * 64)) + Math.floor(i / (96 * 64))]!)
      expect(Buffer.from(planar).equals(sorted)).toBe(true)
    }
  })

  it('is refused where an array is too short, before anything is written', () => {
    const remap = new ImageRemap(CURVED, STRAIGHT)
    const out = new Uint8Array(3 * 96 * 64)
    expect(() => remap.write(painted(CURVED).subarray(1), out, 'planar')).toThrow(/expected 18432 bytes of picture/)
    expect(() => remap.write(painted(CURVED), out.subarray(1), 'planar')).toThrow(RangeError)
    expect(() => new ImageRemap({ ...CURVED, height: 1 }, STRAIGHT)).toThrow(/2 × 2 pixels or more, found 96 × 1/)
  })
})
