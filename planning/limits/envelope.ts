import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { SupervisedPlan } from '../contracts.ts'

/** What the longitudinal command may do. Accelerations in m/s², braking positive; jerks in m/s³. */
export interface LongitudinalEnvelope {
  readonly acceleration: number
  readonly braking: number
  readonly jerk: (speed: number) => number
}

/** m/s². ISO 15622:2018, 6.4, above 20 m/s; the standard allows more when slower, this gate does not. */
export const SERVICE_ACCELERATION = 2.0
export const SERVICE_BRAKING = 3.5

/** m/s². UN R157: the deceleration demand of a minimal-risk manoeuvre. */
export const MINIMAL_RISK_BRAKING = 4.0

/** m/s³. UN R157, performance model of the careful and competent driver: onset to full braking. */
export const EMERGENCY_JERK = 12.65

/** m/s² and m/s³. ISO 11270:2014, lane keeping assistance systems. */
export const LATERAL_ACCELERATION = 3.0
export const LATERAL_JERK = 5.0

/**
 * m/s³. ISO 15622:2018, 6.4: 5 below 5 m/s, 2.5 above 20 m/s, linear between. The standard means braking onset
 * averaged over 1 s; held at every tick and for release too, it is the stricter reading.
 */
export function serviceJerk(speed: number): number {
  return 5 - 2.5 * Math.min(1, Math.max(0, (speed - 5) / 15))
}

/** The envelope that the supervisor's word opens: beyond service only by a named threat or a minimal-risk stop. */
export function envelopeFor(
  supervised: Pick<SupervisedPlan, 'mode' | 'threat'>,
  vehicle: VehicleTable,
): LongitudinalEnvelope {
  const most = vehicle.limits.braking
  if (supervised.threat) return { acceleration: SERVICE_ACCELERATION, braking: most, jerk: () => EMERGENCY_JERK }
  const braking = supervised.mode === 'minimal-risk' ? MINIMAL_RISK_BRAKING : SERVICE_BRAKING
  return { acceleration: SERVICE_ACCELERATION, braking: Math.min(braking, most), jerk: serviceJerk }
}
