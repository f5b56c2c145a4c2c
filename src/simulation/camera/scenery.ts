import type { TrafficLight } from '../../common/map/lane-map.ts'
import type { World } from '../world/world.ts'
import { type Drawable, drawablesOf } from './drawables.ts'
import type { Placement } from './face-drawer.ts'
import { GroundAtlas } from './ground-atlas.ts'
import { GroundPainter } from './ground-painter.ts'
import { groundShapes } from './ground-shapes.ts'
import { SIGNAL_SIZE, signalMesh } from './meshes/statics.ts'

/** m */
const CELL = 40
const FARTHEST = 400
const SIGNAL_UNTIL = 160
export const SIGNAL_MESH = signalMesh()

/** A standing thing near the car, placed in the ego frame. Mutable and reused from frame to frame. */
export interface NearbyThing extends Placement {
  drawable: Drawable
  /** m from the ego frame's origin. */
  distance: number
}

export interface NearbySignal extends Placement {
  light: TrafficLight
}

/** The standing part of a world as cameras need it: the ground's picture, and what stands near the car. */
export class Scenery {
  readonly ground: GroundAtlas
  /** Filled by {@link gather}: the first `thingCount`. */
  readonly things: NearbyThing[] = []
  readonly signals: NearbySignal[] = []
  thingCount = 0
  signalCount = 0
  readonly #cells = new Map<number, Drawable[]>()
  readonly #lights: readonly TrafficLight[]

  constructor(world: World) {
    this.ground = new GroundAtlas(new GroundPainter(groundShapes(world.map), world.ground))
    this.#lights = world.map.trafficLights
    for (const object of world.statics) {
      for (const drawable of drawablesOf(object)) {
        const key = cellKey(Math.floor(drawable.x / CELL), Math.floor(drawable.y / CELL))
        const list = this.#cells.get(key)
        if (list) list.push(drawable)
        else this.#cells.set(key, [drawable])
      }
    }
  }

  /** Paints the ground and lists what stands in sight of a car at this pose (world frame). */
  gather(x: number, y: number, yaw: number): void {
    this.ground.update(x, y)
    this.#gatherThings(x, y, yaw)
    this.#gatherSignals(x, y, yaw)
  }

  #gatherThings(x: number, y: number, yaw: number): void {
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
    const reach = Math.ceil(FARTHEST / CELL)
    const column = Math.floor(x / CELL)
    const row = Math.floor(y / CELL)
    let count = 0
    for (let cy = row - reach; cy <= row + reach; cy++) {
      for (let cx = column - reach; cx <= column + reach; cx++) {
        const list = this.#cells.get(cellKey(cx, cy))
        if (!list) continue
        for (let i = 0; i < list.length; i++) {
          const drawable = list[i]!
          const dx = drawable.x - x
          const dy = drawable.y - y
          const distance = Math.sqrt(dx * dx + dy * dy)
          if (distance - drawable.radius > drawable.until) continue
          const thing = (this.things[count] ??= { ...drawable, drawable, distance })
          count++
          place(thing, drawable, cos * dx + sin * dy, -sin * dx + cos * dy, drawable.yaw - yaw)
          thing.drawable = drawable
          thing.distance = distance
        }
      }
    }
    this.thingCount = count
  }

  #gatherSignals(x: number, y: number, yaw: number): void {
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
    let count = 0
    for (let i = 0; i < this.#lights.length; i++) {
      const light = this.#lights[i]!
      const dx = light.position[0] - x
      const dy = light.position[1] - y
      if (dx * dx + dy * dy > SIGNAL_UNTIL * SIGNAL_UNTIL) continue
      const signal = (this.signals[count] ??= { ...SIGNAL_BOX, light })
      count++
      signal.light = light
      signal.x = cos * dx + sin * dy
      signal.y = -sin * dx + cos * dy
      signal.z = light.position[2] - SIGNAL_SIZE.height / 2
      signal.yaw = light.yaw - yaw
    }
    this.signalCount = count
  }
}

const SIGNAL_BOX: Placement = {
  x: 0,
  y: 0,
  z: 0,
  yaw: 0,
  length: SIGNAL_SIZE.depth,
  width: SIGNAL_SIZE.width,
  height: SIGNAL_SIZE.height,
}

function place(thing: Placement, from: Placement, x: number, y: number, yaw: number): void {
  thing.x = x
  thing.y = y
  thing.z = from.z
  thing.yaw = yaw
  thing.length = from.length
  thing.width = from.width
  thing.height = from.height
}

/** One integer for a cell; worlds are smaller than 65536 cells a side. */
function cellKey(column: number, row: number): number {
  return (column + 32768) * 65536 + row + 32768
}
