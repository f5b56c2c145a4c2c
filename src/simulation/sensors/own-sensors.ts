import type { LocalFrame } from '../../common/geodesy/local-frame.ts'
import type { Route } from '../../common/map/route.ts'
import { Random } from '../../common/random/xoshiro.ts'
import type { VehicleTable } from '../../common/vehicle/vehicle-table.ts'
import type { Message, NavigationRoute, Payload } from '../../core/messages.ts'
import { type Stamp, stampFromSeconds } from '../../core/time.ts'
import { canFrames } from '../ego/can-message.ts'
import { CarSignals, type DriverState, TYPICAL_ERRORS } from '../ego/car-signals.ts'
import type { EgoMotion } from '../ego/ego-motion.ts'
import { GENERIC_EGO } from '../ego/ego-parameters.ts'
import { FaultLine } from './fault-line.ts'
import { InertialSensor } from './inertial-sensor.ts'
import { navigationRoute } from './navigation-device.ts'
import { SatelliteReceiver } from './satellite-receiver.ts'
import type { TrueEgo } from './sensed-moment.ts'
import { GNSS_SHEET, INERTIAL_SHEET } from './sensor-data-sheets.ts'
import type { SensorFault } from './sensor-fault.ts'
import { SensorSchedule } from './sensor-schedule.ts'

export interface OwnSensorOptions {
  readonly seed: number
  readonly vehicle: VehicleTable
  /** Of the world, for fixes. */
  readonly frame: LocalFrame
  /** Where the driver told the navigation device to go. */
  readonly route: Route
  /** CAN alone, or IMU, satellite receiver and navigation device too. */
  readonly hasMotionSensors: boolean
  /** Their sensors are called `can/0`, `imu`, `gnss` and `navigation`; a silent `gnss` is a tunnel. */
  readonly faults?: readonly SensorFault[]
}

/** The car's own motion at one stamp. */
export interface OwnMoment {
  readonly stamp: Stamp
  readonly motion: EgoMotion
  readonly ego: TrueEgo
  readonly driver: DriverState
}

/** Pedals, gear and lights come at 20 Hz, all else on the bus at 100 Hz. Fixes come off the others' beat. */
const BUS = new SensorSchedule(100, 0)
const DRIVER = new SensorSchedule(20, 0)
const IMU = new SensorSchedule(INERTIAL_SHEET.rate, 0)
const GNSS = new SensorSchedule(GNSS_SHEET.rate, 0.07)
const NAVIGATION = new SensorSchedule(1, 0)
/** s from measurement to arrival: a bus cycle; the device's own computing is done before. */
const BUS_LATENCY = 0.002

/**
 * What the car knows of itself, as messages: CAN through its DBC, inertial samples, satellite fixes, its route. Ask in order of
 * time.
 */
export class OwnSensors {
  readonly #signals: CarSignals
  readonly #motion: {
    readonly imu: InertialSensor
    readonly gnss: SatelliteReceiver
    readonly route: NavigationRoute
  } | null
  readonly #faults: FaultLine<Payload>

  constructor({ seed, vehicle, frame, route: way, hasMotionSensors, faults = [] }: OwnSensorOptions) {
    this.#signals = new CarSignals(GENERIC_EGO, TYPICAL_ERRORS, new Random(seed ^ SIGNALS_STREAM))
    const imu = new InertialSensor(seed, vehicle.mountings['imu']!)
    const gnss = new SatelliteReceiver(seed, vehicle.mountings['gnss']!, frame)
    this.#motion = hasMotionSensors ? { imu, gnss, route: navigationRoute(way, frame, seed) } : null
    this.#faults = new FaultLine(faults)
  }

  sense(moment: OwnMoment): Message[] {
    const { stamp, motion, ego, driver } = moment
    const messages: Message[] = []
    const send = (sensor: string, topic: string, schedule: SensorSchedule, latency: number, payload: Payload) => {
      // Measured in any case, so that a fault leaves the noise after it as it was.
      const passed = this.#faults.pass(sensor, stamp, () => payload)
      if (!passed) return
      const arrival = stamp + stampFromSeconds(latency) + passed.delay
      messages.push({ topic, stamp, arrival, sequence: schedule.sequence(stamp), payload: passed.content })
    }
    if (BUS.isDue(stamp)) {
      const frames = canFrames('0', this.#signals.frames(motion, DRIVER.isDue(stamp) ? driver : null))
      send('can/0', '/can/0', BUS, BUS_LATENCY, frames)
    }
    if (!this.#motion) return messages
    const { imu, gnss, route } = this.#motion
    if (IMU.isDue(stamp)) {
      send('imu', '/imu', IMU, INERTIAL_SHEET.latency, imu.sample(ego, 1 / INERTIAL_SHEET.rate))
    }
    if (GNSS.isDue(stamp)) {
      const fix = gnss.fix(ego, stamp, 1 / GNSS_SHEET.rate)
      if (fix) send('gnss', '/gnss/fix', GNSS, GNSS_SHEET.latency, fix)
    }
    if (NAVIGATION.isDue(stamp)) send('navigation', '/navigation/route', NAVIGATION, BUS_LATENCY, route)
    return messages
  }
}

/** Keeps the car's own sensors' noise apart from the others'. */
const SIGNALS_STREAM = 0x5ca1ab1e
