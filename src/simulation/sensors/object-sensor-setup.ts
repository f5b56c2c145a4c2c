import type { SENSOR_SHEETS } from './sensor-data-sheets.ts'

/** Which mounted sensor follows which data sheet, and when in the second it measures first. */
export interface ObjectSensorSetup {
  /** Name in the vehicle's mountings. */
  readonly sensor: string
  readonly sheet: keyof typeof SENSOR_SHEETS
  /** s; all are multiples of 10 ms, so that a simulation in steps of 10 ms meets every cycle. */
  readonly phase: number
}

/** The generic car. Radars take turns so that they do not disturb one another; cameras are triggered together. */
export const GENERIC_OBJECT_SENSORS: readonly ObjectSensorSetup[] = [
  { sensor: 'lidar/roof', sheet: 'roof-lidar-boxes', phase: 0 },
  { sensor: 'radar/front', sheet: 'long-range-radar', phase: 0 },
  { sensor: 'radar/front-left', sheet: 'corner-radar', phase: 0.01 },
  { sensor: 'radar/front-right', sheet: 'corner-radar', phase: 0.02 },
  { sensor: 'radar/back-left', sheet: 'corner-radar', phase: 0.03 },
  { sensor: 'radar/back-right', sheet: 'corner-radar', phase: 0.04 },
  { sensor: 'camera/front', sheet: 'front-camera-boxes', phase: 0.05 },
  { sensor: 'camera/front-left', sheet: 'surround-camera-boxes', phase: 0.05 },
  { sensor: 'camera/front-right', sheet: 'surround-camera-boxes', phase: 0.05 },
  { sensor: 'camera/back-left', sheet: 'surround-camera-boxes', phase: 0.05 },
  { sensor: 'camera/back-right', sheet: 'surround-camera-boxes', phase: 0.05 },
  { sensor: 'camera/back', sheet: 'surround-camera-boxes', phase: 0.05 },
]
