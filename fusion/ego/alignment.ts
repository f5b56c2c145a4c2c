import { createLocalFrame, enuFromGeodetic, type LocalFrame } from '../../src/common/geodesy/local-frame.ts'
import { angleDifference, wrapAngle } from '../../src/core/angle.ts'
import type { GnssObservation } from '../../src/core/observations.ts'
import { ALIGNMENT, type EgoFilterState, MEMORY } from './ego-filter-state.ts'
import { EGO, EGO_SIZE } from './ego-index.ts'

/** m/s: from here on a receiver's course is good to a few degrees and the car goes forward. */
const ALIGNMENT_SPEED = 3
/** m between two fixes that give a direction as good as that, by their noise of some decimetres. */
const ALIGNMENT_DISTANCE = 15
/** rad */
const ALIGNMENT_COURSE_DEVIATION = 0.05
/** m; wide against any fix, so that the next update alone places the car, with all its correlations. */
const UNKNOWN_POSITION_DEVIATION = 1000

/** The frame of the first fix, east-north-up; only after the anchor is set. */
export function anchorFrame({ memory }: EgoFilterState): LocalFrame {
  const at = MEMORY.anchor
  return createLocalFrame({ latitude: memory[at]!, longitude: memory[at + 1]!, altitude: memory[at + 2]! })
}

/**
 * Turns the local frame, which starts at the car, into the world frame as soon as its direction is known: from a course
 * while driving, or from where the car has got since the first fix by its own odometry and by the fixes (so a receiver
 * without a course will do). Returns true when x is in the world frame; the fix at hand then still has to be used.
 */
export function alignWithFix(state: EgoFilterState, fix: GnssObservation): boolean {
  const { memory, x } = state
  if (memory[MEMORY.alignment] === ALIGNMENT.world) return true
  if (memory[MEMORY.alignment] === ALIGNMENT.none) setAnchor(state, fix)
  const yaw = yawFromCourse(state, fix)
  if (Number.isFinite(yaw)) {
    startWorldFrame(state, yaw)
    return true
  }
  const [east, north] = enuFromGeodetic(anchorFrame(state), fix)
  const driven = Math.hypot(x[EGO.east]! - memory[MEMORY.anchor + 3]!, x[EGO.north]! - memory[MEMORY.anchor + 4]!)
  if (Math.min(Math.hypot(east, north), driven) < ALIGNMENT_DISTANCE) return false
  const localDirection = Math.atan2(
    x[EGO.north]! - memory[MEMORY.anchor + 4]!,
    x[EGO.east]! - memory[MEMORY.anchor + 3]!,
  )
  const turn = angleDifference(Math.atan2(north, east), localDirection)
  startWorldFrame(state, x[EGO.yaw]! + turn)
  return true
}

function setAnchor({ memory, x }: EgoFilterState, fix: GnssObservation): void {
  memory[MEMORY.anchor] = fix.latitude
  memory[MEMORY.anchor + 1] = fix.longitude
  memory[MEMORY.anchor + 2] = fix.altitude
  memory[MEMORY.anchor + 3] = x[EGO.east]!
  memory[MEMORY.anchor + 4] = x[EGO.north]!
  memory[MEMORY.alignment] = ALIGNMENT.anchored
}

/** NaN when the course cannot be trusted. */
function yawFromCourse({ memory, x }: EgoFilterState, fix: GnssObservation): number {
  const speed = memory[MEMORY.hasSpeed] === 1 ? x[EGO.speed]! : fix.speed
  if (!(speed > ALIGNMENT_SPEED) || !(fix.speed > ALIGNMENT_SPEED)) return Number.NaN
  return fix.course + x[EGO.yawRate]! * x[EGO.gnssVelocityLatency]!
}

function startWorldFrame({ memory, x, P }: EgoFilterState, yaw: number): void {
  memory[MEMORY.alignment] = ALIGNMENT.world
  x[EGO.east] = 0
  x[EGO.north] = 0
  x[EGO.up] = 0
  x[EGO.yaw] = wrapAngle(yaw)
  forget(P, EGO.east, UNKNOWN_POSITION_DEVIATION)
  forget(P, EGO.north, UNKNOWN_POSITION_DEVIATION)
  forget(P, EGO.up, UNKNOWN_POSITION_DEVIATION)
  forget(P, EGO.yaw, ALIGNMENT_COURSE_DEVIATION)
}

/** Element i is as uncertain as told, and independent of all others. */
function forget(P: Float64Array, i: number, deviation: number): void {
  for (let j = 0; j < EGO_SIZE; j++) {
    P[i * EGO_SIZE + j] = 0
    P[j * EGO_SIZE + i] = 0
  }
  P[i * EGO_SIZE + i] = deviation * deviation
}
