import { createPose, createProjection, ReferenceLine } from '../../common/map/reference-line.ts'
import { idmAcceleration, NUPLAN_IDM } from '../../common/motion/idm.ts'
import { angleDifference } from '../../core/angle.ts'
import type { TurnSignal } from '../../core/command.ts'
import type { ObjectClass } from '../../core/messages.ts'
import type { RecordedEgo, RecordedTrack } from '../world/recorded-track.ts'
import type { EgoBody, RoadUser } from './road-user.ts'

/** m between the ego car and where it was in the recording, from which on the others react to it. */
const DEVIATION = 2
/** m of a track below which somebody stands or shuffles: no path to react along. */
const LEAST_PATH = 5
/** m: points of a path nearer than this are one. */
const SAME_POINT = 0.3
/** m beside a path that its driver looks at, beyond both half widths. */
const SIDE_MARGIN = 0.3
const LOOK_AHEAD = 60

const pose = createPose()
const projection = createProjection()

/**
 * Recorded road users: each follows its log to the letter; once the ego car has left its own by {@link DEVIATION}, those
 * who drive go on along their recorded paths by the intelligent driver model, behind whatever is in their way.
 */
export class RecordedTraffic {
  readonly #actors: RecordedActor[]
  readonly #ego: RecordedEgo | null
  #hasDeviated = false

  constructor(tracks: readonly RecordedTrack[], ego: RecordedEgo | null) {
    this.#actors = tracks.map((track) => new RecordedActor(track))
    this.#ego = ego
  }

  get isReacting(): boolean {
    return this.#hasDeviated
  }

