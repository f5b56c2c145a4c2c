import type { Mounting, VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { type BoxObservation, type Observation, PLANNER_OBJECTS } from '../../src/core/observations.ts'
import { NO_WARNINGS } from '../../src/core/ports.ts'
import type { Warning } from '../../src/core/warning.ts'
import type { EgoMotion } from '../models/sensor-pose.ts'
import type { SensorCycle } from '../tracks/sensor-cycle.ts'
import { BoxCycle } from './box-cycle.ts'
import { CameraCycle } from './camera-cycle.ts'
import { RadarCycle } from './radar-cycle.ts'
import { type BoxType, CAMERA_BOX_TYPE, CAMERA_TYPE, LIDAR_TYPE, PLANNER_TYPE, RADAR_TYPE } from './tracking-table.ts'

/** Observations that say something about other road users. */
export type ObjectObservation = Extract<Observation, { readonly kind: 'radar' | 'boxes' | 'camera-boxes' }>

export function isObjectObservation(observation: Observation): observation is ObjectObservation {
  return observation.kind === 'radar' || observation.kind === 'boxes' || observation.kind === 'camera-boxes'
}

/** Makes each observation a cycle of its sensor. One buffer a kind: a cycle is valid until the next of its kind. */
export class ObjectSensors {
  readonly #mountings: VehicleTable['mountings']
  readonly #radar = new RadarCycle(RADAR_TYPE)
  readonly #boxes = new BoxCycle()
  readonly #camera = new CameraCycle()

  constructor(vehicle: Pick<VehicleTable, 'mountings'>) {
    this.#mountings = vehicle.mountings
  }

  /** The cycle, or null when the vehicle has no such sensor; `ego` at the observation's stamp. */
  cycle(observation: ObjectObservation, ego: EgoMotion): (SensorCycle & { readonly unusable: number }) | null {
    const mounting = this.#mountings[observation.sensor] ?? (isPlanner(observation) ? AT_THE_CAR : undefined)
    if (mounting === undefined) return null
    return this.#begin(observation, ego, mounting)
  }

  #begin(observation: ObjectObservation, ego: EgoMotion, mounting: Mounting) {
    switch (observation.kind) {
      case 'radar':
        this.#radar.begin(observation, ego, mounting, RADAR_TYPE)
        return this.#radar
      case 'boxes':
        this.#boxes.begin(observation, ego, mounting, boxType(observation))
        return this.#boxes
      case 'camera-boxes':
        this.#camera.begin(observation, ego, mounting, CAMERA_TYPE)
        return this.#camera
    }
  }
}

/** Of what is in the ego frame already. */
const AT_THE_CAR: Mounting = { position: [0, 0, 0], yaw: 0, pitch: 0, roll: 0 }

const isPlanner = ({ sensor }: ObjectObservation) => sensor === PLANNER_OBJECTS

function boxType(observation: BoxObservation): BoxType {
  if (isPlanner(observation)) return PLANNER_TYPE
  return observation.sensor.startsWith('camera') ? CAMERA_BOX_TYPE : LIDAR_TYPE
}

/** What was wrong with an observation of objects, for the counters. */
export function objectWarnings(observation: ObjectObservation, unusable: number): readonly Warning[] {
  if (unusable === 0) return NO_WARNINGS
  const detail = `${observation.sensor}: expected finite detections with extent, at most some hundred; ${unusable} left out`
  return [{ code: 'detection-unusable', stamp: observation.stamp, detail }]
}
