import type { ImuSample, Message } from '../src/core/messages.ts'
import type { Observation } from '../src/core/observations.ts'
import type { Warning } from '../src/core/warning.ts'

/** rad/s and m/s²: beyond what an automotive sensor measures (±300 °/s is usual; 35 rad/s and 160 m/s² are 2000 °/s, 16 g). */
const LARGEST_RATE = 35
const LARGEST_ACCELERATION = 160

/** Passes a sample on. Acceleration may be NaN (not measured), the angular velocity may not. */
export function observeImu(
  message: Message,
  payload: ImuSample,
  observations: Observation[],
  warnings: Warning[],
): void {
  const { acceleration, angularVelocity } = payload
  const isUsable =
    angularVelocity.every((rate) => Math.abs(rate) <= LARGEST_RATE) &&
    acceleration.every((value) => Number.isNaN(value) || Math.abs(value) <= LARGEST_ACCELERATION)
  if (!isUsable) {
    const detail = `expected rates within ±${LARGEST_RATE} rad/s and accelerations within ±${LARGEST_ACCELERATION} m/s² on ${message.topic}; found (${angularVelocity}), (${acceleration})`
    warnings.push({ code: 'imu-value', stamp: message.stamp, detail })
    return
  }
  const { stamp, sequence } = message
  observations.push({ kind: 'imu', stamp, sequence, sensor: 'imu', acceleration, angularVelocity })
}
