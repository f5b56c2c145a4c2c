import type { Body, StaticKind, StaticObject } from '../world/world.ts'
import type { Placement } from './face-drawer.ts'
import type { Mesh } from './meshes/mesh.ts'
import { boxMesh, buildingMesh, coneMesh, crownMesh, cylinderMesh } from './meshes/statics.ts'
import { carMesh } from './meshes/vehicles.ts'

/** A standing thing as the camera draws it. World frame; `near` is drawn within `nearUntil` m, `far` beyond. */
export interface Drawable extends Placement {
  readonly near: Mesh
  readonly far: Mesh
  readonly nearUntil: number
  /** m; not drawn beyond. */
  readonly until: number
  /** Of a sphere around the middle of its height, m. */
  readonly radius: number
  readonly colour: readonly [number, number, number]
  readonly throwsShadow: boolean
  readonly isVehicle: boolean
}

const BOX = boxMesh()
const POST = cylinderMesh(6)
const DRUM = cylinderMesh(12)
const CROWN = crownMesh(9, 6)
const FAR_CROWN = crownMesh(6, 4)
const CONE = coneMesh()
const CAR = carMesh()

/** m; where things get too small to be seen: about half a pixel of the front camera. */
const UNTIL: Readonly<Record<StaticKind, number>> = {
  building: 400,
  tree: 260,
  pole: 150,
  'parked-car': 200,
  barrier: 150,
  cone: 110,
  sign: 150,
  bollard: 80,
}
const SHADOWS: ReadonlySet<StaticKind> = new Set(['building', 'tree', 'parked-car', 'barrier'])
const FLOOR = 3.3
const WINDOW = 3.2

const buildings = new Map<string, Mesh>()

export function drawablesOf(object: StaticObject): Drawable[] {
  if (object.kind === 'parked-car' && object.bodies.length > 0) return [parkedCar(object)]
  return object.bodies.map((body) => drawableOf(object.kind, body))
}

function drawableOf(kind: StaticKind, body: Body): Drawable {
  const [length, width, height] = body.size
  const meshes = meshesOf(kind, body)
  return {
    ...placement(body),
    ...meshes,
    until: UNTIL[kind],
    radius: 0.5 * Math.hypot(length, width, height),
    colour: body.colour,
    throwsShadow: SHADOWS.has(kind),
    isVehicle: false,
  }
}

function meshesOf(kind: StaticKind, body: Body): Pick<Drawable, 'near' | 'far' | 'nearUntil'> {
  const [length, width, height] = body.size
  if (kind === 'building' && body.shape === 'box') {
    const floors = Math.max(1, Math.min(14, Math.round(height / FLOOR)))
    const columns = (side: number) => Math.max(1, Math.min(14, Math.round(side / WINDOW)))
    const near = building(floors, columns(length), columns(width))
    return { near, far: building(floors, 0, 0), nearUntil: 70 }
  }
  if (body.material === 'foliage') return { near: CROWN, far: FAR_CROWN, nearUntil: 35 }
  if (kind === 'cone') return { near: CONE, far: CONE, nearUntil: 0 }
  const mesh = body.shape === 'box' ? BOX : Math.max(length, width) > 0.5 ? DRUM : POST
  return { near: mesh, far: mesh, nearUntil: 0 }
}

/** One car over all of its bodies, headed as the longest one. */
function parkedCar({ bodies }: StaticObject): Drawable {
  const longest = bodies.reduce((best, body) => (body.size[0] > best.size[0] ? body : best))
  const top = Math.max(...bodies.map(({ position, size }) => position[2] + size[2] / 2))
  const [length, width] = longest.size
  return {
    ...placement(longest),
    z: 0,
    height: top,
    near: CAR,
    far: CAR,
    nearUntil: 0,
    until: UNTIL['parked-car'],
    radius: 0.5 * Math.hypot(length, width, top),
    colour: longest.colour,
    throwsShadow: true,
    isVehicle: true,
  }
}

function building(floors: number, across: number, deep: number): Mesh {
  const key = `${floors},${across},${deep}`
  const known = buildings.get(key)
  if (known) return known
  const mesh = buildingMesh(floors, across, deep)
  buildings.set(key, mesh)
  return mesh
}

function placement({ position, size, yaw }: Body): Placement {
  const [length, width, height] = size
  return { x: position[0], y: position[1], z: position[2] - height / 2, yaw, length, width, height }
}