  /** Those who are there now. */
  *users(): Generator<RoadUser> {
    for (const actor of this.#actors) if (actor.isThere) yield actor
  }

  decide(time: number, ego: EgoBody): void {
    if (this.#actors.length === 0) return
    if (!this.#hasDeviated && this.#distanceToLog(time, ego) > DEVIATION) {
      this.#hasDeviated = true
      for (const actor of this.#actors) actor.leaveLog()
    }
    if (!this.#hasDeviated) return
    const bodies: Body[] = [{ x: ego.x, y: ego.y, yaw: ego.yaw, speed: ego.speed, size: [ego.length, ego.width, 1.5] }]
    for (const actor of this.#actors) if (actor.isThere) bodies.push(actor)
    for (const actor of this.#actors) if (actor.isThere) actor.react(bodies)
  }

  /** To `time`, `dt` s after the last one. */
  move(time: number, dt: number): void {
    for (const actor of this.#actors) actor.move(time, dt)
  }

  #distanceToLog(time: number, ego: EgoBody): number {
    const log = this.#ego
    if (!log || log.times.length === 0) return Number.POSITIVE_INFINITY
    const i = indexAt(log.times, time)
    const share = shareAt(log.times, i, time)
    const x = between(log.x, i, share)
    const y = between(log.y, i, share)
    // The log is of the rear axle, the body of the box; along the heading the offset is less than 2 m.
    const yaw = log.yaw[i]!
    const across = -Math.sin(yaw) * (ego.x - x) + Math.cos(yaw) * (ego.y - y)
    const along = Math.cos(yaw) * (ego.x - x) + Math.sin(yaw) * (ego.y - y) - 1.4
    return Math.hypot(along, across)
  }
}

type Body = Pick<RoadUser, 'x' | 'y' | 'yaw' | 'speed'> & { readonly size: readonly number[] }

class RecordedActor implements RoadUser {
  readonly id: number
  readonly class: ObjectClass
  readonly size: readonly [number, number, number]
  x = 0
  y = 0
  yaw = 0
  speed = 0
  acceleration = 0
  yawRate = 0
  turnSignal: TurnSignal = 'off'
  isThere = false
  readonly #track: RecordedTrack
  readonly #line: ReferenceLine | null
  readonly #desiredSpeed: number
  #station = Number.NaN
  #followsLog = true

  constructor(track: RecordedTrack) {
    this.id = track.id
    this.class = track.class
    this.size = track.size
    this.#track = track
    this.#line = track.class === 'pedestrian' ? null : pathOf(track)
    this.#desiredSpeed = track.speed.reduce((largest, speed) => Math.max(largest, speed), 1)
    this.#followLog(track.times[0] ?? 0, 0)
    this.isThere = (track.times[0] ?? 1) <= 0
  }

  /** Those who drive and have somewhere to go react from now on; the others keep to their log. */
  leaveLog(): void {
    if (!this.#line || !this.isThere) return
    this.#line.project(this.x, this.y, projection)
    this.#station = projection.station
    this.#followsLog = false
  }

  react(bodies: readonly Body[]): void {
    if (this.#followsLog || !this.#line) return
    const front = this.#station + this.size[0] / 2
    let gap = Number.POSITIVE_INFINITY
    let leadSpeed = 0
    for (const body of bodies) {
      if (body === this || Math.hypot(body.x - this.x, body.y - this.y) > LOOK_AHEAD) continue
      this.#line.projectNear(body.x, body.y, this.#station + LOOK_AHEAD / 2, LOOK_AHEAD / 2 + 5, projection)
      const turned = body.yaw - projection.heading
      const along = 0.5 * (body.size[0]! * Math.abs(Math.cos(turned)) + body.size[1]! * Math.abs(Math.sin(turned)))
      const across = 0.5 * (body.size[0]! * Math.abs(Math.sin(turned)) + body.size[1]! * Math.abs(Math.cos(turned)))
      const distance = projection.station - along - front
      if (projection.station < this.#station || distance >= gap) continue
      if (Math.abs(projection.offset) > across + this.size[1] / 2 + SIDE_MARGIN) continue
      gap = Math.max(0, distance)
      leadSpeed = Math.max(0, body.speed * Math.cos(turned))
    }
    const idm = { ...NUPLAN_IDM, desiredSpeed: this.#desiredSpeed }
    this.acceleration = Math.max(-8, idmAcceleration(idm, this.speed, gap, leadSpeed))
  }

  move(time: number, dt: number): void {
    if (this.#followsLog || !this.#line) {
      this.#followLog(time, dt)
      return
    }
    const before = this.speed
    this.speed = Math.max(0, before + this.acceleration * dt)
    this.#station += 0.5 * (before + this.speed) * dt
    if (this.#station > this.#line.length) {
      this.isThere = false
      return
    }
    this.#line.poseAt(this.#station, pose)
    this.yawRate = dt > 0 ? angleDifference(pose.heading, this.yaw) / dt : 0
    this.x = pose.x
    this.y = pose.y
    this.yaw = pose.heading
  }

  #followLog(time: number, dt: number): void {
    const { times, x, y, yaw, speed } = this.#track
    const last = times.length - 1
    this.isThere = last >= 0 && time >= times[0]! && time <= times[last]!
    if (!this.isThere) return
    const i = indexAt(times, time)
    const share = shareAt(times, i, time)
    const next = Math.min(last, i + 1)
    const turned = yaw[i]! + share * angleDifference(yaw[next]!, yaw[i]!)
    this.yawRate = dt > 0 ? angleDifference(turned, this.yaw) / dt : 0
    const driven = between(speed, i, share)
    this.acceleration = dt > 0 ? (driven - this.speed) / dt : 0
    this.x = between(x, i, share)
    this.y = between(y, i, share)
    this.yaw = turned
    this.speed = driven
  }
}

/** The way that a track took, or null where it hardly moved. */
function pathOf({ x, y }: RecordedTrack): ReferenceLine | null {
  const points: number[] = []
  let length = 0
  for (let i = 0; i < x.length; i++) {
    const n = points.length
    const step = n === 0 ? SAME_POINT : Math.hypot(x[i]! - points[n - 2]!, y[i]! - points[n - 1]!)
    if (step < SAME_POINT) continue
    if (n > 0) length += step
    points.push(x[i]!, y[i]!)
  }
  return length < LEAST_PATH ? null : new ReferenceLine(Float64Array.from(points))
}

/** Index of the last sample at or before `time`. */
function indexAt(times: Float64Array, time: number): number {
  let low = 0
  let high = times.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (times[middle]! <= time) low = middle
    else high = middle - 1
  }
  return low
}

function shareAt(times: Float64Array, i: number, time: number): number {
  if (i + 1 >= times.length) return 0
  return Math.min(1, Math.max(0, (time - times[i]!) / (times[i + 1]! - times[i]!)))
}

function between(values: Float64Array, i: number, share: number): number {
  return values[i]! + share * ((values[i + 1] ?? values[i]!) - values[i]!)
}
