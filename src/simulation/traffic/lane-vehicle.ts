import { createPose, createProjection } from '../../common/map/reference-line.ts'
import { Random } from '../../common/random/xoshiro.ts'
import { angleDifference } from '../../core/angle.ts'
import type { TurnSignal } from '../../core/command.ts'
import type { ObjectClass } from '../../core/messages.ts'
import { type LaneFacts, LaneWay } from './lane-way.ts'
import type { RoadUser } from './road-user.ts'
import type { StopReason } from './stop.ts'
import type { DriverProfile } from './vehicle-kinds.ts'
import type { VehicleScript } from './vehicle-script.ts'

export interface LaneVehicleStart {
  readonly id: number
  readonly profile: DriverProfile
  /** Index of the lane, m along it, m beside its centre line (left positive), m/s. */
  readonly lane: number
  readonly station: number
  readonly offset?: number
  readonly speed: number
  /** Lanes that it keeps to while it can, in order of travel. */
  readonly way?: readonly number[]
  /** Makes a script that has not begun: a start may be used for several runs. */
  readonly script?: () => VehicleScript
  /** It has broken down: whoever has a lane beside goes round it. */
  readonly standsForGood?: boolean
  readonly randomSeed: number
}

/** s for a change of lanes: mean of naturalistic studies (Toledo, Zohar 2007, TRR 1999). */
const CHANGE_DURATION = 4
/** Largest slope of the quintic 10 s³ - 15 s⁴ + 6 s⁵, and of a change of lanes against the lane (17°). */
const QUINTIC_PEAK = 1.875
const STEEPEST_SLIDE = 0.3
/** m kept planned ahead. */
const PLANNED = 160

const FREE = { stop: null, lead: null }

const projection = createProjection()
const pose = createPose()

/** A vehicle that keeps to lanes. Its station is that of its box's centre on its lane's centre line. */
export class LaneVehicle implements RoadUser {
  readonly id: number
  readonly class: ObjectClass
  readonly size: readonly [number, number, number]
  readonly profile: DriverProfile
  readonly way: LaneWay
  readonly script: VehicleScript | null
  /** m beside the centre line where it likes to drive. */
  readonly usualOffset: number
  x = 0
  y = 0
  yaw = 0
  speed: number
  acceleration = 0
  yawRate = 0
  turnSignal: TurnSignal = 'off'
  station: number
  offset: number
  /** It reached the map's end. */
  isGone = false
  /** It waits before the junction lane ahead: nobody needs to count on it. */
  isHeld = false
  /** Junction lane (index) before whose stop sign it has stood, or -1. */
  stoodBefore = -1
  /** Lane that it is leaving, or -1. */
  leaving = -1
  /** What the last decision was bound by: a stop that is nearer than the lead, or a lead. */
  constraint: { readonly stop: Exclude<StopReason, 'lane-end'> | null; readonly lead: number | null } = FREE
  /** Somebody is beside it on the lane that it is changing to: it does not come nearer. */
  isHeldBeside = false
  /** s of the last change's end. */
  settledSince = 0
  readonly #facts: LaneFacts
  #changeFrom = 0
  #changeTime = CHANGE_DURATION
  #changeDuration = CHANGE_DURATION

  constructor(facts: LaneFacts, start: LaneVehicleStart) {
    this.id = start.id
    this.class = start.profile.class
    this.size = start.profile.size
    this.profile = start.profile
    this.script = start.script?.() ?? null
    this.way = new LaneWay(facts.index, start.lane, new Random(start.randomSeed), start.way)
    this.station = start.station
    this.offset = start.offset ?? 0
    this.usualOffset = this.offset
    this.speed = start.speed
    this.#facts = facts
    this.way.extend(this.station, PLANNED)
    this.#place(0)
  }

  get halfLength(): number {
    return this.size[0] / 2
  }

  get isChanging(): boolean {
    return this.#changeTime < this.#changeDuration
  }

  /** m/s on the lane at this index. */
  desiredSpeed(lane: number): number {
    const { profile } = this
    return Math.min(profile.largestSpeed, profile.speedShare * this.#facts.limit[lane]!, this.#facts.bendSpeed[lane]!)
  }

  /** Keeps its way planned far enough ahead; to be called before every decision. */
  planAhead(): void {
    this.way.extend(this.station, PLANNED)
  }

  beginChange(lane: number, side: 'left' | 'right', duration = CHANGE_DURATION): void {
    const line = this.#facts.index.lines[lane]!
    line.project(this.x, this.y, projection)
    this.leaving = this.way.lane
    this.way.changeTo(lane)
    this.station = projection.station
    this.offset = projection.offset
    this.#changeFrom = projection.offset
    this.#changeTime = 0
    this.#changeDuration = duration
    this.turnSignal = side
    this.way.extend(this.station, PLANNED)
  }

  /** Moves on for `dt` s under its acceleration. */
  move(dt: number, time: number): void {
    const before = this.speed
    this.speed = Math.max(0, before + this.acceleration * dt)
    this.station += 0.5 * (before + this.speed) * dt
    if (this.isChanging) this.#slide(dt, time)
    const { lines } = this.#facts.index
    while (this.station > lines[this.way.lane]!.length) {
      const passed = lines[this.way.lane]!.length
      if (!this.way.advance()) {
        this.isGone = true
        return
      }
      this.station -= passed
      this.leaving = -1
      this.way.extend(this.station, PLANNED)
    }
    this.#place(dt)
  }

  /** Quintic from the old offset to the usual one: no jump in lateral speed or acceleration. */
  #slide(dt: number, time: number): void {
    if (this.isHeldBeside) return
    this.#changeTime += dt * this.#slidePace()
    const s = Math.min(1, this.#changeTime / this.#changeDuration)
    this.offset = this.usualOffset + (this.#changeFrom - this.usualOffset) * (1 - s * s * s * (10 - 15 * s + 6 * s * s))
    if (s > 0.6) this.leaving = -1
    if (s < 1) return
    this.turnSignal = 'off'
    this.settledSince = time
  }

  /** How fast the change goes on: whoever is slow cannot go sideways faster than its front wheels turn it. */
  #slidePace(): number {
    const fastest = (QUINTIC_PEAK * Math.abs(this.#changeFrom - this.usualOffset)) / this.#changeDuration
    return Math.min(1, (STEEPEST_SLIDE * this.speed) / Math.max(0.1, fastest))
  }

  #place(dt: number): void {
    this.#facts.index.lines[this.way.lane]!.poseAt(this.station, pose)
    const x = pose.x - this.offset * Math.sin(pose.heading)
    const y = pose.y + this.offset * Math.cos(pose.heading)
    const slide = this.isChanging ? this.#slideAngle() : 0
    const yaw = pose.heading + slide
    this.yawRate = dt > 0 ? angleDifference(yaw, this.yaw) / dt : pose.curvature * this.speed
    this.x = x
    this.y = y
    this.yaw = yaw
  }

  /** Heading against the lane's while changing: atan(offset rate over speed). */
  #slideAngle(): number {
    const s = this.#changeTime / this.#changeDuration
    const rate = -(this.#changeFrom - this.usualOffset) * 30 * s * s * (1 - s) * (1 - s)
    return Math.atan((rate * this.#slidePace()) / this.#changeDuration / Math.max(this.speed, 0.1))
  }
}
