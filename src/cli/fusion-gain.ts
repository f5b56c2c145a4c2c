import { createFusion, fuse } from '../../fusion/fuse.ts'
import { SparseAssignment } from '../common/assignment/sparse-assignment.ts'
import { GENERIC_CAR } from '../common/vehicle/generic-car.ts'
import { angleDifference } from '../core/angle.ts'
import type { TruthObject } from '../core/messages.ts'
import type { TrackedObject } from '../core/scene.ts'
import { type Stamp, secondsBetween, stampFromSeconds } from '../core/time.ts'
import type { SensedMoment, TrueEgo } from '../simulation/sensors/sensed-moment.ts'
import type { FusionDrive } from './fusion-drive.ts'

/** ns between scored stamps; s from the start that are not scored; m from the car within which objects are scored. */
const STEP = stampFromSeconds(0.05)
const SETTLING = 0.15
const REACH = 70
/** rad to either side of straight ahead: objects within, with nothing in front of them, are scored along the sight. */
const AHEAD = 0.6
/** m between the centres of a track and of the object that it is of. */
const GATE = 5
/** m/s² along the motion: braking from here down, steady within. */
const BRAKING = -2
const STEADY = 0.3
/** s of a track's age. */
const YOUNG = 1
const OLD = 3

/** Sums of squares and counts, to be added up over drives. */
export class GainScore {
  #position = 0
  #velocity = 0
  #matched = 0
  #missed = 0
  #false = 0
  #seconds = 0
  readonly #radial = { young: [0, 0], braking: [0, 0], steady: [0, 0] } as Record<Phase, [number, number]>

  /** m, m/s (both components together), %, tracks at a time. */
  get positionRmse(): number {
    return Math.sqrt(this.#position / this.#matched)
  }

  get velocityRmse(): number {
    return Math.sqrt(this.#velocity / this.#matched)
  }

  get missedShare(): number {
    return this.#missed / (this.#missed + this.#matched)
  }

  get falseTracks(): number {
    return this.#false / this.#seconds
  }

  /** RMSE of the velocity along the line of sight from the car, m/s, and the samples in it. */
  radial(phase: Phase): { readonly rmse: number; readonly samples: number } {
    const [sum, samples] = this.#radial[phase]
    return { rmse: Math.sqrt(sum / samples), samples }
  }

  addStamp(falseTracks: number, missed: number): void {
    this.#false += falseTracks
    this.#missed += missed
    this.#seconds++
  }

  addMatch(positionError: number, velocityError: number): void {
    this.#position += positionError * positionError
    this.#velocity += velocityError * velocityError
    this.#matched++
  }

  addRadial(phase: Phase, error: number): void {
    this.#radial[phase][0] += error * error
    this.#radial[phase][1]++
  }
}

export type Phase = 'young' | 'braking' | 'steady'

/** Fuses a drive and scores its tracks against the truth; only stamps in [from, to) (s) where given. */
export function scoreGain(drive: FusionDrive, score: GainScore, from = SETTLING, to = Number.POSITIVE_INFINITY): void {
  const fusion = createFusion(GENERIC_CAR)
  const observations = drive.deliveries.map(({ observation }) => observation).sort((a, b) => a.stamp - b.stamp)
  const assignment = new SparseAssignment()
  let next = 0
  for (let stamp = 0; stamp < drive.end; stamp += STEP) {
    const start = next
    while (next < observations.length && observations[next]!.stamp <= stamp) next++
    const { output } = fuse(fusion, observations.slice(start, next), stamp)
    const seconds = secondsBetween(0, stamp)
    if (seconds < from || seconds >= to) continue
    scoreStamp(drive, drive.truth(stamp), output.objects, assignment, score)
  }
}

function scoreStamp(
  drive: FusionDrive,
  moment: SensedMoment,
  tracks: readonly TrackedObject[],
  assignment: SparseAssignment,
  score: GainScore,
): void {
  const truths = moment.objects.map((object) => relativeTo(moment.ego, object))
  assignment.begin(tracks.length, truths.length)
  for (const [row, { position }] of tracks.entries()) {
    for (const [column, truth] of truths.entries()) {
      const distance = Math.hypot(position[0] - truth.x, position[1] - truth.y)
      if (distance < GATE) assignment.add(row, column, distance)
    }
  }
  assignment.solve(GATE)
  let [falseTracks, missed] = [0, 0]
  for (const [row, track] of tracks.entries()) {
    const column = assignment.columnOf[row]!
    if (column < 0) {
      if (track.isConfirmed) falseTracks++
      continue
    }
    const truth = truths[column]!
    if (Math.hypot(truth.x, truth.y) > REACH) continue
    const dvx = track.velocity[0] - truth.vx
    const dvy = track.velocity[1] - truth.vy
    const range = Math.hypot(truth.x, truth.y)
    const radial = (dvx * truth.x + dvy * truth.y) / range
    const acceleration = accelerationOf(drive, moment.objects[column]!.id, moment.stamp)
    if (isInPlainView(truths, column)) {
      if (track.age < YOUNG) score.addRadial('young', radial)
      if (acceleration < BRAKING) score.addRadial('braking', radial)
      if (track.age > OLD && Math.abs(acceleration) < STEADY) score.addRadial('steady', radial)
    }
    if (!track.isConfirmed) continue
    score.addMatch(Math.hypot(track.position[0] - truth.x, track.position[1] - truth.y), Math.hypot(dvx, dvy))
  }
  for (const [column, truth] of truths.entries()) {
    const row = assignment.rowOf[column]!
    const isFound = row >= 0 && tracks[row]!.isConfirmed
    if (!isFound && Math.hypot(truth.x, truth.y) < REACH) missed++
  }
  score.addStamp(falseTracks, missed)
}

/** Ahead, and no nearer object's body lies in the direction of its centre: where any sensor would see it. */
function isInPlainView(truths: readonly RelativeTruth[], index: number): boolean {
  const { x, y } = truths[index]!
  const range = Math.hypot(x, y)
  const bearing = Math.atan2(y, x)
  if (Math.abs(bearing) > AHEAD) return false
  return truths.every((other, i) => {
    const distance = Math.hypot(other.x, other.y)
    if (i === index || distance >= range) return true
    return Math.abs(angleDifference(bearing, Math.atan2(other.y, other.x))) > Math.atan2(other.radius, distance)
  })
}

interface RelativeTruth {
  readonly x: number
  readonly y: number
  readonly vx: number
  readonly vy: number
  /** Half of the footprint's diagonal, m. */
  readonly radius: number
}

/** Position and velocity over ground in ego axes. */
function relativeTo(ego: TrueEgo, { position, velocity, size }: TruthObject): RelativeTruth {
  const cos = Math.cos(ego.yaw)
  const sin = Math.sin(ego.yaw)
  const dx = position[0] - ego.position[0]
  const dy = position[1] - ego.position[1]
  return {
    x: cos * dx + sin * dy,
    y: cos * dy - sin * dx,
    vx: cos * velocity[0] + sin * velocity[1],
    vy: cos * velocity[1] - sin * velocity[0],
    radius: 0.5 * Math.hypot(size[0], size[1]),
  }
}

/** m/s² along the motion, by central difference. */
function accelerationOf(drive: FusionDrive, id: number, stamp: Stamp): number {
  const speedAt = (at: Stamp) => {
    const object = drive.truth(at).objects.find((one) => one.id === id)!
    return Math.hypot(object.velocity[0], object.velocity[1])
  }
  const before = Math.max(0, stamp - STEP)
  return (speedAt(stamp + STEP) - speedAt(before)) / secondsBetween(before, stamp + STEP)
}
