import type { Polyline } from '../../common/map/lane-map.ts'
import { createPose, ReferenceLine } from '../../common/map/reference-line.ts'
import type { TurnSignal } from '../../core/command.ts'
import type { EgoBody, RoadUser } from './road-user.ts'

export interface PedestrianStart {
  readonly id: number
  /** From where to where it walks, m. */
  readonly path: Polyline
  /** m/s; walking 1.4 (Bohannon 1997, Age and Ageing 26), running 3. */
  readonly walkingSpeed: number
  /** Place in the map's crosswalks; -1 where there is none. */
  readonly crosswalk: number
  /** Walks when this says so, asked ten times a second; of itself it stands. */
  readonly mayGo: (time: number, ego: EgoBody | null) => boolean
}

/** m from a vehicle's way at which a walker counts as in it. */
const HALF_WIDTH = 0.3
/** m/s² */
const GETTING_GOING = 2

const pose = createPose()

/** Somebody who stands at the roadside until it is time, then walks to the end of a path. */
export class Pedestrian implements RoadUser {
  readonly id: number
  readonly class = 'pedestrian'
  readonly size = [0.6, 0.6, 1.75] as const
  readonly crosswalk: number
  x = 0
  y = 0
  yaw = 0
  speed = 0
  acceleration = 0
  yawRate = 0
  turnSignal: TurnSignal = 'off'
  readonly #line: ReferenceLine
  readonly #start: PedestrianStart
  #station = 0
  #isWalking = false

  constructor(start: PedestrianStart) {
    this.id = start.id
    this.crosswalk = start.crosswalk
    this.#start = start
    this.#line = new ReferenceLine(start.path)
    this.#place()
  }

  get isWalking(): boolean {
    return this.#isWalking && this.#station < this.#line.length
  }

  decide(time: number, ego: EgoBody | null): void {
    if (!this.#isWalking) this.#isWalking = this.#start.mayGo(time, ego)
  }

  move(dt: number): void {
    const wanted = this.isWalking ? this.#start.walkingSpeed : 0
    const before = this.speed
    this.speed = Math.min(wanted, before + GETTING_GOING * dt)
    this.acceleration = (this.speed - before) / dt
    this.#station = Math.min(this.#line.length, this.#station + this.speed * dt)
    this.#place()
  }

  /** Whether a vehicle must let it walk on over this crosswalk: it is on its way, and not yet past the vehicle's way. */
  blocks(
    crosswalk: number,
    vehicle: {
      readonly x: number
      readonly y: number
      readonly yaw: number
      readonly size: readonly [number, number, number]
    },
  ): boolean {
    if (crosswalk !== this.crosswalk || !this.isWalking) return false
    // Across the vehicle's heading: where it is, and whether it comes nearer.
    const offset = -Math.sin(vehicle.yaw) * (this.x - vehicle.x) + Math.cos(vehicle.yaw) * (this.y - vehicle.y)
    const across = Math.sin(this.yaw - vehicle.yaw)
    const clear = vehicle.size[1] / 2 + HALF_WIDTH + 0.7
    return Math.abs(offset) < clear || offset * across < 0
  }

  #place(): void {
    this.#line.poseAt(this.#station, pose)
    this.x = pose.x
    this.y = pose.y
    this.yaw = pose.heading
  }
}
