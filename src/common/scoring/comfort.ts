import { angleDifference } from '../../core/angle.ts'
import { SCORE_STEP } from './agent-states.ts'
import { STATE, STATE_STRIDE } from './motion-states.ts'
import { SavitzkyGolay } from './savitzky-golay.ts'

/** Bounds of a comfortable drive (METRICS §1; nuPlan devkit, `ego_is_comfortable`), m/s², m/s³, rad/s², rad/s. */
export const COMFORT_LIMITS = {
  longitudinalAcceleration: [-4.05, 2.4],
  lateralAcceleration: [-4.89, 4.89],
  jerk: [-8.37, 8.37],
  longitudinalJerk: [-4.13, 4.13],
  yawAcceleration: [-1.93, 1.93],
  yawRate: [-0.95, 0.95],
} as const
export type ComfortQuantity = keyof typeof COMFORT_LIMITS
const QUANTITIES: readonly ComfortQuantity[] = [
  'longitudinalAcceleration',
  'lateralAcceleration',
  'jerk',
  'longitudinalJerk',
  'yawAcceleration',
  'yawRate',
]

/** RMS differences allowed between two plans 0.5 s apart (METRICS §1), m/s², m/s³, rad/s, rad/s². */
export const EXTENDED_COMFORT_LIMITS = { acceleration: 0.7, jerk: 0.5, yawRate: 0.1, yawAcceleration: 0.1 } as const

/**
 * Filters a motion of a fixed number of states, 0.1 s apart, into the quantities that comfort is judged by. Lateral
 * acceleration is speed × yaw rate: a kinematic bicycle has no other. Signals are borrowed until the next `filter`.
 */
export class ComfortFilter {
  readonly samples: number
  readonly signals: Readonly<Record<ComfortQuantity | 'acceleration', Float64Array>>
  readonly #longitudinal: Float64Array
  readonly #lateral: Float64Array
  readonly #magnitude: Float64Array
  readonly #yaw: Float64Array
  readonly #smoothed: SavitzkyGolay
  readonly #derived: SavitzkyGolay
  readonly #yawRate: SavitzkyGolay
  readonly #yawAcceleration: SavitzkyGolay

  constructor(samples: number) {
    this.samples = samples
    const signal = () => new Float64Array(samples)
    this.signals = {
      acceleration: signal(),
      longitudinalAcceleration: signal(),
      lateralAcceleration: signal(),
      jerk: signal(),
      longitudinalJerk: signal(),
      yawAcceleration: signal(),
      yawRate: signal(),
    }
    this.#longitudinal = signal()
    this.#lateral = signal()
    this.#magnitude = signal()
    this.#yaw = signal()
    this.#smoothed = new SavitzkyGolay(samples, 8, 2)
    this.#derived = new SavitzkyGolay(samples, 15, 2, 1, SCORE_STEP)
    this.#yawRate = new SavitzkyGolay(samples, 5, 2, 1, SCORE_STEP)
    this.#yawAcceleration = new SavitzkyGolay(samples, 5, 3, 2, SCORE_STEP)
  }

  /** `head` states from the end of `history`, the remaining ones from element `start` of `states`. */
  filter(states: Float64Array, start: number, history: Float64Array | null = null, head = 0): void {
    if (history !== null) this.#read(history, history.length - head * STATE_STRIDE, 0, head)
    this.#read(states, start, head, this.samples)
    const { signals } = this
    this.#smoothed.apply(this.#longitudinal, signals.longitudinalAcceleration)
    this.#smoothed.apply(this.#lateral, signals.lateralAcceleration)
    this.#smoothed.apply(this.#magnitude, signals.acceleration)
    this.#derived.apply(signals.acceleration, signals.jerk)
    this.#derived.apply(signals.longitudinalAcceleration, signals.longitudinalJerk)
    this.#yawRate.apply(this.#yaw, signals.yawRate)
    this.#yawAcceleration.apply(this.#yaw, signals.yawAcceleration)
  }

  /** Samples [from, to) out of states from element `o` on; the yaw goes on without a jump. */
  #read(states: Float64Array, o: number, from: number, to: number): void {
    for (let k = from; k < to; k++) {
      const longitudinal = states[o + STATE.acceleration]!
      const lateral = states[o + STATE.speed]! * states[o + STATE.yawRate]!
      const yaw = states[o + STATE.yaw]!
      this.#longitudinal[k] = longitudinal
      this.#lateral[k] = lateral
      this.#magnitude[k] = Math.sqrt(longitudinal * longitudinal + lateral * lateral)
      this.#yaw[k] = k === 0 ? yaw : this.#yaw[k - 1]! + angleDifference(yaw, this.#yaw[k - 1]!)
      o += STATE_STRIDE
    }
  }

  /** First sample from `from` on at which a limit is not kept, -1 when all are. */
  firstDiscomfort(from = 0): number {
    let first = -1
    for (const quantity of QUANTITIES) {
      const at = firstOutside(this.signals[quantity], from, first < 0 ? this.samples : first, COMFORT_LIMITS[quantity])
      if (at >= 0) first = at
    }
    return first
  }

  /** The quantities that leave their limits, for reports. */
  uncomfortable(): ComfortQuantity[] {
    return QUANTITIES.filter((quantity) => {
      return firstOutside(this.signals[quantity], 0, this.samples, COMFORT_LIMITS[quantity]) >= 0
    })
  }
}

function firstOutside(signal: Float64Array, from: number, to: number, limits: readonly [number, number]): number {
  for (let k = from; k < to; k++) if (!(signal[k]! > limits[0] && signal[k]! < limits[1])) return k
  return -1
}

/**
 * EC: whether a plan agrees with the one made `shift` steps earlier, both filtered alike: RMS of the differences over the
 * time that both cover.
 */
export function agreesWith(current: ComfortFilter, previous: ComfortFilter, shift: number): boolean {
  const [now, then, limits] = [current.signals, previous.signals, EXTENDED_COMFORT_LIMITS]
  return (
    rmsDifference(now.acceleration, then.acceleration, shift) <= limits.acceleration &&
    rmsDifference(now.jerk, then.jerk, shift) <= limits.jerk &&
    rmsDifference(now.yawRate, then.yawRate, shift) <= limits.yawRate &&
    rmsDifference(now.yawAcceleration, then.yawAcceleration, shift) <= limits.yawAcceleration
  )
}

function rmsDifference(now: Float64Array, then: Float64Array, shift: number): number {
  const count = Math.min(now.length, then.length - shift)
  let sum = 0
  for (let k = 0; k < count; k++) sum += (now[k]! - then[k + shift]!) ** 2
  return Math.sqrt(sum / count)
}
