import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { NO_FRAMES } from '../../src/core/frames.ts'
import type { EgoState, Scene, TrackedObject } from '../../src/core/scene.ts'
import type { Stamp } from '../../src/core/time.ts'

/** A mid-size car; its actuator latency is none, so that a test says itself what it delays. */
export const CAR: VehicleTable = {
  name: 'test car',
  geometry: {
    wheelbase: 2.7,
    trackWidth: 1.6,
    length: 4.6,
    width: 1.9,
    height: 1.6,
    rearAxleToFront: 3.6,
    steeringRatio: 15,
  },
  limits: { frontWheelAngle: 0.6, frontWheelAngleRate: 0.6, braking: 8 },
  mountings: { 'radar/front': { position: [3.6, 0, 0.5], yaw: 0, pitch: 0, roll: 0 } },
  buses: {},
  signals: [],
  protections: [],
  canRadars: [],
  states: [],
  commands: [],
  latency: {},
}

export function egoState(part: Partial<EgoState> = {}): EgoState {
  return {
    stamp: 0,
    isValid: true,
    position: [0, 0, 0],
    origin: null,
    yaw: 0,
    speed: 20,
    yawRate: 0,
    acceleration: 0,
    frontWheelAngle: 0,
    covariance: new Float64Array(25),
    calibration: new Map(),
    ...part,
  }
}

export function trackedObject(part: Partial<TrackedObject> = {}): TrackedObject {
  return {
    id: 1,
    class: 'car',
    existence: 0.99,
    isConfirmed: true,
    coastingFor: 0,
    age: 5,
    position: [50, 0, 0.8],
    yaw: 0,
    velocity: [0, 0],
    acceleration: 0,
    yawRate: 0,
    size: [4.5, 1.8, 1.5],
    covariance: new Float64Array(16),
    ...part,
  }
}

/** Every sensor of a car with one radar, fresh at `stamp`. */
export function freshSensors(stamp: Stamp): Map<string, Stamp> {
  return new Map(['wheel-speeds', 'yaw-rate', 'steering', 'imu', 'gnss', 'radar/front'].map((name) => [name, stamp]))
}

export function sceneAt(stamp: Stamp, part: Partial<Scene> = {}): Scene {
  return { stamp, ego: egoState({ stamp }), objects: [], newest: freshSensors(stamp), frames: NO_FRAMES, ...part }
}
