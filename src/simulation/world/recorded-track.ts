import type { ObjectClass } from '../../core/messages.ts'
import type { World } from './world.ts'

/** A world rebuilt from a recorded drive's /truth topics. Times are s since the drive's origin. */
export interface RecordedWorld {
  readonly world: World
  /** Road users that moved or could: everything but `static` objects, which are in the world. */
  readonly tracks: readonly RecordedTrack[]
  readonly ego: RecordedEgo
}

/** One road user as it was, sampled; between samples it is interpolated, outside of them it is absent. */
export interface RecordedTrack {
  readonly id: number
  readonly class: ObjectClass
  /** Length, width, height, m: the median over the track. */
  readonly size: readonly [number, number, number]
  /** s, ascending; n of them, as in all columns. */
  readonly times: Float64Array
  /** Box centre, world frame, m. */
  readonly x: Float64Array
  readonly y: Float64Array
  /** rad */
  readonly yaw: Float64Array
  /** Along the heading, m/s; negative when driving backwards. */
  readonly speed: Float64Array
}

/** The recorded drive itself: the `ego` frame's origin (ground under the rear axle). */
export interface RecordedEgo {
  readonly times: Float64Array
  readonly x: Float64Array
  readonly y: Float64Array
  readonly yaw: Float64Array
  readonly speed: Float64Array
}
