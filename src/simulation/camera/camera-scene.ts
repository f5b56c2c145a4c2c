import type { RoadUser } from '../traffic/road-user.ts'

/** What moves, at the moment of exposure. World frame. */
export interface CameraScene {
  /** s since the drive's origin: signals, indicators and legs go by it. */
  readonly time: number
  /** Origin of the ego frame and heading, m and rad. */
  readonly ego: { readonly x: number; readonly y: number; readonly yaw: number }
  readonly actors: readonly CameraActor[]
}

/** A road user as traffic has it: the id gives it its colours, acceleration its brake lights. */
export type CameraActor = Readonly<RoadUser>
