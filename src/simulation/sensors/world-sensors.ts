import { GENERIC_CAR } from '../../common/vehicle/generic-car.ts'
import type { Mounting, VehicleTable } from '../../common/vehicle/vehicle-table.ts'
import type { Message, Payload, PointCloud } from '../../core/messages.ts'
import { type Stamp, stampFromSeconds } from '../../core/time.ts'
import type { Weather } from '../camera/conditions.ts'
import type { World } from '../world/world.ts'
import { cycleRandom, nameHash } from './cycle-random.ts'
import { FaultLine } from './fault-line.ts'
import { ROOF_LIDAR } from './lidar-data-sheet.ts'
import { pointCloudOf } from './lidar-sweep.ts'
import { GENERIC_OBJECT_SENSORS } from './object-sensor-setup.ts'
import { ScanRadars } from './scan-radars.ts'
import type { SensedMoment } from './sensed-moment.ts'
import { SENSOR_SHEETS } from './sensor-data-sheets.ts'
import type { SensorFault } from './sensor-fault.ts'
import { SensorSchedule } from './sensor-schedule.ts'
import { SpinningLidar } from './spinning-lidar.ts'

export interface WorldSensorOptions {
  readonly seed: number
  readonly world: Pick<World, 'map' | 'statics' | 'ground'>
  readonly vehicle?: VehicleTable
  readonly weather?: Weather
  readonly faults?: readonly SensorFault[]
}

interface WorldSensor {
  readonly name: string
  readonly topic: string
  /** Of latencies: apart from the numbers of the measurement itself. */
  readonly hash: number
  readonly schedule: SensorSchedule
  readonly latency: number
  readonly latencyJitter: number
  /** s before the sensing moment at which the measurement begins: a sweep's period. */
  readonly duration: number
  readonly measure: (moment: SensedMoment) => Payload
}

/**
 * The vehicle's radars and lidar as they look at a world, as messages: scans of `/radar/NAME/scan`, sweeps of
 * `/lidar/NAME/points`. A sweep is given when it is complete and stamped by its first firing. Cameras: ../camera. What the
 * car measures of itself: own-sensors.ts.
 */
export class WorldSensors {
  readonly #seed: number
  readonly #faults: FaultLine<Payload>
  readonly #sensors: readonly WorldSensor[]

  /** Throws when the vehicle lacks a mounting of the generic car's radars or lidar. */
  constructor(options: WorldSensorOptions) {
    const { seed, faults = [], vehicle = GENERIC_CAR } = options
    this.#seed = seed
    this.#faults = new FaultLine(faults)
    this.#sensors = [...radarSensors(options, vehicle), lidarSensor(options, vehicle)]
  }

  /** The first stamp at `stamp` or after it at which a sensor gives something. */
  nextStamp(stamp: Stamp): Stamp {
    return Math.min(...this.#sensors.map(({ schedule }) => schedule.next(stamp)))
  }

  /** What is complete at the moment's stamp. */
  sense(moment: SensedMoment): Message[] {
    const messages: Message[] = []
    for (const sensor of this.#sensors) {
      if (!sensor.schedule.isDue(moment.stamp)) continue
      const passed = this.#faults.pass(sensor.name, moment.stamp, (fault) => withFault(sensor.measure(moment), fault))
      if (!passed) continue
      const jitter = sensor.latencyJitter * cycleRandom(this.#seed, sensor.hash, moment.stamp).uniform()
      messages.push({
        topic: sensor.topic,
        stamp: moment.stamp - stampFromSeconds(sensor.duration),
        arrival: moment.stamp + stampFromSeconds(sensor.latency + jitter) + passed.delay,
        sequence: sensor.schedule.sequence(moment.stamp),
        payload: passed.content,
      })
    }
    return messages
  }
}

function radarSensors({ seed, world, weather }: WorldSensorOptions, vehicle: VehicleTable): WorldSensor[] {
  const setups = GENERIC_OBJECT_SENSORS.flatMap(({ sensor, sheet: name, phase }) => {
    const sheet = SENSOR_SHEETS[name]
    return sheet.kind === 'radar' ? [{ sensor, sheet, phase, mounting: mountingOf(vehicle, sensor) }] : []
  })
  const radars = new ScanRadars(seed, setups, world, weather)
  return setups.map(({ sensor, sheet, phase }) => ({
    name: sensor,
    topic: `/${sensor}/scan`,
    hash: nameHash(`${sensor} latency`),
    schedule: new SensorSchedule(sheet.rate, phase),
    latency: sheet.latency,
    latencyJitter: sheet.latencyJitter,
    duration: 0,
    measure: (moment) => radars.scan(sensor, moment),
  }))
}

function lidarSensor(options: WorldSensorOptions, vehicle: VehicleTable): WorldSensor {
  const { seed, world, weather = 'clear' } = options
  const sensor = 'lidar/roof'
  const sheet = ROOF_LIDAR
  const lidar = new SpinningLidar({ seed, sensor, mounting: mountingOf(vehicle, sensor), sheet, world, weather })
  return {
    name: sensor,
    topic: `/${sensor}/points`,
    hash: nameHash(`${sensor} latency`),
    // The first sweep ends one turn after the start.
    schedule: new SensorSchedule(sheet.rate, 1 / sheet.rate),
    latency: sheet.latency,
    latencyJitter: sheet.latencyJitter,
    duration: 1 / sheet.rate,
    measure: (moment) => pointCloudOf(lidar.scan(moment), sensor.replace('lidar/', '')),
  }
}

function mountingOf(vehicle: VehicleTable, sensor: string): Mounting {
  const mounting = vehicle.mountings[sensor]
  if (!mounting) throw new Error(`expected a mounting of ${sensor} in the table of ${vehicle.name}, found none`)
  return mounting
}

function withFault(payload: Payload, fault: SensorFault | null): Payload {
  if (fault?.kind === 'blind') {
    if (payload.kind === 'radar') return { ...payload, detections: [] }
    if (payload.kind === 'points') return pointsWhere(payload, () => false)
  }
  if (fault?.kind === 'dead-beams' && payload.kind === 'points') {
    const dead = new Set(fault.rings)
    return pointsWhere(payload, (ring) => !dead.has(ring))
  }
  return payload
}

/** The points of the rings that are kept. */
function pointsWhere(cloud: PointCloud, isKept: (ring: number) => boolean): PointCloud {
  const kept = (_: number, i: number) => isKept(cloud.ring![i]!)
  return {
    ...cloud,
    x: cloud.x.filter(kept),
    y: cloud.y.filter(kept),
    z: cloud.z.filter(kept),
    intensity: cloud.intensity!.filter(kept),
    ring: cloud.ring!.filter(kept),
    time: cloud.time!.filter(kept),
  }
}
