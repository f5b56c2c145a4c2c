import type { LaneMap } from '../../common/map/lane-map.ts'
import type { ControlCommand } from '../../core/command.ts'
import type { ObjectClass } from '../../core/messages.ts'
import type { Trajectory } from '../../core/plan.ts'
import type { TrackedObject } from '../../core/scene.ts'

/** What a drive holds around one moment; everything may be absent. Times in s since the drive's origin. */
export interface Moment {
  readonly drive: string
  readonly time: number
  readonly images: readonly MomentImage[]
  readonly clouds: readonly MomentCloud[]
  readonly radars: readonly MomentRadar[]
  /** Fused road users, ego frame. */
  readonly tracks: readonly TrackedObject[] | null
  /** True ones, ego frame; null without truth of both objects and ego. */
  readonly truth: readonly TruthBox[] | null
  readonly plan: Trajectory | null
  readonly command: Pick<ControlCommand, 'mode' | 'reason' | 'frontWheelAngle' | 'acceleration' | 'limits'> | null
  /** Pose in the world, of the truth or else as fused. */
  readonly pose: MomentPose | null
  /** Driven way, world frame, packed x, y: until the moment, and from then on as far as it is known. */
  readonly drivenBefore: Float64Array
  readonly drivenAfter: Float64Array
  /** World frame; drawn only where the pose is the truth's. */
  readonly map: LaneMap | null
  readonly vehicle: { readonly length: number; readonly width: number; readonly rearAxleToFront: number }
}

export interface MomentPose {
  readonly source: 'truth' | 'fused'
  readonly x: number
  readonly y: number
  readonly yaw: number
  readonly speed: number
}

export interface MomentImage {
  readonly name: string
  /** JPEG, PNG or WebP. */
  readonly bytes: Uint8Array
  /** s before the moment; negative when taken after it. */
  readonly age: number
}

/** Ego frame, m. */
export interface MomentCloud {
  readonly name: string
  readonly age: number
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
}

export interface MomentRadar {
  readonly name: string
  readonly age: number
  /** Ego frame, m; range rate as measured, m/s. */
  readonly targets: readonly { readonly x: number; readonly y: number; readonly rangeRate: number }[]
}

export interface TruthBox {
  readonly id: number
  readonly class: ObjectClass
  readonly x: number
  readonly y: number
  readonly yaw: number
  readonly length: number
  readonly width: number
}
