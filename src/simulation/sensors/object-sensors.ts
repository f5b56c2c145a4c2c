import type { Random } from '../../common/random/xoshiro.ts'
import { GENERIC_CAR } from '../../common/vehicle/generic-car.ts'
import type { Mounting, VehicleTable } from '../../common/vehicle/vehicle-table.ts'
import type { BoxObservation, CameraBoxObservation, RadarObservation } from '../../core/observations.ts'
import { type Stamp, stampFromSeconds } from '../../core/time.ts'
import type { Conditions } from '../camera/conditions.ts'
import { cameraBoxes } from './camera-box-sensor.ts'
import { cycleRandom, nameHash } from './cycle-random.ts'
import { lidarBoxes } from './lidar-box-sensor.ts'
import { GENERIC_OBJECT_SENSORS, type ObjectSensorSetup } from './object-sensor-setup.ts'
import { ObjectView } from './object-view.ts'
import { RadarReceiver } from './radar-receiver.ts'
import { RadarReflections } from './radar-reflections.ts'
import { radarTargets } from './radar-target-sensor.ts'
import type { SensedMoment } from './sensed-moment.ts'
import { type SensingAir, sensingAir } from './sensing-air.ts'
import { SENSOR_SHEETS, type SensorSheet } from './sensor-data-sheets.ts'
import { activeFault, type SensorFault } from './sensor-fault.ts'
import { SensorPlacement } from './sensor-placement.ts'
import { SensorSchedule } from './sensor-schedule.ts'

type ObjectObservation = BoxObservation | RadarObservation | CameraBoxObservation

/** An observation and when it reaches the stack. */
export interface Delivery<T = ObjectObservation> {
  readonly arrival: Stamp
  readonly observation: T
}

export interface ObjectSensorOptions {
  readonly seed: number
  readonly vehicle?: VehicleTable
  /** By default all of {@link GENERIC_OBJECT_SENSORS}. */
  readonly sensors?: readonly ObjectSensorSetup[]
  readonly faults?: readonly SensorFault[]
  /** By default a clear day. */
  readonly conditions?: Conditions
}

const CLEAR_DAY: Conditions = { light: 'day', weather: 'clear' }

type Unsent<T> = Omit<T, 'sensor' | 'sequence'>
type Cycle = Unsent<BoxObservation> | Unsent<RadarObservation> | Unsent<CameraBoxObservation>

interface MountedSensor {
  readonly name: string
  readonly hash: number
  readonly mounting: Mounting
  readonly sheet: SensorSheet
  readonly schedule: SensorSchedule
  readonly receiver: RadarReceiver | null
  /** m, rad: what it sees at all. */
  readonly reach: number
  readonly halfField: number
}

/**
 * Sensors that look at objects instead of the world: lidar boxes, radar targets and camera boxes as observations, with
 * the errors of the data sheets. But for the fault `frozen`, what a sensor gives is a function of (seed, its name, stamp,
 * the moment's truth) alone.
 */
export class ObjectSensors {
  readonly #seed: number
  readonly #faults: readonly SensorFault[]
  readonly #sensors: readonly MountedSensor[]
  readonly #air: SensingAir
  /** What each sensor gave last, kept where a fault will ask for it. */
  readonly #last = new Map<string, Cycle>()
  readonly #canFreeze: boolean
  readonly #placement = new SensorPlacement()
  readonly #view = new ObjectView()
  readonly #reflections = new RadarReflections()

