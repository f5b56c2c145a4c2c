import type { MapIndex } from '../../common/map/map-index.ts'
import { createProjection } from '../../common/map/reference-line.ts'
import type { Route } from '../../common/map/route.ts'
import type { TruthObject } from '../../core/messages.ts'
import type { Obstacle } from '../sensors/sensed-moment.ts'
import type { Body, StaticObject } from '../world/world.ts'

/** What stands in a world, as the loop needs it. */
export interface StandingThings {
  /** Near the way and low enough to be driven into: seen, planned around, scored. */
  readonly obstacles: readonly TruthObject[]
  /** All that hides something. */
  readonly occluders: readonly Obstacle[]
}

/** m from the route; things farther off are scenery. */
const OBSTACLE_REACH = 12
/** m from the drivable area. */
const ROADSIDE = 1
/** m: what begins higher is driven under. */
const CLEAR_HEIGHT = 2.5
/** First id of a standing thing, far from those of traffic. */
const FIRST_ID = 100_000

export function standingThings(statics: readonly StaticObject[], index: MapIndex, route: Route): StandingThings {
  const obstacles: TruthObject[] = []
  const occluders: Obstacle[] = []
  const projection = createProjection()
  for (const thing of statics) {
    for (const body of thing.bodies) {
      const [x, y] = body.position
      route.project(x, y, projection)
      const isNear = Math.abs(projection.offset) < OBSTACLE_REACH + 0.5 * Math.max(body.size[0], body.size[1])
      const isLow = body.position[2] - body.size[2] / 2 < CLEAR_HEIGHT
      const isBase = body === lowest(thing.bodies)
      if (isNear && isLow && isBase && index.distanceToDrivable(x, y, 2 * ROADSIDE) < ROADSIDE) {
        obstacles.push(asObject(thing, body, FIRST_ID + obstacles.length))
      } else if (isLow) occluders.push({ position: body.position, yaw: body.yaw, size: body.size })
    }
  }
  return { obstacles, occluders }
}

function asObject(thing: StaticObject, body: Body, id: number): TruthObject {
  const objectClass = thing.kind === 'parked-car' ? 'car' : 'static'
  const { position, yaw, size } = body
  return { id, class: objectClass, position, yaw, velocity: [0, 0, 0], size }
}

function lowest(bodies: readonly Body[]): Body | undefined {
  return bodies.reduce((low, body) =>
    body.position[2] - body.size[2] / 2 < low.position[2] - low.size[2] / 2 ? body : low,
  )
}
