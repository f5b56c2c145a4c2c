import type { Trajectory } from '../../core/plan.ts'
import { axdrive } from './runtime.ts'

export function encodeTrajectory({ stamp, planner, points, reason }: Trajectory): Uint8Array {
  // Field names are the same on both sides.
  return axdrive.v1.Trajectory.encode({ stamp, planner, points: [...points], reason }).finish()
}

/** Throws on bytes that are no trajectory. */
export function decodeTrajectory(bytes: Uint8Array): Trajectory {
  const { stamp, planner, points, reason } = axdrive.v1.Trajectory.decode(bytes)
  return {
    stamp,
    planner,
    reason,
    points: points.map((point) => ({
      time: point.time ?? 0,
      x: point.x ?? 0,
      y: point.y ?? 0,
      yaw: point.yaw ?? 0,
      speed: point.speed ?? 0,
      acceleration: point.acceleration ?? 0,
      curvature: point.curvature ?? 0,
    })),
  }
}
