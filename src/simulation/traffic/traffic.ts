import type { MapIndex } from '../../common/map/map-index.ts'
import { createProjection } from '../../common/map/reference-line.ts'
import type { Route } from '../../common/map/route.ts'
import { Approaches } from './approaches.ts'
import { anticipatedSpeed, chooseLaneChange, followingAcceleration, LEAD_REACH } from './driving.ts'
import { LaneOccupancy } from './lane-occupancy.ts'
import { LaneVehicle, type LaneVehicleStart } from './lane-vehicle.ts'
import { type LaneFacts, laneFacts } from './lane-way.ts'
import { PathFollower, type PathFollowerStart } from './path-follower.ts'
import { Pedestrian, type PedestrianStart } from './pedestrian.ts'
import { RightOfWay } from './right-of-way.ts'
import type { EgoBody, RoadUser } from './road-user.ts'
import type { VehicleOrder } from './vehicle-script.ts'

/** Who takes part, with ids that are nobody else's. */
export interface Cast {
  readonly vehicles: readonly LaneVehicleStart[]
  readonly pedestrians: readonly PedestrianStart[]
  readonly others: readonly PathFollowerStart[]
}

/** s between two decisions of everybody; in between they move on under the last one. */
export const DECISION_PERIOD = 0.1
/** Decisions between two thoughts of changing lanes. */
const CHANGE_EVERY = 5
/** s between two changes of one vehicle. */
const CHANGE_REST = 4
/** Id of the ego car among the bodies on the lanes. */
const EGO_ID = 0

const projection = createProjection()

/** All road users but the ego car. */
export class Traffic {
  readonly facts: LaneFacts
  readonly vehicles: LaneVehicle[]
  readonly pedestrians: readonly Pedestrian[]
  readonly others: readonly PathFollower[]
  readonly #route: Route | null
  readonly #occupancy: LaneOccupancy
  readonly #approaches: Approaches
  readonly #rightOfWay: RightOfWay
  readonly #byId = new Map<number, LaneVehicle>()
  #decisions = 0

  /** `route`: the ego car's, by which scripts and right of way know where it is going. */
  constructor(index: MapIndex, route: Route | null, cast: Cast) {
    this.facts = laneFacts(index)
    this.vehicles = cast.vehicles.map((start) => new LaneVehicle(this.facts, start))
    this.pedestrians = cast.pedestrians.map((start) => new Pedestrian(start))
    this.others = cast.others.map((start) => new PathFollower(start))
    for (const vehicle of this.vehicles) this.#byId.set(vehicle.id, vehicle)
    this.#route = route
    this.#occupancy = new LaneOccupancy(index)
    this.#approaches = new Approaches(index)
    this.#rightOfWay = new RightOfWay(this.facts, this.#approaches)
  }

  *users(): Generator<RoadUser> {
    yield* this.vehicles
    yield* this.pedestrians
    yield* this.others
  }

  /** Everybody looks around and decides; to be called every {@link DECISION_PERIOD}. */
  decide(time: number, ego: EgoBody | null): void {
    this.#lookAround(ego)
    for (const walker of this.pedestrians) walker.decide(time, ego)
    for (const vehicle of this.vehicles) this.#drive(vehicle, time, ego)
    this.#decisions++
  }

  /** Everybody moves on for `dt` s. */
  move(time: number, dt: number): void {
    let hasGone = false
    for (const vehicle of this.vehicles) {
      vehicle.move(dt, time)
      hasGone ||= vehicle.isGone
    }
    if (hasGone) this.#removeGone()
    for (const walker of this.pedestrians) walker.move(dt)
    for (const other of this.others) other.move(dt)
  }