  /** Throws when the vehicle has no mounting of a sensor's name. */
  constructor(options: ObjectSensorOptions) {
    const {
      seed,
      vehicle = GENERIC_CAR,
      sensors = GENERIC_OBJECT_SENSORS,
      faults = [],
      conditions = CLEAR_DAY,
    } = options
    this.#air = sensingAir(conditions)
    this.#seed = seed
    this.#faults = faults
    this.#canFreeze = faults.some(({ kind }) => kind === 'frozen')
    this.#sensors = sensors.map(({ sensor, sheet: sheetName, phase }) => {
      const mounting = vehicle.mountings[sensor]
      if (!mounting) throw new Error(`expected a mounting of ${sensor} in the table of ${vehicle.name}, found none`)
      const sheet: SensorSheet = SENSOR_SHEETS[sheetName]
      const receiver = sheet.kind === 'radar' ? new RadarReceiver(sheet) : null
      const schedule = new SensorSchedule(sheet.rate, phase)
      return {
        name: sensor,
        hash: nameHash(sensor),
        mounting,
        sheet,
        schedule,
        receiver,
        reach: reachOf(sheet, mounting),
        halfField: halfFieldOf(sheet, mounting),
      }
    })
  }

  /** The first stamp at `stamp` or after it at which a sensor measures. */
  nextStamp(stamp: Stamp): Stamp {
    return Math.min(...this.#sensors.map(({ schedule }) => schedule.next(stamp)))
  }

  /** What the sensors measure that are due at the moment's stamp, in the order of the setup. */
  sense(moment: SensedMoment): Delivery[] {
    const deliveries: Delivery[] = []
    for (const sensor of this.#sensors) {
      if (!sensor.schedule.isDue(moment.stamp)) continue
      const fault = activeFault(this.#faults, sensor.name, moment.stamp)
      if (fault?.kind === 'silent') continue
      const random = cycleRandom(this.#seed, sensor.hash, moment.stamp)
      const latency = sensor.sheet.latency + sensor.sheet.latencyJitter * random.uniform()
      const delay = stampFromSeconds(latency) + (fault?.kind === 'late' ? fault.delay : 0)
      const seen = fault?.kind === 'blind' ? { ...moment, objects: [] } : moment
      const frozen = fault?.kind === 'frozen' ? this.#last.get(sensor.name) : undefined
      const cycle = frozen ? { ...frozen, stamp: moment.stamp } : this.#observe(sensor, seen, random)
      if (this.#canFreeze) this.#last.set(sensor.name, cycle)
      const observation = { ...cycle, sensor: sensor.name, sequence: sensor.schedule.sequence(moment.stamp) }
      deliveries.push({ arrival: moment.stamp + delay, observation })
    }
    return deliveries
  }

  #observe(sensor: MountedSensor, moment: SensedMoment, random: Random): Cycle {
    const { mounting, sheet, receiver, reach, halfField } = sensor
    this.#placement.place(moment.ego, mounting)
    this.#view.look(moment, this.#placement, reach, halfField)
    switch (sheet.kind) {
      case 'lidar-boxes':
        return lidarBoxes(moment, this.#view, this.#placement, mounting, sheet, this.#air, random)
      case 'camera-boxes':
        return cameraBoxes(moment, this.#view, mounting, sheet, this.#air, random)
      case 'radar':
        return radarTargets(moment, this.#view, this.#placement, sheet, receiver!, this.#reflections, random)
    }
  }
}

function reachOf(sheet: SensorSheet, mounting: Mounting): number {
  switch (sheet.kind) {
    case 'lidar-boxes':
      return sheet.range
    case 'camera-boxes':
      return mounting.fieldOfView?.range ?? DEFAULT_CAMERA_REACH
    case 'radar':
      return Math.max(...sheet.reach.map(({ range }) => range))
  }
}

/** rad to either side of the sensor's axis. */
function halfFieldOf(sheet: SensorSheet, mounting: Mounting): number {
  if (sheet.kind === 'radar') return Math.max(...sheet.reach.map(({ azimuth }) => azimuth))
  return mounting.fieldOfView?.azimuth ?? Math.PI
}

/** m, where the mounting says nothing. */
const DEFAULT_CAMERA_REACH = 150

/** All observations of [from, to), in order of arrival; `truth` gives the moment of a stamp. */
export function observeDrive(
  sensors: ObjectSensors,
  truth: (stamp: Stamp) => SensedMoment,
  from: Stamp,
  to: Stamp,
): Delivery[] {
  const deliveries: Delivery[] = []
  for (let stamp = sensors.nextStamp(from); stamp < to; stamp = sensors.nextStamp(stamp + 1)) {
    deliveries.push(...sensors.sense(truth(stamp)))
  }
  return deliveries.sort((a, b) => a.arrival - b.arrival || a.observation.stamp - b.observation.stamp)
}
