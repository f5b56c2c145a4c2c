import { doubleIntegratorGains } from '../../src/common/motion/lqr.ts'

export interface LongitudinalError {
  /** m, positive when the car is ahead of where the plan has it by now. */
  readonly station: number
  /** m/s, positive when it is faster than planned. */
  readonly speed: number
}

export interface LongitudinalResult {
  /** m/s² */
  readonly acceleration: number
  /** m/s² */
  readonly integral: number
}

/** s. Slow against the powertrain's lag (0.2 s) and the latency, fast against traffic. */
const NATURAL_TIME = 2
/** 1/s². Takes a constant disturbance (slope, drag) out in some 10 s. */
const INTEGRAL_GAIN = 0.05
/** m/s²: a slope of 10 %. */
const LARGEST_INTEGRAL = 1
/** m. Beyond it the plan is unreachable in time, and catching up would only mean to speed or to stop. */
const LARGEST_STATION_ERROR = 4

/**
 * The plan's acceleration as feed-forward, a linear-quadratic regulator on station and speed, and an integral that
 * stands still while the answer is outside [-braking, acceleration] (conditional integration; Åström, Murray 2008,
 * "Feedback Systems", ch. 10.4). `integral` is the state, `dt` in s.
 */
export function longitudinalControl(
  error: LongitudinalError,
  feedForward: number,
  integral: number,
  dt: number,
  reach: { readonly acceleration: number; readonly braking: number },
): LongitudinalResult {
  const { position, rate } = doubleIntegratorGains(NATURAL_TIME)
  const station = Math.min(LARGEST_STATION_ERROR, Math.max(-LARGEST_STATION_ERROR, error.station))
  const proportional = feedForward - position * station - rate * error.speed
  const acceleration = proportional + integral
  const isSaturated = acceleration > reach.acceleration || acceleration < -reach.braking
  if (isSaturated) return { acceleration, integral }
  const next = integral - INTEGRAL_GAIN * error.speed * dt
  return { acceleration, integral: Math.min(LARGEST_INTEGRAL, Math.max(-LARGEST_INTEGRAL, next)) }
}
