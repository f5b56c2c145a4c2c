import type { EgoState } from '../../core/scene.ts'
import { type Stamp, secondsBetween } from '../../core/time.ts'
import { poseOnArc } from '../motion/arc.ts'

/** m/s; slower, the turn has no arc to go along. */
const STANDING = 1e-3

/**
 * How the ego frame moved from one stamp to another at constant speed and yaw rate. Valid for ages of sensor frames: 0.2 s
 * at 4 m/s² are 0.08 m. One object that is set again and again.
 */
export class EgoShift {
  /** The later ego frame in the earlier one: m, m, and its direction. */
  x = 0
  y = 0
  cos = 1
  sin = 0

  /** From `earlier` (a frame's stamp) to `later` (the scene's); the other way round is as good. */
  set(ego: EgoState, earlier: Stamp, later: Stamp): void {
    const dt = secondsBetween(earlier, later)
    const turn = ego.isValid ? ego.yawRate * dt : 0
    const way = ego.isValid ? ego.speed * dt : 0
    const isStanding = Math.abs(ego.speed) < STANDING || way === 0
    const pose = isStanding ? null : poseOnArc(ego.yawRate / ego.speed, way)
    this.x = pose?.x ?? 0
    this.y = pose?.y ?? 0
    this.cos = Math.cos(turn)
    this.sin = Math.sin(turn)
  }
}
