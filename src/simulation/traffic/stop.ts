/** Why a vehicle stops where no body stands. */
const STOP_REASONS = ['light', 'stop-sign', 'yield', 'crosswalk', 'lane-end'] as const
export type StopReason = (typeof STOP_REASONS)[number]

/** Where a vehicle must stop: m from its front bumper. */
export interface Stop {
  readonly gap: number
  readonly reason: StopReason
  /** Before a junction lane that it has not entered. */
  readonly isHold: boolean
}
