import type { Stamp } from './time.ts'

/** standby: nothing to act on yet; drive; degraded: an input is missing, or another plan is driven; minimal-risk: braking stop in lane; emergency. */
export const COMMAND_MODES = ['standby', 'drive', 'degraded', 'minimal-risk', 'emergency'] as const
export type CommandMode = (typeof COMMAND_MODES)[number]

export const GEARS = ['park', 'reverse', 'neutral', 'drive'] as const
export type Gear = (typeof GEARS)[number]

export const TURN_SIGNALS = ['off', 'left', 'right', 'hazard'] as const
export type TurnSignal = (typeof TURN_SIGNALS)[number]

/** The limits that can act at the output gate, in the order in which the gate applies them. */
export const LIMITS = [
  'not-finite',
  'front-wheel-angle',
  'lateral-acceleration',
  'lateral-jerk',
  'front-wheel-angle-rate',
  'acceleration',
  'deceleration',
  'jerk',
] as const
export type Limit = (typeof LIMITS)[number]

/** What leaves the stack. Nothing in it is measured by a wall clock: equal input gives equal bytes. */
export interface ControlCommand {
  readonly stamp: Stamp
  /** Counts up from 0 by one a command. */
  readonly sequence: number
  /** The receiver must stop following the command after this stamp. */
  readonly validUntil: Stamp
  readonly mode: CommandMode
  /** Why the mode is what it is; empty while driving normally. */
  readonly reason: string
  /** rad at the front wheels, left positive. */
  readonly frontWheelAngle: number
  /** rad/s */
  readonly frontWheelAngleRate: number
  /** 1/m, left positive. */
  readonly curvature: number
  /** m/s² along x. */
  readonly acceleration: number
  readonly gear: Gear
  readonly turnSignal: TurnSignal
  /** Limits that changed what control asked for. */
  readonly limits: readonly Limit[]
  /** Newest measurement stamp used of each sensor, by sensor name in ascending order. */
  readonly newest: readonly { readonly sensor: string; readonly stamp: Stamp }[]
}
