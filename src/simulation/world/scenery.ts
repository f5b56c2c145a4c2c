import { buildMapIndex } from '../../common/map/build-map-index.ts'
import type { LaneMap } from '../../common/map/lane-map.ts'
import type { MapIndex } from '../../common/map/map-index.ts'
import type { Random } from '../../common/random/xoshiro.ts'
import { fromPose, type PlanarPose } from './path.ts'
import type { Body, Colour, Material, StaticKind, StaticObject } from './world.ts'

/** m; scenery keeps this far from where cars may be. */
const CLEARANCE = 0.3

/** Collects the standing things of a world; what would stand on the road or in another thing is left out. */
export class Scenery {
  readonly objects: StaticObject[] = []
  readonly #index: MapIndex
  readonly #random: Random
  readonly #lanes = new Int32Array(1)

  constructor(map: LaneMap, random: Random) {
    this.#index = buildMapIndex(map)
    this.#random = random
  }

  building(pose: PlanarPose, length: number, width: number, height: number): void {
    const material = this.#pick(['brick', 'concrete', 'glass'] as const)
    this.#addIfFree('building', [this.#box(pose, [length, width, height], material, this.#vary(FACADES))], 0.8)
  }

  /** A trunk and a crown. */
  tree(pose: PlanarPose): void {
    const height = this.#random.between(4, 11)
    const crown = this.#random.between(0.45, 0.65) * height
    const trunkHeight = height - crown
    const width = this.#random.between(0.5, 0.75) * crown
    const { x, y } = pose
    const trunk = cylinder([x, y, trunkHeight / 2], 0.12 + 0.03 * height, trunkHeight, 'wood', [0.22, 0.15, 0.09])
    const leaves = cylinder([x, y, trunkHeight + crown / 2], width, crown, 'foliage', this.#vary(LEAVES))
    this.#addIfFree('tree', [trunk, leaves], CLEARANCE)
  }

  pole(pose: PlanarPose, height: number): void {
    this.#addIfFree('pole', [cylinder([pose.x, pose.y, height / 2], 0.16, height, 'metal', [0.45, 0.46, 0.47])], 0)
  }

  /** A post with a plate that faces against the pose's heading. Whether there was room for it. */
  sign(pose: PlanarPose, colour: Colour): boolean {
    const post = cylinder([pose.x, pose.y, 1.2], 0.07, 2.4, 'metal', [0.5, 0.5, 0.5])
    const plate = boxAt(pose, 2.3, [0.04, 0.7, 0.7], 'retroreflector', colour)
    return this.#addIfFree('sign', [post, plate], 0)
  }

  /** May stand on drivable ground: that is where cars park. */
  parkedCar(pose: PlanarPose): void {
    const length = this.#random.between(3.9, 4.9)
    const width = this.#random.between(1.72, 1.9)
    const height = this.#random.between(1.4, 1.75)
    const colour = this.#vary(CAR_PAINTS)
    const body = boxAt(pose, 0.2 + 0.3 * height, [length, width, 0.6 * height], 'car-paint', colour)
    const [x, y] = fromPose(pose, -0.05 * length, 0)
    const cabin = boxAt(
      { x, y, heading: pose.heading },
      0.8 * height,
      [0.55 * length, 0.86 * width, 0.4 * height],
      'glass',
      [0.06, 0.07, 0.08],
    )
    this.#add('parked-car', [body, cabin])
  }

  /** A guard rail or wall of one straight piece; open where a road passes. */
  barrier(pose: PlanarPose, length: number, material: Material): void {
    const colour: Colour = material === 'metal' ? [0.55, 0.56, 0.57] : [0.5, 0.49, 0.46]
    this.#addIfFree('barrier', [boxAt(pose, 0.4, [length, 0.3, 0.8], material, colour)], 0)
  }

  /** May stand on drivable ground, but leaves lanes free. */
  cone(pose: PlanarPose): void {
    if (this.#isOnLane(pose, 0.5)) return
    this.#add('cone', [cylinder([pose.x, pose.y, 0.375], 0.3, 0.75, 'retroreflector', [0.85, 0.25, 0.05])])
  }

  /** Whether the place or a point `margin` m to a side of it lies on a lane. */
  #isOnLane(pose: PlanarPose, margin: number): boolean {
    return [-margin, 0, margin].some((left) => this.#index.lanesAt(...fromPose(pose, 0, left), this.#lanes) > 0)
  }

  #box(pose: PlanarPose, size: readonly [number, number, number], material: Material, colour: Colour): Body {
    return boxAt(pose, size[2] / 2, size, material, colour)
  }

  /** Adds unless a body comes nearer than `clearance` to the road or its middle lies in a building. */
  #addIfFree(kind: StaticKind, bodies: readonly Body[], clearance: number): boolean {
    for (const body of bodies) if (this.#isBlocked(body, clearance)) return false
    this.#add(kind, bodies)
    return true
  }

  #isBlocked(body: Body, clearance: number): boolean {
    const [x, y] = body.position
    const [length, width, height] = body.size
    // What hangs above lorries is in nobody's way.
    if (body.position[2] - height / 2 > 4.5) return false
    const pose = { x, y, heading: body.yaw }
    const steps = Math.max(2, Math.ceil(Math.max(length, width) / 2))
    for (let i = 0; i <= steps; i++) {
      for (let k = 0; k <= steps; k++) {
        const [px, py] = fromPose(pose, (i / steps - 0.5) * length, (k / steps - 0.5) * width)
        if (this.#index.distanceToDrivable(px, py, clearance + 0.01) <= clearance) return true
      }
    }
    return false
  }

  #add(kind: StaticKind, bodies: readonly Body[]): void {
    this.objects.push({ id: this.objects.length + 1, kind, bodies })
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[this.#random.integer(choices.length)]!
  }

  #vary(colours: readonly Colour[]): Colour {
    const [red, green, blue] = this.#pick(colours)
    const gain = this.#random.between(0.8, 1.2)
    return [Math.min(1, red * gain), Math.min(1, green * gain), Math.min(1, blue * gain)]
  }
}

const FACADES: readonly Colour[] = [
  [0.55, 0.3, 0.22],
  [0.6, 0.55, 0.45],
  [0.5, 0.5, 0.52],
  [0.72, 0.68, 0.6],
  [0.35, 0.38, 0.45],
]
const LEAVES: readonly Colour[] = [
  [0.13, 0.25, 0.08],
  [0.2, 0.3, 0.1],
  [0.1, 0.2, 0.1],
]
const CAR_PAINTS: readonly Colour[] = [
  [0.8, 0.8, 0.8],
  [0.05, 0.05, 0.06],
  [0.4, 0.41, 0.43],
  [0.5, 0.06, 0.06],
  [0.08, 0.14, 0.4],
  [0.2, 0.25, 0.2],
]

function boxAt(
  pose: PlanarPose,
  height: number,
  size: readonly [number, number, number],
  material: Material,
  colour: Colour,
): Body {
  return { shape: 'box', position: [pose.x, pose.y, height], yaw: pose.heading, size, material, colour }
}

function cylinder(
  position: readonly [number, number, number],
  diameter: number,
  height: number,
  material: Material,
  colour: Colour,
): Body {
  return { shape: 'cylinder', position, yaw: 0, size: [diameter, diameter, height], material, colour }
}
