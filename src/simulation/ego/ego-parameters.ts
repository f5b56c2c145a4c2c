import { GENERIC_CAR } from '../../common/vehicle/generic-car.ts'
import type { VehicleTable } from '../../common/vehicle/vehicle-table.ts'

/** What the vehicle model needs beside the vehicle table. */
export interface EgoParameters {
  readonly vehicle: VehicleTable
  /** kg */
  readonly mass: number
  /** kg m², about the vertical axis. */
  readonly yawInertia: number
  /** m, from the centre of gravity to the front and the rear axle; their sum is the wheelbase. */
  readonly frontAxle: number
  readonly rearAxle: number
  /** N/rad of one tyre. */
  readonly frontCorneringStiffness: number
  readonly rearCorneringStiffness: number
  /** Time constants of the first-order actuators, s. */
  readonly accelerationLag: number
  readonly steeringLag: number
  /** m/s³: the fastest that drive and brakes change the acceleration. */
  readonly accelerationRate: number
  /** m/s², what drive can give. */
  readonly largestAcceleration: number
  /** s between a command's frame and its first effect. */
  readonly deadTime: number
}

/**
 * The simulated car. Mass, inertia and stiffness: Rajamani 2012, "Vehicle Dynamics and Control", example in section 3.3
 * (1573 kg, 2873 kg m², 80 kN/rad a tyre), its axles scaled to this car's wheelbase. Lags: nuPlan's simulated bicycle.
 * Rate: the onset of emergency braking in UN R157, 12.65 m/s³, with reserve.
 */
export const GENERIC_EGO: EgoParameters = {
  vehicle: GENERIC_CAR,
  mass: 1573,
  yawInertia: 2873,
  frontAxle: 1.3,
  rearAxle: 1.5,
  frontCorneringStiffness: 80_000,
  rearCorneringStiffness: 80_000,
  accelerationLag: 0.2,
  steeringLag: 0.05,
  accelerationRate: 20,
  largestAcceleration: 4,
  deadTime: GENERIC_CAR.latency['actuator'] ?? 0,
}
