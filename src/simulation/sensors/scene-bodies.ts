import type { ObjectClass } from '../../core/messages.ts'
import type { StaticObject } from '../world/world.ts'
import type { BodySet } from './body-set.ts'
import type { SensedObject } from './sensed-moment.ts'
import { bodyReflectance, CLOTHES_REFLECTANCE } from './surface-reflectance.ts'

/** A part of a road user as shares of its box: where along it the middle lies, size, and from which height to which. */
interface Part {
  readonly shape: 'box' | 'cylinder'
  readonly along: number
  readonly length: number
  readonly width: number
  readonly from: number
  readonly to: number
  readonly reflectance: number
}

const PAINT = 0.35
const GLASS = 0.1

const part = (
  along: number,
  length: number,
  width: number,
  from: number,
  to: number,
  reflectance: number,
  shape: Part['shape'] = 'box',
): Part => ({ shape, along, length, width, from, to, reflectance })

/** Together the parts fill their box: its length, width and height are those of the true object. */
const CAR = [part(0, 1, 1, 0.12, 0.6, PAINT), part(-0.06, 0.55, 0.88, 0.6, 1, GLASS)]
const LORRY = [part(0.4, 0.2, 1, 0.12, 0.85, PAINT), part(-0.1, 0.8, 1, 0.25, 1, PAINT)]
const TWO_WHEELER = [part(0, 1, 0.35, 0, 0.55, 0.2), part(-0.05, 0.35, 1, 0.45, 1, CLOTHES_REFLECTANCE)]
const PARTS: Readonly<Record<ObjectClass, readonly Part[]>> = {
  unknown: [part(0, 1, 1, 0, 1, PAINT)],
  car: CAR,
  truck: LORRY,
  bus: [part(0, 1, 1, 0.1, 1, PAINT)],
  motorcycle: TWO_WHEELER,
  cyclist: TWO_WHEELER,
  pedestrian: [part(0, 1, 1, 0, 1, CLOTHES_REFLECTANCE, 'cylinder')],
  static: [part(0, 1, 1, 0, 1, PAINT)],
}

/** Owners at or below it are standing things: {@link staticOwner}. */
const FIRST_STATIC_OWNER = -2

/** Owner of the bodies of the world's standing thing of that index. */
export function staticOwner(index: number): number {
  return FIRST_STATIC_OWNER - index
}

/** Index of the standing thing that has this owner. */
export function staticIndex(owner: number): number {
  return FIRST_STATIC_OWNER - owner
}

/** Adds the bodies of the world's standing things. */
export function addStatics(bodies: BodySet, statics: readonly StaticObject[]): void {
  statics.forEach((thing, index) => {
    for (const body of thing.bodies) {
      const [x, y, z] = body.position
      const [length, width, height] = body.size
      const isBox = body.shape === 'box'
      const bottom = z - height / 2
      bodies.add(isBox, x, y, bottom, body.yaw, length, width, height, bodyReflectance(body), staticOwner(index))
    }
  })
}

/** Adds a road user, its parts moving with it. */
export function addRoadUser(bodies: BodySet, object: SensedObject): void {
  const [length, width, height] = object.size
  const bottom = object.position[2] - height / 2
  const cos = Math.cos(object.yaw)
  const sin = Math.sin(object.yaw)
  for (const { shape, along, length: l, width: w, from, to, reflectance } of PARTS[object.class]) {
    const x = object.position[0] + cos * along * length
    const y = object.position[1] + sin * along * length
    const high = (to - from) * height
    const isBox = shape === 'box'
    const i = bodies.add(
      isBox,
      x,
      y,
      bottom + from * height,
      object.yaw,
      l * length,
      w * width,
      high,
      reflectance,
      object.id,
    )
    // v + ω × lever from the middle of the object to the middle of the part.
    const { yawRate = 0 } = object
    bodies.vx[i] = object.velocity[0] - yawRate * sin * along * length
    bodies.vy[i] = object.velocity[1] + yawRate * cos * along * length
    bodies.yawRate[i] = yawRate
  }
}