  #removeGone(): void {
    for (let i = this.vehicles.length - 1; i >= 0; i--) {
      if (!this.vehicles[i]!.isGone) continue
      this.#byId.delete(this.vehicles[i]!.id)
      this.vehicles.splice(i, 1)
    }
  }

  #lookAround(ego: EgoBody | null): void {
    const occupancy = this.#occupancy
    occupancy.clear()
    this.#approaches.clear()
    for (const vehicle of this.vehicles) {
      vehicle.planAhead()
      const { id, station, halfLength, offset, speed, way, isHeld } = vehicle
      const halfWidth = vehicle.size[1] / 2
      const [rear, front] = [station - halfLength, station + halfLength]
      occupancy.add(way.lane, { id, rear, front, offset, halfWidth, speed })
      if (vehicle.leaving >= 0) this.#addToLeft(vehicle)
      this.#approaches.add(id, way.lanes, 0, front, vehicle.size[0], speed, isHeld)
    }
    for (const walker of this.pedestrians) if (walker.isWalking) this.#addFree(walker)
    for (const other of this.others) this.#addFree(other)
    if (!ego || ego.standsFor !== undefined) return
    occupancy.addBody(EGO_ID, ego.x, ego.y, ego.yaw, ego.speed, ego.length, ego.width)
    const route = this.#route
    if (!route) return
    const place = route.placeAt(ego.frontStation)
    const front = ego.frontStation - route.laneBegin[place]!
    this.#approaches.add(EGO_ID, route.lanes, place, front, ego.length, ego.speed, false)
  }

  /** A vehicle that changes lanes is still in the way of those on the lane it leaves. */
  #addToLeft(vehicle: LaneVehicle): void {
    const { id, halfLength, speed, leaving } = vehicle
    this.facts.index.lines[leaving]!.project(vehicle.x, vehicle.y, projection)
    const { station, offset } = projection
    const halfWidth = vehicle.size[1] / 2
    const body = { id, rear: station - halfLength, front: station + halfLength, offset, halfWidth, speed }
    this.#occupancy.add(leaving, body)
  }

  #addFree(user: RoadUser): void {
    this.#occupancy.addBody(user.id, user.x, user.y, user.yaw, user.speed, user.size[0], user.size[1])
  }

  #drive(vehicle: LaneVehicle, time: number, ego: EgoBody | null): void {
    const { index } = this.facts
    const order = vehicle.script ? vehicle.script(this.#situation(vehicle, time, ego)) : NO_ORDER
    const { profile, speed, way } = vehicle
    const wanted = order.desiredSpeed ?? anticipatedSpeed(vehicle, index)
    const reach = Math.min(LEAD_REACH, 20 + (speed * speed) / 3)
    const front = vehicle.station + vehicle.halfLength
    const lead = this.#occupancy.leadOn(way.lanes, front, vehicle.offset, vehicle.size[1] / 2, vehicle.id, LEAD_REACH)
    const stop = this.#rightOfWay.stopFor(vehicle, this.pedestrians, time, reach, order.ignoresPriority ?? false)
    const own = followingAcceleration(profile, speed, Math.max(0.1, wanted), lead, stop)
    vehicle.isHeld = stop?.isHold ?? false
    const [rear, side] = [front - vehicle.size[0], vehicle.size[1] / 2]
    vehicle.isHeldBeside =
      vehicle.isChanging && this.#occupancy.isSomebodyBeside(way.lane, rear, front, vehicle.offset, side, vehicle.id)
    const stopFirst = stop && stop.reason !== 'lane-end' && stop.gap < (lead?.gap ?? Infinity) ? stop.reason : null
    vehicle.constraint = { stop: stopFirst, lead: lead?.id ?? null }
    vehicle.acceleration = order.acceleration ?? own
    if (order.hazardLights) vehicle.turnSignal = 'hazard'
    if (order.change) this.#change(vehicle, order.change.side, order.change.duration)
    else if (!vehicle.script && (this.#decisions + vehicle.id) % CHANGE_EVERY === 0) {
      if (time - vehicle.settledSince < CHANGE_REST || profile.class === 'cyclist') return
      const side = chooseLaneChange(
        vehicle,
        this.facts,
        this.#occupancy,
        (id) => this.#byId.get(id)?.profile ?? null,
        own,
      )
      if (side) this.#change(vehicle, side)
    }
  }

  #change(vehicle: LaneVehicle, side: 'left' | 'right', duration?: number): void {
    const { leftSame, rightSame } = this.facts.index
    const lane = (side === 'left' ? leftSame : rightSame)[vehicle.way.lane]!
    if (lane >= 0 && !vehicle.isChanging) vehicle.beginChange(lane, side, duration)
  }

  #situation(vehicle: LaneVehicle, time: number, ego: EgoBody | null) {
    const egoStation = ego?.frontStation ?? Number.NaN
    this.#route?.line.project(vehicle.x, vehicle.y, projection)
    const gapToEgo = this.#route ? projection.station - vehicle.halfLength - egoStation : Number.NaN
    return { time, vehicle, egoStation, egoSpeed: ego?.speed ?? 0, gapToEgo }
  }
}

const NO_ORDER: VehicleOrder = {}
