import { createLocalFrame } from '../../common/geodesy/local-frame.ts'
import { Random } from '../../common/random/xoshiro.ts'
import type { VehicleTable } from '../../common/vehicle/vehicle-table.ts'
import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import type { Message, Payload } from '../../core/messages.ts'
import type { Observation } from '../../core/observations.ts'
import { type Stamp, stampFromSeconds } from '../../core/time.ts'
import { canFrames } from '../ego/can-message.ts'
import { CarSignals, TYPICAL_ERRORS } from '../ego/car-signals.ts'
import { GENERIC_EGO } from '../ego/ego-parameters.ts'
import { InertialSensor } from '../sensors/inertial-sensor.ts'
import { ObjectSensors } from '../sensors/object-sensors.ts'
import { SatelliteReceiver } from '../sensors/satellite-receiver.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** The world frame's origin: a place in the plain near Munich. */
export const SIMULATION_FRAME = createLocalFrame({
  latitude: 48.2 * RADIANS_PER_DEGREE,
  longitude: 11.8 * RADIANS_PER_DEGREE,
  altitude: 505,
})

/** Steps of 10 ms between two measurements. GNSS comes off the others' beat. */
const DRIVER_EVERY = 5
const GNSS_EVERY = 10
const GNSS_PHASE = 7
const STEP = 0.01
/** s from measurement to arrival: a bus cycle, and a receiver's own computing (u-blox M8 data sheet: up to 0.1 s). */
const BUS_LATENCY = 0.002
const GNSS_LATENCY = 0.08

/** The car's sensors: what they measure at each step, and when it reaches the stack. Deterministic per seed. */
export class SensorSuite {
  readonly #world: SimulatedWorld
  readonly #signals: CarSignals
  readonly #imu: InertialSensor
  readonly #gnss: SatelliteReceiver
  readonly #objects: ObjectSensors | null
  readonly #observations = new WeakMap<Message, Observation>()
  /** In order of arrival; a few dozen at most. */
  readonly #inFlight: Message[] = []
  readonly #sequences = new Map<string, number>()

  /** Without `hasObjectSensors` only what the car knows of itself is measured: enough where the scene is the truth. */
  constructor(world: SimulatedWorld, vehicle: VehicleTable, seed: number, hasObjectSensors: boolean) {
    this.#world = world
    this.#signals = new CarSignals(GENERIC_EGO, TYPICAL_ERRORS, new Random(seed ^ SIGNALS_STREAM))
    this.#imu = new InertialSensor(seed, vehicle.mountings['imu']!)
    this.#gnss = new SatelliteReceiver(seed, vehicle.mountings['gnss']!, SIMULATION_FRAME)
    this.#objects = hasObjectSensors ? new ObjectSensors({ seed, vehicle }) : null
  }

  /** Measures what is due now, and gives all messages that have arrived by now, in order of arrival. */
  sense(): Message[] {
    this.#measure()
    const now = this.#world.stamp
    let count = 0
    while (count < this.#inFlight.length && this.#inFlight[count]!.arrival <= now) count++
    return this.#inFlight.splice(0, count)
  }

  /** What an object-level message stands for; null for messages that carry their measurement themselves. */
  observationOf(message: Message): Observation | null {
    return this.#observations.get(message) ?? null
  }

  #measure(): void {
    const world = this.#world
    const { steps, stamp } = world
    const ego = world.trueEgo()
    const driver = steps % DRIVER_EVERY === 0 ? world.ego.driver : null
    const frames = canFrames('0', this.#signals.frames(world.ego.motion, driver))
    this.#send('/can/0', stamp, stamp + stampFromSeconds(BUS_LATENCY), frames)
    if (!this.#objects) return
    this.#send('/imu', stamp, stamp + stampFromSeconds(BUS_LATENCY), this.#imu.sample(ego, STEP))
    if (steps % GNSS_EVERY === GNSS_PHASE) {
      const fix = this.#gnss.fix(ego, stamp, GNSS_EVERY * STEP)
      if (fix) this.#send('/gnss/fix', stamp, stamp + stampFromSeconds(GNSS_LATENCY), fix)
    }
    if (this.#objects.nextStamp(stamp) > stamp) return
    const moment = { stamp, ego, objects: world.objects(), occluders: world.occluders() }
    for (const { arrival, observation } of this.#objects.sense(moment)) {
      const message = this.#send(topicOf(observation), stamp, arrival, payloadOf(observation))
      this.#observations.set(message, observation)
    }
  }

  #send(topic: string, stamp: Stamp, arrival: Stamp, payload: Payload): Message {
    const sequence = this.#sequences.get(topic) ?? 0
    this.#sequences.set(topic, sequence + 1)
    const message = { topic, stamp, arrival, sequence, payload }
    let place = this.#inFlight.length
    while (place > 0 && this.#inFlight[place - 1]!.arrival > arrival) place--
    this.#inFlight.splice(place, 0, message)
    return message
  }
}

/** Keeps the car's own sensors' noise apart from the others'. */
const SIGNALS_STREAM = 0x5ca1ab1e

/** Radar targets come on the radar's own topic; boxes on one that no recorded drive has: they are no sensor's data. */
function topicOf({ kind, sensor }: Observation): string {
  return kind === 'radar' ? `/${sensor}/scan` : `/simulation/${sensor}`
}

/** A radar's targets are its message; boxes of a network have no message of their own and travel beside an empty one. */
function payloadOf(observation: Observation): Payload {
  if (observation.kind === 'radar') {
    const sensor = observation.sensor.replace('radar/', '')
    return { kind: 'radar', sensor, detections: observation.detections }
  }
  return { kind: 'opaque', schema: 'axdrive.simulation.Observation', bytes: NO_BYTES }
}

const NO_BYTES = new Uint8Array(0)
