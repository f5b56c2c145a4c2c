import { createLocalFrame, type LocalFrame } from '../common/geodesy/local-frame.ts'
import { type EgoSample, scoreEgoAccuracy } from '../common/scoring/ego-accuracy.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { angleDifference, RADIANS_PER_DEGREE } from '../core/angle.ts'
import type { EgoState } from '../core/scene.ts'
import { NANOSECONDS_PER_SECOND, type Stamp, secondsBetween } from '../core/time.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { motionOfPoint, referenceMotion, referencePoint } from './reference-pose.ts'

/** s at the start that are not scored: the filter settles. */
const SETTLING = 5
/** s between an estimate and the pose it is carried to at constant motion: one plan period, with room for jitter. */
const LONGEST_CARRY = 0.06

/** The ego estimates of a replay against the drive's /truth/ego; empty where it has none. */
export async function driveAccuracy(
  drive: DriveReader,
  vehicle: VehicleTable,
  estimates: readonly EgoState[],
): Promise<Record<string, number>> {
  const samples: EgoSample[] = []
  let frame: LocalFrame | null = null
  let next = 0
  let first: Stamp | null = null
  for await (const batch of drive.messages(() => {}, { topics: (topic) => topic === '/truth/ego' })) {
    for (const { stamp, payload } of batch) {
      if (payload.kind !== 'pose-truth') continue
      first ??= stamp
      if (secondsBetween(first, stamp) < SETTLING) continue
      while (next + 1 < estimates.length && estimates[next + 1]!.stamp <= stamp) next++
      const estimate = estimates[next]
      if (!estimate?.isValid || estimate.origin === null) continue
      const carry = secondsBetween(estimate.stamp, stamp)
      if (!(carry >= 0 && carry <= LONGEST_CARRY)) continue
      frame ??= createLocalFrame(estimate.origin)
      const point = referencePoint(payload, vehicle)
      samples.push({
        stamp,
        estimate: motionOfPoint(carried(estimate, carry), point),
        reference: referenceMotion(payload, frame),
      })
    }
  }
  if (samples.length === 0) return {}
  const { speed, course, position } = scoreEgoAccuracy(samples)
  return {
    ego_poses: samples.length,
    ego_speed_rmse_mps: speed.rmse,
    ego_speed_bias_mps: speed.bias,
    ego_course_rmse_deg: course.rmse / RADIANS_PER_DEGREE,
    ego_position_median_m: position.median,
    ego_position_p95_m: position.p95,
  }
}

/** The estimate `dt` s later at constant speed and yaw rate. */
function carried(ego: EgoState, dt: number): EgoState {
  const middle = ego.yaw + 0.5 * ego.yawRate * dt
  const [east, north, up] = ego.position
  const distance = ego.speed * dt
  return {
    ...ego,
    stamp: ego.stamp + dt * NANOSECONDS_PER_SECOND,
    position: [east + distance * Math.cos(middle), north + distance * Math.sin(middle), up],
    yaw: angleDifference(ego.yaw, -ego.yawRate * dt),
    speed: ego.speed + ego.acceleration * dt,
  }
}
