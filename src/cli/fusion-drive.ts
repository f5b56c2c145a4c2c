import { createLocalFrame } from '../common/geodesy/local-frame.ts'
import { Random } from '../common/random/xoshiro.ts'
import { GENERIC_CAR } from '../common/vehicle/generic-car.ts'
import type { Observation } from '../core/observations.ts'
import { type Stamp, stampFromSeconds } from '../core/time.ts'
import { TYPICAL_ERRORS } from '../simulation/ego/car-signals.ts'
import { InertialSensor } from '../simulation/sensors/inertial-sensor.ts'
import { GENERIC_OBJECT_SENSORS } from '../simulation/sensors/object-sensor-setup.ts'
import { type Delivery, ObjectSensors, observeDrive } from '../simulation/sensors/object-sensors.ts'
import { SatelliteReceiver } from '../simulation/sensors/satellite-receiver.ts'
import { type ScriptedScene, sceneAt } from '../simulation/sensors/scripted-objects.ts'
import type { SensedMoment, TrueEgo } from '../simulation/sensors/sensed-moment.ts'
import type { SensorFault } from '../simulation/sensors/sensor-fault.ts'

/** A scripted scene as the generic car's sensors observe it, with the truth beside it. */
export interface FusionDrive {
  readonly name: string
  /** In order of arrival. */
  readonly deliveries: readonly Delivery<Observation>[]
  readonly truth: (stamp: Stamp) => SensedMoment
  readonly end: Stamp
}

export interface FusionDriveOptions {
  readonly seed: number
  /** Kinds of object sensors that are on board: `lidar`, `radar`, `camera`. All by default. */
  readonly sensors?: readonly string[]
  readonly faults?: readonly SensorFault[]
  /** s; the scene's own by default. */
  readonly duration?: number
}

const EGO_PERIOD = stampFromSeconds(0.01)
const FIX_PERIOD = stampFromSeconds(0.1)
const FRAME = createLocalFrame({ latitude: 0.84, longitude: 0.15, altitude: 100 })

/** Equal options give equal drives. */
export function fusionDrive(scene: ScriptedScene, options: FusionDriveOptions): FusionDrive {
  const { seed, sensors = ['lidar', 'radar', 'camera'], faults = [] } = options
  const end = stampFromSeconds(options.duration ?? scene.duration)
  const truth = (stamp: Stamp) => sceneAt(scene, stamp)
  const setup = GENERIC_OBJECT_SENSORS.filter(({ sensor }) => sensors.includes(sensor.split('/')[0]!))
  const objects = observeDrive(new ObjectSensors({ seed, sensors: setup, faults }), truth, 0, end)
  const deliveries: Delivery<Observation>[] = [...objects, ...observeEgo(seed, truth, end)]
  deliveries.sort((a, b) => a.arrival - b.arrival || a.observation.stamp - b.observation.stamp)
  return { name: scene.name, deliveries, truth, end }
}

/** Wheel speeds, yaw rate, inertial samples and fixes of the car itself. */
function observeEgo(seed: number, truth: FusionDrive['truth'], end: Stamp): Delivery<Observation>[] {
  const random = new Random(seed)
  const inertial = new InertialSensor(seed, GENERIC_CAR.mountings['imu']!)
  const satellites = new SatelliteReceiver(seed, GENERIC_CAR.mountings['gnss']!, FRAME)
  const out: Delivery<Observation>[] = []
  for (let stamp = 0; stamp < end; stamp += EGO_PERIOD) {
    const { ego } = truth(stamp)
    const sequence = stamp / EGO_PERIOD
    const add = (observation: Observation, latency: number) =>
      out.push({ arrival: stamp + stampFromSeconds(latency), observation })
    add({ ...wheelSpeeds(ego, random), stamp, sensor: 'wheel-speeds', sequence }, 0.005)
    const yawRate = ego.yawRate + TYPICAL_ERRORS.yawRateBias + TYPICAL_ERRORS.yawRate * random.normal()
    add({ kind: 'yaw-rate', stamp, sensor: 'yaw-rate', sequence, yawRate }, 0.005)
    add({ ...inertial.sample(ego, 0.01), stamp, sensor: 'imu', sequence }, 0.003)
    const fix = stamp % FIX_PERIOD === 0 ? satellites.fix(ego, stamp, 0.1) : null
    if (fix) add({ ...fix, stamp, sensor: 'gnss', sequence: stamp / FIX_PERIOD }, 0.09)
  }
  return out
}

function wheelSpeeds(ego: TrueEgo, random: Random) {
  const speed = Math.hypot(ego.velocity[0], ego.velocity[1]) * TYPICAL_ERRORS.wheelScale
  const half = 0.5 * GENERIC_CAR.geometry.trackWidth * ego.yawRate
  const wheel = (side: number) => speed + side * half + TYPICAL_ERRORS.wheelSpeed * random.normal()
  return {
    kind: 'wheel-speeds',
    frontLeft: wheel(-1),
    frontRight: wheel(1),
    rearLeft: wheel(-1),
    rearRight: wheel(1),
  } as const
}
