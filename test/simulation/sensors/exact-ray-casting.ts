import type { Body } from '../../../src/simulation/world/world.ts'

type Vector = readonly [number, number, number]

/** m along a ray from `origin` in unit direction `ray` to the first body or the ground z = 0; Infinity for none. */
export function castRay(
  bodies: readonly Pick<Body, 'shape' | 'position' | 'yaw' | 'size'>[],
  origin: Vector,
  ray: Vector,
) {
  let nearest = ray[2] < 0 ? -origin[2] / ray[2] : Number.POSITIVE_INFINITY
  for (const body of bodies) {
    const [cos, sin] = [Math.cos(body.yaw), Math.sin(body.yaw)]
    const turn = ([x, y, z]: Vector): Vector => [cos * x + sin * y, cos * y - sin * x, z]
    const from = turn([origin[0] - body.position[0], origin[1] - body.position[1], origin[2] - body.position[2]])
    const distance =
      body.shape === 'box' ? throughBox(from, turn(ray), body.size) : throughCylinder(from, turn(ray), body.size)
    if (distance > 0 && distance < nearest) nearest = distance
  }
  return nearest
}

/** Nearest of the six faces' planes whose hit lies on the face. */
function throughBox(from: Vector, ray: Vector, size: Vector): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const axis of [0, 1, 2] as const) {
    for (const side of [-0.5, 0.5]) {
      const t = (side * size[axis] - from[axis]) / ray[axis]
      const isOnFace = ([0, 1, 2] as const).every(
        (other) => other === axis || Math.abs(from[other] + t * ray[other]) <= size[other] / 2,
      )
      if (t > 0 && isOnFace) nearest = Math.min(nearest, t)
    }
  }
  return nearest
}

/** The mantle by its quadratic equation, and both lids. */
function throughCylinder(from: Vector, ray: Vector, size: Vector): number {
  const radius = size[0] / 2
  const a = ray[0] ** 2 + ray[1] ** 2
  const b = from[0] * ray[0] + from[1] * ray[1]
  const c = from[0] ** 2 + from[1] ** 2 - radius ** 2
  let nearest = Number.POSITIVE_INFINITY
  for (const sign of [-1, 1]) {
    const t = (-b + sign * Math.sqrt(b * b - a * c)) / a
    if (t > 0 && Math.abs(from[2] + t * ray[2]) <= size[2] / 2) nearest = Math.min(nearest, t)
  }
  for (const side of [-0.5, 0.5]) {
    const t = (side * size[2] - from[2]) / ray[2]
    if (t > 0 && Math.hypot(from[0] + t * ray[0], from[1] + t * ray[1]) <= radius) nearest = Math.min(nearest, t)
  }
  return nearest
}
