import type { TruthObject } from '../../core/messages.ts'
import type { Colour, Material, StaticKind, StaticObject } from './world.ts'

interface Look {
  readonly kind: StaticKind
  readonly material: Material
  readonly colour: Colour
}

/** m; what is thinner than this is a post, a cone or a sign. */
const THIN = 0.8
/** m; above it a thin thing is a sign on its post, below a bollard or cone. */
const SIGN_HEIGHT = 1.4

const SIGN: Look = { kind: 'sign', material: 'retroreflector', colour: [0.6, 0.1, 0.1] }
const BOLLARD: Look = { kind: 'bollard', material: 'plastic', colour: [0.75, 0.35, 0.1] }
const OBSTACLE: Look = { kind: 'barrier', material: 'metal', colour: [0.45, 0.45, 0.48] }

/** Recorded things that stand, on the world's flat ground; truth says their size, not what they are. */
export function recordedStatics(objects: readonly TruthObject[]): StaticObject[] {
  return objects.map(({ id, position, yaw, size }) => {
    const { kind, material, colour } = lookOf(size)
    const [x, y] = position
    return { id, kind, bodies: [{ shape: 'box', position: [x, y, size[2] / 2], yaw, size, material, colour }] }
  })
}

function lookOf([length, width, height]: readonly [number, number, number]): Look {
  if (Math.min(length, width) > THIN || Math.max(length, width) > 2 * THIN) return OBSTACLE
  return height > SIGN_HEIGHT ? SIGN : BOLLARD
}
