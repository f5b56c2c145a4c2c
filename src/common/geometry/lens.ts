import type { Lens } from '../../core/lens.ts'

/** Iterations of Newton's method until a pixel's ray is found; quadratic, from a start that is near. */
const ITERATIONS = 8

/**
 * out (2) := where the undistorted direction (x/z, y/z) lands on the image plane at z = 1:
 * x' = x·(1 + k1·r² + k2·r⁴ + k3·r⁶) + 2·p1·x·y + p2·(r² + 2·x²), y' alike.
 */
function distort(lens: Lens, x: number, y: number, out: Float64Array): void {
  // Indexed, not destructured: this runs once a vertex, and an iterator costs more than the arithmetic.
  const { distortion } = lens
  const p1 = distortion[2]
  const p2 = distortion[3]
  const r2 = x * x + y * y
  const radial = 1 + r2 * (distortion[0] + r2 * (distortion[1] + r2 * distortion[4]))
  out[0] = x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x)
  out[1] = y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y
}

/** out (2) := pixel of a point in the optical frame, m. False, and out unchanged, when it is not in front. */
export function projectPoint(lens: Lens, x: number, y: number, z: number, out: Float64Array): boolean {
  if (!(z > 0)) return false
  distort(lens, x / z, y / z, out)
  out[0] = lens.cx + lens.fx * out[0]!
  out[1] = lens.cy + lens.fy * out[1]!
  return true
}

/** out (2) := x and y of the ray through a pixel at z = 1: the inverse of {@link projectPoint}, to 1e-9 inside the image. */
export function pixelRay(lens: Lens, u: number, v: number, out: Float64Array): void {
  const targetX = (u - lens.cx) / lens.fx
  const targetY = (v - lens.cy) / lens.fy
  let x = targetX
  let y = targetY
  const [k1, k2, p1, p2, k3] = lens.distortion
  for (let i = 0; i < ITERATIONS; i++) {
    distort(lens, x, y, out)
    const errorX = out[0]! - targetX
    const errorY = out[1]! - targetY
    const r2 = x * x + y * y
    const radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3))
    // Derivative of the radial factor by r².
    const slope = k1 + r2 * (2 * k2 + 3 * r2 * k3)
    const a = radial + 2 * x * x * slope + 2 * p1 * y + 6 * p2 * x
    const b = 2 * x * y * slope + 2 * p1 * x + 2 * p2 * y
    const d = radial + 2 * y * y * slope + 6 * p1 * y + 2 * p2 * x
    const determinant = a * d - b * b
    x -= (d * errorX - b * errorY) / determinant
    y -= (a * errorY - b * errorX) / determinant
  }
  out[0] = x
  out[1] = y
}

/** Steps and end of the search for {@link largestUndistortedRadius}: tan of 84°. */
const RADIUS_STEP = 0.01
const LARGEST_RADIUS = 10

/**
 * The distance from the optical axis at z = 1 up to which the lens model is a picture: beyond, where the distorted radius
 * r·(1 + k1·r² + k2·r⁴ + k3·r⁶) falls again, it would fold directions from outside the field of view into the image.
 */
export function largestUndistortedRadius({ distortion: [k1, k2, , , k3] }: Lens): number {
  for (let radius = RADIUS_STEP; radius < LARGEST_RADIUS; radius += RADIUS_STEP) {
    const r2 = radius * radius
    if (1 + r2 * (3 * k1 + r2 * (5 * k2 + r2 * 7 * k3)) <= 0) return radius - RADIUS_STEP
  }
  return LARGEST_RADIUS
}

/** The lens for the same picture scaled to `width` × `height` pixels. */
export function scaledLens(lens: Lens, width: number, height: number): Lens {
  const across = width / lens.width
  const down = height / lens.height
  return {
    width,
    height,
    fx: lens.fx * across,
    fy: lens.fy * down,
    // The first pixel's centre is (0, 0): the picture begins half a pixel before it.
    cx: (lens.cx + 0.5) * across - 0.5,
    cy: (lens.cy + 0.5) * down - 0.5,
    distortion: lens.distortion,
  }
}
