import type { Mounting } from '../common/vehicle/vehicle-table.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../core/time.ts'
import type { SimulatedWorld } from '../simulation/closed-loop/simulated-world.ts'
import { ObjectView } from '../simulation/sensors/object-view.ts'
import { SensorPlacement } from '../simulation/sensors/sensor-placement.ts'
import { FARTHEST, type RelativeTruth } from './fusion-object-score.ts'

/** Of the silhouette: less is no plain view. */
const LEAST_VISIBLE = 0.5
/** s in plain view after which an object must be known: sensors tell of it 50 to 80 ms late, and twice before it is sure. */
const DUE_AFTER = 0.5 * NANOSECONDS_PER_SECOND
/** m beyond what is scored, so that tracks of objects just outside find their own. */
const MARGIN = 10

/** The true objects of a simulated world around the car, and since when each has been in plain view from a mounting. */
export class PlainView {
  readonly #mounting: Mounting
  readonly #placement = new SensorPlacement()
  readonly #view = new ObjectView()
  #since = new Map<number, Stamp>()

  constructor(mounting: Mounting) {
    this.#mounting = mounting
  }

  /** To be asked in order of time, at equal intervals. */
  look(world: SimulatedWorld): RelativeTruth[] {
    const { stamp } = world
    const ego = world.trueEgo()
    const objects = world.objects()
    this.#placement.place(ego, this.#mounting)
    this.#view.look({ stamp, ego, objects, occluders: world.occluders() }, this.#placement, FARTHEST + MARGIN)
    const since = new Map<number, Stamp>()
    const cos = Math.cos(ego.yaw)
    const sin = Math.sin(ego.yaw)
    const truths: RelativeTruth[] = []
    for (const [i, object] of objects.entries()) {
      const dx = object.position[0] - ego.position[0]
      const dy = object.position[1] - ego.position[1]
      if (Math.hypot(dx, dy) > FARTHEST + MARGIN) continue
      if (this.#view.visible[i]! >= LEAST_VISIBLE) since.set(object.id, this.#since.get(object.id) ?? stamp)
      truths.push({
        class: object.class,
        x: cos * dx + sin * dy,
        y: cos * dy - sin * dx,
        vx: cos * object.velocity[0] + sin * object.velocity[1],
        vy: cos * object.velocity[1] - sin * object.velocity[0],
        yaw: object.yaw - ego.yaw,
        isDue: stamp - (since.get(object.id) ?? stamp) >= DUE_AFTER,
      })
    }
    this.#since = since
    return truths
  }
}
