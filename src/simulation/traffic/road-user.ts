import type { TurnSignal } from '../../core/command.ts'
import type { ObjectClass } from '../../core/messages.ts'

/** Anything in the world that moves, could move, or stands in the way. Mutable: traffic moves it. */
export interface RoadUser {
  readonly id: number
  readonly class: ObjectClass
  /** Length, width, height, m. */
  readonly size: readonly [number, number, number]
  /** Box centre on the ground, world frame, m. */
  x: number
  y: number
  /** rad counter-clockwise from east. */
  yaw: number
  /** Along the heading, m/s. */
  speed: number
  /** m/s² */
  acceleration: number
  /** rad/s */
  yawRate: number
  turnSignal: TurnSignal
}

/** m/s² below which the brake lights are on: more than an engine's drag. */
const BRAKE_LIGHT = -0.7

export function brakeLightIsOn(user: RoadUser): boolean {
  return user.acceleration < BRAKE_LIGHT || (user.speed < 0.1 && user.acceleration <= 0)
}

/** The ego car as the others see it. */
export interface EgoBody {
  /** Box centre, m; rad; m/s. */
  readonly x: number
  readonly y: number
  readonly yaw: number
  readonly speed: number
  readonly length: number
  readonly width: number
  /** Of its front bumper along its route, m. */
  readonly frontStation: number
  /** Id of the vehicle in traffic that plays its part, where one does. */
  readonly standsFor?: number
}
