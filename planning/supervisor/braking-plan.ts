import { poseOnArc } from '../../src/common/motion/arc.ts'
import { drivenCurvature } from '../../src/common/motion/driven-curvature.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Trajectory, TrajectoryPoint } from '../../src/core/plan.ts'
import type { EgoState } from '../../src/core/scene.ts'
import type { Stamp } from '../../src/core/time.ts'
import { createPathPose, type PathPose, type PlanPath } from './plan-path.ts'

/** The planner's name of stops. */
export const SUPERVISOR = 'supervisor'

/** s between points, and within. */
const STEP = 0.2
const SUBSTEPS = 4
/** s to stand still after the stop, so that the plan can be read ahead to its end. */
const REST = 2
/** s at most: a stop from 60 m/s with 1 m/s²; without braking, as far as plans go. */
const LONGEST = 64
const LONGEST_DRIVE = 4

/** How hard, m/s² (positive), and how suddenly, m/s³. */
export interface Braking {
  readonly deceleration: number
  readonly jerk: number
}

/** Slows down to a standstill along a path: bends are kept. With a deceleration of 0 it keeps its speed. */
export function brakingAlong(
  path: PlanPath,
  ego: EgoState,
  braking: Braking,
  stamp: Stamp,
  reason: string,
): Trajectory {
  return brakingPlan((station, out) => path.poseAhead(station, out), ego, braking, stamp, reason)
}

/** … and along the curvature that the car drives, where no path is known. */
export function brakingOnArc(
  ego: EgoState,
  vehicle: VehicleTable,
  braking: Braking,
  stamp: Stamp,
  reason: string,
): Trajectory {
  const curvature = drivenCurvature(ego, vehicle)
  const poseAt = (station: number, out: PathPose) => Object.assign(out, poseOnArc(curvature, station), { curvature })
  return brakingPlan(poseAt, ego, braking, stamp, reason)
}

function brakingPlan(
  poseAt: (station: number, out: PathPose) => void,
  ego: EgoState,
  { deceleration, jerk }: Braking,
  stamp: Stamp,
  reason: string,
): Trajectory {
  const points: TrajectoryPoint[] = []
  const pose = createPathPose()
  const from = Math.min(0, Number.isFinite(ego.acceleration) ? ego.acceleration : 0)
  let speed = Math.max(0, ego.speed)
  let station = 0
  let stood = Number.POSITIVE_INFINITY
  const most = deceleration > 0 ? LONGEST : LONGEST_DRIVE
  for (let i = 0; i * STEP <= most; i++) {
    const time = i * STEP
    // A standing car does not brake on: the plan says what the car will do.
    const acceleration = speed === 0 ? 0 : Math.max(-deceleration, from - jerk * time)
    poseAt(station, pose)
    points.push({ time, ...pose, speed, acceleration })
    if (speed === 0) stood = Math.min(stood, time)
    if (time >= stood + REST) break
    for (let k = 0; k < SUBSTEPS; k++) {
      const dt = STEP / SUBSTEPS
      const next = Math.max(0, speed + Math.max(-deceleration, from - jerk * (time + k * dt)) * dt)
      station += 0.5 * (speed + next) * dt
      speed = next
    }
  }
  return { stamp, planner: SUPERVISOR, points, reason }
}
