import type { Polyline } from '../../common/map/lane-map.ts'
import { createPose, ReferenceLine } from '../../common/map/reference-line.ts'
import { angleDifference } from '../../core/angle.ts'
import type { TurnSignal } from '../../core/command.ts'
import type { ObjectClass } from '../../core/messages.ts'
import type { RoadUser } from './road-user.ts'

export interface PathFollowerStart {
  readonly id: number
  readonly class: ObjectClass
  readonly size: readonly [number, number, number]
  readonly path: Polyline
  /** m along the path, m/s. */
  readonly station: number
  readonly speed: number
}

const pose = createPose()

/** Goes along a line at its speed and minds nobody; stands at the line's end. A path without speed is a standing thing. */
export class PathFollower implements RoadUser {
  readonly id: number
  readonly class: ObjectClass
  readonly size: readonly [number, number, number]
  x = 0
  y = 0
  yaw = 0
  speed: number
  acceleration = 0
  yawRate = 0
  turnSignal: TurnSignal = 'off'
  readonly #line: ReferenceLine
  #station: number

  constructor(start: PathFollowerStart) {
    this.id = start.id
    this.class = start.class
    this.size = start.size
    this.speed = start.speed
    this.#line = new ReferenceLine(start.path)
    this.#station = start.station
    this.#place(0)
  }

  move(dt: number): void {
    if (this.speed === 0) return
    this.#station += this.speed * dt
    if (this.#station >= this.#line.length) this.speed = 0
    this.#place(dt)
  }

  #place(dt: number): void {
    this.#line.poseAt(Math.min(this.#station, this.#line.length), pose)
    this.yawRate = dt > 0 ? angleDifference(pose.heading, this.yaw) / dt : 0
    this.x = pose.x
    this.y = pose.y
    this.yaw = pose.heading
  }
}
