import { createProjection } from '../../common/map/reference-line.ts'
import type { TruthObject } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import { GENERIC_EGO } from '../ego/ego-parameters.ts'
import { EgoVehicle } from '../ego/ego-vehicle.ts'
import type { VehicleModel } from '../ego/single-track.ts'
import type { Episode } from '../scenarios/episode.ts'
import type { Obstacle, SensedObject, TrueEgo } from '../sensors/sensed-moment.ts'
import { RecordedTraffic } from '../traffic/recorded-traffic.ts'
import type { EgoBody, RoadUser } from '../traffic/road-user.ts'
import { DECISION_PERIOD, Traffic } from '../traffic/traffic.ts'
import { type StandingThings, standingThings } from './obstacles.ts'

/** s and ns of one step: 100 Hz. */
export const WORLD_STEP = 0.01
const WORLD_PERIOD: Stamp = 10_000_000
/** m around the ego car within which things hide one another for the sensors, and stand in anybody's way. */
const OCCLUSION_REACH = 90
const OBSTACLE_REACH = 150
/** Steps between two looks at what stands near: at 40 m/s the car moves 20 m in between. */
const REFRESH = 50
/** m by which the car may move along its route between two projections. */
const PROJECTION_REACH = 8

/** An episode under way: time, traffic and the ego car, stepped together. */
export class SimulatedWorld {
  readonly episode: Episode
  readonly ego: EgoVehicle
  readonly traffic: Traffic
  readonly recorded: RecordedTraffic
  readonly standing: StandingThings
  #steps = 0
  /** m along the route, of the middle of the car's box. */
  #station: number
  #occluders: readonly Obstacle[] = []
  #obstacles: readonly TruthObject[] = []
  #objects: readonly TruthObject[] | null = null
  readonly #projection = createProjection()

  constructor(episode: Episode, model: VehicleModel = 'dynamic') {
    this.episode = episode
    this.ego = new EgoVehicle(GENERIC_EGO, episode.start, model)
    this.traffic = new Traffic(episode.index, episode.route, episode.cast)
    this.recorded = new RecordedTraffic(episode.tracks, episode.recordedEgo)
    this.standing = standingThings(episode.world.statics, episode.index, episode.route)
    this.#station = episode.routeBegin
    this.#lookAround()
  }

  /** s since the drive's origin. */
  get time(): number {
    return this.#steps * WORLD_STEP
  }

  get stamp(): Stamp {
    return this.#steps * WORLD_PERIOD
  }

  get steps(): number {
    return this.#steps
  }

  /** m along the route, of the middle of the car's box. */
  get station(): number {
    return this.#station
  }

  /** m beside the route, left positive. */
  get offset(): number {
    return this.#projection.offset
  }

  get hasArrived(): boolean {
    return this.#station >= this.episode.routeEnd
  }

  /** Everybody decides when it is time, and moves on by one step. */
  step(): void {
    const { time } = this
    if (this.#steps % Math.round(DECISION_PERIOD / WORLD_STEP) === 0) {
      const body = this.egoBody()
      this.traffic.decide(time, body)
      this.recorded.decide(time, body)
    }
    this.traffic.move(time, WORLD_STEP)
    this.ego.step(time, WORLD_STEP)
    this.#steps++
    this.recorded.move(this.time, WORLD_STEP)
    this.#objects = null
    if (this.#steps % REFRESH === 0) this.#lookAround()
    this.#project()
  }

  egoBody(): EgoBody {
    const { length, width } = GENERIC_EGO.vehicle.geometry
    const { yaw, speed } = this.ego.motion
    const [x, y] = this.#egoCentre()
    return { x, y, yaw, speed, length, width, frontStation: this.#station + length / 2 }
  }

  trueEgo(): TrueEgo {
    const { x, y, yaw, speed, lateralSpeed, yawRate, acceleration, lateralAcceleration } = this.ego.motion
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    return {
      position: [x, y, 0],
      yaw,
      velocity: [speed * cos - lateralSpeed * sin, speed * sin + lateralSpeed * cos],
      yawRate,
      acceleration: [acceleration, lateralAcceleration],
    }
  }

  *users(): Generator<RoadUser> {
    yield* this.traffic.users()
    yield* this.recorded.users()
  }

  /** Everybody who is there now, and what stands near the way and the car. */
  objects(): readonly TruthObject[] {
    if (this.#objects === null) {
      const objects: TruthObject[] = []
      for (const user of this.users()) objects.push(truthOf(user))
      this.#objects = [...objects, ...this.#obstacles]
    }
    return this.#objects
  }

  /** Road users alone, with how they turn: for sensors that see the world's standing things themselves. */
  movingObjects(): SensedObject[] {
    return Array.from(this.users(), (user) => ({ ...truthOf(user), yawRate: user.yawRate }))
  }

  /** What stands near the way and the car. */
  obstacles(): readonly TruthObject[] {
    return this.#obstacles
  }

  /** What is near enough to hide something. */
  occluders(): readonly Obstacle[] {
    return this.#occluders
  }

  #lookAround(): void {
    const { x, y } = this.ego.motion
    const isWithin = ({ position, size }: Obstacle, reach: number) =>
      Math.hypot(position[0] - x, position[1] - y) < reach + 0.5 * Math.max(size[0], size[1])
    this.#occluders = this.standing.occluders.filter((thing) => isWithin(thing, OCCLUSION_REACH))
    this.#obstacles = this.standing.obstacles.filter((thing) => isWithin(thing, OBSTACLE_REACH))
  }

  #egoCentre(): [number, number] {
    const { length, rearAxleToFront } = GENERIC_EGO.vehicle.geometry
    const { x, y, yaw } = this.ego.motion
    const toCentre = rearAxleToFront - length / 2
    return [x + toCentre * Math.cos(yaw), y + toCentre * Math.sin(yaw)]
  }

  #project(): void {
    const [x, y] = this.#egoCentre()
    this.episode.route.projectNear(x, y, this.#station, PROJECTION_REACH, this.#projection)
    this.#station = this.#projection.station
  }
}

function truthOf(user: RoadUser): TruthObject {
  const { id, x, y, yaw, speed, size } = user
  return {
    id,
    class: user.class,
    position: [x, y, size[2] / 2],
    yaw,
    velocity: [speed * Math.cos(yaw), speed * Math.sin(yaw), 0],
    size,
  }
}
